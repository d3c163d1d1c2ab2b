package price

import (
	"strings"

	"github.com/martsql/mart/udfs/internal/iso4217"
)

// A money is what a printed sign or word says about the currency.
type money struct {
	code   string // ISO 4217; the likeliest when the sign is shared, or empty when none is
	shared string // the codes that share the sign; the argument chooses
	minor  bool   // hundredths: 99p
}

const (
	dollars = iso4217.Dollars
	crowns  = iso4217.Crowns
	anyCode = "*" // every currency has cents
)

// thousandths are the currencies with three digits behind the point.
const thousandths = "KWD BHD OMR JOD TND LYD IQD"

// resolve is the code that a price has: the printed one, chosen by the argument when
// the sign is shared.
func (m money) resolve(home string) string {
	switch {
	case home == "" || m.shared == "":
		return m.code
	case m.shared == anyCode, strings.Contains(m.shared, home):
		return home
	}
	return m.code
}

// named is the currency when a code beside a shared sign names it: "$5 USD".
func (m money) named(by money) money {
	if m.code == "" && by.code != "" && m.shared != anyCode && strings.Contains(m.shared, by.code) {
		return by
	}
	return m
}

// signs are the printed signs. Longer ones come before those they end in.
var signs = [...]struct {
	text string
	money
}{
	{"€", money{code: "EUR"}},
	{"£", money{code: "GBP", shared: "GBP GIP FKP SHP EGP LBP"}},
	{"us$", money{code: "USD"}},
	{"ca$", money{code: "CAD"}},
	{"au$", money{code: "AUD"}},
	{"nz$", money{code: "NZD"}},
	{"hk$", money{code: "HKD"}},
	{"mx$", money{code: "MXN"}},
	{"nt$", money{code: "TWD"}},
	{"r$", money{code: "BRL"}},
	{"c$", money{code: "CAD"}},
	{"a$", money{code: "AUD"}},
	{"s$", money{code: "SGD"}},
	{"$", money{shared: dollars}},
	{"¥", money{code: "JPY", shared: "JPY CNY"}},
	{"₺", money{code: "TRY"}},
	{"₪", money{code: "ILS"}},
	{"₹", money{code: "INR"}},
	{"₽", money{code: "RUB"}},
	{"₴", money{code: "UAH"}},
	{"₩", money{code: "KRW"}},
	{"₫", money{code: "VND"}},
	{"₱", money{code: "PHP"}},
	{"¢", money{shared: anyCode, minor: true}},
}

// signAt finds a sign that starts at s[at].
func signAt(s []byte, at int) (m money, end int) {
	if at >= len(s) || s[at] < 0x80 && !dollarIn(s[at:min(at+3, len(s))]) {
		return money{}, 0
	}
	for i := range signs {
		if text := signs[i].text; len(s)-at >= len(text) && string(s[at:at+len(text)]) == text {
			return signs[i].money, at + len(text)
		}
	}
	return money{}, 0
}

// dollarIn reports whether a dollar sign is near: without one no ASCII text is a sign.
func dollarIn(s []byte) bool {
	for _, c := range s {
		if c == '$' {
			return true
		}
	}
	return false
}

// signBefore finds a sign that ends before s[end].
func signBefore(s []byte, end int) (m money, at int, ok bool) {
	if end == 0 || s[end-1] < 0x80 && s[end-1] != '$' {
		return money{}, 0, false
	}
	for i := range signs {
		text := signs[i].text
		if end >= len(text) && string(s[end-len(text):end]) == text {
			return signs[i].money, end - len(text), true
		}
	}
	return money{}, 0, false
}

// word is what a folded word says about the currency.
func word(w []byte) (m money, ok bool) {
	if m, ok = code(w); ok {
		return m, true
	}
	switch string(w) {
	case "euro", "euros", "eurot", "ευρω":
		m.code = "EUR"
	case "kr", "kroner", "kronor", "kronur", "krona", "krone":
		m.shared = crowns
	case "zl", "zloty", "zlotych", "zlote":
		m.code = "PLN"
	case "kc", "korun", "koruny", "koruna":
		m.code = "CZK"
	case "ft", "forint":
		m.code = "HUF"
	case "sfr", "fr", "franken":
		m.code = "CHF"
	case "lei", "leu":
		m.code, m.shared = "RON", "RON MDL"
	case "лв":
		m.code = "BGN"
	case "грн":
		m.code = "UAH"
	case "руб":
		m.code = "RUB"
	case "tl", "lira":
		m.code = "TRY"
	case "rs":
		m.code, m.shared = "INR", "INR PKR LKR NPR MUR"
	case "rp":
		m.code = "IDR"
	case "rm":
		m.code = "MYR"
	case "dollar", "dollars":
		m.shared = dollars
	case "pound", "pounds":
		m.code = "GBP"
	case "p", "pence", "penny":
		m.code, m.minor = "GBP", true
	case "eurocent", "eurocents", "ct", "cts":
		m.code, m.shared, m.minor = "EUR", anyCode, true
	case "cent", "cents", "centimes", "centimos", "centesimi":
		m.shared, m.minor = anyCode, true
	case "groszy", "grosze":
		m.code, m.minor = "PLN", true
	case "ore":
		m.shared, m.minor = crowns, true
	default:
		return money{}, false
	}
	return m, true
}

// codes are the ISO 4217 codes that are read in texts. Others are words like any.
const codes = "EUR GBP USD CHF SEK NOK DKK ISK PLN CZK HUF RON BGN HRK RSD BAM MKD ALL UAH RUB TRY ILS " +
	"CAD AUD NZD MXN BRL ARS CLP COP PEN UYU JPY CNY INR PKR LKR KRW TWD HKD SGD MYR IDR THB VND PHP " +
	"ZAR EGP MAD TND DZD NGN KES GHS AED SAR QAR KWD BHD OMR JOD LBP IQD LYD GEL AMD AZN KZT MDL BYN"

// code finds the constant of a code in lower case.
func code(w []byte) (money, bool) {
	if len(w) != 3 || isWord(w) {
		return money{}, false
	}
	for i := 0; i+3 <= len(codes); i += 4 {
		if codes[i]|0x20 == w[0] && codes[i+1]|0x20 == w[1] && codes[i+2]|0x20 == w[2] {
			return money{code: codes[i : i+3]}, true
		}
	}
	return money{}, false
}

// isWord tells codes that are words of shops too.
func isWord(w []byte) bool {
	switch string(w) {
	case "all", "pen", "mad", "top", "try":
		return true
	}
	return false
}

// argument is the code that the currency argument names, or "".
func argument(s string) string {
	if code := iso4217.Code(s); code != iso4217.Unknown {
		return code
	}
	return ""
}

package price_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/price"
)

// read calls parse_price and prints "amount currency".
func read(t testing.TB, text, currency string) string {
	t.Helper()
	args := []any{text}
	if currency != "" {
		args = append(args, currency)
	}
	got, err := udfs.Call(price.Func(), args...)
	if err != nil {
		t.Fatal(err)
	}
	if got["amount"] == nil {
		if got["currency"] != nil {
			t.Errorf("%q: a currency without an amount", text)
		}
		return ""
	}
	amount := strings.TrimSuffix(strings.TrimSuffix(got["amount"].(string), "00"), ".00")
	if got["currency"] == nil {
		return amount
	}
	return fmt.Sprint(amount, " ", got["currency"])
}

// Cents that stand apart from their euros.
func TestCentsApart(t *testing.T) {
	for _, tt := range []struct{ text, currency, want string }{
		{"2 € 99", "", "2.99 EUR"},
		{"3 Fr. 50", "", "3.50 CHF"},
		{"3 Fr 50", "", "3.50 CHF"},
		{"3 Fr.50", "", "3.50 CHF"},
		{"3fr50", "", "3.50 CHF"},
		{"3 € 50 ct", "", "3.50 EUR"},
		{"3 euro 50 cent", "", "3.50 EUR"},
		{"10 kr 50 øre", "DKK", "10.50 DKK"},
		{"5 zł 99 gr", "", "5.99 PLN"},
		{"12 lei 50 bani", "", "12.50 RON"},
		{"1 pound 50", "", "1.50 GBP"},
		{"£1 50p", "", "1.50 GBP"},
		{"12 € 99 / kg", "", "12.99 EUR"},
		{"12 99 €", "", "12.99 EUR"},
		{"€ 12 99", "", "12.99 EUR"},
		{"EUR 12 99", "", "12.99 EUR"},
		{"1 299 99 Kč", "", "1299.99 CZK"},
		{"12 99", "EUR", "12.99 EUR"},
		{"12 99/st", "EUR", "12.99 EUR"},
		{"12 99", "", ""},
		{"12 99", "euro", ""},
		{"-12 99 €", "", ""},
		{"12 999 €", "", "12999 EUR"},
		{"3 Fr. 50 g", "", "3 CHF"},
		{"3 Fr. 500", "", "3 CHF"},
		{"2 € 99 stuks", "", "2 EUR"},
		{"12 99 artikelen", "EUR", "12 EUR"},
		{"EUR 10 EUR 50", "", "10 EUR"},
		{"1,99 € 50", "", "1.99 EUR"},
		{"Jfr-pris 39,90/kg", "SEK", "39.90 SEK"},
	} {
		if got := read(t, tt.text, tt.currency); got != tt.want {
			t.Errorf("%q (%s) is %q, want %q", tt.text, tt.currency, got, tt.want)
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, tt := range []struct{ text, currency, want string }{
		{"2,99 €", "", "2.99 EUR"},
		{"€2.99", "", "2.99 EUR"},
		{"1,99€", "", "1.99 EUR"},
		{"1,99€/kg", "", "1.99 EUR"},
		{"€ 1,50/100 g", "", "1.50 EUR"},
		{"1,50/100g", "", "1.50"},
		{"2€99", "", "2.99 EUR"},
		{"EUR 3", "", "3 EUR"},
		{"3 €", "", "3 EUR"},
		{"3 euros", "", "3 EUR"},
		{"2,99\u00a0€", "", "2.99 EUR"},
		{"2,99\u202f€", "", "2.99 EUR"},
		{"2,99&nbsp;&euro;", "", "2.99 EUR"},
		{"\u200b€\u20092,99", "", "2.99 EUR"},
		{"12.50", "", "12.50"},
		{"12.50", "gbp", "12.50 GBP"},
		{"12.50", "pounds", "12.50"},
		{"12.50", " Gbp ", "12.50 GBP"},
		{"12.50", "euro", "12.50"},
		{"12.50", "XYZ", "12.50"},
		{"$12.50", "twd", "12.50 TWD"},
		{"$12.50", "jmd", "12.50 JMD"},
		{"$12.50", "XYZ", "12.50"},
		{"5.5", "", "5.50"},
		{".99", "", "0.99"},
		{"$.99", "USD", "0.99 USD"},
		{"2,5", "EUR", "2.50 EUR"},
		{"2.9900", "EUR", "2.99 EUR"},
		{"0.33335", "EUR", "0.3334 EUR"},
		{"50,-", "", "50"},
		{"14.--", "CHF", "14 CHF"},
		{"2.-", "", "2"},
		{"5,–", "", "5"},
		{"5.— Fr.", "", "5 CHF"},
		{"1.299,00", "", "1299"},
		{"1,299.99", "", "1299.99"},
		{"1.299.000", "", "1299000"},
		{"1.299.000,50", "", "1299000.50"},
		{"1,29,999.00 INR", "", "129999 INR"},
		{"1'299.00", "CHF", "1299 CHF"},
		{"CHF 1’299.–", "", "1299 CHF"},
		{"1 299 Ft", "", "1299 HUF"},
		{"1\u00a0299 Ft Clubcarddal", "", "1299 HUF"},
		{"1 299,50 zł", "", "1299.50 PLN"},
		{"12 345 678 Ft", "", "12345678 HUF"},
		{"$1,299.99", "", "1299.99"},
		{"$1,299.99", "CAD", "1299.99 CAD"},
		{"$10.523,50", "", "10523.50"},
		{"$\u00a01650,35", "ARS", "1650.35 ARS"},
		{"US$ 4.99", "ARS", "4.99 USD"},
		{"R$ 12,90", "", "12.90 BRL"},
		{"$4.99", "EUR", "4.99"},
		{"€4.99", "GBP", "4.99 EUR"},
		{"99p", "", "0.99 GBP"},
		{"99 p", "", "0.99 GBP"},
		{"14 ct", "", "0.14 EUR"},
		{"14 cênt", "EUR", "0.14 EUR"},
		{"50¢", "USD", "0.50 USD"},
		{"kr 49,90", "", "49.90"},
		{"kr 49,90", "NOK", "49.90 NOK"},
		{"kr. 49,90", "DKK", "49.90 DKK"},
		{"49:90 kr", "SEK", "49.90 SEK"},
		{"49:-", "SEK", "49 SEK"},
		{"49 Kč", "", "49 CZK"},
		{"CHF 4.95", "", "4.95 CHF"},
		{"CHF4.95", "EUR", "4.95 CHF"},
		{"Fr. 4.95", "", "4.95 CHF"},
		{"SAVE 1.00$", "USD", "1 USD"},
		{"vanaf € 3,49", "", "3.49 EUR"},
		{"price: 3.49", "", "3.49"},
		{"500 g € 2,99", "", "2.99 EUR"},
		{"500g 2,99", "", "2.99"},
		{"20% 3,99", "", "3.99"},
		{"£1.98 £0.95", "", "1.98 GBP"},
		{"2,99-3,99", "", "2.99"},
		{"0,00", "EUR", "0 EUR"},
		{"1 kg € 2,99", "", "2.99 EUR"},
		{"€ 5 per 2 st", "", "5 EUR"},
		{"€ 1.299,-", "", "1299 EUR"},
		{"12,50 EUR/kg", "", "12.50 EUR"},
		{"5 kr/st", "SEK", "5 SEK"},
		{"€ 2,99 p/st", "", "2.99 EUR"},
		{"2,99 p/st", "", "2.99"},
		{"€ 3 p.st.", "", "3 EUR"},
		{"12.5p/100g", "", "0.1250 GBP"},
		{"*2,99", "", "2.99"},
		{"(2.99)", "", "2.99"},
		{"€2,99 -20%", "", "2.99 EUR"},
		{"1,99 – 2,49 €", "", "1.99 EUR"},
		{"Nu € 2,99*", "", "2.99 EUR"},
		{"USD5", "", "5 USD"},
		{"NZ$5.50", "", "5.50 NZD"},
		{"Rs. 1,29,999", "", "129999 INR"},
	} {
		if got := read(t, tt.text, tt.currency); got != tt.want {
			t.Errorf("parse_price(%q, %q) is %q, want %q", tt.text, tt.currency, got, tt.want)
		}
	}
}

// Of several prices the one to pay counts; an old price counts alone.
func TestPriceToPay(t *testing.T) {
	for _, tt := range []struct{ text, currency, want string }{
		{"van 3,99 voor 2,99", "", "2.99"},
		{"van € 3,99 voor 2,99", "", "2.99 EUR"},
		{"van €4 voor €3", "", "3 EUR"},
		{"van 4 voor 3", "EUR", "3 EUR"},
		{"3,99 voor 2,99", "", "2.99"},
		{"von 3,99 € auf 2,99 €", "", "2.99 EUR"},
		{"statt 3,99 € nur 2,99 €", "", "2.99 EUR"},
		{"2,99 statt 3,99 €", "", "2.99 EUR"},
		{"2,99 i.p.v. 3,99", "EUR", "2.99 EUR"},
		{"au lieu de 3,99 € : 2,99 €", "", "2.99 EUR"},
		{"2,99 € au lieu de 3,99 €", "", "2.99 EUR"},
		{"Was £3.00 Now £2.50", "", "2.50 GBP"},
		{"was £3, now 2", "", "2 GBP"},
		{"now £2.50 (was £3)", "", "2.50 GBP"},
		{"$5.99 now $3.99", "USD", "3.99 USD"},
		{"antes 3,99 € ahora 2,99 €", "", "2.99 EUR"},
		{"de 3,99 € a 2,99 €", "", "2.99 EUR"},
		{"invece di 3,99 € 2,99 €", "", "2.99 EUR"},
		{"3,99 € → 2,99 €", "", "2.99 EUR"},
		{"UVP 19,99 € 14,99 €", "", "14.99 EUR"},
		{"före 39,90 nu 29:90", "SEK", "29.90 SEK"},
		{"før 39,90 nå 29,90", "NOK", "29.90 NOK"},
		{"£1 off, £2.50", "", "2.50 GBP"},
		{"from £2.50 to £5.00", "", "2.50 GBP"}, // a range: the lower end
		{"was £3.00", "", "3 GBP"},              // an old price alone: that column says so
		{"was £3.00 save £1.00", "", ""},        // the price to pay is not printed
		{"was £3 2 Stück", "", "3 GBP"},
		{"Kwas 2,99 1,99", "", "2.99"}, // "was" within a word
	} {
		if got := read(t, tt.text, tt.currency); got != tt.want {
			t.Errorf("parse_price(%q, %q) is %q, want %q", tt.text, tt.currency, got, tt.want)
		}
	}
}

// The price of several units is not the price of one.
func TestMultibuyIsNoPrice(t *testing.T) {
	for text, want := range map[string]string{
		"2 für 5€":                  "",
		"2 für 5,00 €":              "",
		"3 voor 5,00":               "",
		"2 voor €5":                 "",
		"3 voor 2":                  "",
		"2 for $5":                  "",
		"2/$5":                      "",
		"3 stuks voor € 5":          "",
		"2 Stk. für 5 €":            "",
		"3 pour 5 €":                "",
		"3=5 €":                     "",
		"5 € für 2":                 "",
		"5 € for 2 stuks":           "",
		"art. 12 2 voor €5":         "",
		"1 voor 2,99":               "2.99",
		"1 für 2,99 €":              "2.99 EUR",
		"£1.50 each or 2 for £2.50": "1.50 GBP",
		"2 for £2.50 or £1.50 each": "1.50 GBP",
		"2 voor €5, per stuk €2,99": "2.99 EUR",
		"500 g voor 2,99":           "2.99",
		"2,99 voor 500 g":           "2.99",
		"€ 5 per 2 st":              "5 EUR", // a price per measure, as "1,50/100 g"
		"voor 5,00":                 "5",
		"12 2,99 voor 2":            "",
		"van 2,99 voor 2":           "2",
		"pakket van 2 voor 5,00":    "",
		"1234 voor 5,00":            "5",
	} {
		if got := read(t, text, ""); got != want {
			t.Errorf("parse_price(%q) is %q, want %q", text, got, want)
		}
	}
}

// Digits of other scripts, with the separators that go with them.
func TestScripts(t *testing.T) {
	for text, want := range map[string]string{
		"٢٫٩٩":                 "2.99",
		"۲٫۹۹":                 "2.99",
		"٢٫٩٩ €":               "2.99 EUR",
		"٢،٩٩":                 "2.99",
		"١٬٢٩٩٫٥٠":             "1299.50",
		"١٬٢٩٩ ر.س":            "1299",
		"\u200f٢٫٩٩\u200e SAR": "2.99 SAR",
		"२.९९ ₹":               "2.99 INR",
		"๒.๙๙ THB":             "2.99 THB",
		"٢٥٪":                  "",
	} {
		if got := read(t, text, ""); got != want {
			t.Errorf("parse_price(%q) is %q, want %q", text, got, want)
		}
	}
}

// Three digits behind a single separator.
func TestThousands(t *testing.T) {
	for _, tt := range []struct{ text, currency, want string }{
		{"1.299", "", "1299"},
		{"1,299", "EUR", "1299 EUR"},
		{"€ 1.299", "", "1299 EUR"},
		{"0.299", "EUR", "0.2990 EUR"},
		{"1299.999", "", "1299.9990"},
		{"1.299", "KWD", "1.2990 KWD"},
		{"KWD 1.299", "EUR", "1.2990 KWD"},
		{"€1.299", "KWD", "1299 EUR"},
	} {
		if got := read(t, tt.text, tt.currency); got != tt.want {
			t.Errorf("parse_price(%q, %q) is %q, want %q", tt.text, tt.currency, got, tt.want)
		}
	}
}

func TestNoPrice(t *testing.T) {
	for _, text := range []string{
		"", " ", "€", "agotado", "auf Anfrage", "gratis", "-1.00", "−1,00 €", "- €6", "-€6", "€ -6", "€-6.00", "(-6)",
		"25%", "25 %", "-25%", "500g", "500 g", "6 x 33 cl", "21.11.2026", "21/11/2026", "10:30", "A4", "1.29.99",
		"8712345678906", "1e3", ",", ".-", "12345678901234567890",
	} {
		if got := read(t, text, "EUR"); got != "" {
			t.Errorf("parse_price(%q) is %q, want NULL", text, got)
		}
	}
}

func TestExamples(t *testing.T) {
	f := price.Func()
	for _, ex := range f.Examples {
		got, err := udfs.Call(f, ex.Args...)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range ex.Want {
			if got[name] != want {
				t.Errorf("%v: %s is %v, want %v", ex.Args, name, got[name], want)
			}
		}
	}
}

// No row may cost memory of its own.
func TestAllocations(t *testing.T) {
	texts := []string{"2,99 €", "€\u00a01.299,00", "agotado", "kr 49,90", "1 299 Ft Clubcarddal"}
	f := price.Func()
	b := udfs.Batch{Rows: len(texts), Args: []udfs.Column{
		udfs.NewColumn(f.Args[0].Type, len(texts)), udfs.NewColumn(f.Args[1].Type, len(texts)),
	}}
	for i, text := range texts {
		b.Args[0].SetText(i, text)
		b.Args[1].SetText(i, "SEK")
	}
	for _, r := range f.Returns {
		b.Out = append(b.Out, udfs.NewColumn(r.Type, len(texts)))
	}
	b.Out[1].Texts = discard{}
	e := f.New()
	if n := testing.AllocsPerRun(100, func() {
		if err := e.Eval(&b); err != nil {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("%v allocations for %d rows", n, len(texts))
	}
}

// discard takes texts as an engine does, without memory of Go.
type discard struct{}

func (discard) Text(int) string     { return "" }
func (discard) SetText(int, string) {}
func (discard) CopyText(int, int)   {}

func FuzzParsePrice(f *testing.F) {
	for _, seed := range []string{"2,99 €", "1'299.--", "-€1", "49:90 kr", "2€99", "&euro;1", ".9", "1,2,3,4,5,6,7,8,9"} {
		f.Add(seed, "EUR")
	}
	fn := price.Func()
	f.Fuzz(func(t *testing.T, text, currency string) {
		got, err := udfs.Call(fn, text, currency)
		if err != nil {
			t.Fatal(err)
		}
		if got["amount"] == nil {
			if got["currency"] != nil {
				t.Errorf("a currency without an amount")
			}
			return
		}
		v, ok := udfs.ParseDecimal(got["amount"].(string), 4)
		if !ok || v < 0 || v >= 1e18 {
			t.Errorf("amount %v is out of range", got["amount"])
		}
		if c := got["currency"]; c != nil && len(c.(string)) != 3 {
			t.Errorf("currency %q", c)
		}
	})
}

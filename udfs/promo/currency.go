package promo

import "unicode/utf8"

// A currency is how prices print one. Words are tried after a number and before it.
type currency struct {
	code  string // ISO 4217; empty when the sign is shared by several
	sign  rune
	words string
	minor bool // a hundredth: 99p
}

const dollar, crown = 2, 6 // places of the signs that several currencies share

var currencies = [...]currency{
	{code: "EUR", sign: '€', words: "eur euro euros eurot ευρω"},
	{code: "GBP", sign: '£', words: "gbp pounds quid"},
	{sign: '$', words: "dollar dollars"},
	{code: "USD", words: "usd"},
	{code: "TRY", sign: '₺', words: "tl lira"},
	{code: "ILS", sign: '₪', words: "nis ils שח שקל שקלים"},
	{words: "kr kroner kronor krona kroon"},
	{code: "PLN", words: "zl zloty zlotych zlote pln"},
	{code: "CZK", words: "kc czk korun koruny koruna"},
	{code: "HUF", words: "ft huf forint"},
	{code: "CHF", words: "chf sfr stutz franken"},
	{code: "SEK", words: "sek"},
	{code: "NOK", words: "nok"},
	{code: "DKK", words: "dkk"},
	{code: "CAD", words: "cad"},
	{code: "AUD", words: "aud"},
	{code: "BRL", words: "brl reais"},
	{code: "RON", words: "ron lei leu"},
	{code: "EUR", words: "ct cent cents cts eurocent centimes centimos centesimi", minor: true},
	{code: "GBP", words: "p pence", minor: true},
	{code: "CHF", words: "rappen rp", minor: true},
	{code: "JPY", sign: '¥', words: "jpy yen"},
	{code: "INR", words: "inr rs rupees"},
	{sign: '¢', words: "c", minor: true},
	{code: "PLN", words: "grosz groszy grosze", minor: true},
}

// currencySign finds the currency whose sign s starts with, by its place in currencies, and
// the length of the sign.
func currencySign(s []byte) (at, n int) {
	if s[0] != 0xc2 && s[0] != 0xe2 { // where the signs lie
		return 0, 0
	}
	r, n := utf8.DecodeRune(s)
	for i := range currencies {
		if currencies[i].sign == r {
			return i, n
		}
	}
	return 0, 0
}

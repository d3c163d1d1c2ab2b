package price_test

import "testing"

func TestRaisedDigits(t *testing.T) {
	for text, want := range map[string]string{
		"12⁹⁹":       "12.99",
		"12⁹⁹ €":     "12.99 EUR",
		"€12⁹⁹":      "12.99 EUR",
		"€ 1⁰⁵":      "1.05 EUR",
		"0⁷⁹ €":      "0.79 EUR",
		"2²⁵ €":      "2.25 EUR",
		"1.299⁹⁹":    "1299.99",
		"1,299⁹⁹":    "1299.99",
		"12,⁹⁹":      "12.99",
		"12€⁹⁹":      "12.99 EUR",
		"12,99¹":     "12.99",
		"12,99¹ €":   "12.99 EUR",
		"12,99 €²":   "12.99 EUR",
		"12,99¹² €":  "12.99 EUR",
		"12¹ €":      "12 EUR",
		"5⁹⁹ 3⁴⁹":    "5.99",
		"\xe2\x81":   "",
		"5,00\xe2":   "5",
		"5⁹⁹ \xff 1": "5.99",
	} {
		if got := read(t, text, ""); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

package promo_test

import (
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/promo"
)

// The currency of the retailer resolves shared signs, in any case, and a unit price has a say
// only beside its own currency. depth "" is none.
func TestHomes(t *testing.T) {
	for _, tt := range []struct{ text, home, currency, depth string }{
		{"2 for $5", "CAD", "CAD", "16.67"},
		{"2 for $5", "cad", "CAD", "16.67"},
		{"2 for $5", " Cad ", "CAD", "16.67"},
		{"2 for $5", "twd", "TWD", "16.67"},
		{"2 for $5", "", "USD", "16.67"},
		{"2 for $5", "EUR", "USD", ""},
		{"2 for $5", "PLN", "USD", ""},
		{"2 for $5", "XYZ", "", ""},
		{"2 for $5", "dollar", "", ""},
		{"2 por $5", "EUR", "", ""},
		{"2 por $5", "", "", "16.67"},
		{"2 por $5", "ars", "ARS", "16.67"},
		{"2 för 5 kr", "dkk", "DKK", "16.67"},
		{"2 för 5 kr", "EUR", "", ""},
		{"Köp 2 för 5 kr", "EUR", "SEK", ""},
		{"2 för 5 kr", "kr", "", ""},
		{"2 for 5,-", "nok", "NOK", "16.67"},
		{"2 for 5,-", "EUR", "", "16.67"},
		{"2 for 5", "XYZ", "", "16.67"},
		{"2 voor €5", "eur", "EUR", "16.67"},
		{"2 voor €5", "GBP", "EUR", ""},
		{"2 voor €5", "chf", "EUR", ""},
		{"2 voor 5 EUR", "BGN", "EUR", ""},
		{"2 voor €5", "euro", "EUR", ""},
		{"2 voor €5", "XYZ", "EUR", ""},
		{"2 for £5", "gbp", "GBP", "16.67"},
		{"2 für CHF 5", "chf", "CHF", "16.67"},
		{"2 für CHF 5", "EUR", "CHF", ""},
		{"50 cents off", "usd", "USD", "16.67"},
		{"50 cents off", "EUR", "EUR", "16.67"},
	} {
		unit := "3"
		for range 3 { // the third time from a plan
			got, err := udfs.CallRows(promo.Func(), [][]any{{tt.text, unit, "EUR"}, {tt.text, unit, "GBP"}, {tt.text, unit, ""}, {tt.text, unit, tt.home}, {tt.text, unit, tt.home}, {tt.text + " ", "3.0001", tt.home}})
			if err != nil {
				t.Fatal(err)
			}
			r := got[3]
			depth, currency := "", ""
			if r["effective_percent"] != nil {
				depth = r["effective_percent"].(string)
			}
			if r["currency"] != nil {
				currency = r["currency"].(string)
			}
			if depth != tt.depth || currency != tt.currency {
				t.Errorf("%q, 3, %q: %q %q, want %q %q", tt.text, tt.home, currency, depth, tt.currency, tt.depth)
				break
			}
			if alone := promo.Parse(tt.text, promo.ParseNumber(unit), tt.home); alone.Currency != currency {
				t.Errorf("%q, 3, %q: %s alone", tt.text, tt.home, alone.Currency)
			}
		}
	}
}

package promo_test

import (
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// A number of a product's name is no number of units; a quantity is.
func TestNumbersOfNames(t *testing.T) {
	for _, tt := range []struct {
		text     string
		mechanic promo.Mechanic
		n        int32
		percent  string
	}{
		{"LED 60W E27 -15% de réduction", promo.PercentOff, 1, "15"},
		{"Samsung Galaxy S23 -10%", promo.PercentOff, 1, "10"},
		{"WD-40 400ml -20%", promo.PercentOff, 1, "20"},
		{"WD-40 -20%", promo.PercentOff, 1, "20"},
		{"Vitamine B12 20% korting", promo.PercentOff, 1, "20"},
		{"Ampoule E14 -15%", promo.PercentOff, 1, "15"},
		{"20% Rabatt auf E27", promo.PercentOff, 1, "20"},
		{"Gillette Fusion 5 -20%", promo.PercentOff, 1, "20"},
		{"iPhone 15 met 50 euro korting", promo.AmountOff, 1, ""},
		{"iPhone 15 -10%", promo.PercentOff, 1, "10"},
		{"Nivea Sun SPF 30 -25%", promo.PercentOff, 1, "25"},
		{"Nivea Sun SPF50+ 25% korting", promo.PercentOff, 1, "25"},
		{"Crème solaire FPS 50 -20%", promo.PercentOff, 1, "20"},
		{"Sonnencreme LSF 30 20% Rabatt", promo.PercentOff, 1, "20"},
		{"Wein 12,5 % vol. 20 % Rabatt", promo.PercentOff, 1, "20"},
		{"Rum 40% vol -20%", promo.PercentOff, 1, "20"},
		{"Wijn 12,5% alc. 20% korting", promo.PercentOff, 1, "20"},
		{"3 stuks -20%", promo.MultibuyPercent, 3, "20"},
		{"vanaf 3 20% korting", promo.MultibuyPercent, 3, "20"},
		{"ab 3 -20%", promo.MultibuyPercent, 3, "20"},
		{"-20% bij 2 stuks", promo.MultibuyPercent, 2, "20"},
		{"3 = -20%", promo.MultibuyPercent, 3, "20"},
	} {
		p := promo.Parse(tt.text, promo.Number{}, "")
		if p.Mechanic != tt.mechanic || p.MinQuantity != tt.n || p.PercentOff.String() != tt.percent {
			t.Errorf("%q is %s over %d, %q%% off, want %s over %d, %q%%; %s", tt.text, p.Mechanic, p.MinQuantity, p.PercentOff, tt.mechanic, tt.n, tt.percent, promo.Explain(tt.text, promo.Number{}, ""))
		}
	}
}

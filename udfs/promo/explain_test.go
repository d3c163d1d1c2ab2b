package promo_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

func TestExplain(t *testing.T) {
	got := promo.Explain("Alleen online\n2e HALVE prijs, zzgl. Pfand 0,25", promo.Number{}, "").String()
	for _, want := range []string{
		"normalized  alleen online 2e halve prijs, zzgl. pfand 0,25",
		`"alleen online" 0-13: condition`,
		`0,25" `,
		"deposit",
		"modifiers   online_only",
		"rule        nl.nth_fraction -> nth_unit_discount",
		"depth       50% off 1 of 2 units = 25%",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the explanation lacks %q:\n%s", want, got)
		}
	}
}

func TestExplainDepths(t *testing.T) {
	for text, want := range map[string]string{
		"tot 50% korting":             "the text states a bound, or leaves open",
		"3 voor €5":                   "5 instead of 6.75 = 25.93%",
		"€10,00 €5,00 35%":            "the prices say 50%, the text 35%: they contradict each other, no depth",
		"50% más gratis":              "50% more content: 100 x 50 / (100 + 50) = 33.33%",
		"2+1 gratis":                  "1 of 3 units are free = 33.33%",
		"2 = -20% | 3 = -25%":         "the best step of the ladder, from 3 units = 25%",
		"voor €9,99":                  "not between 0 and 100",
		"van 4,00 voor 3,00":          "3 instead of 4 = 25%",
		"Sale Price: $4 Save: $1":     "1 saved on 5 = 20%",
		"2e voor €1,00":               "1.25 saved on 2 units of 2.25 = 27.78%",
		"€1 korting":                  "1 off 2.25 = 44.44%",
		"5 kaufen, 4 bezahlen":        "1 of 5 units are free = 20%",
		"Buy 2 Get 1 50% Off":         "50% off 1 of 3 units = 16.67%",
		"25% Rabatt ab 3 Flaschen":    "25% off every unit = 25%",
		"8+2 FREE Drinks":             "2 of 10 pieces in the pack are free = 20%",
		"Was £11.00 Now £7.50":        "7.5 instead of 11 = 31.82%",
		"2 voor €4 i.p.v. €5,98":      "4 instead of 5.98 = 33.11%",
		"Half price – Was £2, now £1": "1 instead of 2 = 50%",
	} {
		if got := promo.Explain(text, promo.ParseNumber("2.25"), "").String(); !strings.Contains(got, want) {
			t.Errorf("%q: the explanation lacks %q:\n%s", text, want, got)
		}
	}
}

package promo_test

import (
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// The residue is unknown words, numbers that no rule used, and benefits that the result
// lacks; words that are understood are not in it.
func TestResidue(t *testing.T) {
	for text, want := range map[string]string{
		// conditions, headlines, units, connecting words
		"mix & match":                                "",
		"Mix & Match 1+1 gratis":                     "",
		"Ab 2 Stk.":                                  "",
		"1+1 gratis, Ab 2 Stk.":                      "",
		"Rabatt 20 % ab 6 Flaschen":                  "",
		"Save 1/3":                                   "",
		"30% korting op alle producten":              "",
		"25% bigger pack":                            "",
		"3er-Pack zum Preis von 2":                   "",
		"Remise de 20 % dès 2 produits achetés":      "",
		"spaar 10 zegels":                            "",
		"100 points fidélité offerts":                "",
		"Oferta":                                     "",
		"2x1 gratis":                                 "",
		"U betaalt slechts €8,99":                    "",
		"Alle Zwitsal flessen 2e halve prijs":        "zwitsal",
		"Robijn of Omo, stuks en flessen 1+1 gratis": "robijn omo",
		// numbers that say the same again
		"1+1 gratis (50% korting)":          "",
		"Was £4.00 Now £3.00 Save £1.00":    "",
		"2 voor 3.99 (2.00 per stuk)":       "",
		"Buy 2 get 3rd free":                "",
		"20-fach Punkte":                    "",
		"20% off with code SAVE20":          "",
		"6 bouteilles achetées, 7e offerte": "",
		// dates with a year
		"Geldig van 3 t/m 9 mei 2024":               "",
		"1+1 gratis t/m 9 maart 2026":               "",
		"25% korting t/m 31-12-2026":                "",
		"gültig vom 3. bis 9. Mai 2026: 20% Rabatt": "",
		"20% off until Dec 31, 2026":                "",
		"25% korting t/m 9 maart 1000 punten":       "",
		// what is not understood
		"Sensodyne 1+1 gratis":              "sensodyne",
		"Nu 20% + extra 10% korting":        "10%",
		"2 voor 2.99 nr 1.79":               "1.79",
		"1+1 gratis 7":                      "7",
		"Free £5 voucher":                   "free",
		"Kids eat free":                     "eat free",
		"2 voor 3.99 (1.50 per stuk)":       "1.50",
		"Le lot de 2 : 3,50 €":              "",
		"frobnicate the widget 25% korting": "frobnicate widget",
	} {
		for range 3 { // from what the parser remembers too
			if got := promo.Parse(text, promo.Number{}, "").Residue; got != want {
				t.Errorf("the residue of %q is %q, want %q", text, got, want)
			}
		}
	}
}

// A number that no rule used costs more confidence than a brand.
func TestConfidence(t *testing.T) {
	sure := func(text string) int64 { return promo.Parse(text, promo.Number{}, "").Confidence.Scaled }
	plain, unit, brand, brands := sure("25% korting"), sure("25% korting op alle flessen"), sure("Sensodyne 25% korting"), sure("Sensodyne 25% korting Robijn Omo")
	if unit != plain || brand >= plain || brands >= brand {
		t.Errorf("plain %d, with a unit %d, with a brand %d, with more of them %d", plain, unit, brand, brands)
	}
	for _, number := range []string{"25% korting Robijn 7", "25% korting Robijn 10%", "25% korting Robijn €3 €4"} {
		if got := sure(number); got >= brands {
			t.Errorf("%q has confidence %d, with brands only %d", number, got, brands)
		}
	}
}

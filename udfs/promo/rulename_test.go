package promo_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// The name of the rule has the language that the words tell, and any where they do not.
func TestRuleNames(t *testing.T) {
	for text, want := range map[string]string{
		"2e halve prijs":              "nl.nth_fraction",
		"1+1 gratis":                  "any.x_plus_y", // Dutch, German, Spanish, Polish ...
		"1+1 gratis op alle wijnen":   "nl.x_plus_y",
		"1+1 gratis auf alle Weine":   "de.x_plus_y",
		"-25%":                        "any.percent",
		"-25% korting":                "nl.percent",
		"Rabatt 20 % ab 6 Flaschen":   "de.percent_from_n",
		"25% Extra korting op sale":   "nl.percent",
		"2 for £5":                    "any.n_for_price", // as in Norway and Denmark
		"any 2 for £5 Clubcard Price": "en.n_for_price",
		"3 pour 2":                    "fr.n_for_m",
		"2ème à -50%":                 "fr.nth_percent",
		"2e à -50%":                   "any.nth_percent", // the ending is Dutch, too
		"2ème offert":                 "fr.nth_free",
		"Koop 2 get 1 free":           "any.buy_get_free", // the words contradict each other
	} {
		for range 3 { // from what the parser remembers too
			if got := promo.Parse(text, promo.Number{}, "").Rule; got != want {
				t.Errorf("the rule of %q is %q, want %q", text, got, want)
			}
		}
	}
}

// The labelled texts say their language: a name must not tell another.
func TestRuleNamesTellTheLanguage(t *testing.T) {
	rows := append(readRows(t, "testdata/labels.csv"), readRows(t, "testdata/variations.csv")...)
	wrong, told := 0, 0
	for _, r := range rows {
		lang, _, ok := strings.Cut(promo.Parse(r["text"], promo.Number{}, "").Rule, ".")
		switch {
		case !ok || lang == "any":
		case lang == r["lang"]:
			told++
		default:
			wrong++
			t.Logf("%s %q is answered by a rule of %s", r["lang"], r["text"], lang)
		}
	}
	if wrong*200 > told || told < len(rows)/2 {
		t.Errorf("of %d texts the language of %d is told, and told wrong of %d", len(rows), told, wrong)
	}
}

package product_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/martsql/mart/udfs/product"
)

func TestNormalizeName(t *testing.T) {
	f := product.NameFunc()
	for _, tt := range []struct{ text, want string }{
		{"Coca-Cola Zero 6 x 33 cl", "coca cola zero"},
		{"COCA COLA  ZERO 6x33cl", "coca cola zero"},
		{"Coca-Cola 6 x 33 cl Zero", "coca cola zero"},
		{"Coca-Cola Zero (6-pack, 33 cl)", "coca cola zero"},
		{"Ben & Jerry’s Cookie-Dough, 0,50 L", "ben jerrys cookie dough"},
		{"M&M's", "m ms"},
		{"Fromage d'Affinois", "fromage d affinois"},
		{"Melk 1,5% vet", "melk 1.5 vet"},
		{"7UP Free", "7up free"},
		{"Käse 48% (500 gr.)", "kase 48"},
		{"Weißwein trocken", "weisswein trocken"},
		{"Crème fraîche ca. 200 g", "creme fraiche"},
		{"Tomaten per kg", "tomaten"},
		{"Espresso 16 capsules", "espresso capsules"},
		{"Eieren 10 stuks", "eieren"},
		{"Toiletpapier 6x4 rollen", "toiletpapier rollen"},
		{"Vitamine B12", "vitamine b12"},
		{"Boerengoud halfvolle melk", "boerengoud halfvolle melk"},
		{"Φέτα 400 g", "φετα"},
		{"牛乳 1 l", "牛乳"},
		{"500 g", ""},
		{"!!!", ""},
	} {
		if got := scalar(t, f, tt.text); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Case, accents, punctuation and the size make no difference.
func TestNormalizeNameSame(t *testing.T) {
	f := product.NameFunc()
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.SampledFrom([]string{"coca cola zero", "creme brulee", "halfvolle melk"}).Draw(r, "name")
		size := rapid.SampledFrom([]string{"", " 1 l", " 6x33cl", " (500 gr.)", ", 4-pack"}).Draw(r, "size")
		other := strings.NewReplacer("e", "é", " ", rapid.SampledFrom([]string{"-", "  ", ", ", "\u00a0"}).Draw(r, "space")).Replace(name)
		if got := scalar(t, f, strings.ToUpper(other)+size); got != name {
			r.Fatalf("%q becomes %q, want %q", strings.ToUpper(other)+size, got, name)
		}
	})
}

func FuzzNormalizeName(f *testing.F) {
	for _, seed := range []string{"Coca-Cola Zero 6 x 33 cl", "1,5.3", "ca. 1 g", "'s", "½½", "per"} {
		f.Add(seed)
	}
	fn := product.NameFunc()
	f.Fuzz(func(t *testing.T, text string) {
		got := scalar(t, fn, text).(string)
		if strings.TrimSpace(got) != got || strings.Contains(got, "  ") {
			t.Errorf("%q becomes %q: stray spaces", text, got)
		}
		for _, r := range got {
			if r != ' ' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				t.Errorf("%q becomes %q: %q is punctuation", text, got, r)
			}
		}
	})
}

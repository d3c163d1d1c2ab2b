package product_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/product"
)

func TestParseQuantity(t *testing.T) {
	for _, c := range []struct {
		text  string
		count int32
		value string
		unit  string
		base  string
	}{
		{"6 x 33 cl", 6, "33.000000 cl", "cl", "1.980000 l"},
		{"6x33cl", 6, "33.000000 cl", "cl", "1.980000 l"},
		{"33cl x 6", 6, "33.000000 cl", "cl", "1.980000 l"},
		{"6-pack 330 ml", 6, "330.000000 ml", "ml", "1.980000 l"},
		{"ca. 500 g", 1, "500.000000 g", "g", "0.500000 kg"},
		{"1,5 L", 1, "1.500000 l", "l", "1.500000 l"},
		{"Melk 1.000 ml", 1, "1000.000000 ml", "ml", "1.000000 l"},
		{"Jambon 4 tranches 120 gr", 1, "120.000000 g", "g", "0.120000 kg"},
		{"10 stuks", 1, "10.000000 piece", "piece", "10.000000 piece"},
		{"0,75 liter fles", 1, "0.750000 l", "l", "0.750000 l"},
		{"2 x 1,25 kg", 2, "1.250000 kg", "kg", "2.500000 kg"},
	} {
		q, ok := product.ParseQuantity(c.text)
		value := udfs.FormatDecimal(q.Value, 6) + " " + q.Unit
		base := udfs.FormatDecimal(q.BaseValue, 6) + " " + q.BaseUnit
		if !ok || q.Count != c.count || value != c.value || base != c.base {
			t.Errorf("%q: %v %d x %s = %s, want %d x %s = %s", c.text, ok, q.Count, value, base, c.count, c.value, c.base)
		}
	}
	for _, text := range []string{"", "Brood", "7UP", "AA123", "2 voor 3"} {
		if q, ok := product.ParseQuantity(text); ok {
			t.Errorf("%q: %+v, want nothing", text, q)
		}
	}
}

func TestEAN(t *testing.T) {
	for text, want := range map[string]string{
		"8710400280507":   "8710400280507",
		"08710400280507":  "8710400280507",
		"036000291452":    "0036000291452",
		"96385074":        "0000096385074",
		" 9638-5074 ":     "0000096385074",
		"8710400280508":   "",
		"18710400280504":  "", // a case
		"0000000000000":   "",
		"12345":           "",
		"871040028050x":   "",
		"871040028050712": "",
		"":                "",
	} {
		code, ok := product.NormalizeEAN(text)
		if ok != (want != "") || ok && string(code[:]) != want {
			t.Errorf("%q: %s %v, want %q", text, code, ok, want)
		}
	}
	if !product.ValidEAN("18710400280504") {
		t.Error("the code of a case is valid")
	}
}

// Exactly one of the ten last digits makes a code valid.
func TestOneCheckDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head := rapid.StringMatching(`[1-9][0-9]{11}`).Draw(t, "head")
		valid := 0
		for d := '0'; d <= '9'; d++ {
			if product.ValidEAN(head + string(d)) {
				valid++
			}
		}
		if valid != 1 {
			t.Fatalf("%d check digits fit %s", valid, head)
		}
	})
}

func TestNormalizeName(t *testing.T) {
	for text, want := range map[string]string{
		"Coca-Cola® Zéro 6 x 33 CL":           "coca cola zero 6x33cl",
		"coca cola zero 6x33cl":               "coca cola zero 6x33cl",
		"Ben & Jerry's  Cookie-Dough, 0,50 L": "ben jerrys cookie dough 0.5l",
		"Halfvolle melk 1,0 liter":            "halfvolle melk 1l",
		"Käse 48% (500 gr.)":                  "kase 48% 500g",
		"!!!":                                 "",
	} {
		if got := product.NormalizeName(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// A normalized name is its own normal form.
func TestNormalizeNameTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("aBé xX0159,.-%'&gkl ")), 0, 40, -1).Draw(t, "name")
		once := product.NormalizeName(text)
		if twice := product.NormalizeName(once); twice != once {
			t.Fatalf("%q becomes %q and then %q", text, once, twice)
		}
	})
}

func FuzzParseQuantity(f *testing.F) {
	for _, s := range []string{"6 x 33 cl", "99999999999 x 9 kg", "1.000 kg x 1000", "x x x", "1,5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, ok := product.ParseQuantity(text)
		if ok && (q.Count < 1 || q.Value < 0 || q.BaseValue < 0 || q.Value >= 1e18 || q.BaseValue >= 1e18) {
			t.Errorf("%q: %+v", text, q)
		}
	})
}

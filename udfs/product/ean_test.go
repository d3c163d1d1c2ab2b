package product_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/udfs/product"
)

func TestEAN(t *testing.T) {
	valid, normal := product.EANValidFunc(), product.EANFunc()
	for _, tt := range []struct {
		text  string
		valid bool
		want  string
	}{
		{"8710400280507", true, "8710400280507"},
		{"08710400280507", true, "8710400280507"},
		{"8 710400 280507", true, "8710400280507"},
		{"8710400\u00a0280507", true, "8710400280507"},
		{"036000291452", true, "0036000291452"},
		{"0036000291452", true, "0036000291452"},
		{"00036000291452", true, "0036000291452"},
		{"36000291452", true, "0036000291452"}, // a zero lost
		{"96385074", true, "0000096385074"},
		{"9638-5074", true, "0000096385074"},
		{"0000096385074", true, "0000096385074"},
		{"9783161484100", true, "9783161484100"},
		{"8710400280508", false, ""}, // wrong check digit
		{"87104002805", false, ""},   // cut short
		{"18710400280504", true, ""}, // a case
		{"2110007000007", true, ""},  // in-store
		{"02110007000007", true, ""}, // in-store, as GTIN-14
		{"0200000000004", true, ""},  // 02
		{"200000000004", true, ""},   // the same as UPC
		{"0400000000008", true, ""},  // 04
		{"20000004", true, ""},       // in-store EAN-8
		{"0000000000000", false, ""},
		{"00000000", false, ""},
		{"12345", false, ""},
		{"871040028050x", false, ""},
		{"871040028050712", false, ""},
		{"8710400280507.0", false, ""},
		{"", false, ""},
	} {
		if got := scalar(t, valid, tt.text); got != tt.valid {
			t.Errorf("ean_valid(%q) is %v", tt.text, got)
		}
		if got := scalar(t, normal, tt.text); got != tt.want {
			t.Errorf("normalize_ean(%q) is %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Exactly one of the ten last digits makes a code valid.
func TestOneCheckDigit(t *testing.T) {
	f := product.EANValidFunc()
	rapid.Check(t, func(r *rapid.T) {
		head := rapid.StringMatching(`[1-9]([0-9]{6}|[0-9]{10,12})`).Draw(r, "head")
		valid := 0
		for d := '0'; d <= '9'; d++ {
			if scalar(t, f, head+string(d)) == true {
				valid++
			}
		}
		if valid != 1 {
			r.Fatalf("%d check digits fit %s", valid, head)
		}
	})
}

func FuzzNormalizeEAN(f *testing.F) {
	for _, seed := range []string{"8710400280507", "9638-5074", "36000291452", "\u00a0", "99999999999999"} {
		f.Add(seed)
	}
	valid, normal := product.EANValidFunc(), product.EANFunc()
	f.Fuzz(func(t *testing.T, text string) {
		code := scalar(t, normal, text).(string)
		if code == "" {
			return
		}
		if len(code) != 13 || scalar(t, valid, text) != true {
			t.Errorf("normalize_ean(%q) is %q, but ean_valid is false or it is not 13 digits", text, code)
		}
		if again := scalar(t, normal, code); again != code {
			t.Errorf("normalize_ean(%q) is %q", code, again)
		}
	})
}

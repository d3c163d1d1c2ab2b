package iso4217_test

import (
	"testing"

	"github.com/martsql/mart/udfs/internal/iso4217"
)

func TestCode(t *testing.T) {
	for arg, want := range map[string]string{
		"EUR": "EUR", "eur": "EUR", " Cad\n": "CAD", "ZWL": "ZWL", "AED": "AED", "dkk": "DKK", "": "", "  ": "",
		"euro": iso4217.Unknown, "EU": iso4217.Unknown, "XYZ": iso4217.Unknown, "€": iso4217.Unknown, "E1R": iso4217.Unknown, "[AD": iso4217.Unknown, "kr": iso4217.Unknown,
	} {
		if got := iso4217.Code(arg); got != want {
			t.Errorf("%q is %q, want %q", arg, got, want)
		}
		if err := iso4217.Check(arg); (err != nil) != (want == iso4217.Unknown) {
			t.Errorf("%q: %v", arg, err)
		}
	}
	if n := testing.AllocsPerRun(100, func() { iso4217.Code(" gbp ") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// Every shared sign is of currencies that the argument can name.
func TestShared(t *testing.T) {
	for _, list := range []string{iso4217.Dollars, iso4217.Crowns} {
		for i := 0; i < len(list); i += 4 {
			if code := list[i : i+3]; iso4217.Code(code) != code || !iso4217.In(list, code) {
				t.Error(code)
			}
		}
		for _, code := range []string{"", iso4217.Unknown, "EUR"} {
			if iso4217.In(list, code) {
				t.Errorf("%q", code)
			}
		}
	}
}

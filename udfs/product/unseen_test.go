package product_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"

	"github.com/martsql/mart/udfs/product"
)

// rows reads a file of samples that were written down before the functions were tried
// on them.
func rows(t *testing.T, path string, least int) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) < least {
		t.Fatal(len(all), err)
	}
	return all[1:]
}

func TestUnseenQuantities(t *testing.T) {
	for _, r := range rows(t, "testdata/quantities.csv", 100) {
		if got := quantity(t, r[0]); got != r[1] {
			t.Errorf("%q is %q, want %q", r[0], got, r[1])
		}
	}
}

func TestUnseenNames(t *testing.T) {
	f := product.NameFunc()
	for _, r := range rows(t, "testdata/names.csv", 30) {
		if got := scalar(t, f, r[0]); got != r[1] {
			t.Errorf("%q becomes %q, want %q", r[0], got, r[1])
		}
	}
}

func TestUnseenEANs(t *testing.T) {
	valid, normal := product.EANValidFunc(), product.EANFunc()
	for _, r := range rows(t, "testdata/eans.csv", 60) {
		if got := fmt.Sprint(scalar(t, valid, r[0])); got != r[1] {
			t.Errorf("ean_valid(%q) is %s, want %s", r[0], got, r[1])
		}
		if got := scalar(t, normal, r[0]); got != r[2] {
			t.Errorf("normalize_ean(%q) is %q, want %q", r[0], got, r[2])
		}
	}
}

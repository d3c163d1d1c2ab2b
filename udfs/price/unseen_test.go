package price_test

import (
	"encoding/csv"
	"os"
	"testing"
)

// Prices of many countries that were written down before the function was tried on them.
func TestUnseen(t *testing.T) {
	f, err := os.Open("testdata/unseen.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 100 {
		t.Fatal(len(rows), err)
	}
	for _, r := range rows[1:] {
		if got := read(t, r[0], r[1]); got != r[2] {
			t.Errorf("%q (%s) is %q, want %q", r[0], r[1], got, r[2])
		}
	}
}

package product_test

import (
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/product"
)

// Long texts of one pattern: the time a text takes must not explode.
func TestLongTexts(t *testing.T) {
	for _, part := range []string{"1", "x", "1x", "1 st a ", "1 x ca. ", "x1", "pack de ", "pack of 1 ", "1-", "1 000 ", "1/2 ", "per ", "1 g x ", "1+", "x 1 g", "x2 g x", "pack de 2 st x "} {
		start := time.Now()
		for _, f := range []*udfs.Func{product.QuantityFunc(), product.NameFunc()} {
			if _, err := udfs.Call(f, strings.Repeat(part, 600/len(part))); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("600 bytes of %q take %v", part, d)
		}
	}
}

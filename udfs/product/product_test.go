package product_test

import (
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/product"
)

func funcs() []*udfs.Func {
	return []*udfs.Func{product.QuantityFunc(), product.NameFunc(), product.EANValidFunc(), product.EANFunc()}
}

// scalar calls a function of one text; NULL is "".
func scalar(t testing.TB, f *udfs.Func, text string) any {
	t.Helper()
	got, err := udfs.Call(f, text)
	if err != nil {
		t.Fatal(err)
	}
	if got[""] == nil {
		return ""
	}
	return got[""]
}

func TestExamples(t *testing.T) {
	for _, f := range funcs() {
		for _, ex := range f.Examples {
			got, err := udfs.Call(f, ex.Args...)
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range ex.Want {
				if got[name] != want {
					t.Errorf("%s(%v): %q is %v, want %v", f.Name, ex.Args, name, got[name], want)
				}
			}
		}
	}
}

// No row may cost memory of its own.
func TestAllocations(t *testing.T) {
	texts := []string{"Coca-Cola® Zéro 6 x 33 CL", "8710400280507", "36000291452", "ca. 500 g", "Jambon (4 tranches) 120 gr", "œufs 10 stuks", "€ 1,99/kg"}
	for _, f := range funcs() {
		b := udfs.Batch{Rows: len(texts), Args: []udfs.Column{udfs.NewColumn(f.Args[0].Type, len(texts))}}
		for i, text := range texts {
			b.Args[0].SetText(i, text)
		}
		for _, r := range f.Returns {
			c := udfs.NewColumn(r.Type, len(texts))
			if r.Type.Kind == udfs.Text {
				c.Texts = discard{}
			}
			b.Out = append(b.Out, c)
		}
		e := f.New()
		if n := testing.AllocsPerRun(100, func() {
			if err := e.Eval(&b); err != nil {
				t.Fatal(err)
			}
		}); n > 0 {
			t.Errorf("%s: %v allocations for %d rows", f.Name, n, len(texts))
		}
	}
}

// discard takes texts as an engine does, without memory of Go.
type discard struct{}

func (discard) Text(int) string     { return "" }
func (discard) SetText(int, string) {}
func (discard) CopyText(int, int)   {}

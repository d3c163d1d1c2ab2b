package standard_test

import (
	"fmt"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/standard"
)

func TestRegistry(t *testing.T) {
	r, err := standard.Registry()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.All()) != len(standard.Funcs()) {
		t.Fatalf("%d functions registered of %d", len(r.All()), len(standard.Funcs()))
	}
}

// Documentation is part of a function: catalogues print it.
func TestDocumented(t *testing.T) {
	for _, f := range standard.Funcs() {
		if f.Summary == "" || f.Doc == "" || len(f.Examples) == 0 {
			t.Errorf("%s: summary, doc or examples missing", f.Name)
		}
		for _, a := range f.Args {
			if a.Doc == "" {
				t.Errorf("%s: argument %s has no doc", f.Name, a.Name)
			}
		}
		for _, r := range f.Returns {
			if r.Doc == "" {
				t.Errorf("%s: field %s has no doc", f.Name, r.Name)
			}
		}
	}
}

// TestExamples executes the examples of all functions.
func TestExamples(t *testing.T) {
	for _, f := range standard.Funcs() {
		for _, ex := range f.Examples {
			t.Run(fmt.Sprint(f.Name, ex.Args), func(t *testing.T) {
				got, err := udfs.Call(f, ex.Args...)
				if err != nil {
					t.Fatal(err)
				}
				for name, want := range ex.Want {
					if fmt.Sprint(got[name]) != fmt.Sprint(want) {
						t.Errorf("%s is %v, want %v", name, got[name], want)
					}
				}
			})
		}
	}
}

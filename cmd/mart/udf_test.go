package main_test

import (
	"fmt"
	"os"
	"strconv"

	"github.com/martsql/mart/udfs"
)

// touchy is a Go function of the tests' mart: it gives its text back, but fails on
// "wrong", and panics on "terrible". Its version is 1, or that of the environment.
func touchy() *udfs.Func {
	text := udfs.Type{Kind: udfs.Text}
	version, err := strconv.Atoi(os.Getenv("TOUCHY_VERSION"))
	if err != nil {
		version = 1
	}
	return &udfs.Func{
		Name: "touchy", Version: version, Summary: "Gives a text back, or fails.", Doc: "For tests.",
		Args: []udfs.Arg{{Name: "text", Type: text, Doc: "any text"}}, Returns: []udfs.Field{{Type: text}},
		Examples: []udfs.Example{{Args: []any{"good"}, Want: map[string]any{"": "good"}}},
		New:      func() udfs.Evaluator { return touchyEvaluator{} },
	}
}

type touchyEvaluator struct{}

// Eval gives the texts back.
func (touchyEvaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		switch text := b.Args[0].Text(row); text {
		case "wrong":
			return fmt.Errorf("%q is wrong", text)
		case "terrible":
			panic("this is terrible")
		default:
			b.Out[0].SetText(row, text)
		}
	}
	return nil
}

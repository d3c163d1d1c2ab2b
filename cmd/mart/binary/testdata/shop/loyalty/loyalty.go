// Package loyalty knows the card programmes of the shops.
package loyalty

import (
	"strings"

	"github.com/martsql/mart/udfs"
)

// Func is is_card_price(text): whether a price label is for card holders.
func Func() *udfs.Func {
	return &udfs.Func{
		Name:    "is_card_price",
		Version: 1,
		Summary: "Tells whether a price label is for card holders only.",
		Doc:     "Looks for a word that has card in it, in English, Dutch or German (\"Clubcard\", \"klantenkaart\", \"Kundenkarte\").",
		Args:    []udfs.Arg{{Name: "text", Type: udfs.Type{Kind: udfs.Text}, Doc: "The label as scraped."}},
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Bool}, Doc: "True for card holders only."}},
		Examples: []udfs.Example{
			{Args: []any{"Clubcard price"}, Want: map[string]any{"": true}},
			{Args: []any{"half price"}, Want: map[string]any{"": false}},
		},
		New: func() udfs.Evaluator { return evaluator{} },
	}
}

type evaluator struct{}

// Eval fills the result of every row of a batch.
func (evaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if !b.Skip(row) {
			text := strings.ToLower(b.Args[0].Text(row))
			b.Out[0].Bools[row] = strings.Contains(text, "card") || strings.Contains(text, "kaart") || strings.Contains(text, "karte")
		}
	}
	return nil
}

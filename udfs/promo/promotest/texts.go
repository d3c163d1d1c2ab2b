// Package promotest makes promotion texts to measure parse_promo with.
package promotest

import (
	"fmt"
	"math/rand/v2"
	"regexp"
)

var (
	prices   = regexp.MustCompile(`\d+[.,]\d\d\b`)
	percents = regexp.MustCompile(`\b[1-9]\d ?%`)

	brands   = []string{"", "", "", "Robijn", "Coca-Cola", "Dr. Oetker", "Président", "Müller", "Heinz", "Dove", "Nivea", "Barilla", "Knorr", "Lotus", "La Vache qui Rit", "Alle AH", "Häagen-Dazs", "Cadbury", "Persil", "Ariel", "Campina", "Danone", "Milka", "Lavazza", "Innocent", "Warburtons"}
	products = []string{"", "", "wasmiddel", "shampoo", "pizza", "fromage", "Joghurt", "koffie", "crisps", "douchegel", "lessive", "Schokolade", "pâtes", "biscuits", "mayonnaise", "zumo", "detergente", "bier", "kaas", "Waschmittel"}
)

// Distinct makes n texts that differ, of texts that people wrote: other prices, other
// percentages, brands and products before them, and at the end of some the number of an
// article. Quantities stay, since they are of the offer. The same seed gives the same texts.
func Distinct(texts []string, n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	seen := make(map[string]bool, n)
	out := make([]string, 0, n)
	for len(out) < n {
		text := texts[r.IntN(len(texts))]
		text = prices.ReplaceAllStringFunc(text, func(old string) string {
			return fmt.Sprintf("%d%c%02d", 1+r.IntN(30), old[len(old)-3], r.IntN(100))
		})
		text = percents.ReplaceAllStringFunc(text, func(old string) string {
			return fmt.Sprintf("%d%s", 5*(2+r.IntN(13)), old[2:])
		})
		for _, name := range []string{products[r.IntN(len(products))], brands[r.IntN(len(brands))]} {
			if name != "" {
				text = name + " " + text
			}
		}
		if seen[text] {
			text = fmt.Sprintf("%s %d", text, 10_000+r.IntN(9_990_000))
		}
		if !seen[text] {
			seen[text] = true
			out = append(out, text)
		}
	}
	return out
}

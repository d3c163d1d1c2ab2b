package promo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// eastWords are the closed classes of a language: words, and the sentences to try every
// word in. Lists are separated by |; {} stands for the word.
type eastWords struct {
	lang string

	ordinals    map[int]string // by the unit they name, with a noun where one is needed
	half, free  string         // sentences that give an ordinal at half price, and free
	halfOn      string         // sentences that name the benefit first
	on          string         // words for the second unit in the case that halfOn needs
	upTo        string
	upToIn      string
	atLeast     string
	atLeastIn   string
	about       string
	aboutIn     string
	cheapest    string
	cheapestIn  string // three units, the cheapest free
	cheapHalfIn string // three units, the cheapest at half price

	// Whole sentences.
	deferred  string // money for later: no depth
	atOnce    string // 20% off, with conditions of all kinds
	fourth    string // four units, one of them free
	halfPrice string
	from10to8 string // an old and a new price
	from2     string // 20% off from two units
	none      string // percentages and prices that are no discount
}

func (w eastWords) classes() []westClass {
	var out []westClass
	add := func(want westWant, sentences, words string) {
		if sentences != "" {
			out = append(out, westClass{w.lang, want, sentences, words})
		}
	}
	out = append(out, westOrdinals(w.lang, w.ordinals, w.half, w.free)...)
	add(westNth(2, 50), w.halfOn, w.on)
	add(westUpTo, w.upToIn, w.upTo)
	add(westBounded, w.atLeastIn, w.atLeast)
	add(westNoDepth, w.aboutIn, w.about)
	add(westFreeOf(2, 1), w.cheapestIn, w.cheapest)
	add(westNth(3, 50), w.cheapHalfIn, w.cheapest)
	add(westDeferred, w.deferred, "")
	add(westPercent("20"), w.atOnce, "")
	add(westFreeOf(3, 1), w.fourth, "")
	add(westPercent("50"), w.halfPrice, "")
	add(westDepth("20"), w.from10to8, "")
	add(westWant{n: 2, depth: "20"}, w.from2, "")
	add(westNoDepth, w.none, "")
	return out
}

func TestClosedClassesEast(t *testing.T) {
	total := 0
	for _, lang := range slices.Concat(eastSlavic(), eastNordic(), eastSouth()) {
		for _, c := range lang.classes() {
			for word := range strings.SplitSeq(c.words, "|") {
				for sentence := range strings.SplitSeq(c.sentences, "|") {
					total++
					text := strings.ReplaceAll(sentence, "{}", word)
					p := promo.Parse(text, promo.Number{}, "")
					if bad := c.want.faults(p); len(bad) > 0 {
						t.Errorf("%s %q: %s (%s %s)", c.lang, text, strings.Join(bad, "; "), p.Mechanic, brief(p))
					}
				}
			}
		}
	}
	t.Logf("%d sentences", total)
	if total < 3000 {
		t.Errorf("only %d sentences", total)
	}
}

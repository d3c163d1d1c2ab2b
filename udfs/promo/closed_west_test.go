package promo_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// A westClass is a closed class of words of a language, and sentences as shops print them
// to try every word in: {} stands for the word. Both lists are separated by |.
type westClass struct {
	lang      string
	want      westWant
	sentences string
	words     string
}

// A westWant is what the sentences of a class must mean. An empty depth: there must be
// none.
type westWant struct {
	mechanics []promo.Mechanic // one of these; any when there are none
	n         int32            // the quantity, 0 when left open
	depth     string
	upTo      bool
	bounded   bool // up to or at least
}

func westNth(n int, percent int64) westWant {
	return westWant{mechanics: []promo.Mechanic{promo.NthUnitDiscount, promo.BuyXGetYFree}, n: int32(n), depth: percentOf(percent, int64(n))}
}

// percentOf is percent of one of n units over all of them, as the parser prints it.
func percentOf(percent, n int64) string {
	return promo.Num((percent*10_000 + n*50) / n / 100 * 100).String()
}

var (
	westUpTo     = westWant{upTo: true}
	westBounded  = westWant{bounded: true}
	westDeferred = westWant{mechanics: []promo.Mechanic{promo.Cashback, promo.LoyaltyPoints}}

	westNoDepth = westWant{}
)

// westNthPrice is the nth unit at a price: there is no depth without the price of one.
func westNthPrice(n int32) westWant {
	return westWant{mechanics: []promo.Mechanic{promo.NthUnitDiscount}, n: n}
}

// westDepth is a depth, whatever the mechanic.
func westDepth(depth string) westWant { return westWant{depth: depth} }

// westFreeOf is x units paid and y free.
func westFreeOf(x, y int64) westWant {
	return westWant{mechanics: []promo.Mechanic{promo.BuyXGetYFree, promo.NthUnitDiscount, promo.BundleUnits}, n: int32(x + y), depth: percentOf(100*y, x+y)}
}

func westPercent(depth string) westWant {
	return westWant{mechanics: []promo.Mechanic{promo.PercentOff, promo.MultibuyPercent}, depth: depth}
}

func (w westWant) faults(p promo.Promo) (bad []string) {
	if len(w.mechanics) > 0 && !slices.Contains(w.mechanics, p.Mechanic) {
		bad = append(bad, fmt.Sprintf("mechanic %s, want %v", p.Mechanic, w.mechanics))
	}
	if w.n > 0 && p.MinQuantity != w.n {
		bad = append(bad, fmt.Sprintf("quantity %d, want %d", p.MinQuantity, w.n))
	}
	if got := p.EffectivePercent.String(); got != w.depth {
		bad = append(bad, fmt.Sprintf("depth %q, want %q", got, w.depth))
	}
	if w.upTo && !p.UpTo {
		bad = append(bad, "not up to")
	}
	if w.bounded && !p.UpTo && !p.AtLeast {
		bad = append(bad, "no bound")
	}
	return bad
}

func TestClosedClassesWest(t *testing.T) {
	total := 0
	for _, c := range westClasses() {
		for word := range strings.SplitSeq(c.words, "|") {
			for sentence := range strings.SplitSeq(c.sentences, "|") {
				total++
				text := strings.TrimSpace(strings.ReplaceAll(sentence, "{}", strings.TrimSpace(word)))
				p := promo.Parse(text, promo.Number{}, "")
				if bad := c.want.faults(p); len(bad) > 0 {
					t.Errorf("%s %q: %s (%s %s)", c.lang, text, strings.Join(bad, "; "), p.Mechanic, brief(p))
				}
			}
		}
	}
	t.Logf("%d sentences", total)
	if total < 1000 {
		t.Errorf("only %d sentences", total)
	}
}

// westOrdinals are the sentences that all ordinals of a language are tried in: at half
// price, and free.
func westOrdinals(lang string, words map[int]string, half, free string) []westClass {
	var out []westClass
	for n, list := range words {
		out = append(out, westClass{lang, westNth(n, 50), half, list}, westClass{lang, westNth(n, 100), free, list})
	}
	return out
}

func westClasses() []westClass {
	return slices.Concat(westDutch(), westFrench(), westGerman(), westEnglish(), westSpanish(), westItalian(), westPortuguese(), westRomanian())
}

package promo_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/martsql/mart/udfs/promo"
)

// sane checks what must hold for the result of any text.
func sane(t interface{ Fatalf(string, ...any) }, text string, p promo.Promo) {
	within := func(name string, n promo.Number, low, high int64) {
		if n.Valid && (n.Scaled < low || n.Scaled > high) {
			t.Fatalf("%q: %s is %s", text, name, n)
		}
	}
	const one, hundred = 10_000, 1_000_000
	within("percent_off", p.PercentOff, 0, hundred)
	within("effective_percent", p.EffectivePercent, 1, hundred-1)
	within("confidence", p.Confidence, 0, one)
	if p.MinQuantity < 0 || p.PaidQuantity < 0 || p.FreeQuantity < 0 {
		t.Fatalf("%q: negative quantity: %s", text, brief(p))
	}
	if p.EffectivePercent.Valid != (p.EffectiveSource != promo.NoSource) {
		t.Fatalf("%q: a depth and its source go together", text)
	}
	switch p.Mechanic {
	case promo.None, promo.Unknown, promo.Cashback, promo.LoyaltyPoints, promo.FreeGift, promo.FreeShipping:
		if p.EffectivePercent.Valid {
			t.Fatalf("%q: %s has a depth of %s", text, p.Mechanic, p.EffectivePercent)
		}
	}
	if !utf8.ValidString(p.Normalized) || !utf8.ValidString(p.Residue) {
		t.Fatalf("%q: result is no UTF-8: %q %q", text, p.Normalized, p.Residue)
	}
}

func FuzzParse(f *testing.F) {
	for _, r := range readRows(f, "testdata/labels.csv")[:60] {
		f.Add(r["text"], int64(25000))
	}
	for _, s := range []string{"", "\xff\xfe 2+1", "2\u202e+1 gratis", "&#50;e &frac12; prix", "1/3 1/0 0/0", "9999999999 voor 1", "0+0 gratis", "0% 100% 101%", "2 voor", "x x x 3x", "€€€", "%%%5", "-", "1.2.3.4,5"} {
		f.Add(s, int64(0))
	}
	f.Fuzz(func(t *testing.T, text string, unit int64) {
		sane(t, text, promo.Parse(text, promo.Num(unit), "USD"))
	})
}

// Words of all kinds in any order: more likely to reach the rules than random bytes.
func TestAnyWordOrder(t *testing.T) {
	words := []string{"2", "3", "0", "50%", "-", "+", "1", "gratis", "free", "voor", "pour", "€5", "2,99", "korting", "2e", "halve prijs", "statt", "was", "now",
		"ab", "x", "=", "/", "up to", "sur la carte", "500 g", "per kg", "99p", "tot", "buy", "get", "save", "cheapest", "Lidl Plus", "1/3", "100%", "12/5", "99999", "$.99", "each"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(t, "words"), " ")
		unit := promo.Number{Scaled: rapid.Int64Range(-10000, 1_000_000).Draw(t, "unit"), Valid: rapid.Bool().Draw(t, "given")}
		sane(t, text, promo.Parse(text, unit, ""))
	})
}

// A long text must not take long: the parser reads a bounded part of it.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{"1", "1 ", "2+", "-1% ", "€1 voor ", "a ", "&", "\u00e9", "1.", "buy 2 get "} {
		text := strings.Repeat(unit, 100_000/len(unit))
		start := time.Now()
		sane(t, unit, promo.Parse(text, promo.Number{}, ""))
		if d := time.Since(start); d > 50*time.Millisecond {
			t.Errorf("%d bytes of %q took %s", len(text), unit, d)
		}
	}
}

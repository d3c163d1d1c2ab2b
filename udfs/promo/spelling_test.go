package promo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// How a text is set must not change what it means: case, kinds of space, stars, points
// and exclamation marks at the ends.
func TestSpellings(t *testing.T) {
	settings := map[string]func(string) string{
		"upper case":    strings.ToUpper,
		"lower case":    strings.ToLower,
		"wide spaces":   func(s string) string { return strings.ReplaceAll(s, " ", " \u00a0") },
		"newlines":      func(s string) string { return strings.ReplaceAll(s, " ", "\n") },
		"underscores":   func(s string) string { return strings.ReplaceAll(s, " ", "_") },
		"marks":         func(s string) string { return "* " + s + " !!" },
		"zero width":    func(s string) string { return "\u200b" + strings.ReplaceAll(s, " ", " \u200b") + "\u200b" },
		"typographic":   func(s string) string { return strings.NewReplacer("-", "−", "'", "’").Replace(s) },
		"right to left": func(s string) string { return "\u202b" + s + "\u202c" },
		"entities": func(s string) string {
			return strings.NewReplacer("€", "&euro;", "é", "&eacute;", "ü", "&uuml;").Replace(s)
		},
		"spaced percent": func(s string) string { return strings.ReplaceAll(s, "%", " %") },
	}
	rows := append(readRows(t, "testdata/labels.csv"), readRows(t, "testdata/variations.csv")...)
	for name, set := range settings {
		wrong := 0
		for _, r := range rows {
			if name == "spaced percent" && r["lang"] == "tr" || name == "typographic" && strings.Contains(r["text"], "--") {
				continue // %20, 14.--
			}
			want, got := promo.Parse(r["text"], promo.Number{}, ""), promo.Parse(set(r["text"]), promo.Number{}, "")
			want.Normalized, got.Normalized, want.Residue, got.Residue = "", "", "", ""
			if want.Mechanic != got.Mechanic || want.MinQuantity != got.MinQuantity || want.EffectivePercent != got.EffectivePercent ||
				want.Price != got.Price || !slices.Equal(want.Tiers, got.Tiers) {
				wrong++
				t.Logf("%s: %q is %s n=%d %s, but %q is %s n=%d %s", name, r["text"], want.Mechanic, want.MinQuantity, want.EffectivePercent,
					set(r["text"]), got.Mechanic, got.MinQuantity, got.EffectivePercent)
			}
		}
		if wrong > 0 {
			t.Errorf("%s changes %d of %d texts", name, wrong, len(rows))
		}
	}
}

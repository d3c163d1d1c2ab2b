package promo_test

import (
	"os"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// The table of examples in the guide says what the function does.
func TestGuide(t *testing.T) {
	page, err := os.ReadFile("../../docs/udfs.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(page), "| text | mechanic | min_quantity | effective_percent |\n")
	if !ok {
		t.Fatal("the table of texts is gone from docs/udfs.md")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	lines := strings.Split(table, "\n")[1:]
	if len(lines) < 10 {
		t.Fatalf("only %d texts", len(lines))
	}
	for _, line := range lines {
		cells := strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(strings.ReplaceAll(cells[i], "\x00", "|"))
		}
		p := promo.Parse(cells[1], promo.Number{}, "")
		if p.Mechanic.String() != cells[2] || quantity(p.MinQuantity) != cells[3] || p.EffectivePercent.String() != cells[4] {
			t.Errorf("%q is %s %s %s, the guide says %v", cells[1], p.Mechanic, quantity(p.MinQuantity), p.EffectivePercent, cells[2:5])
		}
	}
}

// The explanation in the guide is what Explain says: go test ./udfs/promo -run Guide -update
// writes it there.
func TestGuideExplains(t *testing.T) {
	const guide, begin, end = "../../docs/udfs.md", "$ mart udf parse_promo --explain \"", "```"
	page, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), begin)
	if !ok {
		t.Fatal("the explanation is gone from docs/udfs.md")
	}
	text, rest, _ := strings.Cut(rest, "\"\n")
	block, after, _ := strings.Cut(rest, end)
	got := promo.Explain(text, promo.Number{}, "").String()
	switch {
	case got == block:
	case *update:
		if err := os.WriteFile(guide, []byte(before+begin+text+"\"\n"+got+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the guide explains %q so:\n%s\nit is (go test ./udfs/promo -run Guide -update)\n%s", text, block, got)
	}
}

package promo_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// The scores of labels.csv. A text counts once in a per-row score; in a macro score every
// template counts once, with the share of its texts that are right; in a weighted score a
// text counts as often as its feed had it.

// An answer is a labelled text and what the parser made of it.
type answer struct {
	row
	mechanic bool // right, or one of those accepted
	numbers  bool // quantities, percentages, amounts, prices and the least spending are right
	depth    bool // right, or rightly absent
	all      bool // every field is right
	given    bool // there is a depth
}

var numberFields = []string{"min_quantity", "paid_quantity", "free_quantity", "percent_off", "amount_off", "price", "was_price", "min_spend"}

func answers(rows []row) []answer {
	out := make([]answer, len(rows))
	for i, r := range rows {
		p := promo.Parse(r["text"], promo.Number{}, r["currency_context"])
		bad := faults(r, p)
		has := func(fields ...string) bool {
			return slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(bad, f) })
		}
		out[i] = answer{row: r, mechanic: !has("mechanic"), numbers: !has(numberFields...), depth: !has("effective_percent"), all: len(bad) == 0,
			given: p.EffectivePercent.Valid}
	}
	return out
}

func only(all []answer, keep func(answer) bool) []answer {
	return slices.DeleteFunc(slices.Clone(all), func(a answer) bool { return !keep(a) })
}

// kinds keeps the answers of some kinds of sources.
func kinds(all []answer, names ...string) []answer {
	return only(all, func(a answer) bool { return slices.Contains(names, a.row["source_kind"]) })
}

// mean is the share of right answers in percent, with weights; -1: nothing counts.
func mean(all []answer, weight func(answer) float64, right func(answer) bool) float64 {
	sum, of := 0.0, 0.0
	for _, a := range all {
		of += weight(a)
		if right(a) {
			sum += weight(a)
		}
	}
	if of == 0 {
		return -1
	}
	return 100 * sum / of
}

func perRow(answer) float64 { return 1 }

// perTemplate weighs texts so that every template of a language counts as one.
func perTemplate(all []answer) func(answer) float64 {
	texts := map[string]float64{}
	key := func(a answer) string { return a.row["lang"] + " " + a.row["template"] }
	for _, a := range all {
		texts[key(a)]++
	}
	return func(a answer) float64 { return 1 / texts[key(a)] }
}

// seen weighs texts of feeds by how often they were seen, at least once; others not at all.
func seen(a answer) float64 {
	if a.row["source_kind"] != "feed" {
		return 0
	}
	n, _ := strconv.ParseFloat(a.row["seen_count"], 64)
	return max(n, 1)
}

const bySeenCount = "feeds by seen_count"

var measures = []struct {
	name  string
	right func(answer) bool
}{
	{"mechanic", func(a answer) bool { return a.mechanic }},
	{"numbers", func(a answer) bool { return a.numbers }},
	{"depth", func(a answer) bool { return a.depth }},
	{"all fields", func(a answer) bool { return a.all }},
}

// depths are precision and recall of the depth in percent, and how many were given where
// the label has none.
func depths(all []answer) (precision, recall float64, wrongly int) {
	given := only(all, func(a answer) bool { return a.given })
	wanted := only(all, func(a answer) bool { return a.row["effective_percent"] != "" })
	right := func(a answer) bool { return a.given && a.depth }
	without := only(given, func(a answer) bool { return a.row["effective_percent"] == "" })
	return mean(given, perRow, right), mean(wanted, perRow, right), len(without)
}

func percent(share float64) string {
	if share < 0 {
		return "–"
	}
	return strconv.FormatFloat(share, 'f', 1, 64)
}

// The texts of labels.csv by where they were found. Those of tests and documents of other
// projects are examples that somebody chose.
var origins = []struct {
	name  string
	kinds []string
}{
	{"feeds and flyers", []string{"feed", "flyer"}},
	{"pages of shops", []string{"page"}},
	{"tests and documents", []string{"test", "doc"}},
	{"all", []string{"feed", "flyer", "page", "test", "doc"}},
}

// scoreTables are the scores as rounds.md has them: by origin and by language.
func scoreTables(all []answer) string {
	var b strings.Builder
	b.WriteString("| texts of | texts | templates | score | mechanic | numbers | depth | all fields | depth precision | depth recall | depths the label lacks |\n|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, o := range origins {
		group := kinds(all, o.kinds...)
		precision, recall, wrongly := depths(group)
		for _, w := range weights(group) {
			if mean(group, w.weight, measures[0].right) < 0 || o.name == "all" && w.name == bySeenCount {
				continue // no feeds, or those of the first row again
			}
			fmt.Fprintf(&b, "| %s | %d | %d | %s |", o.name, len(group), templates(group), w.name)
			for _, m := range measures {
				fmt.Fprintf(&b, " %s |", percent(mean(group, w.weight, m.right)))
			}
			fmt.Fprintf(&b, " %s | %s | %d |\n", percent(precision), percent(recall), wrongly)
		}
	}
	b.WriteString("\n| language | texts | templates | mechanic per row | mechanic per template | mechanic by seen_count (feeds) | depth per row | all fields per row |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, lang := range languages(all) {
		group := only(all, func(a answer) bool { return a.row["lang"] == lang })
		right := measures[0].right
		fmt.Fprintf(&b, "| %s | %d | %d | %s | %s | %s | %s | %s |\n", lang, len(group), templates(group), percent(mean(group, perRow, right)),
			percent(mean(group, perTemplate(group), right)), percent(mean(group, seen, right)), percent(mean(group, perRow, measures[2].right)), percent(mean(group, perRow, measures[3].right)))
	}
	return b.String()
}

// weights are the ways to count the texts of a group.
func weights(group []answer) []struct {
	name   string
	weight func(answer) float64
} {
	return []struct {
		name   string
		weight func(answer) float64
	}{{"per row", perRow}, {"per template", perTemplate(group)}, {bySeenCount, seen}}
}

func templates(group []answer) int {
	names := map[string]bool{}
	for _, a := range group {
		names[a.row["lang"]+" "+a.row["template"]] = true
	}
	return len(names)
}

// languages are those of the texts, the most frequent first.
func languages(all []answer) []string {
	texts := map[string]int{}
	for _, a := range all {
		texts[a.row["lang"]]++
	}
	var out []string
	for lang := range texts {
		out = append(out, lang)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(texts[b]-texts[a], strings.Compare(a, b)) })
	return out
}

// scoreFloors are what each score of labels.csv must stay at, in percent.
var scoreFloors = map[string]float64{"mechanic": 99, "numbers": 98, "depth": 99, "all fields": 97}

// TestScores prints the scores of labels.csv, holds their floors, and keeps the tables of
// rounds.md true: go test ./udfs/promo -run Scores -update.
func TestScores(t *testing.T) {
	all := answers(readRows(t, "testdata/labels.csv"))
	tables := scoreTables(all)
	t.Log("\n" + tables)
	for _, o := range origins {
		group := kinds(all, o.kinds...)
		if len(group) == 0 {
			t.Fatalf("no texts of %s", o.name)
		}
		for _, w := range weights(group) {
			for _, m := range measures {
				if got := mean(group, w.weight, m.right); got >= 0 && got < scoreFloors[m.name] {
					t.Errorf("%s, %s: %s fell to %.1f, must stay at %.1f", o.name, w.name, m.name, got, scoreFloors[m.name])
				}
			}
		}
		if precision, recall, wrongly := depths(group); precision < 99.5 || recall < 99 || wrongly > 0 {
			t.Errorf("%s: depth precision %.1f, recall %.1f, %d where the label has none", o.name, precision, recall, wrongly)
		}
	}
	gates := only(kinds(all, "feed"), func(a answer) bool { return slices.Contains([]string{"nl", "fr", "en", "de"}, a.row["lang"]) })
	if got := mean(gates, perTemplate(gates), measures[0].right); len(gates) < 100 || got < 99 {
		t.Errorf("feeds of nl, fr, en and de: mechanic per template is %.1f over %d texts", got, len(gates))
	}
	inRounds(t, tables)
}

// inRounds compares tables with those of rounds.md, or writes them there.
func inRounds(t *testing.T, tables string) {
	t.Helper()
	const begin, end = "<!-- scores of labels.csv -->\n", "<!-- end of scores -->\n"
	text, err := os.ReadFile("testdata/rounds.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	written, after, ended := strings.Cut(rest, end)
	switch {
	case !ok || !ended:
		t.Fatal("the scores of labels.csv are gone from rounds.md")
	case written == tables:
	case *update:
		if err := os.WriteFile("testdata/rounds.md", []byte(before+begin+tables+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("rounds.md has other scores (go test ./udfs/promo -run Scores -update):\n%s", tables)
	}
}

// A wrong answer shows in each score by its weight.
func TestScoreWeights(t *testing.T) {
	text := func(kind, template, seen string, right bool) answer {
		return answer{row: row{"lang": "nl", "source_kind": kind, "template": template, "seen_count": seen}, mechanic: right}
	}
	all := []answer{text("feed", "a", "7", true), text("feed", "a", "", false), text("feed", "b", "2", true), text("test", "c", "9", false)}
	right := measures[0].right
	for name, c := range map[string]struct {
		weight func(answer) float64
		want   string
	}{"per row": {perRow, "50.0"}, "per template": {perTemplate(all), "50.0"}, "seen": {seen, "90.0"}} {
		if got := percent(mean(all, c.weight, right)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if got := percent(mean(all[:3], perTemplate(all[:3]), right)); got != "75.0" {
		t.Errorf("per template of feeds: %s", got)
	}
	if got := percent(mean(kinds(all, "test"), seen, right)); got != "–" {
		t.Errorf("seen of tests: %s", got)
	}
}

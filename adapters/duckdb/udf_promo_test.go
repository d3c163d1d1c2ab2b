package duckdb_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/promo"
)

// parse_promo gives rows of DuckDB what it gives plain memory, over several chunks with
// NULLs between: strings that rows share, columns that are NULL, lists and ladders.
func TestPromoRows(t *testing.T) {
	f := promo.Func()
	s := sessionOf(t, openWith(t, f))
	base := []string{"2e halve prijs", "1+1 gratis", "3 voor €5", "2 = -20% | 3 = -25%", "-25% avec la carte", "Any 2 for £5 online only", "inkl. 19 % MwSt",
		"Кофе 1+1", "2 st för 35 kr", "Soup 2 for £3 was £2 each, buy 3 get 1 free"}
	const rows = 5000
	var values []string
	for i := range rows {
		if i%7 == 3 {
			values = append(values, fmt.Sprintf("(%d, null)", i))
			continue
		}
		values = append(values, fmt.Sprintf("(%d, '%s %d')", i, base[i%len(base)], 10_000+i))
	}
	rowsOf := all(t, s, "select p.mechanic, p.min_quantity, p.percent_off::varchar, p.rule, p.normalized, p.residue, p.conditions::varchar, len(p.tiers), p.confidence::varchar, p is null from (select i, parse_promo(v) as p from (values "+
		strings.Join(values, ", ")+") as t(i, v)) order by i")
	if len(rowsOf) != rows {
		t.Fatalf("%d rows", len(rowsOf))
	}
	for i, got := range rowsOf {
		if i%7 == 3 {
			if got[9] != true || got[0] != nil {
				t.Fatalf("row %d: %v, want NULL", i, got)
			}
			continue
		}
		if i%13 != 0 {
			continue // an evaluator for each call takes its time
		}
		want, err := udfs.Call(f, fmt.Sprintf("%s %d", base[i%len(base)], 10_000+i))
		if err != nil {
			t.Fatal(err)
		}
		var ladder any
		if steps, ok := want["tiers"].([]any); ok {
			ladder = int64(len(steps))
		}
		conditions := fmt.Sprint(want["conditions"])
		conditions = "[" + strings.ReplaceAll(strings.Trim(conditions, "[]"), " ", ", ") + "]"
		expected := []any{want["mechanic"], want["min_quantity"], want["percent_off"], want["rule"], want["normalized"], want["residue"], conditions, ladder, want["confidence"], false}
		if fmt.Sprint(got) != fmt.Sprint(expected) {
			t.Fatalf("row %d:\n got %v\nwant %v", i, got, expected)
		}
	}
}

package unittest_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/unittest"
)

var columns = []engine.Column{{Name: "id", DataType: "BIGINT"}, {Name: "name", DataType: "VARCHAR"}, {Name: "share", DataType: "DOUBLE"}}

func row(values ...any) []any { return values }

func TestCompare(t *testing.T) {
	a, b, c := row("1", "a", "0.5"), row("2", nil, "1.0"), row("3", "c", nil)
	for name, x := range map[string]struct {
		expected, given [][]any
		subset, ordered bool
		want            string
	}{
		"equal":              {[][]any{a, b}, [][]any{b, a}, false, false, "same"},
		"empty":              {nil, nil, false, false, "same"},
		"too many":           {[][]any{a}, [][]any{a, a}, false, false, "1 row too many"},
		"missing":            {[][]any{a, a}, [][]any{a}, false, false, "1 row missing"},
		"another value":      {[][]any{a, b}, [][]any{row("1", "x", "0.5"), b}, false, false, "1 row with another value"},
		"null is no text":    {[][]any{row("2", "NULL", "1.0")}, [][]any{b}, false, false, "1 row with another value"},
		"nothing in common":  {[][]any{a}, [][]any{row("9", "z", "7")}, false, false, "1 row missing, 1 row too many"},
		"subset":             {[][]any{a}, [][]any{c, b, a}, true, false, "same"},
		"subset missing":     {[][]any{a}, [][]any{c}, true, false, "1 row missing"},
		"ordered":            {[][]any{a, b}, [][]any{a, b}, false, true, "same"},
		"another order":      {[][]any{a, b}, [][]any{b, a}, false, true, "the order is another one"},
		"subset in order":    {[][]any{a, b}, [][]any{a, c, b}, true, true, "same"},
		"subset, out of it":  {[][]any{a, b}, [][]any{b, c, a}, true, true, "the order is another one"},
		"the way of summing": {[][]any{row("1", "a", "0.3")}, [][]any{row("1", "a", "0.30000000000000004")}, false, false, "same"},
		"not of texts":       {[][]any{row("1", "0.3", "1")}, [][]any{row("1", "0.30000000000000004", "1")}, false, false, "1 row with another value"},
	} {
		d := unittest.Compare(columns, x.expected, x.given, x.subset, x.ordered)
		got := "same"
		if !d.Same {
			got = d.Summary
		}
		if got != x.want {
			t.Errorf("%s: %s, not %s\n%s", name, got, x.want, d.Table)
		}
	}
}

func TestTable(t *testing.T) {
	var given [][]any
	for i := range 60 {
		given = append(given, row(fmt.Sprint(i), "a", "1"))
	}
	d := unittest.Compare(columns, given[:10], given, false, false)
	if d.Extra != 50 || strings.Count(d.Table, "\n+") != 20 || !strings.Contains(d.Table, "and 37 more rows") {
		t.Errorf("%d rows too many:\n%s", d.Extra, d.Table)
	}
	d = unittest.Compare(columns, [][]any{row("1", "a", nil)}, [][]any{row("1", "b", nil)}, false, false)
	const want = "   id  name  share\n-  1   >a<   NULL\n+  1   >b<   NULL\n"
	if d.Table != want {
		t.Errorf("got\n%swant\n%s", d.Table, want)
	}
}

// A list of rows is the same as itself in any order; with a row more or less it is not;
// and the counts add up.
func TestCompareCounts(t *testing.T) {
	cell := rapid.SampledFrom([]any{nil, "1", "2", "3"})
	rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []any {
		return row(cell.Draw(t, "id"), cell.Draw(t, "name"), cell.Draw(t, "share"))
	}), 0, 8)
	rapid.Check(t, func(t *rapid.T) {
		expected := rows.Draw(t, "expected")
		shuffled := rapid.Permutation(expected).Draw(t, "shuffled")
		if d := unittest.Compare(columns, expected, shuffled, false, false); !d.Same {
			t.Fatalf("%v is not %v: %s", expected, shuffled, d.Summary)
		}
		given := rows.Draw(t, "given")
		d := unittest.Compare(columns, expected, given, false, false)
		if len(expected)-d.Missing != len(given)-d.Extra {
			t.Fatalf("%d rows less %d missing are not %d less %d too many", len(expected), d.Missing, len(given), d.Extra)
		}
		back := unittest.Compare(columns, given, expected, false, false)
		if d.Same != back.Same {
			t.Fatalf("%v and %v are the same one way only", expected, given)
		}
		if d := unittest.Compare(columns, expected, append(shuffled, given...), true, false); !d.Same {
			t.Fatalf("a subset is not: %s", d.Summary)
		}
	})
}

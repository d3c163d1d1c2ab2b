package unittest_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/engine/unittest"
)

func TestWithClause(t *testing.T) {
	for sql, want := range map[string]string{
		"with a as (select 1) select * from a":                                                 "a",
		"WITH a AS (select ')' as \"(\" /* ( */ -- )\n), b as materialized (select 2)\nselect": "a b",
		"-- head\nwith recursive a(x, y) as not materialized (select (1)) select 1":            "a",
		"with \"Odd \"\"name\" as (select 1), größe as (select 'it''s )') select 1":            `Odd "name größe`,
		"select 1":                            "none",
		"with a as select 1":                  "none",
		"with a as (select 1":                 "none",
		"with a as (select 1), select 2":      "none",
		"with":                                "none",
		"":                                    "none",
		"with a as (select '":                 "none",
		"with a as (select 1 /* never closed": "none",
	} {
		head, names, ok := unittest.WithClause(sql)
		got := "none"
		if ok {
			got = strings.Join(names, " ")
		}
		if got != want {
			t.Errorf("%q: %q, not %q", sql, got, want)
		}
		if ok && !strings.HasPrefix(sql, head) {
			t.Errorf("%q: the head %q is not its beginning", sql, head)
		}
	}
}

// Whatever CTEs a query has, they are found in order, and the rest is the query.
func TestWithClauseFindsAll(t *testing.T) {
	body := rapid.SampledFrom([]string{"select 1", "select ')'", "select (select 1)", "select 1 -- )\n", "select \"(\" from x", "/* ( */ select 2"})
	gap := rapid.SampledFrom([]string{" ", "\n", " -- as (\n", " /* , */ "})
	rapid.Check(t, func(t *rapid.T) {
		var names, parts []string
		for range rapid.IntRange(1, 5).Draw(t, "n") {
			name := rapid.StringMatching(`[a-z_][a-z0-9_]{0,5}`).Filter(func(s string) bool { return s != "recursive" }).Draw(t, "name")
			names = append(names, name)
			parts = append(parts, name+gap.Draw(t, "gap")+"as"+gap.Draw(t, "gap")+"("+body.Draw(t, "body")+")")
		}
		head := "with" + gap.Draw(t, "gap") + strings.Join(parts, gap.Draw(t, "gap")+","+gap.Draw(t, "gap"))
		got, found, ok := unittest.WithClause(head + " select * from x")
		if !ok || strings.TrimSpace(got) != head || strings.Join(found, " ") != strings.Join(names, " ") {
			t.Fatalf("%q: %v %v %q", head, ok, found, got)
		}
	})
}

func FuzzWithClause(f *testing.F) {
	f.Add("with a as (select 1) select 2")
	f.Add("with recursive \"a")
	f.Fuzz(func(t *testing.T, sql string) {
		if head, names, ok := unittest.WithClause(sql); ok && (len(names) == 0 || !strings.HasPrefix(sql, head)) {
			t.Errorf("%q: %q %q", sql, head, names)
		}
	})
}

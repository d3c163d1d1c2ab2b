package duckdb_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
)

func TestQuote(t *testing.T) {
	d := duckdb.Dialect{}
	for name, want := range map[string]string{
		"orders": "orders", "Orders": "Orders", "_a1": "_a1", "order": `"order"`, "ORDER": `"ORDER"`,
		"a b": `"a b"`, `a"b`: `"a""b"`, "1st": `"1st"`, "": `""`, "é": `"é"`, "date": "date",
	} {
		if got := d.Quote(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
	r := engine.Relation{Database: "db", Schema: "select", Name: "a.b"}
	if got, want := d.Relation(r), `db."select"."a.b"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := d.Relation(engine.Relation{Name: "t"}), "t"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The list of keywords is DuckDB's.
func TestKeywords(t *testing.T) {
	s := sessionOf(t, open(t, map[string]any{"path": ":memory:"}))
	var want []string
	for _, row := range all(t, s, "select distinct keyword_name from duckdb_keywords() where keyword_category <> 'unreserved' order by 1") {
		want = append(want, row[0].(string))
	}
	if diff := cmp.Diff(want, duckdb.Keywords()); diff != "" {
		t.Error(diff)
	}
}

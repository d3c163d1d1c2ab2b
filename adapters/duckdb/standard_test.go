package duckdb_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/standard"
)

// The examples of mart's own functions say the same in SQL as in Go.
func TestStandardExamples(t *testing.T) {
	registry, err := standard.Registry()
	if err != nil {
		t.Fatal(err)
	}
	s := sessionOf(t, openWith(t, registry.All()...))
	for _, f := range registry.All() {
		for _, e := range f.Examples {
			args := make([]string, len(e.Args))
			for i, a := range e.Args {
				args[i] = fmt.Sprintf("cast(%s as %s)", duckdb.Dialect{}.Literal(a), f.Args[i].Type)
			}
			call := f.Name + "(" + strings.Join(args, ", ") + ")"
			got := all(t, s, "select "+call)[0][0]
			if fields, ok := got.(map[string]any); ok {
				for _, name := range slices.Sorted(maps.Keys(e.Want)) {
					if fmt.Sprint(fields[name]) != fmt.Sprint(e.Want[name]) {
						t.Errorf("%s: %s is %v, want %v", call, name, fields[name], e.Want[name])
					}
				}
			} else if fmt.Sprint(got) != fmt.Sprint(e.Want[""]) {
				t.Errorf("%s: got %v, want %v", call, got, e.Want)
			}
		}
	}
}

// BenchmarkParsePromo measures the promotion parser against the cheapest native way to
// take a text apart, over the texts of its own examples with numbers that vary.
func BenchmarkParsePromo(b *testing.B) {
	registry, err := standard.Registry()
	if err != nil {
		b.Fatal(err)
	}
	f, found := registry.Lookup("parse_promo")
	if !found {
		b.Fatal("there is no parse_promo")
	}
	s := sessionOf(b, openWith(b, f))
	for _, distinct := range []int{1000, 100000, 1000000} {
		texts := examples(f)
		sql := fmt.Sprintf("create or replace table t as select %s[1 + i %% %d] || ' ' || (hash(i %% %d) %% %d) as v from range(1000000) t(i)",
			duckdb.Dialect{}.Literal(texts), len(texts), distinct, distinct)
		if _, err := s.Exec(context.Background(), engine.Statement{SQL: sql}); err != nil {
			b.Fatal(err)
		}
		first := f.Returns[0].Name
		for name, query := range map[string]string{
			"go":     "select count(p." + first + "), count(p) from (select parse_promo(v) as p from t)",
			"native": `select count(p.a), count(p) from (select regexp_extract(v, '(\w+).*?(\d+)(.*)', ['a', 'b', 'c']) as p from t)`,
		} {
			b.Run(fmt.Sprintf("%d/%s", distinct, name), func(b *testing.B) {
				for b.Loop() {
					all(b, s, query)
				}
			})
		}
	}
}

func examples(f *udfs.Func) []any {
	var texts []any
	for _, e := range f.Examples {
		if text, ok := e.Args[0].(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

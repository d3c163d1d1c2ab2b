package duckdb_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs/promo"
)

// BenchmarkPromoColumn compares parse_promo with one native regular expression of three
// groups over a column of promotion texts: with the frequencies they were seen with, and
// all distinct. It reports rows a second.
func BenchmarkPromoColumn(b *testing.B) {
	const rows = 400_000
	s := sessionOf(b, openWith(b, promo.Func()))
	labels := "read_csv('../../udfs/promo/testdata/labels.csv', all_varchar = true)"
	for _, column := range []struct{ name, sql string }{
		{"frequencies", fmt.Sprintf(`select text as v from %s, range(54 * seen_count::int) order by hash(text, range) limit %d`, labels, rows)},
		{"distinct", fmt.Sprintf(`select text || ' ' || (10000 + range) as v from %s, range(1000) order by hash(text, range) limit %d`, labels, rows)},
	} {
		if _, err := s.Exec(context.Background(), engine.Statement{SQL: "create or replace table texts as " + column.sql}); err != nil {
			b.Fatal(err)
		}
		n := all(b, s, "select count(*) from texts")[0][0].(int64)
		for _, call := range []struct{ name, sql, field string }{
			{"parse_promo", "parse_promo(v)", "mechanic"},
			{"regexp_extract", `regexp_extract(v, '(\w+).*?(\d+)(.*)', ['a', 'b', 'c'])`, "a"},
		} {
			query := fmt.Sprintf("select count(p.%s), count(p) from (select %s as p from texts)", call.field, call.sql)
			b.Run(column.name+"/"+call.name, func(b *testing.B) {
				for b.Loop() {
					all(b, s, query)
				}
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}

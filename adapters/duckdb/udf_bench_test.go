package duckdb_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	duckdbgo "github.com/duckdb/duckdb-go/v2"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs/promo"
	"github.com/martsql/mart/udfs/promo/promotest"
)

// BenchmarkPromoColumn compares parse_promo with one native regular expression of three
// groups over the same column of promotion texts, in turns: with the frequencies they were
// seen with, each with a number of its own, and with other prices, percentages and names.
// Of every call it reports the median of rows a second and of CPU time of all threads a
// row, and of parse_promo how many times faster than the expression it is by either. On a
// machine with other work only the ratios mean something.
func BenchmarkPromoColumn(b *testing.B) {
	const rows, rounds = 400_000, 5
	s := sessionOf(b, openWith(b, promo.Func()))
	labels := "read_csv('../../udfs/promo/testdata/labels.csv', all_varchar = true)"
	varied := filepath.Join(b.TempDir(), "varied.csv")
	if err := os.WriteFile(varied, []byte(strings.Join(promotest.Distinct(labelled(b), rows, 1), "\n")), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, column := range []struct{ name, sql string }{
		{"frequencies", fmt.Sprintf(`select text as v from %s, range(54 * seen_count::int) order by hash(text, range) limit %d`, labels, rows)},
		{"numbered", fmt.Sprintf(`select text || ' ' || (10000 + range) as v from %s, range(1700) order by hash(text, range) limit %d`, labels, rows)},
		{"varied", fmt.Sprintf(`select v from read_csv('%s', header = false, delim = '\t', quote = '', columns = {v: 'varchar'})`, varied)},
	} {
		if _, err := s.Exec(context.Background(), engine.Statement{SQL: "create or replace table texts as " + column.sql}); err != nil {
			b.Fatal(err)
		}
		n := all(b, s, "select count(*) from texts")[0][0].(int64)
		query := func(field, call string) string {
			return fmt.Sprintf("select count(p.%s), count(p) from (select %s as p from texts)", field, call)
		}
		native := query("a", `regexp_extract(v, '(\w+).*?(\d+)(.*)', ['a', 'b', 'c'])`)
		ours := query("mechanic", "parse_promo(v)")
		b.Run(column.name, func(b *testing.B) {
			var wall, cpu [2][]float64
			for b.Loop() {
				for range rounds {
					for i, text := range [2]string{native, ours} {
						w, c := time.Now(), cpuTime(b)
						all(b, s, text)
						wall[i] = append(wall[i], float64(time.Since(w)))
						cpu[i] = append(cpu[i], float64(cpuTime(b)-c))
					}
				}
			}
			b.ReportMetric(0, "ns/op")
			for i, name := range [2]string{"native", "promo"} {
				b.ReportMetric(float64(n)/median(wall[i])*1e9, name+"-rows/s")
				b.ReportMetric(median(cpu[i])/float64(n), name+"-cpu-ns/row")
			}
			b.ReportMetric(median(wall[0])/median(wall[1]), "x-wall")
			b.ReportMetric(median(cpu[0])/median(cpu[1]), "x-cpu")
		})
	}
}

// BenchmarkPlainFunction registers a function with the driver's own scalar functions, which
// are called once a row and box every value, and with ours: both parse the same texts and
// return the depth alone.
func BenchmarkPlainFunction(b *testing.B) {
	const rows = 100_000
	connector, err := duckdbgo.NewConnector("", nil)
	if err != nil {
		b.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	conn, err := db.Conn(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	if err := duckdbgo.RegisterScalarUDF(conn, "plain_promo", plainPromo{}); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "varied.csv")
	if err := os.WriteFile(path, []byte(strings.Join(promotest.Distinct(labelled(b), rows, 1), "\n")), 0o600); err != nil {
		b.Fatal(err)
	}
	table := fmt.Sprintf(`create table texts as select v from read_csv('%s', header = false, delim = '\t', quote = '', columns = {v: 'varchar'})`, path)
	if _, err := conn.ExecContext(context.Background(), table); err != nil {
		b.Fatal(err)
	}
	s := sessionOf(b, openWith(b, promo.Func()))
	if _, err := s.Exec(context.Background(), engine.Statement{SQL: table}); err != nil {
		b.Fatal(err)
	}
	var cpu [2][]float64
	for b.Loop() {
		for range 3 {
			c := cpuTime(b)
			if _, err := conn.ExecContext(context.Background(), "select count(plain_promo(v)) from texts"); err != nil {
				b.Fatal(err)
			}
			cpu[0] = append(cpu[0], float64(cpuTime(b)-c))
			c = cpuTime(b)
			all(b, s, "select count(parse_promo(v).effective_percent) from texts")
			cpu[1] = append(cpu[1], float64(cpuTime(b)-c))
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(cpu[0])/rows, "plain-cpu-ns/row")
	b.ReportMetric(median(cpu[1])/rows, "promo-cpu-ns/row")
}

// plainPromo is the depth of a text as the driver's documentation would have it written.
type plainPromo struct{}

func (plainPromo) Config() duckdbgo.ScalarFuncConfig {
	text, err := duckdbgo.NewTypeInfo(duckdbgo.TYPE_VARCHAR)
	if err != nil {
		return duckdbgo.ScalarFuncConfig{}
	}
	return duckdbgo.ScalarFuncConfig{InputTypeInfos: []duckdbgo.TypeInfo{text}, ResultTypeInfo: text}
}

func (plainPromo) Executor() duckdbgo.ScalarFuncExecutor {
	return duckdbgo.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		depth := promo.Parse(values[0].(string), promo.Number{}, "").EffectivePercent
		if !depth.Valid {
			return nil, nil
		}
		return depth.String(), nil
	}}
}

func labelled(b *testing.B) []string {
	b.Helper()
	f, err := os.Open("../../udfs/promo/testdata/labels.csv")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	for _, r := range rows[1:] {
		out = append(out, r[0])
	}
	return out
}

// cpuTime is what all threads of the process have used, in nanoseconds.
func cpuTime(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

func median(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	return s[len(s)/2]
}

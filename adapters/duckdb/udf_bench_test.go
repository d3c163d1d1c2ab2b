package duckdb_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

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

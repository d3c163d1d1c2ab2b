package suite

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
	"github.com/martsql/mart/udfs/promo/promotest"
)

// promoTexts makes a table of the promo texts of the sample lake, repeated up to a number
// of rows. They are stored as they are: over a dictionary DuckDB would call each function
// once a text, and measure the repetition.
const promoTexts = `set force_compression = 'uncompressed';
create table texts as
with texts as (
    select bonus.mechanism as promo_text from read_json('%[1]s/*/appelmarkt*.json.gz', ignore_errors = true, columns = {bonus: 'struct(mechanism varchar)'})
    union all
    select label from read_json('%[1]s/*/quatrevents*.json.gz', ignore_errors = true, columns = {label: 'varchar'})
    union all
    select badge from read_json('%[1]s/*/kaufgut*.json.gz', ignore_errors = true, columns = {badge: 'varchar'})
    union all
    select offers[1].description from read_json('%[1]s/*/highfield*.json.gz', ignore_errors = true, columns = {offers: 'struct(description varchar)[]'})
    union all
    select promo from read_json('%[1]s/*/soleado*.json.gz', ignore_errors = true, columns = {promo: 'varchar'})
), numbered as (
    select promo_text, row_number() over () as n, count(*) over () as total from texts where promo_text <> ''
)
select promo_text from numbered, range(cast(ceil(%[2]d / total) as bigint)) copies(c) limit %[2]d;
`

// distinctTexts makes the same table of texts that all differ: see promotest.Distinct.
const distinctTexts = `set force_compression = 'uncompressed';
create table texts as
select promo_text from read_csv('texts.csv', header = false, delim = '\t', quote = '', columns = {promo_text: 'varchar'});
`

// The contenders. Two make a struct of every text, and are asked for a part of it; the
// plain function returns the depth alone.
const (
	nativeParse = `select count(nullif(p.price, '')) from (
    select regexp_extract(promo_text, '(\d+)\s*(for|voor|pour|für|por|\+)\s*[€£]?\s*(\d+(?:[.,]\d+)?)', ['quantity', 'word', 'price']) as p from texts
);
`
	promoParse = "select count(p.price) from (select parse_promo(promo_text) as p from texts);\n"
	plainParse = "select count(plain_promo(promo_text)) from texts;\n"
	onlyScan   = "select sum(strlen(promo_text)) from texts;\n"
)

// udf measures parse_promo against a native function over the same columns: promo texts as
// often as the sample lake has them, and texts of which no two are the same.
func (s *Suite) udf(ctx context.Context) ([]report.Comparison, error) {
	lake := fmt.Sprintf(promoTexts, filepath.Join(s.Repository, "lake/retail/raw"), s.UDFRows)
	var out []report.Comparison
	for _, column := range []struct{ name, work, table string }{
		{"udf", "%d promo texts", lake},
		{"udf-distinct", "%d promo texts, all distinct", distinctTexts},
	} {
		dir, err := s.promoColumn(ctx, column.name, column.table)
		if err != nil {
			return out, err
		}
		c, err := s.compareParsers(ctx, dir, fmt.Sprintf(column.work, s.UDFRows))
		out = append(out, c)
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// promoColumn makes a folder with a database that has the table of texts, and the
// contenders' statements.
func (s *Suite) promoColumn(ctx context.Context, name, table string) (dir string, err error) {
	dir = filepath.Join(s.Dir, name)
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	files := map[string]string{"texts.sql": table, "native.sql": nativeParse, "promo.sql": promoParse, "plain.sql": plainParse, "scan.sql": onlyScan}
	if table == distinctTexts {
		labels, err := labelTexts(filepath.Join(s.Repository, "udfs/promo/testdata/labels.csv"))
		if err != nil {
			return "", err
		}
		files["texts.csv"] = strings.Join(promotest.Distinct(labels, s.UDFRows, 1), "\n") + "\n"
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	s.say("%s: making %d promo texts", name, s.UDFRows)
	return dir, s.do(ctx, dir, s.raw(enginetest.Database, "texts.sql")...)
}

// labelTexts are the labelled texts that fit on a line.
func labelTexts(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []string
	for _, r := range rows[1:] {
		if !strings.ContainsAny(r[0], "\t\r\n") {
			out = append(out, r[0])
		}
	}
	return out, nil
}

func (s *Suite) compareParsers(ctx context.Context, dir, work string) (report.Comparison, error) {
	withFunctions := func(file string) []string { return s.raw(enginetest.Database, "--functions", file) }
	return s.compare(ctx, report.Comparison{
		What: "udf", Work: work, Base: "regexp_extract",
		Budget: "parse_promo at most as long as regexp_extract with three groups, and 3 million distinct texts a second",
		Notes: []string{"scan only reads the column: take it off the others for the cost of the functions alone",
			"plain is the driver's own kind of function: called once a row, the depth of the text alone"},
	}, []measure.Contender{
		{Name: "regexp_extract", Dir: dir, Args: withFunctions("native.sql")},
		{Name: "parse_promo", Dir: dir, Args: withFunctions("promo.sql")},
		{Name: "plain", Dir: dir, Args: s.raw(enginetest.Database, "plain.sql")},
		{Name: "scan", Dir: dir, Args: withFunctions("scan.sql")},
	})
}

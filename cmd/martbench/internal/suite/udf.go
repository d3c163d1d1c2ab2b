package suite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
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

// The two contenders: each makes a struct of every text, and is asked for a part of it.
const (
	nativeParse = `select count(nullif(p.price, '')) from (
    select regexp_extract(promo_text, '(\d+)\s*(for|voor|pour|für|por|\+)\s*[€£]?\s*(\d+(?:[.,]\d+)?)', ['quantity', 'word', 'price']) as p from texts
);
`
	promoParse = "select count(p.price) from (select parse_promo(promo_text) as p from texts);\n"
)

// udf measures parse_promo against a native function over the same column.
func (s *Suite) udf(ctx context.Context) ([]report.Comparison, error) {
	dir := filepath.Join(s.Dir, "udf")
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for name, text := range map[string]string{
		"texts.sql":  fmt.Sprintf(promoTexts, filepath.Join(s.Repository, "lake/retail/raw"), s.UDFRows),
		"native.sql": nativeParse, "promo.sql": promoParse, "scan.sql": "select sum(strlen(promo_text)) from texts;\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	s.say("udf: making %d promo texts", s.UDFRows)
	if err := s.do(ctx, dir, s.raw(enginetest.Database, "texts.sql")...); err != nil {
		return nil, err
	}
	withFunctions := func(file string) []string { return s.raw(enginetest.Database, "--functions", file) }
	c, err := s.compare(ctx, report.Comparison{
		What: "udf", Work: fmt.Sprintf("%d promo texts", s.UDFRows), Base: "regexp_extract",
		Budget: "parse_promo at most as long as regexp_extract with three groups",
		Notes:  []string{"scan only reads the column: take it off both for the cost of the functions alone"},
	}, []measure.Contender{
		{Name: "regexp_extract", Dir: dir, Args: withFunctions("native.sql")},
		{Name: "parse_promo", Dir: dir, Args: withFunctions("promo.sql")},
		{Name: "scan", Dir: dir, Args: withFunctions("scan.sql")},
	})
	return []report.Comparison{c}, err
}

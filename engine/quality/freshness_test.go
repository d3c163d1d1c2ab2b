package quality_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

// named is a dialect of a name that folds names as Snowflake does.
type named struct {
	plain
	name string
}

func (n named) Name() string { return n.name }

func (named) Quote(s string) string {
	if strings.ToLower(s) == s {
		return s
	}
	return `"` + s + `"`
}

func (named) Literal(v any) string { return fmt.Sprintf("'%v'", v) }

func TestFreshnessSQL(t *testing.T) {
	orders := &engine.Source{Relation: engine.Relation{Schema: "raw", Name: "orders"}}
	files := &engine.Source{Relation: orders.Relation, Files: &engine.Files{}}
	mixed := &engine.Source{Relation: engine.Relation{Database: "lake", Name: "Orders"}}
	for _, tt := range []struct {
		name    string
		source  *engine.Source
		at      quality.Loaded
		dialect string
		want    string
	}{
		{"Field", orders, quality.Loaded{Relation: "raw.orders", Field: "changed_at"}, "duckdb", "select max(changed_at) as max_loaded_at\nfrom raw.orders as newest"},
		{"Filter", orders, quality.Loaded{Relation: "raw.orders", Field: "changed_at", Filter: "id > 0"}, "snowflake", "select max(changed_at) as max_loaded_at\nfrom raw.orders as newest\nwhere id > 0"},
		{"Query", orders, quality.Loaded{Relation: "raw.orders", Field: "x", Query: "select max(t) from log;\n"}, "duckdb", "select (\nselect max(t) from log\n) as max_loaded_at"},
		{"Nothing", orders, quality.Loaded{Relation: "raw.orders"}, "duckdb", ""},
		{"NothingOfFiles", files, quality.Loaded{Relation: "raw.orders"}, "snowflake", ""},
		{"Catalogue", orders, quality.Loaded{Relation: "raw.orders"}, "snowflake", `select max(convert_timezone('UTC', last_altered)) as max_loaded_at
from information_schema.tables
where table_schema = 'RAW' and table_name = 'ORDERS'`},
		{"QuotedName", mixed, quality.Loaded{}, "snowflake", `select max(convert_timezone('UTC', last_altered)) as max_loaded_at
from lake.information_schema.tables
where table_schema = current_schema() and table_name = 'Orders'`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := quality.FreshnessSQL(tt.source, tt.at, named{name: tt.dialect}); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestJudge(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	hours := func(n int) *engine.Age { return &engine.Age{Count: n, Period: "hour"} }
	for _, tt := range []struct {
		warn, fail *engine.Age
		age        time.Duration
		want       engine.Status
	}{
		{hours(1), hours(2), time.Hour, engine.Pass},
		{hours(1), hours(2), time.Hour + time.Second, engine.Warn},
		{hours(1), hours(2), 2*time.Hour + time.Second, engine.Errored},
		{nil, hours(2), 90 * time.Minute, engine.Pass},
		{hours(1), nil, 1000 * time.Hour, engine.Warn},
		{hours(3), hours(2), 150 * time.Minute, engine.Errored},
		{hours(1), hours(2), -time.Hour, engine.Pass},
		{hours(0), nil, time.Second, engine.Warn},
		{nil, &engine.Age{Count: 2, Period: "day"}, 49 * time.Hour, engine.Errored},
		{&engine.Age{Count: 1, Period: "minute"}, nil, 61 * time.Second, engine.Warn},
	} {
		f := engine.Freshness{WarnAfter: tt.warn, ErrorAfter: tt.fail}
		if got := quality.Judge(f, now.Add(-tt.age), now); got != tt.want {
			t.Errorf("warn after %v, error after %v, age %v: %s, want %s", tt.warn, tt.fail, tt.age, got, tt.want)
		}
	}
	if got := quality.Judge(engine.Freshness{ErrorAfter: hours(1000000)}, time.Time{}, now); got != engine.Errored {
		t.Errorf("a source without rows: %s", got)
	}
}

func TestFreshnessTime(t *testing.T) {
	want := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for _, v := range []any{want, want.In(time.FixedZone("CET", 3600)), "2026-11-20 08:00:00", "2026-11-20T08:00:00Z", "2026-11-20 10:00:00+02:00", "2026-11-20 10:00:00+02", "2026-11-20T08"} {
		if got, err := quality.FreshnessTime(v); err != nil || !got.Equal(want) {
			t.Errorf("%v: %v %v", v, got, err)
		}
	}
	if got, err := quality.FreshnessTime(nil); err != nil || !got.IsZero() {
		t.Errorf("nothing: %v %v", got, err)
	}
	for _, v := range []any{"yesterday", int64(5), true, ""} {
		if got, err := quality.FreshnessTime(v); err == nil {
			t.Errorf("%v is taken for %v", v, got)
		}
	}
}

func TestAgeText(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for age, want := range map[time.Duration]string{
		0: "0 minutes", 20 * time.Second: "0 minutes", time.Minute: "1 minute", 61 * time.Minute: "1 hour 1 minute", 2 * time.Hour: "2 hours",
		25 * time.Hour: "1 day 1 hour", 24*time.Hour + 5*time.Minute: "1 day", 1000 * time.Hour: "41 days 16 hours", -time.Hour: "in the future",
	} {
		if got := quality.AgeText(engine.SourceAge{Newest: now.Add(-age), Asked: now}); got != want {
			t.Errorf("%v: %q, want %q", age, got, want)
		}
	}
	if got := quality.AgeText(engine.SourceAge{Asked: now}); got != "no rows" {
		t.Errorf("no rows: %q", got)
	}
}

// The SQL of an age leads back to the settings that wrote it.
func TestFreshnessSQLKnowsItsSettings(t *testing.T) {
	at := func(line int) diag.Span {
		return diag.Span{File: "s.yml", Start: diag.Pos{Line: line, Column: 3}}
	}
	asked := quality.Loaded{
		Relation: "raw.orders", Field: "changed", Filter: "kind = 1",
		RelationSpan: at(1), FieldSpan: at(2), FilterSpan: at(3), QuerySpan: at(4),
	}
	query := asked
	query.Query = "select max(x) from log"
	for _, tt := range []struct {
		at   quality.Loaded
		text string
		line int
	}{
		{asked, "changed", 2}, {asked, "raw.orders", 1}, {asked, "kind", 3}, {query, "max(x)", 4},
	} {
		sql, m := quality.FreshnessSQL(&engine.Source{}, tt.at, named{name: "duckdb"})
		if span, ok := m.At(strings.Index(sql, tt.text), nil); !ok || span.Start.Line != tt.line {
			t.Errorf("%s in %q leads to %s", tt.text, sql, span)
		}
	}
}

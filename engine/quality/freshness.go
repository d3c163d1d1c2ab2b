package quality

import (
	"fmt"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Loaded is where the time of a source's newest row is found: SQL, rendered, each with
// the place that its faults are told at.
type Loaded struct {
	Relation string // or a reader of files
	Field    string
	Filter   string // of the rows; with a field
	Query    string // in place of all these

	RelationSpan, FieldSpan, FilterSpan, QuerySpan diag.Span
}

// FreshnessSQL is the query for the time of a source's newest row: one row of one value,
// which FreshnessTime reads. It is empty where nothing says how to find the time: with
// neither a field nor a query, only Snowflake knows when a table was last changed. The
// map leads from the SQL to the settings that wrote it.
func FreshnessSQL(s *engine.Source, at Loaded, d engine.Dialect) (string, engine.SourceMap) {
	var sql string
	var m engine.SourceMap
	write := func(text string, span diag.Span) {
		m = append(m, engine.Segment{Out: len(sql), Span: span})
		sql += text
	}
	switch {
	case at.Query != "":
		write("select (\n"+strings.TrimRight(at.Query, "; \t\r\n")+"\n) as max_loaded_at", at.QuerySpan)
	case at.Field != "":
		write("select max("+at.Field+") as max_loaded_at\n", at.FieldSpan)
		write("from "+at.Relation+" as newest", at.RelationSpan)
		if at.Filter != "" {
			write("\nwhere "+at.Filter, at.FilterSpan)
		}
	case d.Name() == "snowflake" && s.Files == nil:
		write(lastAltered(s.Relation, d), at.RelationSpan)
	}
	return sql, m
}

// lastAltered asks Snowflake when a table was last changed.
func lastAltered(r engine.Relation, d engine.Dialect) string {
	catalog := "information_schema.tables"
	if r.Database != "" {
		catalog = d.Quote(r.Database) + "." + catalog
	}
	schema := "current_schema()"
	if r.Schema != "" {
		schema = d.Literal(stored(r.Schema, d))
	}
	return "select max(convert_timezone('UTC', last_altered)) as max_loaded_at\nfrom " + catalog +
		"\nwhere table_schema = " + schema + " and table_name = " + d.Literal(stored(r.Name, d))
}

// stored is a name as Snowflake's catalogue has it: in upper case, unless it is quoted.
func stored(name string, d engine.Dialect) string {
	quoted := d.Quote(name)
	if inner, ok := strings.CutPrefix(quoted, `"`); ok {
		return strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
	return strings.ToUpper(quoted)
}

// FreshnessTime reads the value of a FreshnessSQL; NULL, of a source without rows, is the
// zero time. A time without a zone is UTC.
func FreshnessTime(v any) (time.Time, error) {
	switch v := v.(type) {
	case nil:
		return time.Time{}, nil
	case time.Time:
		return v.UTC(), nil
	case string:
		if t, ok := ParseTime(v); ok {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("the newest value is no time: %v", v)
}

// ParseTime reads a time as databases and folders write it.
func ParseTime(text string) (time.Time, bool) {
	for _, layout := range []string{
		time.DateOnly, time.RFC3339Nano, "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999Z07", "2006-01-02 15:04:05.999999999",
		"2006-01-02T15:04:05.999999999", "2006-01-02T15", "2006-01-02-15", "20060102", "2006-01",
	} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// Judge is the verdict on a source: Errored, Warn or Pass. A time to come is fresh.
func Judge(f engine.Freshness, newest, now time.Time) engine.Status {
	older := func(a *engine.Age) bool { return a != nil && now.Sub(newest) > a.Duration() }
	switch {
	case older(f.ErrorAfter):
		return engine.Errored
	case older(f.WarnAfter):
		return engine.Warn
	}
	return engine.Pass
}

// AgeText is an age in people's words: "3 days 4 hours", "12 minutes".
func AgeText(a engine.SourceAge) string {
	if a.Newest.IsZero() {
		return "no rows"
	}
	age := a.Age().Round(time.Minute)
	if age < 0 {
		return "in the future"
	}
	parts := []struct {
		of   time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}}
	var out []string
	for _, p := range parts {
		if n := age / p.of; n > 0 && len(out) < 2 {
			out = append(out, engine.Age{Count: int(n), Period: p.name}.String())
			age -= n * p.of
		} else if len(out) > 0 {
			break
		}
	}
	if len(out) == 0 {
		return "0 minutes"
	}
	return strings.Join(out, " ")
}

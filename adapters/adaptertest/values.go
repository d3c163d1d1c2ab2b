package adaptertest

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
)

// hardTexts are strings that must survive Literal.
var hardTexts = []string{
	"", "plain", "it's", `back\slash`, `\n`, "new\nline", "tab\t", `"quoted"`, "--", "/* */", "; drop table x",
	"日本 ü 🙂", "$$", "{{ }}", "?", "$1", ":x", strings.Repeat("long ", 1000),
}

func (s *suite) literals() {
	d := s.adapter.Dialect()
	for _, text := range hardTexts {
		got := s.query(s.session, "select "+d.Literal(text)+", length("+d.Literal(text)+")")
		if got[0][0] != text {
			s.Errorf("text %q came back as %q", text, got[0][0])
		}
		s.equal(fmt.Sprintf("length of %q", text), got[0][1], len([]rune(text)))
	}
	for _, c := range []struct {
		value any
		is    string // SQL that the literal equals
	}{
		{true, "1 = 1"},
		{false, "1 = 0"},
		{0, "0"},
		{-17, "-17"},
		{int64(math.MaxInt64), "9223372036854775807"},
		{int64(math.MinInt64), "-9223372036854775807 - 1"},
		{1.5, "3e0 / 2e0"},
		{-1e300, "-1e300"},
		{1e-7, "1e-7"},
		{time.Date(2026, 11, 3, 4, 5, 6, 789000000, time.UTC), "cast('2026-11-03 04:05:06.789' as timestamp)"},
		{time.Date(2026, 11, 3, 0, 0, 0, 0, time.FixedZone("", 3600)), "cast('2026-11-02 23:00:00' as timestamp)"},
	} {
		got := s.query(s.session, "select case when "+d.Literal(c.value)+" = ("+c.is+") then 'same' else 'other' end")
		s.equal(d.Literal(c.value)+" = "+c.is, got, "[[same]]")
	}
	s.equal("null", s.query(s.session, "select case when "+d.Literal(nil)+" is null then 1 end"), "[[1]]")
}

// types checks what comes out of a query for the types that mart itself relies on.
func (s *suite) types() {
	for _, c := range []struct {
		sql  string
		want any
	}{
		{"null", nil},
		{"1 = 1", true},
		{"cast(0.1 as double)", 0.1},
		{"'text'", "text"},
		{"cast('' as varchar)", ""},
		{"cast(2.50 as decimal(18, 2))", "2.50"},
		{"cast(-0.05 as decimal(38, 2))", "-0.05"},
		{"cast(12345678901234567890123456.789 as decimal(38, 3))", "12345678901234567890123456.789"},
		{"cast('2024-02-29' as date)", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
		{"cast('1969-12-31 23:59:59.5' as timestamp)", time.Date(1969, 12, 31, 23, 59, 59, 500000000, time.UTC)},
	} {
		got := s.query(s.session, "select "+c.sql+" as V")[0][0]
		same := got == c.want
		if at, ok := got.(time.Time); ok {
			want, isTime := c.want.(time.Time)
			same = isTime && at.Equal(want)
		}
		if !same {
			s.Errorf("%s: got %#v, want %#v", c.sql, got, c.want)
		}
	}
	s.equal("integer", s.query(s.session, "select cast(-42 as integer), cast(9007199254740993 as bigint)"), "[[-42 9007199254740993]]")
}

func (s *suite) rows() {
	ctx := context.Background()
	s.exec("create table " + s.rel("T") + " (ID integer, NAME varchar)")
	info := s.exec("insert into " + s.rel("T") + " values (1, 'a'), (2, null), (3, 'c')")
	s.equal("inserted", info.Rows, 3)
	s.equal("updated", s.exec("update "+s.rel("T")+" set NAME = 'b' where ID >= 2").Rows, 2)
	s.equal("deleted", s.exec("delete from "+s.rel("T")+" where ID = 1").Rows, 1)
	s.equal("nothing deleted", s.exec("delete from "+s.rel("T")+" where ID = 1").Rows, 0)

	rows, err := s.session.Query(ctx, engine.Statement{SQL: "select ID, NAME as LABEL from " + s.rel("T") + " order by ID"})
	if err != nil {
		s.Fatal(err)
	}
	names := ""
	for _, c := range rows.Columns() {
		names += c.Name + " "
		if c.DataType == "" {
			s.Errorf("%s has no type", c.Name)
		}
	}
	s.equal("columns", strings.ToUpper(names), "ID LABEL ")
	if !rows.Next() {
		s.Fatalf("no row: %v", rows.Err())
	}
	first, err := rows.Values()
	if err != nil {
		s.Fatal(err)
	}
	if !rows.Next() || rows.Next() || rows.Err() != nil {
		s.Errorf("there should be two rows: %v", rows.Err())
	}
	s.equal("the first row, after the second was read", first, "[2 b]")
	if err := rows.Close(); err != nil {
		s.Error(err)
	}
	s.equal("no rows", len(s.query(s.session, "select 1 as X where 1 = 0")), 0)
	s.equal("arguments", s.query(s.session, "select ID from "+s.rel("T")+" where ID > ? and NAME = ?", 2, "b"), "[[3]]")
	big := s.query(s.session, "select count(*) from "+s.rel("T")+" a cross join "+s.rel("T")+" b")
	s.equal("count", big, "[[4]]")
}

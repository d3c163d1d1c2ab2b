package quality_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

// plain is a dialect that quotes nothing.
type plain struct{ engine.Dialect }

func (plain) Relation(r engine.Relation) string { return r.String() }

func compiled(sql string) engine.Compiled {
	return engine.Compiled{SQL: sql, Map: engine.SourceMap{{Span: diag.Span{File: "t.sql"}}}}
}

func TestTestSQL(t *testing.T) {
	cases := []struct {
		name   string
		config engine.Config
		want   string
	}{
		{"Defaults", engine.Config{}, `select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select 1 -- all
) as dbt_internal_test`},
		{"All", engine.Config{FailCalc: "sum(n)", WarnIf: "> 1", ErrorIf: "> 5", Limit: 7}, `select
  sum(n) as failures,
  sum(n) > 1 as should_warn,
  sum(n) > 5 as should_error
from (
select * from (
select 1 -- all
) as dbt_limited limit 7
) as dbt_internal_test`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			test := &engine.Test{}
			test.Config = c.config
			got := quality.TestSQL(test, compiled("select 1 -- all;\n"), plain{})
			// The semicolon is inside the comment, and goes with the blanks at the end.
			if got.SQL != c.want {
				t.Errorf("got\n%s\nwant\n%s", got.SQL, c.want)
			}
			if !strings.HasPrefix(got.SQL[got.Offset:], "select 1 -- all") {
				t.Errorf("offset %d does not lead to the test's own SQL", got.Offset)
			}
			if got.Map == nil {
				t.Error("no source map")
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		config      engine.Config
		value       any
		warn, error bool
		want        engine.Status
		message     string
	}{
		{engine.Config{}, int64(0), false, false, engine.Pass, ""},
		{engine.Config{Severity: "error"}, int64(3), true, true, engine.Fail, "3 failing rows"},
		{engine.Config{Severity: "ERROR"}, int64(1), true, true, engine.Fail, "1 failing row"},
		{engine.Config{Severity: "error"}, int64(3), true, false, engine.Warn, "3 failing rows"},
		{engine.Config{Severity: "error"}, int64(3), false, true, engine.Fail, "3 failing rows"},
		{engine.Config{Severity: "warn"}, int64(3), true, true, engine.Warn, "3 failing rows"},
		{engine.Config{Severity: "WARN"}, int64(3), false, true, engine.Pass, ""},
		{engine.Config{FailCalc: " COUNT( * ) "}, int64(2), true, true, engine.Fail, "2 failing rows"},
		{engine.Config{FailCalc: "max(x)"}, int64(7), true, true, engine.Fail, "fail_calc max(x) is 7, must be 0"},
		{engine.Config{FailCalc: "max(x)", Severity: "warn"}, 0.5, true, true, engine.Warn, "fail_calc max(x) is 0.5, must be 0"},
		{engine.Config{FailCalc: "sum(\n  x\n)", ErrorIf: "> 5"}, "7.50", true, true, engine.Fail, "fail_calc sum( x ) is 7.50, and error_if is > 5"},
		{engine.Config{FailCalc: "max(x)", ErrorIf: "> 9", WarnIf: "> 5"}, int64(7), true, false, engine.Warn, "fail_calc max(x) is 7, and warn_if is > 5"},
		{engine.Config{FailCalc: "max(x)", ErrorIf: "is null"}, nil, false, true, engine.Fail, "fail_calc max(x) is NULL, and error_if is is null"},
		{engine.Config{FailCalc: "max(" + strings.Repeat("é", 80) + ")"}, int64(1), true, true, engine.Fail,
			"fail_calc max(" + strings.Repeat("é", 53) + "... is 1, must be 0"},
	} {
		a, err := quality.Decode([]any{c.value, c.warn, c.error})
		if err != nil {
			t.Fatal(err)
		}
		if status, message := quality.Verdict(c.config, a); status != c.want || message != c.message {
			t.Errorf("%+v: got %s %q", c, status, message)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		row  []any
		want quality.Answer
		none bool
	}{
		{[]any{"12", true, int64(0)}, quality.Answer{Failures: 12, Value: "12", ShouldWarn: true}, false},
		{[]any{nil, nil, nil}, quality.Answer{Value: "NULL"}, true},
		{[]any{0.0, false, false}, quality.Answer{Value: "0"}, true},
		{[]any{"0.00", false, false}, quality.Answer{Value: "0.00"}, true},
		{[]any{0.25, true, true}, quality.Answer{Value: "0.25", ShouldWarn: true, ShouldError: true}, false},
		{[]any{false, false, false}, quality.Answer{Value: "false"}, true},
		{[]any{true, true, true}, quality.Answer{Failures: 1, Value: "true", ShouldWarn: true, ShouldError: true}, false},
	} {
		if got, err := quality.Decode(c.row); got != c.want || got.None() != c.none || err != nil {
			t.Errorf("%v: got %+v %v %v", c.row, got, got.None(), err)
		}
	}
	for _, bad := range [][]any{{int64(1)}, {"x", true, true}, {int64(1), "maybe", true}} {
		if _, err := quality.Decode(bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

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
	cases := []struct {
		severity    string
		n           int64
		warn, error bool
		want        engine.Status
		message     string
	}{
		{"", 0, false, false, engine.Pass, ""},
		{"error", 3, true, true, engine.Fail, "3 failing rows"},
		{"ERROR", 1, true, true, engine.Fail, "1 failing row"},
		{"error", 3, true, false, engine.Warn, "3 failing rows"},
		{"error", 3, false, true, engine.Fail, "3 failing rows"},
		{"warn", 3, true, true, engine.Warn, "3 failing rows"},
		{"WARN", 3, false, true, engine.Pass, ""},
	}
	for _, c := range cases {
		status, message := quality.Verdict(c.severity, c.n, c.warn, c.error)
		if status != c.want || message != c.message {
			t.Errorf("%+v: got %s %q", c, status, message)
		}
	}
}

func TestDecode(t *testing.T) {
	n, warn, fails, err := quality.Decode([]any{"12", true, int64(0)})
	if n != 12 || !warn || fails || err != nil {
		t.Errorf("got %d %v %v %v", n, warn, fails, err)
	}
	if n, warn, fails, err = quality.Decode([]any{nil, nil, nil}); n != 0 || warn || fails || err != nil {
		t.Errorf("NULLs: got %d %v %v %v", n, warn, fails, err)
	}
	for _, bad := range [][]any{{int64(1)}, {"x", true, true}, {int64(1), "maybe", true}} {
		if _, _, _, err := quality.Decode(bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

func TestWhere(t *testing.T) {
	if got := quality.Where("a.b", " "); got != "a.b" {
		t.Errorf("got %s", got)
	}
	if got := quality.Where("a.b", "x > 1 -- y"); got != "(select * from a.b where x > 1 -- y\n) dbt_subquery" {
		t.Errorf("got %s", got)
	}
}

func TestName(t *testing.T) {
	cases := []struct {
		macro, node, column string
		args                map[string]any
		want                string
	}{
		{"not_null", "orders", "id", nil, "not_null_orders_id"},
		{"accepted_values", "orders", "status", map[string]any{"values": []any{"open", "paid"}}, "accepted_values_orders_status__open__paid"},
		{"accepted_values", "orders", "s", map[string]any{"values": []any{1, 2}, "quote": false}, "accepted_values_orders_s__False__1__2"},
		{"relationships", "orders", "c_id", map[string]any{"to": "ref('customers')", "field": "id"}, "relationships_orders_c_id__id__ref_customers_"},
		{"busy", "orders", "", nil, "busy_orders_"},
		{"accepted_values", "a_model_with_a_long_name", "c", map[string]any{"values": []string{"some long value", "and another long one"}},
			"accepted_values_a_model_with_a_35d40092143dc4aa6868bc49f0156d4b"},
	}
	for _, c := range cases {
		if got := quality.Name(c.macro, c.node, c.column, c.args); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestStoreSQL(t *testing.T) {
	test := &engine.Test{}
	test.Name = "not_null_orders_id"
	r := quality.FailuresRelation(test, "", "dev_")
	if r.String() != "dev_test_failures.not_null_orders_id" {
		t.Fatalf("relation %s", r)
	}
	got := quality.StoreSQL(test, compiled("select 1"), plain{}, r)
	if len(got) != 1 || got[0].SQL != "create or replace table dev_test_failures.not_null_orders_id as\nselect 1" {
		t.Errorf("got %+v", got)
	}
	test.Config.Values = map[string]any{"store_failures_as": "view"}
	got = quality.StoreSQL(test, compiled("select 1"), plain{}, r, engine.Existing{Relation: r, Type: engine.TableType})
	if len(got) != 2 || got[0].SQL != "drop table if exists dev_test_failures.not_null_orders_id" ||
		!strings.HasPrefix(got[1].SQL, "create or replace view") {
		t.Errorf("got %+v", got)
	}
	if got := quality.DropSQL(test, plain{}, r); got.SQL != "drop view if exists dev_test_failures.not_null_orders_id" {
		t.Errorf("got %+v", got)
	}
	off := false
	test.Config.StoreFailures = &off
	if !quality.Stores(test, false) {
		t.Error("store_failures_as does not beat store_failures")
	}
	test.Config.Values = nil
	if quality.Stores(test, true) {
		t.Error("the setting does not beat the flag")
	}
}

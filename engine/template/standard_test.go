package template_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
	"github.com/martsql/mart/macros"
)

// standardCalls use every standard macro; standardTests every standard data test.
var standardCalls = []string{
	`{{ current_timestamp }}`,
	`{{ date_trunc "month" "d" }}`,
	`{{ dateadd "day" 3 "d" }}`,
	`{{ dateadd "month" -1 "d" }}`,
	`{{ datediff "a" "b" }}`,
	`{{ datediff "a" "b" "month" }}`,
	`{{ days_between "a" "b" }}`,
	`{{ last_day "d" }}`,
	`{{ last_day "d" "quarter" }}`,
	`{{ date_spine "day" "date '2026-01-01'" "date '2026-02-01'" }}`,
	`{{ generate_series 3 7 }}`,
	`{{ type_string }} {{ type_int }} {{ type_bigint }} {{ type_boolean }} {{ type_float }} {{ type_numeric }} {{ type_numeric 10 2 }} {{ type_timestamp }}`,
	`{{ safe_cast "x" type_int }}`,
	`{{ equals "a" "b" }}`,
	`{{ iff "a > b" "1" "2" }} {{ iff "a" "b" }}`,
	`{{ safe_divide "a" "b + 1" }}`,
	`{{ integer_divide "a" "b" }}`,
	`{{ ordered "x" }}, {{ ordered "y" "desc" (kw "nulls" "first") }}`,
	`{{ md5_of "x" }} {{ sha256_of "x" }}`,
	`{{ surrogate_key (list "a" "b") }}`,
	`{{ bool_or "a > 1" }} {{ bool_and "a > 1" }} {{ any_value "x" }}`,
	`{{ list_agg "x" }}`,
	`{{ list_agg "x" (kw "separator" "'" "order_by" "y desc" "distinct" true) }}`,
	`{{ regexp_matches "x" "^\\d+'" }}`,
	`{{ regexp_extract "x" "(a)(b)" }} {{ regexp_extract "x" "(a)(b)" 2 }}`,
	`{{ regexp_replace "x" "a+" }} {{ regexp_replace "x" "(a+)" "\\1b" }}`,
	`{{ parse_json "x" }}`,
	`{{ json_get "x" "a.b[0]" }} {{ json_get "x" "a" type_int }}`,
	`select * from t as o{{ flatten "o.promos" "promo" }}`,
	`select * from t as o{{ flatten (json_items "o.j" "a") (kw "outer" true) }}`,
	`{{ json_items "x" }}`,
	`{{ pivot "kind" (list "a" "B c") (kw "prefix" "n_") }}`,
	`{{ deduplicate "t" (list "a" "b") "c desc" }}`,
	`{{ deduplicate "t" "a" "c desc" }}`,
	`{{ value_list (list 1 "it's") }} / {{ value_list (list 1 "x + 1") false }} / {{ value_list list }}`,
}

var standardTests = []struct {
	test string
	args map[string]any
}{
	{"unique", nil},
	{"not_null", nil},
	{"accepted_values", map[string]any{"values": []any{"a", "it's", 1}}},
	{"accepted_values", map[string]any{"values": []any{1, 2.5}, "quote": false}},
	{"not_accepted_values", map[string]any{"values": []any{"a"}}},
	{"relationships", map[string]any{"to": "parent", "field": "id"}},
	{"accepted_range", map[string]any{"min_value": 0}},
	{"accepted_range", map[string]any{"min_value": 0, "max_value": "other", "inclusive": false}},
	{"unique_combination", map[string]any{"columns": []any{"a", "b"}}},
	{"expression_is_true", map[string]any{"expression": "a < b"}},
	{"expression_is_true", map[string]any{"expression": "> 0", "column": "c"}},
	{"not_empty_string", nil},
	{"not_empty_string", map[string]any{"trim": false}},
	{"not_constant", nil},
	{"at_least_one", nil},
	{"row_count_between", map[string]any{"min": 0, "max": 10}},
	{"row_count_between", map[string]any{"max": 10}},
	{"equal_row_count", map[string]any{"to": "other"}},
	{"not_null_proportion", map[string]any{"at_least": 0.95}},
	{"sequential_values", nil},
	{"sequential_values", map[string]any{"interval": 2, "datepart": "month", "group_by": []any{"g", "h"}}},
	{"matches_regex", map[string]any{"pattern": `^\d+$`}},
	{"not_matches_regex", map[string]any{"pattern": `^\d+$`}},
	{"recency", map[string]any{"datepart": "day", "interval": 2}},
	{"mutually_exclusive_ranges", map[string]any{"lower": "a", "upper": "b"}},
	{"mutually_exclusive_ranges", map[string]any{"lower": "a", "upper": "b", "partition_by": []any{"g"}, "gaps": "not_allowed"}},
	{"cardinality_equality", map[string]any{"to": "other", "field": "f"}},
}

func standardLibrary(t testing.TB, dialect string) *template.Library {
	t.Helper()
	lib := template.NewLibrary()
	if list := append(lib.AddStandard(macros.FS), lib.Check(dialect)...); len(list) > 0 {
		t.Fatal(list)
	}
	return lib
}

// literalIn spells texts as the dialect's adapter does.
func literalIn(dialect string) func(any) string {
	return func(v any) string {
		s := fmt.Sprint(v)
		if dialect == "snowflake" {
			s = strings.ReplaceAll(s, `\`, `\\`)
		}
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
}

func TestStandardMacros(t *testing.T) {
	for _, dialect := range []string{"duckdb", "snowflake"} {
		t.Run(dialect, func(t *testing.T) {
			lib := standardLibrary(t, dialect)
			r := lib.NewRenderer(dialect)
			ctx := answers()
			ctx.Literal = literalIn(dialect)
			called := map[string]bool{}
			var b strings.Builder
			for _, text := range standardCalls {
				f := parse(t, text)
				s := f.Scan(lib, dialect)
				out, list := r.Render(f, ctx)
				if list = append(list, s.Problems...); len(list) > 0 {
					t.Fatalf("%s: %v", text, list)
				}
				for _, m := range s.Macros {
					called[m.Name] = true
				}
				fmt.Fprintf(&b, "-- %s\n%s\n\n", text, out.SQL)
			}
			for _, c := range standardTests {
				b.WriteString(renderTest(t, lib, r, ctx, c.test, c.args))
				called["test "+c.test] = true
			}
			golden(t, "testdata/standard."+dialect+".sql", b.String())
			for _, m := range lib.Macros() {
				other := strings.HasPrefix(m.Name, "duckdb.") && dialect != "duckdb" || strings.HasPrefix(m.Name, "snowflake.") && dialect != "snowflake"
				if !called[m.Name] && !other {
					t.Errorf("no call of %s is rendered", m.Name)
				}
				if m.Description == "" {
					t.Errorf("%s has no description", m.Name)
				}
			}
		})
	}
}

// renderTest renders a data test with a model and, when the test has one, a column.
func renderTest(t *testing.T, lib *template.Library, r *template.Renderer, ctx *template.Context, name string, more map[string]any) string {
	sig, ok := lib.LookupTest(name)
	if !ok {
		t.Fatalf("there is no test %s", name)
	}
	args := map[string]any{"model": "model"}
	for _, p := range sig.Params {
		if p.Name == "column" && !p.Optional {
			args["column"] = "column"
		}
	}
	maps.Copy(args, more)
	out, list := r.Call("test "+name, args, diag.Span{File: "m.yml"}, ctx)
	if len(list) > 0 {
		t.Fatalf("%s: %v", name, list)
	}
	var shown []string
	for _, key := range slices.Sorted(maps.Keys(more)) {
		shown = append(shown, fmt.Sprintf("%s=%v", key, more[key]))
	}
	return fmt.Sprintf("-- test %s %s\n%s\n\n", name, strings.Join(shown, " "), out.SQL)
}

// Tests with arguments that cannot be meant say so.
func TestStandardTestFaults(t *testing.T) {
	r := standardLibrary(t, "duckdb").NewRenderer("duckdb")
	for _, c := range []struct {
		name string
		args map[string]any
		want string
	}{
		{"accepted_range", map[string]any{"model": "m", "column": "c"}, "accepted_range needs min_value, max_value or both"},
		{"row_count_between", map[string]any{"model": "m"}, "row_count_between needs min, max or both"},
		{"mutually_exclusive_ranges", map[string]any{"model": "m", "lower": "a", "upper": "b", "gaps": "x"}, "gaps is allowed or not_allowed"},
	} {
		_, list := r.Call("test "+c.name, c.args, diag.Span{File: "m.yml"}, nil)
		if len(list) != 1 || list[0].Summary != c.want {
			t.Errorf("%s: %v", c.name, list)
		}
	}
}

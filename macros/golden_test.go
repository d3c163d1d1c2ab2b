package macros_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
	"github.com/martsql/mart/macros"
)

var update = flag.Bool("update", false, "write the golden files anew")

// standardCalls use every standard macro, each in a statement that a database can read.
var standardCalls = []string{
	`select {{ current_timestamp }} as x`,
	`select {{ date_trunc "month" "d" }} as x, {{ date_trunc "week" "d" "date" }} as y, {{ date_trunc "week" "d" }} as z from t`,
	`select {{ dateadd "day" 3 "d" }} as x, {{ dateadd "month" -1 "d" (kw "type" "date") }} as y from t`,
	`select {{ datediff "a" "b" }} as x, {{ datediff "a" "b" "month" }} as y, {{ datediff "a" "b" "week" }} as z from t`,
	`select {{ days_between "a" "b" }} as x from t`,
	`select {{ last_day "d" }} as x, {{ last_day "d" "quarter" }} as y, {{ last_day "d" "week" }} as z from t`,
	`select {{ date_of "2026" "m" "1" }} as x, {{ day_of_week "d" }} as y, {{ week_of_year "d" }} as z, {{ year_of_week "d" }} as w from t`,
	`select {{ month_name "d" }} as x, {{ month_name "d" true }} as y, {{ day_name "d" }} as z, {{ day_name "d" true }} as w from t`,
	`select {{ parse_timestamp "x" "%d.%m.%Y %H:%M:%S" }} as x, {{ format_timestamp "d" "%Y-%m" }} as y from t`,
	`select {{ unix_seconds "d" }} as x, {{ from_unix_seconds "n" }} as y, {{ convert_timezone "UTC" "Europe/Amsterdam" "d" }} as z from t`,
	`{{ date_spine "day" "date '2026-01-01'" "date '2026-02-01'" }}`,
	`{{ generate_series 3 7 }}`,
	`select cast(a as {{ type_string }}), cast(a as {{ type_int }}), cast(a as {{ type_bigint }}), cast(a as {{ type_boolean }}), cast(a as {{ type_float }}),
    cast(a as {{ type_numeric }}), cast(a as {{ type_numeric 10 2 }}), cast(a as {{ type_date }}), cast(a as {{ type_timestamp }}), cast(a as {{ type_timestamp_tz }}),
    cast(a as {{ type_json }}), cast(a as {{ type_binary }}) from t`,
	`select {{ safe_cast "x" type_int }} as x, {{ typed "x" }} as y, {{ typed "x" "date" }} as z from t`,
	`select * from t inner join u on {{ equals "t.a" "u.b" }}`,
	`select {{ iff "a > b" "1" "2" }} as x, {{ iff "a" "b" }} as y from t`,
	`select {{ safe_divide "a" "b + 1" }} as x, {{ integer_divide "a" "b" }} as y from t`,
	`select {{ greatest_of (list "a" "b") }} as w, {{ greatest_of (list "a" "b") "null" }} as x, {{ least_of (list "a" "b") }} as y, {{ least_of (list "a" "b") "null" }} as z from t`,
	`select * from t order by {{ ordered "x" }}, {{ ordered "y" "desc" (kw "nulls" "first") }}`,
	`select {{ random_fraction }} as x from t {{ sample 10 }}`,
	`select * from t {{ sample 10 (kw "seed" 42) }}`,
	`select * from t {{ sample (kw "rows" 100) }}`,
	`select {{ md5_of "x" }} as x, {{ sha256_of "x" }} as y, {{ surrogate_key (list "a" "b") }} as z, {{ new_uuid }} as w from t`,
	`select {{ from_hex "x" }} as x, {{ to_hex "y" }} as y from t`,
	`select {{ text_concat (list "a" "b") }} as x, {{ text_concat (list "a" "b") "-" }} as y, {{ text_concat (list "a" "b") "'" "null" }} as z from t`,
	`select {{ text_starts "a" "'x'" }} as x, {{ text_ends "a" "'x'" }} as y, {{ text_split "a" "," }} as z from t`,
	`select * from t where {{ regexp_matches "x" "^\\d+'" }} and {{ regexp_matches "x" "abc" true }}`,
	`select {{ regexp_extract "x" "(a)(b)" }} as w, {{ regexp_extract "x" "(a)(b)" 2 }} as x, {{ regexp_extract "x" "a" 0 true }} as y, {{ regexp_extract "x" "(a)" 1 true }} as z from t`,
	`select {{ regexp_replace "x" "a+" }} as x, {{ regexp_replace "x" "(a+)" "\\1b" }} as y, {{ regexp_replace "x" "a" "b" true }} as z, {{ regexp_count "x" "\\d" }} as w from t`,
	`select {{ bool_or "a > 1" }} as x, {{ bool_and "a > 1" }} as y, {{ any_value "x" }} as z from t`,
	`select {{ max_by "a" "b" }} as w, {{ max_by "a" "b" "keep" }} as x, {{ min_by "a" "b" }} as y, {{ min_by "a" "b" "keep" }} as z from t`,
	`select {{ list_agg "x" }} as x, {{ list_agg "x" (kw "separator" "'" "order_by" "y desc" "distinct" true) }} as y from t`,
	`select {{ array_agg "x" }} as x, {{ array_agg "x" (kw "order_by" "y" "distinct" true) }} as y from t`,
	`select {{ array_of (list "a" "b") }} as v, {{ array_length "x" }} as w, {{ array_item "x" 1 }} as y, {{ array_item "x" "n" "integer" }} as z from t`,
	`select {{ array_has "x" "1" }} as x, {{ array_append "x" "1" }} as y, {{ array_concat "x" "y" }} as z from t`,
	`select {{ parse_json "x" }} as x, {{ json_get "x" "a.b[0]" }} as y, {{ json_get "x" "a" type_int }} as z from t`,
	`select {{ json_object (dict "b" "x" "a" "it + 1") }} as x, {{ json_names "j" }} as y, {{ json_text "a" }} as z from t`,
	`select * from t as o{{ flatten "o.promos" "promo" }}`,
	`select * from t as o{{ flatten (json_items "o.j" "a") (kw "outer" true) }}`,
	`select {{ json_items "x" }} as x from t`,
	`select {{ pivot "kind" (list "a" "B c") (kw "prefix" "n_") }} from t`,
	`{{ deduplicate "t" (list "a" "b") "c desc nulls last" }}`,
	`{{ deduplicate "t" "a" "c" }}`,
	`select * from t where a in ({{ value_list (list 1 "it's") }}) or b in ({{ value_list (list 1 "x + 1") false }}) or c in ({{ value_list list }})`,
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
	{"equal_rows", map[string]any{"to": "other", "columns": []any{"a", "b"}}},
	{"fewer_rows_than", map[string]any{"to": "other"}},
	{"aggregate_between", map[string]any{"aggregate": "avg", "min_value": 1, "max_value": 2}},
	{"distinct_count_between", map[string]any{"min": 1, "max": 2}},
	{"length_between", map[string]any{"min": 1, "max": 2}},
	{"greater_than_column", map[string]any{"other": "b"}},
	{"greater_than_column", map[string]any{"other": "b", "or_equal": true}},
	{"increasing", map[string]any{"order_by": "d"}},
	{"increasing", map[string]any{"order_by": "d", "strictly": true, "group_by": []any{"g"}}},
	{"distribution_like", map[string]any{"to": "other", "field": "f"}},
	{"any_not_null", map[string]any{"columns": []any{"a", "b"}}},
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

// What each macro and data test is in both dialects. .ci/dialect has the Snowflake text
// read by a grammar of Snowflake.
func TestStandardMacros(t *testing.T) {
	for _, dialect := range []string{"duckdb", "snowflake"} {
		t.Run(dialect, func(t *testing.T) {
			lib := library(t, dialect)
			r := lib.NewRenderer(dialect)
			ctx := &template.Context{Literal: literalIn(dialect)}
			called := map[string]bool{}
			var b strings.Builder
			for _, text := range standardCalls {
				f, list := template.Parse("m.sql", text)
				if len(list) > 0 {
					t.Fatalf("%s: %v", text, list)
				}
				s := f.Scan(lib, dialect)
				out, list := r.Render(f, ctx)
				if list = append(list, s.Problems...); len(list) > 0 {
					t.Fatalf("%s: %v", text, list)
				}
				for _, m := range s.Macros {
					called[m.Name] = true
				}
				fmt.Fprintf(&b, "-- %s\n%s;\n\n", strings.ReplaceAll(text, "\n", "\n-- "), strings.TrimSpace(out.SQL))
			}
			for _, c := range standardTests {
				b.WriteString(renderTest(t, lib, r, ctx, c.test, c.args))
				called["test "+c.test] = true
			}
			golden(t, "testdata/standard."+dialect+".golden", b.String())
			for _, m := range lib.Macros() {
				other := strings.HasPrefix(m.Name, "duckdb.") && dialect != "duckdb" || strings.HasPrefix(m.Name, "snowflake.") && dialect != "snowflake"
				if !called[m.Name] && !other && !overruled(called, m.Name, dialect) {
					t.Errorf("no call of %s is rendered", m.Name)
				}
				if m.Description == "" {
					t.Errorf("%s has no description", m.Name)
				}
			}
		})
	}
}

// overruled reports whether a macro for all databases was called in the dialect's form.
func overruled(called map[string]bool, name, dialect string) bool { return called[dialect+"."+name] }

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
	return fmt.Sprintf("-- test %s %s\n%s;\n\n", name, strings.Join(shown, " "), strings.TrimSpace(out.SQL))
}

// library has the standard macros, checked for a dialect.
func library(t *testing.T, dialect string) *template.Library {
	t.Helper()
	lib := template.NewLibrary()
	if list := append(lib.AddStandard(macros.FS), lib.Check(dialect)...); len(list) > 0 {
		t.Fatal(list)
	}
	return lib
}

// golden compares a text with a file beside the test, or writes that file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

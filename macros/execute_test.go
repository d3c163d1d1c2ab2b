package macros_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/portability"
	"github.com/martsql/mart/engine/template"
)

func open(t *testing.T) (*sql.DB, *template.Renderer) {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db, library(t, "duckdb").NewRenderer("duckdb")
}

// What the expressions give on DuckDB, as text; a NULL is "NULL".
func TestExpressions(t *testing.T) {
	db, r := open(t)
	for _, c := range []struct{ text, want string }{
		{`{{ date_trunc "month" "date '2026-03-17'" }} = date '2026-03-01'`, "true"},
		{`{{ dateadd "day" 3 "date '2026-02-27'" }} = date '2026-03-02'`, "true"},
		{`{{ dateadd "month" -1 "timestamp '2026-03-31 10:00:00'" }}`, "2026-02-28 10:00:00"},
		{`{{ datediff "date '2026-01-31'" "date '2026-02-01'" "month" }}`, "1"},
		{`{{ days_between "date '2026-03-01'" "date '2026-02-27'" }}`, "-2"},
		{`{{ last_day "date '2024-02-03'" }}`, "2024-02-29"},
		{`{{ last_day "date '2024-02-03'" "quarter" }}`, "2024-03-31"},
		{`abs({{ datediff current_timestamp "now()::timestamptz::varchar::timestamptz" "day" }}) <= 1`, "true"},
		{`typeof({{ current_timestamp }})`, "TIMESTAMP"},
		{`(select count(*) from ({{ date_spine "day" "date '2026-01-01'" "date '2026-02-01'" }}))`, "31"},
		{`(select max(date_hour) from ({{ date_spine "hour" "date '2026-01-01'" "date '2026-01-02'" }}))`, "2026-01-01 23:00:00"},
		{`(select string_agg(generated_number, ',') from ({{ generate_series 3 7 }}))`, "3,4,5,6,7"},
		{`{{ safe_cast "'12'" type_int }} + coalesce({{ safe_cast "'x'" type_int }}, 30)`, "42"},
		{`cast(1.5 as {{ type_numeric 10 2 }})`, "1.50"},
		{`{{ equals "null" "null" }} and not {{ equals "1" "null" }}`, "true"},
		{`{{ iff "1 > 2" "'a'" "'b'" }} || coalesce({{ iff "false" "'a'" }}, 'c')`, "bc"},
		{`{{ safe_divide "3" "2" }} + coalesce({{ safe_divide "3" "1 - 1" }}, 10)`, "11.5"},
		{`{{ integer_divide "7" "2" }} + coalesce({{ integer_divide "7" "0" }}, 10)`, "13"},
		{`{{ integer_divide "-7" "2" }}`, "-3"},
		{`(select string_agg(x::varchar, ',' order by {{ ordered "x" "desc" }}) from (values (1), (2)) as v(x))`, "2,1"},
		{`{{ md5_of "1" }}`, "c4ca4238a0b923820dcc509a6f75849b"},
		{`{{ sha256_of "'a'" }}`, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
		{`{{ surrogate_key (list "'a'" "null" "1") }} = md5('a-_dbt_utils_surrogate_key_null_-1')`, "true"},
		{`(select {{ bool_or "x > 1" }} and not {{ bool_and "x > 1" }} and {{ any_value "x" }} is not null from (values (1), (2)) as v(x))`, "true"},
		{`(select {{ list_agg "x" (kw "order_by" "x desc" "distinct" true "separator" "; ") }} from (values ('a'), ('b'), ('b')) as v(x))`, "b; a"},
		{`{{ regexp_matches "'abc1'" "\\d" }} and not {{ regexp_matches "'abc'" "^\\d" }}`, "true"},
		{`{{ regexp_extract "'2+1 gratis'" "(\\d)\\+(\\d)" 2 }} || {{ regexp_extract "'2+1'" "\\d\\+" }}`, "12+"},
		{`{{ regexp_extract "'x'" "\\d" }}`, "NULL"},
		{`{{ regexp_replace "'a1b22'" "(\\d+)" "<\\1>" }}`, "a<1>b<22>"},
		{`{{ json_get (parse_json "'{\"a\": {\"b\": [10, \"x\"]}}'") "a.b[0]" "integer" }} + 1`, "11"},
		{`{{ json_get "'{\"a\": \"x\"}'" "a" }} || coalesce({{ json_get "'{}'" "a" }}, '-')`, "x-"},
		{`{{ parse_json "'no json'" }}`, "NULL"},
		{`(select sum(promo.value) from (select [1, 2] as promos union all select []) as o{{ flatten "o.promos" "promo" }})`, "3"},
		{`(select count(*) from (select [1, 2] as promos union all select [] union all select null) as o{{ flatten "o.promos" (kw "outer" true) }})`, "4"},
		{`(select sum({{ json_get "item.value" "n" "integer" }}) from (select '{"p": [{"n": 1}, {"n": 5}]}' as j) as o {{ flatten (json_items "o.j" "p") }})`, "6"},
		{`(select count(*) from (select '[1, 2, 3]' as j) as o {{ flatten (json_items "o.j") }})`, "3"},
		{`(select n_a * 10 + n_b_c from (select {{ pivot "k" (list "a" "B c") (kw "prefix" "n_") }} from (values ('a'), ('a'), ('B c')) as v(k)))`, "21"},
		{`typeof({{ date_trunc "month" "date '2026-03-17'" "date" }})`, "DATE"},
		{`{{ date_trunc "week" "date '2026-03-22'" }} = date '2026-03-16'`, "true"},
		{`{{ dateadd "month" 1 "date '2026-01-31'" "date" }}`, "2026-02-28"},
		{`{{ datediff "date '2026-03-15'" "date '2026-03-16'" "week" }}`, "1"},
		{`{{ last_day "date '2026-03-18'" "week" }}`, "2026-03-22"},
		{`{{ date_of 2026 "1 + 1" 3 }}`, "2026-02-03"},
		{`{{ day_of_week "date '2026-03-15'" }}`, "7"},
		{`{{ week_of_year "date '2027-01-01'" }} || '/' || {{ year_of_week "date '2027-01-01'" }}`, "53/2026"},
		{`{{ month_name "date '2026-02-01'" }} || {{ month_name "date '2026-02-01'" true }}`, "FebruaryFeb"},
		{`{{ day_name "date '2026-02-01'" }} || {{ day_name "date '2026-02-01'" true }}`, "SundaySun"},
		{`{{ parse_timestamp "'17.03.2026 05:06:07'" "%d.%m.%Y %H:%M:%S" }}`, "2026-03-17 05:06:07"},
		{`{{ parse_timestamp "'soon'" "%d.%m.%Y" }}`, "NULL"},
		{`{{ format_timestamp "timestamp '2026-03-17 15:06:07'" "%d/%m/%y %H.%M.%S %I %p %b %B" }}`, "17/03/26 15.06.07 03 PM Mar March"},
		{`{{ unix_seconds "timestamp '2026-03-17 05:06:07.9'" }}`, "1773723967"},
		{`{{ from_unix_seconds "1773723967" }}`, "2026-03-17 05:06:07"},
		{`{{ convert_timezone "Europe/Amsterdam" "UTC" "timestamp '2026-06-01 12:00:00'" }}`, "2026-06-01 10:00:00"},
		{`{{ greatest_of (list "1" "null" "3") }} * 10 + {{ least_of (list "null" "2") }}`, "32"},
		{`coalesce({{ greatest_of (list "1" "null") "null" }}, {{ least_of (list "null" "1") "null" }})`, "NULL"},
		{`{{ greatest_of (list "1" "2") "null" }} * 10 + {{ least_of (list "1" "2") "null" }}`, "21"},
		{`{{ safe_divide "1" "3" }} = cast(1 as double) / 3`, "true"},
		{`(select {{ max_by "a" "b" }} * 10 + {{ min_by "a" "b" }} from (values (1, 5), (null, 9), (null, 0), (2, 6)) as v(a, b))`, "21"},
		{`(select {{ max_by "a" "b" "keep" }} from (values (1, 5), (null, 9)) as v(a, b))`, "NULL"},
		{`(select {{ min_by "a" "b" "keep" }} from (values (1, 5), (null, 3)) as v(a, b))`, "NULL"},
		{`(select {{ list_agg "x" }} from (values (cast(null as varchar))) as v(x))`, "NULL"},
		{`(select {{ array_agg "x" (kw "order_by" "x desc" "distinct" true) }} from (values (1), (2), (2), (null)) as v(x))`, "[2, 1]"},
		{`(select {{ array_agg "x" }} from (values (cast(null as integer))) as v(x))`, "[]"},
		{`{{ array_length (array_of (list "1" "2")) }} * 100 + {{ array_item "[3, 4]" 2 }}`, "204"},
		{`{{ array_item "[3]" 2 "varchar" }}`, "NULL"},
		{`{{ array_has "[1, 2]" "2" }} and not {{ array_has "[1]" "2" }}`, "true"},
		{`{{ array_concat (array_append "[1]" "2") "[3]" }}`, "[1, 2, 3]"},
		{`{{ text_concat (list "'a'" "null" "'b'") "-" }} || coalesce({{ text_concat (list "'a'" "null") "-" "null" }}, '.')`, "a-b."},
		{`{{ text_concat (list "'a'" "'b'") "-" "null" }} || {{ text_concat (list "'a'" "'b'") }}`, "a-bab"},
		{`{{ text_starts "'abc'" "'ab'" }} and {{ text_ends "'abc'" "'bc'" }} and not {{ text_starts "'abc'" "'b'" }}`, "true"},
		{`{{ array_item (text_split "'a,b'" ",") 2 }}`, "b"},
		{`{{ regexp_matches "'ABC'" "b" true }} and not {{ regexp_matches "'ABC'" "b" }}`, "true"},
		{`{{ regexp_extract "'xABC'" "a(b)" 1 true }} || {{ regexp_replace "'aA'" "A" "." true }}`, "B.."},
		{`{{ regexp_count "'a1b22'" "\\d+" }}`, "2"},
		{`{{ to_hex (from_hex "'ff0a'") }}`, "FF0A"},
		{`length({{ new_uuid }})`, "36"},
		{`{{ random_fraction }} between 0 and 1`, "true"},
		{`(select count(*) from range(1000) as r(x) {{ sample (kw "rows" 7) }})`, "7"},
		{`(select count(*) between 20 and 300 from range(1000) as r(x) {{ sample 10 (kw "seed" 42) }})`, "true"},
		{`{{ json_object (dict "b" "1 + 1" "a" "null") }}`, `{"a":null,"b":2}`},
		{`{{ json_names (json_object (dict "b" "1" "a" "2")) }}`, "[a, b]"},
		{`{{ json_text "[1, 2]" }}`, "[1,2]"},
		{`typeof(cast(null as {{ type_json }})) || typeof(cast(null as {{ type_binary }})) || typeof(cast(null as {{ type_timestamp_tz }})) || typeof(cast(null as {{ type_date }}))`, "JSONBLOBTIMESTAMP WITH TIME ZONEDATE"},
		{`(select string_agg(a || b, ',' order by a) from ({{ deduplicate "(values ('x', 1), ('x', 2), ('y', 3)) as v(a, b)" "a" "b desc" }}))`, "x2,y3"},
	} {
		f, list := template.Parse("m.sql", "select cast("+c.text+" as varchar)")
		if f == nil {
			t.Fatal(c.text, list)
		}
		out, list := r.Render(f, &template.Context{})
		if len(list) > 0 {
			t.Fatal(c.text, list)
		}
		var got sql.NullString
		if err := db.QueryRow(out.SQL).Scan(&got); err != nil {
			t.Errorf("%s\n%s\n%v", c.text, out.SQL, err)
			continue
		}
		if !got.Valid {
			got.String = "NULL"
		}
		if got.String != c.want {
			t.Errorf("%s gives %s, want %s", c.text, got.String, c.want)
		}
	}
}

// How many rows each data test finds in small relations: none in good ones.
func TestDataTests(t *testing.T) {
	db, r := open(t)
	for _, c := range []struct {
		test, rows string // rows of the model, with columns a, b, c
		args       map[string]any
		want       int
	}{
		{"unique", "(1), (2), (null), (null)", nil, 0},
		{"unique", "(1), (2), (2), (3), (3), (3)", nil, 2},
		{"not_null", "(1), (2)", nil, 0},
		{"not_null", "(1), (null), (null)", nil, 2},
		{"accepted_values", "('a'), ('it''s'), (null)", map[string]any{"values": []any{"a", "it's"}}, 0},
		{"accepted_values", "('a'), ('b'), ('b'), ('c')", map[string]any{"values": []any{"a"}}, 2},
		{"accepted_values", "(1), (2), (3)", map[string]any{"values": []any{1, "1 + 1"}, "quote": false}, 1},
		{"not_accepted_values", "('a'), ('b')", map[string]any{"values": []any{"a"}}, 1},
		{"relationships", "(1), (2), (null)", map[string]any{"to": "(values (1), (2)) as p(id)", "field": "id"}, 0},
		{"relationships", "(1), (4), (5)", map[string]any{"to": "(values (1), (null)) as p(id)", "field": "id"}, 2},
		{"accepted_range", "(0), (10), (null)", map[string]any{"min_value": 0, "max_value": 10}, 0},
		{"accepted_range", "(0), (10), (5)", map[string]any{"min_value": 0, "max_value": 10, "inclusive": false}, 2},
		{"accepted_range", "(0), (-1)", map[string]any{"min_value": 0}, 1},
		{"unique_combination", "(1, 1), (1, 2), (2, 1)", map[string]any{"columns": []any{"a", "b"}}, 0},
		{"unique_combination", "(1, 1), (1, 1), (2, null), (2, null)", map[string]any{"columns": []any{"a", "b"}}, 2},
		{"expression_is_true", "(1, 2), (2, 3)", map[string]any{"expression": "a < b"}, 0},
		{"expression_is_true", "(1), (-2)", map[string]any{"expression": "> 0", "column": "a"}, 1},
		{"not_empty_string", "('a'), (null)", nil, 0},
		{"not_empty_string", "('a'), (' '), ('')", nil, 2},
		{"not_empty_string", "('a'), (' '), ('')", map[string]any{"trim": false}, 1},
		{"not_constant", "(1), (2)", nil, 0},
		{"not_constant", "(1), (1)", nil, 1},
		{"at_least_one", "(1), (null)", nil, 0},
		{"at_least_one", "(null), (null)", nil, 1},
		{"row_count_between", "(1), (2)", map[string]any{"min": 1, "max": 2}, 0},
		{"row_count_between", "(1), (2)", map[string]any{"min": 3}, 1},
		{"row_count_between", "(1), (2)", map[string]any{"max": 1}, 1},
		{"equal_row_count", "(1), (2)", map[string]any{"to": "(values (3), (4)) as o"}, 0},
		{"equal_row_count", "(1), (2)", map[string]any{"to": "(values (3)) as o"}, 1},
		{"not_null_proportion", "(1), (2), (3), (null)", map[string]any{"at_least": 0.75}, 0},
		{"not_null_proportion", "(1), (null)", map[string]any{"at_least": 0.75}, 1},
		{"sequential_values", "(1), (2), (3)", nil, 0},
		{"sequential_values", "(1), (2), (4)", nil, 1},
		{"sequential_values", "(date '2026-01-31'), (date '2026-02-28')", map[string]any{"datepart": "month"}, 0},
		{"sequential_values", "(1, 1), (2, 1), (10, 2), (11, 2)", map[string]any{"group_by": []any{"b"}}, 0},
		{"matches_regex", `('a1'), (null)`, map[string]any{"pattern": `\d$`}, 0},
		{"matches_regex", `('a1'), ('b')`, map[string]any{"pattern": `\d$`}, 1},
		{"not_matches_regex", `('a1'), ('b')`, map[string]any{"pattern": `\d$`}, 1},
		{"recency", "(make_timestamp(epoch_us(now())))", map[string]any{"datepart": "hour", "interval": 2}, 0},
		{"recency", "(date '2020-01-01')", map[string]any{"datepart": "day", "interval": 2}, 1},
		{"recency", "(cast(null as date))", map[string]any{"datepart": "day", "interval": 2}, 1},
		{"mutually_exclusive_ranges", "(1, 2), (2, 3), (5, 6)", map[string]any{"lower": "a", "upper": "b"}, 0},
		{"mutually_exclusive_ranges", "(1, 4), (2, 3), (5, 5)", map[string]any{"lower": "a", "upper": "b"}, 2},
		{"mutually_exclusive_ranges", "(1, 2), (3, 4)", map[string]any{"lower": "a", "upper": "b", "gaps": "not_allowed"}, 1},
		{"mutually_exclusive_ranges", "(1, 3, 'x'), (2, 4, 'y')", map[string]any{"lower": "a", "upper": "b", "partition_by": []any{"c"}}, 0},
		{"cardinality_equality", "(1), (1), (2)", map[string]any{"to": "(values (1), (2), (1)) as o(f)", "field": "f"}, 0},
		{"cardinality_equality", "(1), (1), (2)", map[string]any{"to": "(values (1), (3)) as o(f)", "field": "f"}, 3},
		{"equal_rows", "(1), (2), (2)", map[string]any{"to": "(values (2), (1)) as o(a)", "columns": []any{"a"}}, 0},
		{"equal_rows", "(1), (2)", map[string]any{"to": "(values (2), (3), (4)) as o(a)", "columns": []any{"a"}}, 3},
		{"fewer_rows_than", "(1)", map[string]any{"to": "(values (1), (2)) as o(f)"}, 0},
		{"fewer_rows_than", "(1), (2)", map[string]any{"to": "(values (1), (2)) as o(f)"}, 1},
		{"aggregate_between", "(1), (3)", map[string]any{"aggregate": "avg", "min_value": 2, "max_value": 2}, 0},
		{"aggregate_between", "(1), (3)", map[string]any{"aggregate": "median", "min_value": 2.5}, 1},
		{"aggregate_between", "(cast(null as int))", map[string]any{"aggregate": "sum", "max_value": 2}, 0},
		{"distinct_count_between", "(1), (1), (null)", map[string]any{"min": 1, "max": 1}, 0},
		{"distinct_count_between", "(1), (2)", map[string]any{"max": 1}, 1},
		{"length_between", "('ab'), (null)", map[string]any{"min": 2, "max": 2}, 0},
		{"length_between", "('a'), ('abc')", map[string]any{"min": 2, "max": 2}, 2},
		{"greater_than_column", "(2, 1), (2, null)", map[string]any{"other": "b"}, 0},
		{"greater_than_column", "(2, 2), (1, 2)", map[string]any{"other": "b"}, 2},
		{"greater_than_column", "(2, 2), (1, 2)", map[string]any{"other": "b", "or_equal": true}, 1},
		{"increasing", "(1, 1), (2, 2), (2, 3)", map[string]any{"order_by": "b"}, 0},
		{"increasing", "(1, 1), (2, 2), (2, 3)", map[string]any{"order_by": "b", "strictly": true}, 1},
		{"increasing", "(5, 1, 'x'), (2, 2, 'y'), (4, 3, 'x')", map[string]any{"order_by": "b", "group_by": []any{"c"}}, 1},
		{"distribution_like", "(1), (1), (2), (2)", map[string]any{"to": "(values (1), (2)) as o(f)", "field": "f"}, 0},
		{"distribution_like", "(1), (1), (1), (2)", map[string]any{"to": "(values (1), (2)) as o(f)", "field": "f"}, 1},
		{"distribution_like", "(1), (1), (1), (2)", map[string]any{"to": "(values (1), (2)) as o(f)", "field": "f", "max_distance": 0.25}, 0},
		{"distribution_like", "(1)", map[string]any{"to": "(values (2)) as o(f)", "field": "f", "max_distance": 0.9}, 1},
		{"any_not_null", "(1, null), (null, 2)", map[string]any{"columns": []any{"a", "b"}}, 0},
		{"any_not_null", "(cast(null as int), cast(null as int)), (1, 2)", map[string]any{"columns": []any{"a", "b"}}, 1},
	} {
		args := map[string]any{"model": "(select * from " + relation(c.rows) + ") as dbt_subquery"}
		for name, value := range c.args {
			args[name] = value
		}
		out, list := r.Call("test "+c.test, args, diag.Span{}, nil)
		if len(list) > 0 && list[0].Code == "wrong-arguments" {
			args["column"] = "a"
			out, list = r.Call("test "+c.test, args, diag.Span{}, nil)
		}
		if len(list) > 0 {
			t.Fatal(c.test, list)
		}
		var got int
		if err := db.QueryRow("select count(*) from (" + out.SQL + ") as failures").Scan(&got); err != nil {
			t.Errorf("%s\n%s\n%v", c.test, out.SQL, err)
		} else if got != c.want {
			t.Errorf("%s of %s %v finds %d, want %d", c.test, c.rows, c.args, got, c.want)
		}
	}
}

// What the warnings take for a function of one database is one: DuckDB has its own, and
// none of Snowflake's.
func TestFunctionsOfOneDatabase(t *testing.T) {
	db, _ := open(t)
	has := func(name string) (n int) {
		if err := db.QueryRow("select count(*) from duckdb_functions() where function_name = ?", name).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, name := range portability.OnlyIn("duckdb") {
		if has(name) == 0 {
			t.Errorf("DuckDB has no function %s", name)
		}
	}
	for _, name := range portability.OnlyIn("snowflake") {
		if has(name) > 0 {
			t.Errorf("DuckDB has a function %s", name)
		}
	}
}

// relation names the columns of rows.
func relation(rows string) string {
	first, _, _ := strings.Cut(rows, "), (")
	columns := []string{"a", "b", "c"}
	n := 1
	if !strings.Contains(first, "epoch_us") {
		n += strings.Count(first, ",")
	}
	return fmt.Sprintf("(values %s) as v(%s)", rows, strings.Join(columns[:n], ", "))
}

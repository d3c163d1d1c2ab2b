package portability

import "slices"

// duckdbFunctions are functions that DuckDB has and Snowflake has not, with what to write
// instead: a macro, or other SQL.
var duckdbFunctions = map[string]string{
	"arg_max": `{{ max_by "value" "by" }}`, "arg_min": `{{ min_by "value" "by" }}`,
	"arg_max_null": `{{ max_by "value" "by" (kw "nulls" "keep") }}`, "arg_min_null": `{{ min_by "value" "by" (kw "nulls" "keep") }}`,
	"bool_and": `{{ bool_and "condition" }}`, "bool_or": `{{ bool_or "condition" }}`,
	"ends_with": `{{ text_ends "text" "suffix" }}`, "starts_with": `{{ text_starts "text" "prefix" }}`,
	"epoch": `{{ unix_seconds "timestamp" }}`, "epoch_ms": `{{ unix_seconds "timestamp" }}`, "epoch_us": `{{ unix_seconds "timestamp" }}`,
	"isodow": `{{ day_of_week "date" }}`, "isoyear": `{{ year_of_week "date" }}`,
	"json_extract": `{{ json_get "column" "path" }}`, "json_extract_string": `{{ json_get "column" "path" }}`,
	"json_keys": `{{ json_names "column" }}`, "json_object": `{{ json_object (dict "name" "value") }}`,
	"list_aggregate": "", "list_append": `{{ array_append "array" "value" }}`, "list_concat": `{{ array_concat "a" "b" }}`,
	"list_contains": `{{ array_has "array" "value" }}`, "list_distinct": "array_distinct, after flatten and array_agg", "list_extract": `{{ array_item "array" 1 }}`,
	"list_filter": "", "list_transform": "", "list_reduce": "", "list_sort": "", "list_value": `{{ array_of (list "a" "b") }}`, "list_zip": "",
	"make_date": `{{ date_of "year" "month" "day" }}`, "make_timestamp": `{{ from_unix_seconds "seconds" }}`,
	"quantile_cont": "percentile_cont(0.5) within group (order by column)", "quantile_disc": "percentile_disc(0.5) within group (order by column)",
	"read_csv": "a source with files:", "read_json": "a source with files:", "read_parquet": "a source with files:", "read_json_auto": "a source with files:",
	"read_csv_auto": "a source with files:", "read_text": "a source with files:",
	"regexp_extract": `{{ regexp_extract "column" "pattern" }}`, "regexp_full_match": `{{ regexp_matches "column" "^pattern$" }}`, "regexp_matches": `{{ regexp_matches "column" "pattern" }}`,
	"sha256": `{{ sha256_of "column" }}`, "strftime": `{{ format_timestamp "column" "%Y-%m" }}`, "string_split": `{{ text_split "text" "separator" }}`,
	"strptime": `{{ parse_timestamp "column" "%Y-%m-%d" }}`, "try_strptime": `{{ parse_timestamp "column" "%Y-%m-%d" }}`,
	"struct_pack": "", "struct_extract": "", "to_days": `{{ dateadd "day" 1 "date" }}`, "to_months": `{{ dateadd "month" 1 "date" }}`,
	"unhex": `{{ from_hex "column" }}`, "unnest": `{{ flatten "array" }}`, "generate_series": `{{ generate_series 1 10 }}  or  {{ date_spine "day" "start" "end" }}`,
}

// snowflakeFunctions are functions that Snowflake has and DuckDB has not, with what to
// write instead.
var snowflakeFunctions = map[string]string{
	"array_construct": `{{ array_of (list "a" "b") }}`, "array_construct_compact": `{{ array_of (list "a" "b") }}`, "array_size": `{{ array_length "array" }}`,
	"booland_agg": `{{ bool_and "condition" }}`, "boolor_agg": `{{ bool_or "condition" }}`, "convert_timezone": `{{ convert_timezone "from" "to" "timestamp" }}`,
	"charindex": "position('a' in text)", "dateadd": `{{ dateadd "day" 1 "date" }}`, "date_from_parts": `{{ date_of "year" "month" "day" }}`,
	"dayofweekiso": `{{ day_of_week "date" }}`, "div0": `{{ safe_divide "a" "b" }}`, "div0null": `{{ safe_divide "a" "b" }}`, "endswith": `{{ text_ends "text" "suffix" }}`,
	"equal_null": `{{ equals "a" "b" }}`, "generator": `{{ generate_series 1 10 }}`, "get_path": `{{ json_get "column" "path" }}`,
	"greatest_ignore_nulls": `{{ greatest_of (list "a" "b") }}`, "least_ignore_nulls": `{{ least_of (list "a" "b") }}`,
	"iff": `{{ iff "condition" "yes" "no" }}`, "nullifzero": "nullif(column, 0)", "nvl": "coalesce(a, b)", "nvl2": "case when a is not null then b else c end",
	"object_construct": `{{ json_object (dict "name" "value") }}`, "object_construct_keep_null": `{{ json_object (dict "name" "value") }}`, "object_keys": `{{ json_names "column" }}`,
	"parse_json": `{{ parse_json "column" }}`, "try_parse_json": `{{ parse_json "column" }}`, "ratio_to_report": "a / sum(a) over ()",
	"regexp_count": `{{ regexp_count "column" "pattern" }}`, "regexp_instr": `{{ regexp_matches "column" "pattern" }}`, "regexp_like": `{{ regexp_matches "column" "^pattern$" }}`, "regexp_substr": `{{ regexp_extract "column" "pattern" }}`,
	"sha2": `{{ sha256_of "column" }}`, "startswith": `{{ text_starts "text" "prefix" }}`, "sysdate": `{{ current_timestamp }}`,
	"timeadd": `{{ dateadd "hour" 1 "timestamp" }}`, "timestampadd": `{{ dateadd "hour" 1 "timestamp" }}`, "timestampdiff": `{{ datediff "a" "b" "hour" }}`,
	"to_char": `{{ format_timestamp "column" "%Y-%m" }}  or  cast(column as varchar)`, "to_varchar": `{{ format_timestamp "column" "%Y-%m" }}  or  cast(column as varchar)`,
	"to_date": "cast(column as date)", "to_decimal": "cast(column as decimal(12, 2))", "to_number": "cast(column as decimal(12, 2))", "to_timestamp_ntz": "cast(column as timestamp)",
	"to_variant": "", "try_to_date": `{{ safe_cast "column" "date" }}`, "try_to_decimal": `{{ safe_cast "column" "decimal(12, 2)" }}`, "try_to_number": `{{ safe_cast "column" "decimal(12, 2)" }}`,
	"try_to_timestamp": `{{ safe_cast "column" type_timestamp }}`, "try_to_timestamp_ntz": `{{ safe_cast "column" type_timestamp }}`,
	"uuid_string": `{{ new_uuid }}`, "zeroifnull": "coalesce(column, 0)",
}

// OnlyIn are the functions that Check takes for one database's own: duckdb or snowflake.
func OnlyIn(database string) []string {
	names := duckdbFunctions
	if database == "snowflake" {
		names = snowflakeFunctions
	}
	out := make([]string, 0, len(names))
	for name := range names {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// oneFunction finds a call of a function that one of the two has not.
func oneFunction(t *text, i int) (Finding, bool) {
	if !t.kindAt(i, word) || !t.is(i+1, "(") || t.is(i-1, ".", "as") {
		return nothing()
	}
	// A common table expression may have such a name: with flatten (a) as (...).
	if end := t.tokens[i+1].match; end >= 0 && t.is(end+1, "as") && t.is(end+2, "(", "materialized") {
		return nothing()
	}
	name := t.tokens[i].lower
	if instead, ok := duckdbFunctions[name]; ok {
		return t.found(i, i, "Snowflake has no function "+name, writeInstead(instead))
	}
	if instead, ok := snowflakeFunctions[name]; ok {
		return t.found(i, i, "DuckDB has no function "+name, writeInstead(instead))
	}
	return nothing()
}

func writeInstead(instead string) string {
	if instead == "" {
		return "keep it to a load or external model, which runs on DuckDB for every target, or write a macro with a form for each"
	}
	return "write  " + instead
}

// duckdbTypes and snowflakeTypes are names of types that the other has not.
var (
	duckdbTypes    = []string{"hugeint", "uhugeint", "ubigint", "uinteger", "usmallint", "utinyint", "blob", "timestamp_s", "timestamp_ms", "timestamp_ns"}
	snowflakeTypes = []string{"number", "timestamp_ntz", "timestamp_ltz", "timestamp_tz"}
)

// oneType finds a cast to a type that one of the two has not.
func oneType(t *text, i int) (Finding, bool) {
	switch {
	case t.is(i, duckdbTypes...) && t.castType(i):
		return t.found(i, i, "Snowflake has no type "+t.tokens[i].lower, "use a type of both, or a type macro: {{ type_bigint }}, {{ type_binary }}, {{ type_timestamp }}")
	case t.is(i, snowflakeTypes...) && t.castType(i):
		return t.found(i, i, "DuckDB has no type "+t.tokens[i].lower, "write decimal(12, 2), or a type macro: {{ type_numeric }}, {{ type_timestamp }}")
	}
	return nothing()
}

// phrases are the words that oneSyntax looks at.
var phrases = []string{"filter", "//", "==", "->>", "->", "distinct", "semi", "anti", "positional", "using", "similar", "at", "interval",
	"minus", "within", "rlike", "regexp", "flatten"}

// oneSyntax finds phrases that one of the two cannot read.
func oneSyntax(t *text, i int) (Finding, bool) {
	switch {
	case t.is(i, "filter") && t.is(i-1, ")") && t.is(i+1, "(") && t.is(i+2, "where"):
		return t.found(i, i, "Snowflake has no filter on an aggregate", "write  count_if(condition),  or  sum(case when condition then x end)")
	case t.is(i, "//"):
		return t.found(i, i, "on Snowflake a comment begins here", `write  {{ integer_divide "a" "b" }}`)
	case t.is(i, "=="):
		return t.found(i, i, "Snowflake has no operator ==", "write  =")
	case t.is(i, "->>"), t.is(i, "->") && t.kindAt(i+1, str):
		return t.found(i, i, "Snowflake has no operator "+t.tokens[i].raw, `write  {{ json_get "column" "path" }}`)
	case t.is(i, "distinct") && t.is(i+1, "on") && t.is(i+2, "("):
		return t.found(i, i+1, "Snowflake has no distinct on", `write  {{ deduplicate "relation" "columns" "order" }},  or  qualify row_number() over (...) = 1`)
	case t.is(i, "semi", "anti", "positional") && t.is(i+1, "join"):
		return t.found(i, i+1, "Snowflake has no "+t.tokens[i].lower+" join", "write  where [not] exists (...)")
	case t.is(i, "using") && t.is(i+1, "sample"):
		return t.found(i, i+1, "Snowflake has no using sample", "write  {{ sample 10 }}  behind the relation")
	case t.is(i, "similar") && t.is(i+1, "to"):
		return t.found(i, i+1, "Snowflake has no similar to", `write  {{ regexp_matches "column" "^pattern$" }}`)
	case t.is(i, "at") && t.is(i+1, "time") && t.is(i+2, "zone"):
		return t.found(i, i+2, "Snowflake has no at time zone", `write  {{ convert_timezone "from" "to" "timestamp" }}`)
	case t.is(i, "interval") && (t.kindAt(i+1, number) || t.is(i+1, "(")) && t.is(i-1, "+", "-"):
		return t.found(i, i, "an interval of Snowflake is a text", "write  interval '1 day',  or  {{ dateadd \"day\" 1 \"date\" }}")
	case t.is(i, "minus") && (t.is(i+1, "select") || t.is(i+1, "(") && t.is(i+2, "select")):
		return t.found(i, i, "DuckDB has no minus", "write  except")
	case t.is(i, "within") && t.is(i+1, "group") && t.listaggBefore(i):
		return t.found(i, i+1, "DuckDB takes the order of listagg inside its brackets", `write  {{ list_agg "column" ", " "order" }}`)
	case t.is(i, "flatten") && t.is(i+1, "(") && (t.is(i-1, "lateral") || t.is(i-1, "(") && t.is(i-2, "table")):
		return t.found(i-1, i, "DuckDB has no lateral flatten", `write  {{ flatten "array" "item" }}  behind the relation`)
	case t.is(i, "rlike", "regexp") && t.name(i-1) && (t.kindAt(i+1, str)):
		return t.found(i, i, "DuckDB has no operator "+t.tokens[i].lower, `write  {{ regexp_matches "column" "^pattern$" }}`)
	}
	return nothing()
}

// listaggBefore reports whether a call of listagg ends before the token at i.
func (t *text) listaggBefore(i int) bool {
	return t.is(i-1, ")") && t.tokens[i-1].match > 0 && t.is(t.tokens[i-1].match-1, "listagg")
}

// barePart finds datediff(day, a, b) and date_trunc(month, d).
func barePart(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "datediff", "date_trunc")
	if !ok {
		return nothing()
	}
	part := open + 1
	if args := t.arguments(open, end); len(args) < 2 || args[0][1] != part || t.is(i, "datediff") && len(args) != 3 ||
		!t.is(part, "year", "quarter", "month", "week", "day", "hour", "minute", "second") {
		return nothing()
	}
	return t.found(part, part, "DuckDB wants this as a text", "write  '"+t.tokens[part].lower+"'")
}

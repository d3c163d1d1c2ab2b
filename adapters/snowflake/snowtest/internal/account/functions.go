package account

import (
	"fmt"
	"strconv"
	"strings"
)

// A function is one that Snowflake has, and how DuckDB is asked for it. In sql, $1 ... $9
// are the arguments, $* is all of them; without sql the function has the same name and
// meaning in DuckDB. A call of what is not in the table is refused.
type function struct {
	min, max int // arguments; max -1: any number
	sql      string
	// aggregate functions may have DISTINCT; window functions need OVER
	aggregate, window bool
}

func f(least, most int, sql string) function { return function{min: least, max: most, sql: sql} }
func agg(least, most int, sql string) function {
	return function{min: least, max: most, sql: sql, aggregate: true}
}
func win(least, most int) function { return function{min: least, max: most, window: true} }

// functions are the functions that the account knows. Sources: the pages of docs
// sql-reference/functions/<name>; reference 6.1 to 6.3 for where DuckDB differs.
var functions = map[string]function{
	// conditions
	"IFF": f(3, 3, "(CASE WHEN $1 THEN $2 ELSE $3 END)"), "NVL": f(2, 2, "coalesce($1, $2)"), "IFNULL": f(2, 2, "coalesce($1, $2)"),
	"NVL2": f(3, 3, "(CASE WHEN ($1) IS NOT NULL THEN $2 ELSE $3 END)"), "COALESCE": f(2, -1, ""), "NULLIF": f(2, 2, ""),
	"ZEROIFNULL": f(1, 1, "coalesce($1, 0)"), "NULLIFZERO": f(1, 1, "nullif($1, 0)"), "EQUAL_NULL": f(2, 2, "(($1) IS NOT DISTINCT FROM ($2))"),
	"GREATEST": f(1, -1, "(CASE WHEN $null THEN NULL ELSE greatest($*) END)"), "LEAST": f(1, -1, "(CASE WHEN $null THEN NULL ELSE least($*) END)"),
	"GREATEST_IGNORE_NULLS": f(1, -1, "greatest($*)"), "LEAST_IGNORE_NULLS": f(1, -1, "least($*)"),
	"BOOLAND": f(2, 2, "(($1) AND ($2))"), "BOOLOR": f(2, 2, "(($1) OR ($2))"), "BOOLNOT": f(1, 1, "(NOT ($1))"),
	// numbers
	"ABS": f(1, 1, ""), "CEIL": f(1, 1, ""), "FLOOR": f(1, 1, ""), "SIGN": f(1, 1, ""), "SQRT": f(1, 1, ""), "EXP": f(1, 1, ""), "LN": f(1, 1, ""),
	"POWER": f(2, 2, "power(($1)::DOUBLE, ($2)::DOUBLE)"), "POW": f(2, 2, "power(($1)::DOUBLE, ($2)::DOUBLE)"), "SQUARE": f(1, 1, "power(($1)::DOUBLE, 2)"),
	"LOG": f(2, 2, "(ln($2) / ln($1))"), "MOD": f(2, 2, "(($1) % ($2))"), "PI": f(0, 0, ""), "ROUND": f(1, 2, ""), "TRUNC": f(1, 2, ""), "TRUNCATE": f(1, 2, "trunc($*)"),
	"RANDOM": f(0, 1, "(random() * 9e18)::BIGINT"), "WIDTH_BUCKET": f(4, 4, "greatest(0, least(floor((($1) - ($2)) / ((($3) - ($2)) / ($4)))::BIGINT + 1, ($4) + 1))"),
	// text
	"CONCAT": f(1, -1, "($||)"), "UPPER": f(1, 1, ""), "LOWER": f(1, 1, ""), "TRIM": f(1, 2, ""), "LTRIM": f(1, 2, ""), "RTRIM": f(1, 2, ""), "LENGTH": f(1, 1, "length(($1)::VARCHAR)"), "LEN": f(1, 1, "length(($1)::VARCHAR)"),
	"LEFT": f(2, 2, "left($1, ($2)::BIGINT)"), "RIGHT": f(2, 2, "right($1, ($2)::BIGINT)"), "REPLACE": f(2, 3, "replace($1, $2, $3|'')"), "REVERSE": f(1, 1, ""), "REPEAT": f(2, 2, "repeat($1, ($2)::BIGINT)"),
	"LPAD": f(2, 3, "lpad($1, ($2)::INTEGER, $3|' ')"), "RPAD": f(2, 3, "rpad($1, ($2)::INTEGER, $3|' ')"), "SPLIT_PART": f(3, 3, "split_part($1, $2, ($3)::BIGINT)"), "CONTAINS": f(2, 2, ""),
	"STARTSWITH": f(2, 2, "starts_with($1, $2)"), "ENDSWITH": f(2, 2, "ends_with($1, $2)"), "POSITION": f(2, 2, "instr($2, $1)"), "CHARINDEX": f(2, 2, "instr($2, $1)"),
	"INITCAP": f(1, 1, "array_to_string(list_transform(string_split(lower($1), ' '), lambda s: upper(s[1]) || s[2:]), ' ')"), "TRANSLATE": f(3, 3, ""), "ASCII": f(1, 1, ""), "CHR": f(1, 1, "chr(($1)::INTEGER)"), "CHAR": f(1, 1, "chr(($1)::INTEGER)"),
	"SUBSTR": f(2, 3, "sf_substr($*)"), "SUBSTRING": f(2, 3, "sf_substr($*)"), "EDITDISTANCE": f(2, 2, "levenshtein($1, $2)"), "JAROWINKLER_SIMILARITY": f(2, 2, "(jaro_winkler_similarity(upper($1), upper($2)) * 100)::BIGINT"),
	"MD5": f(1, 1, "md5(($1)::VARCHAR)"), "MD5_HEX": f(1, 1, "md5(($1)::VARCHAR)"), "SHA1": f(1, 1, "sha1($1)"), "UUID_STRING": f(0, 0, "uuid()::VARCHAR"), "HASH": f(1, -1, "hash($*)::DECIMAL(38,0)"),
	"REGEXP_LIKE": f(2, 3, "regexp_full_match($*)"), "RLIKE": f(2, 3, "regexp_full_match($*)"), "REGEXP_REPLACE": f(2, 3, "regexp_replace($1, $2, $3|'', 'g')"),
	"REGEXP_COUNT": f(2, 2, "length(regexp_extract_all($1, $2))"), "REGEXP_INSTR": f(2, 2, "sf_regexp_instr($1, $2)"), "COLLATE": f(2, 2, "$1"),
	// time
	"TO_TIME": f(1, 1, "($1)::TIME"), "YEAR": f(1, 1, ""), "MONTH": f(1, 1, ""), "DAY": f(1, 1, ""), "DAYOFMONTH": f(1, 1, ""), "DAYOFYEAR": f(1, 1, ""), "QUARTER": f(1, 1, ""), "WEEK": f(1, 1, ""), "WEEKISO": f(1, 1, "week($1)"), "WEEKOFYEAR": f(1, 1, "week($1)"),
	"HOUR": f(1, 1, ""), "MINUTE": f(1, 1, ""), "SECOND": f(1, 1, ""), "DAYOFWEEK": f(1, 1, ""), "DAYOFWEEKISO": f(1, 1, "isodow($1)"), "YEAROFWEEKISO": f(1, 1, "isoyear($1)"), "MONTHNAME": f(1, 1, "left(monthname($1), 3)"), "DAYNAME": f(1, 1, "left(dayname($1), 3)"),
	"DATE_FROM_PARTS": f(3, 3, "make_date(($1)::BIGINT, ($2)::BIGINT, ($3)::BIGINT)"), "DATEFROMPARTS": f(3, 3, "make_date(($1)::BIGINT, ($2)::BIGINT, ($3)::BIGINT)"),
	"TIMESTAMP_NTZ_FROM_PARTS": f(6, 6, "make_timestamp(($1)::BIGINT, ($2)::BIGINT, ($3)::BIGINT, ($4)::BIGINT, ($5)::BIGINT, ($6)::DOUBLE)"),
	// semi-structured
	"PARSE_JSON": f(1, 1, "($1)::JSON"), "TRY_PARSE_JSON": f(1, 1, "TRY_CAST($1 AS JSON)"), "TO_VARIANT": f(1, 1, "to_json($1)"), "TO_JSON": f(1, 1, "($1)::VARCHAR"),
	"OBJECT_KEYS": f(1, 1, "to_json(json_keys($1))"), "ARRAY_SIZE": f(1, 1, "(CASE WHEN json_type($1) = 'ARRAY' THEN json_array_length($1)::BIGINT END)"), "ARRAY_CONSTRUCT": f(0, -1, "json_array($*)"),
	"OBJECT_CONSTRUCT": f(0, -1, "json_merge_patch('{}'::JSON, json_object($*))"), "OBJECT_CONSTRUCT_KEEP_NULL": f(0, -1, "json_object($*)"), "ARRAY_CONTAINS": f(2, 2, "json_contains($2, to_json($1))"),
	"TYPEOF": f(1, 1, "sf_typeof($1)"), "IS_NULL_VALUE": f(1, 1, "(json_type($1) = 'NULL')"), "ARRAY_TO_STRING": f(2, 2, "array_to_string(json_extract_string($1, '$[*]'), $2)"), "SPLIT": f(2, 2, "to_json(string_split($1, $2))"),
	"IS_ARRAY": f(1, 1, "(json_type($1) = 'ARRAY')"), "IS_OBJECT": f(1, 1, "(json_type($1) = 'OBJECT')"), "STRIP_NULL_VALUE": f(1, 1, "(CASE WHEN json_type($1) <> 'NULL' THEN $1 END)"),
	// aggregates
	"COUNT": agg(1, -1, ""), "SUM": agg(1, 1, ""), "MIN": agg(1, 1, ""), "MAX": agg(1, 1, ""), "MEDIAN": agg(1, 1, ""), "MODE": agg(1, 1, ""), "ANY_VALUE": agg(1, 1, ""), "COUNT_IF": agg(1, 1, ""),
	"MIN_BY": agg(2, 2, ""), "MAX_BY": agg(2, 2, ""), "STDDEV": agg(1, 1, ""), "STDDEV_SAMP": agg(1, 1, ""), "STDDEV_POP": agg(1, 1, ""), "VARIANCE": agg(1, 1, ""), "VAR_SAMP": agg(1, 1, ""), "VAR_POP": agg(1, 1, ""), "CORR": agg(2, 2, ""),
	"BOOLOR_AGG": agg(1, 1, "bool_or"), "BOOLAND_AGG": agg(1, 1, "bool_and"), "APPROX_COUNT_DISTINCT": agg(1, 1, ""), "HASH_AGG": agg(1, 1, "bit_xor_hash"), "GROUPING": agg(1, -1, ""),
	// windows
	"ROW_NUMBER": win(0, 0), "RANK": win(0, 0), "DENSE_RANK": win(0, 0), "PERCENT_RANK": win(0, 0), "CUME_DIST": win(0, 0), "NTILE": win(1, 1), "LAG": win(1, 3), "LEAD": win(1, 3), "FIRST_VALUE": win(1, 1), "LAST_VALUE": win(1, 1), "NTH_VALUE": win(2, 2),
}

// macros are DuckDB functions behind some of Snowflake's. Their names begin with sf_, which
// no statement can write, as the name is not in the table above.
var macros = []string{
	// a start of 0 is 1: docs, functions/substr; reference 6.1
	`CREATE OR REPLACE MACRO sf_substr(s, p) AS substr(s, CASE WHEN p = 0 THEN 1 ELSE p::BIGINT END), (s, p, n) AS substr(s, CASE WHEN p = 0 THEN 1 ELSE p::BIGINT END, n::BIGINT)`,
	`CREATE OR REPLACE MACRO sf_regexp_instr(s, p) AS CASE WHEN s IS NULL OR p IS NULL THEN NULL WHEN regexp_matches(s, p) THEN instr(s, regexp_extract(s, p)) ELSE 0 END`,
	`CREATE OR REPLACE MACRO sf_typeof(v) AS CASE json_type(v) WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'NULL' THEN 'NULL_VALUE' ELSE json_type(v) END`,
	// the items of an array or object: docs, functions/flatten
	`CREATE OR REPLACE MACRO sf_items(j) AS CASE json_type(j)
		WHEN 'ARRAY' THEN list_transform(range(json_array_length(j)::BIGINT), lambda i: {'k': NULL::VARCHAR, 'i': i, 'v': json_extract(j, '$[' || i || ']')})
		WHEN 'OBJECT' THEN list_transform(json_keys(j), lambda k: {'k': k, 'i': NULL::BIGINT, 'v': json_extract(j, '$."' || k || '"')})
		ELSE []::STRUCT(k VARCHAR, i BIGINT, v JSON)[] END`,
	`CREATE OR REPLACE MACRO sf_items_outer(j) AS CASE WHEN len(sf_items(j)) > 0 THEN sf_items(j) ELSE [{'k': NULL::VARCHAR, 'i': NULL::BIGINT, 'v': NULL::JSON}] END`,
	`CREATE OR REPLACE MACRO sf_fit(s, n) AS CASE WHEN length(s) > n THEN error('String ''' || s || ''' is too long and would be truncated') ELSE s END`,
}

// call writes a function.
func (w *printer) call(x *call) string {
	name := x.name.value
	if x.name.kind != wordToken {
		panic(unknownFunction(name))
	}
	if write, ok := specialFunctions[name]; ok {
		return write(w, x)
	}
	known, ok := functions[name]
	switch {
	case !ok:
		panic(unknownFunction(name))
	case x.named != nil || x.within != nil:
		panic(unsupported("this form of %s", name))
	case known.window && x.over == nil:
		panic(compilation(2070, "42601", "Window function [%s] may not be used without OVER", name))
	case !known.aggregate && !known.window && (x.over != nil || x.distinct || x.star):
		panic(unsupported("%s with OVER, DISTINCT or *", name))
	case name == "COUNT" && x.star:
		return "count(*)" + w.window(x.over)
	case len(x.args) < known.min || known.max >= 0 && len(x.args) > known.max:
		panic(compilation(938, "22023", "error line %d at position %d\nnot enough or too many arguments for function [%s], got %d", x.name.line, x.name.col, w.source(x.span), len(x.args)))
	}
	if known.aggregate || known.window {
		return w.aggregate(x, known)
	}
	return expand(known.sql, strings.ToLower(name), w.arguments(x))
}

func (w *printer) arguments(x *call) []string {
	args := make([]string, len(x.args))
	for i, a := range x.args {
		args[i] = w.expr(a)
	}
	return args
}

func (w *printer) aggregate(x *call, known function) string {
	name := strings.ToLower(x.name.value)
	if known.sql != "" {
		name = known.sql
	}
	inside := strings.Join(w.arguments(x), ", ")
	if x.distinct {
		inside = "DISTINCT " + inside
	}
	if x.ignoreNulls {
		inside += " IGNORE NULLS"
	}
	return name + "(" + inside + ")" + w.window(x.over)
}

// expand fills a template: $1, $3|' ' with a default, $* all, $|| all joined, $null whether
// any is NULL.
func expand(template, name string, args []string) string {
	all := strings.Join(args, ", ")
	if template == "" {
		return name + "(" + all + ")"
	}
	var null, joined []string
	for _, a := range args {
		null, joined = append(null, "("+a+") IS NULL"), append(joined, "("+a+")")
	}
	var b strings.Builder
	for i := 0; i < len(template); i++ {
		rest := template[i:]
		switch {
		case strings.HasPrefix(rest, "$*"):
			b.WriteString(all)
			i++
		case strings.HasPrefix(rest, "$||"):
			b.WriteString(strings.Join(joined, " || "))
			i += 2
		case strings.HasPrefix(rest, "$null"):
			b.WriteString(strings.Join(null, " OR "))
			i += 4
		case rest[0] == '$' && len(rest) > 1 && isDigit(rest[1]):
			n, _ := strconv.Atoi(rest[1:2])
			i++
			otherwise := ""
			if len(rest) > 2 && rest[2] == '|' && rest[3] == '\'' {
				otherwise = rest[3 : 4+strings.IndexByte(rest[4:], '\'')+1]
				i += 1 + len(otherwise)
			}
			if n <= len(args) {
				b.WriteString(args[n-1])
			} else {
				b.WriteString(otherwise)
			}
		default:
			b.WriteByte(rest[0])
		}
	}
	return b.String()
}

// need checks the number of arguments of a special function.
func (x *call) need(least, most int) {
	if len(x.args) < least || len(x.args) > most {
		panic(compilation(938, "22023", "error line %d at position %d\nnot enough or too many arguments for function [%s], got %d", x.name.line, x.name.col, x.name.value, len(x.args)))
	}
}

// textArgument is an argument that must be a literal text.
func (x *call) textArgument(n int) string {
	t, ok := x.args[n].(*text)
	if !ok {
		panic(unsupported("%s with an argument that is no literal", x.name.value))
	}
	return t.value
}

func (w *printer) now() string {
	return fmt.Sprintf("TIMESTAMP '%s'", w.s.started.UTC().Format("2006-01-02 15:04:05.000000"))
}

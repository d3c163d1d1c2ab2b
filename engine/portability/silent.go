package portability

import (
	"strings"
	"unicode"
)

// variantPath finds name:name outside of [a:b] and {a: b}.
func variantPath(t *text, i int) (Finding, bool) {
	if !t.is(i, ":") || !t.name(i-1) || !t.name(i+1) || t.is(i-1, keywords...) {
		return nothing()
	}
	open := t.tokens[i].open
	if open >= 0 && t.is(open, "[", "{") {
		return nothing()
	}
	for j := i - 1; j > max(open, i-far); j-- {
		if t.is(j, "lambda") {
			return nothing()
		}
	}
	return t.found(i-1, i+1, "this is a path into a VARIANT on Snowflake; DuckDB takes it for a column with a name in front",
		`write  {{ json_get "column" "path" }}, or  expression as name`)
}

// descNulls finds an order from large to small that decides what comes first, and does not
// say where NULLs are.
func descNulls(t *text, i int) (Finding, bool) {
	if !t.is(i, "desc") || t.is(i+1, "nulls") || !t.decides(i) {
		return nothing()
	}
	from := t.before(i - 1)
	if from < 0 || t.neverNull([2]int{from, i - 1}) {
		return nothing()
	}
	return t.found(i, i, "where NULLs come is not said: DuckDB puts them last, Snowflake first", "write  desc nulls last")
}

// decides reports whether the order that the token at i is in has a part in the result: in
// a window, in an aggregate, or before a limit.
func (t *text) decides(i int) bool {
	order := i
	for order >= 0 && order > i-far && (!t.is(order, "by") || !t.is(order-1, "order") || t.tokens[order].open != t.tokens[i].open) {
		order--
	}
	if order < 0 || order == i-far {
		return false
	}
	open := t.tokens[i].open
	if open >= 0 && t.is(open, "(") && !t.is(open+1, "select", "with", "from") {
		return t.is(open-1, "over") || t.is(open-1, "group") || t.is(open+1, "partition", "order") || t.name(open-1) && !t.is(open-1, keywords...)
	}
	for j := i + 1; j < min(len(t.tokens), i+far) && (open < 0 || j < t.tokens[open].match); j++ {
		if t.tokens[j].open == open && t.is(j, "limit", "fetch") {
			return true
		}
	}
	return false
}

// concatNulls finds concat and concat_ws of something that may be NULL.
func concatNulls(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "concat", "concat_ws")
	if !ok || t.noNulls(t.arguments(open, end)) {
		return nothing()
	}
	return t.found(i, i, "a NULL is left out by DuckDB, and makes the whole NULL on Snowflake",
		`write  {{ text_concat (list "a" "b") }}  to leave it out, or  a || b,  which is NULL on both`)
}

// greatestNulls finds greatest and least of something that may be NULL.
func greatestNulls(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "greatest", "least")
	if !ok || t.noNulls(t.arguments(open, end)) {
		return nothing()
	}
	return t.found(i, i, "a NULL among the values is passed over by DuckDB, and makes the whole NULL on Snowflake",
		`write  {{ `+t.tokens[i].lower+`_of (list "a" "b") }}`)
}

func (t *text) noNulls(args [][2]int) bool {
	for _, a := range args {
		if !t.neverNull(a) {
			return false
		}
	}
	return true
}

// regexpReplace finds a replacement that is of the first match on DuckDB and of all on
// Snowflake. A pattern that is bound to an end of the text has one match.
func regexpReplace(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "regexp_replace")
	if !ok {
		return nothing()
	}
	args := t.arguments(open, end)
	hint := `write  {{ regexp_replace "column" "pattern" "replacement" }}`
	switch {
	case len(args) > 3 && t.single(args[3], str):
		return t.found(i, i, "flags are the fourth argument on DuckDB; on Snowflake that is a position, and all matches are replaced", hint)
	case len(args) > 3 || len(args) < 2:
		return nothing()
	case t.single(args[1], str):
		if p := strings.Trim(t.tokens[args[1][0]].raw, "'$"); !strings.Contains(p, "|") &&
			(strings.HasPrefix(p, "^") || strings.HasSuffix(strings.TrimRight(t.tokens[args[1][0]].raw, "'"), "$") && !strings.HasPrefix(t.tokens[args[1][0]].raw, "$$")) {
			return nothing()
		}
	}
	return t.found(i, i, "DuckDB replaces the first match, Snowflake all of them", hint)
}

// regexps are functions that take a regular expression.
var regexps = []string{"regexp_replace", "regexp_matches", "regexp_extract", "regexp_extract_all", "regexp_like", "regexp_substr", "regexp_count", "regexp_full_match"}

// regexpSyntax finds groups that begin with (? in a pattern.
func regexpSyntax(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, regexps...)
	if !ok {
		return nothing()
	}
	for _, a := range t.arguments(open, end) {
		if t.single(a, str) && strings.Contains(t.tokens[a[0]].raw, "(?") {
			return t.found(a[0], a[0], "Snowflake's regular expressions have no (?i) and no (?:...)",
				`for (?i) use a macro: {{ regexp_matches "column" "pattern" (kw "ignore_case" true) }}; for (?:...) plain brackets`)
		}
	}
	return nothing()
}

// backslash finds a text with a backslash in single quotes.
func backslash(t *text, i int) (Finding, bool) {
	if !t.kindAt(i, str) || !strings.HasPrefix(t.tokens[i].raw, "'") || !strings.Contains(t.tokens[i].raw, `\`) ||
		t.kindAt(i-1, word) && t.is(i-1, "e") {
		return nothing()
	}
	return t.found(i, i, `a backslash is a letter on DuckDB, and begins an escape on Snowflake: '\d' is the letter d`,
		`write  $$\d$$,  or [0-9]; the macros of regular expressions do it for you`)
}

// substrZero finds a substring from 0.
func substrZero(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "substr", "substring")
	if !ok {
		return nothing()
	}
	args := t.arguments(open, end)
	if len(args) < 3 || !t.single(args[1], number) || t.tokens[args[1][0]].raw != "0" {
		return nothing()
	}
	return t.found(args[1][0], args[1][0], "the first letter is 1; from 0 DuckDB gives one letter less than Snowflake", "begin at 1")
}

// arrayAggNulls finds an array of values that may be NULL.
func arrayAggNulls(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "array_agg")
	if !ok || t.is(end+1, "filter") {
		return nothing()
	}
	from := open + 1
	if t.is(from, "distinct") {
		from++
	}
	if t.neverNull([2]int{from, t.after(from)}) {
		return nothing()
	}
	return t.found(i, i, "DuckDB keeps NULLs in the array, Snowflake drops them", `write  {{ array_agg "column" }}`)
}

// arrayIndex finds an item of an array by its number.
func arrayIndex(t *text, i int) (Finding, bool) {
	if !t.is(i, "[") || t.tokens[i].match != i+2 || !t.kindAt(i+1, number) ||
		!t.is(i-1, ")", "]") && (!t.name(i-1) || t.is(i-1, keywords...)) || t.is(i-1, "array") {
		return nothing()
	}
	return t.found(i, i+2, "the first item is 1 on DuckDB and 0 on Snowflake", `write  {{ array_item "column" 1 }}`)
}

// namesOfDays finds monthname and dayname.
func namesOfDays(t *text, i int) (Finding, bool) {
	if _, _, ok := t.call(i, "monthname", "dayname"); !ok {
		return nothing()
	}
	name := strings.TrimSuffix(t.tokens[i].lower, "name")
	return t.found(i, i, "DuckDB gives the whole name, Snowflake its first three letters", `write  {{ `+name+`_name "date" }}`)
}

// hashes finds hash.
func hashes(t *text, i int) (Finding, bool) {
	if _, _, ok := t.call(i, "hash"); !ok {
		return nothing()
	}
	return t.found(i, i, "each database has a hash of its own", `write  {{ md5_of "column" }}  or  {{ surrogate_key (list "a" "b") }}`)
}

// binaryCast finds a cast to BINARY.
func binaryCast(t *text, i int) (Finding, bool) {
	if !t.is(i, "binary", "varbinary") || !t.castType(i) {
		return nothing()
	}
	return t.found(i, i, "DuckDB takes the bytes of the text, Snowflake reads it as hex digits", `write  {{ from_hex "column" }}  for hex digits`)
}

// castType reports whether the token at i is the type of a cast.
func (t *text) castType(i int) bool {
	if t.is(i-1, "::") {
		return true
	}
	o := t.opener(i)
	return t.is(i-1, "as") && t.is(o, "cast", "try_cast")
}

// quotedCase finds a plain name in quotes with small and capital letters.
func quotedCase(t *text, i int) (Finding, bool) {
	if !t.kindAt(i, quoted) || len(t.tokens[i].raw) < 3 {
		return nothing()
	}
	small, capital := false, false
	for _, r := range strings.Trim(t.tokens[i].raw, `"`) {
		switch {
		case r == '_' || unicode.IsDigit(r):
		case !unicode.IsLetter(r):
			return nothing()
		default:
			small, capital = small || unicode.IsLower(r), capital || unicode.IsUpper(r)
		}
	}
	if !small || !capital {
		return nothing()
	}
	return t.found(i, i, "Snowflake keeps the letters of a quoted name, and finds it under no other spelling; DuckDB does not tell them apart",
		"leave the quotes out, or choose a name in small letters")
}

// weeks finds what counts weeks.
func weeks(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "date_trunc", "datediff", "date_diff", "last_day")
	if !ok {
		return nothing()
	}
	for _, a := range t.arguments(open, end) {
		if !t.single(a, str) || t.tokens[a[0]].lower != "'week'" {
			continue
		}
		if t.is(i, "datediff", "date_diff") {
			return t.found(i, i, "DuckDB counts whole weeks of seven days, Snowflake how often a week begins", `write  {{ datediff "a" "b" "week" }}`)
		}
		return t.found(i, i, "a week begins on Monday on DuckDB; on Snowflake the parameter WEEK_START says when",
			`write  {{ `+t.tokens[i].lower+` ... }},  the macro, which has Monday on both`)
	}
	return nothing()
}

// dateType finds a column made of a date by date_trunc or an interval.
func dateType(t *text, i int) (Finding, bool) {
	from, to := -1, -1
	if open, end, ok := t.call(i, "date_trunc"); ok {
		if args := t.arguments(open, end); len(args) == 2 && t.surelyDate(args[1][0], args[1][1]) {
			from, to = i, end
		}
	}
	if t.is(i, "+", "-") && t.is(i+1, "interval") && i > 0 {
		if first := t.before(i - 1); first > 0 && t.is(first-1, "date") && t.kindAt(first, str) {
			from = first - 1
		} else if t.surelyDate(first, i-1) {
			from = first
		}
		if to = i + 2; t.is(i+3, "day", "days", "month", "months", "year", "years", "week", "weeks", "quarter") {
			to++
		}
	}
	if from < 0 || !t.is(to+1, "as") || !t.name(to+2) || t.is(t.opener(i), "cast", "try_cast") {
		return nothing()
	}
	return t.found(from, to, "of a date this is a timestamp on DuckDB and a date on Snowflake", `say which: cast(... as date), or {{ dateadd "day" 1 "date" "date" }}`)
}

// surelyDate reports whether a stretch is a date: a literal, a cast, today.
func (t *text) surelyDate(from, to int) bool {
	if from < 0 || to >= len(t.tokens) {
		return false
	}
	switch {
	case from == to:
		return t.is(from, "current_date")
	case t.is(from, "date") && to == from+1:
		return t.kindAt(to, str)
	case t.is(to-1, "::"):
		return t.is(to, "date")
	}
	_, end, ok := t.call(from, "cast", "try_cast")
	return ok && end == to && t.is(end-1, "date") && t.is(end-2, "as")
}

// numeric are functions that give numbers.
var numeric = []string{"sum", "avg", "count", "round", "floor", "ceil", "abs", "length", "datediff", "extract", "ln", "sqrt", "mod"}

// tryCast finds a try_cast of something that is surely no text.
func tryCast(t *text, i int) (Finding, bool) {
	open, end, ok := t.call(i, "try_cast")
	if !ok {
		return nothing()
	}
	as := open + 1
	for as < end && (t.tokens[as].open != open || !t.is(as, "as")) {
		as++
	}
	s := [2]int{open + 1, as - 1}
	_, close, isCall := t.call(s[0], numeric...)
	switch {
	case t.single(s, number), isCall && close == s[1]:
	case s[1] > s[0]+1 && t.is(s[1]-1, "::") && t.is(s[1], append(wholeTypes, "double", "float", "date", "timestamp", "decimal", "numeric", "boolean")...):
	default:
		return nothing()
	}
	return t.found(i, i, "try_cast takes text only on Snowflake", `write  {{ safe_cast "value" "type" }}`)
}

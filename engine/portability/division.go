package portability

import (
	"slices"
	"strings"
)

// wholeFunctions give whole numbers.
var wholeFunctions = []string{"count", "count_if", "approx_count_distinct", "length", "len", "datediff", "date_diff", "row_number",
	"rank", "dense_rank", "ntile", "extract", "year", "month", "day", "array_length", "array_size", "position", "strpos"}

// wholeTypes are types of whole numbers.
var wholeTypes = []string{"int", "integer", "bigint", "smallint", "tinyint", "hugeint"}

// rounding are functions whose result does not depend on digits far behind the point.
var rounding = []string{"round", "floor", "ceil", "ceiling", "trunc", "cast", "try_cast"}

// integerDivision finds a division of two numbers that are surely whole, and which nothing
// rounds: both databases give a fraction, Snowflake with six digits.
func integerDivision(t *text, i int) (Finding, bool) {
	if !t.is(i, "/") || i == 0 || i+1 >= len(t.tokens) || !t.wholeProduct(i-1) {
		return nothing()
	}
	last := t.after(i + 1)
	if !t.whole(i+1, last) || t.rounded(i) || t.is(last+1, "::") {
		return nothing()
	}
	return t.found(i, i, "a division of whole numbers has six digits behind the point on Snowflake, and all that a floating point number holds on DuckDB",
		`write  {{ safe_divide "a" "b" }}, or cast one of them as double`)
}

// wholeProduct reports whether everything that is multiplied or divided up to the token at
// i is whole: in 100.0 * a / b the division is one of a decimal.
func (t *text) wholeProduct(i int) bool {
	for range 20 { // factors; more are no person's
		from := t.before(i)
		if from < 0 || !t.whole(from, i) {
			return false
		}
		if !t.is(from-1, "*", "/", "%") {
			return true
		}
		if i = from - 2; i < 0 {
			return false
		}
	}
	return false
}

// whole reports whether a simple expression is surely a whole number.
func (t *text) whole(from, to int) bool {
	if from < 0 || to >= len(t.tokens) {
		return false
	}
	if t.is(to-1, "::") {
		return t.is(to, wholeTypes...)
	}
	if from == to {
		return t.kindAt(from, number) && !strings.ContainsAny(t.tokens[from].lower, ".e")
	}
	if _, end, ok := t.call(from, wholeFunctions...); ok {
		return end == to
	}
	if _, end, ok := t.call(from, "cast", "try_cast"); ok {
		return end == to && t.is(end-1, wholeTypes...) && t.is(end-2, "as")
	}
	if open, end, ok := t.call(from, "nullif"); ok && end == to {
		args := t.arguments(open, end)
		return len(args) == 2 && t.whole(args[0][0], args[0][1])
	}
	if open, end, ok := t.call(from, "sum"); ok && end == to {
		return t.countsCases(open, end)
	}
	return false
}

// countsCases reports whether brackets hold a case that gives whole literals only.
func (t *text) countsCases(open, end int) bool {
	if !t.is(open+1, "case") || !t.is(end-1, "end") || t.after(open+1) != end-1 {
		return false
	}
	gives := 0
	for i := open + 2; i < end; i++ {
		if t.tokens[i].open != open || !t.is(i, "then", "else") {
			continue
		}
		if !t.kindAt(i+1, number) || strings.ContainsAny(t.tokens[i+1].lower, ".e") || !t.is(i+2, "when", "else", "end") {
			return false
		}
		gives++
	}
	return gives > 0
}

// rounded reports whether a function that rounds, or a cast, has the token at i among its
// arguments, however deep, or whether the division is compared.
func (t *text) rounded(i int) bool {
	for open := t.tokens[i].open; open >= 0; open = t.tokens[open].open {
		if t.is(open-1, rounding...) || t.is(t.tokens[open].match+1, "::") && t.tokens[open].match > 0 {
			return true
		}
	}
	return slices.ContainsFunc([]int{t.before(i-1) - 1, t.after(i+1) + 1}, func(j int) bool {
		return t.is(j, "<", ">", "<=", ">=", "between")
	})
}

// Package portability looks for SQL that means one thing on DuckDB and another on
// Snowflake, or that only one of the two has. It reads tokens, not grammar, and holds its
// tongue where it cannot be sure: a false alarm on ordinary SQL is worse than a miss.
package portability

import (
	"cmp"
	"maps"
	"slices"
	"sync"
)

// A Finding is a place in SQL that is not portable.
type Finding struct {
	Offset, Length int    // bytes of the SQL
	Rule           string // which rule found it, such as desc-nulls
	Message        string // what differs, in a sentence without its end
	Hint           string // what to write instead
}

// Check returns what is not portable in one statement, in the order of the text. The
// comment "-- portable: ok" silences its own line, or the next where it stands on a line
// of its own; before the first word of the statement it silences all of it.
func Check(sql string) []Finding {
	t := scan(sql)
	if t.silenced(0) {
		return nil
	}
	var out []Finding
	byWord := rulesByWord()
	for i, tok := range t.tokens {
		for _, r := range byWord[tok.trigger()] {
			if f, ok := r.at(t, i); ok {
				f.Rule = r.name
				out = append(out, f)
			}
		}
	}
	out = slices.DeleteFunc(out, func(f Finding) bool { return t.silenced(f.Offset) })
	slices.SortStableFunc(out, func(a, b Finding) int { return cmp.Compare(a.Offset, b.Offset) })
	return out
}

// A rule looks at the statement from one of its tokens: one of some words or signs.
type rule struct {
	name string
	on   []string
	at   func(t *text, i int) (Finding, bool)
}

// What stands for every text and for every quoted name among the words of a rule.
const (
	anyText = "''"
	anyName = `""`
)

// trigger is the word under which the rules for a token are found.
func (tok token) trigger() string {
	switch tok.kind {
	case str:
		return anyText
	case quoted:
		return anyName
	}
	return tok.lower
}

// rulesByWord are the rules by their words, so that a token is shown to few of them.
var rulesByWord = sync.OnceValue(func() map[string][]rule {
	out := map[string][]rule{}
	for _, r := range rules() {
		for _, w := range r.on {
			out[w] = append(out[w], r)
		}
	}
	return out
})

// rules are all there are: first what is silent, that is, runs on both and differs; then
// what one of the two refuses.
func rules() []rule {
	return []rule{
		{"integer-division", []string{"/"}, integerDivision},
		{"variant-path", []string{":"}, variantPath},
		{"desc-nulls", []string{"desc"}, descNulls},
		{"concat-nulls", []string{"concat", "concat_ws"}, concatNulls},
		{"greatest-nulls", []string{"greatest", "least"}, greatestNulls},
		{"regexp-replace", []string{"regexp_replace"}, regexpReplace},
		{"regexp-syntax", regexps, regexpSyntax},
		{"backslash", []string{anyText}, backslash},
		{"substr-zero", []string{"substr", "substring"}, substrZero},
		{"array-agg-nulls", []string{"array_agg"}, arrayAggNulls},
		{"array-index", []string{"["}, arrayIndex},
		{"names-of-days", []string{"monthname", "dayname"}, namesOfDays},
		{"hash", []string{"hash"}, hashes},
		{"binary-cast", []string{"binary", "varbinary"}, binaryCast},
		{"quoted-case", []string{anyName}, quotedCase},
		{"week", []string{"date_trunc", "datediff", "date_diff", "last_day"}, weeks},
		{"date-type", []string{"date_trunc", "+", "-"}, dateType},
		{"try-cast", []string{"try_cast"}, tryCast},
		{"one-function", slices.Concat(slices.Collect(maps.Keys(duckdbFunctions)), slices.Collect(maps.Keys(snowflakeFunctions))), oneFunction},
		{"one-type", slices.Concat(duckdbTypes, snowflakeTypes), oneType},
		{"one-syntax", phrases, oneSyntax},
		{"one-syntax", []string{"datediff", "date_trunc"}, barePart},
	}
}

// found is a finding at a stretch of tokens.
func (t *text) found(from, to int, message, hint string) (Finding, bool) {
	a, b := t.tokens[from], t.tokens[to]
	return Finding{Offset: a.at, Length: b.at + len(b.raw) - a.at, Message: message, Hint: hint}, true
}

// nothing is what a rule returns that finds nothing.
func nothing() (Finding, bool) { return Finding{}, false }

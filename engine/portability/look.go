package portability

import "slices"

// is reports whether the token at i is one of some words or signs.
func (t *text) is(i int, words ...string) bool {
	if i < 0 || i >= len(t.tokens) {
		return false
	}
	tok := t.tokens[i]
	return (tok.kind == word || tok.kind == op) && slices.Contains(words, tok.lower)
}

// kindAt is the kind of the token at i; false when there is none.
func (t *text) kindAt(i int, k kind) bool {
	return i >= 0 && i < len(t.tokens) && t.tokens[i].kind == k
}

// name reports whether the token at i is a name, quoted or not.
func (t *text) name(i int) bool { return t.kindAt(i, word) || t.kindAt(i, quoted) }

// call reports whether a call of one of some functions begins at i, and where its
// brackets are. A name behind a dot is a method or a function of somebody's schema.
func (t *text) call(i int, names ...string) (open, end int, ok bool) {
	if !t.kindAt(i, word) || !slices.Contains(names, t.tokens[i].lower) || !t.is(i+1, "(") || t.is(i-1, ".") {
		return 0, 0, false
	}
	end = t.tokens[i+1].match
	return i + 1, end, end >= 0
}

// arguments are the stretches between the commas of brackets: first and last token.
func (t *text) arguments(open, end int) [][2]int {
	if end == open+1 {
		return nil
	}
	var out [][2]int
	from := open + 1
	for i := open + 1; i < end; i++ {
		if t.tokens[i].open == open && t.is(i, ",") {
			out = append(out, [2]int{from, i - 1})
			from = i + 1
		}
	}
	return append(out, [2]int{from, end - 1})
}

// opener is the token before the bracket that encloses the token at i: the function of
// whose arguments it is one. -1: there is none.
func (t *text) opener(i int) int {
	if open := t.tokens[i].open; open > 0 {
		return open - 1
	}
	return -1
}

// single reports whether a stretch is one token of a kind.
func (t *text) single(s [2]int, k kind) bool { return s[0] == s[1] && t.kindAt(s[0], k) }

// neverNull reports whether a stretch can surely not be NULL: a literal, or a call that gives
// something for NULL.
func (t *text) neverNull(s [2]int) bool {
	if t.single(s, number) || t.single(s, str) {
		return true
	}
	_, end, ok := t.call(s[0], "coalesce", "ifnull", "nvl", "zeroifnull", "count", "count_if", "row_number", "rank", "dense_rank", "now", "current_date")
	return ok && end == s[1] || t.notNull(s)
}

// notNull reports whether the statement asks somewhere that the column, which the stretch
// must be, is not null.
func (t *text) notNull(s [2]int) bool {
	if !t.name(s[1]) || s[1] != s[0] && (s[1] != s[0]+2 || !t.is(s[0]+1, ".")) {
		return false
	}
	if t.asked == nil {
		t.asked = map[string]bool{}
		for i := range t.tokens {
			if t.name(i) && t.is(i+1, "is") && t.is(i+2, "not") && t.is(i+3, "null") {
				t.asked[t.tokens[i].lower] = true
			}
		}
	}
	return t.asked[t.tokens[s[1]].lower]
}

// far is how many tokens a rule looks ahead or back for what belongs together: more than
// any statement of a person has, and few enough for one of a machine.
const far = 1000

// before is the first token of the simple expression that ends at i: a literal, a name
// with its qualifiers, a call, something in brackets, with its casts.
func (t *text) before(i int) int {
	switch {
	case t.is(i, ")", "]") && t.tokens[i].match >= 0:
		i = t.tokens[i].match
		if t.name(i-1) && !t.is(i-1, keywords...) {
			i--
		} else if t.is(i, "[") {
			return t.before(i - 1)
		}
	case t.is(i, "end"):
		for depth := 0; i >= 0; i-- {
			if t.is(i, "end") {
				depth++
			} else if t.is(i, "case") {
				if depth--; depth == 0 {
					break
				}
			}
		}
		return max(i, 0)
	}
	for t.is(i-1, ".") && t.name(i-2) {
		i -= 2
	}
	if t.is(i-1, "::") {
		return t.before(i - 2)
	}
	return i
}

// after is the last token of the simple expression that begins at i.
func (t *text) after(i int) int {
	if t.is(i, "case") {
		for depth := 0; i < len(t.tokens); i++ {
			if t.is(i, "case") {
				depth++
			} else if t.is(i, "end") {
				if depth--; depth == 0 {
					break
				}
			}
		}
		i = min(i, len(t.tokens)-1)
	}
	for t.is(i+1, ".") && t.name(i+2) {
		i += 2
	}
	if t.name(i) && t.is(i+1, "(") && t.tokens[i+1].match >= 0 {
		i = t.tokens[i+1].match
	} else if t.is(i, "(", "[") && t.tokens[i].match >= 0 {
		i = t.tokens[i].match
	}
	for t.is(i+1, "::") && t.name(i+2) {
		i += 2
		if t.is(i+1, "(") && t.tokens[i+1].match >= 0 {
			i = t.tokens[i+1].match
		}
	}
	return i
}

// keywords are words before brackets that are no functions.
var keywords = []string{"as", "in", "and", "or", "not", "on", "from", "join", "select", "where", "when", "then", "else", "over", "group",
	"having", "by", "between", "like", "ilike", "exists", "values", "distinct", "all", "any", "using", "with", "union", "except",
	"intersect", "case", "return", "qualify", "limit", "interval", "filter", "order", "is", "set", "into", "lateral", "exclude", "rename"}

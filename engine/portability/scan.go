package portability

import (
	"strings"
)

// A kind is what a token is.
type kind uint8

const (
	word   kind = iota // a keyword, or a name without quotes
	quoted             // a name in double quotes
	number
	str // 'text' or $$text$$
	op  // everything else
)

// A token is a word or sign of SQL.
type token struct {
	kind  kind
	raw   string // as written
	lower string // in lower case
	at    int    // byte of the SQL
	open  int    // the bracket that it stands in, -1: in none
	match int    // of a bracket: its other half, -1: there is none
}

// A text is a statement taken apart.
type text struct {
	sql    string
	tokens []token
	asked  map[string]bool // columns of which the statement asks that they are not null
	// quiet are the stretches of bytes that a comment silences.
	quiet [][2]int
}

// operators of more than one letter, the longest first.
var operators = []string{"->>", "::", "->", "=>", "<=", ">=", "<>", "!=", "==", "||", "//", ":="}

// doubled are the letters that they begin with.
const doubled = "-:=<>!|/"

// scan takes SQL apart. It never fails: what is not closed goes to the end.
func scan(sql string) *text {
	t := &text{sql: sql, tokens: make([]token, 0, len(sql)/4+1)}
	var brackets []int
	for i := 0; i < len(sql); {
		if next, ok := t.skip(i); ok {
			i = next
			continue
		}
		k, end := next(sql, i)
		tok := token{kind: k, raw: sql[i:end], lower: strings.ToLower(sql[i:end]), at: i, open: -1, match: -1}
		if len(brackets) > 0 {
			tok.open = brackets[len(brackets)-1]
		}
		n := len(t.tokens)
		if k == op {
			switch tok.raw {
			case "(", "[", "{":
				brackets = append(brackets, n)
			case ")", "]", "}":
				if len(brackets) > 0 {
					tok.match = brackets[len(brackets)-1]
					brackets = brackets[:len(brackets)-1]
					t.tokens[tok.match].match = n
					tok.open = t.tokens[tok.match].open
				}
			}
		}
		t.tokens = append(t.tokens, tok)
		i = end
	}
	return t
}

// skip passes white space and comments, and notes those that silence.
func (t *text) skip(i int) (int, bool) {
	s := t.sql[i:]
	switch {
	case strings.IndexByte(" \t\r\n\f", s[0]) >= 0:
		return i + 1, true
	case strings.HasPrefix(s, "--"):
		end := i + len(s)
		if n := strings.IndexByte(s, '\n'); n >= 0 {
			end = i + n
		}
		if strings.HasPrefix(strings.TrimSpace(strings.TrimLeft(t.sql[i:end], "-")), "portable: ok") {
			t.silence(i, end)
		}
		return end, true
	case strings.HasPrefix(s, "/*"):
		if n := strings.Index(s, "*/"); n >= 0 {
			return i + n + 2, true
		}
		return i + len(s), true
	}
	return i, false
}

// silence notes which bytes a comment silences: its line, the next one when it has the
// line for itself, and everything when no SQL stands before it.
func (t *text) silence(from, to int) {
	begin := strings.LastIndexByte(t.sql[:from], '\n') + 1
	switch {
	case len(t.tokens) == 0:
		begin, to = 0, len(t.sql)
	case strings.TrimSpace(t.sql[begin:from]) == "" && to < len(t.sql):
		if n := strings.IndexByte(t.sql[to+1:], '\n'); n >= 0 {
			to += 1 + n
		} else {
			to = len(t.sql)
		}
	}
	t.quiet = append(t.quiet, [2]int{begin, to})
}

// silenced reports whether a byte is silenced.
func (t *text) silenced(at int) bool {
	for _, q := range t.quiet {
		if q[0] <= at && at < q[1] {
			return true
		}
	}
	return false
}

// next returns the kind and the end of the token that begins at i.
func next(sql string, i int) (kind, int) {
	switch c := sql[i]; {
	case c == '\'':
		return str, closing(sql, i, '\'')
	case c == '"':
		return quoted, closing(sql, i, '"')
	case strings.HasPrefix(sql[i:], "$$"):
		if n := strings.Index(sql[i+2:], "$$"); n >= 0 {
			return str, i + n + 4
		}
		return str, len(sql)
	case digit(c), c == '.' && i+1 < len(sql) && digit(sql[i+1]):
		return number, numberEnd(sql, i)
	case wordByte(c):
		end := i + 1
		for end < len(sql) && (wordByte(sql[end]) || digit(sql[end]) || sql[end] == '$') {
			end++
		}
		return word, end
	}
	if strings.IndexByte(doubled, sql[i]) >= 0 {
		for _, o := range operators {
			if strings.HasPrefix(sql[i:], o) {
				return op, i + len(o)
			}
		}
	}
	return op, i + 1
}

// closing is the end of a text in quotes, which it has doubled inside.
func closing(sql string, i int, quote byte) int {
	for j := i + 1; j < len(sql); j++ {
		if sql[j] != quote {
			continue
		}
		if j+1 < len(sql) && sql[j+1] == quote {
			j++
			continue
		}
		return j + 1
	}
	return len(sql)
}

func numberEnd(sql string, i int) int {
	j := i
	for j < len(sql) && (digit(sql[j]) || sql[j] == '.' || sql[j] == '_') {
		j++
	}
	if j < len(sql) && (sql[j] == 'e' || sql[j] == 'E') {
		k := j + 1
		if k < len(sql) && (sql[k] == '+' || sql[k] == '-') {
			k++
		}
		if k < len(sql) && digit(sql[k]) {
			for j = k; j < len(sql) && digit(sql[j]); j++ {
			}
		}
	}
	return j
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// wordByte reports whether a name can begin with a byte; letters of other scripts are
// bytes from 0x80 up.
func wordByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

package template

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An action is one {{ ... }} of a text. text/template keeps no ends of actions, and
// tells neither where a comment stood; so the text is read once more, by the same rules.
type action struct {
	start, end int    // the braces included
	inner      int    // where the first word may start
	word       string // the first word when it is a keyword: if, range, with, else, end, define, ...
	comment    bool
}

// A lexFault is a fault that makes the end of an action uncertain.
type lexFault struct {
	action     int // index of the action that has it
	start, end int
	kind       lexFaultKind
}

type lexFaultKind uint8

const (
	unclosedAction lexFaultKind = iota
	unclosedComment
	unclosedText
	badCommentEnd
)

// readActions finds all actions of a text. After a fault it goes on at the next action.
func readActions(text string) ([]action, []lexFault) {
	var actions []action
	var faults []lexFault
	for at := 0; ; {
		i := strings.Index(text[at:], "{{")
		if i < 0 {
			return actions, faults
		}
		start := at + i
		a, fault, bad := readAction(text, start)
		if bad {
			fault.action = len(actions)
			faults = append(faults, fault)
		}
		actions = append(actions, a)
		at = a.end
	}
}

// readAction reads the action whose braces open at start.
func readAction(text string, start int) (a action, fault lexFault, bad bool) {
	a = action{start: start, inner: start + 2}
	if rest := text[a.inner:]; len(rest) > 1 && rest[0] == '-' && isSpace(rest[1]) {
		a.inner += 2
	}
	if strings.HasPrefix(text[a.inner:], "/*") {
		return readComment(text, a)
	}
	for a.inner < len(text) && isSpace(text[a.inner]) {
		a.inner++
	}
	a.word = keywordAt(text, a.inner)
	suspect := -1 // a quoted text with }} in it
	for i := a.inner; i < len(text); {
		switch c := text[i]; {
		case c == '}' && strings.HasPrefix(text[i:], "}}"):
			a.end = i + 2
			return a, fault, false
		case c == '{' && strings.HasPrefix(text[i:], "{{"):
			a.end = i
			return unclosed(text, a, suspect)
		case c == '"' || c == '`' || c == '\'':
			end, ok := readQuoted(text, i)
			if ok {
				if suspect < 0 && strings.Contains(text[i:end], "}}") {
					suspect = i
				}
				i = end
				continue
			}
			if suspect >= 0 {
				return unclosed(text, a, suspect)
			}
			return unclosedQuote(text, a, i)
		default:
			i++
		}
	}
	a.end = len(text)
	return unclosed(text, a, suspect)
}

// unclosed reports an action without end; when a quoted text in it has swallowed closing
// braces, that quote is the fault.
func unclosed(text string, a action, suspect int) (action, lexFault, bool) {
	if suspect >= 0 {
		return unclosedQuote(text, a, suspect)
	}
	return a, lexFault{start: a.start, end: a.start + 2, kind: unclosedAction}, true
}

// unclosedQuote decides what an open quote means: on the line where the action begins
// the quote is at fault, further down the action itself was never closed and the quote
// belongs to the SQL.
func unclosedQuote(text string, a action, quote int) (action, lexFault, bool) {
	line := lineEnd(text, quote)
	if strings.Contains(text[a.start:quote], "\n") {
		a.end = line
		return a, lexFault{start: a.start, end: a.start + 2, kind: unclosedAction}, true
	}
	end := line
	if i := strings.Index(text[quote:line], "}}"); i >= 0 {
		a.end = quote + i + 2
		end = quote + len(strings.TrimRight(text[quote:quote+i], " \t"))
	} else {
		a.end = line
	}
	return a, lexFault{start: quote, end: end, kind: unclosedText}, true
}

func readComment(text string, a action) (action, lexFault, bool) {
	a.comment = true
	i := strings.Index(text[a.inner:], "*/")
	if i < 0 {
		a.end = len(text)
		return a, lexFault{start: a.start, end: a.inner + 2, kind: unclosedComment}, true
	}
	end := a.inner + i + 2
	rest := text[end:]
	if len(rest) > 1 && isSpace(rest[0]) && rest[1] == '-' {
		end, rest = end+2, rest[2:]
	}
	if !strings.HasPrefix(rest, "}}") {
		a.end = end
		return a, lexFault{start: a.start, end: end, kind: badCommentEnd}, true
	}
	a.end = end + 2
	return a, lexFault{}, false
}

// readQuoted returns the end of the quoted text that starts at i.
func readQuoted(text string, i int) (end int, ok bool) {
	quote := text[i]
	for i++; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			return i + 1, true
		case quote == '`':
		case c == '\\':
			i++
			if i < len(text) && text[i] == '\n' {
				return 0, false
			}
		case c == '\n':
			return 0, false
		}
	}
	return 0, false
}

// A token is a word, a quoted text, or a sign within an action.
type token struct {
	start, end int
	delim      bool // the closing braces
}

// tokens cuts an action into tokens, as text/template's lexer would.
func (a action) tokens(text string) []token {
	if a.comment {
		return nil
	}
	var out []token
	for i := a.inner; i < a.end; {
		start := i
		r, width := utf8.DecodeRuneInString(text[i:a.end])
		switch {
		case isSpace(text[i]):
			i++
			continue
		case strings.HasPrefix(text[i:a.end], "}}"):
			return append(out, token{start, i + 2, true})
		case strings.HasPrefix(text[i:a.end], "-}}"):
			return append(out, token{start, i + 3, true})
		case r == '"' || r == '`' || r == '\'':
			end, ok := readQuoted(text, i)
			if !ok || end > a.end {
				end = a.end
			}
			i = end
		case strings.HasPrefix(text[i:], ":="):
			i += 2
		case isNumber(text[i:a.end]):
			for i++; i < a.end && (text[i] == '.' || wordEnd(text[:a.end], i) > i); i++ {
			}
		case r == '.' || r == '$' || isWord(r):
			i = wordEnd(text[:a.end], i+width)
		default:
			i += width
		}
		out = append(out, token{start: start, end: i})
	}
	return out
}

// isNumber reports whether a number starts here, its sign included.
func isNumber(s string) bool {
	if len(s) > 1 && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	return s[0] >= '0' && s[0] <= '9'
}

func wordEnd(text string, i int) int {
	for i < len(text) {
		r, width := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			break
		}
		i += width
	}
	return i
}

func keywordAt(text string, i int) string {
	switch word := text[i:wordEnd(text, i)]; word {
	case "if", "range", "with", "else", "end", "define", "block", "template", "break", "continue":
		return word
	}
	return ""
}

// opens reports whether the action begins a block that an end closes.
func (a action) opens() bool {
	switch a.word {
	case "if", "range", "with", "define", "block":
		return true
	}
	return false
}

func lineEnd(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

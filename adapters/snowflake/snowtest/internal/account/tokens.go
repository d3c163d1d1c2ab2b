package account

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tokenKind says what a token is.
type tokenKind uint8

const (
	wordToken   tokenKind = iota // an unquoted name or keyword; value is in upper case
	quotedToken                  // "a name"; value is the name
	stringToken                  // 'text' or $$text$$; value is the text
	numberToken
	opToken
	stageToken      // @stage/path; value is without the @
	positionalToken // $1; value is the number
	endToken
)

// A token is one word of a statement. Lines count from 1 and columns from 0, as
// Snowflake counts in its messages.
type token struct {
	kind        tokenKind
	text, value string
	start, end  int
	line, col   int
}

// is reports whether the token is one of the unquoted words or operators.
func (t token) is(words ...string) bool {
	if t.kind != wordToken && t.kind != opToken {
		return false
	}
	for _, w := range words {
		if t.value == w {
			return true
		}
	}
	return false
}

// name reports whether the token can be an identifier at all.
func (t token) name() bool { return t.kind == wordToken || t.kind == quotedToken }

// A lexer cuts Snowflake SQL into tokens.
// Source: docs sql-reference/identifiers-syntax, data-types-text (escapes, $$), and
// sql-reference/sql/put for file:// names.
type lexer struct {
	src       string
	at        int
	line, bol int
	tokens    []token
}

// tokenize cuts a statement into tokens, ending with an endToken. A semicolon at the end
// is taken off.
func tokenize(src string) ([]token, *Error) {
	l := &lexer{src: src, line: 1}
	for {
		if err := l.skipBlank(); err != nil {
			return nil, err
		}
		if l.at >= len(src) {
			break
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
	for n := len(l.tokens); n > 0 && l.tokens[n-1].is(";"); n = len(l.tokens) {
		l.tokens = l.tokens[:n-1]
	}
	end := token{kind: endToken, text: "<EOF>", start: len(src), end: len(src), line: l.line, col: l.column(len(src))}
	if n := len(l.tokens); n > 0 {
		end.start, end.end = l.tokens[n-1].end, l.tokens[n-1].end
	}
	return append(l.tokens, end), nil
}

func (l *lexer) column(at int) int { return utf8.RuneCountInString(l.src[l.bol:at]) }

func (l *lexer) has(prefix string) bool { return strings.HasPrefix(l.src[l.at:], prefix) }

// skipBlank passes over blanks and comments, and counts lines.
func (l *lexer) skipBlank() *Error {
	for l.at < len(l.src) {
		switch {
		case l.src[l.at] == '\n':
			l.at++
			l.line, l.bol = l.line+1, l.at
		case unicode.IsSpace(rune(l.src[l.at])):
			l.at++
		case l.has("--"), l.has("//"):
			if n := strings.IndexByte(l.src[l.at:], '\n'); n >= 0 {
				l.at += n
			} else {
				l.at = len(l.src)
			}
		case l.has("/*"):
			n := strings.Index(l.src[l.at+2:], "*/")
			if n < 0 {
				return syntaxError(token{text: "/*", line: l.line, col: l.column(l.at)})
			}
			l.move(l.at + 2 + n + 2)
		default:
			return nil
		}
	}
	return nil
}

// move goes to a later place and counts the lines between.
func (l *lexer) move(to int) {
	for i := l.at; i < to; i++ {
		if l.src[i] == '\n' {
			l.line, l.bol = l.line+1, i+1
		}
	}
	l.at = to
}

// add appends the token that ends at end.
func (l *lexer) add(kind tokenKind, end int, value string) {
	l.tokens = append(l.tokens, token{kind: kind, text: l.src[l.at:end], value: value,
		start: l.at, end: end, line: l.line, col: l.column(l.at)})
	l.move(end)
}

func (l *lexer) next() *Error {
	c := l.src[l.at]
	switch {
	case c == '\'':
		return l.quotedText()
	case c == '"':
		return l.quotedName()
	case l.has("$$"):
		n := strings.Index(l.src[l.at+2:], "$$")
		if n < 0 {
			return l.unexpected("$$")
		}
		l.add(stringToken, l.at+n+4, l.src[l.at+2:l.at+2+n])
	case c == '$' && l.at+1 < len(l.src) && isDigit(l.src[l.at+1]):
		end := l.run(l.at+1, isDigit)
		l.add(positionalToken, end, l.src[l.at+1:end])
	case strings.HasPrefix(strings.ToLower(l.src[l.at:min(len(l.src), l.at+7)]), "file://"):
		end := l.run(l.at, func(c byte) bool { return !unicode.IsSpace(rune(c)) })
		l.add(stringToken, end, l.src[l.at:end])
	case isWordStart(c):
		end := l.run(l.at, isWordPart)
		l.add(wordToken, end, strings.ToUpper(l.src[l.at:end]))
	case isDigit(c), c == '.' && l.at+1 < len(l.src) && isDigit(l.src[l.at+1]):
		l.number()
	case c == '@':
		l.stage()
	default:
		return l.operator()
	}
	return nil
}

func (l *lexer) unexpected(text string) *Error {
	return syntaxError(token{text: text, line: l.line, col: l.column(l.at)})
}

func (l *lexer) run(at int, ok func(byte) bool) int {
	for at < len(l.src) && ok(l.src[at]) {
		at++
	}
	return at
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isWordStart(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
func isWordPart(c byte) bool { return isWordStart(c) || isDigit(c) || c == '$' }

// escapes are the letters after a backslash in a text.
var escapes = map[byte]string{'n': "\n", 't': "\t", 'r': "\r", 'b': "\b", 'f': "\f", '0': "\x00"}

// quotedText reads 'text', in which ” is a quote and a backslash escapes.
func (l *lexer) quotedText() *Error {
	var b strings.Builder
	for i := l.at + 1; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == '\'' && i+1 < len(l.src) && l.src[i+1] == '\'':
			b.WriteByte('\'')
			i++
		case c == '\'':
			l.add(stringToken, i+1, b.String())
			return nil
		case c == '\\' && i+1 < len(l.src):
			i++
			if e, ok := escapes[l.src[i]]; ok {
				b.WriteString(e)
			} else {
				b.WriteByte(l.src[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return l.unexpected("'")
}

func (l *lexer) quotedName() *Error {
	var b strings.Builder
	for i := l.at + 1; i < len(l.src); i++ {
		if l.src[i] != '"' {
			b.WriteByte(l.src[i])
			continue
		}
		if i+1 < len(l.src) && l.src[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		if b.Len() == 0 {
			return l.unexpected(`""`)
		}
		l.add(quotedToken, i+1, b.String())
		return nil
	}
	return l.unexpected(`"`)
}

func (l *lexer) number() {
	end := l.run(l.at, isDigit)
	if end < len(l.src) && l.src[end] == '.' {
		end = l.run(end+1, isDigit)
	}
	if end < len(l.src) && (l.src[end] == 'e' || l.src[end] == 'E') {
		exponent := end + 1
		if exponent < len(l.src) && (l.src[exponent] == '-' || l.src[exponent] == '+') {
			exponent++
		}
		if exponent < len(l.src) && isDigit(l.src[exponent]) {
			end = l.run(exponent, isDigit)
		}
	}
	l.add(numberToken, end, l.src[l.at:end])
}

// stage reads @stage/path: to the next blank, comma, bracket or semicolon outside quotes.
func (l *lexer) stage() {
	quoted := false
	end := l.run(l.at+1, func(c byte) bool {
		if c == '"' {
			quoted = !quoted
		}
		return quoted || !unicode.IsSpace(rune(c)) && !strings.ContainsRune(",;()", rune(c))
	})
	l.add(stageToken, end, l.src[l.at+1:end])
}

// operators are the longest first.
var operators = []string{"->>", "::", ":=", "=>", "||", "<=", ">=", "<>", "!=", "->",
	"+", "-", "*", "/", "%", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",", ".", ";", ":", "?", "|", "&", "^"}

func (l *lexer) operator() *Error {
	for _, op := range operators {
		if l.has(op) {
			l.add(opToken, l.at+len(op), op)
			return nil
		}
	}
	_, n := utf8.DecodeRuneInString(l.src[l.at:])
	return l.unexpected(l.src[l.at : l.at+n])
}

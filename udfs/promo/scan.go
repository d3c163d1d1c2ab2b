package promo

import (
	"bytes"
	"unicode/utf8"
)

// A class is how scan begins with a byte.
type class uint8

const (
	punctuation class = iota
	digit
	letter
	beyond // beyond ASCII: a letter or the sign of a currency
)

var classes = func() (t [256]class) {
	for c := range 256 {
		switch {
		case isDigit(byte(c)):
			t[c] = digit
		case isLower(byte(c)):
			t[c] = letter
		case c >= utf8.RuneSelf:
			t[c] = beyond
		}
	}
	return t
}()

// scan splits normalised text, which has padding behind it, into lexemes and returns how
// many there are. Punctuation that carries no meaning is dropped; at most len(out) lexemes
// are made. Words get the ids of their senses, unless lex is nil: it is made of scanned
// words itself.
func scan(text []byte, out []lexeme, lex *lexicon) (int, sight) {
	r := scanner{text: text, s: text[:len(text)+padding], lex: lex, out: out, seen: sight{percent: -contentWindow}}
	joins, marks := apart, false // marks: some were dropped before the lexeme to come
	for i := 0; i < len(text) && r.n < len(out); {
		if r.s[i] == ' ' { // the most frequent of what carries no meaning
			i++
			joins = apart
		}
		l := &out[r.n]
		*l = lexeme{start: uint16(i), glued: joins != apart && i > 0, hyphen: joins == byHyphen}
		if marks {
			l.gap = r.gap(i)
		}
		joins = touching
		switch classes[r.s[i]] {
		case letter:
			i = r.word(i, l)
		case digit:
			i = r.number(i, l)
		case beyond:
			if at, n := currencySign(r.s[i:]); n > 0 {
				l.kind, l.word = kCurrency, uint16(at)
				i += n
				r.sign(l, i)
				break
			}
			i = r.word(i, l)
		default:
			if i, joins = r.mark(i, l); joins != lexemeMade {
				marks = joins == apart
				continue
			}
			joins = touching
			if l.kind == kNumber {
				r.counted(l, i)
			} else {
				r.sign(l, i)
			}
		}
		r.n++
		marks = false
	}
	r.settle()
	return r.n, r.seen
}

// A scanner is the state of scan.
type scanner struct {
	text []byte
	s    []byte // text with its padding
	lex  *lexicon
	out  []lexeme
	n    int
	seen sight
}

// before is the lexeme that the one in work stands behind.
func (r *scanner) before() *lexeme {
	if r.n == 0 {
		return &noLexeme
	}
	return &r.out[r.n-1]
}

var noLexeme = lexeme{kind: kPunct}

// gap tells what lies before the lexeme at s[i] that stands apart: a space or nothing (0), one
// mark (1), marks and spaces (2), or marks (3).
func (r *scanner) gap(i int) uint8 {
	end := 0
	if r.n > 0 {
		end = int(r.out[r.n-1].end)
	}
	switch {
	case i == end, i == end+1 && r.s[end] == ' ':
		return 0
	case i == end+1:
		return 1
	case bytes.IndexByte(r.s[end:i], ' ') >= 0:
		return 2
	}
	return 3
}

func (r *scanner) word(i int, l *lexeme) int {
	end := i + leadingLetters(eightAt(r.s, i))
	if end-i == 8 || r.s[end] >= utf8.RuneSelf {
		end = wordEnd(r.s, end)
	}
	l.end = uint16(end)
	if end-i == 1 && r.s[i] == 'x' {
		l.kind, l.punct = kPunct, 'x'
		l.code = l.signCode(r.s)
		return end
	}
	l.kind, l.dotTail = kWord, r.s[end] == '.' && r.s[i] < utf8.RuneSelf
	l.word = r.lex.lookup(r.s, i, end)
	if l.word != 0 {
		r.known(l)
	} else {
		r.settle()
		r.unknown(l)
	}
	return end
}

func (r *scanner) number(i int, l *lexeme) int {
	l.kind = kNumber
	if n := smallNumber(r.s, i); n > 0 { // a quantity, a percentage
		v := int64(r.s[i] - '0')
		if n == 2 {
			v = v*10 + int64(r.s[i+1]-'0')
		}
		l.groups, l.value, l.end = 1, v*scale, uint16(i+n)
		l.code = l.common() | 1<<8 | uint32(n)<<15 | 1<<18 | uint32(v)<<19
		r.numberBehind(l.glued)
		r.seen.number(l)
		return i + n
	}
	end := scanPlain(r.s, i, l)
	if end == i {
		end = scanNumber(r.text, i, l)
	}
	r.counted(l, end)
	return end
}

// counted ends a number.
func (r *scanner) counted(l *lexeme, end int) {
	l.end = uint16(end)
	l.code = l.numberCode()
	r.numberBehind(l.glued)
	r.seen.number(l)
}

func (r *scanner) sign(l *lexeme, end int) {
	l.end = uint16(end)
	l.code = l.signCode(r.s)
	r.seen.days = r.seen.days || l.punct == '-'
	if l.punct == '%' {
		r.percentage(l.end, true)
	}
}

// A joint is what lies between two lexemes.
type joint uint8

const (
	apart      joint = iota // a space, or a mark that means nothing
	touching                // nothing
	byHyphen                // one hyphen
	lexemeMade              // not between them: a mark that is a lexeme
)

// mark reads punctuation at s[i]: a lexeme of its own, or what joins others.
func (r *scanner) mark(i int, l *lexeme) (end int, joins joint) {
	s := r.s
	c, next := s[i], s[i+1]
	before := byte(' ')
	if i > 0 {
		before = s[i-1]
	}
	l.kind, l.punct = kPunct, c
	switch c {
	case '$':
		l.kind, l.punct, l.word = kCurrency, 0, dollar
		return i + 1, lexemeMade
	case '-':
		if i > 0 && isAlnum(before) && isAlnum(next) && !(isDigit(before) && isDigit(next)) {
			return i + 1, byHyphen
		}
		for i++; s[i] == '-'; i++ {
		}
		if s[i] == '>' { // an arrow, from the old price to the new one
			return i + 1, apart
		}
		return i, lexemeMade
	case '=':
		if next == '>' {
			return i + 2, apart
		}
		return i + 1, lexemeMade
	case '%', '+', '/':
		return i + 1, lexemeMade
	case '@':
		if (isDigit(before) || before == ' ' && i > 1 && isDigit(s[i-2])) && next != ' ' && !isLower(next) || before == ' ' && i > 1 && isDigit(s[i-2]) && next == ' ' {
			return i + 1, lexemeMade // "2 @ 1.99", no address
		}
	case '.':
		if i > 0 && (before == '$' || before == '/' || before == ' ' && !isAlnum(s[i+3])) && isDigit(next) && isDigit(s[i+2]) {
			l.kind, l.punct, l.groups, l.decimals = kNumber, 0, 2, 2 // "$.99"
			l.value = int64(next-'0')*1000 + int64(s[i+2]-'0')*100
			return i + 3, lexemeMade
		}
	case '*':
		if isDigit(before) && isDigit(next) {
			l.punct = 'x'
			return i + 1, lexemeMade
		}
	case ':', '\'':
		switch {
		case !isDigit(before):
		case c == ':' && isDigit(next):
			return i + 1, lexemeMade
		case isLower(next) || next >= utf8.RuneSelf:
			return i + 1, touching // the ending of a number: Swedish "2:a", Turkish "2'nci"
		}
	}
	return i + 1, apart
}

// wordEnd is where the letters from s[i] on end.
func wordEnd(s []byte, i int) int {
	for {
		n := leadingLetters(eightAt(s, i))
		i += n
		if n == 8 {
			continue
		}
		if s[i] < utf8.RuneSelf || !letterAt(s, i) {
			return i
		}
		for i++; s[i] >= utf8.RuneSelf && letterAt(s, i); i++ {
		}
	}
}

func isLower(c byte) bool { return c-'a' <= 'z'-'a' }
func isDigit(c byte) bool { return c-'0' <= '9'-'0' }
func isAlnum(c byte) bool { return isDigit(c) || isLower(c) || c >= utf8.RuneSelf }

// letterAt reports that the rune around s[i] belongs to a word: everything beyond ASCII
// that normalise left in, except currency signs.
func letterAt(s []byte, i int) bool {
	if s[i] < 0xc0 { // inside a rune that was accepted
		return true
	}
	_, n := currencySign(s[i:])
	return n == 0
}

package promo

import (
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
func scan(text []byte, out []lexeme, lex *lexicon) int {
	n := 0
	joins := apart
	s := text[:len(text)+padding]
	for i := 0; i < len(text) && n < len(out); {
		if s[i] == ' ' { // the most frequent of what carries no meaning
			i++
			joins = apart
		}
		start, l := i, &out[n]
		switch classes[s[i]] {
		case digit:
			*l = lexeme{kind: kNumber}
			if i = scanPlain(s, i, l); i == start {
				i = scanNumber(text, i, l)
			}
		case letter:
			i = wordEnd(s, i)
			*l = lexeme{kind: kWord, dotTail: s[i] == '.'}
			if i-start == 1 && s[start] == 'x' {
				l.kind, l.punct = kPunct, 'x'
			} else {
				l.word = lex.lookup(s, start, i)
			}
		case beyond:
			if at, n := currencySign(s[i:]); n > 0 {
				*l = lexeme{kind: kCurrency, word: uint16(at)}
				i += n
				break
			}
			i = wordEnd(s, i)
			*l = lexeme{kind: kWord, word: lex.lookup(s, start, i)}
		default:
			end, none := scanMark(s, i, l)
			if i = end; none != lexemeMade {
				joins = none
				continue
			}
		}
		l.start, l.end = uint16(start), uint16(i)
		l.glued, l.hyphen = joins != apart && start > 0, joins == byHyphen
		joins = touching
		n++
	}
	return n
}

// A joint is what lies between two lexemes.
type joint uint8

const (
	apart      joint = iota // a space, or a mark that means nothing
	touching                // nothing
	byHyphen                // one hyphen
	lexemeMade              // not between them: a mark that is a lexeme
)

// scanMark reads punctuation at s[i]: a lexeme of its own, or what joins others.
func scanMark(s []byte, i int, l *lexeme) (end int, joins joint) {
	c, next := s[i], s[i+1]
	before := byte(' ')
	if i > 0 {
		before = s[i-1]
	}
	switch c {
	case '$':
		*l = lexeme{kind: kCurrency, word: dollar}
		return i + 1, lexemeMade
	case '-':
		if i > 0 && isAlnum(before) && isAlnum(next) && !(isDigit(before) && isDigit(next)) {
			return i + 1, byHyphen
		}
		*l = lexeme{kind: kPunct, punct: c}
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
		*l = lexeme{kind: kPunct, punct: c}
		return i + 1, lexemeMade
	case '%', '+', '/':
		*l = lexeme{kind: kPunct, punct: c}
		return i + 1, lexemeMade
	case '.':
		if i > 0 && (before == '$' || before == '/' || before == ' ' && !isAlnum(s[i+3])) && isDigit(next) && isDigit(s[i+2]) {
			*l = lexeme{kind: kNumber, groups: 2, decimals: 2} // "$.99"
			l.value = int64(next-'0')*1000 + int64(s[i+2]-'0')*100
			return i + 3, lexemeMade
		}
	case '*':
		if isDigit(before) && isDigit(next) {
			*l = lexeme{kind: kPunct, punct: 'x'}
			return i + 1, lexemeMade
		}
	case ':', '\'':
		switch {
		case !isDigit(before):
		case c == ':' && isDigit(next):
			*l = lexeme{kind: kPunct, punct: c}
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

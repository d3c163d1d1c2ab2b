package promo

import (
	"unicode/utf8"
)

type kind uint8

const (
	kNumber kind = iota
	kWord
	kPunct // one of % + - = / x
	kCurrency
)

// A token is a span of the normalised text. scan makes them; compose gives them their
// meaning and drops those that mean nothing.
type token struct {
	is         set
	start, end uint16
	kind       kind
	punct      byte
	decimals   uint8
	groups     uint8 // of digits between points, commas: more than 2 is a date or a version
	glued      bool  // no space before
	hyphen     bool  // a hyphen glues it to the token before
	dashTail   bool  // "50,-": a price without a sign
	dotTail    bool  // "2.": may be an ordinal; "min.": is short for a word
	leadZero   bool
	minus      bool
	upTo       bool
	atLeast    bool
	about      bool // "about 20%"
	unit       bool // a word for a unit follows: "2 pieces"
	value      int64
	money      *currency
	sense      *sense
	measure    string
}

// scan splits normalised text into tokens and returns how many there are. Punctuation
// that carries no meaning is dropped; at most len(toks) tokens are made.
func scan(s []byte, toks []token) int {
	n := 0
	glued, hyphen := false, false
	for i := 0; i < len(s) && n < len(toks); {
		c := s[i]
		start := i
		t := &toks[n]
		switch {
		case c == ' ': // the most frequent of what carries no meaning
			i++
			glued, hyphen = false, false
			continue
		case isDigit(c):
			*t = token{kind: kNumber}
			i = scanNumber(s, i, t)
		case c == '.' && i > 0 && i+2 < len(s) && (s[i-1] == '$' || s[i-1] == '/' || s[i-1] == ' ' && (i+3 == len(s) || !isAlnum(s[i+3]))) && isDigit(s[i+1]) && isDigit(s[i+2]):
			*t = token{kind: kNumber, groups: 2, decimals: 2} // "$.99"
			t.value = int64(s[i+1]-'0')*1000 + int64(s[i+2]-'0')*100
			i += 3
		case isLower(c):
			*t = token{kind: kWord}
			i++
			i = wordEnd(s, i)
			t.dotTail = i < len(s) && s[i] == '.'
			if i-start == 1 && c == 'x' {
				t.kind, t.punct = kPunct, 'x'
			}
		case c >= utf8.RuneSelf:
			if cur, n := currencySign(s[i:]); n > 0 {
				*t = token{kind: kCurrency, money: cur}
				i += n
				break
			}
			*t = token{kind: kWord}
			i = wordEnd(s, i)
			if i == start {
				i++
				continue
			}
		case c == '$':
			*t = token{kind: kCurrency, money: &currencies[dollar]}
			i++
		case c == '%' || c == '+' || c == '=' || c == '/' || c == '-':
			if c == '-' && i > 0 && isAlnum(s[i-1]) && i+1 < len(s) && isAlnum(s[i+1]) && !(isDigit(s[i-1]) && isDigit(s[i+1])) {
				i++
				glued, hyphen = true, true
				continue
			}
			*t = token{kind: kPunct, punct: c}
			i++
			for c == '-' && i < len(s) && s[i] == '-' {
				i++
			}
			if (c == '-' || c == '=') && i < len(s) && s[i] == '>' { // an arrow
				i++
				glued, hyphen = false, false
				continue
			}
		case c == '*' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]):
			*t = token{kind: kPunct, punct: 'x'}
			i++
		case c == ':' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]):
			*t = token{kind: kPunct, punct: ':'}
			i++
		case (c == ':' || c == '\'') && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && (isLower(s[i+1]) || s[i+1] >= utf8.RuneSelf):
			i++ // the ending of a number: Swedish "2:a", Turkish "2'nci"
			glued, hyphen = true, false
			continue
		default:
			i++
			glued, hyphen = false, false
			continue
		}
		t.start, t.end = uint16(start), uint16(i)
		t.glued, t.hyphen = glued && start > 0, hyphen
		glued, hyphen = true, false
		n++
	}
	return n
}

// wordEnd is where the letters from s[i] on end.
func wordEnd(s []byte, i int) int {
	for i < len(s) && (isLower(s[i]) || s[i] >= utf8.RuneSelf && letterAt(s, i)) {
		i++
	}
	return i
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

// scanNumber reads digits with their separators: 1.299,00 and 1,299.00 and 10'000 and
// "50,-". It fills t and returns the end.
func scanNumber(s []byte, i int, t *token) int {
	if end := scanPlain(s, i, t); end > 0 {
		return end
	}
	var whole, frac int64
	digits := func() (v int64, n int) {
		for i < len(s) && isDigit(s[i]) {
			if n < 13 {
				v = v*10 + int64(s[i]-'0')
			}
			i++
			n++
		}
		return v, n
	}
	t.leadZero = s[i] == '0'
	v, n := digits()
	whole, t.groups = v, 1
	huge := n > 9
	var sep byte
	for i+1 < len(s) && (s[i] == '.' || s[i] == ',' || s[i] == '\'') && isDigit(s[i+1]) && !huge {
		this := s[i]
		save := i
		i++
		v, n := digits()
		t.groups++
		huge = huge || n > 9
		switch {
		case t.decimals > 0: // a third group: a date, or a thousands group that looked like decimals
			if this != sep && n <= 2 && t.decimals == 3 {
				whole, frac, t.decimals = whole*1000+frac, v, uint8(n)
				t.groups = 2
			} else if n == 3 && t.decimals == 3 && this == sep {
				whole, frac = whole*1000+frac, v
				t.groups = 2
			} else {
				t.groups = max(t.groups, 3)
			}
		case this == '\'' && n != 3:
			i = save
			goto done
		default:
			frac, t.decimals = v, uint8(min(n, 9))
			sep = this
		}
	}
done:
	if t.decimals == 3 && !t.leadZero && t.groups == 2 {
		whole, frac, t.decimals = whole*1000+frac, 0, 0 // 1.299 is a price of four digits
	}
	for d := t.decimals; d < 4; d++ {
		frac *= 10
	}
	for d := t.decimals; d > 4; d-- {
		frac /= 10
	}
	if huge || whole > 999_999_999 {
		whole, frac, t.groups = 0, 0, 9
	}
	t.value = whole*scale + frac
	return scanTail(s, i, t)
}

// scanPlain reads up to nine digits that nothing follows which could belong to them, as
// most numbers are. Otherwise it returns 0.
func scanPlain(s []byte, i int, t *token) int {
	v := int64(0)
	j := i
	for ; j < len(s) && isDigit(s[j]); j++ {
		if j-i == 9 {
			return 0
		}
		v = v*10 + int64(s[j]-'0')
	}
	if j < len(s) && (s[j] == '.' || s[j] == ',' || s[j] == '\'' || s[j] == '-' || s[j] == ':') {
		return 0
	}
	t.leadZero, t.groups, t.value = s[i] == '0', 1, v*scale
	return j
}

// scanTail reads what may close a price ("50,-", "14.--") and notes a final point.
func scanTail(s []byte, i int, t *token) int {
	if i >= len(s) {
		return i
	}
	if t.decimals > 0 {
		t.dotTail = s[i] == '.' // "31.12."
		return i
	}
	if s[i] == '.' || s[i] == ',' || s[i] == ':' && i+1 < len(s) && s[i+1] == '-' {
		j := i + 1
		for j < len(s) && (s[j] == '-' || s[j] == '=') {
			j++
		}
		if j > i+1 && (j == len(s) || !isDigit(s[j])) {
			t.dashTail = true
			return j
		}
		t.dotTail = s[i] == '.'
		return i
	}
	if s[i] == '-' && (i+1 == len(s) || s[i+1] == ' ' && (i+2 == len(s) || !isDigit(s[i+2]))) || s[i] == '-' && i+1 < len(s) && s[i+1] == '-' {
		j := i
		for j < len(s) && s[j] == '-' {
			j++
		}
		t.dashTail = true
		return j
	}
	return i
}

package price

import (
	"strings"
	"unicode/utf8"
)

// raised spells out raised digits behind a number. Two are its cents, "12⁹⁹" is 12,99;
// others, and those of a number that has decimals, are the mark of a footnote.
func raised(text string) string {
	if !hasRaised(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		_, n := raisedDigit(text[i:])
		if n == 0 || i == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+n])
			i += n
			continue
		}
		var digits []byte
		before := text[:i]
		for d, n := raisedDigit(text[i:]); n > 0; d, n = raisedDigit(text[i:]) {
			digits = append(digits, d)
			i += n
		}
		whole := strings.TrimRight(before, "0123456789")
		size := len(before) - len(whole)
		point := strings.HasSuffix(whole, ".") || strings.HasSuffix(whole, ",")
		switch {
		case len(digits) != 2 || point && size > 0 && size < 3:
			b.WriteByte(' ')
		case size == 0: // "12,⁹⁹", "12€⁹⁹"
			b.Write(digits)
		case strings.HasSuffix(whole, ","):
			b.WriteByte('.')
			b.Write(digits)
		default:
			b.WriteByte(',')
			b.Write(digits)
		}
	}
	return b.String()
}

// hasRaised reports whether what is read of the text may have raised digits.
func hasRaised(text string) bool {
	for i := 0; i+1 < min(len(text), maxBytes); i++ {
		if text[i] == 0xe2 && text[i+1] == 0x81 || text[i] == 0xc2 && text[i+1] >= 0xb2 && text[i+1] <= 0xb9 {
			return true
		}
	}
	return false
}

// raisedDigit is the raised digit that text starts with, and how many bytes it has.
func raisedDigit(text string) (digit byte, n int) {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case r == '¹':
		return '1', n
	case r == '²' || r == '³':
		return byte(r-'²') + '2', n
	case r == '⁰' || r >= '⁴' && r <= '⁹':
		return byte(r-'⁰') + '0', n
	}
	return 0, 0
}

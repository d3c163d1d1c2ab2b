package promo

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/martsql/mart/udfs/internal/fold"
)

// folded holds, for every rune below foldedRunes, what normalise writes for it: lower
// case, without accents, in compatibility form; spaces and symbols of the same meaning
// made one.
const foldedRunes = 0x0700

var folded = sync.OnceValue(func() *[foldedRunes]string {
	var t [foldedRunes]string
	for r := range rune(foldedRunes) {
		t[r] = foldRune(r)
	}
	return &t
})

// foldRune is fold.Rune with what promotions print otherwise: ordinal signs are letters, and
// signs that mean nothing here are spaces. The empty string drops the rune.
func foldRune(r rune) string {
	switch r {
	case '_', '™', '…':
		return " "
	case '÷':
		return "/"
	case 'º', '°', '˚', '\ufffd':
		return "o"
	case 'ø', 'Ø':
		return "oe" // not o: "før" is before, "for" is for
	case '€', '£', '¥', '₺', '₪', '₽', '¢':
		return string(r)
	case '|':
		return "|"
	case '٪':
		return "%"
	}
	s := fold.Rune(r)
	if plain(s) {
		return s
	}
	return strings.Map(func(d rune) rune {
		if d < 0x7f || unicode.IsLetter(d) || unicode.IsDigit(d) {
			return d
		}
		return ' '
	}, s)
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// ascii is what becomes of ASCII: lower case, and a space for underscores and control
// characters. The rest, and the & of entities, is 0 and looked at more closely.
var ascii = func() (t [256]byte) {
	for c := range byte(0x80) {
		switch {
		case c >= 'A' && c <= 'Z':
			t[c] = c + 'a' - 'A'
		case c <= ' ' || c == '_' || c == 0x7f:
			t[c] = ' '
		case c == '`':
			t[c] = '\''
		case c != '&':
			t[c] = c
		}
	}
	return t
}()

// normalise appends the folded text to dst: lower case, accents and invisible
// characters dropped, HTML entities decoded, runs of space made one. It stops at
// MaxBytes of the text. Behind the end of the result stand zeros, so that scan can read on.
func normalise(dst []byte, text string) []byte {
	if len(text) > MaxBytes {
		end := MaxBytes
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	table := folded()
	space := true // true drops a space: at the start, and after another
	for i := 0; i < len(text); {
		if text[i] == '"' && len(dst) > 0 && dst[len(dst)-1] >= utf8.RuneSelf && i+1 < len(text) && text[i+1] == 0xd7 {
			i++ // within a Hebrew abbreviation
			continue
		}
		if ascii[text[i]] != 0 {
			dst, i = appendASCII(dst, text, i, &space)
			continue
		}
		if text[i] == '&' {
			decoded, n := fold.Entity(text[i:])
			dst = appendFolded(dst, decoded, &space, table)
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if (r == 'Ã' || r == 'Â') && i+n < len(text) {
			// UTF-8 that was read as Latin-1 somewhere on the way: "2Ã¨me".
			if next, m := utf8.DecodeRuneInString(text[i+n:]); next >= 0x80 && next < 0xc0 {
				r = next
				if text[i+1] == 0x83 { // Ã
					r += 0x40
				}
				n += m
			}
		}
		if r == '°' && i+n < len(text) && text[i+n]|0x20 == 'p' {
			i += n // the sign of Payback points: "200 °P", "°Punkte"
			if i+1 == len(text) || !isLower(text[i+1]|0x20) && text[i+1] < 0x80 {
				dst = appendFolded(dst, "punkte", &space, table)
				i++
			}
			continue
		}
		if r == utf8.RuneError && len(dst) > 0 && isDigit(dst[len(dst)-1]) && i+n < len(text) && isLower(text[i+n]|0x20) {
			dst, space = append(dst, 'e'), false // "2\ufffdme" was "2ème"
			i += n
			continue
		}
		dst = appendRune(dst, r, &space, table)
		i += n
	}
	n := len(dst)
	if n > 0 && dst[n-1] == ' ' {
		n--
	}
	return append(dst[:n], make([]byte, padding)...)[:n]
}

// appendASCII folds the run of ASCII at text[i:] and returns its end. Most texts are one
// such run. It writes every byte and steps on unless the byte is a space too many, which
// costs less than a branch at each word.
func appendASCII(dst []byte, text string, i int, space *bool) ([]byte, int) {
	n := len(dst)
	dst = slices.Grow(dst, len(text)-i)
	out := dst[:n+len(text)-i]
	was := byte('x')
	if *space {
		was = ' '
	}
	for ; i < len(text); i++ {
		c := ascii[text[i]]
		if c == 0 {
			break
		}
		out[n] = c
		if c|was != ' ' { // both are spaces, or one of them has more bits than a space
			n++
		}
		was = c
	}
	*space = was == ' '
	return out[:n], i
}

func appendFolded(dst []byte, text string, space *bool, table *[foldedRunes]string) []byte {
	for _, r := range text {
		dst = appendRune(dst, r, space, table)
	}
	return dst
}

func appendRune(dst []byte, r rune, space *bool, table *[foldedRunes]string) []byte {
	var s string
	switch {
	case r < foldedRunes:
		s = table[r]
	case r >= 0x4e00 && r <= 0xd7a3: // Chinese, Korean: letters as they are
		*space = false
		return utf8.AppendRune(dst, r)
	case r == '€':
		s = "€"
	default:
		s = foldRune(r)
	}
	if s == "o" && r == utf8.RuneError && (len(dst) == 0 || dst[len(dst)-1] < '0' || dst[len(dst)-1] > '9') {
		s = " " // only after a digit is a lost character likely an ordinal sign
	}
	if n := len(dst); (r == 'ª' || r == 'º') && n > 1 && dst[n-1] == '.' && isDigit(dst[n-2]) {
		dst = dst[:n-1] // "2.ª"
	}
	for i := range len(s) {
		if s[i] == ' ' {
			if !*space {
				dst = append(dst, ' ')
				*space = true
			}
			continue
		}
		dst = append(dst, s[i])
		*space = false
	}
	return dst
}

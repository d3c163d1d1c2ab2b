package promo

import (
	"html"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded holds, for every rune below foldedRunes, what normalise writes for it: lower
// case, without accents, in compatibility form; spaces and symbols of the same meaning
// made one.
const foldedRunes = 0x0700

var folded = sync.OnceValue(func() *[foldedRunes]string {
	var t [foldedRunes]string
	for r := range rune(foldedRunes) {
		t[r] = fold(r)
	}
	return &t
})

// fold normalises one rune. The empty string drops it.
func fold(r rune) string {
	switch r {
	case '_', '\u00a0', '\u202f', '\u2009':
		return " "
	case '\u2212', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\ufe63', '\uff0d':
		return "-"
	case '×', '✕', '✖', '\u2a2f':
		return "x"
	case '’', '‘', '`', '´', '\u02bc', '′':
		return "'"
	case '⁄', '∕', '÷':
		return "/"
	case 'º', '°', '˚', '\ufffd':
		return "o"
	case 'ª':
		return "a"
	case 'ı', 'İ':
		return "i"
	case 'ß':
		return "ss"
	case 'ł', 'Ł':
		return "l"
	case 'ø', 'Ø':
		return "oe" // not o: "før" is before, "for" is for
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ς':
		return "σ"
	case '\u00ad', '\ufeff', '\u200b', '\u200c', '\u200d', '\u2060', '\u200e', '\u200f', '\u061c':
		return ""
	case '€', '£', '¥', '₺', '₪', '₽', '¢':
		return string(r)
	case '½':
		return " 1/2"
	case '⅓':
		return " 1/3"
	case '¼':
		return " 1/4"
	case '⅔':
		return " 2/3"
	case '¾':
		return " 3/4"
	case '¡', '¿', '«', '»', '“', '”', '„', '•', '·', '…':
		return " "
	case '|':
		return "|"
	case '%', '٪':
		return "%"
	}
	if unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Variation_Selector, r) {
		return ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.Is(unicode.Mn, d):
		case d < ' ' || unicode.IsSpace(d):
			b.WriteByte(' ')
		case d < 0x7f, unicode.IsLetter(d), unicode.IsDigit(d):
			b.WriteRune(unicode.ToLower(d))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
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
// MaxBytes of the text.
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
		if ascii[text[i]] != 0 {
			dst, i = appendASCII(dst, text, i, &space)
			continue
		}
		if text[i] == '&' {
			if decoded, n := entity(text[i:]); n > 0 {
				dst = appendFolded(dst, decoded, &space, table)
				i += n
				continue
			}
			dst = append(dst, '&')
			space = false
			i++
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
		dst = appendRune(dst, r, &space, table)
		i += n
	}
	if len(dst) > 0 && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
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
		s = fold(r)
	}
	if s == "o" && r == utf8.RuneError && (len(dst) == 0 || dst[len(dst)-1] < '0' || dst[len(dst)-1] > '9') {
		s = " " // only after a digit is a lost character likely an ordinal sign
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

// entity decodes an HTML entity at the start of s and tells its length, or 0.
func entity(s string) (decoded string, n int) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 3 {
		return "", 0
	}
	decoded = html.UnescapeString(s[:end+1])
	if decoded == s[:end+1] {
		return "", 0
	}
	return decoded, end + 1
}

// Package fold brings printed text to a plain form that scanners can read byte by byte.
package fold

import (
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tableRunes is the end of what shops print most: the letters of Europe, punctuation and
// currency signs. Their foldings are computed once.
const tableRunes = 0x2200

var table = sync.OnceValue(func() *[tableRunes]string {
	var t [tableRunes]string
	for r := range rune(tableRunes) {
		t[r] = Rune(r)
	}
	return &t
})

// Append appends the folded text to dst: lower case, without accents and invisible
// characters, every kind of space, dash, apostrophe and multiplication sign made one,
// digits of every script made those of ASCII, Arabic separators and arrows too,
// spaces collapsed and trimmed, HTML entities decoded. Other signs stay as they are.
// Folding a folded text changes nothing, unless it spells an HTML entity. Only the first
// most bytes of the text are read, cut between characters.
func Append(dst []byte, text string, most int) []byte {
	if len(text) > most {
		for most > 0 && !utf8.RuneStart(text[most]) {
			most--
		}
		text = text[:most]
	}
	start := len(dst)
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '&':
			decoded, n := Entity(text[i:])
			for _, r := range decoded {
				dst = appendRune(dst, start, r)
			}
			i += n
		case c < utf8.RuneSelf:
			dst = appendByte(dst, start, c)
			i++
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			dst = appendRune(dst, start, r)
			i += n
		}
	}
	if len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func appendByte(dst []byte, start int, c byte) []byte {
	switch {
	case c >= 'A' && c <= 'Z':
		c += 'a' - 'A'
	case c == '`':
		c = '\''
	case c <= ' ' || c == 0x7f:
		if len(dst) == start || dst[len(dst)-1] == ' ' {
			return dst
		}
		c = ' '
	}
	return append(dst, c)
}

func appendRune(dst []byte, start int, r rune) []byte {
	var s string
	switch {
	case r < tableRunes:
		s = table()[r]
	case r >= 0x3041 && r <= 0xd7a3: // Japanese, Chinese, Korean: letters as they are
		return utf8.AppendRune(dst, r)
	default:
		s = Rune(r)
	}
	for i := range len(s) {
		dst = appendByte(dst, start, s[i])
	}
	return dst
}

// Rune folds one rune. The empty string drops it.
func Rune(r rune) string {
	switch r {
	case '−', '‐', '‑', '‒', '–', '—', '―', '﹣', '-':
		return "-"
	case '×', '✕', '✖', '⨯':
		return "x"
	case '’', '‘', '´', 'ʼ', '′':
		return "'"
	case '⁄', '∕':
		return "/"
	case '→', '➔', '➜', '➡', '⇒':
		return ">"
	case '٫', '،': // Arabic: the decimal separator, and the comma that is printed for it
		return ","
	case '٬': // parts thousands
		return "'"
	case '٪':
		return "%"
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'ł', 'Ł':
		return "l"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'ı', 'İ':
		return "i"
	case 'þ', 'Þ':
		return "th"
	case 'ς':
		return "σ"
	case '®', '™', '©', '℮', '±', '≈', utf8.RuneError:
		return " "
	case '\u061c', '\u180e':
		return ""
	}
	if d, ok := digit(r); ok {
		return d
	}
	if unicode.In(r, unicode.Mn, unicode.Cf, unicode.Bidi_Control, unicode.Variation_Selector) {
		return ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.Is(unicode.Mn, d):
		case unicode.IsSpace(d) || unicode.IsControl(d):
			b.WriteByte(' ')
		case d == '⁄': // of ½ and its like: "1½" must not become 11/2
			s := b.String()
			b.Reset()
			b.WriteString(" " + s + "/")
		default:
			b.WriteRune(unicode.ToLower(d))
		}
	}
	return b.String()
}

// digit is the digit 0 to 9 that a digit of another script stands for.
func digit(r rune) (string, bool) {
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return "", false
	}
	for _, block := range unicode.Nd.R16 { // every script has its ten in a row
		if uint16(r) >= block.Lo && uint16(r) <= block.Hi && r <= 0xffff {
			return string('0' + (r-rune(block.Lo))%10), true
		}
	}
	for _, block := range unicode.Nd.R32 {
		if uint32(r) >= block.Lo && uint32(r) <= block.Hi {
			return string('0' + (r-rune(block.Lo))%10), true
		}
	}
	return "", false
}

// Entity decodes the HTML entity at the start of s and tells its length. Without one it
// is the ampersand itself.
func Entity(s string) (decoded string, n int) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 3 {
		return "&", 1
	}
	decoded = html.UnescapeString(s[:end+1])
	if decoded == s[:end+1] {
		return "&", 1
	}
	return decoded, end + 1
}

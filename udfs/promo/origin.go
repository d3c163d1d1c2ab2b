package promo

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// An origin knows from which part of a text every byte of its normalised form came.
type origin struct {
	text       string
	start, end []int // in text, by byte of the normalised form
}

// newOrigin lays the text beside its normalised form, by normalising more and more of it:
// where that is a beginning of the whole, what came last is of the characters read last.
func newOrigin(text string, norm []byte) *origin {
	if len(text) > MaxBytes { // the rest is not read
		end := MaxBytes
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	o := &origin{text: text, start: make([]int, len(norm)), end: make([]int, len(norm))}
	from, done := 0, 0
	var buf []byte
	for i := range text {
		_, n := utf8.DecodeRuneInString(text[i:])
		buf = normalise(buf[:0], text[:i+n])
		if !strings.HasPrefix(string(norm), string(buf)) {
			continue // amid an entity: "&eu"
		}
		for ; done < len(buf); done++ {
			o.start[done], o.end[done] = from, i+n
		}
		from = i + n
	}
	return o
}

// span is where a stretch of the normalised form lies in the text.
func (o *origin) span(start, end uint16) (from, to int) {
	if start >= end || int(end) > len(o.end) {
		return 0, 0
	}
	return o.start[start], o.end[end-1]
}

// columns are the first and the last character of a stretch, from 1.
func (o *origin) columns(start, end uint16) string {
	from, to := o.span(start, end)
	first := utf8.RuneCountInString(o.text[:from]) + 1
	last := utf8.RuneCountInString(o.text[:to])
	if first >= last {
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d-%d", first, last)
}

// quoted is a stretch as the text has it, cut in the middle when it is long.
func (o *origin) quoted(start, end uint16) string {
	from, to := o.span(start, end)
	runes := []rune(shown(o.text[from:to]))
	if len(runes) > longestQuote {
		half := longestQuote/2 - 1
		runes = append(append(runes[:half:half], '…'), runes[len(runes)-half:]...)
	}
	return `"` + string(runes) + `"`
}

// longestQuote leaves room for the rest of a line.
const longestQuote = 24

// shown is a text in one line: what controls a screen is a space.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, text)
}

// A stretch of the normalised text with the mark for what it is.
type stretch struct {
	start, end uint16
	mark       byte
}

// marked prints the text with marks below the characters, and what the marks mean.
func (o *origin) marked(list []stretch) []string {
	runes := []rune(shown(o.text))
	marks := []byte(strings.Repeat(" ", len(runes)))
	met := ""
	for _, s := range list {
		from, to := o.span(s.start, s.end)
		first := utf8.RuneCountInString(o.text[:from])
		for i := range utf8.RuneCountInString(o.text[from:to]) {
			if marks[first+i] == ' ' {
				marks[first+i] = s.mark
				met += string(s.mark)
			}
		}
	}
	var lines []string
	for len(runes) > 0 {
		n := fits(runes, lineWidth)
		var below strings.Builder
		for i, r := range runes[:n] {
			below.WriteString(strings.Repeat(string(marks[i]), columnsOf(string(r))))
		}
		lines = append(lines, strings.TrimRight(string(runes[:n]), " "))
		if below := strings.TrimRight(below.String(), " "); below != "" {
			lines = append(lines, below)
		}
		runes, marks = runes[n:], marks[n:]
	}
	var legend []string
	for _, m := range []struct{ mark, meaning string }{{"^", "used"}, {"~", "masked"}, {"?", "left over"}} {
		if strings.Contains(met, m.mark) {
			legend = append(legend, m.mark+" "+m.meaning)
		}
	}
	if len(legend) > 0 {
		lines = append(lines, "("+strings.Join(legend, ", ")+")")
	}
	return lines
}

// fits is how many of the characters go into a line: up to a space, if there is one.
func fits(runes []rune, most int) int {
	width, space := 0, 0
	for i, r := range runes {
		if width += columnsOf(string(r)); width > most {
			if space > 0 {
				return space
			}
			return max(i, 1)
		}
		if r == ' ' {
			space = i + 1
		}
	}
	return len(runes)
}

// wrapped breaks a line that is too wide, and indents what follows.
func wrapped(line string, most int) []string {
	runes := []rune(line)
	n := fits(runes, most)
	out := []string{strings.TrimRight(string(runes[:n]), " ")}
	for runes = runes[n:]; len(runes) > 0; runes = runes[n:] {
		n = fits(runes, most-2)
		out = append(out, "  "+strings.TrimRight(string(runes[:n]), " "))
	}
	return out
}

// aligned sets rows of cells in columns.
func aligned(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columnsOf(cell))
		}
	}
	out := make([]string, len(rows))
	for r, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-columnsOf(cell)+2))
		}
		out[r] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// columnsOf is how many columns of a screen a text takes.
func columnsOf(text string) int {
	n := 0
	for _, r := range text {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

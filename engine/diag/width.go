package diag

import (
	"math"
	"strings"
	"unicode/utf8"
)

// A token is a part of a line that is not broken: what is printed, and how wide that is.
type token struct {
	text  string
	width int
}

// words splits prose between words. A command, which two blanks set off, stays whole: a
// reader copies it.
func words(prose string) []token {
	var out []token
	for i, part := range strings.Split(prose, "  ") {
		fields := strings.Split(part, " ")
		if i > 0 {
			command, rest, more := strings.Cut(part, "; ")
			fields = []string{" " + command} // the second blank; the first stands between tokens
			if more {
				fields[0] += ";"
				fields = append(fields, strings.Split(rest, " ")...)
			}
		}
		for _, f := range fields {
			out = append(out, token{f, utf8.RuneCountInString(f)})
		}
	}
	return out
}

// flow puts tokens on lines of at most width runes; 0 is one line. at is how much of the
// first is taken; all others begin with the indent. A token that is wider than a line
// has one for itself.
func flow(tokens []token, at int, indent string, width int) string {
	var b strings.Builder
	for i, t := range tokens {
		switch {
		case i == 0:
		case width > 0 && at+1+t.width > width && at > len(indent):
			b.WriteString("\n" + indent)
			at = len(indent)
			if trimmed := strings.TrimPrefix(t.text, " "); trimmed != t.text {
				t.text, t.width = trimmed, t.width-1
			}
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(t.text)
		at += t.width
	}
	return b.String()
}

// A window is the part of source lines that is shown where they are too long.
type window struct{ from, to int } // runes, from 0

// around is the window of a line that shows a span of it in so many runes; 0: all of it.
func around(line string, span Span, room int) window {
	length := utf8.RuneCountInString(line)
	if room <= 0 {
		return window{0, math.MaxInt}
	}
	if length <= room {
		return window{0, room}
	}
	from, end := 0, max(span.End.Column-1, span.Start.Column)
	if span.End.Line != span.Start.Line {
		end = span.Start.Column
	}
	if end > room-1 {
		from = max(0, min(span.Start.Column-1-room/4, length-room))
	}
	return window{from, from + room}
}

// of is what the window shows of a line, with dots where it is cut.
func (w window) of(line string) string {
	letters := []rune(line)
	switch {
	case w.from == 0 && len(letters) <= w.to:
		return line
	case len(letters) <= w.from:
		return ""
	}
	shown := letters[w.from:min(w.to, len(letters))]
	left, right := "", ""
	if w.from > 0 {
		left, shown = "…", shown[1:]
	}
	if len(letters) > w.to && len(shown) > 0 {
		right, shown = "…", shown[:len(shown)-1]
	}
	return left + string(shown) + right
}

// under is the underline of a span, as far as the window shows its line.
func (w window) under(line string, span Span) string {
	letters := []rune(underline(line, span))
	return string(letters[:min(len(letters), max(1, w.to-span.Start.Column+1))])
}

package diag

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Sources gives the text of a file as diagnostics name it; false when it has none.
type Sources func(file string) (text string, ok bool)

// A Style colours the parts of a rendered diagnostic; nil members leave them plain.
type Style struct {
	Error, Warning, Dim, Bold func(string) string
	// Width is how many columns there are: prose is broken between words, source lines
	// are cut around the fault. 0: lines are as long as they are. Detail is not touched.
	Width int
}

// Caret renders a diagnostic as a person reads it: the compilers' first line, three
// lines of source with the fault underlined, the related places, the hint.
func Caret(d Diagnostic, sources Sources, style Style) string {
	var b strings.Builder
	word := paint(style.Error, d.Severity.String())
	if d.Severity != Error {
		word = paint(style.Warning, d.Severity.String())
	}
	var first []token
	if at := d.Span.String(); at != "" {
		first = append(first, token{paint(style.Bold, at) + ":", utf8.RuneCountInString(at) + 1})
	}
	first = append(first, token{word + ":", len(d.Severity.String()) + 1})
	first = append(first, words(d.Summary)...)
	if d.Code != "" {
		first = append(first, token{paint(style.Dim, "["+d.Code+"]"), len(d.Code) + 2})
	}
	b.WriteString(flow(first, 0, "    ", style.Width))
	b.WriteByte('\n')
	if d.Span.Known() && !d.Span.whole() && sources != nil {
		if text, ok := sources(d.Span.File); ok {
			snippet(&b, text, d.Span, style)
		}
	}
	for _, r := range d.Related {
		at := r.Span.String()
		if at != "" {
			at += ": "
		}
		b.WriteString("    " + flow(words(at+r.Message), 4, "      ", style.Width) + "\n")
	}
	for line := range strings.Lines(d.Detail) {
		b.WriteString("    " + strings.TrimRight(line, "\n") + "\n")
	}
	if d.Hint != "" {
		lines := strings.Split(d.Hint, "\n")
		b.WriteString("    " + paint(style.Bold, "hint") + ": " + flow(words(lines[0]), len("    hint: "), "          ", style.Width) + "\n")
		for _, l := range lines[1:] {
			b.WriteString("          " + l + "\n")
		}
	}
	return b.String()
}

// snippet writes the faulty line between its neighbours, and the caret below it.
func snippet(b *strings.Builder, text string, span Span, style Style) {
	lines := strings.Split(text, "\n")
	at := span.Start.Line
	if at > len(lines) {
		return
	}
	first, last := max(1, at-1), min(len(lines), at+1)
	if last == len(lines) && strings.TrimSpace(lines[last-1]) == "" && last > at {
		last--
	}
	width := len(fmt.Sprint(last))
	part := around(shown(lines[at-1]), span, style.Width-width-len("  >  | "))
	for n := first; n <= last; n++ {
		line := part.of(shown(lines[n-1]))
		if n != at {
			fmt.Fprintf(b, "%s %s\n", paint(style.Dim, fmt.Sprintf("  %*d |", width+2, n)), line)
			continue
		}
		fmt.Fprintf(b, "  %s %s\n", paint(style.Bold, fmt.Sprintf("> %*d |", width, n)), line)
		fmt.Fprintf(b, "%s %s%s\n", paint(style.Dim, strings.Repeat(" ", width+4)+" |"),
			strings.Repeat(" ", span.Start.Column-1-part.from), paint(style.Error, part.under(lines[n-1], span)))
	}
}

// shown is a source line as it is printed: tabs as one blank, so that the caret, which
// counts runes, stands under the right one.
func shown(line string) string {
	return strings.ReplaceAll(strings.TrimRight(line, "\r"), "\t", " ")
}

// underline is a caret and tildes, as long as the span on its first line.
func underline(line string, span Span) string {
	length := utf8.RuneCountInString(strings.TrimRight(line, "\r")) - span.Start.Column + 1
	if span.End.Line == span.Start.Line {
		length = min(length, span.End.Column-span.Start.Column)
	} else if span.End.Line == 0 {
		length = 1
	}
	return "^" + strings.Repeat("~", max(0, length-1))
}

func paint(f func(string) string, s string) string {
	if f == nil {
		return s
	}
	return f(s)
}

// jsonDiagnostic is the form that --log-format json prints and editors read.
type jsonDiagnostic struct {
	File      string        `json:"file,omitempty"`
	Line      int           `json:"line,omitempty"`
	Column    int           `json:"column,omitempty"`
	EndLine   int           `json:"end_line,omitempty"`
	EndColumn int           `json:"end_column,omitempty"`
	Severity  string        `json:"severity"`
	Code      string        `json:"code"`
	Summary   string        `json:"summary"`
	Detail    string        `json:"detail,omitempty"`
	Hint      string        `json:"hint,omitempty"`
	Related   []jsonRelated `json:"related,omitempty"`
}

type jsonRelated struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// MarshalJSON writes the diagnostic with file, line and column side by side.
func (d Diagnostic) MarshalJSON() ([]byte, error) {
	out := jsonDiagnostic{
		File: d.Span.File, Line: d.Span.Start.Line, Column: d.Span.Start.Column,
		EndLine: d.Span.End.Line, EndColumn: d.Span.End.Column,
		Severity: d.Severity.String(), Code: d.Code, Summary: d.Summary, Detail: d.Detail, Hint: d.Hint,
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, jsonRelated{r.Span.File, r.Span.Start.Line, r.Span.Start.Column, r.Message})
	}
	return json.Marshal(out)
}

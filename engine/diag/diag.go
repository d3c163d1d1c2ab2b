// Package diag is the ground floor of every message about a user's file: where
// (Pos, Span), what (Diagnostic), all of it at once (List), and how it is shown
// (Caret, Plain and JSON rendering).
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Pos is a place in a text file.
type Pos struct {
	Line   int // 1-based; 0 means that the place is not known
	Column int // 1-based, counted in runes
	Offset int // 0-based, counted in bytes
}

// A Span is a stretch of a file. End is exclusive; a Span with Start only has End zero.
type Span struct {
	File       string // slash-separated, relative to the project; or a flag's name such as --select
	Start, End Pos
}

// Known reports whether the span says more than the file.
func (s Span) Known() bool { return s.Start.Line > 0 }

// whole reports whether the span is the beginning of the file and no more: it stands for
// all of the file, such as the query of a model.
func (s Span) whole() bool { return s.Start.Line == 1 && s.Start.Column == 1 && s.End == (Pos{}) }

// String prints file:line:column as compilers do, without the parts not known.
func (s Span) String() string {
	if !s.Known() {
		return s.File
	}
	return fmt.Sprintf("%s:%d:%d", s.File, s.Start.Line, s.Start.Column)
}

// PosAt gives the place of a byte offset in a text.
func PosAt(text string, offset int) Pos {
	offset = max(0, min(offset, len(text)))
	before := text[:offset]
	line := strings.Count(before, "\n") + 1
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	return Pos{Line: line, Column: column, Offset: offset}
}

// SpanAt gives the span between two byte offsets of a file's text.
func SpanAt(file, text string, start, end int) Span {
	return Span{File: file, Start: PosAt(text, start), End: PosAt(text, end)}
}

// A Severity says whether a diagnostic stops the work.
type Severity uint8

// The severities, the gravest first.
const (
	Error Severity = iota
	Warning
	Note
)

// String is the word that is printed: error, warning or note.
func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// A Diagnostic is one fault, told to a user.
type Diagnostic struct {
	Severity Severity
	Code     string // "unknown-ref": stable, greppable, explained in docs/errors.md
	Summary  string // one line, lower case, no full stop: what is wrong, in the user's words
	Detail   string // what is best seen, such as a table of rows: lines, shown as they are
	Hint     string // what to do; may be empty; may have several lines
	Span     Span
	Related  []Related // other places that explain this one
	Cause    error     // for errors.Is and errors.As; not printed
}

// Related is a second place that explains a diagnostic.
type Related struct {
	Span    Span
	Message string
}

// Errorf makes an error at a place.
func Errorf(span Span, code, format string, args ...any) Diagnostic {
	return Diagnostic{Severity: Error, Code: code, Span: span, Summary: fmt.Sprintf(format, args...)}
}

// Warnf makes a warning at a place.
func Warnf(span Span, code, format string, args ...any) Diagnostic {
	return Diagnostic{Severity: Warning, Code: code, Span: span, Summary: fmt.Sprintf(format, args...)}
}

// WithHint returns the diagnostic with a hint.
func (d Diagnostic) WithHint(format string, args ...any) Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// Error makes a Diagnostic an error of one line.
func (d Diagnostic) Error() string {
	text := d.Severity.String() + ": " + d.Summary
	if d.Code != "" {
		text += " [" + d.Code + "]"
	}
	if at := d.Span.String(); at != "" {
		return at + ": " + text
	}
	return text
}

// WithDetail returns the diagnostic with lines that are shown as they are.
func (d Diagnostic) WithDetail(lines string) Diagnostic {
	d.Detail = lines
	return d
}

// Unwrap gives the cause.
func (d Diagnostic) Unwrap() error { return d.Cause }

// A List is all the faults of a pass.
type List []Diagnostic

// Add appends diagnostics.
func (l *List) Add(d ...Diagnostic) { *l = append(*l, d...) }

// HasErrors reports whether anything in the list stops the work.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Err is nil unless the list has an error; then it is the list.
func (l List) Err() error {
	if l.HasErrors() {
		return l
	}
	return nil
}

// Error joins the lines of all diagnostics.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Sort orders the list by file, line, column, then gravity, and drops exact repeats.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diagnostic) int {
		return cmp.Or(
			strings.Compare(a.Span.File, b.Span.File),
			a.Span.Start.Line-b.Span.Start.Line,
			a.Span.Start.Column-b.Span.Start.Column,
			int(a.Severity)-int(b.Severity),
			strings.Compare(a.Summary, b.Summary),
		)
	})
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool {
		return a.Span == b.Span && a.Code == b.Code && a.Summary == b.Summary
	})
}

// Counts returns the number of errors and of warnings, and of the files they are in.
func (l List) Counts() (errors, warnings, files int) {
	seen := map[string]bool{}
	for _, d := range l {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
		seen[d.Span.File] = true
	}
	return errors, warnings, len(seen)
}

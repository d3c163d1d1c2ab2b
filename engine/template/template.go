// Package template reads and renders mart's templates: Go's text/template with sprig's
// repeatable functions, mart's own functions (ref, source, config, ...) and macros.
// It knows the place of everything: each fault has a line and a column, refs and config
// are read without rendering, and rendered SQL comes with a map back to the template.
//
// Three steps: Parse a text to a File; Scan a File for what it names; Render it.
// Macros come from a Library, which is filled first and then only read.
package template

import (
	"text/template/parse"

	"github.com/martsql/mart/engine/diag"
)

// A File is one parsed template. It is not changed after Parse, and any number of
// goroutines may scan and render it.
type File struct {
	Name string // as diagnostics name it
	Text string

	tree  *parse.Tree // nil: the text has no action
	sites []site      // by marker: what each node of the tree is in the text
	lines lineTable
}

// Parse reads a template. It reports every syntax fault that it finds [template-syntax];
// the File is nil when there is one. Functions are not looked up: Scan does that, as
// only a Library knows the macros.
func Parse(name, text string) (*File, diag.List) {
	return parseFile(name, text)
}

// Span gives the span between two byte offsets of the file.
func (f *File) Span(start, end int) diag.Span { return f.lines.span(f.Name, f.Text, start, end) }

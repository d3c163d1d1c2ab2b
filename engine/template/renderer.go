package template

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Renderer renders templates, one at a time.
type Renderer struct{}

// Rendered is the outcome of a template.
type Rendered struct {
	SQL string
	Map engine.SourceMap
}

// Render renders a file.
func (r *Renderer) Render(f *File, ctx *Context) (Rendered, diag.List) {
	return Rendered{}, nil
}

// Call renders one call of a macro, by its name ("test unique", "generate_series"),
// with named arguments: a generic test or an operation. at is where the call is written,
// say in a property file: the map and the faults point there.
func (r *Renderer) Call(macro string, args map[string]any, at diag.Span, ctx *Context) (Rendered, diag.List) {
	return Rendered{}, nil
}

package portability

import (
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Warn returns warnings for what is not portable in a compiled node, at the author's
// places. It looks only at what stands in the author's own file: what a macro writes is
// made for the one database, and an ephemeral model is warned about by itself. sources
// gives the text of template files; with nil, places are those of whole stretches.
func Warn(c engine.Compiled, file string, sources diag.Sources) diag.List {
	var out diag.List
	for _, f := range Check(c.SQL) {
		span, ok := place(c.Map, f, file, sources)
		if !ok {
			continue
		}
		out = append(out, diag.Diagnostic{
			Severity: diag.Warning, Span: span, Code: "not-portable",
			Summary: f.Message, Hint: f.Hint,
		})
	}
	return out
}

// Wanted reports whether a project with targets of these adapters is built on both
// databases, so that its SQL has to mean the same on both.
func Wanted(adapters []string) bool {
	return slices.Contains(adapters, "duckdb") && slices.Contains(adapters, "snowflake")
}

// place is where a finding stands in the author's file; false when something else than
// the author's own letters made it.
func place(m engine.SourceMap, f Finding, file string, sources diag.Sources) (diag.Span, bool) {
	span, ok := m.At(f.Offset, sources)
	if !ok || span.File != file || !literalAt(m, f.Offset) {
		return span, false
	}
	if last, ok := m.At(f.Offset+f.Length-1, sources); ok && last.File == span.File && literalAt(m, f.Offset+f.Length-1) {
		span.End = last.End
	}
	return span, true
}

// literalAt reports whether the byte was copied from a template letter by letter.
func literalAt(m engine.SourceMap, offset int) bool {
	for i := len(m) - 1; i >= 0; i-- {
		if m[i].Out <= offset {
			return m[i].Literal
		}
	}
	return false
}

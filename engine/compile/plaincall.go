package compile

import (
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// plainCalls tells of Go functions that SQL calls by their bare names, without {{ udf }},
// where the database does not have them: it would only say that it does not know them.
func (c *Compiler) plainCalls(out engine.Compiled) diag.List {
	d := c.speaks(out.Lake)
	if d.Supports(engine.GoUDFs) || c.project.Functions == nil {
		return nil
	}
	var problems diag.List
	for at := 0; at < len(out.SQL); {
		size, skipped := tokenSize(out.SQL[at:], true)
		if skipped || size > 1 || !wordByte(out.SQL[at]) {
			at += size
			continue
		}
		end := at
		for end < len(out.SQL) && wordByte(out.SQL[end]) {
			end++
		}
		name := strings.ToLower(out.SQL[at:end])
		if _, ours := c.project.Functions.Lookup(name); ours && strings.HasPrefix(strings.TrimLeft(out.SQL[end:], " "), "(") {
			span, ok := out.Map.At(at, c.project.Source)
			if n := c.project.Manifest.Nodes[out.ID]; !ok && n != nil {
				span = n.Head().Span
			}
			problems.Add(diag.Errorf(span, "udf-on-warehouse", "%s is a Go function of mart, and %s cannot call it", name, d.Name()).
				WithHint("move the call into a load model, which runs on the lake side, and ref its column here"))
		}
		at = end
	}
	return problems
}

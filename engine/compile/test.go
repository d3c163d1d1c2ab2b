package compile

import (
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
	"github.com/martsql/mart/engine/template"
)

// genericTest renders the macro of a data test with its arguments.
func (c *Compiler) genericTest(t *engine.Test) (rendered, diag.List) {
	out := rendered{Compiled: engine.Compiled{ID: t.ID}}
	target, ok := c.project.Manifest.Nodes[t.Attached].(engine.Relational)
	if !ok {
		return out, diag.List{diag.Errorf(t.Span, "unknown-ref", "the tested node %s is not there", t.Attached)}
	}
	relation, err := c.relationSQL(t, target, &out)
	if err != nil {
		return out, diag.List{diag.Errorf(t.Span, "unreadable", "%s", err)}
	}
	args := map[string]any{"model": quality.Where(relation, t.Config.Where)}
	if t.Column != "" {
		args["column"] = c.columnSQL(t.Column)
	}
	for name, value := range t.Args {
		args[name], err = c.testArgument(t, value, &out)
		if err != nil {
			return out, diag.List{diag.Errorf(t.Span, "unreadable", "%s", err)}
		}
	}
	renderer := c.renderers.Get().(*template.Renderer)
	defer c.renderers.Put(renderer)
	r, problems := renderer.Call("test "+t.Macro, args, t.Span, c.context(t, &out))
	out.SQL, out.Map = trimmed(r.SQL), r.Map
	return out, problems
}

// columnSQL quotes a column; a path into a struct (promo.mechanic) is left as it is.
func (c *Compiler) columnSQL(name string) string {
	if strings.ContainsAny(name, ".[(") {
		return name
	}
	return c.dialect.Quote(name)
}

// testArgument turns an argument that names a relation into its SQL.
func (c *Compiler) testArgument(t *engine.Test, value any, out *rendered) (any, error) {
	text, ok := value.(string)
	if !ok {
		return value, nil
	}
	kind, args, ok := config.ParseRelationText(text)
	if !ok {
		return value, nil
	}
	var target engine.Relational
	switch kind {
	case "this":
		target, ok = c.project.Manifest.Nodes[t.Attached].(engine.Relational)
	case "source":
		target, ok = c.project.SourceTable(args[0], args[1])
	default:
		target, ok = c.project.Ref("", args[len(args)-1])
	}
	if !ok {
		return value, nil // parse told of it
	}
	return c.relationSQL(t, target, out)
}

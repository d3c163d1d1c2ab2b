package compile

import (
	"errors"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
	"github.com/martsql/mart/engine/template"
)

// genericTest renders the macro of a data test with its arguments.
func (c *Compiler) genericTest(t *engine.Test) (rendered, diag.List) {
	out := rendered{Compiled: engine.Compiled{ID: t.ID, Lake: c.onLake(t.ID)}}
	target, ok := c.project.Manifest.Nodes[t.Attached].(engine.Relational)
	if !ok {
		return out, diag.List{diag.Errorf(t.Span, "unknown-ref", "the tested node %s is not there", t.Attached)}
	}
	relation, err := c.relationSQL(t.Span, t, target, &out)
	if err != nil {
		return out, faultsAt(t.Span, err)
	}
	cfg, problems := c.TestConfig(t)
	if problems.HasErrors() {
		return out, problems
	}
	args := map[string]any{"model": quality.Where(relation, cfg.Where)}
	if t.Column != "" {
		args["column"] = c.columnSQL(t.Column, out.Lake)
	}
	for name, value := range t.Args {
		args[name], err = c.testArgument(t, value, &out)
		if err != nil {
			return out, faultsAt(t.Span, err)
		}
	}
	renderer, free := c.renderer(out.Lake)
	defer free()
	r, problems := renderer.Call("test "+t.Macro, args, t.Span, c.context(t, &out))
	out.SQL, out.Map = trimmed(r.SQL), r.Map
	return out, problems
}

// columnSQL quotes a column; a path into a struct (promo.mechanic) is left as it is.
func (c *Compiler) columnSQL(name string, lake bool) string {
	if strings.ContainsAny(name, ".[(") {
		return name
	}
	return c.speaks(lake).Quote(name)
}

// TestConfig is the config of a data test with the templates in its conditions rendered.
func (c *Compiler) TestConfig(t *engine.Test) (engine.Config, diag.List) {
	cfg := t.Config
	var problems diag.List
	for _, text := range []*string{&cfg.Where, &cfg.FailCalc, &cfg.WarnIf, &cfg.ErrorIf} {
		var err error
		if *text, err = c.nodeText(t, *text, &rendered{Compiled: engine.Compiled{Lake: c.onLake(t.ID)}}); err != nil {
			problems = append(problems, faultsAt(t.Span, err)...)
		}
	}
	return cfg, problems
}

// textOf renders the template in a text that belongs to no node.
func (c *Compiler) textOf(h *engine.Header, text string) (string, error) {
	return c.nodeText(&engine.Exposure{Header: *h}, text, &rendered{})
}

// nodeText renders the template in a text of a property file.
func (c *Compiler) nodeText(n engine.Node, text string, out *rendered) (string, error) {
	if !strings.Contains(text, "{{") {
		return text, nil
	}
	file, problems := template.Parse(n.Head().File, text)
	if problems.HasErrors() {
		return "", problems
	}
	if scanned := file.Scan(c.project.Library, c.speaks(out.Lake).Name()).Problems; scanned.HasErrors() {
		return "", scanned
	}
	renderer, free := c.renderer(out.Lake)
	defer free()
	r, problems := renderer.Render(file, c.context(n, out))
	return r.SQL, problems.Err()
}

// faultsAt puts an error at the place of a test: a place within a YAML value says nothing
// to its reader.
func faultsAt(span diag.Span, err error) diag.List {
	var list diag.List
	var one diag.Diagnostic
	if errors.As(err, &one) {
		list = diag.List{one}
	} else if !errors.As(err, &list) {
		return diag.List{diag.Errorf(span, "template-value", "%s", err)}
	}
	out := slices.Clone(list)
	for i := range out {
		out[i].Span = span
	}
	return out
}

// testArgument renders the templates in an argument, and turns one that names a relation
// into its SQL.
func (c *Compiler) testArgument(t *engine.Test, value any, out *rendered) (any, error) {
	text, ok := value.(string)
	if list, isList := value.([]any); isList {
		return c.testArguments(t, list, out)
	}
	if !ok {
		return value, nil
	}
	kind, args, ok := config.ParseRelationText(text)
	if !ok {
		return c.nodeText(t, text, out)
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
	return c.relationSQL(t.Span, t, target, out)
}

func (c *Compiler) testArguments(t *engine.Test, list []any, out *rendered) (any, error) {
	values := make([]any, len(list))
	for i, v := range list {
		text, ok := v.(string)
		if !ok {
			values[i] = v
			continue
		}
		var err error
		if values[i], err = c.nodeText(t, text, out); err != nil {
			return nil, err
		}
	}
	return values, nil
}

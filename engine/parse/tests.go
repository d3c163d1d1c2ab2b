package parse

import (
	"context"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

// makeTests makes a node of every data test that a property file attaches to a model, a
// seed, a source, or a column of one.
func (l *loader) makeTests(context.Context) {
	for _, p := range l.properties {
		for _, e := range p.Models {
			l.attach(p.File, l.modelID(e.Name), e)
		}
		for _, e := range p.Seeds {
			l.attach(p.File, l.id(engine.KindSeed, e.Name), e)
		}
		for _, s := range p.Sources {
			for _, t := range s.Tables {
				l.attach(p.File, l.id(engine.KindSource, s.Name+"."+t.Name), t.Entry)
			}
		}
	}
}

func (l *loader) attach(file string, to engine.NodeID, e config.Entry) {
	node, ok := l.project.Manifest.Nodes[to].(engine.Relational)
	if !ok {
		return // disabled, or not there: checkProperties tells
	}
	for _, t := range e.Tests {
		l.makeTest(file, node, "", t)
	}
	for _, c := range e.Columns {
		for _, t := range c.Tests {
			l.makeTest(file, node, c.Name, t)
		}
	}
}

func (l *loader) makeTest(file string, node engine.Relational, column string, t config.DataTest) {
	signature, ok := l.project.Library.LookupTest(t.Test)
	if !ok {
		l.problems.Add(unknownTest(t, l.project.Library.Tests()))
		return
	}
	args := t.ArgMap()
	name := t.Name
	if name == "" {
		name = quality.Name(t.Test, node.Head().Name, column, args)
	}
	id := l.id(engine.KindTest, name)
	if first, taken := l.project.Manifest.Nodes[id]; taken {
		d := diag.Errorf(t.Span, "duplicate-name", "two data tests are named %q", name).
			WithHint("drop one, or give one a name of its own:  name: ...")
		d.Related = []diag.Related{{Span: first.Head().Span, Message: "the other one"}}
		l.problems.Add(d)
		return
	}
	l.problems.Add(checkArguments(t, signature.Params, column)...)
	rel := below(node.Head().File, l.project.Manifest.Project.Paths.Models)
	cfg, problems := config.Resolve(engine.KindTest, append(l.testLayers(rel), t.Config)...)
	l.problems.Add(problems...)
	fqn := append([]string{}, node.Head().FQN[:len(node.Head().FQN)-1]...)
	n := &engine.Test{
		Header: engine.Header{
			ID: id, Kind: engine.KindTest, Name: name, Package: node.Head().Package, File: file, PatchFile: file, Span: t.Span,
			FQN: append(fqn, name), Description: l.describe(t.Description, t.Span), Config: cfg,
			Uses: []engine.Use{{Target: node.Head().ID, Span: t.Span}},
		},
		Macro: t.Test, Args: args, Column: column, Attached: node.Head().ID,
	}
	for _, a := range t.Args {
		if text, isText := a.Value.(string); isText && isRelationText(text) {
			if use, ok := l.useOfText(text, a.ValueSpan); ok {
				n.Uses = append(n.Uses, use)
			}
		}
	}
	l.scans[id] = l.project.Library.ScanMacro("test "+t.Test, l.project.Dialect, t.Span)
	l.put(n)
}

// testLayers is the folders' config for a test. The schema that a folder gives to its
// models is not meant for failing rows, which would stand among the models' tables.
func (l *loader) testLayers(rel string) []config.Layer {
	layers := l.file.Layers(rel)
	for i, layer := range layers {
		layers[i] = slices.DeleteFunc(slices.Clone(layer), func(s config.Setting) bool { return s.Key == "schema" })
	}
	return layers
}

func unknownTest(t config.DataTest, names []string) diag.Diagnostic {
	hint := diag.DidYouMean(t.Test, names)
	if hint == "" {
		hint = "the tests are " + strings.Join(names, ", ") + "; your own are macros named \"test NAME(model, column)\""
	}
	return diag.Errorf(t.Span, "unknown-test", "no data test is named %q", t.Test).WithHint("%s", hint)
}

// isRelationText reports whether an argument of a test names another relation.
func isRelationText(text string) bool {
	kind, _, ok := config.ParseRelationText(text)
	return ok && kind != "this"
}

package parse

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// makeNodes makes the models, seeds and singular tests: one a file.
func (l *loader) makeNodes(ctx context.Context) {
	paths := l.project.Manifest.Project.Paths
	for _, f := range l.found.models {
		l.makeModel(ctx, f, below(f, paths.Models))
	}
	seen := map[string]string{}
	for _, f := range l.found.seeds {
		name := baseName(f)
		if first, taken := seen[name]; taken {
			l.problems.Add(duplicate(engine.KindSeed, name, f, first))
			continue
		}
		seen[name] = f
		l.makeSeed(f, below(f, paths.Seeds))
	}
	for _, f := range l.found.tests {
		l.makeSingularTest(f, below(f, paths.Tests))
	}
}

func (l *loader) makeModel(ctx context.Context, file, rel string) {
	name := l.modelName(baseName(file))
	id := l.modelID(name)
	tmpl := l.project.Templates[id]
	if tmpl == nil || tmpl.Name != file {
		return // did not parse, or is the second of its name: told already
	}
	entry := l.describedAs(engine.KindModel, name)
	l.own[id] = l.ownConfig(id, tmpl)
	m := &engine.Model{Header: l.header(engine.KindModel, file, rel, entry), Raw: tmpl.Text}
	l.version(m, entry)
	cfg, problems := config.Resolve(engine.KindModel, append(l.file.Layers(rel), entry.Config, l.own[id])...)
	l.problems.Add(problems...)
	m.Config = cfg
	l.checkEmpty(&m.Header, m.Raw)
	m.Relation = l.relation(cfg, m.Name)
	m.Columns, m.Constraints = l.columns(entry.Columns), slices.Clone(entry.Constraints)
	l.described[id] = entry.Config
	l.put(m)
}

func (l *loader) makeSeed(file, rel string) {
	name := baseName(file)
	entry := l.describedAs(engine.KindSeed, name)
	s := &engine.Seed{Header: l.header(engine.KindSeed, file, rel, entry)}
	cfg, problems := config.Resolve(engine.KindSeed, append(l.file.Layers(rel), entry.Config)...)
	l.problems.Add(problems...)
	s.Config = cfg
	s.Relation = l.relation(cfg, name)
	s.Columns = l.columns(entry.Columns)
	l.put(s)
}

func (l *loader) makeSingularTest(file, rel string) {
	name := baseName(file)
	id := l.id(engine.KindTest, name)
	tmpl := l.project.Templates[id]
	if tmpl == nil || tmpl.Name != file {
		return
	}
	entry := l.describedAs(engine.KindTest, name)
	l.own[id] = l.ownConfig(id, tmpl)
	t := &engine.Test{Header: l.header(engine.KindTest, file, rel, entry), Raw: tmpl.Text}
	cfg, problems := config.Resolve(engine.KindTest, append(l.testLayers(rel), entry.Config, l.own[id])...)
	l.problems.Add(problems...)
	t.Config = cfg
	l.checkEmpty(&t.Header, t.Raw)
	l.put(t)
}

// describedAs takes the property entry of a name; its zero value when there is none.
func (l *loader) describedAs(kind engine.Kind, name string) described {
	d, ok := l.entries[kind][name]
	if ok {
		d.used = true
		l.entries[kind][name] = d
	}
	return d
}

// header fills in what all nodes with a file of their own have.
func (l *loader) header(kind engine.Kind, file, rel string, entry described) engine.Header {
	name := baseName(file)
	fqn := []string{l.project.Manifest.Project.Name}
	if dir := path.Dir(rel); dir != "." {
		fqn = append(fqn, strings.Split(dir, "/")...)
	}
	return engine.Header{
		ID: l.id(kind, name), Kind: kind, Name: name, Package: l.project.Manifest.Project.Name,
		File: file, PatchFile: entry.file, PatchSpan: entry.Span, Span: diag.Span{File: file, Start: diag.Pos{Line: 1, Column: 1}},
		FQN: append(fqn, name), Description: l.describe(entry.Description, entry.Span),
	}
}

// ownConfig is what a template says of itself with config. Constant settings are read
// without rendering; where one is computed, the template is rendered to learn it.
func (l *loader) ownConfig(id engine.NodeID, tmpl *template.File) config.Layer {
	scan := l.scans[id]
	dynamic := func(d template.Dynamic) bool { return d.Func == "config" }
	if slices.ContainsFunc(scan.Dynamic, dynamic) {
		return l.renderedConfig(tmpl)
	}
	layer := make(config.Layer, len(scan.Settings))
	for i, s := range scan.Settings {
		layer[i] = config.Setting{Key: s.Key, Value: s.Value, Span: s.KeySpan, ValueSpan: s.ValueSpan}
	}
	return layer
}

// renderedConfig renders a template for its config calls only.
func (l *loader) renderedConfig(tmpl *template.File) config.Layer {
	var layer config.Layer
	ctx := l.lookingContext()
	ctx.Config = func(at diag.Span, key string, value any) error {
		layer = append(layer, config.Setting{Key: key, Value: value, Span: at, ValueSpan: at})
		return nil
	}
	_, problems := l.project.Library.NewRenderer(l.project.Dialect).Render(tmpl, ctx)
	l.problems.Add(problems...)
	return layer
}

// lookingContext answers a template that is rendered only to see what it names: every
// ref is good, nothing exists yet, no query is sent.
func (l *loader) lookingContext() *template.Context {
	name := func(parts ...string) string { return strings.Join(parts, ".") }
	return &template.Context{
		Ref:    func(_ diag.Span, _, n string) (string, error) { return n, nil },
		Source: func(_ diag.Span, s, t string) (string, error) { return name(s, t), nil },
		UDF: func(_ diag.Span, n string, args []string) (string, error) {
			return n + "(" + strings.Join(args, ", ") + ")", nil
		},
		Rejects:   func(_ diag.Span, m string) (string, error) { return m, nil },
		Config:    func(diag.Span, string, any) error { return nil },
		ConfigGet: func(string) (any, bool) { return nil, false },
		Var:       l.project.Var,
		EnvVar:    l.project.EnvVar,
		Query:     func(string) ([]map[string]any, error) { return nil, nil },
		Doc:       func(n string) (string, error) { return l.project.Docs[n], nil },
		Log:       func(string) {},
		This:      &template.This{SQL: "this"},
		Target:    l.project.TargetFacts(),
	}
}

// TargetFacts is what templates may know of the target: no settings, so no secrets.
func (p *Project) TargetFacts() map[string]any {
	t := p.Manifest.Target
	return map[string]any{"name": t.Name, "adapter": t.Adapter, "type": t.Adapter, "schema": t.Schema, "database": t.Database, "threads": t.Threads}
}

// relation is where a node of this project stands: schemas are used as written, after
// the target's prefix.
func (l *loader) relation(cfg engine.Config, name string) engine.Relation {
	target := l.project.Manifest.Target
	r := engine.Relation{Database: cfg.Database, Schema: cfg.Schema, Name: name}
	if r.Schema == "" {
		r.Schema = target.Schema
	}
	r.Schema = target.SchemaPrefix + r.Schema
	if cfg.Alias != "" {
		r.Name = cfg.Alias
	}
	return r
}

func (l *loader) columns(declared []config.Column) []engine.Column {
	out := make([]engine.Column, len(declared))
	for i, c := range declared {
		out[i] = c.Column
		out[i].Constraints = slices.Clone(c.Constraints)
		out[i].Description = l.describe(c.Description, c.Span)
	}
	return out
}

// put files a node, unless it is disabled: then only its name is kept, for a message.
func (l *loader) put(n engine.Node) {
	h := n.Head()
	key := h.Name
	if s, ok := n.(*engine.Source); ok {
		key = s.SourceName + "." + h.Name
	}
	if !h.Config.Enabled {
		l.disabled[key] = h.Span
		return
	}
	l.project.Manifest.Nodes[h.ID] = n
	switch n := n.(type) {
	case *engine.Source:
		l.project.sources[key] = h.ID
	case *engine.Model, *engine.Seed:
		if first, taken := l.project.refs[key]; taken {
			other := l.project.Manifest.Nodes[first].Head()
			l.problems.Add(duplicateRef(n.Head(), other))
			return
		}
		l.project.refs[key] = h.ID
		if m, ok := n.(*engine.Model); ok && m.Version != "" {
			l.putVersion(m)
		}
	}
}

func duplicateRef(h, other *engine.Header) diag.Diagnostic {
	d := diag.Errorf(h.Span, "duplicate-name", "a %s and a %s are both named %q, and ref could mean either", h.Kind, other.Kind, h.Name).
		WithHint("rename one of them")
	d.Related = []diag.Related{{Span: other.Span, Message: "the other one"}}
	return d
}

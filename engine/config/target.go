package config

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

const (
	defaultSchema  = "main"
	defaultThreads = 4
)

// targetKeys are the keys that targets of every adapter have.
var targetKeys = []string{"adapter", "database", "schema", "schema_prefix", "threads", "vars"}

// onlyTarget is the target of a project that says nothing of targets.
func onlyTarget() pair {
	text := func(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s} }
	name := text("dev")
	return pair{name.Value, name, &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{
		text("adapter"), text("duckdb"), text("path"), text("target/dev.duckdb"),
	}}}
}

// targets checks the keys and types of all targets, and keeps them for Target. Values
// are not rendered: only those of the chosen target are, when it is chosen.
func (r *reader) targets(f *ProjectFile, p pair) {
	f.targetsSaid = true
	n := follow(p.value)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(p, "a map of targets", p.name+": {dev: {adapter: duckdb, path: target/dev.duckdb}}")
		return
	}
	r.enter(step{key: p.name})
	defer r.leave()
	f.targets = r.pairs(n)
	r.unrendered(func() {
		for _, p := range f.targets {
			r.target(p)
		}
	})
}

// target reads one target.
func (r *reader) target(p pair) engine.Target {
	t := engine.Target{Name: p.name, Schema: defaultSchema, Threads: defaultThreads, Settings: map[string]any{}, Span: r.span(p.key)}
	n := follow(p.value)
	r.enter(step{key: p.name})
	defer r.leave()
	if n.Kind != yaml.MappingNode {
		r.wrong(r.where(), p.value, "a map", p.name+": {adapter: duckdb, path: target/dev.duckdb}")
		return t
	}
	pairs := r.pairs(n)
	own := r.adapter(p, pairs, &t)
	for _, p := range pairs {
		switch p.name {
		case "adapter":
		case "schema":
			t.Schema = r.str(p)
		case "schema_prefix":
			t.SchemaPrefix = r.str(p)
		case "database":
			t.Database = r.str(p)
		case "threads":
			t.Threads = r.threads(p)
		case "vars":
			t.Vars = r.mapping(p)
		case "lake":
			t.Lake = r.lake(p, own, &t)
		default:
			r.ownKey(p, own, &t)
		}
	}
	if t.Schema == "" {
		t.Schema = defaultSchema
	}
	return t
}

// threads reads the number of workers. Before templates are rendered, one is let pass.
func (r *reader) threads(p pair) int {
	if n := follow(p.value); r.o.Render == nil && n.Kind == yaml.ScalarNode && strings.Contains(n.Value, "{{") {
		return defaultThreads
	}
	return r.whole(p, 1, defaultThreads)
}

// adapter reads the target's adapter and returns the adapter's own keys; nil: any key
// is taken.
func (r *reader) adapter(target pair, pairs []pair, t *engine.Target) []string {
	i := slices.IndexFunc(pairs, func(p pair) bool { return p.name == "adapter" })
	names := sortedKeys(r.o.TargetKeys)
	if i < 0 {
		d := r.fault(target.key, "missing-key", "%s has no \"adapter\"", r.where())
		d.Hint = "add  adapter: duckdb"
		if len(names) > 0 {
			d.Hint = "add  adapter: and one of " + strings.Join(names, ", ")
		}
		return nil
	}
	t.Adapter = r.str(pairs[i])
	own, known := r.o.TargetKeys[t.Adapter]
	if known || r.o.TargetKeys == nil || strings.Contains(t.Adapter, "{{") || t.Adapter == "" {
		return own
	}
	d := r.fault(pairs[i].value, "unknown-adapter", "there is no adapter %q", short(t.Adapter))
	d.Hint = choiceHint(t.Adapter, names)
	return nil
}

// ownKey reads a key that only the adapter knows.
func (r *reader) ownKey(p pair, own []string, t *engine.Target) {
	if own != nil && !slices.Contains(own, p.name) {
		all := slices.Sorted(slices.Values(slices.Concat(targetKeys, own)))
		if t.Adapter != lakeAdapter {
			all = append(all, "lake")
		}
		d := r.fault(p.key, "unknown-key", "unknown key %q%s", short(p.name), r.under())
		if d.Hint = diag.DidYouMean(p.name, all); d.Hint == "" {
			d.Hint = "known keys: " + strings.Join(all, ", ")
		}
		return
	}
	t.Settings[p.name] = r.ownValue(p)
}

// ownValue reads a setting that only a connection needs.
func (r *reader) ownValue(p pair) any {
	r.unneeded = r.o.Offline
	defer func() { r.unneeded = false }()
	return r.value(p.value)
}

// lakeAdapter is the adapter of every lake side. Its own targets have none besides.
const lakeAdapter = "duckdb"

// notOfLake are the keys that a lake side cannot have: it lives in memory.
var notOfLake = []string{"path", "read_only"}

// lake reads the settings of the lake side, which are those of the DuckDB adapter.
func (r *reader) lake(p pair, own []string, t *engine.Target) map[string]any {
	if t.Adapter == lakeAdapter {
		r.ownKey(p, own, t)
		return nil
	}
	n := follow(p.value)
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(p, "a map", "lake: {memory_limit: 4GB}")
		return nil
	}
	r.enter(step{key: p.name})
	defer r.leave()
	known := slices.DeleteFunc(slices.Clone(r.o.TargetKeys[lakeAdapter]), func(k string) bool { return slices.Contains(notOfLake, k) })
	out := map[string]any{}
	for _, p := range r.pairs(n) {
		if r.o.TargetKeys != nil && !slices.Contains(known, p.name) {
			d := r.fault(p.key, "unknown-key", "unknown key %q%s", short(p.name), r.under())
			if d.Hint = diag.DidYouMean(p.name, known); d.Hint == "" {
				d.Hint = "known keys: " + strings.Join(known, ", ")
			}
			continue
		}
		out[p.name] = r.ownValue(p)
	}
	return out
}

// TargetNames lists the targets, in the order of the file.
func (f *ProjectFile) TargetNames() []string {
	names := make([]string, len(f.targets))
	for i, p := range f.targets {
		names[i] = p.name
	}
	return names
}

// Adapters lists the adapters of all targets, sorted, each once. One that a template names
// is not among them.
func (f *ProjectFile) Adapters() []string {
	var out []string
	for _, target := range f.targets {
		n := follow(target.value)
		if n.Kind != yaml.MappingNode {
			continue
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "adapter" && !strings.Contains(n.Content[i+1].Value, "{{") {
				out = append(out, n.Content[i+1].Value)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// checkDefault tells of a default target that is not there.
func (f *ProjectFile) checkDefault() {
	name := f.Project.DefaultTarget
	if names := f.TargetNames(); name != "" && len(names) > 0 && !slices.Contains(names, name) {
		f.r.diags.Add(diag.Errorf(f.defaultSpan, "unknown-target", "there is no target %q", short(name)).
			WithHint("%s", choiceHint(name, names)))
	}
}

// Target renders and checks one target. An empty name is the default target, or the
// only one there is. render may be nil: templates then stay as they are.
func (f *ProjectFile) Target(name string, render Render) (engine.Target, diag.List) {
	flag := name != ""
	if !flag {
		name = f.Project.DefaultTarget
	}
	i := slices.IndexFunc(f.targets, func(p pair) bool { return p.name == name })
	if i < 0 {
		return engine.Target{}, diag.List{f.noTarget(name, flag)}
	}
	r := &reader{places: f.r.places, o: f.r.o, path: []step{{key: "targets"}}}
	r.o.Render = render
	t := r.target(f.targets[i])
	r.diags.Sort()
	return t, r.diags
}

func (f *ProjectFile) noTarget(name string, flag bool) diag.Diagnostic {
	names := f.TargetNames()
	file := diag.Span{File: f.Project.File}
	switch {
	case len(names) == 0:
		return diag.Errorf(file, "unknown-target", "the project has no targets").
			WithHint("add to %s:\ntargets:\n  dev: {adapter: duckdb, path: target/dev.duckdb}", f.Project.File)
	case name == "":
		return diag.Errorf(file, "unknown-target", "no target is chosen, and there are several").
			WithHint("add  default_target: %s  or pass --target: %s", names[0], strings.Join(names, ", "))
	case flag:
		return diag.Errorf(diag.Span{File: "--target"}, "unknown-target", "there is no target %q", short(name)).
			WithHint("%s", choiceHint(name, names))
	}
	return diag.Errorf(f.defaultSpan, "unknown-target", "there is no target %q", short(name)).WithHint("%s", choiceHint(name, names))
}

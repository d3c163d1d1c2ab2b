package config

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

func versionConfig(v *Version) *Layer { return &v.Config }

var versionObject = object[Version]{
	required: []string{"v"},
	keys: map[string]func(*reader, *Version, pair){
		"v":                func(r *reader, v *Version, p pair) { v.V, v.Span = r.name(p) },
		"defined_in":       func(r *reader, v *Version, p pair) { v.DefinedIn = strings.TrimSuffix(r.str(p), ".sql") },
		"description":      func(r *reader, v *Version, p pair) { v.Description = r.prose(p) },
		"config":           configBlock(versionConfig),
		"alias":            besideConfig(versionConfig),
		"access":           besideConfig(versionConfig),
		"docs":             besideConfig(versionConfig),
		"tags":             besideConfig(versionConfig),
		"meta":             besideConfig(versionConfig),
		"columns":          func(r *reader, v *Version, p pair) { r.versionColumns(v, p) },
		"data_tests":       func(r *reader, v *Version, p pair) { v.Tests, v.OwnTests = append(v.Tests, r.dataTests(p)...), true },
		"tests":            func(r *reader, v *Version, p pair) { v.Tests, v.OwnTests = append(v.Tests, r.dataTests(p)...), true },
		"constraints":      func(r *reader, v *Version, p pair) { v.Constraints, v.OwnConstraints = r.constraints(p), true },
		"deprecation_date": func(r *reader, v *Version, p pair) { v.DeprecationDate = r.textAt(p) },
	},
}

// versions reads the versions of a model, each once.
func (r *reader) versions(p pair) []Version {
	var out []Version
	r.items(p, func(n *yaml.Node) {
		var v Version
		if !decode(r, n, &versionObject, &v) || v.V == "" {
			return
		}
		for _, first := range out {
			if first.V == v.V {
				d := diag.Errorf(v.Span, "duplicate-key", "version %s stands twice%s", v.V, r.under())
				d.Related = []diag.Related{{Span: first.Span, Message: "it stands here first"}}
				r.diags.Add(d)
				return
			}
		}
		out = append(out, v)
	})
	return out
}

// inclusion is the entry of a version's columns that takes over those of the model.
type inclusion struct{ include, exclude []string }

var inclusionObject = object[inclusion]{
	required: []string{"include"},
	keys: map[string]func(*reader, *inclusion, pair){
		"include": func(r *reader, i *inclusion, p pair) { i.include = r.strs(p) },
		"exclude": func(r *reader, i *inclusion, p pair) { i.exclude = r.strs(p) },
	},
}

// versionColumns reads what columns a version has: those of the model that are included,
// and its own.
func (r *reader) versionColumns(v *Version, p pair) {
	own := *p.value
	list := follow(&own)
	if list.Kind != yaml.SequenceNode {
		v.Columns = r.columns(p)
		return
	}
	rest := *list
	rest.Content = nil
	v.Include = []string{} // columns without an include are all there are
	for _, n := range list.Content {
		m := follow(n)
		if m.Kind != yaml.MappingNode || !slices.ContainsFunc(r.pairs(m), func(p pair) bool { return p.name == "include" || p.name == "exclude" }) {
			rest.Content = append(rest.Content, n)
			continue
		}
		var i inclusion
		if decode(r, n, &inclusionObject, &i) {
			v.Include, v.Exclude = i.include, i.exclude
			if len(i.include) == 1 && (i.include[0] == "all" || i.include[0] == "*") {
				v.Include = nil
			}
		}
	}
	v.Columns = r.columns(pair{p.name, p.key, &rest})
}

// Expand makes an entry of each version of a model; an entry without versions stays.
func Expand(e Entry) []Entry {
	if len(e.Versions) == 0 {
		return []Entry{e}
	}
	latest := e.LatestVersion.Value
	if latest == "" {
		latest = slices.MaxFunc(e.Versions, func(a, b Version) int { return engine.CompareVersions(a.V, b.V) }).V
	}
	out := make([]Entry, len(e.Versions))
	for i, v := range e.Versions {
		name := VersionName(e.Name, v.V)
		one := Entry{
			Name: name, Span: v.Span, Description: e.Description, Config: slices.Concat(e.Config, v.Config),
			Columns: v.inherited(e.Columns), Tests: e.Tests, Constraints: e.Constraints,
			DeprecationDate: e.DeprecationDate, Base: e.Name, Version: v.V, Latest: latest, DefinedIn: v.DefinedIn,
		}
		if one.DefinedIn == "" {
			one.DefinedIn = name
		}
		if v.Description != "" {
			one.Description = v.Description
		}
		if v.OwnTests {
			one.Tests = v.Tests
		}
		if v.OwnConstraints {
			one.Constraints = v.Constraints
		}
		if v.DeprecationDate.Value != "" {
			one.DeprecationDate = v.DeprecationDate
		}
		out[i] = one
	}
	return out
}

// inherited is the columns of a version, in the order of the model's; its own replace
// those of the same name.
func (v Version) inherited(model []Column) []Column {
	var out []Column
	for _, c := range model {
		own := slices.ContainsFunc(v.Columns, func(o Column) bool { return o.Name == c.Name })
		if !own && (v.Include == nil || slices.Contains(v.Include, c.Name)) && !slices.Contains(v.Exclude, c.Name) {
			out = append(out, c)
		}
	}
	return append(out, v.Columns...)
}

// VersionName is the name of a version of a model: of its relation, and of its file.
func VersionName(model, version string) string {
	return model + "_v" + strings.ReplaceAll(version, ".", "_")
}

package config

import (
	"maps"
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// ParseProperties reads a property file. The result is never nil; with errors in the
// list it holds what could be read.
func ParseProperties(file, text string, o Options) (*Properties, diag.List) {
	r, root := load(file, text, o)
	out := &Properties{File: file}
	if root != nil && !isNull(root) {
		decode(r, root, &propertiesObject, out)
	}
	r.diags.Sort()
	return out, r.diags
}

// listOf reads a list of objects into a slice of the properties.
func listOf[T any](o *object[T], into func(*Properties) *[]T) func(*reader, *Properties, pair) {
	return func(r *reader, out *Properties, p pair) {
		list := into(out)
		*list = slices.Grow(*list, len(follow(p.value).Content))
		r.items(p, func(n *yaml.Node) {
			var t T
			if decode(r, n, o, &t) {
				*list = append(*list, t)
			}
		})
	}
}

func ignored[T any](*reader, *T, pair) {}

var propertiesObject = object[Properties]{
	keys: map[string]func(*reader, *Properties, pair){
		"version":    ignored[Properties],
		"anchors":    ignored[Properties],
		"models":     listOf(&modelObject, func(p *Properties) *[]Entry { return &p.Models }),
		"seeds":      listOf(&seedObject, func(p *Properties) *[]Entry { return &p.Seeds }),
		"snapshots":  listOf(&snapshotObject, func(p *Properties) *[]Entry { return &p.Snapshots }),
		"data_tests": listOf(&singularObject, func(p *Properties) *[]Entry { return &p.DataTests }),
		"tests":      listOf(&singularObject, func(p *Properties) *[]Entry { return &p.DataTests }),
		"sources":    listOf(&sourceObject, func(p *Properties) *[]Source { return &p.Sources }),
		"exposures":  listOf(&exposureObject, func(p *Properties) *[]Exposure { return &p.Exposures }),
		"unit_tests": listOf(&unitTestObject, func(p *Properties) *[]UnitTest { return &p.UnitTests }),
		"macros":     listOf(&macroObject, func(p *Properties) *[]Macro { return &p.Macros }),
		"groups":     listOf(&groupObject, func(p *Properties) *[]Group { return &p.Groups }),
	},
	elsewhere: func(key string) string {
		switch key {
		case "metrics", "semantic_models", "saved_queries":
			return "mart has no semantic layer: take this part out"
		case "functions":
			return "functions that models call are written in Go, below udfs/"
		case "analyses":
			return "mart has no analyses: take this part out"
		}
		return ""
	},
}

// underConfig helps with config keys that stand beside config instead of below it.
func underConfig(key string) string {
	if Known(key) {
		return "write it under config:  config: {" + key + ": ...}"
	}
	if near := diag.Suggest(key, configKeys); near != "" && len(near) > 5 {
		return `did you mean "` + near + `"? it goes under config:`
	}
	return ""
}

// besideConfig reads a config key that may stand beside config; config's own wins.
func besideConfig[T any](layer func(*T) *Layer) func(*reader, *T, pair) {
	return func(r *reader, t *T, p pair) {
		l := layer(t)
		if one := r.setting(nil, p); one != nil {
			*l = append(one, *l...)
		}
	}
}

// configBlock reads config, after what stands beside it.
func configBlock[T any](layer func(*T) *Layer) func(*reader, *T, pair) {
	return func(r *reader, t *T, p pair) {
		l := layer(t)
		*l = append(*l, r.layer(p)...)
	}
}

type entryKeys = map[string]func(*reader, *Entry, pair)

func entryConfig(e *Entry) *Layer { return &e.Config }

// entryObject is the object of an Entry with some keys more than every entry has.
func entryObject(more entryKeys) object[Entry] {
	keys := entryKeys{
		"name":        func(r *reader, e *Entry, p pair) { e.Name, e.Span = r.name(p) },
		"description": func(r *reader, e *Entry, p pair) { e.Description = r.prose(p) },
		"config":      configBlock(entryConfig),
		"tags":        besideConfig(entryConfig),
		"meta":        besideConfig(entryConfig),
		"docs":        besideConfig(entryConfig),
		"group":       besideConfig(entryConfig),
	}
	for k, read := range more {
		keys[k] = read
	}
	return object[Entry]{required: []string{"name"}, keys: keys, elsewhere: underConfig}
}

// described are the keys of entries with columns and tests.
func described(more entryKeys) entryKeys {
	keys := entryKeys{
		"columns":    func(r *reader, e *Entry, p pair) { e.Columns = r.columns(p) },
		"data_tests": func(r *reader, e *Entry, p pair) { e.Tests = append(e.Tests, r.dataTests(p)...) },
		"tests":      func(r *reader, e *Entry, p pair) { e.Tests = append(e.Tests, r.dataTests(p)...) },
	}
	for k, read := range more {
		keys[k] = read
	}
	return keys
}

var (
	modelObject = entryObject(described(entryKeys{
		"access":           besideConfig(entryConfig),
		"constraints":      func(r *reader, e *Entry, p pair) { e.Constraints = r.constraints(p) },
		"latest_version":   func(r *reader, e *Entry, p pair) { e.LatestVersion = r.textAt(p) },
		"versions":         func(r *reader, e *Entry, p pair) { e.Versions = r.versions(p) },
		"deprecation_date": func(r *reader, e *Entry, p pair) { e.DeprecationDate = r.textAt(p) },
	}))
	seedObject     = entryObject(described(nil))
	snapshotObject = entryObject(described(entryKeys{
		"relation": func(r *reader, e *Entry, p pair) { e.Relation = r.relation(p) },
	}))
	singularObject = entryObject(nil)
)

// prose reads a description: a text whose templates are rendered when it is shown.
func (r *reader) prose(p pair) (s string) {
	r.unrendered(func() { s = r.str(p) })
	return s
}

// relation reads a mention of another relation.
func (r *reader) relation(p pair) Text {
	var t Text
	r.unrendered(func() { t = r.textAt(p) })
	if _, _, ok := ParseRelationText(t.Value); !ok && t.Value != "" {
		what, lead := p.name, p.name+": "
		if what == "" {
			what, lead = r.where(), "- "
		}
		r.fault(p.value, "bad-value", "%s names no relation: %q", what, short(t.Value)).Hint =
			"write  " + lead + `ref "orders"  or  ` + lead + `source "raw" "orders"`
	}
	return t
}

var constraintTypes = []string{"check", "custom", "foreign_key", "not_null", "primary_key", "unique"}

var constraintObject = object[engine.Constraint]{
	required: []string{"type"},
	keys: map[string]func(*reader, *engine.Constraint, pair){
		"type": func(r *reader, c *engine.Constraint, p pair) {
			c.Type, c.Span = r.choice(p, constraintTypes...), r.span(p.value)
		},
		"expression":       func(r *reader, c *engine.Constraint, p pair) { c.Expression = r.prose(p) },
		"name":             func(r *reader, c *engine.Constraint, p pair) { c.Name = r.str(p) },
		"to":               func(r *reader, c *engine.Constraint, p pair) { c.To = r.prose(p) },
		"to_columns":       func(r *reader, c *engine.Constraint, p pair) { c.ToColumns = r.strs(p) },
		"columns":          func(r *reader, c *engine.Constraint, p pair) { c.Columns = r.strs(p) },
		"warn_unenforced":  func(r *reader, c *engine.Constraint, p pair) { c.WarnUnenforced = r.truth(p) },
		"warn_unsupported": func(r *reader, c *engine.Constraint, p pair) { c.WarnUnsupported = r.truth(p) },
	},
}

func (r *reader) constraints(p pair) (out []engine.Constraint) {
	r.items(p, func(n *yaml.Node) {
		c := engine.Constraint{WarnUnenforced: true, WarnUnsupported: true, Span: r.span(n)}
		if decode(r, n, &constraintObject, &c) {
			out = append(out, c)
		}
	})
	return out
}

func columnConfig(c *Column) *Layer { return &c.Config }

var columnObject = object[Column]{
	required: []string{"name"},
	keys: map[string]func(*reader, *Column, pair){
		"name":        func(r *reader, c *Column, p pair) { c.Name, c.Span = r.name(p) },
		"description": func(r *reader, c *Column, p pair) { c.Description = r.prose(p) },
		"data_type":   func(r *reader, c *Column, p pair) { c.DataType = r.str(p) },
		"data_tests":  func(r *reader, c *Column, p pair) { c.Tests = append(c.Tests, r.dataTests(p)...) },
		"tests":       func(r *reader, c *Column, p pair) { c.Tests = append(c.Tests, r.dataTests(p)...) },
		"tags":        besideConfig(columnConfig),
		"meta":        besideConfig(columnConfig),
		"config":      configBlock(columnConfig),
		"constraints": func(r *reader, c *Column, p pair) { c.Constraints = r.constraints(p) },
		"quote":       func(r *reader, c *Column, p pair) { c.Quote = r.truth(p) },
	},
}

// columns reads the columns of a relation, each once.
func (r *reader) columns(p pair) []Column {
	out := make([]Column, 0, len(follow(p.value).Content))
	r.items(p, func(n *yaml.Node) {
		var c Column
		if !decode(r, n, &columnObject, &c) {
			return
		}
		for i := range out {
			if c.Name != "" && out[i].Name == c.Name {
				d := diag.Errorf(c.Span, "duplicate-key", "column %q stands twice%s", c.Name, r.under())
				d.Related = []diag.Related{{Span: out[i].Span, Message: "it stands here first"}}
				r.diags.Add(d)
				return
			}
		}
		for _, s := range c.Config {
			switch s.def.key {
			case "tags":
				c.Tags = distinct(append(c.Tags, textsOf(s.good)...))
			case "meta":
				c.Meta = mergedMeta(c.Meta, s.good)
			}
		}
		out = append(out, c)
	})
	return out
}

func mergedMeta(old map[string]any, add any) map[string]any {
	m, _ := add.(map[string]any)
	if old == nil {
		return m
	}
	merged := maps.Clone(old)
	maps.Copy(merged, m)
	return merged
}

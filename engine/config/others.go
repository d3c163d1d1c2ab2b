package config

import (
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

type owner struct{ name, email string }

var ownerObject = object[owner]{keys: map[string]func(*reader, *owner, pair){
	"name":  func(r *reader, o *owner, p pair) { o.name = r.str(p) },
	"email": func(r *reader, o *owner, p pair) { o.email = r.str(p) },
}, elsewhere: func(key string) string { return "an owner has a name and an email" }}

func (r *reader) owner(p pair) owner {
	var o owner
	decodeAt(r, p, &ownerObject, &o)
	return o
}

func exposureConfig(e *Exposure) *Layer { return &e.Config }

var (
	exposureTypes = []string{"dashboard", "notebook", "analysis", "ml", "application"}
	maturities    = []string{"low", "medium", "high"}
)

var exposureObject = object[Exposure]{
	required: []string{"name"},
	keys: map[string]func(*reader, *Exposure, pair){
		"name":        func(r *reader, e *Exposure, p pair) { e.Name, e.Span = r.name(p) },
		"description": func(r *reader, e *Exposure, p pair) { e.Description = r.prose(p) },
		"label":       func(r *reader, e *Exposure, p pair) { e.Label = r.str(p) },
		"type":        func(r *reader, e *Exposure, p pair) { e.Type = r.choice(p, exposureTypes...) },
		"url":         func(r *reader, e *Exposure, p pair) { e.URL = r.str(p) },
		"maturity":    func(r *reader, e *Exposure, p pair) { e.Maturity = r.choice(p, maturities...) },
		"owner": func(r *reader, e *Exposure, p pair) {
			o := r.owner(p)
			e.OwnerName, e.OwnerEmail = o.name, o.email
		},
		"depends_on": func(r *reader, e *Exposure, p pair) { e.DependsOn = r.relations(p) },
		"config":     configBlock(exposureConfig),
		"tags":       besideConfig(exposureConfig),
		"meta":       besideConfig(exposureConfig),
		"enabled":    besideConfig(exposureConfig),
	},
	elsewhere: underConfig,
}

// relations reads a list of mentions of other relations.
func (r *reader) relations(p pair) (out []Text) {
	r.items(p, func(n *yaml.Node) {
		out = append(out, r.relation(pair{"", n, n}))
	})
	return out
}

func macroConfig(m *Macro) *Layer { return &m.Config }

var macroObject = object[Macro]{
	required: []string{"name"},
	keys: map[string]func(*reader, *Macro, pair){
		"name":        func(r *reader, m *Macro, p pair) { m.Name, m.Span = r.name(p) },
		"description": func(r *reader, m *Macro, p pair) { m.Description = r.prose(p) },
		"docs":        besideConfig(macroConfig),
		"meta":        besideConfig(macroConfig),
		"config":      configBlock(macroConfig),
		"arguments": func(r *reader, m *Macro, p pair) {
			r.items(p, func(n *yaml.Node) {
				var a Argument
				if decode(r, n, &argumentObject, &a) {
					m.Arguments = append(m.Arguments, a)
				}
			})
		},
	},
}

var argumentObject = object[Argument]{required: []string{"name"}, keys: map[string]func(*reader, *Argument, pair){
	"name":        func(r *reader, a *Argument, p pair) { a.Name, _ = r.name(p) },
	"type":        func(r *reader, a *Argument, p pair) { a.Type = r.str(p) },
	"description": func(r *reader, a *Argument, p pair) { a.Description = r.prose(p) },
}}

func groupConfig(g *Group) *Layer { return &g.Config }

var groupObject = object[Group]{required: []string{"name", "owner"}, keys: map[string]func(*reader, *Group, pair){
	"name":        func(r *reader, g *Group, p pair) { g.Name, g.Span = r.name(p) },
	"description": func(r *reader, g *Group, p pair) { g.Description = r.prose(p) },
	"config":      configBlock(groupConfig),
	"meta":        besideConfig(groupConfig),
	"owner": func(r *reader, g *Group, p pair) {
		o := r.owner(p)
		g.OwnerName, g.OwnerEmail = o.name, o.email
	},
}}

// extension is the format that a file's name ends in, compression aside, or "".
func extension(file string) string {
	for _, packed := range []string{".gz", ".zst"} {
		file = strings.TrimSuffix(file, packed)
	}
	switch ext := strings.TrimPrefix(path.Ext(file), "."); {
	case ext == "jsonl", ext == "ndjson":
		return "json"
	case ext == "txt":
		return "text"
	case slices.Contains(fileFormats, ext):
		return ext
	}
	return ""
}

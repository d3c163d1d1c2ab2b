package config

import (
	"slices"

	"github.com/martsql/mart/engine"
	"go.yaml.in/yaml/v4"
)

func sourceConfig(s *Source) *Layer { return &s.Config }

var sourceObject = object[Source]{
	required: []string{"name"},
	keys: withDetails(func(s *Source) *Details { return &s.Details }, map[string]func(*reader, *Source, pair){
		"name":        func(r *reader, s *Source, p pair) { s.Name, s.Span = r.name(p) },
		"description": func(r *reader, s *Source, p pair) { s.Description = r.prose(p) },
		"schema":      func(r *reader, s *Source, p pair) { s.Schema = r.str(p) },
		"database":    func(r *reader, s *Source, p pair) { s.Database = r.str(p) },
		"config":      withDetailsIn(configBlock(sourceConfig), func(s *Source) *Details { return &s.Details }),
		"tags":        besideConfig(sourceConfig),
		"meta":        besideConfig(sourceConfig),
		"tables":      func(r *reader, s *Source, p pair) { s.Tables = r.tables(p) },
	}),
	elsewhere: underConfig,
}

// withDetails adds the keys that a source and its tables have in common.
func withDetails[T any](of func(*T) *Details, keys map[string]func(*reader, *T, pair)) map[string]func(*reader, *T, pair) {
	keys["loader"] = func(r *reader, t *T, p pair) { of(t).Loader = r.str(p) }
	keys["loaded_at_field"] = func(r *reader, t *T, p pair) { r.loadedAtField(p, of(t)) }
	keys["loaded_at_query"] = func(r *reader, t *T, p pair) { r.loadedAtQuery(p, of(t)) }
	keys["quoting"] = func(r *reader, t *T, p pair) { of(t).Quoting = r.mapping(p) }
	keys["freshness"] = func(r *reader, t *T, p pair) { r.freshness(p, of(t)) }
	return keys
}

// withDetailsIn reads a config block, and those of its keys that say how old rows may be:
// dbt lets them stand there, too.
func withDetailsIn[T any](block func(*reader, *T, pair), of func(*T) *Details) func(*reader, *T, pair) {
	return func(r *reader, t *T, p pair) {
		block(r, t, p)
		n := follow(p.value)
		if n.Kind != yaml.MappingNode || r.isTemplate(n) {
			return
		}
		r.enter(step{key: p.name})
		defer r.leave()
		for i := 0; i+1 < len(n.Content); i += 2 {
			inner := pair{name: n.Content[i].Value, key: n.Content[i], value: n.Content[i+1]}
			switch inner.name {
			case "freshness":
				r.freshness(inner, of(t))
			case "loaded_at_field":
				r.loadedAtField(inner, of(t))
			case "loaded_at_query":
				r.loadedAtQuery(inner, of(t))
			}
		}
	}
}

// aTable gathers the keys of a table; files is put together when all are read.
type aTable struct {
	Table
	files           engine.Files
	hasFiles        bool
	format, options *yaml.Node // the keys
}

var tableObject = object[aTable]{
	required: []string{"name"},
	keys:     tableKeys(),
	elsewhere: func(key string) string {
		switch key {
		case "file", "path", "location", "glob", "globs":
			return "did you mean \"files\"? it takes a glob or a list of them"
		}
		return underConfig(key)
	},
}

func tableKeys() map[string]func(*reader, *aTable, pair) {
	keys := withDetails(func(t *aTable) *Details { return &t.Details }, map[string]func(*reader, *aTable, pair){
		"identifier": func(r *reader, t *aTable, p pair) { t.Identifier = r.str(p) },
		"external":   func(r *reader, t *aTable, p pair) { t.External = r.mapping(p) },
		"format": func(r *reader, t *aTable, p pair) {
			t.format, t.files.Format = p.key, r.choice(p, fileFormats...)
		},
		"options": func(r *reader, t *aTable, p pair) { t.options, t.files.Options = p.key, r.mapping(p) },
		"files": func(r *reader, t *aTable, p pair) {
			t.files.Globs, t.files.Span, t.hasFiles = r.strs(p), r.span(p.value), true
			if len(t.files.Globs) == 0 || slices.Contains(t.files.Globs, "") {
				r.fault(p.value, "bad-value", "files names no file").Hint = "write  files: lake/raw/*.json"
			}
		},
	})
	for key, read := range entryObject(described(nil)).keys {
		keys[key] = func(r *reader, t *aTable, p pair) { read(r, &t.Entry, p) }
	}
	keys["config"] = withDetailsIn(keys["config"], func(t *aTable) *Details { return &t.Details })
	return keys
}

var fileFormats = []string{"json", "csv", "parquet", "text"}

func (r *reader) tables(p pair) []Table {
	out := make([]Table, 0, len(follow(p.value).Content))
	r.items(p, func(n *yaml.Node) {
		var t aTable
		if !decode(r, n, &tableObject, &t) {
			return
		}
		switch {
		case t.hasFiles:
			if t.format == nil {
				t.files.Format = formatOf(t.files.Globs)
			}
			if t.files.Format == "" && t.format == nil && len(t.files.Globs) > 0 {
				r.fault(n, "missing-key", "%s has files and no \"format\"", r.where()).Hint = "add  format: json  (or csv, parquet, text)"
			}
			t.Files = &t.files
		case t.format != nil:
			r.fault(t.format, "missing-key", "%s has a format and no \"files\"", r.where()).Hint = "add  files: lake/raw/*.json"
		case t.options != nil:
			r.fault(t.options, "missing-key", "%s has options and no \"files\"", r.where()).Hint = "add  files: lake/raw/*.json"
		}
		out = append(out, t.Table)
	})
	return out
}

// formatOf is the format that all globs end in, or "".
func formatOf(globs []string) string {
	found := ""
	for _, g := range globs {
		f := extension(g)
		if f == "" || found != "" && f != found {
			return ""
		}
		found = f
	}
	return found
}

var freshnessObject = object[Freshness]{keys: map[string]func(*reader, *Freshness, pair){
	"warn_after": func(r *reader, f *Freshness, p pair) {
		f.WarnAfter, f.NoWarn, f.WarnSpan = r.age(p), isNull(follow(p.value)), r.span(p.key)
	},
	"error_after": func(r *reader, f *Freshness, p pair) {
		f.ErrorAfter, f.NoError, f.ErrorSpan = r.age(p), isNull(follow(p.value)), r.span(p.key)
	},
	"filter": func(r *reader, f *Freshness, p pair) { f.Filter, f.FilterSpan = r.prose(p), r.span(p.key) },
}}

func (r *reader) loadedAtField(p pair, d *Details) {
	d.LoadedAtField, d.FieldSpan = r.str(p), r.span(p.key)
}
func (r *reader) loadedAtQuery(p pair, d *Details) {
	d.LoadedAtQuery, d.QuerySpan = r.prose(p), r.span(p.key)
}

// freshness reads the thresholds of a source; null takes them away.
func (r *reader) freshness(p pair, d *Details) {
	d.Freshness, d.NoFreshness = nil, isNull(follow(p.value))
	f := Freshness{Span: r.span(p.key)}
	if decodeAt(r, p, &freshnessObject, &f) {
		d.Freshness = &f
	}
}

var ageObject = object[Age]{required: []string{"count", "period"}, keys: map[string]func(*reader, *Age, pair){
	"count":  func(r *reader, a *Age, p pair) { a.Count = r.whole(p, 0, 12) },
	"period": func(r *reader, a *Age, p pair) { a.Period = r.choice(p, "minute", "hour", "day") },
}}

func (r *reader) age(p pair) *Age {
	var a Age
	if decodeAt(r, p, &ageObject, &a) {
		return &a
	}
	return nil
}

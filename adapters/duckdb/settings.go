package duckdb

import (
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// memoryPath is the path of a database that lives in memory only.
const memoryPath = ":memory:"

// settings are a target's own keys, checked.
type settings struct {
	path          string // as written
	file          string // where the file is; empty in memory
	readOnly      bool
	memoryLimit   string
	tempDirectory string
	extensions    []extension
	options       []option
	secrets       []secret
	attach        []attachment
}

// An extension is installed and loaded by its name, or loaded from a file.
type extension struct{ name, path string }

// An option is a DuckDB setting.
type option struct {
	name  string
	value any
}

// A secret lets DuckDB into an object store. Its values are never printed.
type secret struct {
	name, typ string
	params    []option
}

// An attachment is a second database.
type attachment struct {
	path, alias, typ string
	readOnly         bool
}

// settingNames are the keys of a DuckDB target in mart.yml.
func settingNames() []string {
	return []string{"attach", "extensions", "memory_limit", "path", "read_only", "secrets", "settings", "temp_directory"}
}

// commonSettings are the keys that every target has.
var commonSettings = []string{"adapter", "database", "schema", "schema_prefix", "threads"}

// A reader takes the settings of a target apart and collects what is wrong with them.
type reader struct {
	target engine.Target
	root   string
	faults diag.List
}

func readSettings(t engine.Target, root string) (settings, error) {
	r := &reader{target: t, root: root}
	s := settings{
		path:          r.text("path"),
		memoryLimit:   r.text("memory_limit"),
		tempDirectory: r.local(r.text("temp_directory")),
		readOnly:      r.flag(t.Settings, "read_only"),
	}
	for _, key := range slices.Sorted(maps.Keys(t.Settings)) {
		if !slices.Contains(settingNames(), key) && !slices.Contains(commonSettings, key) {
			r.fail("there is no setting %q", key).Hint = diag.DidYouMean(key, settingNames())
		}
	}
	r.readPath(&s)
	s.extensions = r.readExtensions()
	s.options = r.readOptions()
	s.secrets = r.readSecrets()
	s.attach = r.readAttach()
	return s, r.faults.Err()
}

func (r *reader) readPath(s *settings) {
	switch {
	case s.path == "":
		r.fail("path is missing").Hint = "name the database file, say target/dev.duckdb, or :memory: for one that is gone afterwards"
	case s.path == memoryPath:
		s.readOnly = false // nothing could ever be in it
	case strings.Contains(s.path, "?"):
		r.fail("path %q: a database file cannot have a question mark in its name", s.path)
	default:
		s.file = r.local(s.path)
		if _, err := url.Parse(s.file); err != nil {
			r.fail("path %q: a percent sign in the name of a database file must be followed by two hexadecimal digits", s.path)
		}
	}
}

func (r *reader) readExtensions() []extension {
	var out []extension
	for _, v := range r.list("extensions") {
		switch name := fmt.Sprint(v); {
		case strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".duckdb_extension"):
			out = append(out, extension{path: r.local(name)})
		case plainIdentifier.MatchString(name):
			out = append(out, extension{name: name})
		default:
			r.fail("extensions: %q is neither the name of an extension nor the path of its file", name)
		}
	}
	return out
}

func (r *reader) readOptions() []option {
	m, ok := r.target.Settings["settings"].(map[string]any)
	if !ok && r.target.Settings["settings"] != nil {
		r.fail("settings must be a map of DuckDB settings to values")
	}
	return r.options("settings", m)
}

func (r *reader) options(where string, m map[string]any) []option {
	var out []option
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !plainIdentifier.MatchString(name) {
			r.fail("%s: %q is not a name", where, name)
			continue
		}
		out = append(out, option{name: name, value: m[name]})
	}
	return out
}

func (r *reader) readSecrets() []secret {
	var out []secret
	for i, v := range r.named("secrets") {
		m := maps.Clone(v)
		s := secret{name: textOf(m["name"]), typ: textOf(m["type"])}
		if s.name == "" {
			s.name = fmt.Sprintf("mart_%d", i+1)
		}
		delete(m, "name")
		delete(m, "type")
		if !plainIdentifier.MatchString(s.typ) {
			r.fail("secrets: %s needs a type, say s3", s.name)
			continue
		}
		s.params = r.options("secrets: "+s.name, m)
		out = append(out, s)
	}
	return out
}

func (r *reader) readAttach() []attachment {
	var out []attachment
	for _, m := range r.named("attach") {
		a := attachment{path: textOf(m["path"]), alias: textOf(m["alias"]), typ: textOf(m["type"]), readOnly: r.flag(m, "read_only")}
		if a.alias == "" {
			a.alias = textOf(m["name"])
		}
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !slices.Contains([]string{"path", "alias", "name", "type", "read_only"}, key) {
				r.fail("attach: there is no setting %q", key)
			}
		}
		switch {
		case a.path == "":
			r.fail("attach: path is missing")
		case a.typ != "" && !plainIdentifier.MatchString(a.typ):
			r.fail("attach: %q is not a type of database", a.typ)
		default:
			if isFile := a.typ == "" || strings.EqualFold(a.typ, "duckdb") || strings.EqualFold(a.typ, "sqlite"); isFile && a.path != memoryPath {
				a.path = r.local(a.path)
			}
			out = append(out, a)
		}
	}
	return out
}

// named reads a list of maps, or a map of maps whose keys are the names.
func (r *reader) named(key string) []map[string]any {
	v := r.target.Settings[key]
	if m, ok := v.(map[string]any); ok {
		var list []any
		for _, name := range slices.Sorted(maps.Keys(m)) {
			entry, ok := m[name].(map[string]any)
			if !ok {
				r.fail("%s: %s must be a map of settings", key, name)
				continue
			}
			entry = maps.Clone(entry)
			entry["name"] = name
			list = append(list, entry)
		}
		v = list
	}
	list, ok := v.([]any)
	if !ok && v != nil {
		r.fail("%s must be a list", key)
	}
	var out []map[string]any
	for i, e := range list {
		m, ok := e.(map[string]any)
		if !ok {
			r.fail("%s: entry %d must be a map of settings", key, i+1)
			continue
		}
		out = append(out, m)
	}
	return out
}

func (r *reader) text(key string) string {
	switch v := r.target.Settings[key].(type) {
	case nil:
		return ""
	case map[string]any, []any:
		r.fail("%s must be a single value", key)
		return ""
	default:
		return fmt.Sprint(v)
	}
}

func (r *reader) flag(m map[string]any, key string) bool {
	switch textOf(m[key]) {
	case "", "false":
		return false
	case "true":
		return true
	}
	r.fail("%s must be true or false", key)
	return false
}

func (r *reader) list(key string) []any {
	switch v := r.target.Settings[key].(type) {
	case nil:
		return nil
	case []any:
		return v
	case []string:
		out := make([]any, len(v))
		for i, s := range v {
			out[i] = s
		}
		return out
	}
	r.fail("%s must be a list", key)
	return nil
}

// local makes a path of the local file system absolute; URLs stay as they are.
func (r *reader) local(path string) string {
	if path == "" || strings.Contains(path, "://") || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(r.root, filepath.FromSlash(path))
}

func (r *reader) fail(format string, args ...any) *diag.Diagnostic {
	text := fmt.Sprintf(format, args...)
	r.faults.Add(diag.Errorf(r.target.Span, "target-setting", "target %s: %s", r.target.Name, text))
	return &r.faults[len(r.faults)-1]
}

func textOf(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

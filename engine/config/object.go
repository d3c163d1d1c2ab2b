package config

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// An object says which keys a map has, and how each is read into a T.
type object[T any] struct {
	keys     map[string]func(*reader, *T, pair)
	required []string
	// elsewhere explains a key that is known in another place; may be nil.
	elsewhere func(key string) string
}

// decode reads a map into a T and tells of keys that are unknown or missing. It
// reports whether n was a map.
func decode[T any](r *reader, n *yaml.Node, o *object[T], into *T) bool {
	m := follow(n)
	if m.Kind != yaml.MappingNode {
		r.notMap(n, o.required, sortedKeys(o.keys))
		return false
	}
	if r.isTemplate(m) {
		r.unquoted(m)
		return false
	}
	pairs := r.pairs(m)
	for _, p := range pairs {
		if read, ok := o.keys[p.name]; ok {
			read(r, into, p)
			continue
		}
		d := r.fault(p.key, "unknown-key", "unknown key %q%s", short(p.name), r.under())
		d.Hint = o.suggest(p.name)
	}
	for _, key := range o.required {
		if !slices.ContainsFunc(pairs, func(p pair) bool { return p.name == key }) {
			r.missing(n, key)
		}
	}
	return true
}

// decodeAt is decode below the key of a pair.
func decodeAt[T any](r *reader, p pair, o *object[T], into *T) bool {
	if isNull(follow(p.value)) {
		return false
	}
	r.enter(step{key: p.name})
	defer r.leave()
	return decode(r, p.value, o, into)
}

func (o *object[T]) suggest(key string) string {
	if o.elsewhere != nil {
		if hint := o.elsewhere(key); hint != "" {
			return hint
		}
	}
	names := sortedKeys(o.keys)
	if near := diag.DidYouMean(key, names); near != "" {
		return near
	}
	return "known keys: " + strings.Join(names, ", ")
}

func (r *reader) notMap(n *yaml.Node, required, known []string) {
	key := "key"
	if len(known) > 0 {
		key = known[0]
	}
	if len(required) > 0 {
		key = required[0]
	}
	what := r.where()
	if what == "" {
		what = "the file"
	}
	r.wrong(what, n, "a map", key+": ...")
}

func (r *reader) missing(n *yaml.Node, key string) {
	what := r.where()
	if what == "" {
		what = "the file"
	}
	r.fault(n, "missing-key", "%s has no %q", what, key).Hint = "add  " + key + ": ..."
}

package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// A reader walks the YAML of one file and gathers its faults.
type reader struct {
	*places
	o     Options
	path  []step
	diags diag.List
	// unneeded: the value at hand is only for a connection that is not to be made.
	unneeded bool
}

// A step leads from a YAML value into it: a key of a map, or an item of a list.
type step struct {
	key   string
	index int
	item  *yaml.Node // the item, whose name tells it better than its index
}

// A pair is an entry of a map.
type pair struct {
	name       string
	key, value *yaml.Node
}

// where tells the way to the value being read: "models: orders, the second entry of
// columns".
func (r *reader) where() string {
	var parts []string
	open := false // the last part is a key that the next one may go on from
	for i, s := range r.path {
		switch {
		case s.key != "" && open:
			parts[len(parts)-1] += "." + s.key
		case s.key != "":
			parts, open = append(parts, s.key), true
		case i == 0 || r.path[i-1].key == "":
			parts, open = append(parts, entryOf("the list", s.index)), false
		default:
			last := &parts[len(parts)-1]
			if name := nameOf(s.item); name != "" {
				*last += ": " + name
			} else {
				*last = entryOf(*last, s.index)
			}
			open = false
		}
	}
	return strings.Join(parts, ", ")
}

var ordinals = [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// entryOf tells an item of a list by its index.
func entryOf(list string, index int) string {
	if index < len(ordinals) {
		return "the " + ordinals[index] + " entry of " + list
	}
	return fmt.Sprintf("entry %d of %s", index+1, list)
}

// nameOf is the name that a map has in it, or "".
func nameOf(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	n = follow(n)
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if value := follow(n.Content[i+1]); n.Content[i].Value == "name" && value.Kind == yaml.ScalarNode && !isNull(value) {
			return short(value.Value)
		}
	}
	return ""
}

// under prints " under models: orders", or nothing at the top of the file.
func (r *reader) under() string {
	if len(r.path) == 0 {
		return ""
	}
	return " under " + r.where()
}

func (r *reader) enter(s step) { r.path = append(r.path, s) }
func (r *reader) leave()       { r.path = r.path[:len(r.path)-1] }

// fault records an error at a node and returns it for a hint.
func (r *reader) fault(n *yaml.Node, code, format string, args ...any) *diag.Diagnostic {
	r.diags.Add(diag.Errorf(r.span(n), code, format, args...))
	return &r.diags[len(r.diags)-1]
}

// follow returns what an alias stands for.
func follow(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode && n.Alias != nil {
		n = n.Alias
	}
	return n
}

// pairs returns the entries of a map, those of merge keys (<<) included, and tells of
// repeated keys. n is a map.
func (r *reader) pairs(n *yaml.Node) []pair {
	out := make([]pair, 0, len(n.Content)/2)
	var seen map[string]int
	if len(n.Content) > 32 {
		seen = make(map[string]int, len(n.Content)/2)
	}
	find := func(name string) int {
		if seen != nil {
			if i, ok := seen[name]; ok {
				return i
			}
			return -1
		}
		for i := range out {
			if out[i].name == name {
				return i
			}
		}
		return -1
	}
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := follow(n.Content[i]), n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.badKey(n.Content[i], value)
			continue
		}
		if key.Tag == "!!merge" {
			merged = append(merged, value)
			continue
		}
		if at := find(key.Value); at >= 0 {
			r.fault(n.Content[i], "duplicate-key", "key %q stands twice%s", key.Value, r.under()).Related = []diag.Related{
				{Span: r.span(out[at].key), Message: "it stands here first"},
			}
			continue
		}
		if seen != nil {
			seen[key.Value] = len(out)
		}
		out = append(out, pair{key.Value, n.Content[i], value})
	}
	for _, m := range merged {
		for _, p := range r.merged(m) {
			if find(p.name) < 0 {
				out = append(out, p)
				if seen != nil {
					seen[p.name] = len(out) - 1
				}
			}
		}
	}
	return out
}

// merged returns the entries that a merge key brings in, the first to win first.
func (r *reader) merged(n *yaml.Node) []pair {
	target := follow(n)
	switch target.Kind {
	case yaml.MappingNode:
		return r.pairs(target)
	case yaml.SequenceNode:
		var out []pair
		for _, c := range target.Content {
			if follow(c).Kind == yaml.MappingNode {
				out = append(out, r.pairs(follow(c))...)
				continue
			}
			r.fault(c, "wrong-type", "<< merges maps, not %s", r.describe(c))
		}
		return out
	}
	r.fault(n, "wrong-type", "<< merges maps, not %s", r.describe(n))
	return nil
}

// badKey tells of a key that is not a word; mostly it is a template without quotes.
func (r *reader) badKey(key, value *yaml.Node) {
	if r.isTemplate(key) {
		r.unquoted(key)
		return
	}
	r.fault(key, "wrong-type", "a key must be a word, not %s", r.describe(key)).Hint = "write the key as one word, or in quotes"
}

// isTemplate reports whether a flow map is a template that lacks its quotes.
func (r *reader) isTemplate(n *yaml.Node) bool {
	at := r.pos(n.Line, n.Column).Offset
	return n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 &&
		(strings.HasPrefix(r.text[at:], "{{") || strings.HasPrefix(r.text[max(0, at-1):], "{{"))
}

func (r *reader) unquoted(n *yaml.Node) {
	r.fault(n, "yaml-syntax", "a template in YAML must stand in quotes").Hint = templateHint
}

const templateHint = `write it in single quotes:  '{{ ... }}'`

// describe says what a value is, in a user's words.
func (r *reader) describe(n *yaml.Node) string {
	n = follow(n)
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.Tag {
	case "!!null":
		return "nothing"
	case "!!bool":
		return "the truth value " + n.Value
	case "!!int", "!!float":
		return "the number " + n.Value
	}
	return fmt.Sprintf("the text %q", short(n.Value))
}

// short cuts a long text for a message.
func short(s string) string {
	if line, _, more := strings.Cut(s, "\n"); more {
		s = line + "..."
	}
	if runes := []rune(s); len(runes) > 60 {
		s = string(runes[:57]) + "..."
	}
	return s
}

// wrongType tells that the value of a pair is not what its key wants.
func (r *reader) wrongType(p pair, want, example string) {
	r.wrong(p.name, p.value, want, example)
}

func (r *reader) wrong(name string, n *yaml.Node, want, example string) {
	if r.isTemplate(n) {
		r.unquoted(n)
		return
	}
	r.fault(n, "wrong-type", "%s must be %s, not %s", name, want, r.describe(n)).Hint = "write  " + example
}

// isNull reports whether a value is left out.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// render renders the template in a text, if there is one and it is wanted.
func (r *reader) render(n *yaml.Node, text string) string {
	if r.o.Render == nil || !strings.Contains(text, "{{") {
		return text
	}
	out, err := r.o.Render(text, r.span(n))
	if err == nil {
		return out
	}
	var one diag.Diagnostic
	var many diag.List
	switch {
	case r.unneeded && unsetVariable(err):
		return ""
	case errors.As(err, &one):
		r.diags.Add(one)
	case errors.As(err, &many):
		r.diags.Add(many...)
	default:
		r.fault(n, "template", "%v", err).Cause = err
	}
	return text
}

// unsetVariable reports whether a template asked for an environment variable that is not
// set, and for nothing else that is not there.
func unsetVariable(err error) bool {
	var one diag.Diagnostic
	var many diag.List
	switch {
	case errors.As(err, &many):
		return !slices.ContainsFunc(many, func(d diag.Diagnostic) bool { return d.Code != "unset-env" })
	case errors.As(err, &one):
		return one.Code == "unset-env"
	}
	return false
}

// rendering runs read with templates left as they are.
func (r *reader) unrendered(read func()) {
	kept := r.o.Render
	r.o.Render = nil
	read()
	r.o.Render = kept
}

// value returns a YAML value as plain Go: nil, bool, int64, float64, string, []any,
// map[string]any. Dates stay texts.
func (r *reader) value(n *yaml.Node) any {
	n = follow(n)
	switch n.Kind {
	case yaml.MappingNode:
		if r.isTemplate(n) {
			r.unquoted(n)
			return ""
		}
		pairs := r.pairs(n)
		m := make(map[string]any, len(pairs))
		for _, p := range pairs {
			m[p.name] = r.value(p.value)
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = r.value(c)
		}
		return list
	}
	switch n.Tag {
	case "!!str":
		return r.render(n, n.Value)
	case "!!null":
		return nil
	}
	return scalar(n)
}

// scalar is a value that is not text; one that does not fit into a number stays text.
func scalar(n *yaml.Node) any {
	switch n.Tag {
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			return i
		}
	case "!!float":
		if f, err := strconv.ParseFloat(strings.TrimPrefix(strings.ToLower(n.Value), "+"), 64); err == nil {
			return f
		}
		if f, err := strconv.ParseFloat(strings.Replace(n.Value, ".", "", 1), 64); err == nil {
			return f // .inf and .nan
		}
	}
	return n.Value
}

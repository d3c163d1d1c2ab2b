package config

import (
	"strconv"
	"strings"

	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// str reads a text. Numbers and dates are texts too, as they are written.
func (r *reader) str(p pair) string {
	n := follow(p.value)
	if n.Kind != yaml.ScalarNode || n.Tag == "!!bool" {
		example := p.name + ": some text"
		if n.Tag == "!!bool" {
			example = p.name + `: "` + n.Value + `"`
		}
		r.wrongType(p, "a text", example)
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	return r.render(n, n.Value)
}

// text reads a text with its place.
func (r *reader) textAt(p pair) Text {
	return Text{Value: r.str(p), Span: r.span(p.value)}
}

// name reads the name of something, which may not be empty.
func (r *reader) name(p pair) (string, diag.Span) {
	before := len(r.diags)
	s := r.str(p)
	if s == "" && len(r.diags) == before {
		r.fault(p.value, "wrong-type", "%s must be a text, and it is empty", p.name).Hint = "write  " + p.name + ": some_name"
	}
	return s, r.span(p.value)
}

// truth reads true or false; yes, no, on and off are understood.
func (r *reader) truth(p pair) bool {
	n := follow(p.value)
	if n.Kind == yaml.ScalarNode {
		text := n.Value
		plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0
		if rendered := r.render(n, text); rendered != text {
			text, plain = rendered, true
		}
		if b, ok := truthOf(text); ok && plain {
			return b
		}
	}
	r.wrongType(p, "true or false", p.name+": true")
	return false
}

func truthOf(s string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}

// whole reads a whole number of at least least; example is told, and taken, when there
// is none.
func (r *reader) whole(p pair, least, example int) int {
	n := follow(p.value)
	hint := p.name + ": " + strconv.Itoa(example)
	if n.Kind == yaml.ScalarNode {
		before := len(r.diags)
		rendered := r.render(n, n.Value)
		if len(r.diags) > before {
			return example
		}
		i, err := strconv.Atoi(strings.TrimSpace(rendered))
		if rendered == n.Value && n.Tag == "!!int" {
			var wide int64
			wide, err = strconv.ParseInt(n.Value, 0, 32)
			i = int(wide)
		} else if rendered == n.Value && err == nil {
			err = strconv.ErrSyntax // a number in quotes is a text
		}
		if err == nil && i < least {
			r.fault(p.value, "bad-value", "%s must be %d or more, not %d", p.name, least, i).Hint = "write  " + hint
			return example
		}
		if err == nil {
			return i
		}
	}
	r.wrongType(p, "a whole number", hint)
	return example
}

// strs reads a text or a list of texts.
func (r *reader) strs(p pair) []string {
	texts := r.texts(p)
	if texts == nil {
		return nil
	}
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Value
	}
	return out
}

// texts reads a text or a list of texts, with their places.
func (r *reader) texts(p pair) []Text {
	n := follow(p.value)
	switch {
	case isNull(n):
		return nil
	case n.Kind == yaml.ScalarNode && n.Tag != "!!bool":
		return []Text{r.textAt(p)}
	case n.Kind != yaml.SequenceNode:
		r.wrongType(p, "a text or a list of texts", p.name+": [one, two]")
		return nil
	}
	out := make([]Text, 0, len(n.Content))
	for i, c := range n.Content {
		item := pair{entryOf(p.name, i), c, c}
		if isNull(follow(c)) {
			r.wrong(item.name, c, "a text", p.name+": [one, two]")
			continue
		}
		out = append(out, r.textAt(item))
	}
	return out
}

// mapping reads a map of anything.
func (r *reader) mapping(p pair) map[string]any {
	n := follow(p.value)
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(p, "a map", p.name+": {key: value}")
		return nil
	}
	m, _ := r.value(n).(map[string]any)
	return m
}

// anything reads a value as it is.
func (r *reader) anything(p pair) any { return r.value(p.value) }

// items reads a list, calling read for each item that is left after the path has
// been entered.
func (r *reader) items(p pair, read func(n *yaml.Node)) {
	n := follow(p.value)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		r.wrongType(p, "a list", p.name+":, and below it a line  - ...  for each")
		return
	}
	r.enter(step{key: p.name})
	r.enter(step{})
	for i, c := range n.Content {
		r.path[len(r.path)-1] = step{index: i, item: c}
		read(c)
	}
	r.leave()
	r.leave()
}

// choice reads a text that is one of a few.
func (r *reader) choice(p pair, allowed ...string) string {
	before := len(r.diags)
	s := r.str(p)
	if len(r.diags) > before || s == "" {
		return s
	}
	for _, a := range allowed {
		if a == s {
			return s
		}
	}
	r.fault(p.value, "bad-value", "%s cannot be %q", p.name, short(s)).Hint = choiceHint(s, allowed)
	return s
}

// choiceHint names the allowed values, and the one nearest to what was written.
func choiceHint(s string, allowed []string) string {
	hint := "allowed: " + strings.Join(allowed, ", ")
	if near := diag.DidYouMean(s, allowed); near != "" {
		hint = near + "\n" + hint
	}
	return hint
}

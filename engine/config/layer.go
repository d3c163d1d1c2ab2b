package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// byKey leads from every spelling of a config key to its setting.
var byKey = func() map[string]*setting {
	m := make(map[string]*setting, len(settings)+len(others))
	for i := range settings {
		s := &settings[i]
		m[s.key] = s
		for _, a := range s.also {
			m[a] = s
		}
	}
	for _, k := range others {
		m[k] = &setting{key: k}
	}
	return m
}()

// configKeys are all spellings, sorted.
var configKeys = sortedKeys(byKey)

// Known reports whether a config key is known.
func Known(key string) bool { return byKey[key] != nil }

// layer reads the config map n below a key.
func (r *reader) layer(p pair) Layer {
	n := follow(p.value)
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(p, "a map", p.name+": {materialized: table}")
		return nil
	}
	if r.isTemplate(n) {
		r.unquoted(n)
		return nil
	}
	r.enter(step{key: p.name})
	defer r.leave()
	pairs := r.pairs(n)
	out := make(Layer, 0, len(pairs))
	for _, p := range pairs {
		out = r.setting(out, p)
	}
	return out
}

// setting adds one config key to a layer, if it is good.
func (r *reader) setting(to Layer, p pair) Layer {
	def := byKey[p.name]
	s := Setting{Key: p.name, Span: r.span(p.key), ValueSpan: r.span(p.value)}
	if def != nil && def.late {
		r.unrendered(func() { s.Value = r.value(p.value) })
	} else {
		s.Value = r.value(p.value)
	}
	if r.isTemplate(follow(p.value)) {
		return to // told by value
	}
	if d := s.check(r.under()); d != nil {
		r.diags.Add(*d)
		return to
	}
	return append(to, s)
}

// check looks a setting up and converts its value; under says where it stands. It
// returns the fault, if there is one.
func (s *Setting) check(under string) *diag.Diagnostic {
	if s.def != nil {
		return nil
	}
	def := byKey[s.Key]
	if def == nil {
		d := diag.Errorf(s.Span, "unknown-key", "unknown key %q%s", short(s.Key), under).WithHint("%s", unknownHint(s.Key, s.Value))
		return &d
	}
	if s.Value == nil {
		s.def = def
		return nil
	}
	good, ok := convert(def.is, s.Value)
	if !ok {
		words := typeWords[def.is]
		d := diag.Errorf(s.valueSpan(), "wrong-type", "%s must be %s, not %s", s.Key, words[0], describeValue(s.Value)).
			WithHint("write  %s: %s", s.Key, example(def, words[1]))
		return &d
	}
	if v, isText := good.(string); isText && def.allowed != nil && !slices.Contains(def.allowed, v) {
		d := diag.Errorf(s.valueSpan(), "bad-value", "%s cannot be %q", s.Key, short(fmt.Sprint(s.Value))).
			WithHint("%s", choiceHint(v, def.allowed))
		return &d
	}
	s.def, s.good = def, good
	return nil
}

func (s *Setting) valueSpan() diag.Span {
	if s.ValueSpan.Known() {
		return s.ValueSpan
	}
	return s.Span
}

func example(def *setting, fallback string) string {
	if len(def.allowed) > 0 {
		return def.allowed[0]
	}
	if def.preset != "" {
		return def.preset
	}
	return fallback
}

// unknownHint helps with a config key that is not known.
func unknownHint(key string, value any) string {
	if bare, plus := strings.CutPrefix(key, "+"); plus && Known(bare) {
		return "write it without the +: " + bare
	}
	if underscored := strings.ReplaceAll(key, "-", "_"); underscored != key && Known(underscored) {
		return `did you mean "` + underscored + `"?`
	}
	if near := diag.DidYouMean(key, configKeys); near != "" {
		return near
	}
	if _, isMap := value.(map[string]any); isMap {
		return "a value of your own goes under meta; a folder is one key:  outer/inner"
	}
	return "a value of your own goes under meta"
}

// describeValue says what a plain value is, in a user's words.
func describeValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case bool:
		return fmt.Sprintf("the truth value %t", v)
	case string:
		return fmt.Sprintf("the text %q", short(v))
	case []any, []string:
		return fmt.Sprintf("the list %s", short(fmt.Sprint(v)))
	case map[string]any:
		return "a map"
	}
	return fmt.Sprintf("the number %v", v)
}

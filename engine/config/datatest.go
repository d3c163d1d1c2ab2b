package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// dataTests reads the tests of a column or a relation. Their arguments are not rendered:
// that is done where the test is compiled.
func (r *reader) dataTests(p pair) []DataTest {
	out := make([]DataTest, 0, len(follow(p.value).Content))
	r.items(p, func(n *yaml.Node) {
		if t, ok := r.dataTest(n); ok {
			out = append(out, t)
		}
	})
	return out
}

// dataTest reads one test: a bare name, a map of its name to its arguments, or the
// long form with test_name.
func (r *reader) dataTest(n *yaml.Node) (DataTest, bool) {
	target := follow(n)
	switch {
	case target.Kind == yaml.ScalarNode && target.Tag == "!!str" && target.Value != "":
		return DataTest{Test: target.Value, Span: r.span(n)}, true
	case target.Kind != yaml.MappingNode:
		r.wrong(r.where(), n, "the name of a test, or a map of its name to its arguments", "- not_null")
		return DataTest{}, false
	case r.isTemplate(target):
		r.unquoted(target)
		return DataTest{}, false
	}
	pairs := r.pairs(target)
	if i := slices.IndexFunc(pairs, func(p pair) bool { return p.name == "test_name" }); i >= 0 {
		t := DataTest{Test: r.str(pairs[i]), Span: r.span(pairs[i].value)}
		r.testBody(slices.Delete(pairs, i, i+1), &t)
		return t, t.Test != ""
	}
	if len(pairs) != 1 {
		d := r.fault(n, "wrong-type", "%s must have one key, the name of the test", r.where())
		if d.Hint = "write  - not_null  or  - accepted_values: {arguments: {values: [a, b]}}"; len(pairs) > 1 {
			d.Hint = "indent what belongs to " + pairs[0].name + " below it, or write the name as  test_name: " + pairs[0].name
		}
		return DataTest{}, false
	}
	t := DataTest{Test: pairs[0].name, Span: r.span(pairs[0].key)}
	body := follow(pairs[0].value)
	r.enter(step{key: t.Test})
	defer r.leave()
	switch {
	case isNull(body):
	case body.Kind == yaml.MappingNode && !r.isTemplate(body):
		r.testBody(r.pairs(body), &t)
	default:
		r.wrong("the arguments of "+t.Test, body, "a map", t.Test+": {arguments: {...}}")
	}
	return t, true
}

// besideTestConfig are the config keys that may stand beside a test's arguments.
var besideTestConfig = []string{
	"alias", "database", "docs", "enabled", "error_if", "fail_calc", "group", "limit", "meta", "schema", "severity",
	"store_failures", "store_failures_as", "tags", "warn_if", "where",
}

// testBody reads what stands below the name of a test.
func (r *reader) testBody(pairs []pair, t *DataTest) {
	var config Layer
	for _, p := range pairs {
		switch {
		case p.name == "name":
			t.Name, _ = r.name(p)
		case p.name == "description":
			t.Description = r.str(p)
		case p.name == "config":
			config = r.layer(p)
		case p.name == "arguments":
			r.arguments(p, t)
		case slices.Contains(besideTestConfig, p.name):
			t.Config = r.setting(t.Config, p)
		default:
			r.argument(p, t)
		}
	}
	t.Config = append(t.Config, config...)
}

func (r *reader) arguments(p pair, t *DataTest) {
	n := follow(p.value)
	switch {
	case isNull(n):
	case n.Kind == yaml.MappingNode && !r.isTemplate(n):
		r.enter(step{key: p.name})
		for _, a := range r.pairs(n) {
			r.argument(a, t)
		}
		r.leave()
	default:
		r.wrongType(p, "a map", p.name+": {values: [a, b]}")
	}
}

func (r *reader) argument(p pair, t *DataTest) {
	name := strings.TrimSpace(p.name)
	if slices.ContainsFunc(t.Args, func(a Arg) bool { return a.Name == name }) {
		r.fault(p.key, "duplicate-key", "argument %q of %s stands twice", name, t.Test).Hint = "once is enough: below arguments:"
		return
	}
	a := Arg{Name: name, Span: r.span(p.key), ValueSpan: r.span(p.value)}
	r.unrendered(func() { a.Value = r.value(p.value) })
	t.Args = append(t.Args, a)
}

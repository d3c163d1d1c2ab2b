package config

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

func unitTestConfig(u *UnitTest) *Layer { return &u.Config }

var unitTestObject = object[UnitTest]{
	required: []string{"name", "model", "expect"},
	keys: map[string]func(*reader, *UnitTest, pair){
		"name":        func(r *reader, u *UnitTest, p pair) { u.Name, u.Span = r.name(p) },
		"description": func(r *reader, u *UnitTest, p pair) { u.Description = r.prose(p) },
		"model":       func(r *reader, u *UnitTest, p pair) { u.Model = r.textAt(p) },
		"config":      configBlock(unitTestConfig),
		"versions":    func(r *reader, u *UnitTest, p pair) { u.Versions = r.anything(p) },
		"given": func(r *reader, u *UnitTest, p pair) {
			r.items(p, func(n *yaml.Node) {
				if f := r.fixture(n, &givenObject); f.Input.Value != "" {
					u.Given = append(u.Given, f)
				}
			})
		},
		"expect": func(r *reader, u *UnitTest, p pair) {
			r.enter(step{key: p.name})
			u.Expect = r.fixture(p.value, &expectObject)
			r.leave()
		},
		"overrides": func(r *reader, u *UnitTest, p pair) {
			r.unrendered(func() { decodeAt(r, p, &overridesObject, &u.Overrides) })
		},
	},
	elsewhere: underConfig,
}

var overridesObject = object[Overrides]{keys: map[string]func(*reader, *Overrides, pair){
	"macros":   func(r *reader, o *Overrides, p pair) { o.Macros = r.mapping(p) },
	"vars":     func(r *reader, o *Overrides, p pair) { o.Vars = r.mapping(p) },
	"env_vars": func(r *reader, o *Overrides, p pair) { o.EnvVars = r.mapping(p) },
}}

// aFixture keeps rows until the format is known: they stand in any order.
type aFixture struct {
	Fixture
	rows *yaml.Node
}

type fixtureKeys = map[string]func(*reader, *aFixture, pair)

func rowKeys(more fixtureKeys) fixtureKeys {
	keys := fixtureKeys{
		"format":  func(r *reader, f *aFixture, p pair) { f.Format = r.choice(p, "dict", "csv", "sql") },
		"fixture": func(r *reader, f *aFixture, p pair) { f.Fixture.Fixture, _ = r.name(p) },
		"rows":    func(r *reader, f *aFixture, p pair) { f.rows, f.Given = p.value, true },
	}
	for k, read := range more {
		keys[k] = read
	}
	return keys
}

var (
	givenObject = object[aFixture]{required: []string{"input"}, keys: rowKeys(fixtureKeys{
		"input": func(r *reader, f *aFixture, p pair) { f.Input = r.relation(p) },
	})}
	expectObject = object[aFixture]{keys: rowKeys(nil)}
)

// fixture reads the rows of an input, or the rows expected. They are not rendered.
func (r *reader) fixture(n *yaml.Node, o *object[aFixture]) Fixture {
	f := aFixture{Fixture: Fixture{Format: "dict", Span: r.span(n)}}
	r.unrendered(func() {
		if !decode(r, n, o, &f) {
			return
		}
		if f.rows != nil {
			r.rows(&f)
		}
	})
	if f.Given && f.Fixture.Fixture != "" {
		r.fault(f.rows, "bad-value", "%s has rows and a fixture", r.where()).Hint = "keep one of the two"
	}
	return f.Fixture
}

// rows reads a list of maps, or the text of the csv and sql formats.
func (r *reader) rows(f *aFixture) {
	n := follow(f.rows)
	p := pair{"rows", f.rows, f.rows}
	if f.Format != "dict" {
		if n.Kind != yaml.ScalarNode || isNull(n) {
			r.wrongType(p, "the text of the "+f.Format, "rows: |, and below it the "+f.Format)
			return
		}
		f.Text = n.Value
		return
	}
	if n.Kind == yaml.ScalarNode && !isNull(n) {
		r.wrongType(p, "a list of maps", "rows: [{id: 1}]  or add  format: csv")
		return
	}
	r.items(p, func(n *yaml.Node) {
		m := follow(n)
		if m.Kind != yaml.MappingNode || r.isTemplate(m) {
			r.wrong(r.where(), n, "a map of columns to values", "- {id: 1}")
			return
		}
		row := make(map[string]any, len(m.Content)/2)
		for _, p := range r.pairs(m) {
			row[p.name] = r.value(p.value)
			if !slices.Contains(f.Columns, p.name) {
				f.Columns = append(f.Columns, p.name)
			}
		}
		f.Rows = append(f.Rows, row)
	})
}

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
			r.expect(p.value, u)
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
	"now":      func(r *reader, o *Overrides, p pair) { o.Now = r.textAt(p) },
}}

// aFixture keeps rows until the format is known: they stand in any order.
type aFixture struct {
	Fixture
	rows    *yaml.Node
	ctes    *pair
	match   string
	ordered bool
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
	expectObject = object[aFixture]{keys: rowKeys(fixtureKeys{
		"match":   func(r *reader, f *aFixture, p pair) { f.match = r.choice(p, "exact", "subset") },
		"ordered": func(r *reader, f *aFixture, p pair) { f.ordered = r.truth(p) },
		"ctes":    func(_ *reader, f *aFixture, p pair) { f.ctes = &p },
	})}
	cteObject = object[aFixture]{keys: rowKeys(nil)}
)

// expect reads what must come out of the model, and of CTEs in its query.
func (r *reader) expect(n *yaml.Node, u *UnitTest) {
	f := r.wholeFixture(n, &expectObject)
	u.Expect, u.Match, u.Ordered = f.Fixture, f.match, f.ordered
	if f.ctes == nil {
		return
	}
	m := follow(f.ctes.value)
	if m.Kind != yaml.MappingNode {
		r.wrongType(*f.ctes, "a map of CTE names", "ctes: {cleaned: {rows: [{id: 1}]}}")
		return
	}
	for _, p := range r.pairs(m) {
		r.enter(step{key: p.name})
		c := r.fixture(p.value, &cteObject)
		c.CTE = p.name
		u.CTEs = append(u.CTEs, c)
		r.leave()
	}
}

// fixture reads the rows of an input, or the rows expected. They are not rendered.
func (r *reader) fixture(n *yaml.Node, o *object[aFixture]) Fixture {
	return r.wholeFixture(n, o).Fixture
}

func (r *reader) wholeFixture(n *yaml.Node, o *object[aFixture]) aFixture {
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
	return f
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

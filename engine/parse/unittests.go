package parse

import (
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// makeUnitTests makes a node of every unit test of the property files.
func (l *loader) makeUnitTests(context.Context) {
	for _, p := range l.properties {
		for i := range p.UnitTests {
			l.makeUnitTest(p.File, &p.UnitTests[i])
		}
	}
}

func (l *loader) makeUnitTest(file string, u *config.UnitTest) {
	id, problem := l.findRef([]string{u.Model.Value})
	model, isModel := l.project.Manifest.Nodes[id].(*engine.Model)
	switch {
	case problem != nil:
		problem.Span = u.Model.Span
		l.problems.Add(*problem)
		return
	case !isModel:
		if id != "" { // else it is disabled, and so is its test
			l.problems.Add(diag.Errorf(u.Model.Span, "bad-value", "%s is a %s, and a unit test is of a model", u.Model.Value, l.project.Manifest.Nodes[id].Head().Kind))
		}
		return
	}
	t := &engine.UnitTest{
		Header: engine.Header{
			ID: l.id(engine.KindUnitTest, model.Name+"."+u.Name), Kind: engine.KindUnitTest, Name: u.Name, Package: model.Package,
			File: file, PatchFile: file, Span: u.Span, Description: l.describe(u.Description, u.Span),
			FQN:  append(slices.Clone(model.FQN), u.Name),
			Uses: []engine.Use{{Target: id, Span: u.Model.Span}},
		},
		Model: id, Subset: u.Match == "subset", Ordered: u.Ordered,
	}
	if first, taken := l.project.Manifest.Nodes[t.ID]; taken {
		d := diag.Errorf(u.Span, "duplicate-name", "two unit tests of %s are named %q", model.Name, u.Name).WithHint("rename one of them")
		d.Related = []diag.Related{{Span: first.Head().Span, Message: "the other one"}}
		l.problems.Add(d)
		return
	}
	cfg, problems := config.Resolve(engine.KindUnitTest, append(l.testLayers(below(model.File, l.project.Manifest.Project.Paths.Models)), u.Config)...)
	l.problems.Add(problems...)
	t.Config = cfg
	l.givens(t, model, u)
	t.Expect = append(t.Expect, engine.Expectation{Fixture: l.fixtureRows(u.Expect)})
	for _, c := range u.CTEs {
		t.Expect = append(t.Expect, engine.Expectation{CTE: c.CTE, Fixture: l.fixtureRows(c)})
	}
	if !u.Expect.Given && u.Expect.Fixture == "" && len(u.CTEs) > 0 {
		t.Expect = t.Expect[1:] // only CTEs are looked at
	}
	t.Overrides = l.overrides(u.Overrides)
	l.put(t)
}

// givens reads the rows of the inputs.
func (l *loader) givens(t *engine.UnitTest, model *engine.Model, u *config.UnitTest) {
	for _, g := range u.Given {
		f := l.fixtureRows(g)
		kind, args, ok := config.ParseRelationText(g.Input.Value)
		switch {
		case !ok:
			continue // config told of it
		case kind == "this":
			f.Input = model.ID
		default:
			use, ok := l.useOfText(g.Input.Value, g.Input.Span)
			if !ok {
				continue
			}
			f.Input = use.Target
		}
		if slices.ContainsFunc(t.Given, func(o engine.Fixture) bool { return o.Input == f.Input }) {
			l.problems.Add(diag.Errorf(g.Input.Span, "duplicate-name", "the rows of %s are given twice", strings.Join(append([]string{kind}, args...), " ")).
				WithHint("put all rows into one list"))
			continue
		}
		t.Given = append(t.Given, f)
	}
}

// fixturesFolder is where the files of fixtures lie, below each folder of tests.
const fixturesFolder = "fixtures"

// fixtureRows reads the rows of a fixture: as they stand in YAML, as CSV, or as a query.
func (l *loader) fixtureRows(c config.Fixture) engine.Fixture {
	f := engine.Fixture{Span: c.Span, Columns: c.Columns, Rows: c.Rows}
	text := c.Text
	if c.Fixture != "" {
		var ok bool
		if text, ok = l.fixtureFile(c); !ok {
			return f
		}
	}
	switch {
	case c.Format == "sql":
		f.SQL = text
	case c.Format == "csv" || c.Fixture != "":
		l.csvRows(&f, text)
	}
	return f
}

// fixtureFile reads a file below tests/fixtures.
func (l *loader) fixtureFile(c config.Fixture) (string, bool) {
	extension := ".csv"
	if c.Format == "sql" {
		extension = ".sql"
	}
	name := strings.TrimSuffix(c.Fixture, extension) + extension
	for _, folder := range l.project.Manifest.Project.Paths.Tests {
		if b, err := fs.ReadFile(l.fsys, path.Join(folder, fixturesFolder, name)); err == nil {
			return string(b), true
		}
	}
	l.problems.Add(diag.Errorf(c.Span, "no-fixture", "there is no fixture %s", path.Join(l.project.Manifest.Project.Paths.Tests[0], fixturesFolder, name)).
		WithHint("make the file, or write the rows here:  rows:"))
	return "", false
}

// csvRows reads rows whose first line names the columns. An empty field is NULL.
func (l *loader) csvRows(f *engine.Fixture, text string) {
	r := csv.NewReader(strings.NewReader(strings.TrimSpace(text)))
	r.TrimLeadingSpace = true
	records, err := r.ReadAll()
	if err != nil || len(records) == 0 {
		why := "its first line must name the columns"
		if err != nil {
			why = err.Error()
		}
		l.problems.Add(diag.Errorf(f.Span, "bad-fixture", "these rows are not CSV: %s", why))
		return
	}
	f.Texts, f.Columns = true, records[0]
	for _, record := range records[1:] {
		row := make(map[string]any, len(record))
		for i, value := range record {
			row[f.Columns[i]] = nil
			if value != "" {
				row[f.Columns[i]] = value
			}
		}
		f.Rows = append(f.Rows, row)
	}
}

// overrides reads what a unit test's model is to see. Values are texts where the thing
// itself is one.
func (l *loader) overrides(c config.Overrides) engine.Overrides {
	o := engine.Overrides{Vars: c.Vars, Env: texts(c.EnvVars), Macros: texts(c.Macros)}
	if v, set := c.Macros["is_incremental"]; set {
		yes := v == true || v == "true"
		o.Incremental = &yes
		delete(o.Macros, "is_incremental")
	}
	if c.Now.Value == "" {
		return o
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if at, err := time.Parse(layout, c.Now.Value); err == nil {
			o.Now = &at
			return o
		}
	}
	l.problems.Add(diag.Errorf(c.Now.Span, "bad-value", "%q is not a time", c.Now.Value).WithHint("write it like  2026-11-20 09:00:00"))
	return o
}

func texts(values map[string]any) map[string]string {
	out := make(map[string]string, len(values))
	for k, v := range values {
		out[k] = fmt.Sprint(v)
	}
	return out
}

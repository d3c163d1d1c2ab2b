// Package unittest runs unit tests: a model's query over rows that the test gives, on a
// DuckDB in memory where nothing stands but these rows. The functions of mart are real,
// and the types come from the type check, so that no relation in any target is needed.
package unittest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/parse"
)

// A Bench is what unit tests run on.
type Bench struct {
	Project *parse.Project
	Dialect engine.Dialect // of the sessions that Run gets: DuckDB's
	Root    string         // the project's folder, absolute
	// Columns has the columns of nodes, as the type check found them.
	Columns map[engine.NodeID][]engine.Column
	// ReadFile reads a project file: a seed that a test gives no rows for is read as it is.
	ReadFile func(name string) (string, error)
}

// Run runs a unit test on a session that is used by nobody else meanwhile. What is wrong
// with the test, or with what the model gives, is in the list; the error is of the
// database or of the context.
func (b *Bench) Run(ctx context.Context, s engine.Session, t *engine.UnitTest) (diag.List, error) {
	r := &runner{Bench: b, session: s, test: t, model: b.Project.Manifest.Model(t.Model), names: map[engine.NodeID]string{}}
	defer r.clear(ctx)
	err := r.run(ctx)
	var list diag.List
	switch {
	case errors.As(err, &list):
		return list, nil
	case err != nil:
		return nil, err
	}
	return r.problems, nil
}

// A runner carries the state of one unit test.
type runner struct {
	*Bench
	session  engine.Session
	test     *engine.UnitTest
	model    *engine.Model
	names    map[engine.NodeID]string // the tables of given rows
	made     []string                 // what there is to drop
	problems diag.List
}

func (r *runner) run(ctx context.Context) error {
	if err := r.freeze(ctx); err != nil {
		return err
	}
	if err := r.give(ctx); err != nil {
		return err
	}
	compiled, err := r.compile()
	if err != nil {
		return err
	}
	for _, e := range r.test.Expect {
		if err := r.expect(ctx, compiled, e); err != nil {
			return err
		}
	}
	return nil
}

// compile renders the model over the tables of given rows.
func (r *runner) compile() (engine.Compiled, error) {
	project, problems := r.overridden()
	if problems.HasErrors() {
		return engine.Compiled{}, problems
	}
	o := compile.Options{Root: r.Root, Relation: func(n engine.Relational) (string, bool) {
		name, ok := r.names[n.Head().ID]
		return name, ok
	}}
	if r.incremental() {
		o.Existing = func(e engine.Relation) (engine.Existing, bool) {
			return engine.Existing{Relation: e, Type: engine.TableType}, true
		}
	}
	compiled, problems := compile.New(project, r.Dialect, o).Node(r.model.ID)
	if problems.HasErrors() {
		return compiled, problems
	}
	return compiled, nil
}

// overridden is the project as the test wants its model to see it.
func (r *runner) overridden() (*parse.Project, diag.List) {
	o := r.test.Overrides
	if len(o.Vars)+len(o.Env)+len(o.Macros) == 0 {
		return r.Project, nil
	}
	p := *r.Project
	if len(o.Vars) > 0 {
		p.Vars = maps.Clone(p.Vars)
		if p.Vars == nil {
			p.Vars = map[string]any{}
		}
		maps.Copy(p.Vars, o.Vars)
	}
	if env := p.Env; len(o.Env) > 0 {
		p.Env = func(name string) (string, bool) {
			if v, ok := o.Env[name]; ok || env == nil {
				return v, ok
			}
			return env(name)
		}
	}
	var problems diag.List
	if len(o.Macros) > 0 {
		p.Library, problems = p.Library.With(o.Macros, r.test.Span)
	}
	return &p, problems
}

// incremental reports whether the model is to add to what stands: the test says so, or
// gives rows that stand.
func (r *runner) incremental() bool {
	if i := r.test.Overrides.Incremental; i != nil {
		return *i
	}
	return slices.ContainsFunc(r.test.Given, func(f engine.Fixture) bool { return f.Input == r.model.ID })
}

// expect compares what comes out with what is expected.
func (r *runner) expect(ctx context.Context, compiled engine.Compiled, e engine.Expectation) error {
	statement, err := r.query(compiled, e)
	if err != nil {
		return err
	}
	if err := r.exec(ctx, statement); err != nil {
		return r.failed(statement, err)
	}
	columns, err := r.columnsOf(ctx, actualTable)
	if err != nil {
		return err
	}
	compared, err := r.expectedRows(ctx, e, columns)
	if err != nil {
		return err
	}
	actual, err := r.texts(ctx, actualTable, compared)
	if err != nil {
		return err
	}
	expected, err := r.texts(ctx, expectedTable, compared)
	if err != nil {
		return err
	}
	leaveOpen(expected, e.Fixture, compared)
	d := compare(compared, expected, actual, r.test.Subset, r.test.Ordered)
	if d.same() {
		return nil
	}
	what := "the query of " + r.model.Name + " gives"
	if e.CTE != "" {
		what = "the CTE " + e.CTE + " of " + r.model.Name + " gives"
	}
	r.problems.Add(diag.Errorf(r.test.Span, "unit-test", "unit test %s failed: %s other rows than expected: %s", r.test.Name, what, d.summary()).
		WithDetail(d.table()).WithHint("- is expected and not given, + is given and not expected;  see the query:  mart compile %s", r.model.Name))
	return nil
}

const (
	actualTable   = `temp.main."unit test: given by the query"`
	expectedTable = `temp.main."unit test: expected"`
)

// query makes a table of what the model, or one of its CTEs, gives.
func (r *runner) query(compiled engine.Compiled, e engine.Expectation) (engine.Statement, error) {
	sql := materialize.Body(compiled.SQL)
	if e.CTE != "" {
		head, names, ok := withClause(sql)
		i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, e.CTE) })
		if !ok || i < 0 {
			hint := diag.DidYouMean(e.CTE, names)
			if hint == "" && len(names) > 0 {
				hint = "its CTEs are " + strings.Join(names, ", ")
			}
			return engine.Statement{}, diag.List{diag.Errorf(e.Span, "unknown-cte", "the query of %s has no CTE %q", r.model.Name, e.CTE).WithHint("%s", hint)}
		}
		sql = head + "\nselect * from " + r.Dialect.Quote(names[i])
	}
	r.made = append(r.made, "table if exists "+actualTable)
	before := "create or replace temp table " + strings.TrimPrefix(actualTable, "temp.main.") + " as\n"
	return engine.Statement{SQL: before + sql, Offset: len(before), Map: compiled.Map, Tag: "unit test"}, nil
}

// failed tells of a database's refusal of the model's query.
func (r *runner) failed(s engine.Statement, err error) error {
	var refused *engine.DatabaseError
	if !errors.As(err, &refused) || refused.Kind == engine.CanceledError {
		return err
	}
	d := compile.Database(r.model.Head(), refused, s, r.Project.Source)
	d.Summary = fmt.Sprintf("unit test %s: %s", r.test.Name, d.Summary)
	d.Related = []diag.Related{{Span: r.test.Span, Message: "the unit test"}}
	return diag.List{d}
}

func (r *runner) exec(ctx context.Context, s engine.Statement) error {
	_, err := r.session.Exec(ctx, s)
	return err
}

// do sends a statement of ours.
func (r *runner) do(ctx context.Context, sql string) error {
	return r.exec(ctx, engine.Statement{SQL: sql, Tag: "unit test"})
}

// ask reads a small result.
func (r *runner) ask(ctx context.Context, sql string) ([][]any, error) {
	rows, err := r.session.Query(ctx, engine.Statement{SQL: sql, Tag: "unit test"})
	if err != nil {
		return nil, err
	}
	return engine.ReadAll(rows)
}

func (r *runner) columnsOf(ctx context.Context, table string) ([]engine.Column, error) {
	rows, err := r.ask(ctx, "describe "+table)
	return materialize.DecodeColumns(rows), err
}

// clear drops what the test made: the next one finds the session as it was.
func (r *runner) clear(ctx context.Context) {
	for _, what := range r.made {
		_ = r.do(context.WithoutCancel(ctx), "drop "+what)
	}
}

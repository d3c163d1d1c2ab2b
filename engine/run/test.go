package run

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
)

// test runs a data test: its query gives the failing rows. Where these are kept, they
// are counted from what was kept, so that the query runs once; a test without failing
// rows keeps nothing.
func (w *worker) test(ctx context.Context, t *engine.Test, res engine.Result) engine.Result {
	return w.testOf(ctx, w.compiler, t, res)
}

// testOf is test with another compiler: one for which a tested node stands aside.
func (w *worker) testOf(ctx context.Context, c *compile.Compiler, t *engine.Test, res engine.Result) engine.Result {
	q := w.prepareTest(ctx, c, t, res)
	if !q.answered {
		w.ask(ctx, q)
	}
	return q.res
}

// A question is a test that is ready to be asked, or its answer.
type question struct {
	test     engine.Test // with the settings that are rendered
	compiled engine.Compiled
	stored   bool // its failing rows are kept, and counted from there
	res      engine.Result
	answered bool
}

// statement is the query of the question: one row.
func (w *worker) statement(q *question) engine.Statement {
	return quality.TestSQL(&q.test, q.compiled, w.dialect(q.compiled))
}

// prepareTest does all of a test that comes before its query.
func (w *worker) prepareTest(ctx context.Context, c *compile.Compiler, t *engine.Test, res engine.Result) *question {
	if missing := w.notBuilt(t); missing != "" {
		res.Status, res.Message = engine.Warn, missing+" has not been built in this target"
		res.Problems = diag.List{diag.Warnf(t.Span, "not-asked", "test %s was not asked: %s", t.Name, res.Message).
			WithHint("build what it compares:  mart build +%s", t.Name)}
		return &question{res: res, answered: true}
	}
	compiled, problems := c.Node(t.ID)
	cfg, more := c.TestConfig(t)
	problems = append(problems, more...)
	res.Compiled, res.SQL = time.Now(), compiled.SQL
	if problems.HasErrors() {
		res.Status, res.Problems = engine.Errored, problems
		return &question{res: res, answered: true}
	}
	if w.o.WriteCompiled != nil {
		if err := w.o.WriteCompiled(t, compiled.SQL); err != nil {
			return &question{res: w.broken(res, t, err), answered: true}
		}
	}
	q := &question{test: *t, compiled: compiled, res: res}
	q.test.Config = cfg
	// Failing rows of files stay where they are: mart show reads them there.
	q.stored = quality.Stores(&q.test, w.o.StoreFailures) && !compiled.Lake
	if q.stored && w.work.within {
		w.work.unstored, q.stored = append(w.work.unstored, t.ID), false
	}
	if q.stored {
		kept, err := w.storeFailures(ctx, &q.test, compiled)
		if err != nil {
			return &question{res: w.broken(res, t, err), answered: true}
		}
		q.compiled = kept
	}
	return q
}

// ask sends the query of a test, and files its answer.
func (w *worker) ask(ctx context.Context, q *question) {
	rows, err := queryAll(ctx, w.side(q.compiled), w.statement(q))
	switch {
	case err != nil:
		q.res, q.answered = w.broken(q.res, &q.test, err), true
	case len(rows) != 1:
		q.res, q.answered = w.broken(q.res, &q.test, fmt.Errorf("the test's query gave %d rows, and one was expected", len(rows))), true
	default:
		w.judge(ctx, q, rows[0])
	}
}

// askTogether asks several tests in one query; those of a side are one scan where the
// database sees that they read the same. When it fails, each test is asked by itself, so
// that the one at fault is told. Where an error would end a transaction that others need,
// none are asked together.
func (w *worker) askTogether(ctx context.Context, all []*question) {
	for _, lake := range []bool{false, true} {
		var open []*question
		var statements []engine.Statement
		for _, q := range all {
			if !q.answered && q.compiled.Lake == lake {
				open, statements = append(open, q), append(statements, w.statement(q))
			}
		}
		if len(open) < 2 || w.work.within {
			continue
		}
		before := len(w.work.queries)
		rows, err := queryAll(ctx, w.side(open[0].compiled), quality.TogetherSQL(statements))
		if err != nil || len(rows) != len(open) {
			continue
		}
		answers, err := quality.DecodeTogether(rows)
		if err != nil {
			continue
		}
		ids := slices.Clone(w.work.queries[before:])
		w.work.queries = w.work.queries[:before]
		for i, q := range open {
			q.res.QueryIDs = ids
			w.judge(ctx, q, answers[i])
		}
	}
}

// judge files the answer of a test: its one row.
func (w *worker) judge(ctx context.Context, q *question, row []any) {
	q.answered = true
	answer, err := quality.Decode(row)
	if err != nil {
		q.res = w.broken(q.res, &q.test, err)
		return
	}
	none := answer.None()
	if !quality.CountsRows(q.test.Config.FailCalc) {
		if !none && w.secrecy(&q.test).Covers(q.test.Config.FailCalc) {
			answer.Value = "***"
		}
		q.res.Value = answer.Value
	}
	q.res.Status, q.res.Message = quality.Verdict(q.test.Config, answer)
	q.res.Rows = answer.Failures
	if q.stored && none {
		if err := w.dropFailures(ctx, &q.test); err != nil {
			q.res = w.broken(q.res, &q.test, err)
			return
		}
	}
	if q.res.Status == engine.Fail || q.res.Status == engine.Warn {
		q.res.Problems = diag.List{w.verdict(&q.test, q.res).WithDetail(w.sample(ctx, &q.test, q.compiled, answer.Failures))}
	}
}

// notBuilt is the first node that a test of several reads and that nobody has built yet,
// nor builds in this run; or "". Selecting one model takes such tests along.
func (w *worker) notBuilt(t *engine.Test) string {
	if len(t.Uses) < 2 {
		return ""
	}
	for _, use := range t.Uses {
		n, ok := w.project.Manifest.Nodes[use.Target].(engine.Relational)
		if _, isSource := n.(*engine.Source); !ok || isSource || engine.InFiles(n) || n.Head().Config.Materialized == engine.MaterializedEphemeral || w.planned[use.Target] {
			continue
		}
		if _, stands := w.catalog.lookup(n.Rel()); !stands {
			return label(n)
		}
	}
	return ""
}

// sample is the first failing rows of a test. Without them its verdict still stands, so
// that a fault in asking is of no consequence.
func (w *worker) sample(ctx context.Context, t *engine.Test, compiled engine.Compiled, failures int64) string {
	size := quality.SampleSize
	if t.Config.Limit > 0 {
		size = min(size, t.Config.Limit)
	}
	rows, err := w.side(compiled).Query(ctx, quality.SampleSQL(t, compiled, size))
	if err != nil {
		return ""
	}
	columns := rows.Columns()
	values, err := engine.ReadAll(rows)
	if err != nil || len(values) == 0 {
		return ""
	}
	if !quality.CountsRows(t.Config.FailCalc) {
		failures = 0 // it counts something else than rows
	}
	return quality.Sample(columns, values, failures, w.secrecy(t))
}

// secrecy is which values of what a test reads are not shown.
func (w *worker) secrecy(t *engine.Test) quality.Secrecy {
	var nodes []engine.Relational
	for _, use := range t.Uses {
		if n, ok := w.project.Manifest.Nodes[use.Target].(engine.Relational); ok {
			nodes = append(nodes, n)
		}
	}
	return quality.Sensitive(nodes...).Of(t.Column)
}

// verdict tells of a failed test at the place where it is written.
func (w *worker) verdict(t *engine.Test, res engine.Result) diag.Diagnostic {
	d := diag.Errorf(t.Span, "test-failed", "test %s failed: %s", t.Name, res.Message)
	if res.Status == engine.Warn {
		d = diag.Warnf(t.Span, "test-warned", "test %s warns: %s", t.Name, res.Message)
	}
	return d.WithHint("see all of them:  mart show %s", t.Name)
}

// storeFailures keeps the failing rows of a test and returns the query of what was kept.
func (w *worker) storeFailures(ctx context.Context, t *engine.Test, compiled engine.Compiled) (engine.Compiled, error) {
	target, d := w.project.Manifest.Target, w.adapter.Dialect()
	r := quality.FailuresRelation(t, target.Database, target.SchemaPrefix)
	var earlier []engine.Existing
	if e, ok := w.catalog.lookup(r); ok {
		earlier = append(earlier, e)
	}
	statements := append([]engine.Statement{materialize.CreateSchema(d, r.Database, r.Schema)}, quality.StoreSQL(t, compiled, d, r, earlier...)...)
	if err := together(ctx, d, w.session, func() error { return execAll(ctx, w.session, statements) }); err != nil {
		return engine.Compiled{}, err
	}
	return quality.FromStored(t, d, r), nil
}

// dropFailures drops the kept rows of a test that has none.
func (w *worker) dropFailures(ctx context.Context, t *engine.Test) error {
	target, d := w.project.Manifest.Target, w.adapter.Dialect()
	r := quality.FailuresRelation(t, target.Database, target.SchemaPrefix)
	return execAll(ctx, w.session, []engine.Statement{quality.DropSQL(t, d, r)})
}

// storeLater keeps the failing rows of tests that looked at a table within a transaction:
// a table that is made there would end it, or be rolled back with it. c finds the rows:
// in what is published now, or in what was refused.
func (w *worker) storeLater(ctx context.Context, c *compile.Compiler) {
	for _, id := range w.work.unstored {
		at := slices.IndexFunc(w.looked, func(res engine.Result) bool { return res.ID == id })
		if at < 0 {
			continue
		}
		found := quality.Answer{Failures: w.looked[at].Rows, Value: w.looked[at].Value}
		if problems := w.storeOne(ctx, c, w.project.Manifest.Nodes[id].(*engine.Test), found.None()); problems != nil {
			for i := range problems { // the verdict stands
				problems[i].Severity = diag.Warning
			}
			w.looked[at].Problems = append(w.looked[at].Problems, problems...)
		}
	}
	w.work.unstored = nil
}

func (w *worker) storeOne(ctx context.Context, c *compile.Compiler, t *engine.Test, none bool) diag.List {
	meant := *t
	cfg, problems := c.TestConfig(t)
	compiled, more := c.Node(t.ID)
	if problems = append(problems, more...); problems.HasErrors() {
		return problems
	}
	meant.Config = cfg
	err := error(nil)
	if none {
		err = w.dropFailures(ctx, &meant)
	} else {
		_, err = w.storeFailures(ctx, &meant, compiled)
	}
	if err != nil {
		return w.explain(t, err)
	}
	return nil
}

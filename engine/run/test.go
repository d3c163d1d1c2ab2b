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
	if missing := w.notBuilt(t); missing != "" {
		res.Status, res.Message = engine.Warn, missing+" has not been built in this target"
		res.Problems = diag.List{diag.Warnf(t.Span, "not-asked", "test %s was not asked: %s", t.Name, res.Message).
			WithHint("build what it compares:  mart build +%s", t.Name)}
		return res
	}
	compiled, problems := c.Node(t.ID)
	cfg, more := c.TestConfig(t)
	problems = append(problems, more...)
	res.Compiled, res.SQL = time.Now(), compiled.SQL
	if problems.HasErrors() {
		res.Status, res.Problems = engine.Errored, problems
		return res
	}
	if w.o.WriteCompiled != nil {
		if err := w.o.WriteCompiled(t, compiled.SQL); err != nil {
			return w.broken(res, t, err)
		}
	}
	meant := *t
	meant.Config = cfg
	// Failing rows of files stay where they are: mart show reads them there.
	stored := quality.Stores(&meant, w.o.StoreFailures) && !compiled.Lake
	if stored && w.work.within {
		w.work.unstored, stored = append(w.work.unstored, t.ID), false
	}
	if stored {
		kept, err := w.storeFailures(ctx, &meant, compiled)
		if err != nil {
			return w.broken(res, t, err)
		}
		compiled = kept
	}
	rows, err := queryAll(ctx, w.side(compiled), quality.TestSQL(&meant, compiled, w.dialect(compiled)))
	if err != nil {
		return w.broken(res, t, err)
	}
	if len(rows) != 1 {
		return w.broken(res, t, fmt.Errorf("the test's query gave %d rows, and one was expected", len(rows)))
	}
	failures, warn, fail, err := quality.Decode(rows[0])
	if err != nil {
		return w.broken(res, t, err)
	}
	res.Status, res.Message = quality.Verdict(cfg.Severity, failures, warn, fail)
	res.Rows = failures
	if stored && failures == 0 {
		if err := w.dropFailures(ctx, &meant); err != nil {
			return w.broken(res, t, err)
		}
	}
	if res.Status == engine.Fail || res.Status == engine.Warn {
		res.Problems = diag.List{w.verdict(t, res).WithDetail(w.sample(ctx, &meant, compiled, failures))}
	}
	return res
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
	rows, err := w.side(compiled).Query(ctx, quality.SampleSQL(t, compiled, quality.SampleSize))
	if err != nil {
		return ""
	}
	columns := rows.Columns()
	values, err := engine.ReadAll(rows)
	if err != nil || len(values) == 0 {
		return ""
	}
	var nodes []engine.Relational
	for _, use := range t.Uses {
		if n, ok := w.project.Manifest.Nodes[use.Target].(engine.Relational); ok {
			nodes = append(nodes, n)
		}
	}
	return quality.Sample(columns, values, failures, quality.Sensitive(nodes...))
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
		if problems := w.storeOne(ctx, c, w.project.Manifest.Nodes[id].(*engine.Test), w.looked[at].Rows == 0); problems != nil {
			for i := range problems { // the verdict stands
				problems[i].Severity = diag.Warning
			}
			w.looked[at].Problems = append(w.looked[at].Problems, problems...)
		}
	}
	w.work.unstored = nil
}

func (w *worker) storeOne(ctx context.Context, c *compile.Compiler, t *engine.Test, passed bool) diag.List {
	meant := *t
	cfg, problems := c.TestConfig(t)
	compiled, more := c.Node(t.ID)
	if problems = append(problems, more...); problems.HasErrors() {
		return problems
	}
	meant.Config = cfg
	err := error(nil)
	if passed {
		err = w.dropFailures(ctx, &meant)
	} else {
		_, err = w.storeFailures(ctx, &meant, compiled)
	}
	if err != nil {
		return w.explain(t, err)
	}
	return nil
}

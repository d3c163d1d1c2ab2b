package run

import (
	"context"
	"fmt"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
)

// test runs a data test: its query gives the failing rows.
func (w *worker) test(ctx context.Context, t *engine.Test, res engine.Result) engine.Result {
	compiled, problems := w.compiler.Node(t.ID)
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
	rows, err := queryAll(ctx, w.session, quality.TestSQL(t, compiled, w.adapter.Dialect()))
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
	res.Status, res.Message = quality.Verdict(t.Config.Severity, failures, warn, fail)
	res.Rows = failures
	if res.Status == engine.Fail || res.Status == engine.Warn {
		res.Problems = diag.List{w.verdict(t, res)}
	}
	if t.Config.StoreFailures != nil && *t.Config.StoreFailures {
		if err := w.storeFailures(ctx, t, compiled); err != nil {
			return w.broken(res, t, err)
		}
	}
	return res
}

// verdict tells of a failed test at the place where it is written.
func (w *worker) verdict(t *engine.Test, res engine.Result) diag.Diagnostic {
	d := diag.Errorf(t.Span, "test-failed", "test %s failed: %s", t.Name, res.Message)
	if res.Status == engine.Warn {
		d = diag.Warnf(t.Span, "test-warned", "test %s warns: %s", t.Name, res.Message)
	}
	return d.WithHint("see the failing rows:  mart show %s", t.Name)
}

func (w *worker) storeFailures(ctx context.Context, t *engine.Test, compiled engine.Compiled) error {
	target := w.project.Manifest.Target
	r := quality.FailuresRelation(t, target.Database, target.SchemaPrefix)
	statements := append([]engine.Statement{materialize.CreateSchema(w.adapter.Dialect(), r.Database, r.Schema)},
		quality.StoreSQL(t, compiled, w.adapter.Dialect(), r)...)
	return inTransaction(ctx, w.session, func() error { return execAll(ctx, w.session, statements) })
}

package run

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// model compiles a model, builds it aside and publishes it.
func (w *worker) model(ctx context.Context, m *engine.Model, res engine.Result) engine.Result {
	compiled, problems := w.compiler.Node(m.ID)
	res.Compiled, res.SQL = time.Now(), compiled.SQL
	if problems.HasErrors() {
		res.Status, res.Problems = engine.Errored, problems
		return res
	}
	if w.o.WriteCompiled != nil {
		if err := w.o.WriteCompiled(m, compiled.SQL); err != nil {
			return w.broken(res, m, err)
		}
	}
	b := w.newBuild(m, m.Config, compiled)
	if problems := w.hooks(m, &b); problems.HasErrors() {
		res.Status, res.Problems = engine.Errored, problems
		return res
	}
	if mayKeep(m) {
		w.work.definition = w.compiler.Definition(m.ID)
	}
	if len(compiled.Inputs) > 0 || readsFiles(&b) {
		return w.tellOutdated(m, w.lakeModel(ctx, m, b, res))
	}
	return w.tellOutdated(m, w.buildAndPublish(ctx, b, res))
}

func readsFiles(b *materialize.Build) bool {
	return b.Config.Materialized == engine.MaterializedLoad || b.Config.Materialized == engine.MaterializedExternal
}

// newBuild gathers what a materialization is given.
func (w *worker) newBuild(n engine.Relational, cfg engine.Config, compiled engine.Compiled) materialize.Build {
	b := materialize.Build{
		Node: n, Config: cfg, Relation: n.Rel(), Compiled: compiled, Dialect: w.adapter.Dialect(),
		Warehouse: w.compute(), FullRefresh: w.o.FullRefresh, RunID: w.o.RunID, Now: w.o.Now, Root: w.o.Root,
	}
	if existing, ok := w.catalog.lookup(n.Rel()); ok {
		b.Existing = &existing
	}
	if aside, ok := w.catalog.lookup(materialize.AsideName(n.Rel())); ok {
		b.ExistingAside = &aside
	}
	b.Gated = w.isGated(n) && !materialize.Adds(b)
	_, b.RejectsExist = w.catalog.lookup(materialize.RejectsName(n.Rel()))
	return b
}

func (w *worker) hooks(m *engine.Model, b *materialize.Build) diag.List {
	pre, problems := w.compiler.Hooks(m, m.Config.PreHook)
	post, more := w.compiler.Hooks(m, m.Config.PostHook)
	b.PreHooks, b.PostHooks = pre, post
	return append(problems, more...)
}

// beforePublish is what a load or external model does between its two halves.
type beforePublish func(ctx context.Context, b *materialize.Build) error

// buildAndPublish sends the two halves of a build that reads no files.
func (w *worker) buildAndPublish(ctx context.Context, b materialize.Build, res engine.Result) engine.Result {
	if err := w.knowColumns(ctx, &b); err != nil {
		return w.broken(res, b.Node, err)
	}
	steps, problems := materialize.Plan(b)
	if problems.HasErrors() {
		res.Status, res.Problems = engine.Errored, problems
		return res
	}
	return w.finishBuild(ctx, b, steps, res, nil)
}

// finishBuild sends what comes after the staging of files, and notes what was made.
func (w *worker) finishBuild(ctx context.Context, b materialize.Build, steps materialize.Steps, res engine.Result, between beforePublish) engine.Result {
	rows, err := w.carryOut(ctx, &b, steps, between)
	if refused := (*refusal)(nil); errors.As(err, &refused) {
		w.keepRefused(ctx, &b)
		w.storeLater(ctx, w.compiler.Under(b.Node.Head().ID, materialize.RejectedName(b.Relation)))
		err = refused.List
	}
	if err != nil {
		err = w.violated(ctx, &b, steps.Aside, err)
		w.cleanUp(ctx, steps)
		return w.broken(res, b.Node, err)
	}
	w.dropRefused(ctx, &b)
	w.storeLater(ctx, w.compiler)
	w.noteBuilt(b, rows)
	res.Status, res.Rows = engine.Success, rows
	res.Problems = append(res.Problems, w.work.notes...)
	return res
}

// carryOut sends the statements of a build, but for those that stage files, and returns
// its rows.
func (w *worker) carryOut(ctx context.Context, b *materialize.Build, steps materialize.Steps, between beforePublish) (int64, error) {
	if err := execAll(ctx, w.session, steps.Prepare); err != nil {
		return 0, err
	}
	if err := w.foresee(ctx, b, &steps); err != nil {
		return 0, err
	}
	made := w.maker(b) // an external model's files are written where its inputs are read
	rows, err := w.execCounting(ctx, made, steps.Build)
	if err != nil {
		return 0, err
	}
	if steps.Describe != nil {
		described, err := queryAll(ctx, made, *steps.Describe)
		if err != nil {
			return 0, err
		}
		b.AsideColumns = materialize.DecodeColumns(described)
		if b.Dialect.Name() == "snowflake" && !readsFiles(b) {
			b.AsideColumns = materialize.LogicalNames(b.AsideColumns)
		}
		if problems := columnsOnce(b); problems.HasErrors() {
			return 0, problems
		}
		if problems := w.unlikeContract(b); problems.HasErrors() {
			return 0, problems
		}
	}
	if err := w.lookAside(ctx, b, steps); err != nil {
		return 0, err
	}
	if b.Handover != nil {
		if err := w.handOver(ctx, b); err != nil {
			return 0, err
		}
	}
	if between != nil {
		if err := between(ctx, b); err != nil {
			return 0, err
		}
	}
	if err := w.lookAtDynamic(ctx, b); err != nil {
		return 0, err
	}
	publish, problems := materialize.Publish(*b)
	if err := problems.Err(); err != nil {
		return 0, err
	}
	w.work.notes = append(w.work.notes, problems...)
	published, err := w.publish(ctx, b, publish)
	if err != nil {
		return 0, err
	}
	if err := w.grant(ctx, *b); err != nil {
		return 0, err
	}
	if rows < 0 {
		rows = published
	}
	w.cleanUp(ctx, steps)
	return rows, nil
}

// columnsOnce refuses a query that gives a column twice: the database would rename the
// second one in a new table, and not know it in an old one.
func columnsOnce(b *materialize.Build) diag.List {
	seen := map[string]bool{}
	for _, c := range b.AsideColumns {
		name := strings.ToLower(c.Name)
		if seen[name] {
			return diag.List{diag.Errorf(b.Node.Head().Span, "duplicate-column", "the query of %s gives the column %s twice", b.Relation.Name, c.Name).
				WithHint("drop one, give it another name, or leave it out of the star:  * exclude (%s)", c.Name)}
		}
		seen[name] = true
	}
	return nil
}

// publish sends the second half of a build in one transaction; a statement alone needs
// none around it.
func (w *worker) publish(ctx context.Context, b *materialize.Build, statements []engine.Statement) (rows int64, err error) {
	rows = -1
	switch {
	case len(statements) == 0:
		return rows, nil
	case !w.adapter.Dialect().Supports(engine.TransactionalDDL):
		return w.publishSegments(ctx, b, materialize.Segments(statements))
	case len(statements) == 1 && !w.looksWithin(b):
		return w.execCounting(ctx, w.session, statements)
	}
	err = inTransaction(ctx, w.session, func() error {
		if rows, err = w.execCounting(ctx, w.session, statements); err == nil && w.looksWithin(b) {
			err = w.lookWithin(ctx, b)
		}
		return err
	})
	return rows, err
}

// execCounting sends statements and adds up the rows of those that count as the node's;
// -1 when none of them says.
func (w *worker) execCounting(ctx context.Context, session *telling, statements []engine.Statement) (int64, error) {
	rows := int64(-1)
	for _, s := range statements {
		info, err := session.Exec(ctx, s)
		if err != nil {
			return rows, &statementError{s, err}
		}
		if s.Tag == materialize.TagBuild && info.Rows >= 0 {
			rows = max(rows, 0) + info.Rows
		}
	}
	return rows, nil
}

// knowColumns asks for the columns of a table that new rows are put into.
func (w *worker) knowColumns(ctx context.Context, b *materialize.Build) error {
	adds := b.Config.Materialized == engine.MaterializedIncremental || b.Config.Materialized == engine.MaterializedLoad
	if !adds || b.Existing == nil || b.Existing.Type != engine.TableType {
		return nil
	}
	columns, err := w.adapter.Columns(ctx, b.Relation)
	b.ExistingColumns = columns
	return err
}

// cleanUp drops what a build left aside. A failure is of no consequence: the next build
// of the node drops it first.
func (w *worker) cleanUp(ctx context.Context, steps materialize.Steps) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if len(steps.CleanupStage) > 0 {
		_ = execAll(ctx, w.lake, steps.CleanupStage)
	}
	_ = execAll(ctx, w.session, steps.Cleanup)
}

// noteBuilt keeps the catalog and the ledger of builds up.
func (w *worker) noteBuilt(b materialize.Build, rows int64) {
	kind := engine.TableType
	switch b.Config.Materialized {
	case engine.MaterializedView:
		kind = engine.ViewType
	case engine.MaterializedLoad, engine.MaterializedExternal:
		w.catalog.put(materialize.RejectsName(b.Relation), engine.TableType)
	}
	if b.Config.Materialized != engine.MaterializedExternal {
		w.catalog.put(b.Relation, kind)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made = append(w.made, state.BuildRecord{
		Node: b.Node.Head().ID, Relation: b.Relation.String(), Fingerprint: w.madeBy(b, rows), Compiled: b.Compiled.Hash,
		RunID: w.o.RunID, BuiltAt: time.Now(), Rows: rows,
	})
}

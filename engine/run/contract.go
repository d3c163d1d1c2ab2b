package run

import (
	"context"
	"errors"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
)

// A contract is looked at twice: before a build, where the database can describe a query
// without running it, and again on what was built.

// foresee describes the query of a model under a contract and compares the two, so that a
// long build is not made in vain. A table with constraints is planned anew, of the columns
// that were described. It has nothing to do where a description is not cheap.
func (w *worker) foresee(ctx context.Context, b *materialize.Build, steps *materialize.Steps) error {
	m, ok := b.Node.(*engine.Model)
	session := w.maker(b)
	lake := b.Handover != nil
	if !ok || !b.Config.ContractEnforced || b.Compiled.SQL == "" || b.Dialect.Name() != "duckdb" && !lake {
		return nil
	}
	const before = "describe\n"
	rows, err := queryAll(ctx, session, engine.Statement{
		SQL: before + materialize.Body(b.Compiled.SQL), Tag: materialize.TagPrepare, Offset: len(before), Map: b.Compiled.Map,
	})
	if err != nil {
		return err
	}
	found := materialize.DecodeColumns(rows)
	columns, dialect := found, "duckdb"
	if lake && b.Config.Materialized != engine.MaterializedExternal {
		columns, dialect = materialize.WarehouseColumns(found), w.adapter.Dialect().Name()
	}
	if problems := quality.Contract(m, columns, dialect); len(problems) > 0 {
		return problems
	}
	if lake || !materialize.Constrained(*b) || materialize.Adds(*b) {
		return nil
	}
	b.QueryColumns = found
	again, problems := materialize.Plan(*b)
	if problems.HasErrors() {
		return problems
	}
	*steps = again
	return nil
}

// unlikeContract compares the rows that were made to be added with the contract, before the
// table is changed for them: Snowflake does not roll that back.
func (w *worker) unlikeContract(b *materialize.Build) diag.List {
	m, ok := b.Node.(*engine.Model)
	if !ok || !b.Config.ContractEnforced || readsFiles(b) {
		return nil // of files it was foreseen
	}
	return quality.Contract(m, b.AsideColumns, w.adapter.Dialect().Name())
}

// violated puts the constraints that a build breaks in the place of the database's words,
// which name a value at best, and keeps the build to be looked at. aside is where a new
// table was made.
func (w *worker) violated(ctx context.Context, b *materialize.Build, aside *engine.Relation, err error) error {
	m, ok := b.Node.(*engine.Model)
	if !ok || engine.DatabaseErrorKind(err) != engine.DataError || ctx.Err() != nil {
		return err
	}
	breaches := materialize.Breaches(*b, aside)
	if len(breaches) == 0 || execAll(ctx, w.maker(b), materialize.Unconstrained(*b)) != nil {
		return err // it is a fault of the query itself
	}
	var broken []materialize.Breach
	var samples []string
	for _, breach := range breaches {
		if sample, ok := w.breaking(ctx, m, breach); ok {
			broken, samples = append(broken, breach), append(samples, sample)
		}
	}
	if len(broken) == 0 {
		return err
	}
	kept := (b.Handover == nil || materialize.Adds(*b)) && w.keepRefused(ctx, b)
	var problems diag.List
	for i, breach := range broken {
		d := materialize.Broken(*b, breach.Constraint, samples[i], kept)
		d.Cause = err
		problems.Add(d)
	}
	return problems
}

// maker is the session that makes a build: that of files where it reads them.
func (w *worker) maker(b *materialize.Build) *telling {
	if readsFiles(b) {
		return w.lake
	}
	return w.session
}

// orphans looks for rows of a build that refer to nothing, where mart holds the foreign
// keys and not the database.
func (w *worker) orphans(ctx context.Context, b *materialize.Build, at engine.Relation) error {
	m, _ := b.Node.(*engine.Model)
	var problems diag.List
	for _, breach := range materialize.Orphans(*b, at) {
		columns, rows, err := queryNamed(ctx, w.session, breach.Ask)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			problems.Add(materialize.Broken(*b, breach.Constraint, quality.Sample(columns, rows, 0, quality.Sensitive(m)), true))
		}
	}
	return problems.Err()
}

// breaking asks for the rows that break a constraint, and draws them.
func (w *worker) breaking(ctx context.Context, m *engine.Model, breach materialize.Breach) (text string, broken bool) {
	session := w.session
	if m.Config.Materialized == engine.MaterializedLoad {
		session = w.lake
	}
	columns, rows, err := queryNamed(ctx, session, breach.Ask)
	if err != nil || len(rows) == 0 {
		return "", false
	}
	return quality.Sample(columns, rows, 0, quality.Sensitive(m)), true
}

// asRefusal makes a refusal of a broken promise, so that the build is kept to be looked at.
func asRefusal(err error) error {
	var one diag.Diagnostic
	var list diag.List
	switch {
	case errors.As(err, &list):
		return &refusal{list}
	case errors.As(err, &one):
		return &refusal{diag.List{one}}
	}
	return err
}

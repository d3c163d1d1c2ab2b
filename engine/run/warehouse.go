package run

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
	"github.com/martsql/mart/engine/state"
)

// prepareWarehouse is prepare for a database in which every statement costs a round trip
// and a create commits: it asks once what stands in the schemas of the plan, and makes
// only what is missing.
func (r *runner) prepareWarehouse(ctx context.Context) error {
	if err := r.stubbornly(ctx, func(session *telling, _ int) error { return r.setUpWarehouse(ctx, session) }); err != nil {
		return err
	}
	if len(r.project.OnRunStart) == 0 {
		return nil
	}
	failed := r.hooks(ctx, "on_run_start", r.project.OnRunStart)
	existing, err := r.adapter.Relations(ctx, r.lookedAt()) // the hooks may have made some
	if err != nil {
		return err
	}
	r.catalog = newCatalog(existing)
	return failed
}

// setUpWarehouse is prepareWarehouse up to the hooks. It can be done twice: the run's row
// is written last but for the reading of earlier builds, and the run's end replaces it.
func (r *runner) setUpWarehouse(ctx context.Context, session *telling) error {
	d := r.adapter.Dialect()
	existing, err := r.adapter.Relations(ctx, r.lookedAt())
	if err != nil {
		return err
	}
	r.catalog = newCatalog(existing)
	setup := state.Missing(d, func(rel engine.Relation) bool { _, ok := r.catalog.lookup(rel); return ok })
	for _, s := range r.schemas() {
		if !slices.ContainsFunc(existing, func(e engine.Existing) bool { return strings.EqualFold(e.Relation.Schema, s.Schema) }) {
			setup = append(setup, materialize.CreateSchema(d, s.Database, s.Schema))
		}
	}
	if r.sides.Lake != nil {
		setup = append(setup, state.CreateStage(d))
	}
	setup = append(setup, state.RecordRun(d, r.runRecord("running", time.Time{}))...)
	if err := execAll(ctx, session, setup); err != nil {
		return err
	}
	r.builds, err = earlierBuilds(ctx, session, d)
	return err
}

// lookedAt lists the schemas in which a run must know what stands: those of its nodes and
// of what they read, of kept failures, and mart's own.
func (r *runner) lookedAt() []string {
	schemas := []string{state.Schema}
	add := func(schema string) {
		if schema != "" && !slices.ContainsFunc(schemas, func(s string) bool { return strings.EqualFold(s, schema) }) {
			schemas = append(schemas, schema)
		}
	}
	m := r.project.Manifest
	for _, id := range r.plan.IDs() {
		n := m.Nodes[id]
		if rel, ok := n.(engine.Relational); ok {
			add(rel.Rel().Schema)
		}
		if t, ok := n.(*engine.Test); ok && quality.Stores(t, r.o.StoreFailures) {
			add(quality.FailuresRelation(t, m.Target.Database, m.Target.SchemaPrefix).Schema)
		}
		for _, use := range n.Head().Uses {
			if input, ok := m.Nodes[use.Target].(engine.Relational); ok && !engine.InFiles(input) {
				add(input.Rel().Schema)
			}
		}
	}
	return schemas
}

// compute is the warehouse that the target runs on; empty: the user's default.
func (r *runner) compute() string {
	name, _ := r.project.Manifest.Target.Settings["warehouse"].(string)
	return name
}

// lookAtDynamic asks how a dynamic table was made that is to be made again.
func (w *worker) lookAtDynamic(ctx context.Context, b *materialize.Build) error {
	if b.Config.Materialized != engine.MaterializedDynamicTable || b.Existing == nil || w.adapter.Dialect().Supports(engine.TransactionalDDL) {
		return nil
	}
	columns, rows, err := queryNamed(ctx, w.session, materialize.ShowDynamicTable(*b))
	if err != nil {
		return err
	}
	earlier, built := w.builds[b.Node.Head().ID]
	b.Standing, b.SameQuery = materialize.DecodeDynamicTable(*b, columns, rows), built && earlier.Compiled == b.Compiled.Hash
	return nil
}

// grant gives a relation to the roles that its config names, and takes it from others.
func (w *worker) grant(ctx context.Context, b materialize.Build) error {
	if !materialize.WantsGrants(b) {
		return nil
	}
	columns, rows, err := queryNamed(ctx, w.session, materialize.ShowGrants(b))
	if err != nil {
		return err
	}
	return execAll(ctx, w.session, materialize.ChangeGrants(b, materialize.DecodeGrants(columns, rows)))
}

// together sends statements in a transaction where creating can be rolled back, and else
// one after the other.
func together(ctx context.Context, d engine.Dialect, s engine.Session, send func() error) error {
	if d.Supports(engine.TransactionalDDL) {
		return inTransaction(ctx, s, send)
	}
	return send()
}

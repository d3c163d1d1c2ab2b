package run

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// prepare looks at the target once, before any worker begins: what stands there, what
// was built before; and makes the schemas that the plan needs.
func (r *runner) prepare(ctx context.Context) error {
	if r.adapter == nil { // nothing but unit tests
		return nil
	}
	r.compiler = compile.New(r.project, r.adapter.Dialect(), compile.Options{
		Root: r.o.Root, Lake: r.lakeDialect(), FullRefresh: r.o.FullRefresh, Staged: true,
		Existing: func(rel engine.Relation) (engine.Existing, bool) { return r.catalog.lookup(rel) },
		Query:    func(sql string) ([]map[string]any, error) { return r.query(ctx, sql) },
		Log:      func(note diag.Diagnostic) { r.sink.Emit(event.Problems{List: diag.List{note}}) },
	})
	d := r.adapter.Dialect()
	if !d.Supports(engine.TransactionalDDL) {
		return r.prepareWarehouse(ctx)
	}
	session, err := r.runSession(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	setup := state.Create(d)
	for _, s := range r.schemas() {
		setup = append(setup, materialize.CreateSchema(d, s.Database, s.Schema))
	}
	setup = append(setup, state.RecordRun(d, r.runRecord("running", time.Time{}))...)
	if err := inTransaction(ctx, session, func() error { return execAll(ctx, session, setup) }); err != nil {
		return err
	}
	if r.builds, err = earlierBuilds(ctx, session, d); err != nil {
		return err
	}
	failed := r.hooks(ctx, "on_run_start", r.project.OnRunStart)
	existing, err := r.adapter.Relations(ctx, nil) // after the hooks: they may have made some
	if err != nil {
		return err
	}
	r.catalog = newCatalog(existing)
	return failed
}

// lakeDialect is the dialect of the lake side, where it is a database of its own.
func (r *runner) lakeDialect() engine.Dialect {
	if r.sides.Lake == nil || !r.sides.Split() {
		return nil
	}
	return r.sides.Lake.Dialect()
}

func (r *runner) runRecord(status string, ended time.Time) state.RunRecord {
	return state.RunRecord{
		RunID: r.o.RunID, Command: string(r.plan.Command), Target: r.project.Manifest.Target.Name, Started: r.started,
		Ended: ended, Status: status, Version: r.o.Version, Selected: r.total,
	}
}

// schemas lists the schemas that the plan's relations stand in, each once.
func (r *runner) schemas() []engine.Relation {
	var out []engine.Relation
	seen := map[engine.Relation]bool{}
	for _, s := range r.plan.Steps {
		n, ok := r.project.Manifest.Nodes[s.ID].(engine.Relational)
		if !ok {
			continue
		}
		key := n.Rel().Named("")
		if !seen[key] {
			seen[key] = true
			out = append(out, key)
		}
	}
	return out
}

func earlierBuilds(ctx context.Context, session engine.Session, d engine.Dialect) (map[engine.NodeID]state.BuildRecord, error) {
	rows, err := queryAll(ctx, session, state.Builds(d))
	if err != nil {
		return nil, err
	}
	out := make(map[engine.NodeID]state.BuildRecord, len(rows))
	for _, values := range rows {
		b, err := state.DecodeBuild(values)
		if err != nil {
			return nil, err
		}
		out[b.Node] = b
	}
	return out, nil
}

// record writes what the run did. After an interrupt it still tries, for a moment.
func (r *runner) record(ctx context.Context) error {
	if r.adapter == nil {
		return nil
	}
	status := "success"
	for _, res := range r.results {
		if res.Status.Bad() {
			status = "error"
		}
	}
	if ctx.Err() != nil {
		status = "interrupted"
	}
	ctx, cancel := outlasting(ctx)
	defer cancel()
	d := r.adapter.Dialect()
	statements := state.RecordRun(d, r.runRecord(status, time.Now()))
	statements = append(statements, state.RecordResults(d, r.o.RunID, r.results)...)
	statements = append(statements, state.RecordBuilds(d, r.made)...)
	if !d.Supports(engine.TransactionalDDL) {
		statements = append(statements, state.ForgetCommits(d, r.o.RunID))
	}
	return r.stubbornly(ctx, func(session *telling, try int) error {
		sent := statements
		if try > 1 { // the answer to the commit may be what was lost
			sent = append(state.ForgetResults(d, r.o.RunID), statements...)
		}
		return inTransaction(ctx, session, func() error { return execAll(ctx, session, sent) })
	})
}

// recordLimit is how long a run waits for mart's own tables at most: Snowflake gives up
// the locks of a process that died after 5 minutes.
const recordLimit = 6 * time.Minute

// outlasting is a context that outlasts another one by a moment.
func outlasting(ctx context.Context) (context.Context, context.CancelFunc) {
	out, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordLimit)
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(10*time.Second, cancel) })
	return out, func() { stop(); cancel() }
}

// stubbornly does work that belongs to no node, and does it again on another session when
// that may help. The work must be fit to be done twice.
func (r *runner) stubbornly(ctx context.Context, work func(session *telling, try int) error) error {
	for try := 1; ; try++ {
		session, err := r.runSession(ctx)
		if err == nil {
			err = work(session, try)
			_ = session.Close() // it may be what failed
		}
		switch engine.DatabaseErrorKind(err) {
		case engine.ConflictError, engine.TemporaryError, engine.UnknownOutcomeError:
			if try < attempts && ctx.Err() == nil {
				pause(ctx, time.Duration(try*try)*50*time.Millisecond)
				continue
			}
		}
		return err
	}
}

// query answers {{ query }} on a session of its own.
func (r *runner) query(ctx context.Context, sql string) ([]map[string]any, error) {
	session, err := r.runSession(ctx)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	rows, err := session.Query(ctx, engine.Statement{SQL: sql, Tag: "query"})
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns := rows.Columns()
	var out []map[string]any
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		row := make(map[string]any, len(columns))
		for i, c := range columns {
			row[c.Name] = values[i]
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// A catalog knows what stands in the target: asked for once, then kept up by the run.
type catalog struct {
	mu    sync.Mutex
	known map[string]engine.RelationType // by lower-case schema.name
}

func newCatalog(existing []engine.Existing) *catalog {
	c := &catalog{known: make(map[string]engine.RelationType, len(existing))}
	for _, e := range existing {
		c.known[catalogKey(e.Relation)] = e.Type
	}
	return c
}

// catalogKey leaves the database out: a run works in one, and names it or not.
func catalogKey(r engine.Relation) string { return strings.ToLower(r.Schema + "." + r.Name) }

func (c *catalog) lookup(r engine.Relation) (engine.Existing, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.known[catalogKey(r)]
	return engine.Existing{Relation: r, Type: t}, ok
}

func (c *catalog) remove(r engine.Relation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, catalogKey(r))
}

func (c *catalog) put(r engine.Relation, t engine.RelationType) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[catalogKey(r)] = t
}

package run

import (
	"context"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
	"github.com/martsql/mart/engine/state"
)

// work is the step that a worker is at, and what became of it so far.
type work struct {
	node    engine.Node // nil: of the run itself
	attempt int
	looked  bool // the gate has looked at what is being published
	within  bool // the gate looks within a transaction
	// unstored is the tests whose failing rows are to be kept when that has ended.
	unstored []engine.NodeID
	queries  []string // ids of its statements, where the database gives any
	// ledger is what the ledger said of a load when its files were chosen.
	ledger []state.FileRecord
	// definition is what a model that may keep rows makes new ones by.
	definition engine.Definition
	notes      diag.List // warnings of the build
	// committed: what the step wrote is there, and must not be written again.
	committed bool
}

// connect opens the sessions that a step needs: of the warehouse always, for what mart
// keeps there, and of the lake side.
func (w *worker) connect(ctx context.Context, id engine.NodeID) error {
	if w.session == nil {
		session, err := w.adapter.Session(ctx)
		if err != nil {
			return err
		}
		w.session = &telling{Session: session, runner: w.runner, work: &w.work}
		if !w.sides.Split() {
			w.lake = w.session
		}
	}
	_, isSeed := w.project.Manifest.Nodes[id].(*engine.Seed)
	if w.lake != nil || w.sides.Lake == nil || !isSeed && !w.project.Manifest.OnLake(id) {
		return nil
	}
	session, err := w.sides.Lake.Session(ctx)
	if err != nil {
		return err
	}
	w.lake = &telling{Session: session, runner: w.runner, work: &w.work}
	return nil
}

// side is the session of the side that compiled SQL is for.
func (w *worker) side(c engine.Compiled) *telling {
	if c.Lake && w.lake != nil {
		return w.lake
	}
	return w.session
}

// dialect is the dialect of the side that compiled SQL is for.
func (w *worker) dialect(c engine.Compiled) engine.Dialect {
	if c.Lake && w.sides.Lake != nil {
		return w.sides.Lake.Dialect()
	}
	return w.adapter.Dialect()
}

// telling is a session that tells the sink of every statement, and the database what
// each is for.
type telling struct {
	engine.Session
	runner *runner
	work   *work
}

// runSession opens a session for what belongs to no node.
func (r *runner) runSession(ctx context.Context) (*telling, error) {
	session, err := r.adapter.Session(ctx)
	if err != nil {
		return nil, err
	}
	return &telling{Session: session, runner: r, work: &work{attempt: 1}}, nil
}

// Exec sends a statement and tells of it.
func (t *telling) Exec(ctx context.Context, s engine.Statement) (engine.ExecInfo, error) {
	start := time.Now()
	info, err := t.Session.Exec(ctx, t.labelled(s))
	t.tell(s, start, info.QueryID, err)
	return info, err
}

// Query sends a query and tells of it.
func (t *telling) Query(ctx context.Context, s engine.Statement) (engine.Rows, error) {
	start := time.Now()
	rows, err := t.Session.Query(ctx, t.labelled(s))
	id := ""
	if identified, ok := rows.(engine.Identified); ok && err == nil {
		id = identified.QueryID()
	}
	t.tell(s, start, id, err)
	return rows, err
}

// labelled is a statement with what it is for, and with the compute that its node asks
// for.
func (t *telling) labelled(s engine.Statement) engine.Statement {
	s.Origin = engine.Origin{RunID: t.runner.o.RunID, Attempt: t.work.attempt}
	if n := t.work.node; n != nil {
		s.Origin.Node = n.Head().ID
		if s.Warehouse == "" {
			s.Warehouse, _ = n.Head().Config.Values["snowflake_warehouse"].(string)
		}
	}
	return s
}

func (t *telling) tell(s engine.Statement, start time.Time, queryID string, err error) {
	var id engine.NodeID
	if t.work.node != nil {
		id = t.work.node.Head().ID
	}
	if queryID != "" {
		t.work.queries = append(t.work.queries, queryID)
	}
	t.runner.sink.Emit(event.Statement{ID: id, SQL: s.SQL, Elapsed: time.Since(start), QueryID: queryID, Err: err})
}

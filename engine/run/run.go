// Package run carries out a plan on an adapter: workers take the steps that are ready,
// build each aside and publish it in a transaction, skip what is behind a failure, and
// tell a Sink what happens.
package run

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/plan"
	"github.com/martsql/mart/engine/state"
	"github.com/martsql/mart/engine/unittest"
)

// Options says how a plan is carried out.
type Options struct {
	RunID       string
	Root        string // the project's folder, absolute
	Threads     int    // nodes at once; at least 1
	FullRefresh bool
	FailFast    bool // the first failure ends the run
	// StoreFailures keeps the failing rows of tests that do not say otherwise.
	StoreFailures bool
	Now           time.Time // the run's clock
	Version       string    // of mart
	// Age finds the age of a source, for models that require fresh ones; nil: nobody asks.
	Age func(ctx context.Context, s *engine.Source) engine.SourceAge
	// RequireFresh holds for the models that do not say otherwise.
	RequireFresh bool
	// Units is what unit tests run on, with Bench, a DuckDB in memory; nil when the plan has
	// none.
	Units *unittest.Bench
	Bench engine.Adapter
	// ReadFile reads a project file: seeds.
	ReadFile func(name string) (string, error)
	// WriteCompiled keeps a node's SQL for people; it may be nil.
	WriteCompiled func(n engine.Node, sql string) error
}

// Execute carries out a plan on both sides of a target and returns a result for every step, in the order they
// ended. Failures of nodes are results; the error is of what belongs to no node: the
// target does not answer, a hook around the run failed (a *HookError), or the context
// was cancelled. A plan without nodes of the lake side needs none.
func Execute(ctx context.Context, p *plan.Plan, project *parse.Project, sides engine.Sides, sink event.Sink, o Options) ([]engine.Result, error) {
	r := &runner{
		plan: p, project: project, adapter: sides.Warehouse, sides: sides, o: o, started: time.Now(),
		sink: &quietly{sink: sink}, queue: newQueue(p), index: map[engine.NodeID]int{},
	}
	r.gate, r.total, r.planned = r.gates(), len(p.IDs()), map[engine.NodeID]bool{}
	for _, id := range p.IDs() {
		r.planned[id] = true
	}
	target := project.Manifest.Target
	r.sink.Emit(event.RunStarted{
		At: r.started, ID: o.RunID, Command: string(p.Command), Target: target.Name, Adapter: target.Adapter,
		Nodes: len(p.IDs()), Threads: r.threads(),
	})
	err := r.prepare(ctx)
	var hook *HookError
	switch {
	case errors.As(err, &hook):
		r.skipAll()
		err = errors.Join(err, r.finish(ctx))
	case err != nil:
		return nil, err
	default:
		r.work(ctx)
		if ctx.Err() == nil {
			err = r.hooks(ctx, "on_run_end", r.project.OnRunEnd)
		}
		err = errors.Join(err, r.finish(ctx))
	}
	r.sink.Emit(event.RunFinished{At: time.Now(), Elapsed: time.Since(r.started), Canceled: ctx.Err() != nil, Results: r.results})
	return r.results, err
}

// A runner carries the state of one Execute.
type runner struct {
	plan     *plan.Plan
	project  *parse.Project
	adapter  engine.Adapter // the warehouse
	sides    engine.Sides
	compiler *compile.Compiler
	catalog  *catalog
	builds   map[engine.NodeID]state.BuildRecord // of earlier runs
	queue    *queue
	gate     map[engine.NodeID][]engine.NodeID // the tests of a step's gate
	sink     event.Sink
	o        Options
	started  time.Time
	total    int // results to come
	planned  map[engine.NodeID]bool
	hashes   hashes

	mu      sync.Mutex // guards all below
	index   map[engine.NodeID]int
	results []engine.Result
	made    []state.BuildRecord // to be recorded at the end
}

func (r *runner) threads() int { return max(1, min(r.o.Threads, len(r.plan.Steps))) }

// work runs the workers until the queue is empty or stopped.
func (r *runner) work(ctx context.Context) {
	stop := context.AfterFunc(ctx, func() {
		r.sink.Emit(event.Interrupted{Running: r.running()})
		r.queue.stop()
	})
	defer stop()
	// Under --fail-fast the queries of the other workers are cancelled too.
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var workers sync.WaitGroup
	for n := range r.threads() {
		workers.Add(1)
		go func() {
			defer workers.Done()
			w := &worker{runner: r, n: n + 1, cancel: cancel}
			defer w.close()
			for {
				id, ok := r.queue.next(ctx)
				if !ok {
					return
				}
				w.take(ctx, id)
			}
		}()
	}
	workers.Wait()
}

// running is the number of steps begun and not ended.
func (r *runner) running() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	ended := 0
	for _, res := range r.results {
		if _, begun := r.index[res.ID]; begun {
			ended++
		}
	}
	return len(r.index) - ended
}

// finish gives a result to the steps that nobody began, and records the run.
func (r *runner) finish(ctx context.Context) error {
	seen := map[engine.NodeID]bool{}
	for _, res := range r.results {
		seen[res.ID] = true
	}
	why := notStarted(errFailFast)
	if ctx.Err() != nil {
		why = notStarted(ctx.Err())
	}
	for _, id := range r.plan.IDs() {
		if !seen[id] {
			r.end(engine.Result{ID: id, Status: engine.Skipped, Started: time.Now(), Ended: time.Now(), Rows: -1, Message: why})
		}
	}
	if err := r.record(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	return ctx.Err()
}

// errFailFast is why a run is cancelled under --fail-fast.
var errFailFast = errors.New("a failure ended the run (--fail-fast)")

// notStarted is the message of a step that nobody began, because of why the run ended.
func notStarted(cause error) string {
	if errors.Is(cause, errFailFast) {
		return "not started: " + errFailFast.Error()
	}
	return "not started: the run was interrupted"
}

// cancelled is the message of a step that was being done when the run ended.
func cancelled(cause error) string {
	if errors.Is(cause, errFailFast) {
		return "cancelled and rolled back: " + errFailFast.Error()
	}
	return "interrupted: its query was cancelled and rolled back"
}

// begin says that a worker took up a step.
func (r *runner) begin(w *worker, n engine.Node) {
	h := n.Head()
	r.mu.Lock()
	r.index[h.ID] = len(r.index) + 1
	at := r.index[h.ID]
	r.mu.Unlock()
	r.sink.Emit(event.NodeStarted{
		At: time.Now(), ID: h.ID, Kind: h.Kind, What: what(n), Name: label(n), Index: at, Total: r.total, Worker: w.n,
	})
}

// end files the result of a step and tells of it.
func (r *runner) end(res engine.Result) {
	n := r.project.Manifest.Nodes[res.ID]
	r.mu.Lock()
	r.results = append(r.results, res)
	at := r.index[res.ID]
	r.mu.Unlock()
	r.sink.Emit(event.NodeFinished{
		Kind: n.Head().Kind, What: what(n), Name: label(n), Index: at, Total: r.total, Result: res,
	})
}

// skip gives a result to the steps behind a failure.
func (r *runner) skip(ids []engine.NodeID, because engine.NodeID) {
	rank := r.queue.ready.rank
	slices.SortFunc(ids, func(a, b engine.NodeID) int { return rank[a] - rank[b] })
	var all []engine.NodeID
	for _, id := range ids {
		all = append(append(all, id), r.gate[id]...) // who is not built is not looked at
	}
	for _, id := range all {
		now := time.Now()
		r.end(engine.Result{ID: id, Status: engine.Skipped, Started: now, Ended: now, Rows: -1, SkippedBy: because,
			Message: "skipped because " + label(r.project.Manifest.Nodes[because]) + " failed"})
	}
}

// what says what is being done to a node: its materialization, or that it is tested.
func what(n engine.Node) string {
	if m, ok := n.(*engine.Model); ok {
		return m.Config.Materialized
	}
	return string(n.Head().Kind)
}

// label names a node for people: the relation it stands in, or a test's name.
func label(n engine.Node) string {
	switch n := n.(type) {
	case engine.Relational:
		return n.Rel().Schema + "." + n.Rel().Name
	case *engine.UnitTest: // as dbt prints it
		return n.FQN[len(n.FQN)-2] + "::" + n.Name
	}
	return n.Head().Name
}

// quietly makes any sink fit for several workers.
type quietly struct {
	mu   sync.Mutex
	sink event.Sink
}

// Emit passes an event on, one at a time.
func (q *quietly) Emit(e event.Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.sink != nil {
		q.sink.Emit(e)
	}
}

// failed is the result's problems as one line, for the ledger of results.
func failed(list diag.List) string {
	for _, d := range list {
		if d.Severity == diag.Error {
			return d.Summary
		}
	}
	return ""
}

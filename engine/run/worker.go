package run

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

// A worker does steps one after the other, on a session of its own.
type worker struct {
	*runner
	n       int
	session *telling                // of the warehouse
	lake    *telling                // of the lake side; the same one where the warehouse does that itself
	bench   engine.Session          // of the DuckDB in memory that unit tests run on
	work    work                    // the step at hand
	looked  []engine.Result         // of the tests of its gate
	cancel  context.CancelCauseFunc // ends the whole run: --fail-fast
}

func (w *worker) close() {
	if w.lake != nil && w.lake != w.session {
		_ = w.lake.Close()
	}
	if w.session != nil {
		_ = w.session.Close()
	}
	if w.bench != nil {
		_ = w.bench.Close()
	}
}

// attempts is how often a step is tried when the database says that trying again may
// help: two transactions met, or the connection broke before anything was sent.
const attempts = 4

// take does one step and files its result.
func (w *worker) take(ctx context.Context, id engine.NodeID) {
	n := w.project.Manifest.Nodes[id]
	w.begin(w, n)
	w.work = work{node: n}
	var res engine.Result
	for try := 1; ; try++ {
		w.work.attempt, w.work.looked, w.looked = try, false, nil
		res = w.attempt(ctx, n)
		res.QueryIDs = w.work.queries
		if !again(res) || w.work.committed || try == attempts || ctx.Err() != nil {
			break
		}
		w.sink.Emit(event.Problems{List: diag.List{{Severity: diag.Note, Span: n.Head().Span,
			Summary: fmt.Sprintf("%s is tried again (%d of %d): %s", label(n), try+1, attempts, failed(res.Problems))}}})
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(try*try) * 50 * time.Millisecond):
		}
	}
	if ctx.Err() != nil && res.Status.Bad() {
		res.Status, res.Message, res.Problems = engine.Skipped, cancelled(context.Cause(ctx)), nil
	}
	var because engine.NodeID
	if res.Status == engine.NoOp && ctx.Err() == nil {
		because = w.lookAgain(ctx, id)
	}
	w.endGate(id, true)
	w.end(res)
	if ctx.Err() == nil {
		w.endGate(id, false)
	}
	bad := because != "" || res.Status == engine.Errored || res.Status == engine.Fail || res.Status == engine.Skipped
	dropped := w.queue.done(id, bad)
	if ctx.Err() == nil {
		w.skip(dropped, cmp.Or(because, id))
	} // else finish tells why they were not started: it is nobody's fault here
	if bad && w.o.FailFast {
		w.queue.stop()
		w.cancel(errFailFast)
	}
}

// again reports whether a failed step is worth another try.
func again(res engine.Result) bool {
	if res.Status != engine.Errored {
		return false
	}
	for _, d := range res.Problems {
		switch engine.DatabaseErrorKind(d.Cause) {
		case engine.ConflictError, engine.TemporaryError:
			return true
		}
	}
	return false
}

// attempt does a step once. A panic is a fault of mart's: it fails the step, with the
// place for whoever mends it, and leaves the other steps alone.
func (w *worker) attempt(ctx context.Context, n engine.Node) (res engine.Result) {
	res = engine.Result{ID: n.Head().ID, Started: time.Now(), Worker: w.n, Rows: -1}
	defer func() {
		if p := recover(); p != nil {
			res.Status = engine.Errored
			res.Problems = diag.List{diag.Errorf(n.Head().Span, "internal", "mart failed on this node: %v", p).
				WithHint("this is a fault of mart; please report it with these lines\n%s", debug.Stack())}
		}
		if res.Status == engine.Errored && res.Message == "" {
			res.Message = failed(res.Problems)
		}
		res.Ended = time.Now()
	}()
	if unit, ok := n.(*engine.UnitTest); ok {
		return w.unit(ctx, unit, res)
	}
	if err := w.connect(ctx, n.Head().ID); err != nil {
		return w.broken(res, n, err)
	}
	defer w.watch(n.Head().ID)()
	switch n := n.(type) {
	case *engine.Model:
		if problems := w.stale(ctx, n); problems.HasErrors() {
			res.Status, res.Problems = engine.Errored, problems
			return res
		}
		return w.model(ctx, n, res)
	case *engine.Seed:
		return w.seed(ctx, n, res)
	case *engine.Test:
		return w.test(ctx, n, res)
	}
	res.Status = engine.Errored
	res.Problems = diag.List{diag.Errorf(n.Head().Span, "internal", "a %s cannot be built", n.Head().Kind)}
	return res
}

// broken makes a result of an error that stopped a step.
func (w *worker) broken(res engine.Result, n engine.Node, err error) engine.Result {
	res.Status = engine.Errored
	res.Problems = append(res.Problems, w.explain(n, err)...)
	return res
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

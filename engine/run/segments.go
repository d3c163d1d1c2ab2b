package run

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// publishSegments publishes on a database that commits at every create, alter and drop:
// what can be in a transaction is, and the rest takes effect statement by statement.
func (w *worker) publishSegments(ctx context.Context, b *materialize.Build, segments []materialize.Segment) (int64, error) {
	rows, first, last := int64(-1), -1, -1
	for i, s := range segments {
		if s.Transaction {
			last = i
			if first < 0 {
				first = i
			}
		}
	}
	if first >= 0 && readsFiles(b) {
		if err := execAll(ctx, w.session, []engine.Statement{state.Lock(w.adapter.Dialect(), w.origin().Node)}); err != nil {
			return rows, err
		}
	}
	for i, s := range segments {
		var n int64
		var err error
		if s.Transaction {
			n, err = w.transaction(ctx, b, s.Statements, i == first, i == last)
		} else {
			if err = w.lookBeforeReplace(ctx, b, s.Statements); err != nil {
				return rows, err
			}
			for _, st := range s.Statements {
				w.work.committed = w.work.committed || st.Tag == materialize.TagHook // it cannot be undone
			}
			n, err = w.execCounting(ctx, w.session, s.Statements)
		}
		if err != nil {
			return rows, err
		}
		if n >= 0 {
			rows = max(rows, 0) + n
		}
	}
	return rows, nil
}

// stageTries is how often a transaction is begun anew when files that were just put to
// the stage are not seen there yet.
const stageTries = 5

// transaction sends statements as one transaction. The last one of a step leaves a record
// of itself, so that its fate is known when the answer to the commit is lost.
func (w *worker) transaction(ctx context.Context, b *materialize.Build, statements []engine.Statement, first, last bool) (rows int64, err error) {
	d := w.adapter.Dialect()
	for try := 1; ; try++ {
		err = inTransaction(ctx, w.session, func() error {
			if err := w.guard(ctx, b, first); err != nil {
				return err
			}
			if rows, err = w.execChecked(ctx, b, statements); err != nil || !last {
				return err
			}
			if w.looksWithin(b) && !w.work.looked {
				if err := w.lookWithin(ctx, b); err != nil {
					return err
				}
			}
			return execAll(ctx, w.session, []engine.Statement{state.RecordCommit(d, w.origin(), w.o.Now)})
		})
		if !notFound(err) || try == stageTries || ctx.Err() != nil {
			break
		}
		pause(ctx, time.Duration(try*try)*100*time.Millisecond)
	}
	if engine.DatabaseErrorKind(err) == engine.UnknownOutcomeError {
		err = w.outcome(ctx, err, last)
	}
	if errors.Is(err, errOvertaken) {
		_ = execAll(ctx, w.session, b.Forget) // its table may be ours now: all is read again
	}
	w.work.committed = w.work.committed || err == nil && last
	return rows, err
}

// outcome finds out what became of a transaction whose commit was not answered: nil when
// it was applied, an error that is worth another try when it was not.
func (w *worker) outcome(ctx context.Context, lost error, last bool) error {
	again := &engine.DatabaseError{Kind: engine.TemporaryError, Adapter: w.adapter.Dialect().Name(), Offset: -1, Err: lost,
		Message: "the answer to a commit was lost, and the transaction was not applied"}
	if !last {
		return again // what comes before the last one may be done twice
	}
	found, err := queryAll(ctx, w.session, state.Committed(w.adapter.Dialect(), w.origin()))
	switch {
	case err != nil:
		return errors.Join(lost, err)
	case len(found) == 0:
		return again
	}
	return nil
}

// origin names the step at hand and its attempt.
func (w *worker) origin() engine.Origin {
	return engine.Origin{RunID: w.o.RunID, Node: w.work.node.Head().ID, Attempt: w.work.attempt}
}

// errOvertaken: another run took the lock between two transactions of a load.
var errOvertaken = errors.New("another run was at it between two transactions")

// guard keeps two runs from loading the same files: the second waits at the lock, and
// sees then that the ledger is not what its plan was made from.
func (w *worker) guard(ctx context.Context, b *materialize.Build, first bool) error {
	if !readsFiles(b) {
		return nil
	}
	d, id := w.adapter.Dialect(), w.origin().Node
	conflict := &engine.DatabaseError{Kind: engine.ConflictError, Adapter: d.Name(), Offset: -1,
		Message: "another run loaded files of " + b.Relation.Name + " meanwhile"}
	if !first {
		info, err := w.session.Exec(ctx, state.KeepLock(d, id, w.o.RunID, w.o.Now))
		if err == nil && info.Rows == 0 {
			conflict.Err = errOvertaken
			return conflict
		}
		return err
	}
	if err := execAll(ctx, w.session, []engine.Statement{state.TakeLock(d, id, w.o.RunID, w.o.Now)}); err != nil {
		return err
	}
	now, err := w.knownFiles(ctx, id)
	if err != nil {
		return err
	}
	if !sameLedger(w.work.ledger, now) {
		return conflict
	}
	return nil
}

// sameLedger compares the ledger of a model at two times; both are sorted.
func sameLedger(a, b []state.FileRecord) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Input != b[i].Input || a[i].Path != b[i].Path || a[i].Hash != b[i].Hash || a[i].RunID != b[i].RunID {
			return false
		}
	}
	return true
}

// notFound reports whether a COPY did not see a file that was just put to the stage.
func notFound(err error) bool {
	var s *statementError
	if !errors.As(err, &s) || s.statement.Tag != materialize.TagCopy && s.statement.Tag != materialize.TagCopyRejects {
		return false
	}
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "remote file") && strings.Contains(text, "not found")
}

// pause waits, or returns early when the run is cancelled.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

package account

import (
	"context"
	"strings"
	"time"
)

// Rules of transactions. Sources: docs sql-reference/transactions; reference 3.3 (2, 3) and
// 5.1: DDL commits the open transaction; a statement that fails undoes only itself and the
// transaction stays open; the end of the session rolls it back.

// control runs BEGIN, COMMIT and ROLLBACK.
func (s *Session) control(ctx context.Context, p *parser) *Result {
	switch {
	case p.skip("BEGIN"), p.skip("START", "TRANSACTION"):
		if !p.skip("TRANSACTION") {
			p.skip("WORK")
		}
		if p.skip("NAME") {
			p.ident()
		}
		p.end()
		if !s.open { // a BEGIN inside a transaction does nothing
			s.mustExec(ctx, "BEGIN TRANSACTION")
			s.open, s.log = true, nil
		}
	case p.skip("COMMIT"):
		p.skip("WORK")
		p.end()
		s.commit(ctx)
	default:
		p.expect("ROLLBACK")
		p.skip("WORK")
		p.end()
		if s.open {
			s.open, s.log = false, nil
			s.mustExec(ctx, "ROLLBACK")
		}
	}
	return done(Control, "Statement executed successfully.")
}

func (s *Session) mustExec(ctx context.Context, sql string) {
	if _, err := s.conn.ExecContext(ctx, sql); err != nil {
		panic(internal(err))
	}
}

// commit ends the open transaction, if any. DuckDB may find only now that another one was
// quicker; then all is run again on what that one left, as Snowflake would have waited.
func (s *Session) commit(ctx context.Context) {
	if !s.open {
		return
	}
	deadline := time.Now().Add(s.account.options.LockWait)
	for {
		_, err := s.conn.ExecContext(context.WithoutCancel(ctx), "COMMIT") // a commit half cancelled would be told wrong
		if err == nil {
			s.open, s.log = false, nil
			return
		}
		if !conflict(err) || !s.again(ctx, deadline) {
			_, _ = s.conn.ExecContext(context.Background(), "ROLLBACK")
			s.open, s.log = false, nil
			panic(translateError(err))
		}
		s.replay(ctx)
	}
}

// beforeDDL commits the open transaction.
func (s *Session) beforeDDL(ctx context.Context) {
	if !s.open {
		return
	}
	if s.account.options.StrictDDL {
		panic(&Error{90000, "25001", "the test account: DDL inside an explicit transaction would commit it: " + s.request.SQL})
	}
	s.account.mu.Lock()
	s.account.history[len(s.account.history)-1].ImplicitCommit = true
	s.account.mu.Unlock()
	s.commit(ctx)
}

// conflict reports whether another transaction stands in the way.
func conflict(err error) bool {
	text := err.Error()
	return strings.Contains(text, "onflict on ") || strings.Contains(text, "Transaction conflict") || strings.Contains(text, "write-write conflict") || strings.Contains(text, "another transaction")
}

// again waits a little for another transaction to end; false when it took too long.
func (s *Session) again(ctx context.Context, deadline time.Time) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(5 * time.Millisecond):
		return time.Now().Before(deadline)
	}
}

// replay makes the open transaction again from what succeeded in it, on a new snapshot.
// DuckDB aborts a transaction when a statement fails while it runs.
func (s *Session) replay(ctx context.Context) {
	clean := context.WithoutCancel(ctx)
	_, _ = s.conn.ExecContext(clean, "ROLLBACK")
	s.mustExec(clean, "BEGIN TRANSACTION")
	for _, sql := range s.log {
		if _, err := s.conn.ExecContext(clean, sql); err != nil {
			panic(internal(err))
		}
	}
}

// intact makes sure that the open transaction goes on after a failure.
func (s *Session) intact(ctx context.Context) {
	if !s.open {
		return
	}
	if _, err := s.conn.ExecContext(context.WithoutCancel(ctx), "SELECT 1"); err != nil {
		s.replay(ctx)
	}
}

// A work is statements for DuckDB that are done together or not at all. It gives what its
// statements returned.
type work func(run func(sql string) [][]any) [][]any

// atomically does a work in the open transaction, or in one of its own.
func (s *Session) atomically(ctx context.Context, w *printer, do work) [][]any {
	deadline := time.Now().Add(s.account.options.LockWait)
	for {
		rows, err := s.attempt(ctx, do)
		if err == nil {
			return rows
		}
		if !conflict(err) {
			panic(w.translate(err))
		}
		if !s.again(ctx, deadline) {
			panic(&Error{625, "57014", "Statement aborted because another transaction holds the lock of the table."})
		}
	}
}

func (s *Session) attempt(ctx context.Context, do work) (rows [][]any, failure error) {
	mark := len(s.log)
	if !s.open {
		if _, err := s.conn.ExecContext(ctx, "BEGIN TRANSACTION"); err != nil {
			return nil, err
		}
	}
	type stop struct{ err error }
	func() {
		defer func() {
			if r := recover(); r != nil {
				halt, ok := r.(stop)
				if !ok {
					failure = r.(error)
					return
				}
				failure = halt.err
			}
		}()
		rows = do(func(sql string) [][]any {
			got, err := s.fetch(ctx, sql)
			if err != nil {
				panic(stop{err})
			}
			if s.open {
				s.log = append(s.log, sql)
			}
			return got
		})
	}()
	if failure != nil {
		s.log = s.log[:mark]
		if s.open {
			s.replay(ctx)
		} else {
			_, _ = s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		}
		return nil, failure
	}
	if !s.open {
		if _, err := s.conn.ExecContext(context.WithoutCancel(ctx), "COMMIT"); err != nil {
			_, _ = s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			return nil, err
		}
	}
	return rows, nil
}

// fetch runs DuckDB SQL and reads all rows.
func (s *Session) fetch(ctx context.Context, sql string) ([][]any, error) {
	rows, err := s.conn.QueryContext(ctx, sql)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all [][]any
	for rows.Next() {
		row := make([]any, len(names))
		at := make([]any, len(names))
		for i := range row {
			at[i] = &row[i]
		}
		if err := rows.Scan(at...); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/engine"
)

// A session is one connection.
type session struct {
	conn   *sql.Conn
	native *mapping.Connection // nil: no progress, and DuckDB waits its own way
	open   bool                // a transaction is open
	// failed is the first error of a statement in the open transaction. DuckDB gives up
	// the transaction when a statement fails while it runs, and then answers a COMMIT
	// with success though all is lost.
	failed error
	hidden hiddenValues // not to be told in errors
}

var _ engine.Session = (*session)(nil)

// Exec runs a statement, or several. Rows is what the last one changed.
func (s *session) Exec(ctx context.Context, stmt engine.Statement) (engine.ExecInfo, error) {
	if s.native != nil && len(stmt.Args) == 0 {
		rows, err := s.execPatiently(ctx, stmt.SQL)
		if err != nil {
			return engine.ExecInfo{Rows: -1}, s.note(faultIn(ctx, err, stmt.SQL))
		}
		return engine.ExecInfo{Rows: rows}, nil
	}
	result, err := s.conn.ExecContext(ctx, stmt.SQL, stmt.Args...)
	if err != nil {
		return engine.ExecInfo{Rows: -1}, s.note(faultIn(ctx, err, stmt.SQL))
	}
	n, err := result.RowsAffected()
	if err != nil {
		n = -1
	}
	return engine.ExecInfo{Rows: n}, nil
}

// Query runs a statement and returns its rows.
func (s *session) Query(ctx context.Context, stmt engine.Statement) (engine.Rows, error) {
	result, err := s.conn.QueryContext(ctx, stmt.SQL, stmt.Args...)
	if err != nil {
		return nil, s.note(faultIn(ctx, err, stmt.SQL))
	}
	r, err := newRows(ctx, s, result)
	if err != nil {
		return nil, errors.Join(s.note(fault(ctx, err)), result.Close())
	}
	return r, nil
}

// note remembers that the open transaction is not to be trusted any more, and takes
// secrets out of the error.
func (s *session) note(err error) error {
	err = s.hidden.from(err)
	if s.open && s.failed == nil {
		s.failed = err
	}
	return err
}

// Begin opens a transaction.
func (s *session) Begin(ctx context.Context) error {
	if s.open {
		return &engine.DatabaseError{Adapter: "duckdb", Message: "a transaction is open already", Offset: -1}
	}
	if _, err := s.conn.ExecContext(ctx, "BEGIN TRANSACTION"); err != nil {
		return fault(ctx, err)
	}
	s.open, s.failed = true, nil
	return nil
}

// Commit makes the transaction last. After a failed statement it rolls back and says so.
func (s *session) Commit(ctx context.Context) error {
	if !s.open {
		return &engine.DatabaseError{Adapter: "duckdb", Message: "there is no transaction to commit", Offset: -1}
	}
	if failed := s.failed; failed != nil {
		err := fmt.Errorf("the transaction is rolled back because a statement in it failed: %w", failed)
		return errors.Join(err, s.Rollback())
	}
	if _, err := s.conn.ExecContext(ctx, "COMMIT"); err != nil {
		return errors.Join(fault(ctx, err), s.Rollback())
	}
	s.open = false
	return nil
}

// Rollback undoes the open transaction; without one it does nothing. It is not
// canceled: an interrupted run must be able to clean up.
func (s *session) Rollback() error {
	if !s.open {
		return nil
	}
	s.open, s.failed = false, nil
	ctx := context.Background()
	if _, err := s.conn.ExecContext(ctx, "ROLLBACK"); err != nil && !strings.Contains(err.Error(), "no transaction is active") {
		return fault(ctx, err)
	}
	return nil
}

// Close gives up an open transaction, the temporary tables and the connection.
func (s *session) Close() error {
	return errors.Join(s.Rollback(), s.conn.Close())
}

package run

import (
	"context"

	"github.com/martsql/mart/engine"
)

// inTransaction does work in a transaction, which is rolled back when the work fails.
func inTransaction(ctx context.Context, s engine.Session, work func() error) error {
	if err := s.Begin(ctx); err != nil {
		return err
	}
	if err := work(); err != nil {
		_ = s.Rollback() // the work's error is the one to tell
		return err
	}
	return s.Commit(ctx)
}

func execAll(ctx context.Context, s engine.Session, statements []engine.Statement) error {
	for _, st := range statements {
		if _, err := s.Exec(ctx, st); err != nil {
			return &statementError{st, err}
		}
	}
	return nil
}

// queryAll reads a small result whole.
func queryAll(ctx context.Context, s engine.Session, st engine.Statement) ([][]any, error) {
	_, out, err := queryNamed(ctx, s, st)
	return out, err
}

// queryNamed reads a small result whole, with its columns.
func queryNamed(ctx context.Context, s engine.Session, st engine.Statement) ([]engine.Column, [][]any, error) {
	rows, err := s.Query(ctx, st)
	if err != nil {
		return nil, nil, &statementError{st, err}
	}
	defer rows.Close()
	var out [][]any
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, nil, err
		}
		out = append(out, values)
	}
	return rows.Columns(), out, rows.Err()
}

// A statementError is an error of a statement, with the statement: its text leads back
// to the author's file.
type statementError struct {
	statement engine.Statement
	err       error
}

// Error gives the database's words.
func (e *statementError) Error() string { return e.err.Error() }

// Unwrap gives the adapter's error.
func (e *statementError) Unwrap() error { return e.err }

package snowflake

import (
	"context"
	"errors"
	"strings"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/engine"
)

// A session is one Snowflake session. When the server has ended it, the next statement
// outside of a transaction gets a new one.
type session struct {
	adapter *Adapter
	link    *link // nil: the server ended the session
	open    bool  // a transaction is open
	// failed is the first error of a statement in the open transaction. Snowflake would
	// keep the transaction and commit the rest.
	failed error
	origin engine.Origin // of the last statement: a commit is of the same work
}

var _ engine.Session = (*session)(nil)

// Exec runs one statement. Rows is what a DML statement changed, or a COPY loaded.
func (s *session) Exec(ctx context.Context, stmt engine.Statement) (engine.ExecInfo, error) {
	r, err := s.run(ctx, stmt)
	if err != nil {
		return engine.ExecInfo{Rows: -1, QueryID: queryIDOf(err)}, err
	}
	info := engine.ExecInfo{Rows: -1, QueryID: r.QueryID()}
	count, counts := int64(0), false
	for r.Next() {
		values, err := r.Values()
		if err != nil {
			return info, err
		}
		for i, c := range r.names {
			// "number of rows inserted", "... updated", "... deleted": a MERGE has
			// several. rows_loaded is that of a COPY, with a row for each file.
			if !strings.HasPrefix(c, "number of rows ") && c != "rows_loaded" {
				continue
			}
			if n, ok := values[i].(int64); ok {
				count, counts = count+n, true
			}
		}
	}
	if err := errors.Join(r.Err(), r.Close()); err != nil {
		return info, err
	}
	if counts {
		info.Rows = count
	}
	return info, nil
}

// Query runs a statement of any kind and returns its rows.
func (s *session) Query(ctx context.Context, stmt engine.Statement) (engine.Rows, error) {
	r, err := s.run(ctx, stmt)
	if err != nil {
		return nil, err // not r: a nil pointer in an interface is not nil
	}
	return r, nil
}

// run sends a statement to the compute that it is for.
func (s *session) run(ctx context.Context, stmt engine.Statement) (*rows, error) {
	verb := firstWord(stmt.SQL)
	s.origin = stmt.Origin
	if s.open && commits[verb] {
		return nil, s.note(&engine.DatabaseError{
			Adapter: "snowflake", Offset: -1,
			Message: "a transaction is open, and Snowflake would commit it at this " + strings.ToUpper(verb) + "; it must stand before or after the transaction",
		})
	}
	tag := tagOf(stmt, s.adapter.settings.queryTag)
	if err := s.connected(ctx); err != nil {
		return nil, s.note(err)
	}
	if err := s.useWarehouse(ctx, stmt.Warehouse, tag); err != nil {
		return nil, s.note(err)
	}
	loader, id, err := s.send(ctx, stmt.SQL, stmt.Args, tag)
	if err != nil {
		return nil, s.note(withID(err, id))
	}
	r, err := newRows(ctx, s.adapter, loader, id, isQuery(verb))
	if err != nil {
		return nil, s.note(s.adapter.fault(ctx, err, ""))
	}
	return r, nil
}

// commits are the first words of statements that end an open transaction.
var commits = map[string]bool{
	"create": true, "alter": true, "drop": true, "undrop": true, "truncate": true, "grant": true, "revoke": true, "comment": true,
}

// isQuery reports whether the columns of a result are those of a query, whose names are
// identifiers; the others (SHOW, COPY, PUT ...) have fixed ones.
func isQuery(verb string) bool {
	return verb == "select" || verb == "with" || verb == "(" || verb == "values"
}

// send runs SQL in the session. A session that the server has ended is given up.
func (s *session) send(ctx context.Context, sql string, args []any, tag string) (gosnowflake.ArrowStreamLoader, string, error) {
	if err := s.connected(ctx); err != nil {
		return nil, "", err
	}
	loader, id, err := s.link.send(ctx, sql, args, tag)
	if err == nil {
		return loader, id, nil
	}
	fault := s.adapter.fault(ctx, err, sql)
	if lost(fault) {
		s.drop()
	}
	return nil, id, fault
}

// connected gets a new session where the server has ended the last one, unless that had
// a transaction.
func (s *session) connected(ctx context.Context) error {
	if s.link != nil {
		return nil
	}
	if s.open {
		return &engine.DatabaseError{
			Kind: engine.TemporaryError, Adapter: "snowflake", Offset: -1, Err: s.failed,
			Message: "the transaction was lost with its session",
		}
	}
	l, err := s.adapter.connect(ctx)
	s.link = l
	return err
}

// drop gives up the connection.
func (s *session) drop() {
	if s.link != nil {
		s.adapter.discard(s.link)
		s.link = nil
	}
}

// note remembers that the open transaction is not to be committed any more.
func (s *session) note(err error) error {
	if s.open && s.failed == nil {
		s.failed = err
	}
	return err
}

// Close gives up an open transaction, the temporary tables and the session.
func (s *session) Close() error {
	err := s.Rollback()
	if s.link == nil {
		return err
	}
	l := s.link
	s.link = nil
	return errors.Join(err, l.Close())
}

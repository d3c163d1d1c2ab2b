package adaptertest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/martsql/mart/engine"
)

func (s *suite) transaction() {
	ctx := context.Background()
	s.exec("create table " + s.rel("T") + " (ID integer)")
	other := newSession(s.T, s.adapter)
	count := func(in engine.Session) any { return s.query(in, "select count(*) from "+s.rel("T"))[0][0] }
	must := func(what string, err error) {
		s.Helper()
		if err != nil {
			s.Fatalf("%s: %v", what, err)
		}
	}
	must("begin", s.session.Begin(ctx))
	s.exec("insert into " + s.rel("T") + " values (1), (2)")
	s.equal("inside", count(s.session), 2)
	s.equal("outside, before the commit", count(other), 0)
	must("commit", s.session.Commit(ctx))
	s.equal("outside, after the commit", count(other), 2)

	must("begin", s.session.Begin(ctx))
	s.exec("delete from " + s.rel("T"))
	must("rollback", s.session.Rollback())
	s.equal("after the rollback", count(s.session), 2)
	must("a second rollback", s.session.Rollback())

	if err := s.session.Commit(ctx); err == nil {
		s.Error("a commit without a transaction is no error")
	}
	must("begin", s.session.Begin(ctx))
	if err := s.session.Begin(ctx); err == nil {
		s.Error("a transaction in a transaction is no error")
	}
	must("rollback", s.session.Rollback())

	// A session that is closed in a transaction leaves nothing.
	third, err := s.adapter.Session(ctx)
	must("session", err)
	must("begin", third.Begin(ctx))
	_, err = third.Exec(ctx, engine.Statement{SQL: "insert into " + s.rel("T") + " values (3)"})
	must("insert", err)
	must("close", third.Close())
	s.equal("after a close", count(s.session), 2)

	if s.adapter.Dialect().Supports(engine.TransactionalDDL) {
		must("begin", s.session.Begin(ctx))
		s.exec("create table " + s.rel("U") + " as select 1 as X")
		s.exec("drop table " + s.rel("T"))
		must("rollback", s.session.Rollback())
		s.equal("a dropped table", count(s.session), 2)
		columns, err := s.adapter.Columns(ctx, s.relation("U"))
		if err != nil || columns != nil {
			s.Errorf("a created table stays after the rollback: %v, %v", columns, err)
		}
	}
}

// failedTransaction: a commit after a failed statement must not claim success.
func (s *suite) failedTransaction() {
	ctx := context.Background()
	s.exec("create table " + s.rel("T") + " (ID integer)")
	for what, sql := range map[string]string{
		"a value that fails while it runs": "insert into " + s.rel("T") + " select cast(V as integer) from (select 'x' as V)",
		"a name that does not exist":       "insert into " + s.rel("NO_SUCH_TABLE") + " values (1)",
		"no SQL at all":                    "insrt into x",
	} {
		if err := s.session.Begin(ctx); err != nil {
			s.Fatalf("%s: begin: %v", what, err)
		}
		s.exec("insert into " + s.rel("T") + " values (1)")
		if _, err := s.session.Exec(ctx, engine.Statement{SQL: sql}); err == nil {
			s.Errorf("%s: no error", what)
		}
		if err := s.session.Commit(ctx); err == nil {
			s.Errorf("%s: the commit claims success", what)
		}
		s.equal(what, s.query(s.session, "select count(*) from "+s.rel("T")), "[[0]]")
	}
	if err := s.session.Begin(ctx); err != nil {
		s.Fatal(err)
	}
	s.exec("insert into " + s.rel("T") + " values (1)")
	if err := s.session.Commit(ctx); err != nil {
		s.Errorf("the next transaction: %v", err)
	}
	s.equal("the next transaction", s.query(s.session, "select count(*) from "+s.rel("T")), "[[1]]")
}

// sessions do not see each other's temporary tables, and leave none behind.
func (s *suite) sessions() {
	table := s.quote("MART_TEMPORARY")
	for i := range 3 {
		session, err := s.adapter.Session(context.Background())
		if err != nil {
			s.Fatal(err)
		}
		if _, err := session.Exec(context.Background(), engine.Statement{SQL: "create temporary table " + table + " as select 1 as X"}); err != nil {
			s.Errorf("session %d: %v", i, err)
		}
		s.equal("temporary table", s.query(session, "select * from "+table), "[[1]]")
		if _, err := read(s.session, "select * from "+table); err == nil {
			s.Error("another session sees the temporary table")
		}
		if err := session.Close(); err != nil {
			s.Error(err)
		}
	}
}

// long is a query that takes minutes unless it is stopped, on any number of cores.
func (s *suite) long() string {
	s.exec("create table " + s.rel("N") + " as select 1 as X")
	for range 12 {
		s.exec("insert into " + s.rel("N") + " select X + 1 from " + s.rel("N"))
	}
	n := s.rel("N")
	return "select sum(a.X * b.X + c.X % 7) from " + n + " a cross join " + n + " b cross join " + n + " c"
}

func (s *suite) cancel() {
	long := s.long()
	const patience = 10 * time.Second
	stop := func(what string, ctx context.Context, want error) {
		s.Helper()
		started := time.Now()
		rows, err := s.session.Query(ctx, engine.Statement{SQL: long})
		if err == nil {
			for rows.Next() {
			}
			err = rows.Err()
			_ = rows.Close()
		}
		if kind := engine.DatabaseErrorKind(err); kind != engine.CanceledError {
			s.Errorf("%s: kind %d of %v", what, kind, err)
		}
		if !errors.Is(err, want) {
			s.Errorf("%s: %v is not %v", what, err, want)
		}
		if took := time.Since(started); took > patience {
			s.Errorf("%s: took %v", what, took)
		}
		s.equal(what+": the session goes on", s.query(s.session, "select count(*) from "+s.rel("N")), "[[4096]]")
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(300*time.Millisecond, cancel)
	stop("canceled while it runs", ctx, context.Canceled)
	stop("canceled before", ctx, context.Canceled)
	ctx, cancel = context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	stop("timeout", ctx, context.DeadlineExceeded)

	// A transaction that was interrupted rolls back.
	if err := s.session.Begin(context.Background()); err != nil {
		s.Fatal(err)
	}
	s.exec("insert into " + s.rel("N") + " values (0)")
	ctx, cancel = context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := s.session.Exec(ctx, engine.Statement{SQL: "insert into " + s.rel("N") + " " + long}); err == nil {
		s.Error("the statement is not stopped")
	}
	if err := s.session.Rollback(); err != nil {
		s.Errorf("rollback: %v", err)
	}
	s.equal("after the rollback", s.query(s.session, "select count(*) from "+s.rel("N")), "[[4096]]")
}

func (s *suite) concurrency() {
	const workers, tables = 4, 10
	var wg sync.WaitGroup
	problems := make(chan error, workers*tables)
	for w := range workers {
		session := newSession(s.T, s.adapter)
		wg.Go(func() {
			for i := range tables {
				name := fmt.Sprintf("T_%d_%d", w, i)
				if err := s.build(session, name); err != nil {
					problems <- fmt.Errorf("%s: %w", name, err)
				}
			}
		})
	}
	wg.Wait()
	close(problems)
	for err := range problems {
		s.Error(err)
	}
	found, err := s.adapter.Relations(context.Background(), []string{schema})
	if err != nil || len(found) != workers*tables {
		s.Errorf("%d tables stand there, want %d: %v", len(found), workers*tables, err)
	}
}

// build makes a table and fills it in a transaction, as a model's worker does. Where
// making it would end the transaction, it is made before.
func (s *suite) build(session engine.Session, name string) error {
	ctx := context.Background()
	create := func() error {
		_, err := session.Exec(ctx, engine.Statement{SQL: "create table " + s.rel(name) + " (X integer)"})
		return err
	}
	inside := s.adapter.Dialect().Supports(engine.TransactionalDDL)
	if !inside {
		if err := create(); err != nil {
			return err
		}
	}
	if err := session.Begin(ctx); err != nil {
		return err
	}
	if inside {
		if err := create(); err != nil {
			return errors.Join(err, session.Rollback())
		}
	}
	if _, err := session.Exec(ctx, engine.Statement{SQL: "insert into " + s.rel(name) + " select 1 as X union all select 2"}); err != nil {
		return errors.Join(err, session.Rollback())
	}
	if err := session.Commit(ctx); err != nil {
		return err
	}
	rows, err := read(session, "select sum(X) from "+s.rel(name))
	if err == nil && fmt.Sprint(rows) != "[[3]]" {
		err = fmt.Errorf("sum is %v", rows)
	}
	return err
}

func (s *suite) errors() {
	s.exec("create table " + s.rel("T") + " (AMOUNT integer, REGION varchar)")
	for _, c := range []struct {
		what, sql string
		kind      engine.ErrorKind
		at        string // what the offset points at; empty: the database need not say
	}{
		{"syntax", "select 1 as a,\n  from from " + s.rel("T"), engine.SyntaxError, ""},
		{"no such table", "select * from " + s.rel("NO_SUCH"), engine.BindError, ""},
		{"no such column", "select REGION,\n\t'ü日本' as X, AMONT from " + s.rel("T"), engine.BindError, "AMONT"},
		{"no such function", "select no_such_function(1)", engine.BindError, ""},
		{"cast", "select cast(REGION as integer) from (select 'x' as REGION) t", engine.DataError, ""},
		{"exists already", "create table " + s.rel("T") + " (X integer)", engine.BindError, ""},
	} {
		_, err := read(s.session, c.sql)
		var e *engine.DatabaseError
		if !errors.As(err, &e) {
			s.Errorf("%s: %v is no database error", c.what, err)
			continue
		}
		if e.Kind != c.kind {
			s.Errorf("%s: kind %d, want %d: %v", c.what, e.Kind, c.kind, e)
		}
		if e.Adapter != s.adapter.Dialect().Name() {
			s.Errorf("%s: adapter %q", c.what, e.Adapter)
		}
		if e.Message == "" || strings.Contains(e.Message, "^") {
			s.Errorf("%s: message %q", c.what, e.Message)
		}
		if e.Offset < -1 || e.Offset > len(c.sql) {
			s.Errorf("%s: offset %d of %d bytes", c.what, e.Offset, len(c.sql))
		} else if c.at != "" && (e.Offset < 0 || !strings.HasPrefix(c.sql[e.Offset:], c.at)) {
			s.Errorf("%s: offset %d does not point at %s", c.what, e.Offset, c.at)
		}
		s.equal(c.what+": the session goes on", s.query(s.session, "select 1"), "[[1]]")
	}
}

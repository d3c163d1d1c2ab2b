package snowtest_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	sf "github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

type clockwork struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clockwork { return &clockwork{at: time.Unix(1_700_000_000, 0)} }

func (c *clockwork) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clockwork) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func TestStatementsAreRecorded(t *testing.T) {
	ctx := context.Background()
	s := serve(t, snowtest.Options{}, &script{})
	conn := one(t, config(s))
	tagged := sf.WithQueryTag(ctx, "tag-1")
	for _, q := range []string{"begin", "insert into t select 1", "commit", "begin", "create table t (a int)", "insert into t select 2"} {
		if _, err := conn.ExecContext(tagged, q); err != nil {
			t.Fatal(err)
		}
	}
	_, err := conn.ExecContext(ctx, "fail")
	wantNumber(t, err, 2003)
	list := s.Statements()
	want := []struct {
		sql    string
		inTx   bool
		tag    string
		number int
	}{
		{"begin", false, "tag-1", 0}, {"insert into t select 1", true, "tag-1", 0}, {"commit", true, "tag-1", 0}, {"begin", false, "tag-1", 0},
		{"create table t (a int)", true, "tag-1", 0}, {"insert into t select 2", false, "tag-1", 0}, {"fail", false, "", 2003},
	}
	if len(list) != len(want) || s.StatementCount() != len(want) {
		t.Fatalf("%d statements, want %d", len(list), len(want))
	}
	for i, w := range want {
		g := list[i]
		if g.SQL != w.sql || g.InTransaction != w.inTx || g.Tag != w.tag || g.ErrorNumber != w.number || g.Warehouse != "W" || g.QueryID == "" || g.End.IsZero() {
			t.Errorf("statement %d is %+v", i, g)
		}
	}
}

func TestRowsAffectedAndErrors(t *testing.T) {
	ctx := context.Background()
	s := serve(t, snowtest.Options{}, &script{})
	db := open(t, config(s))
	res, err := db.ExecContext(ctx, "insert into t select 1")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 3 {
		t.Errorf("%d rows, %v", n, err)
	}
	_, err = db.ExecContext(ctx, "fail")
	var e *sf.SnowflakeError
	if !errors.As(err, &e) || e.Number != 2003 || e.SQLState != "02000" || e.QueryID != s.Statements()[1].QueryID {
		t.Errorf("error %#v", err)
	}
	_, err = db.QueryContext(sf.WithMultiStatement(ctx, 2), "select 1; select 2")
	wantNumber(t, err, 2)
}

func TestRefuseDDLInTransaction(t *testing.T) {
	ctx := context.Background()
	s := serve(t, snowtest.Options{RefuseDDLInTransaction: true}, &script{})
	conn := one(t, config(s))
	for _, q := range []string{"create table t (a int)", "begin", "alter session set query_tag = 'x'"} {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			t.Fatal(q, err)
		}
	}
	_, err := conn.ExecContext(ctx, "drop table t")
	wantNumber(t, err, 2)
	if tag := s.Statements()[3].Tag; tag != "x" {
		t.Errorf("the tag set by the session is %q", tag)
	}
}

func TestBinds(t *testing.T) {
	ctx := context.Background()
	account := &script{}
	s := serve(t, snowtest.Options{}, account)
	db := open(t, config(s))
	if _, err := db.ExecContext(ctx, "insert into t values (?, ?, ?, ?)", 7, "x", sql.NullString{}, true); err != nil {
		t.Fatal(err)
	}
	binds := account.requests()[0].Binds
	if len(binds) != 4 || *binds[0].Value != "7" || binds[0].Type != "FIXED" || *binds[1].Value != "x" || binds[2].Value != nil || *binds[3].Value != "true" {
		t.Errorf("binds %+v", binds)
	}
}

func TestDescribeOnly(t *testing.T) {
	account := &script{}
	s := serve(t, snowtest.Options{}, account)
	rows, err := open(t, config(s)).QueryContext(sf.WithDescribeOnly(context.Background()), "select 1 as n")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil || len(names) != 1 || names[0] != "N" {
		t.Errorf("columns %v, %v", names, err)
	}
	if !account.requests()[0].DescribeOnly || !s.Statements()[0].DescribeOnly {
		t.Error("the account was not told to describe only")
	}
}

func TestCancel(t *testing.T) {
	account := &script{}
	s := serve(t, snowtest.Options{}, account)
	conn := one(t, config(s))
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	if _, err := conn.ExecContext(ctx, "slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("error %v", err)
	}
	waitFor(t, func() bool { return s.Statements()[0].ErrorNumber == 604 })
	if _, err := oneNumber(context.Background(), conn, "select 1"); err != nil {
		t.Errorf("the session is not usable after a cancelled statement: %v", err)
	}
}

func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not come to be within 5 seconds")
		}
	}
}

func TestAsyncAndLongPoll(t *testing.T) {
	release := make(chan struct{})
	account := &script{answer: func(ctx context.Context, r account.Request) (*account.Result, error) {
		if r.SQL == "later" {
			<-release
		}
		return &account.Result{Kind: account.Select, Columns: number("N"), Rows: [][]any{{int64(42)}}}, nil
	}}
	s := serve(t, snowtest.Options{LongPoll: 20 * time.Millisecond}, account)
	db := open(t, config(s))
	ctx := context.Background()
	rows, err := db.QueryContext(sf.WithAsyncMode(ctx), "later")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	id := s.Statements()[0].QueryID
	release <- struct{}{}
	var n int
	if !rows.Next() || rows.Scan(&n) != nil || n != 42 {
		t.Errorf("the asynchronous result is %d, %v", n, rows.Err())
	}
	if n, err := oneNumber(sf.WithFetchResultByID(ctx, id), db, ""); err != nil || n != 42 {
		t.Errorf("the result by id is %d, %v", n, err)
	}
	go func() {
		time.Sleep(100 * time.Millisecond)
		release <- struct{}{}
	}()
	if n, err := oneNumber(ctx, db, "later"); err != nil || n != 42 {
		t.Errorf("the result of a long statement is %d, %v", n, err)
	}
	if got := len(account.statements()); got != 2 {
		t.Errorf("%d statements ran", got)
	}
}

// TestIdleTransactions are rolled back after five minutes when another session works.
func TestIdleTransactions(t *testing.T) {
	ctx := context.Background()
	clock := newClock()
	account := &script{}
	s := serve(t, snowtest.Options{Clock: clock.now}, account)
	away, here := one(t, config(s)), one(t, config(s))
	for _, wait := range []time.Duration{0, 4 * time.Minute, 2 * time.Minute} {
		if wait == 0 {
			if _, err := away.ExecContext(ctx, "begin"); err != nil {
				t.Fatal(err)
			}
		}
		clock.add(wait)
		if _, err := oneNumber(ctx, here, "select 1"); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"begin", "select 1", "select 1", "rollback", "select 1"}
	if got := account.statements(); !slices.Equal(got, want) {
		t.Errorf("the account ran %q, want %q", got, want)
	}
}

func TestEndSessions(t *testing.T) {
	account := &script{}
	s := serve(t, snowtest.Options{}, account)
	conn := one(t, config(s))
	if s.Sessions() != 1 {
		t.Errorf("%d sessions", s.Sessions())
	}
	s.EndSessions()
	_, err := oneNumber(context.Background(), conn, "select 1")
	wantNumber(t, err, 390111)
	if s.Sessions() != 0 || account.closed != 1 {
		t.Errorf("%d sessions, %d of the account closed", s.Sessions(), account.closed)
	}
}

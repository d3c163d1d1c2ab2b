package snowflake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

func newSession(t testing.TB, a engine.Adapter) engine.Session {
	t.Helper()
	s, err := a.Session(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func execute(t testing.TB, s engine.Session, stmt engine.Statement) engine.ExecInfo {
	t.Helper()
	info, err := s.Exec(context.Background(), stmt)
	if err != nil {
		t.Fatalf("%s: %v", stmt.SQL, err)
	}
	return info
}

func run(t testing.TB, s engine.Session, sql string) engine.ExecInfo {
	t.Helper()
	return execute(t, s, engine.Statement{SQL: sql})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func all(t testing.TB, s engine.Session, sql string) [][]any {
	t.Helper()
	rows, err := s.Query(context.Background(), engine.Statement{SQL: sql})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	var out [][]any
	for rows.Next() {
		values, err := rows.Values()
		must(t, err)
		out = append(out, values)
	}
	must(t, errors.Join(rows.Err(), rows.Close()))
	return out
}

// sent is the statements that reached the server since n.
func sent(server *snowtest.Server, n int) (out []string) {
	for _, s := range server.Statements()[n:] {
		out = append(out, s.SQL)
	}
	return out
}

// A statement runs on the warehouse that it names; the server is asked only when that
// is another one, and the target's own comes back.
func TestWarehouse(t *testing.T) {
	server := serve(t, snowtest.Options{Warehouses: []string{"BIG", "WITH"}})
	s := newSession(t, open(t, at(server, nil)))
	n := server.StatementCount()
	for _, name := range []string{"", "big", "BIG", "", "with", ""} {
		execute(t, s, engine.Statement{SQL: "select 1", Warehouse: name})
	}
	want := []string{"select 1", "use warehouse big", "select 1", "select 1", "use warehouse mart_wh", "select 1", `use warehouse "WITH"`, "select 1", "use warehouse mart_wh", "select 1"}
	got := sent(server, n)
	for i := range got {
		if !strings.Contains(got[i], `"`) {
			got[i] = strings.ToLower(got[i])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, st := range server.Statements()[n:] {
		if st.SQL == "select 1" && st.Warehouse == "" {
			t.Error("a statement ran on no warehouse")
		}
	}
	_, err := s.Exec(context.Background(), engine.Statement{SQL: "select 1", Warehouse: "none_such"})
	if err == nil || !strings.Contains(err.Error(), "warehouse none_such: ") {
		t.Errorf("a warehouse that is not there: %v", err)
	}
}

// Without a warehouse on the target, the user's own is found out before it is left.
func TestWarehouseOfTheUser(t *testing.T) {
	server := serve(t, snowtest.Options{Warehouses: []string{"BIG"}})
	s := newSession(t, open(t, at(server, map[string]any{"warehouse": nil})))
	run(t, s, "use warehouse "+snowtest.DefaultWarehouse) // stands for the user's default
	n := server.StatementCount()
	execute(t, s, engine.Statement{SQL: "select 1", Warehouse: "big"})
	run(t, s, "select 2")
	want := []string{"select current_warehouse()", "use warehouse big", "select 1", "use warehouse mart_wh", "select 2"}
	if diff := cmp.Diff(want, sent(server, n)); diff != "" {
		t.Error(diff)
	}
}

// Every statement has an id and a tag, and tells its rows.
func TestStatements(t *testing.T) {
	server := serve(t, snowtest.Options{})
	s := newSession(t, open(t, at(server, map[string]any{"query_tag": "team-a"})))
	dir := t.TempDir()
	file := filepath.Join(dir, "a b.csv")
	must(t, os.WriteFile(file, []byte("1,x\n2,y\n3,z\n"), 0o600))
	n := server.StatementCount()
	origin := engine.Origin{RunID: "r1", Node: "model.p.t", Attempt: 1}
	rows := []int64{-1, -1, 2, -1, 3, 1, 4}
	for i, sql := range []string{
		"create schema public2",
		"create table public2.t (a integer, b varchar)",
		"insert into public2.t values (8, 'p'), (9, 'q')",
		"create stage public2.s",
		"", // PUT and COPY
		"update public2.t set b = 'r' where a = 9",
		"merge into public2.t using (select 1 as a union all select 2 union all select 3 union all select 4) as s on t.a = s.a " +
			"when matched then update set b = 'm' when not matched then insert (a, b) values (s.a, 'n')",
	} {
		stmt := engine.Statement{SQL: sql, Tag: "build", Origin: origin}
		if sql == "" {
			put, err := s.Query(context.Background(), engine.Statement{SQL: "put 'file://" + file + "' @public2.s/r1 auto_compress = false", Tag: "stage", Origin: origin})
			must(t, err)
			if id := put.(engine.Identified).QueryID(); id == "" {
				t.Error("the PUT has no id")
			}
			names := make([]string, len(put.Columns()))
			for i, c := range put.Columns() {
				names[i] = c.Name
			}
			if got := strings.Join(names, " "); !strings.Contains(got, "source") || !strings.Contains(got, "status") {
				t.Errorf("the columns of a PUT are %s", got)
			}
			must(t, put.Close())
			stmt.SQL = "copy into public2.t from @public2.s/r1 file_format = (type = csv)"
		}
		info := execute(t, s, stmt)
		if info.QueryID == "" || info.Rows != rows[i] {
			t.Errorf("%s: %+v, want %d rows", stmt.SQL, info, rows[i])
		}
	}
	for _, st := range server.Statements()[n:] {
		if !st.Presign && !strings.HasPrefix(st.Tag, `{"run":"r1","node":"model.p.t","attempt":1,"step":"`) || !st.Presign && !strings.HasSuffix(st.Tag, `,"tag":"team-a"}`) {
			t.Errorf("%s has the tag %s", st.SQL, st.Tag)
		}
	}
	must(t, s.Begin(context.Background()))
	execute(t, s, engine.Statement{SQL: "delete from public2.t", Origin: origin})
	must(t, s.Commit(context.Background()))
	last := server.Statements()[server.StatementCount()-1]
	if !strings.EqualFold(last.SQL, "commit") || !strings.Contains(last.Tag, `"node":"model.p.t"`) {
		t.Errorf("%s has the tag %s", last.SQL, last.Tag)
	}
	_, err := s.Exec(context.Background(), engine.Statement{SQL: "select * from nowhere"})
	var e *engine.DatabaseError
	if !errors.As(err, &e) || e.QueryID == "" {
		t.Errorf("a failed statement has no id: %v", err)
	}
}

// A session that the server has ended is told as temporary, and replaced.
func TestSessionEnds(t *testing.T) {
	for what, kind := range map[string]snowtest.FaultKind{"session gone": snowtest.SessionGone, "master token expired": snowtest.MasterExpired} {
		t.Run(what, func(t *testing.T) {
			server := serve(t, snowtest.Options{})
			a := open(t, at(server, nil))
			s := newSession(t, a)
			run(t, s, "create table public.t (a integer)")

			server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`values \(1\)`), Kind: kind})
			_, err := s.Exec(context.Background(), engine.Statement{SQL: "insert into public.t values (1)"})
			if engine.DatabaseErrorKind(err) != engine.TemporaryError {
				t.Fatalf("kind %d of %v", engine.DatabaseErrorKind(err), err)
			}
			run(t, s, "insert into public.t values (2)")

			// In a transaction all is lost, and nothing of it is committed.
			must(t, s.Begin(context.Background()))
			run(t, s, "insert into public.t values (3)")
			server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`values \(4\)`), Kind: kind})
			if _, err = s.Exec(context.Background(), engine.Statement{SQL: "insert into public.t values (4)"}); engine.DatabaseErrorKind(err) != engine.TemporaryError {
				t.Fatalf("in a transaction: %v", err)
			}
			if _, err = s.Exec(context.Background(), engine.Statement{SQL: "insert into public.t values (5)"}); engine.DatabaseErrorKind(err) != engine.TemporaryError {
				t.Fatalf("a statement of the lost transaction: %v", err)
			}
			if err = s.Commit(context.Background()); err == nil {
				t.Fatal("the lost transaction is committed")
			}
			if got := fmt.Sprint(all(t, s, "select a from public.t")); got != "[[2]]" {
				t.Errorf("the table holds %s", got)
			}

			// The catalog's own session is replaced, too.
			server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`(?i)^describe`), Kind: kind})
			if _, err := a.Columns(context.Background(), engine.Relation{Schema: "public", Name: "t"}); engine.DatabaseErrorKind(err) != engine.TemporaryError {
				t.Errorf("columns: %v", err)
			}
			if columns, err := a.Columns(context.Background(), engine.Relation{Schema: "public", Name: "t"}); err != nil || len(columns) != 1 {
				t.Errorf("columns: %v, %v", columns, err)
			}
		})
	}
}

// What the driver sends again is run once.
func TestRetriesRunOnce(t *testing.T) {
	t.Parallel()
	server := serve(t, snowtest.Options{})
	s := newSession(t, open(t, at(server, nil)))
	run(t, s, "create table public.t (a integer)")
	for _, kind := range []snowtest.FaultKind{snowtest.DropAfter, snowtest.Status503, snowtest.TruncatedBody, snowtest.SessionExpired} {
		server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`insert`), Kind: kind})
		if info := run(t, s, "insert into public.t values (1)"); info.Rows != 1 || info.QueryID == "" {
			t.Errorf("fault %d: %+v", kind, info)
		}
		if server.Fired() != 1 {
			t.Errorf("fault %d did not strike", kind)
		}
	}
	if got := fmt.Sprint(all(t, s, "select count(*) from public.t")); got != "[[4]]" {
		t.Errorf("%s rows", got)
	}
}

// A commit whose answer is lost is neither a success nor a failure.
func TestLostCommit(t *testing.T) {
	t.Parallel()
	commit := regexp.MustCompile(`(?i)^commit`)
	for what, c := range map[string]struct {
		fault   snowtest.Fault
		applied bool
	}{
		"run, and no answer":       {snowtest.Fault{Match: commit, Kind: snowtest.DropAfter, Times: 9}, true},
		"never run":                {snowtest.Fault{Match: commit, Kind: snowtest.DropBefore, Times: 9}, false},
		"the session ended before": {snowtest.Fault{Match: commit, Kind: snowtest.SessionGone}, false},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			server := serve(t, snowtest.Options{})
			a := open(t, at(server, map[string]any{"max_retries": 1, "request_timeout": 3}))
			s := newSession(t, a)
			run(t, s, "create table public.t (a integer)")
			must(t, s.Begin(context.Background()))
			run(t, s, "insert into public.t values (1)")
			server.SetFaults(c.fault)
			err := s.Commit(context.Background())
			if engine.DatabaseErrorKind(err) != engine.UnknownOutcomeError {
				t.Fatalf("kind %d of %v", engine.DatabaseErrorKind(err), err)
			}
			server.SetFaults()
			must(t, s.Rollback())
			want := "[[0]]"
			if c.applied {
				want = "[[1]]"
			}
			// The old session is closed in the background, and its transaction with it.
			if got := fmt.Sprint(all(t, s, "select count(*) from public.t")); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			must(t, s.Begin(context.Background()))
			run(t, s, "insert into public.t values (2)")
			must(t, s.Commit(context.Background()))
		})
	}
}

// A commit is sent or not, but not canceled half-way.
func TestCanceledCommit(t *testing.T) {
	server := serve(t, snowtest.Options{})
	s := newSession(t, open(t, at(server, nil)))
	run(t, s, "create table public.t (a integer)")
	must(t, s.Begin(context.Background()))
	run(t, s, "insert into public.t values (1)")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Commit(ctx); engine.DatabaseErrorKind(err) != engine.CanceledError {
		t.Errorf("canceled before: %v", err)
	}
	must(t, s.Begin(context.Background()))
	run(t, s, "insert into public.t values (2)")
	server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`(?i)^commit`), Kind: snowtest.SlowBody, Delay: 300 * time.Millisecond})
	ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	must(t, s.Commit(ctx))
	if got := fmt.Sprint(all(t, s, "select a from public.t")); got != "[[2]]" {
		t.Errorf("the table holds %s", got)
	}
}

// Snowflake commits at DDL: mart does not send it into a transaction.
func TestNoDDLInTransaction(t *testing.T) {
	server := serve(t, snowtest.Options{})
	s := newSession(t, open(t, at(server, nil)))
	must(t, s.Begin(context.Background()))
	n := server.StatementCount()
	_, err := s.Exec(context.Background(), engine.Statement{SQL: "-- aside\ncreate table public.t (a integer)"})
	if err == nil || !strings.Contains(err.Error(), "CREATE") {
		t.Errorf("got %v", err)
	}
	if server.StatementCount() != n {
		t.Error("it was sent")
	}
	must(t, s.Rollback())
	run(t, s, "create table public.t (a integer)")
}

// A canceled statement is canceled on the server, too.
func TestCancelReachesTheServer(t *testing.T) {
	t.Parallel()
	server := serve(t, snowtest.Options{})
	s := newSession(t, open(t, at(server, nil)))
	run(t, s, "create table public.n as select 1 as x")
	for range 12 {
		run(t, s, "insert into public.n select x + 1 from public.n")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	_, err := s.Exec(ctx, engine.Statement{SQL: "select sum(a.x * b.x + c.x % 7) from public.n a cross join public.n b cross join public.n c"})
	if engine.DatabaseErrorKind(err) != engine.CanceledError {
		t.Fatal(err)
	}
	for range 100 {
		if last := server.Statements()[server.StatementCount()-1]; !last.End.IsZero() {
			if last.ErrorNumber != 604 {
				t.Errorf("it ended with %d", last.ErrorNumber)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("it still runs")
}

// Too many waiters for a lock are a conflict; a statement that another session canceled
// is canceled.
func TestServerErrors(t *testing.T) {
	t.Parallel()
	server := serve(t, snowtest.Options{})
	s := newSession(t, open(t, at(server, map[string]any{"max_retries": 1})))
	for kind, want := range map[snowtest.FaultKind]engine.ErrorKind{snowtest.LockWait: engine.ConflictError, snowtest.Canceled: engine.CanceledError} {
		server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`select 5`), Kind: kind})
		if _, err := s.Exec(context.Background(), engine.Statement{SQL: "select 5"}); engine.DatabaseErrorKind(err) != want {
			t.Errorf("fault %d: kind %d of %v", kind, engine.DatabaseErrorKind(err), err)
		}
	}
	server.SetFaults(snowtest.Fault{Match: regexp.MustCompile(`select 6`), Kind: snowtest.Status503, Times: 9})
	if _, err := s.Exec(context.Background(), engine.Statement{SQL: "select 6"}); engine.DatabaseErrorKind(err) != engine.TemporaryError {
		t.Errorf("a server that is away: kind %d of %v", engine.DatabaseErrorKind(err), err)
	}
	server.SetFaults()
	run(t, s, "select 7")
}

package snowtest_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2" // writes the file that is loaded
	sf "github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// real starts a server with its account and logs in.
func real(t *testing.T, o snowtest.Options) (*snowtest.Server, sf.Config) {
	t.Helper()
	s, err := snowtest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	c := config(s)
	c.Database, c.Schema, c.Warehouse, c.Role = snowtest.DefaultDatabase, "PUBLIC", snowtest.DefaultWarehouse, snowtest.DefaultRole
	return s, c
}

func must(t *testing.T, q interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}, statements ...string) sql.Result {
	t.Helper()
	var res sql.Result
	for _, s := range statements {
		var err error
		if res, err = q.ExecContext(context.Background(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return res
}

func count(t *testing.T, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, query string) int {
	t.Helper()
	n, err := oneNumber(context.Background(), q, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestAccountTransactions(t *testing.T) {
	s, c := real(t, snowtest.Options{})
	conn, other := one(t, c), one(t, c)
	must(t, conn, "create table t (a int, b varchar(10))")
	if n, err := must(t, conn, "insert into t values (1, 'x'), (2, 'y')").RowsAffected(); err != nil || n != 2 {
		t.Errorf("%d rows inserted, %v", n, err)
	}
	must(t, conn, "begin", "delete from t")
	if n := count(t, other, "select count(*) from t"); n != 2 {
		t.Errorf("another session sees %d rows of an open transaction", n)
	}
	must(t, conn, "rollback")
	if n := count(t, conn, "select count(*) from t"); n != 2 {
		t.Errorf("%d rows after a rollback", n)
	}
	must(t, conn, "begin", "insert into t values (3, 'z')", "create table u (a int)", "rollback")
	if n := count(t, other, "select count(*) from t"); n != 3 {
		t.Errorf("%d rows: DDL did not commit", n)
	}
	must(t, conn, "begin", "insert into t values (4, 'z')")
	if _, err := conn.ExecContext(context.Background(), "insert into t select 1, 2, 3 from missing"); err == nil {
		t.Error("a missing table is found")
	} else {
		wantNumber(t, err, 2003)
	}
	must(t, conn, "commit")
	if n := count(t, s.DB(), `select count(*) from "MART.PUBLIC"."T"`); n != 4 {
		t.Errorf("the database has %d rows: a failed statement ended the transaction", n)
	}
}

func TestAccountRollsBackWhenTheSessionIsGone(t *testing.T) {
	s, c := real(t, snowtest.Options{})
	conn, other := one(t, c), one(t, c)
	must(t, conn, "create table t (a int)", "begin", "insert into t values (1)")
	s.SetFaults(snowtest.Fault{At: 1, Kind: snowtest.SessionGone})
	_, err := conn.ExecContext(context.Background(), "commit")
	wantNumber(t, err, 390111)
	if n := count(t, other, "select count(*) from t"); n != 0 {
		t.Errorf("%d rows of a session that is gone", n)
	}
}

func TestAccountLostCommit(t *testing.T) {
	s, c := real(t, snowtest.Options{})
	conn, other := one(t, c), one(t, c)
	must(t, conn, "create table t (a int)", "begin", "insert into t values (1)")
	s.SetFaults(snowtest.Fault{At: 1, Kind: snowtest.DropAfter})
	must(t, conn, "commit") // the driver asks again and gets the stored answer
	if n := count(t, other, "select count(*) from t"); n != 1 || s.Requests() != 3 {
		t.Errorf("%d rows after %d requests", n, s.Requests())
	}
}

func TestAccountCancels(t *testing.T) {
	s, c := real(t, snowtest.Options{})
	conn := one(t, c)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err := conn.ExecContext(ctx, "create table big as select count(*) as n from table(generator(rowcount => 100000)) a, table(generator(rowcount => 1000000)) b")
	if err == nil {
		t.Fatal("a statement of hours ended")
	}
	waitFor(t, func() bool { return s.Statements()[0].ErrorNumber == 604 })
	if d := time.Since(begun); d > 5*time.Second {
		t.Errorf("it took %v to cancel", d)
	}
	if n := count(t, conn, "select 1"); n != 1 {
		t.Error("the session is not usable")
	}
}

func TestAccountLoadsAFile(t *testing.T) {
	s, c := real(t, snowtest.Options{})
	conn := one(t, c)
	duck, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer duck.Close()
	file := filepath.Join(t.TempDir(), "part-1.parquet")
	must(t, duck, fmt.Sprintf("copy (select i::int as a, 'row ' || i as b from range(1000) r(i)) to '%s' (format parquet)", file))
	must(t, conn, "create stage st", "create table t (a int, b varchar)",
		"put 'file://"+file+"' @st/run/ auto_compress=false overwrite=true", "begin",
		"copy into t from @st/run/ files=('part-1.parquet') file_format=(type=parquet) match_by_column_name=case_insensitive", "commit")
	if n := count(t, conn, "select count(*) from t where b = 'row ' || a"); n != 1000 {
		t.Errorf("%d rows were loaded", n)
	}
	if n := count(t, s.DB(), `select count(*) from "MART.PUBLIC"."T"`); n != 1000 {
		t.Errorf("the database has %d rows", n)
	}
}

func TestAccountNamesAtLogin(t *testing.T) {
	_, c := real(t, snowtest.Options{Warehouses: []string{"OTHER_WH"}})
	tests := []struct {
		name   string
		change func(*sf.Config)
		want   int
	}{
		{"all there", func(c *sf.Config) { c.Warehouse = "other_wh" }, 0},
		{"database", func(c *sf.Config) { c.Database = "nowhere" }, 390201},
		{"schema", func(c *sf.Config) { c.Schema = "nowhere" }, 390201},
		{"warehouse", func(c *sf.Config) { c.Warehouse = "nowhere" }, 390201},
		{"role", func(c *sf.Config) { c.Role = "nowhere" }, 390189},
	}
	for _, tt := range tests {
		c := c
		tt.change(&c)
		_, err := oneNumber(context.Background(), open(t, c), "select 1")
		if tt.want == 0 && err != nil {
			t.Errorf("%s: %v", tt.name, err)
		} else if tt.want != 0 {
			wantNumber(t, err, tt.want)
		}
	}
}

// TestAccountFolder keeps its files, and is not taken again.
func TestAccountFolder(t *testing.T) {
	dir := t.TempDir()
	s, err := snowtest.Start(snowtest.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	c := config(s)
	c.Database, c.Schema, c.Warehouse = snowtest.DefaultDatabase, "PUBLIC", snowtest.DefaultWarehouse
	conn := one(t, c)
	must(t, conn, "create table t (a int)", "insert into t values (1)")
	if err := errors.Join(conn.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	duck, err := sql.Open("duckdb", filepath.Join(dir, "account.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer duck.Close()
	if n := count(t, duck, `select count(*) from "MART.PUBLIC"."T"`); n != 1 {
		t.Errorf("the file holds %d rows", n)
	}
	if _, err := snowtest.Start(snowtest.Options{Dir: dir}); err == nil {
		t.Error("a used folder was taken again")
	}
}

// TestAccountFormatsAgree reads what SQL computes in both formats.
func TestAccountFormatsAgree(t *testing.T) {
	_, c := real(t, snowtest.Options{})
	query := `select 1 as i, 1.50::number(10,2) as d, 1.5::float as f, true as b, 'x' as s, '2024-02-29'::date as dt,
		'2024-02-29 01:02:03.456'::timestamp_ntz as ts, null::varchar as n, null::timestamp_ntz as nt, null::number(10,2) as nn`
	kinds := []string{"FIXED", "FIXED", "REAL", "BOOLEAN", "TEXT", "DATE", "TIMESTAMP_NTZ", "TEXT", "TIMESTAMP_NTZ", "FIXED"}
	var got []string
	for _, format := range []string{"JSON", "ARROW"} {
		c := c
		c.Params = map[string]*string{"GO_QUERY_RESULT_FORMAT": &format}
		columns := number("")
		columns = columns[:0]
		for _, k := range kinds {
			columns = append(columns, columnOf(k, 0))
		}
		got = append(got, fmt.Sprintf("%q", read(t, open(t, c), columns, query)))
	}
	want := `[["1" "1.50" "1.5" "true" "x" "2024-02-29" "2024-02-29T01:02:03.456Z" "-" "-" "-"]]`
	if got[0] != want || got[1] != want {
		t.Errorf("got\n%s\n%s\nwant\n%s", got[0], got[1], want)
	}
}

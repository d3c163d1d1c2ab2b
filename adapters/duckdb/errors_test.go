package duckdb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	driver "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
)

// The byte that an error points at is exact in lines that DuckDB would shorten, after
// tabs, wide letters and several statements.
func TestErrorOffsets(t *testing.T) {
	s := sessionOf(t, open(t, map[string]any{"path": ":memory:"}))
	long := strings.Repeat("1 as é日, ", 100)
	// The place is marked with a ».
	for _, marked := range []string{
		"select »nosuch from range(1)",
		"select 1,\n\t\t»nosuch\nfrom range(1)",
		"select " + long + "»nosuch from range(1)",
		"select " + long + "»nosuch, " + long + " 2 from range(1)",
		"\n\n-- 日本\nselect '日本語', \t»nosuch from range(1)",
		"select 1; select 2;\nselect »nosuch from range(1)",
		"select r.range, »r.nosuch from range(1) r",
		"select r.range, »\"r\" . \"nosuch\" from range(1) r",
		"select * from »nosuch",
		"select * from »main.nosuch",
		"select * from »\"no such\"",
		"select 'x' || »nosuch(1)",
		"»selec",
		"select 1;\r\nselect é é2 from range(1) group»",
		"select é from range(1) grou »p by",
		"with a as (select »cast('x' as date) as d) select * from a",
		"select v»::int from (values ('1'), ('x')) t(v)",
		"select »'",
	} {
		before, after, found := strings.Cut(marked, "»")
		if !found {
			t.Fatalf("%s: no place is marked", marked)
		}
		sent, want := before+after, len(before)
		if err := queryError(t, s, sent); err.Offset != want {
			t.Errorf("%s\n  offset %d, want %d: %v", sent, err.Offset, want, err)
		}
	}
}

// Positions in the text of a view are not positions in the SQL that reads it.
func TestErrorOffsetsInViews(t *testing.T) {
	s := sessionOf(t, open(t, map[string]any{"path": ":memory:"}))
	for _, sql := range []string{
		"create table t as select 1 a, 2 b, 'x' c",
		"create view v as select a, b + 1 as bb from t",
		"create view w as select a, cast(c as int) as i from t",
		"alter table t drop column b",
	} {
		if _, err := s.Exec(context.Background(), engine.Statement{SQL: sql}); err != nil {
			t.Fatal(err)
		}
	}
	for _, sql := range []string{
		"select * from v where a = 12345678 and a > 1 and a > 2",
		"select a,                  a from v where a > 1",
		"select i from w where a = 1 and 1 = 1",
		"select i from w",
	} {
		if err := queryError(t, s, sql); err.Offset != -1 {
			t.Errorf("%s: offset %d: %v", sql, err.Offset, err)
		}
	}
}

func TestErrorKinds(t *testing.T) {
	s := sessionOf(t, open(t, map[string]any{"path": ":memory:"}))
	if _, err := s.Exec(context.Background(), engine.Statement{SQL: "create table t (id int primary key, n int not null check (n > 0))"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sql        string
		kind       engine.ErrorKind
		message    string
		candidates []string
	}{
		{"select idd, n from t", engine.BindError, `Referenced column "idd" not found in FROM clause!`, []string{"id"}},
		{"select aaa from (select 1 aab, 2 aac)", engine.BindError, `Referenced column "aaa" not found in FROM clause!`, []string{"aab", "aac"}},
		{"select substrin('x', 1)", engine.BindError, "Scalar Function with name substrin does not exist!", []string{"substring"}},
		{"select ({'abc': 1}).ab", engine.BindError, `Could not find key "ab" in struct`, []string{"abc"}},
		{"select x.id from t", engine.BindError, `Referenced table "x" not found!`, []string{"t"}},
		{"select length(1, 2)", engine.BindError, "No function matches the given name and argument types 'length(INTEGER_LITERAL, INTEGER_LITERAL)'. You might need to add explicit type casts.",
			[]string{"length(VARCHAR) -> BIGINT", "length(BIT) -> BIGINT", "length(ANY[]) -> BIGINT"}},
		{"selec 1", engine.SyntaxError, `syntax error at or near "selec"`, nil},
		{"insert into t values (1, 1), (1, 2)", engine.DataError, "", nil},
		{"insert into t values (2, null)", engine.DataError, "NOT NULL constraint failed: t.n", nil},
		{"select 9223372036854775807 + id from (values (1)) t(id)", engine.DataError, "Overflow in addition of INT64 (9223372036854775807 + 1)!", nil},
		{"select error('boo')", engine.DataError, "boo", nil},
		{"create table t (a int)", engine.BindError, `Table with name "t" already exists!`, nil},
		{"select * from read_csv('/no/such.csv')", engine.OtherError, `No files found that match the pattern "/no/such.csv"`, nil},
	} {
		err := queryError(t, s, c.sql)
		if err.Kind != c.kind || c.message != "" && err.Message != c.message || !cmp.Equal(err.Candidates, c.candidates) {
			t.Errorf("%s: got kind %d, %q, %q", c.sql, err.Kind, err.Message, err.Candidates)
		}
	}
}

// Two transactions that change one row: the second may try again.
func TestErrorConflict(t *testing.T) {
	a := open(t, map[string]any{"path": ":memory:"})
	first, second := sessionOf(t, a), sessionOf(t, a)
	ctx := context.Background()
	exec := func(s engine.Session, sql string) error {
		_, err := s.Exec(ctx, engine.Statement{SQL: sql})
		return err
	}
	if err := errors.Join(exec(first, "create table t as select 1 as a"), first.Begin(ctx), second.Begin(ctx),
		exec(first, "update t set a = 2"), exec(second, "create table u (a int)")); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"update": exec(second, "update t set a = 3"),
		"create": exec(first, "create table u (a int)"),
	} {
		if engine.DatabaseErrorKind(err) != engine.ConflictError {
			t.Errorf("%s: kind %d of %v", what, engine.DatabaseErrorKind(err), err)
		}
	}
	if err := errors.Join(first.Rollback(), second.Rollback()); err != nil {
		t.Fatal(err)
	}
}

// The text form of errors is understood too, without its drawing.
func TestErrorText(t *testing.T) {
	for _, c := range []struct {
		text string
		want engine.DatabaseError
	}{
		{"Binder Error: Referenced column \"foo\" not found in FROM clause!\nCandidate bindings: \"fooo\"\n\nLINE 1: select foo from (select 1 as fooo)\n               ^",
			engine.DatabaseError{Kind: engine.BindError, Message: `Referenced column "foo" not found in FROM clause!`, Candidates: []string{"fooo"}}},
		{"Parser Error: syntax error at or near \"selec\"\n\nLINE 1: ...selec 1...\n        ^\n", engine.DatabaseError{Kind: engine.SyntaxError, Message: `syntax error at or near "selec"`}},
		{"IO Error: Could not write file \"x\": No space left on device", engine.DatabaseError{Kind: engine.SpaceError, Message: `Could not write file "x": No space left on device`}},
		{"Out of Memory Error: failed to offload data block of size 256.0 KiB", engine.DatabaseError{Kind: engine.SpaceError, Message: "failed to offload data block of size 256.0 KiB"}},
		{"INTERRUPT Error: Interrupted!", engine.DatabaseError{Kind: engine.CanceledError, Message: "Interrupted!"}},
		{"TransactionContext Error: Failed to commit: write-write conflict on key: \"1\"", engine.DatabaseError{Kind: engine.ConflictError, Message: "Failed to commit: write-write conflict on key: \"1\""}},
		{"HTTP Error: HTTP GET error on 's3://x' (HTTP 503)", engine.DatabaseError{Kind: engine.TemporaryError, Message: "HTTP GET error on 's3://x' (HTTP 503)"}},
		{"something else", engine.DatabaseError{Message: "something else"}},
	} {
		err := duckdb.Fault(context.Background(), fmt.Errorf("wrapped: %w", &driver.Error{Msg: c.text}), "select")
		var got *engine.DatabaseError
		if !errors.As(err, &got) || got.Kind != c.want.Kind || got.Message != c.want.Message || !cmp.Equal(got.Candidates, c.want.Candidates) || got.Offset != -1 {
			t.Errorf("%s: got %+v", c.text, got)
		}
	}
}

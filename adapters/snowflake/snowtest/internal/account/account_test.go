package account_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// now is the clock of the test accounts; it can be moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

var morning = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

func open(t *testing.T, change ...func(*account.Options)) *account.Account {
	t.Helper()
	o := account.Options{Folder: t.TempDir(), Clock: (&clock{morning}).now, Roles: []string{"REPORTER"}, LockWait: 300 * time.Millisecond}
	for _, c := range change {
		c(&o)
	}
	a, err := account.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func login(t *testing.T, a *account.Account) *account.Session {
	t.Helper()
	s, err := a.Session(account.SessionOptions{User: "u", Database: "test", Schema: "public", Warehouse: "compute_wh"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// ask runs a statement and prints its rows: cells between |, rows between lines; an error
// as its text.
func ask(t *testing.T, s *account.Session, sql string) string {
	t.Helper()
	r, err := s.Run(context.Background(), account.Request{QueryID: "q", SQL: sql})
	if err != nil {
		var e *account.Error
		if !errors.As(err, &e) {
			t.Fatalf("%s: %v is no *Error", sql, err)
		}
		return err.Error()
	}
	var lines []string
	for _, row := range r.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			switch v := v.(type) {
			case time.Time:
				cells[i] = strings.TrimSuffix(v.UTC().Format("2006-01-02 15:04:05"), " 00:00:00")
			default:
				cells[i] = fmt.Sprint(v)
			}
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

// A turn is a statement and what it gives. A want that ends in ... is a beginning.
type turn struct{ sql, want string }

func play(t *testing.T, s *account.Session, turns ...turn) {
	t.Helper()
	for _, x := range turns {
		got := ask(t, s, x.sql)
		if begin, ok := strings.CutSuffix(x.want, "..."); ok {
			if !strings.HasPrefix(got, begin) {
				t.Errorf("%s\n got %s\nwant %s", x.sql, got, x.want)
			}
		} else if got != x.want {
			t.Errorf("%s\n got %s\nwant %s", x.sql, got, x.want)
		}
	}
}

func TestCore(t *testing.T) {
	s := login(t, open(t))
	play(t, s,
		turn{"create schema if not exists marts", "Schema MARTS successfully created."},
		turn{`create or replace table "MARTS"."T" as select 1 as id, 'a' as name -- the end`, "Table T successfully created."},
		turn{"select * from marts.t", "1|a"},
		turn{"create view marts.v as select id, name from marts.t", "View V successfully created."},
		turn{"insert into t (id, name) values (2, 'b'), (3, null)", "2"},
		turn{"select id from v order by id desc", "3\n2\n1"},
		turn{"begin", "Statement executed successfully."},
		turn{"delete from t where id > 1", "2"},
		turn{"rollback", "Statement executed successfully."},
		turn{"select count(*) from t", "3"},
		turn{"drop view if exists v", "V successfully dropped."},
		turn{"drop table t", "T successfully dropped."},
		turn{"select * from t", "002003 (42S02): SQL compilation error:\nObject 'T' does not exist or not authorized."},
	)
}

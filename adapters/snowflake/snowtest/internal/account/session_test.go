package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// TestRowTypes: what the wire tells the driver about columns. Sources: reference 2.2 (text
// lengths) and 3.1.
func TestRowTypes(t *testing.T) {
	s := login(t, open(t))
	play(t, s, turn{"create table t (i int, n number(12,2), v varchar(5), b boolean, f float, d date, at timestamp_tz, j object, x binary not null)", "Table T successfully created."})
	r, err := s.Run(t.Context(), account.Request{SQL: "select * from t", DescribeOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []account.Column{
		{Name: "I", Type: "FIXED", Precision: 38, Nullable: true}, {Name: "N", Type: "FIXED", Precision: 12, Scale: 2, Nullable: true}, {Name: "V", Type: "TEXT", Length: 5, Nullable: true},
		{Name: "B", Type: "BOOLEAN", Nullable: true}, {Name: "F", Type: "REAL", Nullable: true}, {Name: "D", Type: "DATE", Nullable: true}, {Name: "AT", Type: "TIMESTAMP_TZ", Scale: 9, Nullable: true},
		{Name: "J", Type: "OBJECT", Nullable: true}, {Name: "X", Type: "BINARY", Length: 8388608},
	}
	for i, c := range r.Columns {
		if c != want[i] {
			t.Errorf("got %+v, want %+v", c, want[i])
		}
	}
	r, err = s.Run(t.Context(), account.Request{SQL: "select i::varchar, v::varchar(3) as w, count(*) from t group by all"})
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Columns[0]; c.Name != "I::VARCHAR" || c.Length != 134217728 {
		t.Errorf("%+v", c)
	}
	if c := r.Columns[1]; c.Name != "W" || c.Length != 3 {
		t.Errorf("%+v", c)
	}
	if c := r.Columns[2]; c.Name != "COUNT(*)" || c.Precision != 18 {
		t.Errorf("%+v", c)
	}
}

func TestBinds(t *testing.T) {
	s := login(t, open(t))
	one, two, day := "1", "x", "86400000"
	r, err := s.Run(t.Context(), account.Request{SQL: "select ? + 1, ? || 'y', ?", Binds: []account.Bind{{Type: "FIXED", Value: &one}, {Type: "TEXT", Value: &two}, {Type: "DATE", Value: &day}}})
	if err != nil {
		t.Fatal(err)
	}
	if row := r.Rows[0]; row[0] != int64(2) || row[1] != "xy" || !row[2].(time.Time).Equal(time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%v", row)
	}
	play(t, s, turn{"create table t (a int, b varchar)", "Table T successfully created."})
	if _, err := s.Run(t.Context(), account.Request{SQL: "insert into t values (?, ?)", Binds: []account.Bind{{Type: "FIXED", Array: []*string{&one, nil}}, {Type: "TEXT", Array: []*string{&two, &two}}}}); err != nil {
		t.Fatal(err)
	}
	play(t, s, turn{"select * from t order by a", "1|x\n<nil>|x"})
}

func TestLogin(t *testing.T) {
	a := open(t)
	var e *account.Error
	if _, err := a.Session(account.SessionOptions{User: "u", Database: "nope", Validate: true}); !errors.As(err, &e) || e.Number != 390201 {
		t.Errorf("%v", err)
	}
	s, err := a.Session(account.SessionOptions{User: "u", Database: "nope"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	play(t, s, turn{"create table t (i int)", "090105 (22000)..."}, turn{"use test.public", okay}, turn{"create table t (i int)", "Table T successfully created."},
		turn{"select * from t", "000606 (57P03)..."}, turn{"select 1", "1"}, turn{"use role reporter", okay}, turn{"select current_role()", "REPORTER"})
}

// TestCancel: a cancelled statement is 000604 and its transaction goes on.
func TestCancel(t *testing.T) {
	s := login(t, open(t))
	play(t, s, turn{"create table t (i int)", "Table T successfully created."}, turn{"begin", okay}, turn{"insert into t values (1)", "1"})
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	_, err := s.Run(ctx, account.Request{SQL: "insert into t select count(*) from table(generator(rowcount => 1000000)) a, table(generator(rowcount => 1000000)) b where a.\"$SEQ\" + b.\"$SEQ\" > 5"})
	var e *account.Error
	if !errors.As(err, &e) || e.Number != 604 {
		t.Fatalf("%v", err)
	}
	play(t, s, turn{"commit", okay}, turn{"select count(*) from t", "1"})
}

// TestViews: a view of a table that got wider fails when it is read (reference 2.2).
func TestViews(t *testing.T) {
	s := login(t, open(t))
	play(t, s, turn{"create table t as select 1 as a", "Table T successfully created."}, turn{"create secure view v copy grants comment = 'c' as select * from t", "View V successfully created."},
		turn{"select a from v", "1"}, turn{"alter table t add column b int", okay}, turn{"select * from v", "002057 (42601): SQL compilation error:\nView definition for 'TEST.PUBLIC.V' declared 1 column(s), but view query produces 2 column(s)."},
		turn{"create or replace view v (x comment 'the x', y) as select * from t", "View V successfully created."}, turn{"select y, x from v", "<nil>|1"},
		turn{"drop table t", "T successfully dropped."}, turn{"select * from v", "002037 (42601)..."})
}

package snowflake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

func TestRelations(t *testing.T) {
	server := serve(t, snowtest.Options{})
	a := open(t, at(server, nil))
	s := newSession(t, a)
	for _, sql := range []string{
		"create schema marts", `create schema "Odd"`, "create transient table marts.b (x integer)", "create view marts.a as select 1 as x",
		`create table "Odd"."Mixed Case" (x integer)`, `create table marts."ORDER" (x integer)`, "create temporary table marts.passing (x integer)",
		"create dynamic table marts.d target_lag = '1 hour' warehouse = " + snowtest.DefaultWarehouse + " as select x from marts.b",
	} {
		run(t, s, sql)
	}
	const db = snowtest.DefaultDatabase
	marts := []engine.Existing{
		{Relation: engine.Relation{Database: db, Schema: "marts", Name: "a"}, Type: engine.ViewType},
		{Relation: engine.Relation{Database: db, Schema: "marts", Name: "b"}, Type: engine.TableType},
		{Relation: engine.Relation{Database: db, Schema: "marts", Name: "d"}, Type: engine.TableType},
		{Relation: engine.Relation{Database: db, Schema: "marts", Name: "order"}, Type: engine.TableType},
	}
	odd := engine.Existing{Relation: engine.Relation{Database: db, Schema: `"Odd"`, Name: `"Mixed Case"`}, Type: engine.TableType}
	for what, c := range map[string]struct {
		schemas    []string
		want       []engine.Existing
		statements int
	}{
		"one schema, twice":   {[]string{"marts", "marts"}, marts, 1},
		"another case":        {[]string{"MARTS"}, marts, 1},
		"two, one is missing": {[]string{"marts", "none_such"}, marts, 2},
		"all":                 {nil, append([]engine.Existing{odd}, marts...), 1},
		"none":                {[]string{}, nil, 0},
	} {
		n := server.StatementCount()
		got, err := a.Relations(context.Background(), c.schemas)
		must(t, err)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
		if sent := server.StatementCount() - n; sent != c.statements {
			t.Errorf("%s: %d statements", what, sent)
		}
	}
}

// A schema of more objects than SHOW gives at once is read page for page.
func TestRelationsByPages(t *testing.T) {
	server := serve(t, snowtest.Options{})
	a := open(t, at(server, nil))
	s := newSession(t, a)
	var want []string
	for i := range 7 {
		name := fmt.Sprintf("t%d", i)
		want = append(want, name)
		run(t, s, "create table public."+name+" (x integer)")
	}
	for _, size := range []int{1, 2, 3, 7, 8} {
		found, err := snowflake.List(context.Background(), a, "public", size)
		must(t, err)
		var got []string
		for _, e := range found {
			got = append(got, e.Relation.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages of %d: %s", size, diff)
		}
	}
}

func TestColumns(t *testing.T) {
	server := serve(t, snowtest.Options{})
	a := open(t, at(server, nil))
	s := newSession(t, a)
	run(t, s, `create table public.t (id integer not null, name varchar(10), "Mixed" decimal(10, 2), at timestamp_ntz, f double, v variant, d date, b boolean, bin binary)`)
	columns, err := a.Columns(context.Background(), engine.Relation{Schema: "public", Name: "t"})
	must(t, err)
	var got []string
	for _, c := range columns {
		text := c.Name + " " + c.DataType
		if len(c.Constraints) > 0 {
			text += " " + c.Constraints[0].Type
		}
		got = append(got, text)
	}
	want := "id NUMBER(38,0) not_null, name VARCHAR, \"Mixed\" NUMBER(10,2), at TIMESTAMP_NTZ, f FLOAT, v VARIANT, d DATE, b BOOLEAN, bin BINARY"
	if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
		t.Error(diff)
	}
	// A query's columns have the same names and types.
	rows, err := s.Query(context.Background(), engine.Statement{SQL: "select * from public.t"})
	must(t, err)
	for i, c := range rows.Columns() {
		if c.Name != columns[i].Name || c.DataType != columns[i].DataType {
			t.Errorf("in a query %s %s", c.Name, c.DataType)
		}
	}
	must(t, rows.Close())
}

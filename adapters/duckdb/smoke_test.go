package duckdb_test

import (
	"context"
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	a, err := duckdb.New().Open(ctx, engine.Target{Name: "dev", Settings: map[string]any{"path": "target/dev.duckdb", "memory_limit": "1GB"}}, adapters.Options{Root: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Session(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"create schema x", "create table x.t as select 1 a, 'b' b, 2.50::decimal(5,2) c", "create view x.v as select * from x.t", "create view x.w as select cast(a as date) from (select b as a from x.t)"} {
		if _, err := s.Exec(ctx, engine.Statement{SQL: q}); err != nil {
			t.Error(err)
		}
	}
	for _, q := range []string{"select * from\n x.w", "select q from x.t", "select * from x.nos", "select\tx, éa from x.t", "select 1 from x.t where bb = 1 and cc=2"} {
		r, err := s.Query(ctx, engine.Statement{SQL: q})
		t.Logf("%v %#v", r, err)
	}
	r, err := a.Relations(ctx, []string{"X"})
	t.Log(r, err)
	for _, n := range []string{"t", "v", "w", "none"} {
		c, err := a.Columns(ctx, engine.Relation{Schema: "x", Name: n})
		t.Log(c, err)
	}
	c, err := a.Columns(ctx, engine.Relation{Schema: "xx", Name: "t"})
	t.Log(c, err)
	c, err = a.Columns(ctx, engine.Relation{Database: "db", Schema: "xx", Name: "t"})
	t.Log(c, err)
	t.Log(s.Close(), a.Close())
}

package duckdb_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
)

// A view over something that is gone exists: its columns are an error, not none.
func TestColumnsOfBrokenView(t *testing.T) {
	a := open(t, map[string]any{"path": ":memory:"})
	s := sessionOf(t, a)
	ctx := context.Background()
	for _, sql := range []string{"create schema x", "create table x.t as select 1 as a, 2 as b", "create view x.v as select * from x.t", "create view x.w as select b from x.t", "drop table x.t"} {
		if _, err := s.Exec(ctx, engine.Statement{SQL: sql}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"v", "w"} {
		columns, err := a.Columns(ctx, engine.Relation{Schema: "x", Name: name})
		if engine.DatabaseErrorKind(err) != engine.BindError {
			t.Errorf("%s: got %v, %v", name, columns, err)
		}
	}
	for _, r := range []engine.Relation{{Schema: "x", Name: "t"}, {Schema: "y", Name: "t"}, {Database: "z", Schema: "x", Name: "t"}, {Name: "t"}} {
		if columns, err := a.Columns(ctx, r); err != nil || columns != nil {
			t.Errorf("%s: got %v, %v", r, columns, err)
		}
	}
}

func TestColumnsConstraints(t *testing.T) {
	a := open(t, map[string]any{"path": ":memory:"})
	if _, err := sessionOf(t, a).Exec(context.Background(), engine.Statement{SQL: "create table t (a int not null, b decimal(9, 2))"}); err != nil {
		t.Fatal(err)
	}
	got, err := a.Columns(context.Background(), engine.Relation{Schema: "MAIN", Name: "T"})
	want := []engine.Column{
		{Name: "a", DataType: "INTEGER", Constraints: []engine.Constraint{{Type: "not_null"}}},
		{Name: "b", DataType: "DECIMAL(9,2)"},
	}
	if err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v: %s", err, cmp.Diff(want, got))
	}
}

func BenchmarkCatalog(b *testing.B) {
	a := open(b, map[string]any{"path": ":memory:"})
	s := sessionOf(b, a)
	ctx := context.Background()
	for i := range 2000 {
		if _, err := s.Exec(ctx, engine.Statement{SQL: fmt.Sprintf("create table t%d (a int, b int, c text)", i)}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("columns", func(b *testing.B) {
		for b.Loop() {
			if c, err := a.Columns(ctx, engine.Relation{Schema: "main", Name: "t7"}); err != nil || len(c) != 3 {
				b.Fatal(c, err)
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		for b.Loop() {
			if r, err := a.Relations(ctx, []string{"main"}); err != nil || len(r) != 2000 {
				b.Fatal(len(r), err)
			}
		}
	})
	b.Run("session", func(b *testing.B) {
		for b.Loop() {
			s, err := a.Session(ctx)
			if err != nil {
				b.Fatal(err)
			}
			_ = s.Close()
		}
	})
	b.Run("select 1", func(b *testing.B) {
		for b.Loop() {
			all(b, s, "select 1")
		}
	})
}

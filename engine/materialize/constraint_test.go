package materialize_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

// promised gives a build a contract with every kind of constraint.
func promised(b *materialize.Build) {
	m := b.Node.(*engine.Model)
	m.Columns = []engine.Column{
		{Name: "id", DataType: "bigint", Constraints: []engine.Constraint{{Type: engine.NotNull}, {Type: engine.PrimaryKey, Name: "key"}}},
		{Name: "n", DataType: "integer", Constraints: []engine.Constraint{
			{Type: engine.Check, Expression: "n > 0"},
			{Type: engine.ForeignKey, To: `ref "shops"`, Target: engine.Relation{Schema: "marts", Name: "shops"}, ToColumns: []string{"shop_id"}},
		}},
	}
	if b.Dialect.Name() == "snowflake" {
		m.Columns[1].Constraints = append(m.Columns[1].Constraints, engine.Constraint{Type: engine.Custom, Expression: "set masking policy hide"})
	}
	m.Constraints = []engine.Constraint{{Type: engine.Unique, Columns: []string{"id", "n"}}}
	m.Config.ContractEnforced = true
	b.Config = m.Config
	b.QueryColumns = []engine.Column{{Name: "id", DataType: "BIGINT"}, {Name: "n", DataType: "DECIMAL(12,2)"}}
}

// TestGoldenConstraints shows how tables get their constraints, on both databases.
func TestGoldenConstraints(t *testing.T) {
	for _, d := range []dialect{"duckdb", "snowflake"} {
		for _, materialized := range []string{"table", "incremental", "load", "view"} {
			name := materialized + "." + string(d) + ".constraints"
			t.Run(name, func(t *testing.T) {
				b := build(d, materialized)
				promised(&b)
				b.Gated = true
				if d == "snowflake" && materialized == "load" {
					handOver(&b)
					b.Gated = false
				}
				golden(t, name, show(t, b))
			})
		}
	}
}

// TestBreaches shows the questions that find the rows which break a constraint.
func TestBreaches(t *testing.T) {
	text := ""
	for _, standing := range []bool{false, true} {
		b := build("duckdb", "incremental")
		promised(&b)
		b.Gated = !standing
		b.Config.UniqueKey = []string{"id"}
		if standing {
			b.Existing = &engine.Existing{Relation: b.Relation, Type: engine.TableType}
		}
		all := append(materialize.Breaches(b, nil), materialize.Orphans(b, b.Relation)...)
		if len(all) != 5 {
			t.Fatalf("%d questions, and 5 constraints", len(all))
		}
		for _, breach := range all {
			text += "-- " + breach.Constraint.String() + "\n" + breach.Ask.SQL + ";\n"
		}
	}
	golden(t, "constraints.duckdb.breaches", text)
}

// TestUnconstrained looks at what has no constraints to apply.
func TestUnconstrained(t *testing.T) {
	for name, change := range map[string]func(*materialize.Build){
		"no contract": func(b *materialize.Build) { b.Config.ContractEnforced = false },
		"a view":      func(b *materialize.Build) { b.Node.(*engine.Model).Config.Materialized = "view" },
		"a seed":      func(b *materialize.Build) { b.Node = &engine.Seed{} },
	} {
		b := build("duckdb", "table")
		promised(&b)
		if !materialize.Constrained(b) {
			t.Fatal("the table has no constraints")
		}
		if change(&b); materialize.Constrained(b) || len(materialize.Breaches(b, nil)) > 0 {
			t.Errorf("%s has constraints", name)
		}
	}
}

// TestRefusedRows makes the rows of a new table anew, without constraints, where the
// database has thrown them away: that is where it holds constraints while it fills it.
func TestRefusedRows(t *testing.T) {
	for name, c := range map[string]struct {
		dialect dialect
		change  func(*materialize.Build)
		want    string
	}{
		"a table":      {"duckdb", func(*materialize.Build) {}, "create or replace table"},
		"no aside":     {"duckdb", func(b *materialize.Build) { b.Gated = false }, ""},
		"no contract":  {"duckdb", func(b *materialize.Build) { b.Config.ContractEnforced = false }, ""},
		"on Snowflake": {"snowflake", func(*materialize.Build) {}, ""},
		"adds": {"duckdb", func(b *materialize.Build) {
			b.Existing = &engine.Existing{Relation: b.Relation, Type: engine.TableType}
		}, ""},
	} {
		b := build(c.dialect, "incremental")
		promised(&b)
		b.Gated = true
		c.change(&b)
		got := materialize.Unconstrained(b)
		if len(got) > 1 || (len(got) == 1) != (c.want != "") {
			t.Fatalf("%s: %v", name, got)
		}
		if c.want == "" {
			continue
		}
		if sql := got[0].SQL; !strings.HasPrefix(sql, c.want) || strings.Contains(sql, "not null") || !strings.Contains(sql, materialize.AsideName(b.Relation).Name) {
			t.Errorf("%s: %s", name, sql)
		}
		at := materialize.AsideName(b.Relation)
		for _, breach := range materialize.Breaches(b, &at) {
			if !strings.Contains(breach.Ask.SQL, at.Name) {
				t.Errorf("%s is asked of the query: %s", breach.Constraint, breach.Ask.SQL)
			}
		}
	}
}

package materialize_test

import (
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
		all := append(materialize.Breaches(b), materialize.Orphans(b, b.Relation)...)
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
		if change(&b); materialize.Constrained(b) || len(materialize.Breaches(b)) > 0 {
			t.Errorf("%s has constraints", name)
		}
	}
}

package quality_test

import (
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/quality"
)

// promised is a model under a contract.
func promised(version, materialized string, columns ...engine.Column) *engine.Model {
	m := &engine.Model{Columns: columns, Version: version}
	m.ID, m.Name = "model.shop.orders", "orders"
	m.Config.ContractEnforced, m.Config.Materialized = true, materialized
	return m
}

func column(name, dataType string, constraints ...string) engine.Column {
	c := engine.Column{Name: name, DataType: dataType}
	for _, t := range constraints {
		c.Constraints = append(c.Constraints, engine.Constraint{Type: t, Expression: map[string]string{"check": "id > 0"}[t]})
	}
	return c
}

func TestBreaking(t *testing.T) {
	ended := promised("1", "table", column("id", "integer"))
	ended.Deprecated = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	off := promised("", "table", column("id", "integer"))
	off.Config.ContractEnforced = false
	keyed := promised("2", "table", column("id", "integer"), column("n", "integer"))
	keyed.Constraints = []engine.Constraint{{Type: engine.Unique, Columns: []string{"id", "n"}}}
	for _, c := range []struct {
		name          string
		before, after *engine.Model
		dialect       string
		want          []string
	}{
		{"the same", promised("1", "table", column("id", "integer")), promised("1", "table", column("ID", "int")), "duckdb", nil},
		{"a column more", promised("1", "table", column("id", "integer")), promised("1", "table", column("id", "integer"), column("n", "text")), "duckdb", nil},
		{"a column less", promised("1", "table", column("id", "integer"), column("n", "text")), promised("1", "table", column("id", "integer")), "duckdb",
			[]string{"error orders no longer has the column n (text)"}},
		{"another size", promised("1", "table", column("id", "decimal(4,2)")), promised("1", "table", column("id", "numeric(9,3)")), "duckdb", nil},
		{"another type", promised("", "table", column("id", "bigint")), promised("", "table", column("id", "varchar")), "duckdb",
			[]string{"warning the column id of orders was bigint, and is varchar"}},
		{"one name for whole numbers", promised("", "table", column("id", "bigint")), promised("", "table", column("id", "integer")), "snowflake", nil},
		{"turned off", promised("", "table", column("id", "integer")), off, "duckdb", []string{"warning the contract of orders is no longer enforced"}},
		{"gone", promised("1", "table", column("id", "integer")), nil, "duckdb", []string{"error the model orders is gone"}},
		{"gone in time", ended, nil, "duckdb", nil},
		{"a constraint less", promised("1", "table", column("id", "integer", "not_null", "check")), promised("1", "table", column("id", "integer", "check")), "duckdb",
			[]string{"error the constraint not_null (id) of orders is no longer enforced"}},
		{"one that was never enforced", promised("1", "table", column("id", "integer", "unique", "check")), promised("1", "table", column("id", "integer")), "snowflake", nil},
		{"of the whole model", keyed, promised("2", "table", column("id", "integer"), column("n", "integer")), "duckdb",
			[]string{"error the constraint unique (id, n) of orders is no longer enforced"}},
		{"a view now", promised("1", "table", column("id", "integer", "unique")), promised("1", "view", column("id", "integer", "unique")), "duckdb",
			[]string{"error orders was a table with constraints, and is a view without"}},
		{"a view before", promised("1", "view", column("id", "integer", "unique")), promised("1", "view", column("id", "integer")), "duckdb", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &engine.Manifest{Nodes: map[engine.NodeID]engine.Node{}}
			if c.after != nil {
				m.Nodes[c.after.ID] = c.after
			}
			earlier := map[engine.NodeID]*engine.Model{c.before.ID: c.before}
			now := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
			readers := []string{"a", "b", "c", "d", "e", "f"}
			problems := quality.Breaking(earlier, m, c.dialect, now, func(engine.NodeID) []string { return readers })
			var got []string
			for _, d := range problems {
				got = append(got, d.Severity.String()+" "+strings.TrimPrefix(d.Summary, "breaking change: "))
				if !strings.HasSuffix(d.Hint, "; tell a, b, c, d, e and 1 more") {
					t.Errorf("the hint names no readers: %s", d.Hint)
				}
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

package quality_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/quality"
)

func TestSample(t *testing.T) {
	columns := []engine.Column{{Name: "id"}, {Name: "email"}, {Name: "value_field"}}
	rows := [][]any{{int64(1), "ann@example.com", "x"}, {int64(2), nil, nil}}
	model := &engine.Model{Columns: []engine.Column{{Name: "EMAIL", Tags: []string{"pii"}}, {Name: "id", Meta: map[string]any{"sensitive": "no"}}}}
	got := quality.Sample(columns, rows, 5, quality.Sensitive(model))
	const want = "id  email  value_field\n1   ***    ***\n2   NULL   NULL\n... and 3 more rows\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := quality.Sample(columns, rows[:1], 1, quality.Sensitive(&engine.Model{})); !strings.Contains(got, "ann@example.com") || strings.Contains(got, "more") {
		t.Errorf("nothing is sensitive:\n%s", got)
	}
	var wide []engine.Column
	var values []any
	for _, name := range strings.Fields("a b c d e f g h i j") {
		wide, values = append(wide, engine.Column{Name: name}), append(values, name)
	}
	if got := quality.Sample(wide, [][]any{values}, 1, quality.Secrecy{}); !strings.Contains(got, "(2 more columns)") || strings.Contains(got, "i") {
		t.Errorf("a wide table:\n%s", got)
	}
}

func TestSameType(t *testing.T) {
	for _, x := range []struct {
		dialect, declared, found string
		want                     bool
	}{
		{"duckdb", "text", "VARCHAR", true},
		{"duckdb", "varchar(20)", "VARCHAR", true},
		{"duckdb", "int", "INTEGER", true},
		{"duckdb", "bigint", "INTEGER", false},
		{"duckdb", "decimal", "DECIMAL(18,3)", true},
		{"duckdb", "numeric(12, 2)", "DECIMAL(12,2)", true},
		{"duckdb", "decimal(12)", "DECIMAL(12,0)", true},
		{"duckdb", "decimal(12, 2)", "DECIMAL(12,3)", false},
		{"duckdb", "timestamp with time zone", "TIMESTAMP WITH TIME ZONE", true},
		{"duckdb", "timestamptz", "TIMESTAMP", false},
		{"duckdb", "struct(a integer)", "STRUCT(a INTEGER)", true},
		{"duckdb", "integer[]", "INTEGER[]", true},
		{"duckdb", "integer[]", "VARCHAR[]", false},
		{"snowflake", "bigint", "NUMBER(38,0)", true},
		{"snowflake", "text", "VARCHAR(16777216)", true},
		{"snowflake", "decimal(12, 2)", "NUMBER(12,2)", true},
		{"snowflake", "timestamp", "TIMESTAMP_NTZ(9)", true},
		{"snowflake", "date", "TIMESTAMP_NTZ(9)", false},
		{"snowflake", "double", "FLOAT", true},
	} {
		if got := quality.SameType(x.dialect, x.declared, x.found); got != x.want {
			t.Errorf("on %s, %s is %s: %v", x.dialect, x.declared, x.found, got)
		}
	}
}

// Package quality writes the SQL of data tests and gives their verdict, in dbt's
// words and with dbt's defaults. It is pure text: it sends nothing.
package quality

import (
	"fmt"
	"strings"

	"github.com/martsql/mart/engine"
)

// alias names the subquery of the tested rows; warn_if, error_if and fail_calc of
// people who come from dbt may mention it.
const alias = "dbt_internal_test"

// TestSQL is the query of a test: one row (failures, should_warn, should_error).
// compiled is the test's own query, whose rows are failures.
func TestSQL(t *engine.Test, compiled engine.Compiled, _ engine.Dialect) engine.Statement {
	c := t.Config
	calc := orDefault(c.FailCalc, "count(*)")
	head := fmt.Sprintf("select\n  %s as failures,\n  %s %s as should_warn,\n  %s %s as should_error\nfrom (\n",
		calc, calc, orDefault(c.WarnIf, "!= 0"), calc, orDefault(c.ErrorIf, "!= 0"))
	tail := "\n) as " + alias
	if c.Limit > 0 {
		head += "select * from (\n"
		tail = fmt.Sprintf("\n) as dbt_limited limit %d%s", c.Limit, tail)
	}
	return around(compiled, head, tail)
}

// TogetherSQL asks several tests in one query: a row each, that begins with the test's
// place in the list. Its errors lead to no test: ask each by itself then.
func TogetherSQL(tests []engine.Statement) engine.Statement {
	parts := make([]string, len(tests))
	for i, t := range tests {
		parts[i] = fmt.Sprintf("select %d as test, failures, should_warn, should_error from (\n%s\n) as test_%d", i, t.SQL, i)
	}
	return engine.Statement{SQL: strings.Join(parts, "\nunion all\n"), Tag: "test"}
}

// DecodeTogether sorts the rows of TogetherSQL by test, as Decode reads them.
func DecodeTogether(rows [][]any) ([][]any, error) {
	out := make([][]any, len(rows))
	for _, row := range rows {
		if len(row) != 4 {
			return nil, fmt.Errorf("a query of several tests gives four columns, not %d", len(row))
		}
		at, err := count(row[0])
		if err != nil || at < 0 || at >= int64(len(out)) || out[at] != nil {
			return nil, fmt.Errorf("a query of several tests gives each a row, and not one for %v", row[0])
		}
		out[at] = row[1:]
	}
	return out, nil
}

// SampleSQL asks for the first n failing rows, for people to look at.
func SampleSQL(_ *engine.Test, compiled engine.Compiled, n int) engine.Statement {
	return around(compiled, "select * from (\n", fmt.Sprintf("\n) as %s limit %d", alias, n))
}

// around puts text before and after the compiled SQL, which stays on lines of its own
// and leads back to its template.
func around(compiled engine.Compiled, before, after string) engine.Statement {
	body := strings.TrimRight(compiled.SQL, "; \t\r\n")
	return engine.Statement{SQL: before + body + after, Tag: "test", Offset: len(before), Map: compiled.Map}
}

// Where is the relation of a generic test under its `where`: the relation itself, or a
// subquery with the alias dbt_subquery.
func Where(relation, where string) string {
	if strings.TrimSpace(where) == "" {
		return relation
	}
	return "(select * from " + relation + " where " + where + "\n) dbt_subquery"
}

func orDefault(s, otherwise string) string {
	if strings.TrimSpace(s) == "" {
		return otherwise
	}
	return s
}

package quality

import "github.com/martsql/mart/engine"

// TestSQL is the query of a test: one row (failures, should_warn, should_error).
// compiled is the test's own query, whose rows are failures.
func TestSQL(t *engine.Test, compiled engine.Compiled, d engine.Dialect) engine.Statement {
	return engine.Statement{}
}

// Decode reads the one row of TestSQL.
func Decode(values []any) (failures int64, shouldWarn, shouldError bool, err error) {
	return 0, false, false, nil
}

// Verdict is the status and the message of a test. severity is error or warn; empty
// is error.
func Verdict(severity string, failures int64, shouldWarn, shouldError bool) (engine.Status, string) {
	return engine.Pass, ""
}

// Where is the relation of a generic test under its `where`: the relation itself, or a
// subquery with the alias dbt_subquery.
func Where(relation, where string) string { return relation }

// SampleSQL asks for the first n failing rows.
func SampleSQL(t *engine.Test, compiled engine.Compiled, n int) engine.Statement {
	return engine.Statement{}
}

// FailuresSchema is where failing rows are kept when store_failures asks for it.
const FailuresSchema = "test_failures"

// FailuresRelation is the table of a test's failing rows.
func FailuresRelation(t *engine.Test, database, schemaPrefix string) engine.Relation {
	return engine.Relation{}
}

// StoreSQL replaces the table of a test's failing rows.
func StoreSQL(t *engine.Test, compiled engine.Compiled, d engine.Dialect, r engine.Relation) []engine.Statement {
	return nil
}

// Name is the name of a generic test without one of its own, as dbt makes it:
// not_null_orders_id, accepted_values_orders_status__open__paid. A long one is cut and
// gets a hash of the whole.
func Name(macro, node, column string, args map[string]any) string { return "" }

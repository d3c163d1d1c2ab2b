package quality

import (
	"strings"

	"github.com/martsql/mart/engine"
)

// FailuresSchema is where failing rows are kept when store_failures asks for it.
const FailuresSchema = "test_failures"

// FailuresRelation is the table of a test's failing rows: config schema and alias, or
// test_failures and the test's name. schemaPrefix is the target's.
func FailuresRelation(t *engine.Test, database, schemaPrefix string) engine.Relation {
	schema, name := FailuresSchema, t.Name
	if t.Config.Schema != "" {
		schema = t.Config.Schema
	}
	if t.Config.Alias != "" {
		name = t.Config.Alias
	}
	if t.Config.Database != "" {
		database = t.Config.Database
	}
	return engine.Relation{Database: database, Schema: schemaPrefix + schema, Name: name}
}

// Stores reports whether the test keeps its failing rows: its own setting, or else the
// flag.
func Stores(t *engine.Test, flag bool) bool {
	switch as, _ := t.Config.Values["store_failures_as"].(string); strings.ToLower(as) {
	case "table", "view":
		return true
	case "ephemeral":
		return false
	}
	if t.Config.StoreFailures != nil {
		return *t.Config.StoreFailures
	}
	return flag
}

// StoreSQL replaces the table (or the view: store_failures_as) of a test's failing
// rows. earlier is what stands there, if anything. Ask TestSQL of FromStored
// afterwards, so that the test's query runs once.
func StoreSQL(t *engine.Test, compiled engine.Compiled, d engine.Dialect, r engine.Relation, earlier ...engine.Existing) []engine.Statement {
	want := engine.TableType
	if as, _ := t.Config.Values["store_failures_as"].(string); strings.EqualFold(as, "view") {
		want = engine.ViewType
	}
	var out []engine.Statement
	for _, e := range earlier {
		if e.Type != want {
			out = append(out, engine.Statement{SQL: "drop " + string(e.Type) + " if exists " + d.Relation(e.Relation), Tag: "test"})
		}
	}
	return append(out, around(compiled, "create or replace "+string(want)+" "+d.Relation(r)+" as\n", ""))
}

// DropSQL drops the table or view of kept rows of a test that has none to keep.
func DropSQL(t *engine.Test, d engine.Dialect, r engine.Relation) engine.Statement {
	kind := engine.TableType
	if as, _ := t.Config.Values["store_failures_as"].(string); strings.EqualFold(as, "view") {
		kind = engine.ViewType
	}
	return engine.Statement{SQL: "drop " + string(kind) + " if exists " + d.Relation(r), Tag: "test"}
}

// FromStored is the query of a test's kept rows, to be used as its compiled SQL.
func FromStored(t *engine.Test, d engine.Dialect, r engine.Relation) engine.Compiled {
	return engine.Compiled{ID: t.ID, SQL: "select * from " + d.Relation(r)}
}

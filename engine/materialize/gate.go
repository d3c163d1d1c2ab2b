package materialize

import "github.com/martsql/mart/engine"

// Reject gives the statements that keep a build which its tests refused, as
// <name>__rejected, for people to look at: the build itself, or of a build that adds, the
// rows that were not added. earlier is what already stands there.
func Reject(b Build, earlier *engine.Existing) []engine.Statement {
	var out []engine.Statement
	if earlier != nil {
		out = append(out, Drop(b, *earlier))
	}
	rejected := RejectedName(b.Relation)
	switch {
	case b.Handover != nil && (Adds(b) || b.Existing != nil && b.stands(engine.TableType) && sameColumns(b.ExistingColumns, WarehouseColumns(b.Handover.Columns))):
		// The rows are still on the stage.
		fresh := WarehouseColumns(b.Handover.Columns)
		out = append(out, own(TagCleanup, "create table ", b.rel(rejected), " (", b.columnList(fresh), ")"))
		return append(out, b.copyInto(b.rel(rejected), b.Handover.Columns, RowsPart, b.Handover.Rows)...)
	case b.Handover != nil:
		return append(out, own(TagCleanup, "create table ", b.rel(rejected), " clone ", b.rel(b.HandoverAside())))
	case Adds(b) && b.Config.Materialized == engine.MaterializedIncremental:
		return append(out, own(TagCleanup, "create table ", b.rel(rejected), " as select * from ", b.rel(b.batch())))
	case Adds(b):
		return append(out, b.around(TagCleanup, "create table "+b.rel(rejected)+" as", ""))
	}
	kind, to := "table ", b.Dialect.Quote(rejected.Name)
	if b.Config.Materialized == engine.MaterializedView {
		kind = "view "
	}
	if b.snowflake() {
		to = b.rel(rejected)
	}
	return append(out, own(TagCleanup, "alter ", kind, b.aside(), " rename to ", to))
}

// Drop drops what stands in a place.
func Drop(b Build, e engine.Existing) engine.Statement { return b.drop(TagCleanup, e) }

package materialize

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// planView makes the view aside when tests are to look at it first. Otherwise there is
// nothing to do before Publish: a view is one statement.
func planView(b Build) (Steps, diag.List) {
	steps := Steps{Prepare: b.prepare()}
	if !b.Gated {
		return steps, nil
	}
	aside := AsideName(b.Relation)
	steps.Build = []engine.Statement{b.around(TagPublish, "create or replace view "+b.aside()+" as", "")}
	steps.Aside = &aside
	steps.Cleanup = []engine.Statement{own(TagCleanup, "drop view if exists ", b.aside())}
	return steps, nil
}

// publishView replaces the view. A table of that name goes first.
func publishView(b Build) ([]engine.Statement, diag.List) {
	var out []engine.Statement
	if b.stands(engine.TableType) {
		out = append(out, b.drop(TagPublish, *b.Existing))
	}
	kind, after := "view ", " as"
	if b.snowflake() {
		if b.flag("secure") {
			kind = "secure view "
		}
		if b.flag("copy_grants") {
			after = " copy grants as"
		}
	}
	out = append(out, b.around(TagPublish, "create or replace "+kind+b.target()+after, ""))
	out = append(out, b.comments("view")...)
	return append(out, b.PostHooks...), nil
}

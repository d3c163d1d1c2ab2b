package materialize

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// planTable makes the table aside when tests are to look at it first. Without a gate
// the replacement is one atomic statement, and all of it is in Publish.
func planTable(b Build) (Steps, diag.List) {
	steps := Steps{Prepare: b.prepare()}
	if !b.Gated {
		return steps, nil
	}
	aside := AsideName(b.Relation)
	steps.Build = b.createFilled(TagBuild, b.aside())
	steps.Aside = &aside
	steps.Cleanup = []engine.Statement{own(TagCleanup, "drop table if exists ", b.aside())}
	return steps, nil
}

// publishTable puts the table in place of what stands there.
func publishTable(b Build) ([]engine.Statement, diag.List) {
	var out []engine.Statement
	if b.Gated {
		out = b.swap()
	} else {
		if b.stands(engine.ViewType) {
			out = append(out, b.drop(TagPublish, *b.Existing))
		}
		out = append(out, b.createFilled(TagBuild, b.target())...)
	}
	out = append(out, b.comments("table")...)
	return append(out, b.PostHooks...), nil
}

// createTable is create table as, with the options of the dialect.
func (b Build) createTable(tag, name string) engine.Statement {
	kind, after := "table ", " as"
	if b.snowflake() {
		if b.flag("transient") {
			kind = "transient table "
		}
		if b.flag("copy_grants") {
			after = " copy grants" + after
		}
		if by := b.setting("cluster_by"); len(by) > 0 {
			// Clustering keys are expressions, so they are not quoted.
			after = " cluster by (" + join(by) + ")" + after
		}
	}
	return b.around(tag, "create or replace "+kind+name+after, "")
}

// swap puts the aside table in the place of the target. On DuckDB all of it is in one
// transaction. Snowflake commits at every DDL statement, and replaces a table by a clone
// in one; only a view in the way leaves a moment without the relation.
func (b Build) swap() []engine.Statement {
	if b.snowflake() {
		return b.replaceBy(b.aside())
	}
	var out []engine.Statement
	if b.Existing != nil {
		out = append(out, b.drop(TagPublish, *b.Existing))
	}
	return append(out, own(TagPublish, "alter table ", b.aside(), " rename to ", b.Dialect.Quote(b.Relation.Name)))
}

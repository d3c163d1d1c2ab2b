package materialize

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// The strategies of incremental models.
const (
	appendStrategy     = "append"
	deleteInsert       = "delete+insert"
	mergeStrategy      = "merge"
	overwriteStrategy  = "insert_overwrite"
	mergeTarget        = "DBT_INTERNAL_DEST" // incremental_predicates may name these two
	mergeSource        = "DBT_INTERNAL_SOURCE"
	incrementalDefault = deleteInsert
	snowflakeDefault   = mergeStrategy
)

var strategies = []string{appendStrategy, deleteInsert, mergeStrategy, overwriteStrategy}

// strategy is the configured strategy, or the default of the database, as dbt has it.
func (b Build) strategy() string {
	switch {
	case b.Config.IncrementalStrategy != "":
		return b.Config.IncrementalStrategy
	case b.snowflake():
		return snowflakeDefault
	}
	return incrementalDefault
}

// IsIncremental reports whether a build adds to a table that stands: what the template
// function is_incremental says.
func IsIncremental(b Build) bool {
	return b.Config.Materialized == engine.MaterializedIncremental && b.adds()
}

// Adds reports whether a build adds rows to a table that stands, instead of making a new
// one.
func Adds(b Build) bool {
	m := b.Config.Materialized
	return (m == engine.MaterializedIncremental || m == engine.MaterializedLoad) && b.adds()
}

// Keeps reports whether rows that stand may be there after a build: it adds to them, and
// does not overwrite them all.
func Keeps(b Build) bool {
	all := b.Config.Materialized == engine.MaterializedIncremental && b.strategy() == overwriteStrategy && len(b.Config.IncrementalPredicate) == 0
	return Adds(b) && !all
}

// adds reports whether the target is a table that is to be kept.
func (b Build) adds() bool { return b.stands(engine.TableType) && !b.fullRefresh() }

// planIncremental makes the new rows aside; a first build, a full refresh, and a view
// in the place are built as a table is.
func planIncremental(b Build) (Steps, diag.List) {
	if problems := b.checkIncremental(); problems.HasErrors() {
		return Steps{}, problems
	}
	if !b.adds() {
		return planTable(b)
	}
	aside := b.batch()
	steps := Steps{Prepare: b.prepare(), Aside: &aside}
	kind := "temporary table "
	if b.Gated {
		kind = "table "
	}
	name := b.rel(aside)
	if !b.snowflake() && !b.Gated {
		name = b.Dialect.Quote(aside.Name) // temporary tables have no schema of ours
	}
	steps.Build = []engine.Statement{b.around(TagBuild, "create or replace "+kind+name+" as", "")}
	steps.Build = append(steps.Build, b.refuseDuplicates()...)
	word := "describe "
	if b.snowflake() {
		word = "describe table "
	}
	describe := own(TagPublish, word, b.rel(aside))
	steps.Describe = &describe
	steps.Cleanup = []engine.Statement{own(TagCleanup, "drop table if exists ", b.rel(aside))}
	return steps, nil
}

// batch is the table of the new rows: temporary, unless tests are to see it.
func (b Build) batch() engine.Relation {
	aside := AsideName(b.Relation)
	if b.Gated || b.snowflake() {
		return aside
	}
	return engine.Relation{Database: "temp", Schema: "main", Name: aside.Name}
}

// checkIncremental tells settings that contradict each other.
func (b Build) checkIncremental() diag.List {
	var problems diag.List
	c := b.Config
	if !slices.Contains(strategies, b.strategy()) {
		d := diag.Errorf(b.span(), "wrong-value", "there is no incremental_strategy %q", c.IncrementalStrategy)
		problems.Add(d.WithHint("the strategies are %s", strings.Join(strategies, ", ")))
	}
	if len(c.MergeUpdateColumns) > 0 && len(c.MergeExcludeColumns) > 0 {
		problems.Add(diag.Errorf(b.span(), "conflicting-settings", "merge_update_columns and merge_exclude_columns are both set").
			WithHint("keep one of them"))
	}
	return problems
}

// refuseDuplicates stops a merge whose new rows have a key twice: DuckDB would take the
// one that comes last, which is chance. Snowflake refuses by itself.
func (b Build) refuseDuplicates() []engine.Statement {
	if b.strategy() != mergeStrategy || len(b.Config.UniqueKey) == 0 || b.snowflake() {
		return nil
	}
	keys := b.columns(b.Config.UniqueKey)
	text := "the query of " + b.Relation.Name + " gives the unique_key (" + join(b.Config.UniqueKey) + ") more than once, so merge cannot tell which row to keep"
	return []engine.Statement{own(TagPublish, "select error(", quoted(text), ") from (select ", keys, " from ", b.rel(b.batch()),
		" group by ", keys, " having count(*) > 1 limit 1)")}
}

// publishIncremental puts the new rows into the table.
func publishIncremental(b Build) ([]engine.Statement, diag.List) {
	if !b.adds() {
		return publishTable(b)
	}
	out, columns, problems := b.reconcile()
	problems.Add(b.checkKeys()...)
	if problems.HasErrors() {
		return nil, problems
	}
	switch b.strategy() {
	case appendStrategy:
		out = append(out, b.insertBatch(columns))
	case deleteInsert:
		out = append(out, b.deleteBatch()...)
		out = append(out, b.insertBatch(columns))
	case mergeStrategy:
		out = append(out, b.merge(columns))
	case overwriteStrategy:
		out = append(out, b.overwrite(columns)...)
	}
	out = append(out, b.comments("table")...)
	return append(out, b.PostHooks...), nil
}

// checkKeys tells names in the settings that the query does not give.
func (b Build) checkKeys() diag.List {
	var problems diag.List
	for _, s := range []struct {
		setting string
		names   []string
	}{
		{"unique_key", b.Config.UniqueKey},
		{"merge_update_columns", b.Config.MergeUpdateColumns},
		{"merge_exclude_columns", b.Config.MergeExcludeColumns},
	} {
		for _, name := range s.names {
			if has(b.AsideColumns, name) {
				continue
			}
			hint := diag.DidYouMean(name, names(b.AsideColumns))
			if hint == "" {
				hint = "the columns are " + join(names(b.AsideColumns))
			}
			problems.Add(diag.Errorf(b.span(), "unknown-column", "%s names the column %q, which the query of %s does not give",
				s.setting, name, b.Relation.Name).WithHint("%s", hint))
		}
	}
	return problems
}

func (b Build) insertBatch(columns []string) engine.Statement {
	cols := b.columns(columns)
	return own(TagPublish, "insert into ", b.target(), " (", cols, ")\nselect ", cols, " from ", b.rel(b.batch()))
}

// deleteBatch removes the rows that the new ones replace. Without a key there are none.
func (b Build) deleteBatch() []engine.Statement {
	keys := b.Config.UniqueKey
	if len(keys) == 0 {
		return nil
	}
	left := b.columns(keys)
	if len(keys) > 1 {
		left = "(" + left + ")"
	}
	sql := "delete from " + b.target() + "\nwhere " + left + " in (select distinct " + b.columns(keys) + " from " + b.rel(b.batch()) + ")"
	if len(keys) > 1 && !b.snowflake() {
		sql = "delete from " + b.target() + " as " + mergeTarget + " using (select distinct " + b.columns(keys) + " from " + b.rel(b.batch()) +
			") as " + mergeSource + "\nwhere " + b.keysMatch()
	}
	for _, p := range b.Config.IncrementalPredicate {
		sql += "\n  and (" + p + ")"
	}
	return []engine.Statement{own(TagPublish, sql)}
}

// keysMatch compares the key of an old and a new row. NULL matches nothing, as in dbt.
func (b Build) keysMatch() string {
	parts := make([]string, len(b.Config.UniqueKey))
	for i, k := range b.Config.UniqueKey {
		q := b.Dialect.Quote(k)
		parts[i] = mergeSource + "." + q + " = " + mergeTarget + "." + q
	}
	return strings.Join(parts, " and ")
}

// merge updates the rows whose key is there and inserts the others. Without a key all
// rows are new.
func (b Build) merge(columns []string) engine.Statement {
	if len(b.Config.UniqueKey) == 0 {
		return b.insertBatch(columns)
	}
	conditions := []string{b.keysMatch()}
	for _, p := range b.Config.IncrementalPredicate {
		conditions = append(conditions, "("+p+")")
	}
	var sets, values []string
	for _, name := range columns {
		q := b.Dialect.Quote(name)
		values = append(values, mergeSource+"."+q)
		if b.updates(name) {
			sets = append(sets, q+" = "+mergeSource+"."+q)
		}
	}
	sql := "merge into " + b.target() + " as " + mergeTarget + "\nusing " + b.rel(b.batch()) + " as " + mergeSource +
		"\non " + strings.Join(conditions, "\n  and ")
	if len(sets) > 0 {
		sql += "\nwhen matched then update set " + strings.Join(sets, ", ")
	}
	sql += "\nwhen not matched then insert (" + b.columns(columns) + ") values (" + strings.Join(values, ", ") + ")"
	return own(TagPublish, sql)
}

// updates reports whether a merge writes a column of a row that is there.
func (b Build) updates(name string) bool {
	in := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return sameName(s, name) })
	}
	if only := b.Config.MergeUpdateColumns; len(only) > 0 {
		return in(only)
	}
	return !in(b.Config.MergeExcludeColumns)
}

// overwrite replaces the whole table, or the rows that incremental_predicates tell.
func (b Build) overwrite(columns []string) []engine.Statement {
	if b.snowflake() && len(b.Config.IncrementalPredicate) == 0 {
		cols := b.columns(columns)
		return []engine.Statement{own(TagPublish, "insert overwrite into ", b.target(), " (", cols, ")\nselect ", cols, " from ", b.rel(b.batch()))}
	}
	sql := "delete from " + b.target()
	for i, p := range b.Config.IncrementalPredicate {
		word := "\nwhere "
		if i > 0 {
			word = "\n  and "
		}
		sql += word + "(" + p + ")"
	}
	return []engine.Statement{own(TagPublish, sql), b.insertBatch(columns)}
}

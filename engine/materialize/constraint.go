package materialize

import (
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Constraints go into the table that a build makes aside. DuckDB gets them with the
// columns, before the rows come; Snowflake makes the table of the query first, so that its
// columns have the types of the query, and is told of them afterwards. Foreign keys on
// DuckDB are looked at with Orphans instead: a table with one would pin the table that it
// refers to, which could not be replaced any more.

// Constrained reports whether constraints are put on the table of a build. DuckDB then
// needs Build.QueryColumns.
func Constrained(b Build) bool {
	return len(b.constraints()) > 0
}

// constraints is those that the table of the build is to have.
func (b Build) constraints() []engine.Constraint {
	m, ok := b.Node.(*engine.Model)
	if !ok || !b.Config.ContractEnforced || !HasTable(m.Config, b.Dialect.Name()) {
		return nil
	}
	var out []engine.Constraint
	for _, c := range m.AllConstraints() {
		if engine.SupportOf(b.Dialect.Name(), c) == engine.Unsupported || c.Type == engine.ForeignKey && !b.snowflake() {
			continue
		}
		out = append(out, c)
	}
	return out
}

// HasTable reports whether a model becomes a table that can have constraints.
func HasTable(c engine.Config, dialect string) bool {
	switch c.Materialized {
	case engine.MaterializedTable, engine.MaterializedIncremental, engine.MaterializedLoad:
		return true
	case engine.MaterializedDynamicTable:
		return dialect == "duckdb"
	}
	return false
}

// createFilled makes a table and fills it with the query's rows, under its constraints.
func (b Build) createFilled(tag, name string) []engine.Statement {
	constraints := b.constraints()
	if len(constraints) == 0 || !b.snowflake() && len(b.QueryColumns) == 0 {
		return []engine.Statement{b.createTable(tag, name)}
	}
	if b.snowflake() {
		out := []engine.Statement{b.createTable(tag, name)}
		return append(out, b.constrain(name, constraints)...)
	}
	return []engine.Statement{
		own(TagPublish, "create or replace table ", name, " (\n  ", strings.Join(b.definitions(b.QueryColumns, constraints), ",\n  "), "\n)"),
		b.around(tag, "insert into "+name+" ("+b.columns(names(b.QueryColumns))+")", ""),
	}
}

// definitions is the columns and constraints of a table that DuckDB makes empty.
func (b Build) definitions(columns []engine.Column, constraints []engine.Constraint) []string {
	var out, after []string
	for _, column := range columns {
		text := b.Dialect.Quote(column.Name) + " " + column.DataType
		for _, c := range constraints {
			if len(c.Columns) == 1 && sameName(c.Columns[0], column.Name) {
				switch c.Type {
				case engine.NotNull:
					text += " not null"
				case engine.Custom:
					text += " " + c.Expression
				}
			}
		}
		out = append(out, text)
	}
	for _, c := range constraints {
		if text := b.clause(c); text != "" {
			after = append(after, text)
		}
	}
	return append(out, after...)
}

// clause is a constraint as it stands after the columns of a table; not_null, and what
// is written with a column, has none.
func (b Build) clause(c engine.Constraint) string {
	text := ""
	switch c.Type {
	case engine.Unique:
		text = "unique (" + b.columns(c.Columns) + ")"
	case engine.PrimaryKey:
		text = "primary key (" + b.columns(c.Columns) + ")"
	case engine.Check:
		text = "check (" + c.Expression + ")"
	case engine.ForeignKey:
		to := c.Expression
		if (c.Target != engine.Relation{}) {
			to = b.rel(c.Target)
		}
		text = "foreign key (" + b.columns(c.Columns) + ") references " + to
		if len(c.ToColumns) > 0 {
			text += " (" + b.columns(c.ToColumns) + ")"
		}
	case engine.Custom:
		if len(c.Columns) == 1 {
			return ""
		}
		return c.Expression
	default:
		return ""
	}
	if c.Name != "" {
		text = "constraint " + b.Dialect.Quote(c.Name) + " " + text
	}
	return text
}

// constrain tells Snowflake of the constraints of a table that stands.
func (b Build) constrain(name string, constraints []engine.Constraint) []engine.Statement {
	var out []engine.Statement
	for _, c := range constraints {
		switch {
		case c.Type == engine.NotNull:
			for _, column := range c.Columns {
				out = append(out, own(TagPublish, "alter table ", name, " alter column ", b.Dialect.Quote(column), " set not null"))
			}
		case c.Type == engine.Custom && len(c.Columns) == 1:
			out = append(out, own(TagPublish, "alter table ", name, " alter column ", b.Dialect.Quote(c.Columns[0]), " ", c.Expression))
		case c.Type == engine.Custom:
			out = append(out, own(TagPublish, "alter table ", name, " ", c.Expression))
		default:
			out = append(out, own(TagPublish, "alter table ", name, " add ", b.clause(c)))
		}
	}
	return out
}

// A Breach asks for the first rows that break a constraint.
type Breach struct {
	Constraint engine.Constraint
	Ask        engine.Statement
}

// BreachSize is how many rows a Breach asks for.
const BreachSize = 3

// Unconstrained makes aside, without constraints, what the database refused to fill a new
// table with: to see which constraint it breaks, and to keep it. It is nil where the rows
// stand aside all the same, as those that were to be added do.
func Unconstrained(b Build) []engine.Statement {
	if Adds(b) || b.snowflake() || !b.Gated || b.Handover != nil || len(b.constraints()) == 0 {
		return nil
	}
	return []engine.Statement{b.createTable(TagCleanup, b.aside())}
}

// Breaches asks, after a build was refused by the database, which constraints it breaks.
// at is where the rows of a new table stand; nil: the query is asked again.
func Breaches(b Build, at *engine.Relation) []Breach {
	var out []Breach
	for _, c := range b.constraints() {
		if s, ok := b.breach(c, at); ok && engine.SupportOf(b.Dialect.Name(), c) == engine.Enforced {
			out = append(out, Breach{c, s})
		}
	}
	return out
}

func (b Build) breach(c engine.Constraint, at *engine.Relation) (engine.Statement, bool) {
	switch c.Type {
	case engine.NotNull:
		shown := b.shown(c)
		return b.ask(at, "select "+b.columns(shown)+" from ", " where "+b.isNull(c.Columns, " or ")), true
	case engine.Unique, engine.PrimaryKey:
		cols := b.columns(c.Columns)
		where := ""
		if c.Type == engine.Unique {
			where = " where not (" + b.isNull(c.Columns, " or ") + ")"
		}
		having := "having count(*) > 1"
		if c.Type == engine.PrimaryKey {
			having += " or " + b.isNull(c.Columns, " or ")
		}
		return b.ask(at, "select "+cols+", count(*) as rows_of_it from ", where+" group by "+cols+" "+having+" order by all"), true
	case engine.Check:
		return b.ask(at, "select * from ", " where not ("+c.Expression+")"), true
	}
	return engine.Statement{}, false
}

// ask selects from all rows that the table would have; of a build that adds, those that
// stand are among them, but for those that are replaced.
func (b Build) ask(at *engine.Relation, before, after string) engine.Statement {
	after += " limit " + strconv.Itoa(BreachSize)
	if at != nil && !Adds(b) {
		return own(TagPublish, before, b.rel(*at), " as build", after)
	}
	if !Adds(b) {
		return b.around(TagPublish, before+"(", ") as build"+after)
	}
	if b.Config.Materialized == engine.MaterializedLoad {
		old := " union all by name select * from " + b.target()
		if len(b.Replaced) > 0 {
			old += " where _file not in (" + strings.Trim(list(b.Replaced), "[]") + ")"
		}
		return b.around(TagPublish, before+"(select * from (", ") as fresh"+old+") as build"+after)
	}
	fresh := b.rel(b.batch())
	both := "(select * from " + fresh + " union all by name select * from " + b.target()
	if keys := b.Config.UniqueKey; len(keys) > 0 {
		both += " as old where not exists (select 1 from " + fresh + " as new where "
		for i, k := range keys {
			if i > 0 {
				both += " and "
			}
			both += "new." + b.Dialect.Quote(k) + " = old." + b.Dialect.Quote(k)
		}
		both += ")"
	}
	return own(TagPublish, before, both, ") as build", after)
}

// shown is the columns that tell a row: the keys, then what the constraint is about.
func (b Build) shown(c engine.Constraint) []string {
	var out []string
	add := func(list []string) {
		for _, name := range list {
			if !containsName(out, name) {
				out = append(out, name)
			}
		}
	}
	for _, other := range b.constraints() {
		if other.Type == engine.PrimaryKey || other.Type == engine.Unique {
			add(other.Columns)
		}
	}
	add(b.Config.UniqueKey)
	add(c.Columns)
	return out
}

func containsName(list []string, name string) bool {
	for _, n := range list {
		if sameName(n, name) {
			return true
		}
	}
	return false
}

func (b Build) isNull(columns []string, between string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = b.Dialect.Quote(c) + " is null"
	}
	return strings.Join(parts, between)
}

// Orphans asks, for each foreign key that the database does not hold by itself and mart
// does, for the first rows in a relation that refer to nothing.
func Orphans(b Build, at engine.Relation) []Breach {
	m, ok := b.Node.(*engine.Model)
	if !ok || !b.Config.ContractEnforced || b.snowflake() || !HasTable(m.Config, b.Dialect.Name()) {
		return nil
	}
	var out []Breach
	for _, c := range m.AllConstraints() {
		to := c.ToColumns
		if len(to) == 0 {
			to = c.Columns
		}
		if c.Type != engine.ForeignKey || (c.Target == engine.Relation{}) || len(to) != len(c.Columns) {
			continue
		}
		target := c.Target
		if target == b.Relation {
			target = at // it refers to itself
		}
		var same, given, shown []string
		for i, name := range c.Columns {
			same = append(same, "target."+b.Dialect.Quote(to[i])+" = build."+b.Dialect.Quote(name))
			given = append(given, "build."+b.Dialect.Quote(name)+" is not null")
			shown = append(shown, "build."+b.Dialect.Quote(name))
		}
		out = append(out, Breach{c, own(TagPublish, "select distinct ", join(shown), " from ", b.rel(at), " as build where ", strings.Join(given, " and "),
			" and not exists (select 1 from ", b.rel(target), " as target where ", strings.Join(same, " and "), ") order by all limit ", strconv.Itoa(BreachSize))})
	}
	return out
}

// Broken tells of a constraint that a build breaks. sample is its first rows, drawn; kept
// is whether all of the build is there to be looked at.
func Broken(b Build, c engine.Constraint, sample string, kept bool) diag.Diagnostic {
	d := diag.Errorf(c.Span, "constraint", "rows of %s break its constraint %s", b.Relation.Name, c)
	stands := b.Relation.Name + " is as it was before"
	if b.Existing == nil {
		stands = "there is no " + b.Relation.Name + " yet"
	}
	hint := "mend the rows or the query, or drop the constraint; " + stands
	switch {
	case kept && Adds(b):
		hint += "; see the rows that were to be added:  mart show --rejected " + b.Node.Head().Name
	case kept:
		hint += "; see all that was refused:  mart show --rejected " + b.Node.Head().Name
	}
	return d.WithDetail(sample).WithHint("%s", hint)
}

package materialize

import (
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// rowsPerInsert bounds the length of a statement; Snowflake takes at most 16,384 rows.
const rowsPerInsert = 1000

// rowsFromDisk is the size from which DuckDB reads a seed's file itself.
const rowsFromDisk = 5000

// planSeed loads the seed into an aside table when tests are to see it first, or where
// creating a table cannot be rolled back. Else all of it is in Publish.
func planSeed(b Build) (Steps, diag.List) {
	if b.Seed == nil {
		return Steps{}, diag.List{diag.Errorf(b.span(), "no-seed", "seed %s was not read", b.Relation.Name)}
	}
	steps := Steps{Prepare: b.prepare()}
	if !b.seedAside() {
		return steps, nil
	}
	aside := AsideName(b.Relation)
	steps.Build = b.fillSeed(b.aside())
	steps.Aside = &aside
	steps.Cleanup = []engine.Statement{own(TagCleanup, "drop table if exists ", b.aside())}
	return steps, nil
}

func (b Build) seedAside() bool { return b.Gated || !b.Dialect.Supports(engine.TransactionalDDL) }

// publishSeed puts the seed's table in its place.
func publishSeed(b Build) ([]engine.Statement, diag.List) {
	var out []engine.Statement
	if b.seedAside() {
		out = b.swap()
	} else {
		if b.stands(engine.ViewType) {
			out = append(out, b.drop(TagPublish, *b.Existing))
		}
		out = append(out, b.fillSeed(b.target())...)
	}
	out = append(out, b.comments("table")...)
	return append(out, b.PostHooks...), nil
}

// fillSeed makes a table with the seed's columns and puts its rows in.
func (b Build) fillSeed(table string) []engine.Statement {
	fields := make([]string, len(b.Seed.Columns))
	for i, c := range b.Seed.Columns {
		fields[i] = b.Dialect.Quote(c.Name) + " " + c.DataType
	}
	out := []engine.Statement{own(TagPublish, "create or replace table ", table, " (", join(fields), ")")}
	if len(b.Seed.Rows) == 0 {
		return out
	}
	if len(b.Seed.Rows) >= rowsFromDisk && !b.snowflake() && b.Node.Head().File != "" && b.Root != "" {
		return append(out, b.seedFromDisk(table))
	}
	for begin := 0; begin < len(b.Seed.Rows); begin += rowsPerInsert {
		out = append(out, b.seedRows(table, b.Seed.Rows[begin:min(begin+rowsPerInsert, len(b.Seed.Rows))]))
	}
	return out
}

// seedRows inserts rows as literals. Texts are converted by the database to the type
// of their column.
func (b Build) seedRows(table string, rows [][]string) engine.Statement {
	var sql strings.Builder
	sql.WriteString("insert into " + table + " values")
	for i, row := range rows {
		if i > 0 {
			sql.WriteByte(',')
		}
		sql.WriteString("\n(")
		for j, text := range row {
			if j > 0 {
				sql.WriteString(", ")
			}
			switch t := b.Seed.Columns[j].DataType; {
			case text == "":
				sql.WriteString("null")
			case t == seedBigint || t == seedBoolean:
				sql.WriteString(strings.ToLower(strings.TrimPrefix(text, "+")))
			default:
				sql.WriteString(b.Dialect.Literal(text))
			}
		}
		sql.WriteByte(')')
	}
	return own(TagBuild, sql.String())
}

// seedFromDisk lets DuckDB read the file, which has been checked before.
func (b Build) seedFromDisk(table string) engine.Statement {
	fields := make([]string, len(b.Seed.Columns))
	for i, c := range b.Seed.Columns {
		fields[i] = quoted(c.Name) + ": " + quoted(c.DataType)
	}
	delim := b.Config.Delimiter
	if delim == "" {
		delim = ","
	}
	return own(TagBuild, "insert into ", table, " select * from read_csv(", quoted(exact(absolute(b.Root, b.Node.Head().File))),
		", columns = {", join(fields), "}, header = true, auto_detect = false, delim = ", quoted(delim),
		`, quote = '"', escape = '"', nullstr = '')`)
}

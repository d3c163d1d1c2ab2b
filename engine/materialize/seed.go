package materialize

import (
	"slices"
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
	if b.Handover != nil {
		steps.Cleanup = []engine.Statement{RemoveStaged(b), own(TagCleanup, "drop table if exists ", b.rel(b.HandoverAside()))}
		return steps, nil
	}
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
	if b.Handover != nil {
		aside := b.rel(b.HandoverAside())
		out = append(out, b.createEmpty(aside, b.seedColumns())...)
		out = append(out, b.copyInto(aside, b.Handover.Columns, RowsPart, b.Handover.Rows)...)
		out = append(out, b.replaceBy(aside)...)
	} else if b.seedAside() {
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
	for i, c := range b.seedColumns() {
		fields[i] = b.Dialect.Quote(c.Name) + " " + c.DataType
	}
	kind := "table "
	if b.snowflake() && b.flag("transient") {
		kind = "transient table "
	}
	out := []engine.Statement{own(TagPublish, "create or replace ", kind, table, " (", join(fields), ")")}
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
	return own(TagBuild, "insert into ", table, " select * from ", b.seedReader(b.Seed.Columns))
}

// seedReader reads the seed's file with DuckDB.
func (b Build) seedReader(columns []engine.Column) string {
	fields := make([]string, len(columns))
	for i, c := range columns {
		fields[i] = quoted(c.Name) + ": " + quoted(c.DataType)
	}
	delim := b.Config.Delimiter
	if delim == "" {
		delim = ","
	}
	return "read_csv(" + quoted(exact(absolute(b.Root, b.Node.Head().File))) +
		", columns = {" + join(fields) + "}, header = true, auto_detect = false, delim = " + quoted(delim) +
		`, quote = '"', escape = '"', nullstr = '')`
}

// valuesInserted is how many values of a seed are sent as text at most, where they can be
// handed over as a file instead.
const valuesInserted = 10000

// SeedHandover returns the hand-over of a seed that is too large to be inserted as text;
// nil for the others. What its author gave a type of the warehouse goes over as text.
func SeedHandover(table *SeedTable, stage engine.Relation) *Handover {
	if len(table.Rows)*len(table.Columns) < valuesInserted {
		return nil
	}
	h := &Handover{Stage: stage}
	for _, c := range table.Columns {
		switch c.DataType {
		case seedBoolean, seedBigint, seedDouble, seedDate, seedTimestamp:
		default:
			c.DataType = seedText
		}
		h.Columns = append(h.Columns, engine.Column{Name: c.Name, DataType: c.DataType})
	}
	return h
}

// seedQuery is the rows of a seed, read by the lake side.
func (b Build) seedQuery() string { return "select * from " + b.seedReader(b.Handover.Columns) }

// seedColumns is the columns of a seed's table.
func (b Build) seedColumns() []engine.Column {
	if !b.snowflake() {
		return b.Seed.Columns
	}
	out := slices.Clone(b.Seed.Columns)
	for i, c := range out {
		if c.DataType == seedTimestamp {
			out[i].DataType = "timestamp_ntz" // what timestamp means is a setting of the account
		}
	}
	return out
}

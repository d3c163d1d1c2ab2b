package state

import (
	"strings"

	"github.com/martsql/mart/engine"
)

// A table is one of mart's own tables: its name and its columns with their types. Types
// and names are ones that DuckDB and Snowflake both know without quotes.
type table struct {
	name    string
	columns [][2]string
}

// Times are in UTC, without a zone.
var (
	loads = table{"loads", [][2]string{
		{"model", "varchar"}, {"input", "varchar"}, {"path", "varchar"}, {"size", "bigint"},
		{"modified_at", "timestamp"}, {"hash", "varchar"}, {"row_count", "bigint"},
		{"reject_count", "bigint"}, {"run_id", "varchar"}, {"loaded_at", "timestamp"},
	}}
	runs = table{"runs", [][2]string{
		{"run_id", "varchar"}, {"command", "varchar"}, {"target", "varchar"}, {"status", "varchar"},
		{"started_at", "timestamp"}, {"ended_at", "timestamp"}, {"steps", "bigint"}, {"version", "varchar"},
	}}
	results = table{"results", [][2]string{
		{"run_id", "varchar"}, {"node", "varchar"}, {"status", "varchar"},
		{"started_at", "timestamp"}, {"ended_at", "timestamp"}, {"seconds", "double"},
		{"row_count", "bigint"}, {"file_count", "bigint"}, {"reject_count", "bigint"},
		{"message", "varchar"}, {"skipped_by", "varchar"}, {"query_ids", "varchar"},
	}}
	builds = table{"builds", [][2]string{
		{"node", "varchar"}, {"relation", "varchar"}, {"fingerprint", "varchar"}, {"compiled", "varchar"},
		{"run_id", "varchar"}, {"built_at", "timestamp"}, {"row_count", "bigint"},
	}}
	// The two tables of warehouses that several runs can write to at once: see guard.go.
	locks = table{"locks", [][2]string{
		{"node", "varchar"}, {"run_id", "varchar"}, {"locked_at", "timestamp"},
	}}
	commits = table{"commits", [][2]string{
		{"run_id", "varchar"}, {"node", "varchar"}, {"attempt", "bigint"}, {"committed_at", "timestamp"},
	}}
)

// Create makes the schema and the tables that are missing. Send it once per run.
func Create(d engine.Dialect) []engine.Statement {
	out := []engine.Statement{statement("create schema if not exists " + d.Quote(Schema))}
	for _, t := range []table{loads, runs, results, builds} {
		out = append(out, t.create(d))
	}
	return out
}

func (t table) create(d engine.Dialect) engine.Statement {
	fields := make([]string, len(t.columns))
	for i, c := range t.columns {
		fields[i] = c[0] + " " + c[1]
		if c[1] == "timestamp" {
			fields[i] = c[0] + " " + timestamp(d)
		}
	}
	return statement("create table if not exists " + t.in(d) + " (" + strings.Join(fields, ", ") + ")")
}

// in prints the table's full name.
func (t table) in(d engine.Dialect) string {
	return d.Relation(engine.Relation{Schema: Schema, Name: t.name})
}

// list prints the names of the table's columns.
func (t table) list() string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c[0]
	}
	return strings.Join(names, ", ")
}

func statement(sql string) engine.Statement { return engine.Statement{SQL: sql, Tag: "state"} }

// rowsPerStatement bounds the length of a statement.
const rowsPerStatement = 1000

// insert writes rows, in as few statements as can be.
func (t table) insert(d engine.Dialect, rows [][]any) []engine.Statement {
	var out []engine.Statement
	for begin := 0; begin < len(rows); begin += rowsPerStatement {
		var sql strings.Builder
		sql.WriteString("insert into " + t.in(d) + " (" + t.list() + ") values")
		for i, row := range rows[begin:min(begin+rowsPerStatement, len(rows))] {
			if i > 0 {
				sql.WriteByte(',')
			}
			sql.WriteString("\n(")
			for j, v := range row {
				if j > 0 {
					sql.WriteString(", ")
				}
				sql.WriteString(literal(d, v))
			}
			sql.WriteByte(')')
		}
		out = append(out, statement(sql.String()))
	}
	return out
}

// remove deletes the rows whose column has one of the values, and that fulfil the other
// conditions.
func (t table) remove(d engine.Dialect, conditions []string, column string, values []string) []engine.Statement {
	var out []engine.Statement
	for begin := 0; begin < len(values); begin += rowsPerStatement {
		chunk := values[begin:min(begin+rowsPerStatement, len(values))]
		texts := make([]string, len(chunk))
		for i, v := range chunk {
			texts[i] = d.Literal(v)
		}
		where := append(append([]string{}, conditions...), column+" in ("+strings.Join(texts, ", ")+")")
		out = append(out, statement("delete from "+t.in(d)+" where "+strings.Join(where, " and ")))
	}
	return out
}

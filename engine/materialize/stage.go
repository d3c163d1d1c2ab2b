package materialize

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// The temporary tables of a stage: every row with its fate, and what the CSV reader
// refused.
func allTable(stage string) string    { return stage + "__all" }
func errorsTable(stage string) string { return stage + "__errors" }
func scansTable(stage string) string  { return stage + "__scans" }

// rejectsTable is the temporary table of the lines to be told of, of all stages.
const rejectsTable = "mart__rejects"

// feedReader describes a feed's due files.
func (b Build) feedReader(f Feed) (reader, diag.List) {
	r, _, problems := newReader(f.Node, b.Root, f.Input.Row)
	if problems.HasErrors() {
		return r, problems
	}
	r.files, r.globbed, r.now = list(paths(b.Root, readable(f.Files))), false, b.loadedAt()
	if len(f.Files) == 0 {
		return r, nil
	}
	// The files of a source lie in folders of one kind: the first tells them all.
	for _, key := range hiveKeys(f.Files[0].Path) {
		if !slices.ContainsFunc(r.hive, func(c engine.Column) bool { return c.Name == key }) {
			r.hive = append(r.hive, columnOf(key, f.Node.Cols()))
			r.columns = slices.DeleteFunc(slices.Clone(r.columns), func(c engine.Column) bool { return c.Name == key })
		}
	}
	return r, nil
}

// loadedAt is the run's clock as a literal, in UTC.
func (b Build) loadedAt() string {
	return "cast('" + b.Now.UTC().Format("2006-01-02 15:04:05.000000") + "' as timestamp)"
}

// byLine reports whether a feed's files are read line by line.
func (r reader) byLine() bool {
	return r.format == "text" || r.format == "json" && r.typed() && !r.array()
}

// stage makes the temporary relation that the compiled SQL reads.
func (b Build) stage(f Feed) ([]engine.Statement, diag.List) {
	r, problems := b.feedReader(f)
	if problems.HasErrors() {
		return nil, problems
	}
	if len(f.Files) == 0 && f.Shape != nil && r.format == "parquet" {
		r.files = list(paths(b.Root, []engine.File{*f.Shape}))
		return []engine.Statement{own(TagStage, "create or replace temp view ", ident(f.Input.Stage), " as\nselect * from (", r.query(false), ") where false")}, nil
	}
	if len(readable(f.Files)) == 0 {
		return []engine.Statement{own(TagStage, "create or replace temp view ", ident(f.Input.Stage), " as ", r.empty())}, nil
	}
	if r.format == "parquet" {
		return []engine.Statement{own(TagStage, "create or replace temp view ", ident(f.Input.Stage), " as\n", r.query(false))}, nil
	}
	asked := r.row
	lines := r.byLine()
	if r.array() {
		r.row = true // rejects are told with their numbers; those of lines are counted later
	}
	if lines || r.format == "csv" {
		r.rejects = f.Input.Stage
	}
	if r.headerIsRow() {
		r.row = true
	}
	var out []engine.Statement
	if r.countsLater() {
		// Only then is the place of a row in the table that of its line: see findRejects.
		out = append(out, own(TagStage, "set preserve_insertion_order = true"))
	}
	out = append(out, r.stageAll(allTable(f.Input.Stage), r.query(lines))...)
	hidden := "_reason, _line"
	if !asked && (r.row || r.rejects != "") {
		hidden += ", _row"
	}
	return append(out, own(TagStage, "create or replace temp view ", ident(f.Input.Stage), " as select * exclude (", hidden,
		") from temp.main.", ident(allTable(f.Input.Stage)), " where _reason is null")), nil
}

// stageAll makes the table of all rows, and settles what the CSV reader kept apart.
func (r reader) stageAll(table, query string) []engine.Statement {
	var out []engine.Statement
	if r.rejects != "" {
		out = r.dropErrors(TagStage)
	}
	return append(out, r.settled(table, query)...)
}

// settled makes a table of a query, with what the CSV reader kept apart while the lines
// were read.
func (r reader) settled(table, query string) []engine.Statement {
	name := "temp.main." + ident(table)
	out := []engine.Statement{own(TagStage, "create or replace temp table ", ident(table), " as\n", query)}
	if r.rejects == "" {
		return out
	}
	if r.row {
		out = append(out, own(TagStage, r.shift(name)))
	}
	out = append(out, own(TagStage, r.takeErrors(name)))
	if r.checksHeader() {
		out = append(out, r.settleHeaders(name)...)
	}
	return out
}

func (r reader) dropErrors(tag string) []engine.Statement {
	return []engine.Statement{
		own(tag, "drop table if exists temp.main.", ident(errorsTable(r.rejects))),
		own(tag, "drop table if exists temp.main.", ident(scansTable(r.rejects))),
	}
}

// errors is the query of the lines that the CSV reader refused, each once.
func (r reader) errors() string {
	return `select ` + fileColumn(r.root) + ` as _file, cast(line as bigint) as _row, min(reason) as _reason, any_value(csv_line) as _line
  from (select sc.file_path as __file, e.line, e.csv_line, ` + r.csvReason() + ` as reason
    from temp.main.` + ident(errorsTable(r.rejects)) + ` as e join temp.main.` + ident(scansTable(r.rejects)) + ` as sc using (scan_id, file_id))
  group by all`
}

// shift corrects the row numbers behind lines that the CSV reader left out: it did not
// count them.
func (r reader) shift(table string) string {
	return `update ` + table + ` as t set _row = t._row + len(list_filter(e.good, lambda g: g < t._row))
from (select _file, list(_row - nth) as good
  from (select _file, _row, row_number() over (partition by _file order by _row) as nth from (` + r.errors() + `))
  group by _file) as e
where e._file = t._file`
}

// takeErrors adds the refused lines to the rows, except good lines of names.
func (r reader) takeErrors(table string) string {
	return `insert into ` + table + ` by name
select _file, _row, _reason, _line from (` + r.withHeader(r.errors()) + `)
where not coalesce(` + r.isHeader("_line", "_row") + `, false)`
}

// withHeader renames the reason of a first line that is not the line of names.
func (r reader) withHeader(errors string) string {
	if !r.checksHeader() || r.headerIsRow() {
		return errors
	}
	skip := option(r.options, "skip")
	if skip == "" {
		skip = "0"
	}
	return "select * replace (case when _row = 1 + " + skip + " then " + quoted(badHeader) + " else _reason end as _reason) from (" + errors + ")"
}

// settleHeaders drops good lines of names, and rejects the files whose first line
// names other columns.
func (r reader) settleHeaders(table string) []engine.Statement {
	reason := "the first line of the file does not name the declared columns " + strings.ReplaceAll(r.names(), r.delimiter(), ", ")
	return []engine.Statement{
		own(TagStage, "delete from ", table, " where _reason = ", quoted(goodHeader)),
		own(TagStage, "update ", table, " set _reason = ", quoted(reason), ", _line = coalesce(_line, ", r.csvLine(), ")",
			" where _file in (select _file from ", table, " where _reason = ", quoted(badHeader), ")"),
	}
}

// empty is a relation without rows and with the columns of the reader.
func (r reader) empty() string {
	var fields []string
	add := func(name, dataType string) {
		if dataType == "" {
			dataType = "varchar"
		}
		fields = append(fields, "cast(null as "+dataType+") as "+ident(name))
	}
	if r.format == "text" {
		add("line", "varchar")
	} else {
		for _, c := range r.columns {
			add(c.Name, c.DataType)
		}
	}
	for _, h := range r.hive {
		add(h.Name, h.DataType)
	}
	add("_file", "varchar")
	if r.row {
		add("_row", "bigint")
	}
	add("_loaded_at", "timestamp")
	return "select " + strings.Join(fields, ", ") + " where false"
}

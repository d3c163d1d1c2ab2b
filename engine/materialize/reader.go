package materialize

import (
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A reader is one input, ready to be written as SQL: which files, in what format, with
// what columns.
//
// Every reader's query gives the declared columns (or, without a declaration, the ones
// that DuckDB finds), the key=value folders, _file, _row if asked for, _loaded_at, and
// then two columns that only mart sees: _reason, set when the row cannot be used, and
// _line, its text.
type reader struct {
	format  string
	options map[string]any
	columns []engine.Column // declared, without the folders; none: DuckDB's detection
	hive    []engine.Column // the key=value folders; DataType may be empty
	root    string
	files   string // a list literal
	globbed bool   // files are globs, not exact names
	row     bool
	now     string // the literal of _loaded_at
	// rejects, when set, names the tables in which the CSV reader keeps bad lines.
	rejects string
}

// newReader describes the files of a file source or of an external model. paths are
// globs or exact names, ready for DuckDB.
func newReader(node engine.Relational, root string, row bool) (reader, []string, diag.List) {
	r := reader{root: root, row: row, globbed: true, now: "cast(null as timestamp)"}
	var globs []string
	declared := node.Cols()
	switch n := node.(type) {
	case *engine.Source:
		if problems := CheckSource(n); problems.HasErrors() {
			return r, nil, problems
		}
		if n.Files == nil {
			return r, nil, diag.List{diag.Errorf(n.Span, "not-files", "source %s is a table, not files", n.Name)}
		}
		r.format, r.options, globs = n.Files.Format, n.Files.Options, n.Files.Globs
		r.hive = hiveOf(globs, declared)
	case *engine.Model:
		r.format, globs = externalFormat(n.Config), n.FileGlobs()
		for _, key := range n.Config.PartitionBy {
			r.hive = append(r.hive, columnOf(key, declared))
		}
		if r.format == "parquet" {
			declared = nil // the files know their types themselves
		}
	default:
		h := node.Head()
		return r, nil, diag.List{diag.Errorf(h.Span, "not-files", "%s %s has no files to read", h.Kind, h.Name)}
	}
	for _, c := range declared {
		if !slices.ContainsFunc(r.hive, func(h engine.Column) bool { return h.Name == c.Name }) {
			r.columns = append(r.columns, c)
		}
	}
	if problems := untyped(node, r.columns); problems != nil {
		return r, nil, problems
	}
	var out []string
	for _, g := range globs {
		for _, e := range expand(g) {
			out = append(out, absolute(root, e))
		}
	}
	return r, out, nil
}

// untyped refuses declared columns of which only some have a type: nobody could say
// what the others hold. When none has one, DuckDB detects them all.
func untyped(node engine.Relational, columns []engine.Column) diag.List {
	var problems diag.List
	for _, c := range columns {
		if c.DataType == "" {
			problems.Add(diag.Errorf(c.Span, "missing-type", "column %s of %s has no data_type, but others have", c.Name, node.Head().Name).
				WithHint("give every column a data_type, or none of them"))
		}
	}
	if len(problems) == len(columns) {
		return nil
	}
	return problems
}

// typed reports whether the declared columns say what to read.
func (r reader) typed() bool { return len(r.columns) > 0 && r.columns[0].DataType != "" }

// hiveOf gives the key=value folders of globs, with the declared types.
func hiveOf(globs []string, declared []engine.Column) []engine.Column {
	var out []engine.Column
	for _, g := range globs {
		for _, key := range hiveKeys(g) {
			if !slices.ContainsFunc(out, func(c engine.Column) bool { return c.Name == key }) {
				out = append(out, columnOf(key, declared))
			}
		}
	}
	return out
}

func columnOf(name string, declared []engine.Column) engine.Column {
	for _, c := range declared {
		if c.Name == name {
			return c
		}
	}
	return engine.Column{Name: name}
}

// InlineReader is a parenthesised subquery over all files of a source, or of an
// external model: the rows that can be read, with the same columns as in a load model.
// root is the project's folder, absolute; row asks for _row. It stands where a relation
// stands: "from " + reader + " as offers".
func InlineReader(node engine.Relational, root string, row bool) (string, diag.List) {
	r, globs, problems := newReader(node, root, row)
	if problems.HasErrors() {
		return "", problems
	}
	r.files = list(globs)
	query := r.query(row)
	if r.format == "parquet" {
		return "(" + query + ")", nil
	}
	return "(select * exclude (_reason, _line) from (" + query + ") where _reason is null)", nil
}

// query is the reader's query. byLine reads JSON line by line, which tells every bad
// line and loses none behind it; without it DuckDB's own JSON reader is used.
func (r reader) query(byLine bool) string {
	switch {
	case r.format == "parquet":
		return r.parquetQuery()
	case r.format == "csv":
		return r.csvQuery()
	case r.format == "text":
		return r.textQuery()
	case byLine && r.typed() && !r.array():
		return r.jsonLineQuery()
	}
	return r.jsonQuery()
}

// fileOptions are the arguments that every reader takes: where a row comes from.
func (r reader) fileOptions() string {
	if len(r.hive) == 0 {
		return ", filename = '__file', hive_partitioning = false"
	}
	out := ", filename = '__file', hive_partitioning = true"
	var types []string
	for _, h := range r.hive {
		if h.DataType != "" {
			types = append(types, quoted(h.Name)+": "+quoted(h.DataType))
		}
	}
	if len(types) > 0 {
		out += ", hive_types = {" + strings.Join(types, ", ") + "}"
	}
	return out
}

// tail is the columns after the data: folders, _file, _row, _loaded_at.
func (r reader) tail(row string) []string {
	var out []string
	for _, h := range r.hive {
		out = append(out, "s."+ident(h.Name))
	}
	out = append(out, fileColumn(r.root)+" as _file")
	switch {
	case r.row:
		out = append(out, row+" as _row")
	case r.rejects != "":
		out = append(out, "cast(null as bigint) as _row") // refused lines have a number
	}
	return append(out, r.now+" as _loaded_at")
}

// where is the filter that hides work under way from globs.
func (r reader) where() string {
	if !r.globbed {
		return ""
	}
	return "\nwhere " + visible(r.root)
}

// numbered adds __row, the number of a row in its file, counted from 1. It keeps the
// order of the files, so DuckDB streams through it on one thread.
func numbered(from string) string {
	return fmt.Sprintf(`(select *, __n - max(__f) over (rows between unbounded preceding and current row) + 1 as __row
  from (select *, case when lag(__file) over () is distinct from __file then __n end as __f
  from (select *, row_number() over () as __n from %s)))`, from)
}

// found are the columns that DuckDB detects, without the ones that the reader adds.
func (r reader) found() string {
	hidden := []string{"__file", "__n", "__f", "__row", "_file", "_row", "_loaded_at", "file_row_number"}
	for _, h := range r.hive {
		hidden = append(hidden, h.Name)
	}
	return "columns(lambda c: c not in (" + strings.Trim(list(hidden), "[]") + "))"
}

// parquetQuery reads Parquet files, which know their columns.
func (r reader) parquetQuery() string {
	from := "read_parquet(" + r.files + ", union_by_name = true" + r.fileOptions() + passed("parquet", r.options)
	row := ""
	if r.row {
		from += ", file_row_number = true"
		row = "file_row_number + 1"
	}
	return "select " + strings.Join(append([]string{r.found()}, r.tail(row)...), ", ") + "\nfrom " + from + ") as s" + r.where()
}

// textQuery reads lines as they are; their column is "line".
func (r reader) textQuery() string {
	head := []string{"coalesce(s.line, '') as line"}
	return "select " + strings.Join(append(head, r.tail(r.lineNumber())...), ", ") +
		", cast(null as varchar) as _reason, cast(null as varchar) as _line\nfrom " + r.lines() + r.where()
}

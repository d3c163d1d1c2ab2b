package materialize

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Handover is how rows that were computed on the lake side come into a warehouse that
// cannot read files: they are written as Parquet files, put to an internal stage, and
// copied from there into a table, within the transaction of the ledger.
//
// The stage has a folder for each run and node, so that nothing of another run is met
// there, and the files are named by their content.
type Handover struct {
	Stage   engine.Relation
	Columns []engine.Column // of the query, as the lake side describes them
	Rows    []HandedFile    // the files that hold the rows
	Rejects []HandedFile    // and the lines that could not be read
}

// A HandedFile is a Parquet file on the stage.
type HandedFile struct {
	Name string // <sha256>.parquet
	Rows int64
}

// A Part is one of the two things that are handed over, and its folder.
type Part string

// The parts.
const (
	RowsPart    Part = "rows"
	RejectsPart Part = "rejects"
)

// FileSize is the size at which a file of a hand-over is ended and the next one begun.
// Snowflake loads files of 100 to 250 MB best.
const FileSize = "200MB"

// HandedName is the name of a file of a hand-over, of its content's hash.
func HandedName(sha256 []byte) string { return hex.EncodeToString(sha256) + ".parquet" }

// WriteRows writes the rows of a build as Parquet files below a folder, on the lake side.
// Build.Handover must know the columns.
func WriteRows(b Build, folder string) engine.Statement {
	before, after := "copy (", ") to "+quoted(folder)+handedFormat
	if converted := converted(b.Handover.Columns); len(converted) > 0 {
		before += "\nselect * replace (" + join(converted) + ") from ("
		after = ") as computed\n" + after
	}
	if b.Config.Materialized == engine.MaterializedSeed {
		return own(TagStage, before, b.seedQuery(), after)
	}
	return b.around(TagStage, before, after)
}

const handedFormat = " (format parquet, compression zstd, file_size_bytes '" + FileSize + "')"

// WriteRejects writes the lines that could not be read as Parquet files below a folder;
// nil when there are none.
func WriteRejects(b Build, folder string) *engine.Statement {
	from := b.allRejects()
	if b.Rejects == 0 || from == "" {
		return nil
	}
	s := own(TagStage, "copy (select *, ", b.loadedAt(), " as _loaded_at from (", from, ") order by all) to ", quoted(folder), handedFormat)
	return &s
}

// CountRows asks how many rows the written files have: rows (file, rows).
func CountRows(files []string) engine.Statement {
	return own(TagStage, "select file_name, num_rows from parquet_file_metadata(", list(files), ") order by file_name")
}

// stagePath is the folder of a part on the stage.
func (b Build) stagePath(part ...Part) string {
	path := "@" + b.rel(b.Handover.Stage) + "/" + b.RunID + "/" + b.Relation.Name
	for _, p := range part {
		path += "/" + string(p)
	}
	if strings.ContainsFunc(path, func(r rune) bool {
		return !strings.ContainsRune("@._-/\"", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return b.Dialect.Literal(path)
	}
	return path
}

// Put sends a local file to the stage. It is compressed already, and a file of this name
// has this content.
func Put(b Build, part Part, file string) engine.Statement {
	return own(TagStage, "put ", b.Dialect.Literal("file://"+strings.ReplaceAll(file, `\`, "/")), " ", b.stagePath(part),
		" auto_compress = false overwrite = false parallel = 4")
}

// RemoveStaged clears the folder of the node on the stage.
func RemoveStaged(b Build) engine.Statement { return own(TagCleanup, "remove ", b.stagePath()) }

// filesPerCopy is how many files Snowflake lets a COPY name.
const filesPerCopy = 1000

// copyInto loads the files of a part into a table.
func (b Build) copyInto(table string, columns []engine.Column, part Part, files []HandedFile) []engine.Statement {
	tag := TagCopy
	if part == RejectsPart {
		tag = TagCopyRejects
	}
	var out []engine.Statement
	for chunk := range slices.Chunk(files, filesPerCopy) {
		out = append(out, own(tag, b.copyHead(table, columns, part), " files = (", fileNames(chunk), ")\n",
			"file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)", b.copyTail(columns)))
	}
	return out
}

func fileNames(files []HandedFile) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = "'" + f.Name + "'"
	}
	return join(names)
}

// copyHead names what is copied. Columns that come as JSON text must be parsed, which a
// COPY that matches names cannot do; then each column is named.
func (b Build) copyHead(table string, columns []engine.Column, part Part) string {
	from := b.stagePath(part) + "/"
	if strings.HasPrefix(from, "'") {
		from = strings.TrimSuffix(b.stagePath(part), "'") + "/'"
	}
	if part == RejectsPart || !hasJSON(columns) {
		return "copy into " + table + "\nfrom " + from
	}
	items := make([]string, len(columns))
	for i, c := range columns {
		items[i] = "$1:" + exactly(c.Name) + "::" + warehouseType(c.DataType)
		if isJSON(c.DataType) {
			items[i] = "parse_json($1:" + exactly(c.Name) + "::varchar)"
			if t := warehouseType(c.DataType); t != "variant" {
				items[i] += "::" + t
			}
		}
	}
	return "copy into " + table + " (" + b.columns(names(columns)) + ")\nfrom (select " + join(items) + "\n  from " + from + ")"
}

func (b Build) copyTail(columns []engine.Column) string {
	tail := "\non_error = abort_statement"
	if !hasJSON(columns) {
		tail = "\nmatch_by_column_name = case_insensitive" + tail
	}
	return tail
}

// exactly quotes a name as it is.
func exactly(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Forced is a COPY that loads files though the table remembers having loaded them: for
// when the ledger says that it has not.
func Forced(copying engine.Statement) engine.Statement {
	copying.SQL += "\nforce = true"
	return copying
}

// A Copied is what a COPY did with a file.
type Copied struct {
	File, Status, FirstError string
	Parsed, Loaded           int64
}

// DecodeCopy reads a row of a COPY's result, by the names of its columns. ok is false for
// the one that says that there was nothing to do.
func DecodeCopy(columns []engine.Column, values []any) (c Copied, ok bool) {
	for i, column := range columns {
		switch strings.ToLower(column.Name) {
		case "file":
			text := fmt.Sprint(values[i])
			c.File, ok = text[strings.LastIndexByte(text, '/')+1:], true
		case "rows_parsed":
			c.Parsed, _ = whole(values[i])
		case "rows_loaded":
			c.Loaded, _ = whole(values[i])
		case "first_error":
			if values[i] != nil {
				c.FirstError = fmt.Sprint(values[i])
			}
		case "status":
			if ok || len(columns) > 1 {
				c.Status = strings.ToUpper(fmt.Sprint(values[i]))
			}
		}
	}
	return c, ok
}

// CheckPut tells whether a row of a PUT's result says that the file is on the stage, with
// all of its bytes.
func CheckPut(columns []engine.Column, values []any, size int64) error {
	var status, message string
	target := int64(-1)
	for i, column := range columns {
		switch strings.ToLower(column.Name) {
		case "status":
			status = strings.ToUpper(fmt.Sprint(values[i]))
		case "target_size":
			if n, ok := whole(values[i]); ok {
				target = n
			}
		case "message":
			if values[i] != nil {
				message = fmt.Sprint(values[i])
			}
		}
	}
	switch {
	case status != "UPLOADED" && status != "SKIPPED":
		return fmt.Errorf("a file could not be put to the stage: %s %s", status, message)
	case target >= 0 && target < size, status == "SKIPPED" && target > 0 && target != size:
		return fmt.Errorf("a file on the stage has %d bytes instead of %d", target, size)
	}
	return nil
}

// columnList prints columns with their types.
func (b Build) columnList(columns []engine.Column) string {
	fields := make([]string, len(columns))
	for i, c := range columns {
		fields[i] = b.Dialect.Quote(c.Name) + " " + strings.ToLower(c.DataType)
	}
	return join(fields)
}

// publishHandover puts the rows of a load model into the warehouse's table, with rejects
// and ledger. Segments says which of it is one transaction.
func publishHandover(b Build) ([]engine.Statement, diag.List) {
	rejects := b.handRejects()
	out := rejects.before
	fresh := WarehouseColumns(b.Handover.Columns)
	if b.adds() {
		changes, columns, problems := b.reconcile()
		if problems.HasErrors() {
			return nil, problems
		}
		if len(b.Replaced) > 0 && !has(b.ExistingColumns, "_file") {
			return nil, diag.List{diag.Errorf(b.span(), "load-needs-file", "the table %s has no column _file, so the rows of a changed file cannot be replaced", b.Relation).
				WithHint("run with --full-refresh")}
		}
		out = append(out, changes...)
		out = append(out, deleteFiles(b.target(), b.Replaced)...)
		out = append(out, b.copyInto(b.target(), b.taken(columns), RowsPart, b.Handover.Rows)...)
		return append(append(out, rejects.rows...), b.afterHandover()...), nil
	}
	if b.stands(engine.TableType) && sameColumns(b.ExistingColumns, fresh) {
		// All rows anew, in one transaction with the ledger: readers see the old or the new.
		out = append(out, own(TagPublish, "delete from ", b.target()))
		out = append(out, b.copyInto(b.target(), b.Handover.Columns, RowsPart, b.Handover.Rows)...)
		return append(append(out, rejects.rows...), b.afterHandover()...), nil
	}
	// A new table cannot take its place in a transaction. The ledger is cleared before
	// and written after it: a run that ends between reads all files again.
	aside := b.rel(b.HandoverAside())
	out = append(out, b.Forget...)
	out = append(out, b.createEmpty(aside, fresh)...)
	out = append(out, b.copyInto(aside, b.Handover.Columns, RowsPart, b.Handover.Rows)...)
	out = append(out, b.replaceBy(aside)...)
	return append(append(out, rejects.rows...), b.afterHandover()...), nil
}

// taken is the columns of the hand-over that are to be inserted.
func (b Build) taken(names []string) []engine.Column {
	return slices.DeleteFunc(slices.Clone(b.Handover.Columns), func(c engine.Column) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return sameName(n, c.Name) })
	})
}

// HandoverAside is the table that a new table is made in: one for each run, since two of
// them may be at it.
func (b Build) HandoverAside() engine.Relation {
	id := strings.ReplaceAll(b.RunID, "-", "")
	return b.Relation.Named(AsideName(b.Relation).Name + "_" + id[:min(8, len(id))])
}

func (b Build) afterHandover() []engine.Statement {
	out := slices.Concat(b.Ledger, b.comments("table"))
	return append(out, b.PostHooks...)
}

// createEmpty makes a table of declared columns, with the options and the constraints of
// the model.
func (b Build) createEmpty(table string, columns []engine.Column) []engine.Statement {
	kind, by := "table ", ""
	if b.flag("transient") {
		kind = "transient table "
	}
	if keys := b.setting("cluster_by"); len(keys) > 0 {
		by = " cluster by (" + join(keys) + ")"
	}
	out := []engine.Statement{own(TagPublish, "create or replace ", kind, table, " (", b.columnList(columns), ")", by)}
	return append(out, b.constrain(table, b.constraints())...)
}

// replaceBy puts a finished table in the place of the target, at once for readers.
func (b Build) replaceBy(aside string) []engine.Statement {
	var out []engine.Statement
	if b.Existing != nil && b.Existing.Type != engine.TableType {
		out = append(out, b.drop(TagPublish, *b.Existing))
	}
	kind, grants := "table ", ""
	if b.flag("transient") {
		kind = "transient table "
	}
	if b.stands(engine.TableType) {
		grants = " copy grants"
	}
	return append(out, own(TagReplace, "create or replace ", kind, b.target(), " clone ", aside, grants))
}

// handedRejects is the statements about rejects: those that must stand before any
// transaction, and those that belong into it.
type handedRejects struct{ before, rows []engine.Statement }

func (b Build) handRejects() handedRejects {
	table := b.rel(RejectsName(b.Relation))
	var out handedRejects
	if !b.RejectsExist {
		out.before = append(out.before, own(TagSchema, "create table if not exists ", table, " (",
			b.columnList(WarehouseColumns(RejectsColumns())), ")"))
	}
	all := b.Config.Materialized == engine.MaterializedLoad && !b.adds() ||
		b.Config.Materialized == engine.MaterializedExternal && (b.Config.Read != "changed_folders" || b.fullRefresh())
	switch {
	case !b.RejectsExist:
	case all:
		out.rows = append(out.rows, own(TagPublish, "delete from ", table))
	default:
		out.rows = append(out.rows, deleteFiles(table, b.dueOrGone())...)
	}
	out.rows = append(out.rows, b.copyInto(table, RejectsColumns(), RejectsPart, b.Handover.Rejects)...)
	return out
}

// dueOrGone is the files whose rejects are told anew.
func (b Build) dueOrGone() []string {
	due := slices.Clone(b.Replaced)
	if b.Config.Materialized == engine.MaterializedExternal {
		for _, f := range b.Feeds {
			for _, file := range f.Files {
				due = append(due, file.Path)
			}
		}
	}
	return due
}

// NamedIn is the files that a COPY names.
func NamedIn(copying engine.Statement, files []HandedFile) []HandedFile {
	return slices.DeleteFunc(slices.Clone(files), func(f HandedFile) bool { return !strings.Contains(copying.SQL, "'"+f.Name+"'") })
}

// OnlyFiles is a COPY for some of its files.
func OnlyFiles(copying engine.Statement, files []HandedFile, names map[string]int64) engine.Statement {
	named := NamedIn(copying, files)
	left := slices.DeleteFunc(slices.Clone(named), func(f HandedFile) bool { _, ok := names[f.Name]; return !ok })
	copying.SQL = strings.Replace(copying.SQL, fileNames(named), fileNames(left), 1)
	return copying
}

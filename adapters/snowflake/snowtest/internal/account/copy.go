package account

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// loadMemory is how long a table remembers the files that it loaded: reference 5.1, docs
// user-guide/data-load-considerations-load.
const loadMemory = 64 * 24 * time.Hour

// A copying is a COPY INTO a table, read. Source: docs sql-reference/sql/copy-into-table.
type copying struct {
	table     *relation
	columns   []columnDef
	from      location
	ref       string
	transform *query
	positions int // the largest $n of the transformation
	files     []string
	pattern   *regexp.Regexp
	format    fileOptions
	match     string // NONE, CASE_SENSITIVE, CASE_INSENSITIVE
	metadata  [][2]string
	onError   string
	force     bool
	uncertain bool
	purge     bool
}

// A stageScan is the file that a transformation reads $1 from.
type stageScan struct{ sql string }

func (s *Session) copyInto(ctx context.Context, p *parser) *Result {
	p.expect("COPY", "INTO")
	if p.peek().kind == stageToken || p.peek().kind == stringToken {
		panic(unsupported("COPY INTO a stage"))
	}
	c := &copying{table: s.needTable(p.qualified()), match: "NONE", onError: "ABORT_STATEMENT"}
	var names []token
	if p.peek().is("(") {
		names = p.idents()
	}
	c.columns = s.insertColumns(c.table, names)
	p.expect("FROM")
	w := s.printer(p)
	if p.skip("(") {
		c.transform = p.query()
		p.expect(")")
		core, ok := c.transform.body.(*selectCore)
		if !ok || len(core.from) != 1 || core.from[0].stage == nil || core.where != nil || core.group != nil || c.transform.order != nil || c.transform.limit != nil {
			panic(unsupported("COPY from a query other than SELECT ... FROM @stage"))
		}
		c.ref = core.from[0].stage.ref
		for _, t := range p.tokens[:p.at] {
			if n, err := strconv.Atoi(t.value); err == nil && t.kind == positionalToken {
				c.positions = max(c.positions, n)
			}
		}
	} else {
		t := p.take()
		c.ref = t.value
		if t.kind == stringToken && strings.HasPrefix(t.value, "@") {
			c.ref = t.value[1:]
		} else if t.kind != stageToken {
			panic(syntaxError(t))
		}
	}
	c.from = s.locate(c.ref)
	c.format = s.fileOptions(c.from.stage.format)
	s.copyOptions(p, c)
	return s.load(ctx, w, c)
}

func (s *Session) copyOptions(p *parser, c *copying) {
	for _, o := range p.options() {
		v := strings.ToUpper(o.value.value)
		switch o.name.value {
		case "FILES":
			for _, f := range o.list {
				c.files = append(c.files, f.value)
			}
			if len(c.files) > 1000 {
				panic(compilation(1795, "42601", "maximum number of files in FILES exceeded, expected at most 1,000, got %d", len(c.files)))
			}
		case "PATTERN":
			c.pattern = filePattern(o.value.value)
		case "FILE_FORMAT":
			c.format = s.fileOptions(s.formatOptions(o))
		case "MATCH_BY_COLUMN_NAME":
			c.match = oneOf(o, v, "NONE", "CASE_SENSITIVE", "CASE_INSENSITIVE")
		case "INCLUDE_METADATA":
			for _, m := range o.sub {
				c.metadata = append(c.metadata, [2]string{m.name.value, m.value.value})
			}
		case "ON_ERROR":
			c.onError = oneOf(o, v, "ABORT_STATEMENT", "SKIP_FILE")
		case "FORCE":
			c.force = oneOf(o, v, "TRUE", "FALSE") == "TRUE"
		case "LOAD_UNCERTAIN_FILES":
			c.uncertain = oneOf(o, v, "TRUE", "FALSE") == "TRUE"
		case "PURGE":
			c.purge = oneOf(o, v, "TRUE", "FALSE") == "TRUE"
		case "SIZE_LIMIT", "TRUNCATECOLUMNS", "ENFORCE_LENGTH", "RETURN_FAILED_ONLY", "VALIDATION_MODE":
			panic(unsupported("COPY with %s", o.name.value))
		default:
			panic(compilation(1006, "22023", "invalid parameter '%s'", o.name.value))
		}
	}
	switch {
	case c.match != "NONE" && c.transform != nil:
		panic(compilation(1417, "0A000", "COPY with a query cannot be combined with MATCH_BY_COLUMN_NAME"))
	case c.metadata != nil && c.match == "NONE":
		panic(compilation(1417, "0A000", "INCLUDE_METADATA needs MATCH_BY_COLUMN_NAME"))
	case c.match != "NONE" && c.format.kind == "CSV" && !c.format.parseHeader:
		panic(compilation(1417, "0A000", "MATCH_BY_COLUMN_NAME over CSV needs PARSE_HEADER = TRUE"))
	}
}

// oneOf checks an option's value: the message is recorded in reference 2.2.
func oneOf(o option, value string, allowed ...string) string {
	for _, a := range allowed {
		if a == value {
			return value
		}
	}
	if o.name.value == "ON_ERROR" && (value == "CONTINUE" || strings.HasPrefix(value, "SKIP_FILE_")) {
		panic(unsupported("ON_ERROR = %s", value))
	}
	panic(compilation(1006, "22023", "invalid value ['%s'] for parameter '%s'", value, o.name.value))
}

// candidates lists the files that a COPY names or finds.
func (s *Session) candidates(c *copying) []stagedFile {
	all := c.from.files()
	if c.files == nil {
		var found []stagedFile
		for _, f := range all {
			if c.pattern == nil || c.pattern.MatchString(f.name) {
				found = append(found, f)
			}
		}
		return s.omit(c, found)
	}
	prefix := c.from.prefix
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	byName := map[string]stagedFile{}
	for _, f := range s.omit(c, all) {
		byName[f.name] = f
	}
	var found []stagedFile
	for _, name := range c.files {
		f, ok := byName[prefix+name]
		if !ok {
			panic(&Error{91016, "22000", fmt.Sprintf("Remote file '@%s/%s%s' was not found. There are several potential causes. The file might not exist. The required credentials may be missing or invalid. If you are running a copy command, please make sure files are not deleted when they are being loaded or files are not being loaded into two different tables concurrently with auto purge option.", c.from.shown, prefix, name)})
		}
		found = append(found, f)
	}
	return found
}

// omit leaves out the files that a fault injection says a COPY does not see yet.
func (s *Session) omit(c *copying, files []stagedFile) []stagedFile {
	if s.account.options.OmitFiles == nil {
		return files
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name
	}
	unseen := map[string]bool{}
	for _, n := range s.account.options.OmitFiles(c.from.shown, names) {
		unseen[n] = true
	}
	var seen []stagedFile
	for _, f := range files {
		if !unseen[f.name] {
			seen = append(seen, f)
		}
	}
	return seen
}

// copyColumns are the columns of COPY's result.
func copyResult() *Result {
	r := &Result{Kind: Copy}
	for _, n := range strings.Fields("file status rows_parsed rows_loaded error_limit errors_seen first_error first_error_line first_error_character first_error_column_name") {
		c := Column{Name: n, Type: "TEXT", Length: tableTextLength, Nullable: true}
		switch n {
		case "rows_parsed", "rows_loaded", "error_limit", "errors_seen", "first_error_line", "first_error_character":
			c = Column{Name: n, Type: "FIXED", Precision: 18, Nullable: true}
		}
		r.Columns = append(r.Columns, c)
	}
	return r
}

func (s *Session) load(ctx context.Context, w *printer, c *copying) *Result {
	files := s.candidates(c)
	result := copyResult()
	loaded := map[string]string{}
	s.atomically(ctx, w, func(run func(string) [][]any) [][]any {
		result.Rows = nil
		for _, f := range files {
			if row := s.loadFile(ctx, run, w, c, f); row != nil {
				result.Rows = append(result.Rows, row)
				if row[1] == "LOADED" {
					loaded[f.path] = f.name
				}
			}
		}
		return nil
	})
	if len(result.Rows) == 0 {
		r := done(Copy, "Copy executed with 0 files processed.")
		return r
	}
	if c.purge {
		for path := range loaded {
			_ = os.Remove(path) // its failures are silent: reference 5.1
		}
	}
	return result
}

// loadFile loads one file; nil when it is passed over without a word, because it was loaded.
func (s *Session) loadFile(ctx context.Context, run func(string) [][]any, w *printer, c *copying, f stagedFile) []any {
	shown := c.from.shown + "/" + f.name
	tag := f.md5()
	if !c.force && s.known(run, c, f, tag) {
		if c.files == nil {
			return nil
		}
		return []any{shown, "LOAD_SKIPPED", int64(0), int64(0), int64(0), int64(0), "File was loaded before.", nil, nil, nil}
	}
	source := s.copySource(ctx, w, c, f, tag)
	if c.onError == "SKIP_FILE" {
		if _, err := s.fetch(ctx, "SELECT count(*), max(hash(q)) FROM ("+source+") AS q"); err != nil {
			s.intactWithin(ctx)
			e := w.translate(err)
			return []any{shown, "LOAD_FAILED", int64(0), int64(0), int64(1), int64(1), e.Message, int64(1), int64(1), nil}
		}
	}
	list := make([]string, 0, len(c.columns))
	for _, col := range c.copyTargets() {
		list = append(list, quote(col.Name))
	}
	n := count(run(fmt.Sprintf("INSERT INTO %s (%s) %s", c.table.duck(), strings.Join(list, ", "), source)))
	run(fmt.Sprintf(`DELETE FROM "_account".loads WHERE relation = %d AND file = %s`, c.table.ID, literalText(c.from.stage.Folder+"/"+f.name)))
	run(fmt.Sprintf(`INSERT INTO "_account".loads VALUES (%d, %s, %d, '%s', TIMESTAMP '%s', %d)`, c.table.ID, literalText(c.from.stage.Folder+"/"+f.name), f.size, tag,
		s.started.Format("2006-01-02 15:04:05.000000"), n))
	return []any{shown, "LOADED", n, n, int64(1), int64(0), nil, nil, nil, nil}
}

// intactWithin goes on after a failed check of a file, in the transaction that is open.
func (s *Session) intactWithin(ctx context.Context) {
	if s.open {
		s.replay(ctx)
		return
	}
	panic(unsupported("ON_ERROR = SKIP_FILE outside of a transaction with a file that fails"))
}

// known tells whether the table's load metadata has the file, or cannot tell any more.
func (s *Session) known(run func(string) [][]any, c *copying, f stagedFile, tag string) bool {
	since := s.started.Add(-loadMemory).Format("2006-01-02 15:04:05.000000")
	rows := run(fmt.Sprintf(`SELECT count(*) FROM "_account".loads WHERE relation = %d AND file = %s AND tag = '%s' AND loaded >= TIMESTAMP '%s'`,
		c.table.ID, literalText(c.from.stage.Folder+"/"+f.name), tag, since))
	if rows[0][0].(int64) > 0 {
		return true
	}
	old := s.started.Add(-loadMemory)
	return !c.uncertain && f.modified.Before(old) && c.table.Created.Before(old)
}

func (c *copying) copyTargets() []columnDef {
	targets := c.columns
	if c.transform != nil || c.match == "NONE" {
		return targets
	}
	var list []columnDef
	for _, col := range targets {
		if c.metadataOf(col.Name) == "" {
			list = append(list, col)
		}
	}
	for _, m := range c.metadata {
		if col := c.table.column(m[0]); col != nil {
			list = append(list, *col)
		} else {
			panic(compilation(904, "42000", "invalid identifier '%s'", m[0]))
		}
	}
	return list
}

func (c *copying) metadataOf(column string) string {
	for _, m := range c.metadata {
		if m[0] == column {
			return m[1]
		}
	}
	return ""
}

// copySource is the query that gives a file's rows for the table.
func (s *Session) copySource(ctx context.Context, w *printer, c *copying, f stagedFile, tag string) string {
	scan := s.scan(c, f, tag)
	if c.transform != nil {
		w.stage = &stageScan{scan}
		sql, err := w.resolve(ctx, s.conn, func() string { return w.query(c.transform) })
		if err != nil {
			panic(err)
		}
		s.width(len(c.columns), len(s.columnsOf(ctx, w, sql)))
		fits := make([]string, len(c.columns))
		for i, col := range c.columns {
			fits[i] = fit(fmt.Sprintf("c%d", i), col.Type)
		}
		return fmt.Sprintf("SELECT %s FROM (%s) AS q(%s)", strings.Join(fits, ", "), sql, numbered(len(fits)))
	}
	var list []string
	if c.match == "NONE" {
		list = c.byPosition()
	} else {
		list = s.byName(ctx, w, c, f)
	}
	return "SELECT " + strings.Join(list, ", ") + " FROM " + scan + " AS f"
}

// byPosition takes CSV's fields in order; JSON and Parquet fill one VARIANT.
func (c *copying) byPosition() []string {
	var list []string
	if c.format.kind != "CSV" {
		if len(c.columns) != 1 || c.columns[0].Type.duck() != "JSON" {
			panic(compilation(2095, "0A000", "%s file format can produce one and only one column of type variant, object, or array. Load data into separate columns using the MATCH_BY_COLUMN_NAME copy option or copy with transformation.", c.format.kind))
		}
		return []string{`f."$1"`}
	}
	for i, col := range c.columns {
		list = append(list, fit(fmt.Sprintf(`f."$%d"`, i+1), col.Type))
	}
	return list
}

// byName takes the file's columns by name; what the file has not is NULL.
func (s *Session) byName(ctx context.Context, w *printer, c *copying, f stagedFile) []string {
	inFile := map[string]string{}
	same := func(n string) string {
		if c.match == "CASE_INSENSITIVE" {
			return strings.ToUpper(n)
		}
		return n
	}
	if c.format.kind != "JSON" {
		rows, err := s.fetch(ctx, "DESCRIBE SELECT * FROM "+c.format.read(f.path, 0))
		if err != nil {
			panic(w.translate(err))
		}
		for _, row := range rows {
			inFile[same(row[0].(string))] = row[0].(string)
		}
	}
	var list []string
	for _, col := range c.copyTargets() {
		from, ok := inFile[same(col.Name)]
		switch {
		case c.metadataOf(col.Name) != "":
			list = append(list, fit(`f.`+quote(c.metadataOf(col.Name)), col.Type))
		case c.format.kind == "JSON":
			list = append(list, fit(fmt.Sprintf(`json_extract_string(f."$1", %s)`, literalText("$."+jsonKey(col.Name))), col.Type))
		case !ok:
			list = append(list, "NULL")
		case col.Type.duck() == "JSON":
			list = append(list, "to_json(f."+quote(from)+")")
		default:
			list = append(list, fit("f."+quote(from), col.Type))
		}
	}
	return list
}

// scan reads a file: its columns, $1 ... and the metadata columns.
func (s *Session) scan(c *copying, f stagedFile, tag string) string {
	width := max(len(c.columns), c.positions)
	first := `to_json(r) AS "$1"`
	switch c.format.kind {
	case "CSV":
		if first = "NULL AS unused"; c.match != "NONE" {
			first = `to_json(r) AS "$1"`
		}
	case "JSON":
		first = `r.json AS "$1"`
	}
	return fmt.Sprintf(`(SELECT *, %s, %s AS "METADATA$FILENAME", row_number() OVER () AS "METADATA$FILE_ROW_NUMBER", '%s' AS "METADATA$FILE_CONTENT_KEY", TIMESTAMP '%s' AS "METADATA$FILE_LAST_MODIFIED", %s AS "METADATA$START_SCAN_TIME" FROM %s AS r)`,
		first, literalText(f.name), tag, f.modified.UTC().Format("2006-01-02 15:04:05.000000"), "TIMESTAMP '"+s.started.Format("2006-01-02 15:04:05.000000")+"'", c.format.read(f.path, width))
}

// stageRelation writes @stage in FROM, which only a COPY's query has here.
func (w *printer) stageRelation(fromItem) string {
	if w.stage == nil {
		panic(unsupported("SELECT ... FROM @stage"))
	}
	return w.stage.sql
}

// position writes $1.
func (w *printer) position(x *position) string {
	if w.stage == nil {
		panic(unsupported("$%d outside of COPY", x.n))
	}
	return fmt.Sprintf(`"$%d"`, x.n)
}

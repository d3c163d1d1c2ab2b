package executed_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// pretend is a warehouse with Snowflake's manners over a DuckDB: it has a stage and COPY,
// speaks Snowflake's types, and does not let a transaction go on over a create. What it
// does not know it sends to DuckDB as it is.
type pretend struct {
	engine.Adapter
	t     *testing.T
	stage string // the folder that plays the stage

	mu     sync.Mutex
	sent   []string // all statements, begin, commit and rollback included
	copied map[string]bool
	// before is asked before each statement; an error is that statement's.
	before func(n int, sql string) error
	// commit is asked before each commit: an error is given instead of an answer, and
	// applied says whether the transaction was committed all the same.
	commit func(n int) (applied bool, err error)
	// omit takes files out of what a COPY sees.
	omit    func(file string) bool
	commits int
}

func newPretend(t *testing.T) *pretend {
	t.Helper()
	target := engine.Target{Name: "prod", Adapter: "duckdb", Schema: "main", Settings: map[string]any{"path": ":memory:"}}
	a, err := duckdb.New().Open(t.Context(), target, adapters.Options{Root: t.TempDir(), Functions: &udfs.Registry{}, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return &pretend{Adapter: a, t: t, stage: t.TempDir(), copied: map[string]bool{}}
}

func (p *pretend) Dialect() engine.Dialect { return snowflake.Dialect{} }

func (p *pretend) Session(ctx context.Context) (engine.Session, error) {
	s, err := p.Adapter.Session(ctx)
	return &pretender{Session: s, p: p}, err
}

// log notes a statement and asks whether it is to fail.
func (p *pretend) log(sql string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, sql)
	if p.before == nil {
		return nil
	}
	return p.before(len(p.sent), sql)
}

type pretender struct {
	engine.Session
	p    *pretend
	open bool
	mine []string // what the open transaction copied
}

func (s *pretender) Begin(ctx context.Context) error {
	if err := s.p.log("begin"); err != nil {
		return err
	}
	err := s.Session.Begin(ctx)
	s.open, s.mine = err == nil, nil
	return err
}

func (s *pretender) Commit(ctx context.Context) error {
	if err := s.p.log("commit"); err != nil {
		return err
	}
	s.open = false
	if s.p.commit != nil {
		s.p.commits++
		if applied, err := s.p.commit(s.p.commits); err != nil {
			if !applied {
				_ = s.Rollback()
			} else if err := s.Session.Commit(ctx); err != nil {
				return err
			}
			return err
		}
	}
	return s.Session.Commit(ctx)
}

func (s *pretender) Rollback() error {
	s.open = false
	s.p.mu.Lock()
	for _, key := range s.mine {
		delete(s.p.copied, key)
	}
	s.p.mu.Unlock()
	return s.Session.Rollback()
}

func (s *pretender) Exec(ctx context.Context, st engine.Statement) (engine.ExecInfo, error) {
	rows, err := s.Query(ctx, st)
	if err != nil {
		return engine.ExecInfo{Rows: -1}, err
	}
	defer rows.Close()
	info := engine.ExecInfo{Rows: -1, QueryID: rows.(engine.Identified).QueryID()}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return info, err
		}
		if n, ok := values[0].(int64); ok && len(rows.Columns()) == 1 {
			info.Rows = n
		}
	}
	return info, rows.Err()
}

var (
	putText  = regexp.MustCompile(`(?s)^put 'file://(.*)' @_mart\.preload/(\S+) auto_compress = false overwrite = false parallel = 4$`)
	copyText = regexp.MustCompile(`(?s)^copy into (\S+)(?: \((.*?)\))?\nfrom (?:@_mart\.preload/(\S+)|\(select (.*)\n  from @_mart\.preload/(\S+)\)) files = \((.*?)\)\nfile_format = .*?on_error = abort_statement(\nforce = true)?$`)
)

func (s *pretender) Query(ctx context.Context, st engine.Statement) (engine.Rows, error) {
	if st.Origin.RunID == "" {
		s.p.t.Errorf("a statement without origin: %s", st.SQL)
	}
	word, _, _ := strings.Cut(st.SQL, " ")
	switch word {
	case "create", "alter", "drop", "comment", "grant", "revoke":
		if s.open {
			s.p.t.Errorf("Snowflake would commit the transaction at: %s", st.SQL)
		}
	}
	if err := s.p.log(st.SQL); err != nil {
		return nil, err
	}
	switch word {
	case "put":
		return s.put(st.SQL)
	case "copy":
		return s.copy(ctx, st)
	case "remove":
		_, folder, _ := strings.Cut(st.SQL, "@_mart.preload/")
		return told([]string{"name"}), os.RemoveAll(filepath.Join(s.p.stage, folder))
	}
	if strings.HasPrefix(st.SQL, "create stage") {
		return told([]string{"status"}), nil
	}
	st.SQL = inDuckDB(st.SQL)
	rows, err := s.Session.Query(ctx, st)
	if err != nil {
		return nil, err
	}
	return identified{rows}, nil
}

// duckWords are Snowflake's words with those of DuckDB.
var duckWords = strings.NewReplacer("number(38,0)", "bigint", "number(", "decimal(", "timestamp_ntz", "timestamp", "timestamp_ltz", "timestamptz",
	" clone ", " as select * from ", " copy grants", "", "transient table", "table", "temporary table", "table", "describe table", "describe",
	" array,", " varchar[],", " array)", " varchar[])", " object", " json", " variant", " json", "::array", "::varchar[]", "::object", "", "insert overwrite into", "insert into")

func inDuckDB(sql string) string { return duckWords.Replace(sql) }

func (s *pretender) put(sql string) (engine.Rows, error) {
	m := putText.FindStringSubmatch(sql)
	if m == nil {
		s.p.t.Fatalf("not a PUT: %s", sql)
	}
	from, to := m[1], filepath.Join(s.p.stage, m[2], path.Base(m[1]))
	content, err := os.ReadFile(from)
	if err != nil {
		return nil, err
	}
	status := "UPLOADED"
	if _, err := os.Stat(to); err == nil {
		status = "SKIPPED"
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return nil, err
	}
	names := []string{"source", "target", "source_size", "target_size", "status", "message"}
	return told(names, []any{from, path.Base(from), int64(len(content)), int64(len(content)), status, ""}), os.WriteFile(to, content, 0o644)
}

func (s *pretender) copy(ctx context.Context, st engine.Statement) (engine.Rows, error) {
	m := copyText.FindStringSubmatch(st.SQL)
	if m == nil {
		s.p.t.Fatalf("not a COPY: %s", st.SQL)
	}
	var out [][]any
	for _, name := range strings.Split(m[6], ", ") {
		name = strings.Trim(name, "'")
		file := filepath.Join(s.p.stage, m[3]+m[5], name)
		if s.p.omit != nil && s.p.omit(name) {
			continue
		}
		if _, err := os.Stat(file); err != nil {
			return nil, &engine.DatabaseError{Adapter: "snowflake", Message: "Remote file '" + file + "' was not found.", Offset: -1}
		}
		key := m[1] + " " + file
		if s.p.copied[key] && m[7] == "" {
			out = append(out, []any{file, "LOAD_SKIPPED", int64(0), int64(0), nil})
			continue
		}
		into, columns := "insert into "+m[1]+" by name select ", "*"
		if m[4] != "" {
			into = "insert into " + m[1] + " (" + m[2] + ") select "
			columns = strings.ReplaceAll(strings.ReplaceAll(inDuckDB(m[4]), "$1:", ""), "parse_json(", "json(")
		}
		info, err := s.Session.Exec(ctx, engine.Statement{SQL: into + columns + " from read_parquet('" + file + "')"})
		if err != nil {
			return nil, err
		}
		s.p.mu.Lock()
		s.p.copied[key] = true
		s.mine = append(s.mine, key)
		s.p.mu.Unlock()
		out = append(out, []any{file, "LOADED", info.Rows, info.Rows, nil})
	}
	if len(out) == 0 {
		return told([]string{"status"}, []any{"Copy executed with 0 files processed."}), nil
	}
	return told([]string{"file", "status", "rows_parsed", "rows_loaded", "first_error"}, out...), nil
}

// identified gives rows a query id.
type identified struct{ engine.Rows }

func (identified) QueryID() string { return "01" + rand.Text()[:6] }

// spoken is a result that the pretended warehouse says itself.
type spoken struct {
	columns []engine.Column
	rows    [][]any
	at      int
}

func told(names []string, rows ...[]any) engine.Rows {
	s := &spoken{rows: rows, at: -1}
	for _, n := range names {
		s.columns = append(s.columns, engine.Column{Name: n})
	}
	return identified{s}
}

func (s *spoken) Columns() []engine.Column { return s.columns }
func (s *spoken) Next() bool               { s.at++; return s.at < len(s.rows) }
func (s *spoken) Values() ([]any, error)   { return s.rows[s.at], nil }
func (s *spoken) Err() error               { return nil }
func (s *spoken) Close() error             { return nil }

// rows are the rows of a query, one a line, in their order.
func rows(t *testing.T, a engine.Adapter, sql string) string {
	t.Helper()
	s, err := a.Session(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	result, err := s.Query(t.Context(), engine.Statement{SQL: sql, Origin: engine.Origin{RunID: "look"}})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer result.Close()
	var out []string
	for result.Next() {
		values, err := result.Values()
		if err != nil {
			t.Fatal(err)
		}
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = fmt.Sprint(v)
		}
		out = append(out, strings.Join(parts, "|"))
	}
	if err := result.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

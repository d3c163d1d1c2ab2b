// Package executed runs what materialize writes on a real DuckDB. It has tests only, so
// that the unit tests of materialize link without the database.
package executed_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/udfs"
)

// TestMain keeps property tests short: each check builds a model or two. A given
// -rapid.checks wins.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		_ = f.Value.Set("25")
	}
	os.Exit(m.Run())
}

// A house is a project folder with a DuckDB of its own.
type house struct {
	t       *testing.T
	root    string
	adapter engine.Adapter
	session engine.Session
}

func newHouse(t *testing.T) *house {
	t.Helper()
	root := t.TempDir()
	target := engine.Target{Name: "test", Adapter: "duckdb", Schema: "main", Threads: 2, Settings: map[string]any{"path": ":memory:"}}
	a, err := duckdb.New().Open(t.Context(), target, adapters.Options{Root: root, Functions: &udfs.Registry{}, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Session(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(); _ = a.Close() })
	return &house{t: t, root: root, adapter: a, session: s}
}

// write puts a file into the project.
func (h *house) write(path, text string) engine.File {
	h.t.Helper()
	full := filepath.Join(h.root, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
	return engine.File{Path: path, Size: int64(len(text))}
}

func (h *house) exec(sql ...string) {
	h.t.Helper()
	for _, s := range sql {
		if _, err := h.session.Exec(context.Background(), engine.Statement{SQL: s}); err != nil {
			h.t.Fatalf("%v\n%s", err, s)
		}
	}
}

// rows prints the rows of a query, a line each.
func (h *house) rows(sql string) string {
	h.t.Helper()
	var lines []string
	for _, row := range h.values(sql) {
		parts := make([]string, len(row))
		for i, v := range row {
			if when, ok := v.(time.Time); ok {
				v = when.Format("2006-01-02")
			}
			parts[i] = fmt.Sprint(v)
			if v == nil {
				parts[i] = "NULL"
			}
		}
		lines = append(lines, strings.Join(parts, "|"))
	}
	return strings.Join(lines, "\n")
}

func (h *house) values(sql string) [][]any {
	h.t.Helper()
	r, err := h.session.Query(context.Background(), engine.Statement{SQL: sql})
	if err != nil {
		h.t.Fatalf("%v\n%s", err, sql)
	}
	defer r.Close()
	var out [][]any
	for r.Next() {
		v, err := r.Values()
		if err != nil {
			h.t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := r.Err(); err != nil {
		h.t.Fatal(err)
	}
	return out
}

func (h *house) same(what, sql, want string) {
	h.t.Helper()
	if got := h.rows(sql); got != strings.TrimSpace(want) {
		h.t.Errorf("%s: got\n%s\nwant\n%s", what, got, strings.TrimSpace(want))
	}
}

// existing is what stands at a name.
func (h *house) existing(name string) *engine.Existing {
	h.t.Helper()
	all, err := h.adapter.Relations(context.Background(), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range all {
		if e.Relation.Name == name && e.Relation.Schema == "main" {
			e.Relation = engine.Relation{Schema: "main", Name: name}
			return &e
		}
	}
	return nil
}

// model is a build of a model with some SQL.
func (h *house) model(name, materialized, sql string) materialize.Build {
	m := &engine.Model{Relation: engine.Relation{Schema: "main", Name: name}}
	m.Name, m.ID, m.Kind = name, engine.NodeID("model.p."+name), engine.KindModel
	m.Span = diag.Span{File: "models/" + name + ".sql", Start: diag.Pos{Line: 1, Column: 1}}
	m.Config.Materialized = materialized
	return materialize.Build{
		Node: m, Config: m.Config, Relation: m.Relation, Compiled: engine.Compiled{ID: m.ID, SQL: sql},
		Dialect: h.adapter.Dialect(), Root: h.root, Now: time.Date(2026, 11, 2, 6, 0, 0, 0, time.UTC),
	}
}

// build carries a build out as engine/run does: it looks at what stands there, stages,
// counts, builds, publishes and clears up. It returns the rows and the tally.
func (h *house) build(b materialize.Build) (int64, []materialize.Count, error) {
	h.t.Helper()
	b.Existing = h.existing(b.Relation.Name)
	b.ExistingAside = h.existing(b.Relation.Name + "__build")
	b.RejectsExist = h.existing(b.Relation.Name+"__rejects") != nil
	if b.Existing != nil && b.Existing.Type == engine.TableType {
		columns, err := h.adapter.Columns(context.Background(), b.Relation)
		if err != nil {
			return 0, nil, err
		}
		b.ExistingColumns = columns
	}
	rows, counts, err := h.carryOut(&b)
	if b.Config.Materialized != engine.MaterializedExternal && h.existing(b.Relation.Name+"__build") != nil && err == nil {
		h.t.Errorf("%s__build is left", b.Relation.Name)
	}
	return rows, counts, err
}

func (h *house) carryOut(b *materialize.Build) (int64, []materialize.Count, error) {
	steps, problems := materialize.Plan(*b)
	if err := problems.Err(); err != nil {
		return 0, nil, err
	}
	defer func() {
		if _, err := h.send(slices.Concat(steps.CleanupStage, steps.Cleanup)); err != nil {
			h.t.Errorf("cleanup: %v", err)
		}
	}()
	if _, err := h.send(append(steps.Prepare, steps.Stage...)); err != nil {
		return 0, nil, err
	}
	counts, err := h.tally(b, steps)
	if err != nil {
		return 0, nil, err
	}
	if b.Rejects > 0 {
		if _, err := h.send(steps.Rejects); err != nil {
			return 0, counts, err
		}
	}
	rows, err := h.send(steps.Build)
	if err != nil {
		return 0, counts, err
	}
	if steps.Describe != nil {
		b.AsideColumns = materialize.DecodeColumns(h.values(steps.Describe.SQL))
	}
	publish, problems := materialize.Publish(*b)
	if err := problems.Err(); err != nil {
		return 0, counts, err
	}
	if err := h.session.Begin(context.Background()); err != nil {
		return 0, counts, err
	}
	published, err := h.send(publish)
	if err != nil {
		_ = h.session.Rollback()
		return 0, counts, err
	}
	return rows + published, counts, h.session.Commit(context.Background())
}

func (h *house) send(statements []engine.Statement) (int64, error) {
	var rows int64
	for _, s := range statements {
		info, err := h.session.Exec(context.Background(), s)
		if err != nil {
			return rows, fmt.Errorf("%w\n%s", err, s.SQL)
		}
		if s.Tag == materialize.TagBuild && info.Rows > 0 {
			rows += info.Rows
		}
	}
	return rows, nil
}

// must builds without a fault.
func (h *house) must(b materialize.Build) (int64, []materialize.Count) {
	h.t.Helper()
	rows, counts, err := h.build(b)
	if err != nil {
		h.t.Fatal(err)
	}
	return rows, counts
}

// fails builds with a fault of a code.
func (h *house) fails(b materialize.Build, code string) {
	h.t.Helper()
	_, _, err := h.build(b)
	var list diag.List
	if !errors.As(err, &list) || len(list) == 0 || list[0].Code != code {
		h.t.Errorf("got %v, want a fault %s", err, code)
	}
}

// tally counts the staged rows, and notes the bad ones in the build.
func (h *house) tally(b *materialize.Build, steps materialize.Steps) ([]materialize.Count, error) {
	b.Rejects = 0
	var counts []materialize.Count
	if steps.Tally == nil {
		return nil, nil
	}
	for _, values := range h.values(steps.Tally.SQL) {
		c, ok := materialize.DecodeTally(values)
		if !ok {
			return nil, fmt.Errorf("tally %v", values)
		}
		counts = append(counts, c)
		b.Rejects += c.Bad
	}
	return counts, nil
}

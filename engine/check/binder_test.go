package check_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/check"
	"github.com/martsql/mart/engine/parse"
)

// A binder is a database that binds nothing: the SQL itself says in a comment what its
// columns are, and which it mentions that are not there.
//
//	select x /* gives id integer, n text */ /* lacks x */
type binder struct {
	engine.Adapter
	mu    sync.Mutex
	asked []string // the marks of the queries that were described
	made  []string // the tables that were made
}

func (b *binder) Dialect() engine.Dialect                         { return plain{} }
func (b *binder) Session(context.Context) (engine.Session, error) { return session{b: b}, nil }

type plain struct{}

func (plain) Name() string                      { return "duckdb" }
func (plain) Quote(name string) string          { return name }
func (plain) Relation(r engine.Relation) string { return r.String() }
func (plain) Literal(v any) string              { return fmt.Sprint(v) }
func (plain) Supports(engine.Capability) bool   { return true }

type session struct {
	engine.Session
	b *binder
}

var (
	gives = regexp.MustCompile(`/\* gives (.*?) \*/`)
	lacks = regexp.MustCompile(`/\* lacks (\w+) \*/`)
	mark  = regexp.MustCompile(`/\* (\w+) \*/`)
	table = regexp.MustCompile(`^create or replace table (\S+)`)
)

func (s session) Exec(_ context.Context, st engine.Statement) (engine.ExecInfo, error) {
	if m := table.FindStringSubmatch(st.SQL); m != nil {
		s.b.mu.Lock()
		defer s.b.mu.Unlock()
		s.b.made = append(s.b.made, m[1])
	}
	return engine.ExecInfo{}, nil
}

func (s session) Query(_ context.Context, st engine.Statement) (engine.Rows, error) {
	s.b.mu.Lock()
	defer s.b.mu.Unlock()
	if m := mark.FindAllStringSubmatch(st.SQL, -1); m != nil {
		s.b.asked = append(s.b.asked, m[len(m)-1][1]) // those of ephemeral models stand before it
	}
	for _, m := range lacks.FindAllStringSubmatch(st.SQL, -1) {
		code := lacks.ReplaceAllStringFunc(st.SQL, func(c string) string { return strings.Repeat(" ", len(c)) })
		if at := regexp.MustCompile(`\b` + m[1] + `\b`).FindStringIndex(code); at != nil {
			near := []string{"id"}
			if strings.Contains(code, "NULL") {
				near = append(near, "NULL")
			}
			return nil, &engine.DatabaseError{Kind: engine.BindError, Adapter: "duckdb", Offset: at[0],
				Message: `Referenced column "` + m[1] + `" not found in FROM clause!`, Candidates: near}
		}
	}
	out := &rows{}
	if m := gives.FindAllStringSubmatch(st.SQL, -1); m != nil {
		for _, column := range strings.Split(m[len(m)-1][1], ", ") {
			name, dataType, _ := strings.Cut(column, " ")
			out.left = append(out.left, []any{name, dataType})
		}
	}
	return out, nil
}

type rows struct {
	engine.Rows
	left [][]any
	row  []any
}

func (r *rows) Next() bool {
	if len(r.left) == 0 {
		return false
	}
	r.row, r.left = r.left[0], r.left[1:]
	return true
}
func (r *rows) Values() ([]any, error) { return r.row, nil }
func (r *rows) Err() error             { return nil }
func (r *rows) Close() error           { return nil }

// shop is a project whose models are chains: base -> inline (ephemeral) -> mid -> top,
// and other by itself.
func shop() map[string]string {
	return map[string]string{
		"mart.yml":           "name: p\ntargets:\n  dev: {adapter: duckdb, path: x.duckdb}\n",
		"models/base.sql":    `select 1 /* base */ /* gives id integer, n text */`,
		"models/inline.sql":  `{{ config "materialized" "ephemeral" }}select * from {{ ref "base" }} /* inline */ /* gives id integer, n text */`,
		"models/mid.sql":     `select * /* mid */ /* gives id integer */ from {{ ref "inline" }}`,
		"models/top.sql":     `select * /* top */ /* gives id integer */ from {{ ref "mid" }}`,
		"models/other.sql":   `select 2 /* other */ /* gives id integer */`,
		"tests/base_not.sql": `select * /* base_not */ from {{ ref "base" }}`,
	}
}

// looked checks a project on a binder of its own.
func looked(t *testing.T, files map[string]string, o check.Options) (*check.Result, *binder) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, problems := parse.Load(t.Context(), fsys, parse.Options{Env: func(string) (string, bool) { return "", false }})
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	for id := range o.Only {
		if p.Manifest.Nodes[id] == nil {
			t.Fatalf("there is no %s", id)
		}
	}
	b := &binder{}
	o.Threads = 2
	result, err := check.Project(t.Context(), p, b, o)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(b.asked)
	return result, b
}

// Package executed runs plans on two sides: a real DuckDB as the lake side, and a
// warehouse with Snowflake's manners. It has tests only, so that those of run link
// without a database.
package executed_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/plan"
	"github.com/martsql/mart/engine/run"
	"github.com/martsql/mart/macros"
	"github.com/martsql/mart/udfs"
)

// project is a small shop: files, a load with a Go function and columns of all kinds, an
// external model, an incremental, a table, a view, a seed and tests of both sides.
var project = map[string]string{
	"mart.yml": "name: shop\ndefault_target: prod\ntargets:\n  prod: {adapter: snowflake}\n  dev: {adapter: duckdb}\n",
	"models/props.yml": `
sources:
  - name: raw
    tables:
      - name: sales
        files: lake/day=*/*.json
        columns: [{name: id, data_type: bigint, data_tests: [not_null]}, {name: shop, data_type: varchar}, {name: price, data_type: "decimal(9,2)"}, {name: tags, data_type: "varchar[]"}, {name: day, data_type: date}]
models:
  - name: sales
    columns: [{name: id, data_tests: [unique]}]
  - name: by_shop
    columns: [{name: shop, data_tests: [not_null]}]
`,
	"models/sales.sql": `{{ config "materialized" "load" "max_rejects" 10 "on_schema_change" "append_new_columns" }}
select id, shop, price, tags, len(tags) as tag_count, {'shop': shop} as made_of, length({{ udf "loud" "shop" }}) as cents, {{ udf "loud" "shop" }} as loud, day, cast(1 as hugeint) as one, _file
from {{ source "raw" "sales" }}`,
	"models/archive.sql": `{{ config "materialized" "external" "max_rejects" 10 "partition_by" (list "day") }}
select id, shop, day from {{ source "raw" "sales" }}`,
	"models/from_archive.sql": `{{ config "materialized" "load" "on_changed_file" "ignore" }}
select id, day from {{ ref "archive" }}`,
	"models/growing.sql": `{{ config "materialized" "incremental" "incremental_strategy" "append" }}
select id, price from {{ ref "sales" }} {{ if is_incremental }}where id not in (select id from {{ this }}){{ end }}`,
	"models/by_shop.sql":  `{{ config "materialized" "table" }} select shop, count(*) as n, sum(cents) as cents from {{ ref "sales" }} group by shop`,
	"models/look.sql":     `{{ config "materialized" "view" }} select b.shop, n.name from {{ ref "by_shop" }} as b left join {{ ref "names" }} as n on n.shop = b.shop`,
	"seeds/names.csv":     "shop,name\na,Albert\nb,Bilka\n",
	"tests/of_files.sql":  `select * from {{ source "raw" "sales" }} where id < 0`,
	"tests/of_tables.sql": `select * from {{ ref "growing" }} where id < 0`,
}

// tables are what the project makes, to be compared.
var tables = []string{"main.sales", "main.sales__rejects", "main.from_archive", "main.growing", "main.by_shop", "main.look", "main.names"}

// loud is a Go function that puts a mark behind a text.
type loud struct{}

func (loud) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if !b.Skip(row) {
			b.Out[0].SetText(row, b.Args[0].Text(row)+"!")
		}
	}
	return nil
}

func functions(t *testing.T, version int) *udfs.Registry {
	t.Helper()
	text := udfs.Type{Kind: udfs.Text}
	r := &udfs.Registry{}
	err := r.Add(&udfs.Func{Name: "loud", Version: version, Summary: "Puts a mark behind a text.", Doc: "For tests.", Args: []udfs.Arg{{Name: "text", Type: text, Doc: "a text"}},
		Returns: []udfs.Field{{Type: text}}, Examples: []udfs.Example{{Args: []any{"a"}, Want: map[string]any{"": "a!"}}}, New: func() udfs.Evaluator { return loud{} }})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A house is a project folder with its databases.
type house struct {
	t         *testing.T
	root      string
	target    string
	warehouse engine.Adapter
	lake      engine.Adapter
	pretend   *pretend
	shop      string // how the warehouse spells made_of.shop
	command   plan.Command
	version   int // of the Go function
	now       time.Time
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func duck(t *testing.T, root string) engine.Adapter {
	t.Helper()
	a, err := duckdb.New().Open(t.Context(), engine.Target{Name: "lake", Adapter: "duckdb", Schema: "main", Settings: map[string]any{"path": ":memory:"}},
		adapters.Options{Root: root, Functions: functions(t, 1), Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// newHouse makes the project on two sides (prod), or on DuckDB alone (dev).
func newHouse(t *testing.T, target string) *house {
	t.Helper()
	h := &house{t: t, root: t.TempDir(), target: target, command: plan.Build, version: 1, shop: "made_of.shop", now: time.Date(2026, 11, 2, 6, 0, 0, 0, time.UTC)}
	for name, text := range project {
		write(t, h.root, name, text)
	}
	h.lake = duck(t, h.root)
	h.warehouse = h.lake
	if target == "prod" {
		h.pretend = newPretend(t)
		h.warehouse, h.shop = h.pretend, "made_of ->> 'shop'"
	}
	h.day(1, 3)
	h.day(2, 2)
	return h
}

// day writes a file of sales, with a line that cannot be read.
func (h *house) day(day, sales int) {
	var text strings.Builder
	for i := range sales {
		fmt.Fprintf(&text, `{"id": %d, "shop": "%c", "price": %d.5, "tags": ["x", "day %d"]}`+"\n", day*100+i, 'a'+rune(i%2), i, day)
	}
	text.WriteString("no sale\n")
	write(h.t, h.root, fmt.Sprintf("lake/day=2026-11-%02d/sales.json", day), text.String())
}

func (h *house) run(ctx context.Context, o run.Options) ([]engine.Result, error) {
	p, problems := parse.Load(ctx, os.DirFS(h.root), parse.Options{Target: h.target, Functions: functions(h.t, h.version), Standard: macros.FS})
	if problems.HasErrors() {
		h.t.Fatal(problems)
	}
	steps, err := plan.Make(p.Manifest, h.command, func(engine.NodeID) bool { return true })
	if err != nil {
		h.t.Fatal(err)
	}
	h.now = h.now.Add(time.Hour)
	o.RunID, o.Root, o.Threads, o.Now = uuid.NewString(), h.root, 1, h.now
	o.ReadFile = func(name string) (string, error) {
		b, err := os.ReadFile(filepath.Join(h.root, name))
		return string(b), err
	}
	return run.Execute(ctx, steps, p, engine.Sides{Warehouse: h.warehouse, Lake: h.lake}, nil, o)
}

// build builds everything, which must go well.
func (h *house) build(o run.Options) []engine.Result {
	h.t.Helper()
	results, err := h.run(h.t.Context(), o)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, r := range results {
		if r.Status.Bad() {
			h.t.Fatalf("%s: %s %s %v", r.ID, r.Status, r.Message, r.Problems)
		}
	}
	return results
}

// contents is all rows of all tables, without what tells the time.
func (h *house) contents() string {
	var out strings.Builder
	for _, table := range tables {
		what := "*"
		switch table {
		case "main.sales":
			what = "id, shop, price, array_to_string(tags, ','), loud, tag_count, " + h.shop + ", cents, day, one, _file"
		case "main.sales__rejects":
			what = "_file, _row, line, reason, source"
		}
		fmt.Fprintf(&out, "%s\n%s\n", table, rows(h.t, h.warehouse, "select "+what+" from "+table))
	}
	out.WriteString(rows(h.t, h.warehouse, "select model, path, row_count, reject_count from _mart.loads"))
	return out.String()
}

// story is what happens to the project's files, and how it is built after each.
var story = []struct {
	name string
	do   func(h *house)
	o    run.Options
}{
	{"first", func(*house) {}, run.Options{}},
	{"nothing new", func(*house) {}, run.Options{}},
	{"a new day", func(h *house) { h.day(3, 4) }, run.Options{}},
	{"a changed day", func(h *house) { h.day(2, 5) }, run.Options{}},
	{"full refresh", func(h *house) { h.day(1, 1) }, run.Options{FullRefresh: true}},
	{"a column more", func(h *house) {
		write(h.t, h.root, "models/sales.sql", strings.Replace(project["models/sales.sql"], "_file", "'new' as more, _file", 1))
		h.day(4, 1)
	}, run.Options{}},
	{"full refresh with other columns", func(h *house) { write(h.t, h.root, "models/sales.sql", project["models/sales.sql"]) }, run.Options{FullRefresh: true}},
}

// tell builds the project on DuckDB and on two sides after each step of the story, and
// compares all rows.
func tell(t *testing.T, two *house) {
	t.Helper()
	one := newHouse(t, "dev")
	for _, s := range story {
		s.do(one)
		s.do(two)
		one.build(s.o)
		results := two.build(s.o)
		if diff := cmp.Diff(one.contents(), two.contents()); diff != "" {
			t.Fatalf("%s: DuckDB and two sides differ:\n%s", s.name, diff)
		}
		for _, r := range results {
			if r.Status == engine.Success && len(r.QueryIDs) == 0 {
				t.Errorf("%s: %s has no query id", s.name, r.ID)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(two.root, "target", "preload", "*")); len(left) > 0 {
		t.Errorf("files are left: %v", left)
	}
}

// TestSameRows tells the story on a pretended warehouse.
func TestSameRows(t *testing.T) {
	two := newHouse(t, "prod")
	tell(t, two)
	if left, _ := filepath.Glob(filepath.Join(two.pretend.stage, "*", "*")); len(left) > 0 {
		t.Errorf("the stage has %v", left)
	}
	if left := rows(t, two.warehouse, "select table_name from information_schema.tables where table_name like '%__build%'"); left != "" {
		t.Errorf("tables are left: %s", left)
	}
}

// stride is how many places of a fault are left out between two that are tried. All of
// them take minutes: set MART_TEST_EVERYWHERE.
var stride = func() int {
	if os.Getenv("MART_TEST_EVERYWHERE") != "" {
		return 1
	}
	return 3
}()

// TestLostCommit loses the answer of every commit in turn, once with the transaction
// applied and once without: all rows are there once.
func TestLostCommit(t *testing.T) {
	want := newHouse(t, "dev")
	want.build(run.Options{})
	want.day(3, 2)
	want.build(run.Options{})
	for _, applied := range []bool{false, true} {
		for n := 1; ; n += stride {
			h := newHouse(t, "prod")
			lost := 0
			h.pretend.commit = func(i int) (bool, error) {
				if i != n {
					return true, nil
				}
				lost++
				return applied, &engine.DatabaseError{Kind: engine.UnknownOutcomeError, Adapter: "snowflake", Message: "no answer", Offset: -1}
			}
			h.survive(run.Options{})
			h.day(3, 2)
			h.survive(run.Options{})
			h.pretend.commit = nil
			h.build(run.Options{})
			if diff := cmp.Diff(want.contents(), h.contents()); diff != "" {
				t.Fatalf("commit %d lost, applied %v:\n%s", n, applied, diff)
			}
			if lost == 0 {
				if n < 8 {
					t.Fatalf("only %d commits", n)
				}
				break
			}
		}
	}
}

// survive builds; nodes may fail, and so may the run's own records.
func (h *house) survive(o run.Options) {
	_, _ = h.run(h.t.Context(), o)
}

// TestKilledAnywhere ends a run at every statement in turn, and builds again: all rows
// are there once.
func TestKilledAnywhere(t *testing.T) {
	want := newHouse(t, "dev")
	want.build(run.Options{})
	step := 1
	if stride > 1 {
		step = 4 * stride
	}
	for n := 1; ; n += step {
		h := newHouse(t, "prod")
		killed := false
		h.pretend.before = func(i int, _ string) error {
			if i < n {
				return nil
			}
			killed = true // from here on nothing is heard of the warehouse
			return &engine.DatabaseError{Kind: engine.UnreachableError, Adapter: "snowflake", Message: "gone", Offset: -1}
		}
		h.survive(run.Options{})
		h.pretend.before = nil
		h.build(run.Options{})
		if diff := cmp.Diff(want.contents(), h.contents()); diff != "" {
			t.Fatalf("killed at statement %d:\n%s", n, diff)
		}
		if !killed {
			if n < 50 {
				t.Fatalf("only %d statements", n)
			}
			return
		}
	}
}

// TestCopyLeavesFilesOut: a COPY right after the PUT does not see a file, for a while.
func TestCopyLeavesFilesOut(t *testing.T) {
	want := newHouse(t, "dev")
	want.build(run.Options{})
	h := newHouse(t, "prod")
	blind := map[string]int{}
	h.pretend.omit = func(file string) bool {
		blind[file]++
		return blind[file] <= 2
	}
	h.build(run.Options{})
	if diff := cmp.Diff(want.contents(), h.contents()); diff != "" {
		t.Error(diff)
	}
	if len(blind) == 0 {
		t.Error("nothing was copied")
	}
	h = newHouse(t, "prod")
	h.pretend.omit = func(string) bool { return true }
	results, err := h.run(t.Context(), run.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.ID == "model.shop.sales" && (r.Status != engine.Errored || !strings.Contains(r.Message, "not seen")) {
			t.Errorf("a load whose files are never seen: %s %s", r.Status, r.Message)
		}
	}
}

// TestTwoRuns lets a second run load the same files between the plan and the transaction
// of the first.
func TestTwoRuns(t *testing.T) {
	want := newHouse(t, "dev")
	want.build(run.Options{})
	want.day(3, 2)
	want.build(run.Options{})
	h := newHouse(t, "prod")
	h.build(run.Options{})
	h.day(3, 2)
	second := false
	h.pretend.before = func(_ int, sql string) error {
		if !second && strings.HasPrefix(sql, "put ") && strings.Contains(sql, "/sales/rows") {
			second = true
			h.pretend.mu.Unlock() // the second run notes its statements, too
			h.build(run.Options{})
			h.pretend.mu.Lock()
		}
		return nil
	}
	h.build(run.Options{})
	if !second {
		t.Fatal("no second run")
	}
	if diff := cmp.Diff(want.contents(), h.contents()); diff != "" {
		t.Error(diff)
	}
}

// TestCancel ends a run by its context: what it began is rolled back, and a later build
// is whole.
func TestCancel(t *testing.T) {
	h := newHouse(t, "prod")
	ctx, cancel := context.WithCancel(t.Context())
	h.pretend.before = func(_ int, sql string) error {
		if strings.HasPrefix(sql, "copy into") {
			cancel()
			return ctx.Err()
		}
		return nil
	}
	if _, err := h.run(ctx, run.Options{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	h.pretend.before = nil
	h.build(run.Options{})
	want := newHouse(t, "dev")
	want.build(run.Options{})
	if diff := cmp.Diff(want.contents(), h.contents()); diff != "" {
		t.Error(diff)
	}
}

// TestStatementBudget counts what a plain table costs: one statement, and where tests look
// at it first, one to make it and one to publish it.
func TestStatementBudget(t *testing.T) {
	h := newHouse(t, "prod")
	h.build(run.Options{})
	before := len(h.pretend.sent)
	for command, want := range map[plan.Command]int{plan.Run: 1, plan.Build: 2} {
		begin := len(h.pretend.sent)
		h.command = command
		h.build(run.Options{})
		var of []string
		for _, sql := range h.pretend.sent[begin:] {
			if strings.Contains(sql, "by_shop") && strings.HasPrefix(sql, "create") && !strings.Contains(sql, "view") {
				of = append(of, sql)
			}
		}
		if len(of) != want {
			t.Errorf("%s: a plain table is made by %d statements, not %q", command, want, of)
		}
	}
	for _, sql := range h.pretend.sent[before:] {
		if strings.HasPrefix(sql, "create schema") || strings.HasPrefix(sql, "create table if not exists") {
			t.Errorf("made again: %s", sql)
		}
	}
}

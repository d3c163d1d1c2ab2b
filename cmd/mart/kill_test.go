package main_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kills is how often the build is killed. Each time it is another instant.
var kills = flag.Int("kills", 50, "how often TestKilledBuildsEndRight kills a build")

// TestKilledBuildsEndRight kills a build at random instants with SIGKILL, builds again,
// and compares everything that readers see with what an undisturbed build gives: tables,
// files on the lake, rejects, and the ledger of loaded files.
func TestKilledBuildsEndRight(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes for some tens of seconds; run without -short")
	}
	t.Parallel()
	fresh, built := t.TempDir(), t.TempDir()
	writeKillProject(t, fresh)
	writeKillProject(t, built)
	started := time.Now()
	mustBuild(t, built)
	whole := time.Since(started)

	undisturbed := copyOf(t, built)
	addSecondDay(t, undisturbed)
	mustBuild(t, undisturbed)
	want := seen(t, undisturbed)

	// One seed for ever would meet the same instants for ever: the seed is told.
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	killed := 0
	for i := range *kills {
		dir, flags, then := copyOf(t, built), []string(nil), func() {}
		switch i % 3 {
		case 0: // the first build of all
			dir = copyOf(t, fresh)
			then = func() { addSecondDay(t, dir) }
		case 1: // one that adds to what stands
			addSecondDay(t, dir)
		case 2: // one that builds what stands anew, with more
			addSecondDay(t, dir)
			flags = []string{"--full-refresh"}
		}
		after := time.Duration(random.Int64N(int64(whole) * 13 / 10))
		if killedBuild(t, dir, after, flags...) {
			killed++
		}
		if i%4 == 3 { // and the build that puts things right is killed, too
			killedBuild(t, dir, time.Duration(random.Int64N(int64(whole)*13/10)))
		}
		then()
		mustBuild(t, dir)
		if diff := cmp.Diff(want, seen(t, dir)); diff != "" {
			t.Fatalf("kill %d (kind %d) after %s (seed %d):\n%s", i, i%3, after, seed, diff)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d builds were killed before they ended, within %s", killed, *kills, whole)
	if killed < *kills/4 {
		t.Errorf("only %d of %d builds were killed in time: the test proves too little", killed, *kills)
	}
}

func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// put writes a file of a project.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeKillProject(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"mart.yml": "name: killed\ntargets:\n  dev: {adapter: duckdb, path: dev.duckdb, threads: 3}\n",
		"models/sources.yml": `sources:
  - name: raw
    tables:
      - name: sales
        files: raw/day=*/*.json
        format: json
        columns: [{name: id, data_type: bigint}, {name: shop, data_type: varchar}, {name: cents, data_type: bigint}]
`,
		"models/lake_sales.sql": `{{ config "materialized" "external" "location" "lake/sales" "partition_by" (list "day" "shop") "read" "changed_folders" "order_by" "id" }}
select distinct day, shop, id, cents from {{ source "raw" "sales" }}`,
		"models/sales.sql": `{{ config "materialized" "load" }}
select id, shop, day, cents, _file, _loaded_at from {{ ref "lake_sales" }}`,
		"models/direct.sql": `{{ config "materialized" "load" }}
select id, shop, cents, _row, _file, _loaded_at from {{ source "raw" "sales" }}`,
		"models/totals.sql": `{{ config "materialized" "table" }}
select shop, count(*) as n, sum(cents) as cents from {{ ref "sales" }} group by shop`,
		// all are published through the gate of their tests
		"models/tests.yml": `models:
  - name: totals
    columns: [{name: shop, data_tests: [unique, not_null]}]
  - name: running
    columns: [{name: id, data_tests: [unique]}]
  - name: sales
    data_tests: [{unique_combination: {arguments: {columns: [id, _file]}}}]
  - name: direct
    columns: [{name: _file, data_tests: [not_null]}]
`,
		"models/running.sql": `{{ config "materialized" "incremental" "unique_key" "id" }}
select id, shop, cents from {{ ref "sales" }}`,
	} {
		put(t, dir, name, text)
	}
	for day := 1; day <= 3; day++ {
		for file := 1; file <= 3; file++ {
			put(t, dir, fmt.Sprintf("raw/day=2026-01-0%d/%d.json", day, file), sales(day, file, 200))
		}
	}
}

// addSecondDay adds a day, a late file of an earlier one, and changes a file.
func addSecondDay(t *testing.T, dir string) {
	t.Helper()
	put(t, dir, "raw/day=2026-01-04/1.json", sales(4, 1, 200))
	put(t, dir, "raw/day=2026-01-01/late.json", sales(1, 9, 50))
	put(t, dir, "raw/day=2026-01-02/2.json", sales(2, 2, 210))
}

// sales is the lines of a file, one of them broken.
func sales(day, file, n int) string {
	out := "{\"id\": 1, \"shop\": \"cut of\n"
	for i := range n {
		out += fmt.Sprintf("{\"id\": %d, \"shop\": \"s%d\", \"cents\": %d}\n", day*100000+file*1000+i, i%3, i*7%1000)
	}
	return out
}

// martCommand is mart as a process of its own, in a folder.
func martCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	c := exec.CommandContext(ctx, self, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), asMart+"=1", "MART_NOW=2026-01-05T09:00:00Z", "NO_COLOR=1")
	return c
}

func mustBuild(t *testing.T, dir string) {
	t.Helper()
	out, err := martCommand(t.Context(), dir, "build", "--log-format", "plain").CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
}

// killedBuild starts a build and kills it. It reports whether the build was still running.
func killedBuild(t *testing.T, dir string, after time.Duration, flags ...string) bool {
	t.Helper()
	c := martCommand(t.Context(), dir, append([]string{"build", "--log-format", "plain"}, flags...)...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = c.Process.Kill() // it may have ended
	return c.Wait() != nil
}

// seen is all that a reader of a project's target and lake can see.
func seen(t *testing.T, dir string) map[string]string {
	t.Helper()
	queries := map[string]string{
		"sales":   "select id, shop, day::varchar, cents, _file from main.sales order by all",
		"direct":  "select id, shop, cents, _row, _file from main.direct order by all",
		"totals":  "select * from main.totals order by all",
		"running": "select * from main.running order by all",
		"rejects": "select _file, _row, line from main.direct__rejects order by all",
		"lake":    "select _file, _row, line from main.lake_sales__rejects order by all",
		"ledger":  "select model, path, hash, row_count, reject_count from _mart.loads order by all",
		"names":   "select schema_name || '.' || table_name from duckdb_tables() where not temporary order by 1",
		"files": fmt.Sprintf("select replace(filename, '%s/', ''), count(*), sum(cents) from read_parquet('%s/lake/sales/*/*/*.parquet', filename=true) group by 1 order by 1",
			dir, dir),
	}
	db, err := open(filepath.Join(dir, "dev.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string]string{"folders": folders(t, filepath.Join(dir, "lake"))}
	for name, query := range queries {
		if out[name], err = rowsOf(db, query); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return out
}

// folders lists all folders and files below one, so that nothing is left behind unseen.
func folders(t *testing.T, root string) string {
	t.Helper()
	out := ""
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, path)
		out += rel + "\n"
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

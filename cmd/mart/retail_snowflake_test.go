package main_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// TestRetailOnBothDatabases builds the project at the root on DuckDB and, over the real
// driver, on the Snowflake test server, from the same lake: first, and again after new,
// late and changed files. Every row of every table is the same.
func TestRetailOnBothDatabases(t *testing.T) {
	t.Parallel()
	duck := t.TempDir()
	copyProject(t, duck)
	moreLater := moveAside(t, duck)
	buildOn(t, duck, "2026-11-20")
	first := publishedInFile(t, filepath.Join(duck, "target", "dev.duckdb"))
	moreLater()
	buildOn(t, duck, "2026-11-21")
	second := publishedInFile(t, filepath.Join(duck, "target", "dev.duckdb"))
	rows := 0
	for _, table := range second {
		rows += len(table)
	}
	if t.Logf("%d tables and %d rows", len(second), rows); len(second) < 25 || rows < 50_000 {
		t.Error("that is too little to compare")
	}
	for _, format := range []string{"json", "arrow"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			server := startAccount(t, snowtest.Options{ResultFormat: format})
			dir := t.TempDir()
			copyProject(t, dir)
			addAccount(t, dir, server, 4)
			moreLater := moveAside(t, dir)
			mustBuildAccount(t, dir, "2026-11-20")
			samePublished(t, first, published(t, server.DB(), true))
			moreLater()
			mustBuildAccount(t, dir, "2026-11-21")
			samePublished(t, second, published(t, server.DB(), true))
		})
	}
}

// moveAside takes the last day and the late files out of a project's lake. The function
// brings them back, and changes a file of an earlier day.
func moveAside(t *testing.T, dir string) (back func()) {
	t.Helper()
	raw := filepath.Join(dir, "lake/retail/raw")
	late, err := filepath.Glob(filepath.Join(raw, "*/*-late.json.gz"))
	if err != nil || len(late) != 2 {
		t.Fatalf("late files: %v, %v", late, err)
	}
	aside := t.TempDir()
	moved := map[string]string{filepath.Join(raw, "crawl_date=2026-11-20"): filepath.Join(aside, "day")}
	for _, file := range late {
		moved[file] = filepath.Join(aside, filepath.Base(file))
	}
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range moved {
		move(from, to)
	}
	return func() {
		t.Helper()
		for from, to := range moved {
			move(to, from)
		}
		shorten(t, filepath.Join(raw, "crawl_date=2026-11-18", "polder.json.gz"))
	}
}

// publishedInFile is what a DuckDB file holds.
func publishedInFile(t *testing.T, file string, without ...string) map[string][]string {
	t.Helper()
	db, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return published(t, db, false, without...)
}

// samePublished compares what published gave for two databases, a table at a time.
func samePublished(t *testing.T, want, got map[string][]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if diff := cmp.Diff(want[name], got[name]); diff != "" {
			t.Errorf("%s differs (-wanted +built):\n%.3000s", name, diff)
		}
	}
	for name := range got {
		if want[name] == nil {
			t.Errorf("%s is there and should not be", name)
		}
	}
}

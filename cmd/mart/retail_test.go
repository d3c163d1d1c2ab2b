package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRetailProject is a week in the life of the project at the root: built from a fresh
// clone, built again, a new day, a file that changed.
func TestRetailProject(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	copyProject(t, dir)
	raw := filepath.Join(dir, "lake/retail/raw")

	buildOn(t, dir, "2026-11-20")
	first := retailSeen(t, dir)
	if first["empty marts"] != "" {
		t.Errorf("marts without rows:\n%s", first["empty marts"])
	}
	if first["reconciled"] != "true\n" {
		t.Errorf("scraped records are not all in the lake, in its rejects, or counted as doubles")
	}

	buildOn(t, dir, "2026-11-20T12:00:00")
	second := retailSeen(t, dir)
	if second["read"] != "0\n" {
		t.Errorf("a build with nothing new read %s files", second["read"])
	}
	if second["days"] != first["days"] {
		t.Errorf("a build with nothing new changed the offers:\n%s", second["days"])
	}

	// A new day: 8 files to the lake, and what the lake made of them to the warehouse; both
	// are also counted, for the tests that hold one against the other.
	if err := os.CopyFS(filepath.Join(raw, "crawl_date=2026-11-21"), os.DirFS(filepath.Join(raw, "crawl_date=2026-11-20"))); err != nil {
		t.Fatal(err)
	}
	buildOn(t, dir, "2026-11-21")
	third := retailSeen(t, dir)
	if third["read"] != "32\n" {
		t.Errorf("a new day of 8 files read %s files, not 8 and 8 of offers, and the same for counting", third["read"])
	}
	if !strings.HasPrefix(third["days"], first["days"]) || !strings.Contains(third["days"], "2026-11-21") {
		t.Errorf("a new day changed other days:\n%s\nwas\n%s", third["days"], first["days"])
	}

	// A file is delivered again with a fifth of its lines missing: its rows go, the others stay.
	shorten(t, filepath.Join(raw, "crawl_date=2026-11-21", "polder.json.gz"))
	buildOn(t, dir, "2026-11-22")
	fourth := retailSeen(t, dir)
	if !strings.HasPrefix(fourth["days"], first["days"]) || fourth["days"] == third["days"] {
		t.Errorf("a changed file did not replace its own rows, and only them:\n%s\nwas\n%s", fourth["days"], third["days"])
	}
	if fourth["others"] != third["others"] {
		t.Errorf("a changed file changed the rows of other shops:\n%s\nwas\n%s", fourth["others"], third["others"])
	}
}

// buildOn builds with the clock of a day.
func buildOn(t *testing.T, dir, now string) {
	t.Helper()
	c := martCommand(t.Context(), dir, "build", "--log-format", "plain")
	c.Env = append(c.Env, "MART_NOW="+now)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("build on %s: %v\n%s", now, err, out)
	}
}

func retailSeen(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	db, err := open(filepath.Join(dir, "target", "dev.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for name, query := range map[string]string{
		"read":        "select coalesce(sum(file_count), 0) from _mart.results where run_id = (select run_id from _mart.runs order by started_at desc limit 1)",
		"days":        "select crawl_date::varchar, count(*), sum(price), count(promo_text) from warehouse.offers group by all order by all",
		"others":      "select shop, count(*), sum(price) from warehouse.offers where shop <> 'polder' group by all order by all",
		"empty marts": "select table_name from duckdb_tables() where schema_name = 'marts' and estimated_size = 0",
		"reconciled": `select (select sum(row_count) from _mart.loads where model like '%.offers_lake') >= (select count(*) from warehouse.offers)
			and (select sum(reject_count) from _mart.loads where model like '%.offers_lake') = (select count(*) from retail.offers_lake__rejects)`,
	} {
		if out[name], err = rowsOf(db, query); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return out
}

// shorten keeps the first four fifths of the lines of a gzip file.
func shorten(t *testing.T, file string) {
	t.Helper()
	rewrite(t, file, func(lines [][]byte) [][]byte { return lines[:len(lines)*4/5] })
}

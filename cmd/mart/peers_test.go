package main_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/peers"
)

// sumsOfDecimals compares sums of prices. fakesnow 0.12.1 makes them doubles, so that what
// is equal is not, and the gate rightly refuses what was built.
const sumsOfDecimals = "warehouse_holds_the_lake"

// TestRetailOnFakesnow builds the project at the root on a server of Snowflake's protocol
// that we have not written, and holds its rows against those of DuckDB.
func TestRetailOnFakesnow(t *testing.T) {
	t.Parallel()
	server := peers.Fakesnow(t)
	dir := t.TempDir()
	copyProject(t, dir)
	f, err := os.OpenFile(filepath.Join(dir, "mart.yml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	// One thread: fakesnow has no locks, and fails two writers at once.
	_, err = fmt.Fprintf(f, "  peer: {adapter: snowflake, account: test, user: mart, password: mart, database: analytics, host: %s, port: %d, protocol: http,\n"+
		"    threads: 1, max_retries: 1, request_timeout: 30s}\n", server.Host, server.Port)
	if err := closing(f, err); err != nil {
		t.Fatal(err)
	}
	day := filepath.Join(dir, "lake/retail/raw/crawl_date=2026-11-20")
	if err := os.Rename(day, filepath.Join(dir, "later")); err != nil {
		t.Fatal(err)
	}
	buildOn(t, dir, "2026-11-19")
	buildOnPeer(t, dir, "2026-11-19")

	if err := os.Rename(filepath.Join(dir, "later"), day); err != nil {
		t.Fatal(err)
	}
	buildOn(t, dir, "2026-11-20")
	buildOnPeer(t, dir, "2026-11-20")
	compareWithPeer(t, dir)
	if err := martCommand(t.Context(), dir, "test", sumsOfDecimals, "--target", "peer").Run(); err == nil {
		t.Errorf("fakesnow passes %s now: build with it", sumsOfDecimals)
	}
}

func closing(f *os.File, err error) error {
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

func buildOnPeer(t *testing.T, dir, now string) {
	t.Helper()
	c := martCommand(t.Context(), dir, "build", "--exclude", sumsOfDecimals, "--target", "peer", "--log-format", "plain")
	c.Env = append(c.Env, "MART_NOW="+now)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func compareWithPeer(t *testing.T, dir string) {
	t.Helper()
	names := strings.Fields(martOut(t, dir, "ls", "--resource-type", "model", "--output", "name"))
	if len(names) < 15 {
		t.Fatalf("models: %v", names)
	}
	for _, name := range names {
		want, got := shownRows(t, dir, "dev", name), shownRows(t, dir, "peer", name)
		if diff := firstDifference(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func martOut(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := martCommand(t.Context(), dir, args...)
	out, err := c.Output()
	if err != nil {
		t.Errorf("mart %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// shownRows is a model's rows, without the columns that tell when a row was loaded: both
// targets write the same lake, so each loads again what the other has changed.
func shownRows(t *testing.T, dir, target, name string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(martOut(t, dir, "show", name, "--target", target, "--output", "csv", "--limit", "0")))
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		t.Errorf("%s on %s: %d rows, %v", name, target, len(rows), err)
		return nil
	}
	for i, column := range rows[0] {
		if rows[0][i] = strings.ToLower(column); strings.HasSuffix(rows[0][i], "loaded_at") {
			for _, row := range rows[1:] {
				row[i] = ""
			}
		}
	}
	slices.SortFunc(rows[1:], slices.Compare)
	return rows
}

// same compares two values. fakesnow makes sums and averages of decimals doubles, so that
// a half is rounded the other way now and then, and prints JSON without spaces.
func same(want, got string) bool {
	x, err := strconv.ParseFloat(want, 64)
	y, err2 := strconv.ParseFloat(got, 64)
	if err == nil && err2 == nil && strings.ContainsAny(want+got, ".e") {
		return math.Abs(x-y) < 0.0101
	}
	if strings.HasPrefix(want, "[") || strings.HasPrefix(want, "{") {
		return strings.ReplaceAll(want, " ", "") == strings.ReplaceAll(got, " ", "")
	}
	return want == got
}

func firstDifference(want, got [][]string) string {
	if len(want) != len(got) {
		return fmt.Sprintf("%d rows on DuckDB, %d on fakesnow", len(want), len(got))
	}
	for i := range want {
		for j := range want[i] {
			if j >= len(got[i]) || !same(want[i][j], got[i][j]) {
				return fmt.Sprintf("row %d, column %s: %q on DuckDB, and on fakesnow\n%v", i, want[0][j], want[i], got[i])
			}
		}
	}
	return ""
}

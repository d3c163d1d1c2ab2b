package main_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRetailRefusesBadDeliveries delivers days that are wrong in ways that happen: no mart
// changes. When the right files come, the marts have the day.
func TestRetailRefusesBadDeliveries(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	copyProject(t, dir)
	raw := filepath.Join(dir, "lake/retail/raw")
	buildOn(t, dir, "2026-11-20")
	good := marts(t, dir)
	if len(good) < 9 {
		t.Fatalf("only %d marts: %v", len(good), good)
	}
	day := filepath.Join(raw, "crawl_date=2026-11-21")
	for _, bad := range []struct {
		name, file, by string // the test that finds it
		spoil          func(t *testing.T, lines [][]byte) [][]byte
	}{
		{"prices times 100", "boerhof.json.gz", "prices_keep_their_level", timesHundred},
		{"half of a shop missing", "polder.json.gz", "deliveries_are_whole", func(_ *testing.T, lines [][]byte) [][]byte { return lines[:len(lines)/2] }},
		{"a product without a code", "appelmarkt.json.gz", "not_null_offers_sku", withoutCode},
	} {
		if err := os.RemoveAll(day); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(day, os.DirFS(filepath.Join(raw, "crawl_date=2026-11-20"))); err != nil {
			t.Fatal(err)
		}
		rewrite(t, filepath.Join(day, bad.file), func(lines [][]byte) [][]byte { return bad.spoil(t, lines) })
		told := refusedOn(t, dir, "2026-11-21")
		if !strings.Contains(told, "warehouse.offers was not published") || !strings.Contains(told, "error: test "+bad.by+" failed") {
			t.Errorf("%s: %s did not find it:\n%s", bad.name, bad.by, told)
		}
		if diff := cmp.Diff(good, marts(t, dir)); diff != "" {
			t.Errorf("%s changed a mart:\n%s", bad.name, diff)
		}
	}
	if err := os.RemoveAll(day); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(day, os.DirFS(filepath.Join(raw, "crawl_date=2026-11-20"))); err != nil {
		t.Fatal(err)
	}
	buildOn(t, dir, "2026-11-21")
	if now := marts(t, dir); now["price_index_daily"] == good["price_index_daily"] {
		t.Errorf("the day is not in the marts although its files are right now: %v", now)
	}
}

// marts is a sum over all rows of every mart, whatever their order. When a build ran is
// left out.
func marts(t *testing.T, dir string) map[string]string {
	t.Helper()
	db, err := open(filepath.Join(dir, "target", "dev.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	names, err := rowsOf(db, "select table_name from duckdb_tables() where schema_name = 'marts'")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range strings.Fields(names) {
		if out[name], err = rowsOf(db, "select count(*), sum(hash(m::varchar)) from marts."+name+" as m"); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// refusedOn builds with the clock of a day, and wants the build to fail. It returns what
// was told.
func refusedOn(t *testing.T, dir, now string) string {
	t.Helper()
	c := martCommand(t.Context(), dir, "build", "--log-format", "plain")
	c.Env = append(c.Env, "MART_NOW="+now)
	out, err := c.CombinedOutput()
	if err == nil {
		t.Fatalf("a bad delivery was built:\n%s", out)
	}
	return string(out)
}

var cents = regexp.MustCompile(`("price_cents": ?)(\d+)`)

func timesHundred(t *testing.T, lines [][]byte) [][]byte {
	t.Helper()
	changed := 0
	for i, line := range lines {
		lines[i] = cents.ReplaceAllFunc(line, func(m []byte) []byte {
			changed++
			part := cents.FindSubmatch(m)
			n, _ := strconv.Atoi(string(part[2]))
			return append(append([]byte{}, part[1]...), strconv.Itoa(n*100)...)
		})
	}
	if changed < 100 {
		t.Fatalf("only %d prices were changed", changed)
	}
	return lines
}

var code = regexp.MustCompile(`"sku": ?"[^"]*"`)

func withoutCode(t *testing.T, lines [][]byte) [][]byte {
	t.Helper()
	without := code.ReplaceAll(lines[5], []byte(`"sku":null`))
	if bytes.Equal(without, lines[5]) {
		t.Fatalf("no code in %s", lines[5])
	}
	lines[5] = without
	return lines
}

// rewrite changes the lines of a gzip file.
func rewrite(t *testing.T, file string, change func([][]byte) [][]byte) {
	t.Helper()
	packed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(bytes.Join(change(bytes.SplitAfter(text, []byte("\n"))), nil)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

package binary_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestOwnModule builds a mart with a function of its own from a module of its own, as
// docs/udfs.md tells, and builds a project that calls it.
func TestOwnModule(t *testing.T) {
	if testing.Short() {
		t.Skip("links a binary, some ten seconds; run without -short")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/shop")); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"go.mod": fmt.Sprintf("module example.com/shop\n\ngo 1.26\n\nrequire github.com/martsql/mart v0.0.0\n\nreplace github.com/martsql/mart => %s\n", root),
		"go.sum": string(sums), "mart.yml": "name: shop\ntargets: {dev: {adapter: duckdb, path: shop.duckdb}}\n",
		"models/labels.sql": `{{ config "materialized" "table" }}select label, {{ udf "is_card_price" "label" }} as card from (values ('Clubcard price'), ('half price')) as t(label)`,
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, "go", "build", "-mod=mod", "-o", "mart", ".")
	run(t, dir, "./mart", "build")
	if got := run(t, dir, "./mart", "show", "labels", "-o", "csv"); got != "label,card\nClubcard price,true\nhalf price,false\n" {
		t.Errorf("got %q", got)
	}
	guideTable(t, dir)
	if got := run(t, dir, "./mart", "udf", "is_card_price"); !strings.Contains(got, "is_card_price version 1\n") || !strings.Contains(got, "mart udf is_card_price 'half price'") ||
		!strings.Contains(got, "The label as scraped.") || !strings.Contains(got, "True for card holders only.") || !strings.Contains(got, "Looks for a word") {
		t.Errorf("the documentation is not whole: %s", got)
	}
	if got := run(t, dir, "./mart", "udf", "--list"); !strings.Contains(got, "is_card_price") || !strings.Contains(got, "parse_promo") {
		t.Errorf("the list of functions lacks one: %s", got)
	}
}

// guideTable calls the function as its table in docs/udfs.md does.
func guideTable(t *testing.T, dir string) {
	t.Helper()
	guide, err := os.ReadFile("../../../docs/udfs.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(guide), "for the tree its table would be:\n\n| text | `result` |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")
	if len(rows) < 4 {
		t.Fatalf("the table has %d rows: %s", len(rows), table)
	}
	for _, row := range rows {
		cells := strings.Split(row, "|")
		text, want := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])
		if text == "" {
			text, want = "null", "null"
		}
		if got := run(t, dir, "./mart", "udf", "is_card_price", text, "-o", "jsonl"); got != "{\"is_card_price\": "+want+"}\n" {
			t.Errorf("is_card_price of %s is %q, the guide says %q", text, got, want)
		}
	}
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	out, err := c.Output()
	if err != nil {
		detail := ""
		if exit, ok := err.(*exec.ExitError); ok {
			detail = string(exit.Stderr)
		}
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, detail)
	}
	return string(out)
}

// TestGuideShowsTheExample holds docs/udfs.md to the files that the test above builds.
func TestGuideShowsTheExample(t *testing.T) {
	guide, err := os.ReadFile("../../../docs/udfs.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"testdata/shop/main.go", "testdata/shop/loyalty/loyalty.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(guide), strings.TrimSpace(string(text))) {
			t.Errorf("docs/udfs.md does not show %s as it is", file)
		}
	}
}

package main_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestProjects builds small projects of the field, written for other tools first and
// told here in our own words, and compares every row of their marts with results that
// were computed apart, without SQL. Building again changes nothing.
func TestProjects(t *testing.T) {
	t.Parallel()
	projects, err := filepath.Glob("testdata/projects/*/mart.yml")
	if err != nil || len(projects) == 0 {
		t.Fatalf("no projects: %v", err)
	}
	for _, file := range projects {
		source := filepath.Dir(file)
		t.Run(filepath.Base(source), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
				t.Fatal(err)
			}
			for _, round := range []string{"first build", "second build"} {
				out, err := martCommand(t.Context(), dir, "build", "--log-format", "plain").CombinedOutput()
				if err != nil {
					t.Fatalf("%s: %v\n%s", round, err, out)
				}
				compareMarts(t, round, source, filepath.Join(dir, "target", "dev.duckdb"))
			}
		})
	}
}

// compareMarts compares tables with expected/SCHEMA.TABLE.csv.
func compareMarts(t *testing.T, round, source, database string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(source, "expected", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no expected results: %v", source, err)
	}
	for _, file := range files {
		table := strings.TrimSuffix(filepath.Base(file), ".csv")
		columns, want := expectedRows(t, file)
		got, err := ask(database, rowsQuery(t, database, table, columns))
		if err != nil {
			t.Errorf("%s: %s: %v", round, table, err)
			continue
		}
		rows := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
		slices.Sort(rows)
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%s: %s differs (-expected +built):\n%s", round, table, diff)
		}
	}
}

// expectedRows reads a file of expected rows: the columns, and the rows joined by "|",
// sorted.
func expectedRows(t *testing.T, file string) (columns, rows []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		rows = append(rows, strings.Join(r, "|"))
	}
	slices.Sort(rows)
	return records[0], rows
}

// rowsQuery asks for a table's columns as text: NULL as nothing, numbers that may have
// decimals with six of them. It fails when the table has other columns than expected.
func rowsQuery(t *testing.T, database, table string, columns []string) string {
	t.Helper()
	schema, name, _ := strings.Cut(table, ".")
	described, err := ask(database, fmt.Sprintf(
		"select column_name, data_type from information_schema.columns where table_schema = '%s' and table_name = '%s' order by ordinal_position", schema, name))
	if err != nil {
		t.Fatal(err)
	}
	var names, parts []string
	for _, line := range strings.Fields(strings.ReplaceAll(described, " ", "_")) {
		column, kind, _ := strings.Cut(line, "|")
		names = append(names, column)
		text := fmt.Sprintf("cast(%q as varchar)", column)
		if strings.HasPrefix(kind, "DECIMAL") || kind == "DOUBLE" {
			text = fmt.Sprintf("printf('%%.6f', cast(%q as double))", column)
		}
		parts = append(parts, "coalesce("+text+", '')")
	}
	if diff := cmp.Diff(columns, names); diff != "" {
		t.Fatalf("columns of %s (-expected +built):\n%s", table, diff)
	}
	return "select " + strings.Join(parts, ", ") + " from " + table
}

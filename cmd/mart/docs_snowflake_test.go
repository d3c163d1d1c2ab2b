package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/snowflake"
)

// TestSnowflakePageSettings looks for every key of a Snowflake target in the page.
func TestSnowflakePageSettings(t *testing.T) {
	t.Parallel()
	page := contentOf(t, "../../docs/snowflake.md")
	table := page[strings.Index(page, "## Settings of a target"):strings.Index(page, "## What runs where")]
	for _, key := range snowflake.New().Settings() {
		if !strings.Contains(table, "`"+key+"`") {
			t.Errorf("docs/snowflake.md does not tell of %s", key)
		}
	}
}

// TestSnowflakePageNetwork looks for the environment variables that mart sets.
func TestSnowflakePageNetwork(t *testing.T) {
	t.Parallel()
	page := contentOf(t, "../../docs/snowflake.md")
	for _, m := range regexp.MustCompile(`"(S[A-Z_]+)":\s+"true"`).FindAllStringSubmatch(contentOf(t, "../../adapters/snowflake/quiet/quiet.go"), -1) {
		if !strings.Contains(page, "`"+m[1]+"=true`") {
			t.Errorf("docs/snowflake.md does not tell of %s", m[1])
		}
	}
}

// TestCostReport compiles the page's cost report for Snowflake; on DuckDB it is not built.
func TestCostReport(t *testing.T) {
	t.Parallel()
	page := contentOf(t, "../../docs/snowflake.md")
	dir := t.TempDir()
	put(t, dir, "mart.yml", `name: p
default_target: dev
targets:
  dev: {adapter: duckdb, path: target/dev.duckdb}
  prod: {adapter: snowflake, account: a, user: u, password: p, database: analytics}
`)
	put(t, dir, "models/other.sql", "select 1 as id")
	for _, name := range []string{"models/costs/costs.yml", "models/costs/cost_by_node.sql"} {
		_, after, found := strings.Cut(page, "`"+name+"`")
		m := regexp.MustCompile("(?s)```(?:yaml|sql)\n(.*?)```").FindStringSubmatch(after)
		if !found || m == nil {
			t.Fatalf("docs/snowflake.md has no %s", name)
		}
		put(t, dir, name, m[1])
	}
	if out, err := martCommand(t.Context(), dir, "compile", "--target", "prod").CombinedOutput(); err != nil || strings.Contains(string(out), "warning") {
		t.Fatalf("%v\n%s", err, out)
	}
	compiled, err := filepath.Glob(filepath.Join(dir, "target/compiled/*/models/costs/cost_by_node.sql"))
	if err != nil || len(compiled) != 1 {
		t.Fatalf("compiled: %v, %v", compiled, err)
	}
	text, err := os.ReadFile(compiled[0])
	if err != nil || !strings.Contains(string(text), "snowflake.account_usage.query_history") {
		t.Errorf("%v in\n%s", err, text)
	}
	out, err := martCommand(t.Context(), dir, "build", "--target", "dev", "--log-format", "plain").CombinedOutput()
	if err != nil || strings.Contains(string(out), "cost_by_node") {
		t.Errorf("on DuckDB: %v\n%s", err, out)
	}
}

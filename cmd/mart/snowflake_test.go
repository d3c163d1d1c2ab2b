package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/cmd/mart/internal/cli"
)

// twoDatabases is a project with a target of each database. The server's port goes into
// mart.yml.
var twoDatabases = map[string]string{
	"mart.yml": `name: shop
default_target: dev
targets:
  dev: {adapter: duckdb, path: target/dev.duckdb}
  prod: {adapter: snowflake, account: test, user: %s, password: %s, warehouse: %s, database: %s, host: %s, port: %d, protocol: http, lake: {memory_limit: 500MB}}
`,
	"models/props.yml": `sources:
  - name: raw
    tables:
      - name: sales
        files: lake/*.json
        columns: [{name: id, data_type: bigint, data_tests: [not_null]}, {name: shop, data_type: varchar}, {name: price, data_type: "decimal(9,2)"}]
models:
  - name: sales
    columns: [{name: id, data_tests: [unique]}]
`,
	"models/sales.sql": `{{ config "materialized" "load" }}
select id, {{ udf "touchy" "shop" }} as shop, price, [shop] as shops, _file from {{ source "raw" "sales" }}`,
	"models/totals.sql": `{{ config "materialized" "incremental" "unique_key" "id" }}
select id, price * 2 as twice from {{ ref "sales" }} {{ if is_incremental }}where id > (select max(id) from {{ this }}){{ end }}`,
	"models/named.sql": `{{ config "materialized" "table" "persist_docs" (dict "relation" true) }}
select s.id, n.name, t.twice from {{ ref "sales" }} as s join {{ ref "names" }} as n on n.shop = s.shop join {{ ref "totals" }} as t on t.id = s.id`,
	"models/look.sql":   `select * from {{ ref "named" }}`,
	"seeds/names.csv":   "shop,name\na,Albert\nb,Bilka\n",
	"lake/first.json":   `{"id": 1, "shop": "a", "price": 2.5}` + "\n" + `{"id": 2, "shop": "b", "price": 3}` + "\n",
	"tests/pairs.sql":   `select * from {{ ref "look" }} where twice < 0`,
	"seeds/letters.csv": "letter,n\n" + strings.Repeat("x,1\n", 6000), // too many to be sent as text
}

// TestSnowflakeTarget builds a project on DuckDB and, over the real driver, on the test
// server: the rows are the same.
func TestSnowflakeTarget(t *testing.T) {
	t.Parallel()
	server, err := snowtest.Start(snowtest.Options{RefuseDDLInTransaction: true})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range twoDatabases {
		if name == "mart.yml" {
			text = fmt.Sprintf(text, snowtest.DefaultUser, snowtest.DefaultPassword, snowtest.DefaultWarehouse, snowtest.DefaultDatabase, server.Host(), server.Port())
		}
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mart := func(target string, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		all := append(args, "--project-dir", dir, "--target", target, "--no-color")
		if code := cli.Main(t.Context(), all, os.Stdin, &out, &errs, touchy()); code != 0 {
			t.Fatalf("mart %s: %d\n%s%s", strings.Join(all, " "), code, &out, &errs)
		}
		return out.String()
	}
	same := func() {
		t.Helper()
		for _, what := range [][]string{{"totals"}, {"named"}, {"look"}, {"names"}, {"raw.sales"}, {"sales", "--preview"},
			{"--inline", `select id, shop, price, array_to_string(shops, '+') as shops, _file from {{ ref "sales" }}`},
			{"--inline", `select count(*) as n, sum(n) as s from {{ ref "letters" }}`}, {"--inline", `select count(*) as n from {{ source "raw" "sales" }}`}} {
			args := append([]string{"show"}, append(what, "--output", "csv", "--limit", "0")...)
			if diff := cmp.Diff(sortedLines(strings.ToLower(mart("dev", args...))), sortedLines(strings.ToLower(mart("prod", args...)))); diff != "" {
				t.Errorf("mart %v differs:\n%s", args, diff)
			}
		}
	}
	mart("dev", "build")
	mart("prod", "build")
	same()
	checkQueryIDs(t, dir)

	if err := os.WriteFile(filepath.Join(dir, "lake/second.json"), []byte(`{"id": 3, "shop": "b", "price": 1}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	mart("dev", "build")
	mart("prod", "build")
	same()
	mart("prod", "test")
	mart("prod", "debug")

	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	mart("prod", "compile") // needs no database
}

func sortedLines(text string) []string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], " ", "") // spaces within lists are the database's
	}
	slices.Sort(lines)
	return lines
}

// A nodeResult is what run_results.json says of a node.
type nodeResult struct {
	ID       string         `json:"unique_id"`
	Response map[string]any `json:"adapter_response"`
}

func readResults(t *testing.T, dir string) []nodeResult {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "target/run_results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var results struct{ Results []nodeResult }
	if err := json.Unmarshal(text, &results); err != nil || len(results.Results) < 8 {
		t.Fatalf("%v in %s", err, text)
	}
	return results.Results
}

// checkQueryIDs looks for the query id of every node in run_results.json.
func checkQueryIDs(t *testing.T, dir string) {
	t.Helper()
	for _, r := range readResults(t, dir) {
		if r.Response["query_id"] == nil && r.ID != "test.shop.not_null_sales_id" && !strings.Contains(r.ID, "source_") {
			t.Errorf("%s has no query id: %v", r.ID, r.Response)
		}
	}
}

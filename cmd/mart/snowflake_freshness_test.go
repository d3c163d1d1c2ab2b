package main_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/cmd/mart/internal/cli"
)

var agingSources = map[string]string{
	"seeds/seeds.yml":             "seeds: [{name: orders, config: {schema: shop, column_types: {changed_at: timestamp}}}]\n",
	"seeds/orders.csv":            "id,changed_at\n1,2020-11-20 08:00:00.25\n2,2020-11-18 08:00:00\n",
	"lake/day=2020-11-19/a.jsonl": `{"id": 1, "seen": "2020-11-20 07:00:00"}` + "\n",
	"models/sources.yml": `sources:
  - name: shop
    loaded_at_field: changed_at
    freshness: {warn_after: {count: 1, period: day}, error_after: {count: 2, period: day}}
    tables:
      - {name: orders}
      - {name: second, identifier: orders, freshness: {filter: id = 2}}
      - {name: asked, identifier: orders, loaded_at_query: "select max(changed_at) from {{ this }} where id = 1"}
      - {name: none, identifier: orders, freshness: {filter: id = 3}}
  - name: raw
    freshness: {error_after: {count: 1, period: day}}
    tables:
      - {name: days, files: lake/day=*/*.jsonl, format: json, loaded_at_field: day, columns: [{name: id, data_type: bigint}, {name: seen, data_type: timestamp}]}
      - {name: inside, files: lake/day=*/*.jsonl, format: json, loaded_at_field: seen, columns: [{name: id, data_type: bigint}, {name: seen, data_type: timestamp}]}
`,
	"models/loaded.sql": `{{ config "materialized" "load" "require_fresh" true }}select id, _file from {{ source "raw" "days" }}`,
	"models/second.sql": `{{ config "materialized" "table" "require_fresh" true }}select id from {{ source "shop" "second" }}`,
	"models/first.sql":  `{{ config "materialized" "table" "require_fresh" true }}select id from {{ source "shop" "orders" }}`,
}

// TestSnowflakeFreshness finds the ages of tables in the test server and of files beside
// it: they are those that DuckDB finds, and the same models are refused.
func TestSnowflakeFreshness(t *testing.T) {
	t.Setenv("MART_NOW", "2020-11-20T09:00:00Z")
	server, err := snowtest.Start(snowtest.Options{RefuseDDLInTransaction: true})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	dir := t.TempDir()
	files := maps.Clone(agingSources)
	files["mart.yml"] = fmt.Sprintf(twoDatabases["mart.yml"], snowtest.DefaultUser, snowtest.DefaultPassword, snowtest.DefaultWarehouse, snowtest.DefaultDatabase, server.Host(), server.Port())
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mart := func(code int, args ...string) (stdout, stderr string) {
		t.Helper()
		var out, errs bytes.Buffer
		all := append(args, "--project-dir", dir, "--no-color")
		if got := cli.Main(t.Context(), all, os.Stdin, &out, &errs); got != code {
			t.Fatalf("mart %s: %d\n%s%s", strings.Join(all, " "), got, &out, &errs)
		}
		return out.String(), errs.String()
	}
	const want = `source,status,age,newest,found_by,warn_after,error_after
raw.days,error,1 day 9 hours,2020-11-19 00:00:00,day=2020-11-19,,1 day
raw.inside,pass,2 hours,2020-11-20 07:00:00,max(seen),,1 day
shop.asked,pass,1 hour,2020-11-20 08:00:00,loaded_at_query,1 day,2 days
shop.none,error,no rows,,max(changed_at),1 day,2 days
shop.orders,pass,1 hour,2020-11-20 08:00:00,max(changed_at),1 day,2 days
shop.second,error,2 days 1 hour,2020-11-18 08:00:00,max(changed_at),1 day,2 days
`
	refused := regexp.MustCompile(`error: (\w+) is not built: the source \S+ is .* old`)
	for _, target := range []string{"dev", "prod"} {
		mart(0, "seed", "--target", target)
		got, _ := mart(1, "source", "freshness", "--target", target, "--output", "csv")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
		_, log := mart(1, "run", "--target", target, "--log-format", "plain", "--threads", "1")
		var names []string
		for _, m := range refused.FindAllStringSubmatch(log, -1) {
			names = append(names, m[1])
		}
		if joined := strings.Join(names, " "); !strings.Contains(joined, "loaded") || !strings.Contains(joined, "second") || strings.Contains(joined, "first") {
			t.Errorf("%s: refused were %q:\n%s", target, joined, log)
		}
	}
}

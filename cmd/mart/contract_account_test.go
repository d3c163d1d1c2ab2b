package main_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// TestContractsOnSnowflake changes the type of a column under a contract: nothing of it is
// published, whatever the node is.
func TestContractsOnSnowflake(t *testing.T) {
	t.Parallel()
	server := startAccount(t, snowtest.Options{})
	dir := gateProject(t, false)
	addAccount(t, dir, server, 2)
	yml := "models:\n"
	for _, name := range []string{"plain", "look", "steps", "adds"} {
		yml += "  - {name: " + name + ", config: {contract: {enforced: true}}, columns: [{name: n, data_type: integer}]}\n"
	}
	yml += "  - {name: loaded, config: {contract: {enforced: true}}, columns: [{name: n, data_type: bigint}, {name: _file, data_type: varchar}]}\n"
	put(t, dir, "models/contracts.yml", yml)
	tr := &trial{t: t, dir: dir, server: server}
	tr.mustBuild()
	tr.mustBuild()
	before := published(t, server.DB(), true, untimed...)
	put(t, dir, "lake/2.json", "{\"n\": 2}\n")
	for node, sql := range map[string]string{
		"plain":  `{{ config "materialized" "table" }}select 'x' as n`,
		"look":   `{{ config "materialized" "view" }}select 'x' as n`,
		"steps":  `{{ config "materialized" "incremental" "unique_key" "n" }}select 'x' as n`,
		"adds":   `{{ config "materialized" "incremental" "incremental_strategy" "append" }}select 2 as n, 3 as m`,
		"loaded": `{{ config "materialized" "load" }}select n::varchar as n, _file from {{ source "raw" "numbers" }}`,
	} {
		put(t, dir, "models/"+node+".sql", sql)
		code, out := tr.build(t.Context(), "--select", node)
		if code != 1 || !strings.Contains(out, "contract") {
			t.Errorf("%s: exit code %d\n%s", node, code, out)
		}
		if diff := cmp.Diff(before, published(t, server.DB(), true, untimed...)); diff != "" {
			t.Errorf("%s: a build that breaks its contract changed what readers see:\n%s", node, diff)
		}
	}
}

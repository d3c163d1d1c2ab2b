package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// gateProject has one node of each kind that a gate can hold back, each with a test that
// takes no negative numbers.
func gateProject(t *testing.T, storeFailures bool) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "mart.yml", "name: gated\ntargets:\n  dev: {adapter: duckdb, path: dev.duckdb}\n")
	put(t, dir, "models/sources.yml", `sources:
  - name: raw
    tables:
      - {name: numbers, files: lake/*.json, columns: [{name: n, data_type: bigint}]}
`)
	put(t, dir, "models/loaded.sql", `{{ config "materialized" "load" }}select n, _file from {{ source "raw" "numbers" }}`)
	put(t, dir, "models/plain.sql", `{{ config "materialized" "table" }}select 1 as n`)
	put(t, dir, "models/look.sql", `{{ config "materialized" "view" }}select 1 as n`)
	put(t, dir, "models/steps.sql", `{{ config "materialized" "incremental" "unique_key" "n" }}select 1 as n`)
	put(t, dir, "models/adds.sql", `{{ config "materialized" "incremental" "incremental_strategy" "append" }}select 1 as n`)
	put(t, dir, "seeds/listed.csv", "n\n1\n")
	put(t, dir, "lake/1.json", "{\"n\": 1}\n")
	for _, name := range []string{"loaded", "plain", "look", "steps", "adds", "listed"} {
		put(t, dir, "tests/"+name+"_not_negative.sql", fmt.Sprintf(`{{ config "store_failures" %v }}select n from {{ ref %q }} where n < 0`, storeFailures, name))
	}
	return dir
}

// TestGateOnSnowflake lets builds of all kinds be refused by their tests, on a server that
// takes no DDL within a transaction.
func TestGateOnSnowflake(t *testing.T) {
	t.Parallel()
	type change struct{ file, bad, good string }
	for name, c := range map[string]struct {
		change
		node     string
		flags    []string
		rejected string // its rows
		then     string // what is published after the next good build
	}{
		"table":  {change{"models/plain.sql", `{{ config "materialized" "table" }}select -1 as n`, `{{ config "materialized" "table" }}select 2 as n`}, "plain", nil, "n=-1", "n=2"},
		"view":   {change{"models/look.sql", `{{ config "materialized" "view" }}select -1 as n`, `{{ config "materialized" "view" }}select 2 as n`}, "look", nil, "n=-1", "n=2"},
		"merge":  {change{"models/steps.sql", `{{ config "materialized" "incremental" "unique_key" "n" }}select -1 as n`, `{{ config "materialized" "incremental" "unique_key" "n" }}select 2 as n`}, "steps", nil, "n=-1", "n=1 n=2"},
		"append": {change{"models/adds.sql", `{{ config "materialized" "incremental" "incremental_strategy" "append" }}select -1 as n`, `{{ config "materialized" "incremental" "incremental_strategy" "append" }}select 2 as n`}, "adds", nil, "n=-1", "n=1 n=2"},
		"incremental, full refresh": {change{"models/steps.sql", `{{ config "materialized" "incremental" "unique_key" "n" }}select -1 as n`, `{{ config "materialized" "incremental" "unique_key" "n" }}select 2 as n`},
			"steps", []string{"--full-refresh"}, "n=-1", "n=1 n=2"},
		"seed":               {change{"seeds/listed.csv", "n\n-1\n", "n\n2\n"}, "listed", nil, "n=-1", "n=2"},
		"load, adding":       {change{"lake/2.json", "{\"n\": -1}\n", "{\"n\": 2}\n"}, "loaded", nil, "_file=lake/2.json n=-1", "_file=lake/1.json n=1 _file=lake/2.json n=2"},
		"load, full refresh": {change{"lake/1.json", "{\"n\": -1}\n", "{\"n\": 2}\n"}, "loaded", []string{"--full-refresh"}, "_file=lake/1.json n=-1", "_file=lake/1.json n=2"},
	} {
		for _, store := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s_store=%v", name, store), func(t *testing.T) {
				t.Parallel()
				server := startAccount(t, snowtest.Options{})
				dir := gateProject(t, store)
				addAccount(t, dir, server, 2)
				tr := &trial{t: t, dir: dir, server: server}
				tr.mustBuild()
				before := published(t, server.DB(), true, untimed...)

				put(t, dir, c.file, c.bad)
				for range 2 { // refused, and refused again
					code, out := tr.build(t.Context(), append([]string{"--select", c.node}, c.flags...)...)
					if code != 1 || !strings.Contains(out, "was not published") {
						t.Fatalf("exit code %d\n%s", code, out)
					}
					after := published(t, server.DB(), true, untimed...)
					if got := strings.Join(after["main."+c.node+"__rejected"], " "); got != c.rejected {
						t.Errorf("kept beside is %q, not %q", got, c.rejected)
					}
					if stored := failuresOf(after, c.node); store != (len(stored) == 1) {
						t.Errorf("the stored failing rows are %v", stored)
					}
					onlyPublished(after)
					if diff := cmp.Diff(before, after); diff != "" {
						t.Errorf("a refused build changed what readers see:\n%s", diff)
					}
				}

				put(t, dir, c.file, c.good)
				tr.mustBuild()
				after := published(t, server.DB(), true, untimed...)
				if kept := after["main."+c.node+"__rejected"]; kept != nil {
					t.Errorf("a good build left what was refused: %v", kept)
				}
				if got := strings.Join(after["main."+c.node], " "); got != c.then {
					t.Errorf("published is %q, not %q", got, c.then)
				}
			})
		}
	}
}

// TestFirstBuildRefused: there is nothing to keep, and nothing is published.
func TestFirstBuildRefused(t *testing.T) {
	t.Parallel()
	server := startAccount(t, snowtest.Options{})
	dir := gateProject(t, true)
	addAccount(t, dir, server, 2)
	tr := &trial{t: t, dir: dir, server: server}
	bad := map[string][2]string{"models/plain.sql": {"1 as n", "-1 as n"}, "models/look.sql": {"1 as n", "-1 as n"}, "models/steps.sql": {"1 as n", "-1 as n"},
		"models/adds.sql": {"1 as n", "-1 as n"}, "seeds/listed.csv": {"1", "-1"}, "lake/1.json": {"1", "-1"}}
	for file, change := range bad {
		put(t, dir, file, strings.Replace(fileText(t, dir, file), change[0], change[1], 1))
	}
	code, out := tr.build(t.Context())
	if code != 1 || strings.Count(out, "was not published") < 6 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	after := published(t, server.DB(), true, untimed...)
	for _, name := range []string{"loaded", "plain", "look", "steps", "adds", "listed"} {
		if after["main."+name] != nil {
			t.Errorf("%s is published: %v", name, after["main."+name])
		}
		if rows := strings.Join(after["main."+name+"__rejected"], " "); !strings.HasSuffix(rows, "n=-1") {
			t.Errorf("what was refused of %s is %q", name, rows)
		}
	}
	if ledger := strings.Join(after["the ledger"], ""); ledger != "" {
		t.Errorf("the ledger knows of files that were not loaded: %s", ledger)
	}
	for file, change := range bad {
		put(t, dir, file, strings.Replace(fileText(t, dir, file), change[1], change[0], 1))
	}
	tr.mustBuild()
	for name, rows := range published(t, server.DB(), true, untimed...) {
		if strings.Contains(name, "__rejected") || strings.HasPrefix(name, "main.") && !strings.Contains(name, "rejects") && !strings.HasSuffix(strings.Join(rows, " "), "n=1") {
			t.Errorf("after a good build %s has %v", name, rows)
		}
	}
}

func fileText(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// failuresOf is the stored failing rows of the test of a node.
func failuresOf(tables map[string][]string, node string) []string {
	for name, rows := range tables {
		if strings.HasSuffix(name, "."+node+"_not_negative") {
			return rows
		}
	}
	return nil
}

// onlyPublished leaves out what was refused, and stored failing rows.
func onlyPublished(tables map[string][]string) {
	for name := range tables {
		if strings.HasSuffix(name, "__rejected") || strings.HasSuffix(name, "_not_negative") {
			delete(tables, name)
		}
	}
}

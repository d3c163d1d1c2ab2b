package suite_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/cmd/martbench/internal/suite"
	"github.com/martsql/mart/engine/enginetest"
)

// What programs print as their version, the way to a name.
func TestPeersAreNamedByTheirVersion(t *testing.T) {
	for _, c := range []struct {
		format     enginetest.Format
		text, want string
	}{
		{enginetest.DBT, "Core:\n  - installed: 1.11.16\n  - latest:    1.12.6  - Update available!\n\nPlugins:\n  - duckdb: 1.11.1", "dbt 1.11.16"},
		{enginetest.DBT, "dbt-fusion 2.0.0-preview.196", "dbt-fusion 2.0.0-preview.196"},
		{enginetest.DBT, "dbt-core 2.0.0-alpha.1\n", "dbt-core 2.0.0-alpha.1"},
		{enginetest.SQLMesh, "0.236.4\n", "sqlmesh 0.236.4"},
		{enginetest.SQLMesh, "development", "sqlmesh"},
	} {
		if got := suite.NameOf(c.format, c.text); got != c.want {
			t.Errorf("%q is named %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAPeerThatIsNotThere(t *testing.T) {
	if p := suite.NewPeer(t.Context(), enginetest.DBT, filepath.Join(t.TempDir(), "dbt"), ""); p != nil {
		t.Errorf("found %+v", p)
	}
	broken := filepath.Join(t.TempDir(), "dbt")
	write(t, broken, "#!/bin/sh\nexit 1\n")
	if err := os.Chmod(broken, 0o755); err != nil {
		t.Fatal(err)
	}
	if p := suite.NewPeer(context.Background(), enginetest.DBT, broken, ""); p != nil {
		t.Errorf("a program that does not start is taken: %+v", p)
	}
}

const manifest = `{"nodes": {
	"model.p.a_mart": {"resource_type": "model", "name": "a_mart", "schema": "marts", "package_name": "p", "relation_name": "marts.a_mart",
		"original_file_path": "models/a_mart.sql", "config": {"materialized": "table"}, "depends_on": {"nodes": ["model.p.files", "seed.p.shops", "model.p.inlined"]}},
	"model.p.files": {"resource_type": "model", "name": "files", "schema": "lake", "package_name": "p", "relation_name": null,
		"original_file_path": "models/files.sql", "config": {"materialized": "external", "partition_by": ["day"], "order_by": ["sku"]}, "depends_on": {"nodes": ["source.p.raw"]}},
	"model.p.inlined": {"resource_type": "model", "name": "inlined", "schema": "marts", "package_name": "p", "relation_name": null,
		"original_file_path": "models/inlined.sql", "config": {"materialized": "ephemeral"}, "depends_on": {"nodes": []}},
	"model.p.a_view": {"resource_type": "model", "name": "a_view", "schema": "marts", "package_name": "p", "relation_name": "marts.a_view",
		"original_file_path": "models/a_view.sql", "config": {"materialized": "view"}, "depends_on": {"nodes": ["model.p.a_mart"]}},
	"seed.p.shops": {"resource_type": "seed", "name": "shops", "schema": "main", "package_name": "p", "relation_name": "main.shops",
		"original_file_path": "seeds/shops.csv", "config": {"materialized": "seed"}, "depends_on": {"nodes": []}},
	"test.p.unique": {"resource_type": "test", "config": {"materialized": "test", "partition_by": 3}, "depends_on": {"nodes": ["model.p.a_mart"]}}
}}`

func TestBareScriptIsInTheOrderOfTheGraph(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "target/manifest.json"), manifest)
	for _, name := range []string{"a_mart", "files", "a_view"} {
		write(t, filepath.Join(dir, "target/compiled/p/models", name+".sql"), "select '"+name+"'\n")
	}
	got, err := suite.BareOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"create schema if not exists lake",
		"copy (from (select 'files'\n) order by sku\n) to 'lake/lake/files' (format parquet, partition_by (day), overwrite)",
		"create table if not exists lake.files__rejects (_file varchar, _row bigint, line varchar, reason varchar, source varchar, _loaded_at timestamp)",
		"create schema if not exists main",
		"create or replace table main.shops as from read_csv('seeds/shops.csv')",
		"create schema if not exists marts",
		"create or replace table marts.a_mart as select 'a_mart'",
		"create or replace view marts.a_view as select 'a_view'",
	}, ";\n") + ";\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

package materialize_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// dialect is a database that is only a name: what the goldens need.
type dialect string

func (d dialect) Name() string { return string(d) }

func (d dialect) Quote(identifier string) string {
	if d == "snowflake" {
		return `"` + strings.ToUpper(identifier) + `"`
	}
	if strings.ContainsAny(identifier, " -\"") {
		return `"` + strings.ReplaceAll(identifier, `"`, `""`) + `"`
	}
	return identifier
}

func (d dialect) Relation(r engine.Relation) string {
	var parts []string
	for _, p := range []string{r.Database, r.Schema, r.Name} {
		if p != "" {
			parts = append(parts, d.Quote(p))
		}
	}
	return strings.Join(parts, ".")
}

func (d dialect) Literal(v any) string {
	if s, ok := v.(string); ok {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

func (d dialect) Supports(c engine.Capability) bool { return d == "duckdb" }

const query = "select id, n from src -- all of them"

// build is a model's build with everything that any materialization asks for.
func build(d dialect, materialized string) materialize.Build {
	m := &engine.Model{Relation: engine.Relation{Schema: "marts", Name: "m"}, Columns: []engine.Column{{Name: "id", Description: "its key"}}}
	m.Name, m.Description = "m", "the m"
	m.Span = diag.Span{File: "models/m.sql", Start: diag.Pos{Line: 1, Column: 1}}
	if materialized == "dynamic_table" {
		m.Config.Values = map[string]any{"target_lag": "1 hour"}
	}
	columns := []engine.Column{{Name: "id", DataType: "BIGINT"}, {Name: "n", DataType: "INTEGER"}, {Name: "_file", DataType: "VARCHAR"}}
	m.Config.Materialized = materialized
	source := &engine.Source{Files: &engine.Files{Globs: []string{"lake/d=*/*.json"}, Format: "json"},
		Columns: []engine.Column{{Name: "id", DataType: "BIGINT"}, {Name: "n", DataType: "INTEGER"}}}
	source.Name = "src"
	return materialize.Build{
		Warehouse: "LARGE",
		Node:      m, Config: m.Config, Relation: m.Relation, Dialect: d, Root: "/project", Folder: "/project/lake/m__build",
		Compiled:        engine.Compiled{SQL: query, Map: engine.SourceMap{{Span: m.Span}}},
		Now:             time.Date(2026, 11, 2, 6, 0, 0, 0, time.UTC),
		ExistingColumns: columns, AsideColumns: columns,
		Seed: &materialize.SeedTable{Columns: columns[:2], Rows: [][]string{{"1", "2"}, {"3", ""}}},
		Feeds: []materialize.Feed{{Input: engine.Input{Stage: "src"}, Node: source,
			Files: []engine.File{{Path: "lake/d=2026-11-01/a.json"}, {Path: "lake/d=2026-11-02/it's.json"}}}},
		Rejects:  1,
		Replaced: []string{"lake/d=2026-11-01/a.json"},
		Ledger:   []engine.Statement{{SQL: "-- the ledger"}},
	}
}

func TestGolden(t *testing.T) {
	kinds := map[string]engine.RelationType{"nothing": "", "table": engine.TableType, "view": engine.ViewType}
	for _, materialized := range materialize.Names() {
		for _, d := range []dialect{"duckdb", "snowflake"} {
			for _, existing := range []string{"nothing", "table", "view"} {
				for _, gated := range []bool{false, true} {
					b := build(d, materialized)
					if d == "snowflake" && (materialized == "load" || materialized == "external") {
						handOver(&b)
					}
					b.Gated = gated
					if kinds[existing] != "" {
						b.Existing = &engine.Existing{Relation: b.Relation, Type: kinds[existing]}
						b.RejectsExist = true
					}
					name := fmt.Sprintf("%s.%s.%s", materialized, d, existing)
					if gated {
						name += ".gated"
					}
					t.Run(name, func(t *testing.T) { golden(t, name, show(t, b)) })
				}
			}
		}
	}
}

func TestGoldenSettings(t *testing.T) {
	table := func(b *materialize.Build) {
		b.Existing = &engine.Existing{Relation: b.Relation, Type: engine.TableType}
	}
	cases := []struct {
		name, materialized string
		dialect            dialect
		set                func(*materialize.Build)
	}{
		{"merge", "incremental", "duckdb", func(b *materialize.Build) {
			table(b)
			b.Config.IncrementalStrategy, b.Config.UniqueKey, b.Config.IncrementalPredicate = "merge", []string{"id"}, []string{"n > 1"}
		}},
		{"merge", "incremental", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Config.UniqueKey, b.Config.MergeExcludeColumns = []string{"id", "N"}, []string{"_file"}
		}},
		{"delete_insert", "incremental", "duckdb", func(b *materialize.Build) { table(b); b.Config.UniqueKey = []string{"id", "n"} }},
		{"delete_insert", "incremental", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Config.IncrementalStrategy, b.Config.UniqueKey = "delete+insert", []string{"id", "n"}
		}},
		{"overwrite", "incremental", "snowflake", func(b *materialize.Build) { table(b); b.Config.IncrementalStrategy = "insert_overwrite" }},
		{"sync", "incremental", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Config.OnSchemaChange = "sync_all_columns"
			b.AsideColumns = []engine.Column{{Name: "ID", DataType: "NUMBER"}, {Name: "x", DataType: "DATE"}}
		}},
		{"options", "table", "snowflake", func(b *materialize.Build) {
			b.Config.Values = map[string]any{"transient": true, "cluster_by": []any{"id", "to_date(n)"}, "copy_grants": true}
		}},
		{"settings", "dynamic_table", "snowflake", func(b *materialize.Build) {
			b.Config.PersistDocs = map[string]bool{"relation": true}
			b.Config.Values = map[string]any{"target_lag": "downstream", "refresh_mode": "incremental", "initialize": "on_schedule", "cluster_by": "id", "snowflake_warehouse": "REFRESHING"}
		}},
		{"unchanged", "dynamic_table", "snowflake", func(b *materialize.Build) {
			table(b)
			b.SameQuery, b.Standing = true, &materialize.DynamicTable{TargetLag: "60 minutes", Warehouse: "LARGE", RefreshMode: "INCREMENTAL"}
		}},
		{"other_settings", "dynamic_table", "snowflake", func(b *materialize.Build) {
			table(b)
			b.SameQuery, b.Standing = true, &materialize.DynamicTable{TargetLag: "1 day", Warehouse: "SMALL"}
		}},
		{"other_mode", "dynamic_table", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Config.Values["refresh_mode"] = "full"
			b.SameQuery, b.Standing = true, &materialize.DynamicTable{TargetLag: "1 hour", Warehouse: "LARGE", RefreshMode: "INCREMENTAL"}
		}},
		{"other_query", "dynamic_table", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Standing = &materialize.DynamicTable{TargetLag: "1 hour", Warehouse: "LARGE"}
		}},
		{"settings_stay", "dynamic_table", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Config.Values["on_configuration_change"] = "continue"
			b.SameQuery, b.Standing = true, &materialize.DynamicTable{TargetLag: "1 day", Warehouse: "LARGE"}
		}},
		{"settings_refused", "dynamic_table", "snowflake", func(b *materialize.Build) {
			table(b)
			b.Config.Values["on_configuration_change"] = "fail"
			b.SameQuery, b.Standing = true, &materialize.DynamicTable{TargetLag: "1 day", Warehouse: "LARGE"}
		}},
		{"no_lag", "dynamic_table", "snowflake", func(b *materialize.Build) { b.Config.Values, b.Warehouse = nil, "" }},
		{"large", "seed", "snowflake", func(b *materialize.Build) {
			table(b)
			b.RunID = "0f1e2d3c"
			rows := make([][]string, 5000)
			for i := range rows {
				rows[i] = []string{"1", "x"}
			}
			b.Seed = &materialize.SeedTable{Rows: rows, Columns: []engine.Column{{Name: "id", DataType: "bigint"}, {Name: "n", DataType: "number(10,2)"}}}
			b.Handover = materialize.SeedHandover(b.Seed, engine.Relation{Schema: "_mart", Name: "preload"})
			b.Handover.Rows = []materialize.HandedFile{{Name: "aa.parquet", Rows: 5000}}
		}},
		{"new_column", "load", "snowflake", func(b *materialize.Build) {
			table(b)
			handOver(b)
			b.Config.OnSchemaChange, b.RejectsExist = "append_new_columns", true
			b.Handover.Columns = append(b.Handover.Columns, engine.Column{Name: "price", DataType: "DECIMAL(9,2)"})
			b.AsideColumns = materialize.WarehouseColumns(b.Handover.Columns)
		}},
		{"refreshed", "load", "snowflake", func(b *materialize.Build) {
			table(b)
			handOver(b)
			b.FullRefresh, b.RejectsExist = true, true
		}},
		{"refreshed_with_other_columns", "load", "snowflake", func(b *materialize.Build) {
			table(b)
			handOver(b)
			b.FullRefresh, b.RejectsExist = true, true
			b.Config.Values = map[string]any{"transient": true, "cluster_by": []any{"id"}}
			b.ExistingColumns = b.ExistingColumns[:2]
		}},
		{"options", "view", "snowflake", func(b *materialize.Build) {
			b.Config.Values = map[string]any{"secure": true, "copy_grants": true}
		}},
		{"docs_and_hooks", "table", "duckdb", func(b *materialize.Build) {
			b.Config.PersistDocs = map[string]bool{"relation": true, "columns": true}
			b.PreHooks, b.PostHooks = []engine.Statement{{SQL: "-- before"}}, []engine.Statement{{SQL: "-- after"}}
			b.ExistingAside = &engine.Existing{Relation: materialize.AsideName(b.Relation), Type: engine.ViewType}
		}},
		{"partitioned", "external", "duckdb", func(b *materialize.Build) {
			b.Config.PartitionBy, b.Config.OrderBy = []string{"d", "shop"}, []string{"id", "n desc"}
		}},
		{"numbered", "load", "duckdb", func(b *materialize.Build) { b.Feeds[0].Input.Row = true }},
	}
	for _, c := range cases {
		name := fmt.Sprintf("%s.%s.%s", c.materialized, c.dialect, c.name)
		t.Run(name, func(t *testing.T) {
			b := build(c.dialect, c.materialized)
			c.set(&b)
			golden(t, name, show(t, b))
		})
	}
}

// show prints both halves of a build, and checks that every compiled SQL in them leads
// back to its template.
func show(t *testing.T, b materialize.Build) string {
	t.Helper()
	var out strings.Builder
	steps, problems := materialize.Plan(b)
	for _, d := range problems {
		out.WriteString("-- " + d.Error() + "\n-- hint: " + d.Hint + "\n")
	}
	section := func(name string, statements ...engine.Statement) {
		for _, s := range statements {
			end := ";\n"
			if b.Dialect.Name() == "snowflake" && strings.HasSuffix(s.SQL, query) {
				end = "\n;\n" // behind the comment: the file is read by a parser
			}
			out.WriteString("-- " + name + ": " + s.Tag + "\n" + s.SQL + end)
			if strings.Contains(s.SQL, query) != (s.Map != nil) {
				t.Errorf("the source map and the compiled SQL do not come together in\n%s", s.SQL)
			}
			if s.Map != nil && !strings.HasPrefix(s.SQL[s.Offset:], query) {
				t.Errorf("offset %d does not lead to the compiled SQL in\n%s", s.Offset, s.SQL)
			}
		}
	}
	section("prepare", steps.Prepare...)
	if b.Handover == nil { // else see TestGoldenHandover
		section("stage", steps.Stage...)
		if steps.Tally != nil {
			section("tally", *steps.Tally)
		}
		section("rejects", steps.Rejects...)
		section("build", steps.Build...)
	}
	if steps.Aside != nil {
		out.WriteString("-- aside: " + steps.Aside.String() + "\n")
	}
	if steps.Describe != nil && b.Handover == nil {
		section("describe", *steps.Describe)
	}
	if !problems.HasErrors() {
		publish, problems := materialize.Publish(b)
		for _, d := range problems {
			out.WriteString("-- " + d.Error() + "\n-- hint: " + d.Hint + "\n")
		}
		if b.Dialect.Name() != "snowflake" {
			section("publish", publish...)
		} else {
			for _, s := range materialize.Segments(publish) {
				if s.Transaction {
					section("publish, in a transaction", s.Statements...)
				} else {
					section("publish", s.Statements...)
				}
			}
		}
	}
	if b.Handover == nil {
		section("cleanup", steps.CleanupStage...)
	}
	section("cleanup", steps.Cleanup...)
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".sql")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// handOver makes a build's rows come over from a lake side.
func handOver(b *materialize.Build) {
	b.RunID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	b.Forget = []engine.Statement{{SQL: "delete from the_ledger"}}
	b.Handover = &materialize.Handover{
		Stage:   engine.Relation{Schema: "_mart", Name: "preload"},
		Columns: b.AsideColumns,
		Rows:    []materialize.HandedFile{{Name: "aa.parquet", Rows: 7}, {Name: "bb.parquet", Rows: 2}},
		Rejects: []materialize.HandedFile{{Name: "cc.parquet", Rows: 1}},
	}
	b.Ledger = []engine.Statement{{SQL: "insert into the_ledger values (1)"}}
	b.AsideColumns = materialize.WarehouseColumns(b.Handover.Columns)
	b.ExistingColumns = []engine.Column{{Name: "id", DataType: "NUMBER(38,0)"}, {Name: "n", DataType: "NUMBER(38,0)"}, {Name: "_file", DataType: "VARCHAR(16777216)"}}
}

// TestGoldenHandover shows what the lake side does for a warehouse that cannot read
// files, and the statements that bring the files over.
func TestGoldenHandover(t *testing.T) {
	b := build("snowflake", "load")
	handOver(&b)
	b.Handover.Columns = append(b.Handover.Columns, engine.Column{Name: "Tags", DataType: "VARCHAR[]"}, engine.Column{Name: "promo", DataType: "STRUCT(a INTEGER)"},
		engine.Column{Name: "raw", DataType: "JSON"}, engine.Column{Name: "total", DataType: "HUGEINT"}, engine.Column{Name: "price", DataType: "DECIMAL(18,3)"},
		engine.Column{Name: "at", DataType: "TIMESTAMP WITH TIME ZONE"}, engine.Column{Name: "took", DataType: "INTERVAL"})
	b.AsideColumns = materialize.WarehouseColumns(b.Handover.Columns)
	steps, problems := materialize.Plan(b)
	if problems != nil {
		t.Fatal(problems)
	}
	var lake strings.Builder
	for _, s := range append(append(steps.Stage, *steps.Tally), steps.Rejects...) {
		lake.WriteString(s.SQL + ";\n")
	}
	lake.WriteString(steps.Describe.SQL + ";\n" + materialize.WriteRows(b, "/project/target/preload/r/m/rows").SQL + ";\n")
	lake.WriteString(materialize.WriteRejects(b, "/project/target/preload/r/m/rejects").SQL + ";\n")
	lake.WriteString(materialize.CountRows([]string{"/project/target/preload/r/m/rows/aa.parquet"}).SQL + ";\n")
	for _, s := range steps.CleanupStage {
		lake.WriteString(s.SQL + ";\n")
	}
	golden(t, "handover.lake_side", lake.String())
	warehouse := materialize.Put(b, materialize.RowsPart, "/it's/target/aa.parquet").SQL + ";\n" + show(t, b)
	golden(t, "handover.snowflake.nested", warehouse)
	if forced := materialize.Forced(engine.Statement{SQL: "copy"}); forced.SQL != "copy\nforce = true" {
		t.Errorf("got %s", forced.SQL)
	}
}

// TestGrants gives what the config names and others have not, takes what it names for
// others, and leaves the rest alone.
func TestGrants(t *testing.T) {
	b := build("snowflake", "table")
	b.Config.Grants = map[string][]string{"select": {"analyst", "Team A"}, "insert": {}}
	if !materialize.WantsGrants(b) {
		t.Fatal("grants are asked for")
	}
	columns := []engine.Column{{Name: "created_on"}, {Name: "privilege"}, {Name: "granted_to"}, {Name: "grantee_name"}}
	have := materialize.DecodeGrants(columns, [][]any{
		{nil, "SELECT", "ROLE", "ANALYST"}, {nil, "SELECT", "ROLE", "GUEST"}, {nil, "OWNERSHIP", "ROLE", "MART"},
		{nil, "INSERT", "ROLE", "GUEST"}, {nil, "DELETE", "ROLE", "GUEST"}, {nil, "SELECT", "SHARE", "OUTSIDE"},
	})
	var got strings.Builder
	for _, s := range append([]engine.Statement{materialize.ShowGrants(b)}, materialize.ChangeGrants(b, have)...) {
		got.WriteString(s.SQL + ";\n")
	}
	golden(t, "grants.snowflake.table", got.String())
	b.Config.Materialized = "view"
	golden(t, "grants.snowflake.view", materialize.ShowGrants(b).SQL+";\n"+materialize.ChangeGrants(b, have)[0].SQL+";\n")
	if b.Dialect = dialect("duckdb"); materialize.WantsGrants(b) {
		t.Error("DuckDB has no roles")
	}
}

// TestDynamicTableRows reads what Snowflake tells of its dynamic tables.
func TestDynamicTableRows(t *testing.T) {
	b := build("snowflake", "dynamic_table")
	columns := []engine.Column{{Name: "name"}, {Name: "target_lag"}, {Name: "warehouse"}, {Name: "refresh_mode"}}
	rows := [][]any{{"OTHER", "1 day", "W", "FULL"}, {"M", "1 hour", "LARGE", "incremental"}}
	got := materialize.DecodeDynamicTable(b, columns, rows)
	if got == nil || *got != (materialize.DynamicTable{TargetLag: "1 hour", Warehouse: "LARGE", RefreshMode: "INCREMENTAL"}) {
		t.Errorf("got %+v", got)
	}
	if materialize.DecodeDynamicTable(b, columns, rows[:1]) != nil {
		t.Error("it does not stand")
	}
	b.Relation.Name = "my_table"
	if got := materialize.ShowDynamicTable(b).SQL; got != `show dynamic tables like 'my\_table' in schema "MARTS"` {
		t.Error(got)
	}
}

func TestUnknownMaterialization(t *testing.T) {
	_, problems := materialize.Plan(build("duckdb", "tabel"))
	if len(problems) != 1 || problems[0].Code != "unknown-materialization" || problems[0].Hint != `did you mean "table"?` {
		t.Errorf("got %v", problems)
	}
}

func TestReject(t *testing.T) {
	b := build("duckdb", "table")
	earlier := engine.Existing{Relation: materialize.RejectedName(b.Relation), Type: engine.TableType}
	got := materialize.Reject(b, &earlier)
	if len(got) != 2 || got[0].SQL != "drop table if exists marts.m__rejected" || got[1].SQL != "alter table marts.m__build rename to m__rejected" {
		t.Errorf("got %+v", got)
	}
}

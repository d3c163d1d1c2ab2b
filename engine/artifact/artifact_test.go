package artifact_test

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
)

// validate checks a file against dbt's schema of a kind, newest and published.
func validate(t *testing.T, file, kind string) map[string]any {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"core-1.13", "published"} {
		if err := schema(t, filepath.Join("testdata", set, kind+".json.gz")).Validate(got); err != nil {
			t.Errorf("%s against %s: %v", file, set, err)
		}
	}
	return got.(map[string]any)
}

func schema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(z)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mem://schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mem://schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var noon = time.Date(2026, 3, 1, 13, 0, 0, 0, time.FixedZone("CET", 3600))

func info() artifact.RunInfo {
	return artifact.RunInfo{
		InvocationID: "6f0c2f3e-2f10-4b57-9a3f-5b1c5b7a1a01", Command: "build", Args: map[string]any{"select": []string{"offers+"}},
		Version: "0.1.0", Started: noon, Elapsed: 4200 * time.Millisecond,
		Compiled: map[engine.NodeID]string{"model.shop.offers": "select 1 as id", "test.shop.not_null_offers_id": "select 1 where false"},
		Sources:  func(file string) (string, bool) { return "id\n1\n", file == "seeds/shops.csv" },
		Env:      map[string]string{"team": "pricing"},
	}
}

func header(kind engine.Kind, name, file string, uses ...engine.NodeID) engine.Header {
	h := engine.Header{ID: engine.NodeID(string(kind) + ".shop." + name), Kind: kind, Name: name, Package: "shop", File: file, FQN: []string{"shop", name}}
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		h.Name = name[i+1:]
	}
	for _, u := range uses {
		h.Uses = append(h.Uses, engine.Use{Target: u})
	}
	return h
}

// project has a node of every kind, with every part that an entry can have.
func project() *engine.Manifest {
	offers := &engine.Model{
		Header:   header(engine.KindModel, "offers", "models/marts/offers.sql", "source.shop.scrapers.raw", "seed.shop.shops", "seed.shop.shops"),
		Relation: engine.Relation{Schema: "marts", Name: "offers"}, Raw: "select * from {{ source \"scrapers\" \"raw\" }}",
		Columns: []engine.Column{{Name: "id", DataType: "bigint", Description: "the key", Tags: []string{"key"}, Meta: map[string]any{"pii": false}, Quote: true,
			Constraints: []engine.Constraint{{Type: "primary_key"}, {Type: "foreign_key", To: `ref "shops"`, ToColumns: []string{"id"}}, {Type: "check", Expression: "id > 0", Name: "positive"}}}},
	}
	offers.Constraints = []engine.Constraint{{Type: "unique", Columns: []string{"id", "shop"}, WarnUnenforced: true, WarnUnsupported: true}}
	offers.Version, offers.Latest, offers.Base = "2", "2", "offers"
	offers.Deprecated = time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	yes := true
	offers.PatchFile, offers.Description = "models/marts/offers.yml", "all offers"
	offers.Config = engine.Config{
		Enabled: true, Materialized: "incremental", Schema: "marts", Tags: []string{"daily"}, Meta: map[string]any{"owner": "pricing"}, Group: "pricing",
		Access: "public", Grants: map[string][]string{"select": {"analysts"}}, PersistDocs: map[string]bool{"relation": true}, PreHook: []string{"select 1"},
		UniqueKey: []string{"shop", "id"}, IncrementalStrategy: "merge", OnSchemaChange: "append_new_columns", FullRefresh: &yes, ContractEnforced: true,
		Docs:   map[string]any{"show": false, "node_color": "#123456"},
		Values: map[string]any{"materialized": "incremental", "tags": "daily", "pre_hook": "select 1", "contract": map[string]any{"enforced": true}, "publish": "gated", "transient": true},
	}
	ephemeral := &engine.Model{Header: header(engine.KindModel, "step", "models/step.sql", "model.shop.offers"), Relation: engine.Relation{Schema: "main", Name: "step"}, Raw: "select 1"}
	ephemeral.Config.Materialized = engine.MaterializedEphemeral
	seed := &engine.Seed{Header: header(engine.KindSeed, "shops", "seeds/shops.csv"), Relation: engine.Relation{Database: "dev", Schema: "warehouse", Name: "shops"}}
	seed.Config.ColumnTypes = map[string]string{"id": "bigint"}
	source := &engine.Source{
		Header: header(engine.KindSource, "scrapers.raw", "models/sources.yml"), SourceName: "scrapers", Relation: engine.Relation{Schema: "scrapers", Name: "raw"},
		Files: &engine.Files{Globs: []string{"lake/a/*.json", "lake/b/*.json"}, Format: "json"}, Loader: "scrapers", LoadedAtField: "day",
		Freshness: &engine.Freshness{WarnAfter: &engine.Age{Count: 12, Period: "hour"}, Filter: "day > '2020-01-01'"},
	}
	relationships := &engine.Test{
		Header: header(engine.KindTest, "relationships_offers_shop", "models/marts/offers.yml", "model.shop.offers", "seed.shop.shops"),
		Macro:  "relationships", Args: map[string]any{"to": `ref "shops"`, "field": "id"}, Column: "shop", Attached: "model.shop.offers",
	}
	relationships.Config = engine.Config{Severity: "warn", WarnIf: "> 10", Limit: 100, Where: "shop is not null", Values: map[string]any{"severity": "warn"}}
	notNull := &engine.Test{Header: header(engine.KindTest, "not_null_offers_id", "models/marts/offers.yml", "model.shop.offers"), Macro: "not_null", Column: "id", Attached: "model.shop.offers"}
	singular := &engine.Test{Header: header(engine.KindTest, "no_future", "tests/no_future.sql", "model.shop.offers"), Raw: "select * from {{ ref \"offers\" }} where day > now()"}
	incremental := true
	unit := &engine.UnitTest{
		Header: header(engine.KindUnitTest, "adds_up", "models/marts/offers.yml", "model.shop.offers"), Model: "model.shop.offers",
		Given:     []engine.Fixture{{Input: "model.shop.offers", SQL: "select 1 as id"}, {Input: "seed.shop.shops", Columns: []string{"id"}, Rows: []map[string]any{{"id": 1}}}},
		Expect:    []engine.Expectation{{Fixture: engine.Fixture{Rows: []map[string]any{{"id": 1, "day": nil}}}}, {CTE: "cleaned"}},
		Overrides: engine.Overrides{Vars: map[string]any{"n": 3}, Incremental: &incremental},
	}
	exposure := &engine.Exposure{Header: header(engine.KindExposure, "dashboard", "models/exposures.yml", "model.shop.offers"), Type: "dashboard", Maturity: "high", OwnerEmail: "a@b.c", URL: "https://example.com"}

	m := &engine.Manifest{
		Groups:  map[string]engine.Group{"pricing": {Name: "pricing", Description: "prices", OwnerName: "Ann", OwnerEmail: "ann@example.com", File: "models/groups.yml"}},
		Project: engine.Project{Name: "shop", Paths: engine.Paths{Models: []string{"models"}, Seeds: []string{"seeds"}, Tests: []string{"tests"}}},
		Target:  engine.Target{Name: "dev", Adapter: "duckdb", Schema: "main", Settings: map[string]any{"path": "target/dev.duckdb"}},
		Nodes:   map[engine.NodeID]engine.Node{}, Graph: dag.New[engine.NodeID](),
		Macros: map[string]engine.Macro{
			"test not_null":     {Name: "test not_null", Signature: "test not_null(model, column)", File: "macros/tests.sql"},
			"snowflake.cents":   {Name: "snowflake.cents", Signature: "snowflake.cents(column)", File: "macros/cents.sql", Uses: []string{"test not_null"}},
			"cents_to_euros(x)": {Name: "cents_to_euros", Signature: "cents_to_euros(x)", File: "macros/cents.sql", Description: "cents as euros"},
		},
	}
	for _, n := range []engine.Node{offers, ephemeral, seed, source, relationships, notNull, singular, unit, exposure} {
		m.Nodes[n.Head().ID] = n
		m.Graph.Add(n.Head().ID)
	}
	for id, n := range m.Nodes {
		for _, u := range n.Head().Uses {
			m.Graph.Connect(id, u.Target)
		}
	}
	return m
}

// at reads a value of nested objects by its keys.
func at(t *testing.T, v any, keys ...string) any {
	t.Helper()
	for _, k := range keys {
		m, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no object before %q of %q", k, keys)
		}
		if v, ok = m[k]; !ok {
			t.Fatalf("there is no %q of %q", k, keys)
		}
	}
	return v
}

func TestManifest(t *testing.T) {
	dir := t.TempDir()
	if err := artifact.WriteManifest(dir, info(), project()); err != nil {
		t.Fatal(err)
	}
	got := validate(t, filepath.Join(dir, "manifest.json"), "manifest_v12")
	for _, tt := range []struct {
		want any
		keys []string
	}{
		{"https://schemas.getdbt.com/dbt/manifest/v12.json", []string{"metadata", "dbt_schema_version"}},
		{"duckdb", []string{"metadata", "adapter_type"}},
		{"shop", []string{"metadata", "project_name"}},
		{"pricing", []string{"metadata", "env", "team"}},
		{"dev", []string{"nodes", "model.shop.offers", "database"}},
		{`"marts"."offers"`, []string{"nodes", "model.shop.offers", "relation_name"}},
		{nil, []string{"nodes", "model.shop.step", "relation_name"}},
		{"marts/offers.sql", []string{"nodes", "model.shop.offers", "path"}},
		{"shop://models/marts/offers.yml", []string{"nodes", "model.shop.offers", "patch_path"}},
		{"select 1 as id", []string{"nodes", "model.shop.offers", "compiled_code"}},
		{"target/compiled/shop/models/marts/offers.sql", []string{"nodes", "model.shop.offers", "compiled_path"}},
		{true, []string{"nodes", "model.shop.offers", "config", "transient"}},
		{[]any{"source.shop.scrapers.raw", "seed.shop.shops"}, []string{"nodes", "model.shop.offers", "depends_on", "nodes"}},
		{[]any{[]any{"scrapers", "raw"}}, []string{"nodes", "model.shop.offers", "sources"}},
		{[]any{"seed.shop.shops", "model.shop.offers"}, []string{"nodes", "test.shop.relationships_offers_shop", "depends_on", "nodes"}},
		{"model.shop.offers", []string{"nodes", "test.shop.relationships_offers_shop", "attached_node"}},
		{"relationships", []string{"nodes", "test.shop.relationships_offers_shop", "test_metadata", "name"}},
		{"shop", []string{"nodes", "test.shop.relationships_offers_shop", "test_metadata", "kwargs", "column_name"}},
		{"warn", []string{"nodes", "test.shop.relationships_offers_shop", "config", "severity"}},
		{"sha256", []string{"nodes", "seed.shop.shops", "checksum", "name"}},
		{true, []string{"unit_tests", "unit_test.shop.adds_up", "overrides", "macros", "is_incremental"}},
		{"lake/a/*.json", []string{"sources", "source.shop.scrapers.raw", "external", "location"}},
		{[]any{}, []string{"parent_map", "source.shop.scrapers.raw"}},
		{"day", []string{"sources", "source.shop.scrapers.raw", "loaded_at_field"}},
		{map[string]any{"count": json.Number("12"), "period": "hour"}, []string{"sources", "source.shop.scrapers.raw", "freshness", "warn_after"}},
		{[]any{"model.shop.offers"}, []string{"child_map", "source.shop.scrapers.raw"}},
		{[]any{"macro.shop.test_not_null"}, []string{"macros", "macro.shop.snowflake__cents", "depends_on", "macros"}},
		{"a@b.c", []string{"exposures", "exposure.shop.dashboard", "owner", "email"}},
	} {
		if diff := cmp.Diff(tt.want, at(t, got, tt.keys...)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.keys, diff)
		}
	}
}

func results() []engine.Result {
	return []engine.Result{
		{ID: "model.shop.offers", Status: engine.Success, Rows: 12, Started: noon, Compiled: noon.Add(time.Millisecond), Ended: noon.Add(time.Second), Worker: 2, SQL: "select 1 as id", QueryIDs: []string{"01b"}},
		{ID: "seed.shop.shops", Status: engine.Success, Rows: 1, Started: noon, Ended: noon.Add(time.Second), Worker: 1},
		{ID: "test.shop.not_null_offers_id", Status: engine.Fail, Rows: 3, Started: noon, Ended: noon, SQL: "select 1", Message: "got 3 rows"},
		{ID: "test.shop.no_future", Status: engine.Errored, Rows: -1, Started: noon, Ended: noon, Problems: diag.List{diag.Errorf(diag.Span{}, "database", "no such column")}},
		{ID: "model.shop.step", Status: engine.Skipped, Rows: -1, SkippedBy: "model.shop.offers"},
		{ID: "test.shop.relationships_offers_shop", Status: engine.Warn, Rows: 11, Started: noon, Ended: noon},
		{ID: "model.shop.gone", Status: engine.NoOp, Rows: -1, Started: noon, Ended: noon},
	}
}

func TestRunResults(t *testing.T) {
	dir := t.TempDir()
	if err := artifact.WriteRunResults(dir, info(), results(), project()); err != nil {
		t.Fatal(err)
	}
	got := validate(t, filepath.Join(dir, "run_results.json"), "run-results_v6")
	archived := validate(t, filepath.Join(dir, "runs", info().InvocationID, "run_results.json"), "run-results_v6")
	if diff := cmp.Diff(got, archived); diff != "" {
		t.Errorf("the archived copy differs:\n%s", diff)
	}
	list := at(t, got, "results").([]any)
	for _, tt := range []struct {
		result int
		key    string
		want   any
	}{
		{0, "status", "success"}, {0, "relation_name", `"marts"."offers"`}, {0, "compiled", true}, {0, "failures", nil}, {0, "thread_id", "Thread-2"},
		{0, "timing", []any{
			map[string]any{"name": "compile", "started_at": "2026-03-01T12:00:00.000000Z", "completed_at": "2026-03-01T12:00:00.001000Z"},
			map[string]any{"name": "execute", "started_at": "2026-03-01T12:00:00.001000Z", "completed_at": "2026-03-01T12:00:01.000000Z"}}},
		{2, "failures", json.Number("3")}, {2, "relation_name", nil}, {2, "message", "got 3 rows"},
		{3, "message", "error: no such column [database]"}, {3, "failures", nil},
		{4, "status", "skipped"}, {4, "timing", []any{}}, {4, "message", "skipped because model.shop.offers failed"},
		{5, "failures", json.Number("11")}, {6, "status", "no-op"},
	} {
		if diff := cmp.Diff(tt.want, at(t, list[tt.result], tt.key)); diff != "" {
			t.Errorf("result %d, %s (-want +got):\n%s", tt.result, tt.key, diff)
		}
	}
	if at(t, list[0], "adapter_response", "query_id") != "01b" || at(t, got, "args", "which") != "build" {
		t.Errorf("got %v", got)
	}
}

func TestRunIDsCannotLeaveTheFolder(t *testing.T) {
	dir := t.TempDir()
	for _, id := range []string{"", "../../evil", "a/b", ".."} {
		i := info()
		i.InvocationID = id
		if err := artifact.WriteRunResults(filepath.Join(dir, "target"), i, nil, project()); err != nil {
			t.Fatal(err)
		}
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "*")); len(found) != 1 {
		t.Errorf("found %v", found)
	}
	if _, err := os.Stat(filepath.Join(dir, "target", "runs")); !os.IsNotExist(err) {
		t.Errorf("runs: %v", err)
	}
}

func TestEveryTimeHasSixDigits(t *testing.T) {
	dir := t.TempDir()
	i := info()
	i.Started = noon.Add(123456789)
	if err := artifact.WriteRunResults(dir, i, results(), project()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "run_results.json"))
	if err != nil {
		t.Fatal(err)
	}
	times := regexp.MustCompile(`"\d{4}-\d\d-\d\dT[^"]*"`).FindAllString(string(text), -1)
	if len(times) < 10 {
		t.Fatalf("only %d times", len(times))
	}
	for _, s := range times {
		if !regexp.MustCompile(`^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"$`).MatchString(s) {
			t.Errorf("%s", s)
		}
	}
	if got := artifact.Time(time.Time{}); got != "" {
		t.Errorf("the zero time is %q", got)
	}
}

// TestReadersNeverSeeHalfAFile reads while runs write over one another.
func TestReadersNeverSeeHalfAFile(t *testing.T) {
	dir, m := t.TempDir(), project()
	if err := artifact.WriteManifest(dir, info(), m); err != nil {
		t.Fatal(err)
	}
	var writers sync.WaitGroup
	for range 2 {
		writers.Go(func() {
			for range 20 {
				if err := artifact.WriteManifest(dir, info(), m); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan bool)
	go func() { writers.Wait(); close(done) }()
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
		}
		text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
		if err != nil || !json.Valid(text) {
			t.Fatalf("%d bytes, %v", len(text), err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestSameProjectSameBytes(t *testing.T) {
	dir := t.TempDir()
	var texts [2]string
	for i := range texts {
		if err := artifact.WriteManifest(dir, info(), project()); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(text)
	}
	if texts[0] != texts[1] {
		t.Error("two writings of one project differ")
	}
}

func TestAFolderThatCannotBeWrittenIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := artifact.WriteManifest(filepath.Join(file, "target"), info(), project())
	if err == nil || !strings.Contains(err.Error(), filepath.Join(file, "target", "manifest.json")) {
		t.Errorf("got %v", err)
	}
}

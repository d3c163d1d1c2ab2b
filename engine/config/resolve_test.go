package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// set makes a layer of keys and values, as a template would.
func set(pairs ...any) config.Layer {
	var l config.Layer
	for i := 0; i < len(pairs); i += 2 {
		at := diag.SpanAt("m.sql", "{{ config }}", 3, 9)
		l = append(l, config.Setting{Key: pairs[i].(string), Value: pairs[i+1], Span: at, ValueSpan: at})
	}
	return l
}

func TestResolveMerges(t *testing.T) {
	c, problems := config.Resolve(engine.KindModel,
		set("tags", "a", "materialized", "table", "meta", map[string]any{"x": 1, "y": 1}, "grants", map[string]any{"select": "r1"}, "pre-hook", "one", "schema", "s"),
		set("tags", []any{"b", "a"}, "meta", map[string]any{"y": 2}, "grants", map[string]any{"+select": []any{"r2"}, "insert": "r3"}),
		set("materialized", "incremental", "unique_key", []string{"id", "day"}, "pre_hook", []any{map[string]any{"sql": "two"}}, "cluster_by", "day",
			"max_rejects", "10 %", "schema", nil, "predicates", "x > 1", "persist_docs", map[string]any{"columns": true}, "full_refresh", false))
	if problems != nil {
		t.Fatal(problems)
	}
	no := false
	want := config.Defaults(engine.KindModel)
	want.Tags, want.Materialized, want.UniqueKey = []string{"a", "b"}, "incremental", []string{"id", "day"}
	want.Meta = map[string]any{"x": 1, "y": 2}
	want.Grants = map[string][]string{"select": {"r1", "r2"}, "insert": {"r3"}}
	want.PreHook, want.MaxRejects, want.IncrementalPredicate = []string{"one", "two"}, "10%", []string{"x > 1"}
	want.PersistDocs, want.FullRefresh = map[string]bool{"columns": true}, &no
	want.Values = map[string]any{
		"tags": []any{"a", "b", "a"}, "materialized": "incremental", "meta": want.Meta,
		"grants":   map[string]any{"select": []any{"r1", "r2"}, "insert": []any{"r3"}},
		"pre_hook": []any{"one", "two"}, "unique_key": []string{"id", "day"}, "cluster_by": "day", "max_rejects": "10%",
		"incremental_predicates": "x > 1", "persist_docs": map[string]any{"columns": true}, "full_refresh": false,
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

// A layer is used for many nodes: merging must leave it alone.
func TestResolveLeavesLayersAlone(t *testing.T) {
	folder := set("meta", map[string]any{"x": 1}, "grants", map[string]any{"select": []any{"a"}}, "tags", []any{"a"})
	for range 2 {
		c, _ := config.Resolve(engine.KindModel, folder, set("meta", map[string]any{"y": 2}, "grants", map[string]any{"+select": "b"}, "tags", "b"))
		if len(c.Meta) != 2 || len(c.Grants["select"]) != 2 || len(c.Tags) != 2 {
			t.Errorf("%+v", c)
		}
	}
	c, _ := config.Resolve(engine.KindModel, folder)
	if len(c.Meta) != 1 || len(c.Grants["select"]) != 1 || len(c.Tags) != 1 {
		t.Errorf("the folder's layer has changed: %+v", c)
	}
}

func TestResolveFaults(t *testing.T) {
	_, problems := config.Resolve(engine.KindModel, set("materialised", "table", "materialized", "tabel", "unique_key", 1.5, "enabled", 3,
		"severity", "WARN", "max_rejects", "105%", "meta", "x", "limit", -1, "on_error", "continue", "persist_docs", map[string]any{"columns": "maybe"}))
	var got []string
	for _, d := range problems {
		got = append(got, d.Error()+" / "+strings.Split(d.Hint, "\n")[0])
	}
	want := []string{
		`m.sql:1:4: error: unknown key "materialised" in config [unknown-key] / did you mean "materialized"?`,
		`m.sql:1:4: error: materialized cannot be "tabel" [bad-value] / did you mean "table"?`,
		`m.sql:1:4: error: enabled must be true or false, not the number 3 [wrong-type] / write  enabled: true`,
		`m.sql:1:4: error: max_rejects must be a count or a share, not the text "105%" [wrong-type] / write  max_rejects: 5%`,
		`m.sql:1:4: error: meta must be a map, not the text "x" [wrong-type] / write  meta: {key: value}`,
		`m.sql:1:4: error: limit must be a whole number, not the number -1 [wrong-type] / write  limit: 100`,
		`m.sql:1:4: error: persist_docs must be a map of true and false, not a map [wrong-type] / write  persist_docs: {relation: true, columns: true}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDefaults(t *testing.T) {
	for kind, want := range map[engine.Kind]string{engine.KindModel: "view", engine.KindSeed: "seed", engine.KindSnapshot: "snapshot", engine.KindTest: "test", engine.KindSource: ""} {
		if c, _ := config.Resolve(kind); c.Materialized != want || !c.Enabled {
			t.Errorf("%s: %+v", kind, c)
		}
	}
	if c, _ := config.Resolve(engine.KindTest, set("severity", "Warn")); c.Severity != "warn" || c.FailCalc != "count(*)" || c.WarnIf != "!= 0" {
		t.Errorf("test: %+v", c)
	}
}

func TestOnlyModelsAreMaterialized(t *testing.T) {
	for _, kind := range []engine.Kind{engine.KindSeed, engine.KindTest, engine.KindSnapshot, engine.KindSource} {
		c, _ := config.Resolve(kind, set("materialized", "table", "schema", "marts"))
		if want := config.Defaults(kind).Materialized; c.Materialized != want || c.Values["materialized"] != nil || c.Schema != "marts" {
			t.Errorf("%s: %+v", kind, c)
		}
	}
}

func TestStoreFailuresAsBeatsStoreFailures(t *testing.T) {
	c, _ := config.Resolve(engine.KindTest, set("store_failures_as", "ephemeral"), set("store_failures", true))
	if c.StoreFailures == nil || *c.StoreFailures {
		t.Errorf("%+v", c.StoreFailures)
	}
}

// The presets of the documentation are what Defaults says.
func TestKeyDocsTellTheDefaults(t *testing.T) {
	known := map[string]string{}
	m, s, q := config.Defaults(engine.KindModel), config.Defaults(engine.KindSeed), config.Defaults(engine.KindTest)
	for key, v := range map[string]string{
		"enabled": "true", "materialized": m.Materialized, "access": m.Access, "on_schema_change": m.OnSchemaChange, "publish": m.Publish, "format": m.Format,
		"overwrite": m.Overwrite, "read": m.Read, "max_rejects": m.MaxRejects, "on_changed_file": m.OnChangedFile, "delimiter": s.Delimiter,
		"severity": q.Severity, "fail_calc": q.FailCalc, "warn_if": q.WarnIf, "error_if": q.ErrorIf, "quote_columns": "false", "location": "lake/<schema>/<name>",
	} {
		known[key] = v
	}
	for _, d := range config.KeyDocs() {
		if d.Meaning == "" || d.Type == "" || d.Kinds == "" {
			t.Errorf("%s is not explained", d.Key)
		}
		if d.Default != known[d.Key] {
			t.Errorf("%s: documented default %q, real %q", d.Key, d.Default, known[d.Key])
		}
	}
}

func TestParseRelationText(t *testing.T) {
	for text, want := range map[string]string{
		`ref "orders"`:                  "ref orders",
		` {{ ref "shop" "orders" }} `:   "ref shop orders",
		"{{- ref `orders` -}}":          "ref orders",
		`ref('orders')`:                 "ref orders",
		`ref("shop", 'orders')`:         "ref shop orders",
		`source "raw" "orders"`:         "source raw orders",
		`source('raw', 'orders')`:       "source raw orders",
		`{{ source( 'raw' ,'orders')}}`: "source raw orders",
		`this`:                          "this",
		`{{ this }}`:                    "this",
		`orders`:                        "", `ref orders`: "", `ref`: "", `ref ""`: "", `ref "a" "b" "c"`: "", `source "raw"`: "",
		`ref('a'`: "", `ref('a' 'b')`: "", `ref('a',)`: "", `{{ ref "a"`: "", `ref "a""b"`: "", `reference "a"`: "", `ref "a" x`: "", ``: "",
	} {
		kind, args, ok := config.ParseRelationText(text)
		got := strings.Join(append([]string{kind}, args...), " ")
		if ok != (want != "") || got != want {
			t.Errorf("%s: %q %v", text, got, ok)
		}
	}
}

package config_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

const pricing = `name: pricing
vars: {basket_size: 25, when: '{{ env_var "DAY" }}'}
paths: {seeds: [data, more/data]}
config:
  retail/marts: {schema: marts, materialized: table}
  retail: {schema: lake, pre_hook: 'grant to {{ role }}'}
  .: {tags: all, schema: '{{ env_var "DAY" }}'}
  retail/mart: {schema: wrong}
default_target: dev
on_run_start: select '{{ now }}'
targets:
  dev:  {adapter: duckdb, path: target/dev.duckdb}
  prod:
    adapter: snowflake
    account: '{{ env_var "ACCOUNT" }}'
    password: '{{ env_var "NUMBER" }}'
    schema_prefix: ada_
    threads: '{{ env_var "NUMBER" }}'
    vars: {basket_size: 50}
`

func env(text string, _ diag.Span) (string, error) {
	for name, value := range map[string]string{"DAY": "monday", "NUMBER": "08", "ACCOUNT": ""} {
		if strings.Contains(text, `"`+name+`"`) && value != "" {
			return value, nil
		}
	}
	return "", errors.New("no such variable: " + text)
}

func TestProject(t *testing.T) {
	f, problems := config.ParseProject("mart.yml", pricing, config.Options{Render: env, TargetKeys: targetKeys})
	if len(problems) > 0 {
		t.Fatal(told("mart.yml", pricing, problems))
	}
	want := engine.Project{
		Name: "pricing", File: "mart.yml", DefaultTarget: "dev", Vars: map[string]any{"basket_size": int64(25), "when": "monday"},
		Paths:   engine.Paths{Models: []string{"models"}, Macros: []string{"macros"}, Seeds: []string{"data", "more/data"}, Snapshots: []string{"snapshots"}, Tests: []string{"tests"}},
		Targets: map[string]engine.Target{},
	}
	if diff := cmp.Diff(want, f.Project); diff != "" {
		t.Error(diff)
	}
	if f.OnRunStart[0].Value != "select '{{ now }}'" {
		t.Error(f.OnRunStart)
	}
	c, _ := config.Resolve(engine.KindModel, f.Layers("retail/marts/a.sql")...)
	if c.Schema != "marts" || c.Materialized != "table" || c.Tags[0] != "all" || c.PreHook[0] != "grant to {{ role }}" {
		t.Errorf("%+v", c)
	}
	c, _ = config.Resolve(engine.KindModel, f.Layers("a.sql")...)
	if c.Schema != "monday" {
		t.Errorf("%+v", c)
	}
}

func TestTarget(t *testing.T) {
	f, _ := config.ParseProject("mart.yml", pricing, config.Options{Render: env, TargetKeys: targetKeys})
	dev, problems := f.Target("", env)
	want := engine.Target{Name: "dev", Adapter: "duckdb", Schema: "main", Threads: 4, Settings: map[string]any{"path": "target/dev.duckdb"}}
	if diff := cmp.Diff(want, dev, cmpopts.IgnoreFields(engine.Target{}, "Span")); diff != "" || problems != nil {
		t.Error(diff, problems)
	}
	// Only the chosen target is rendered, and its faults are told.
	prod, problems := f.Target("prod", env)
	if got := problems.Error(); got != `mart.yml:15:14: error: no such variable: {{ env_var "ACCOUNT" }} [template]` {
		t.Error(got)
	}
	if prod.Threads != 8 || prod.SchemaPrefix != "ada_" || prod.Settings["password"] != "08" || prod.Vars["basket_size"] != int64(50) {
		t.Errorf("%+v", prod)
	}
	_, problems = f.Target("prd", env)
	if problems.Error() != `--target: error: there is no target "prd" [unknown-target]` || problems[0].Hint != "did you mean \"prod\"?\nallowed: dev, prod" {
		t.Error(problems, problems[0].Hint)
	}
}

func TestTargetChoice(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"targets: {one: {adapter: duckdb}}", "one"},
		{"targets: {a: {adapter: duckdb}, b: {adapter: duckdb}}", `error: no target is chosen, and there are several`},
		{"vars: {}", "dev"},
		{"targets: {}", "error: the project has no targets"},
	} {
		f, problems := config.ParseProject("mart.yml", "name: x\n"+c.yaml, config.Options{})
		if problems != nil {
			t.Fatal(problems)
		}
		target, problems := f.Target("", nil)
		got := target.Name
		if problems != nil {
			got = problems.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.yaml, got)
		}
	}
}

// A mart.yml with a name is a whole project.
func TestTargetOfNothing(t *testing.T) {
	f, problems := config.ParseProject("mart.yml", "name: x\n", config.Options{TargetKeys: targetKeys})
	target, more := f.Target("", env)
	if problems.Add(more...); problems != nil {
		t.Fatal(problems)
	}
	want := engine.Target{
		Name: "dev", Adapter: "duckdb", Schema: "main", Threads: 4, Settings: map[string]any{"path": "target/dev.duckdb"},
	}
	if diff := cmp.Diff(want, target, cmpopts.IgnoreFields(engine.Target{}, "Span")); diff != "" {
		t.Error(diff)
	}
	_, problems = config.ParseProject("mart.yml", "name: x\ndefault_target: prod\n", config.Options{})
	if problems.Error() != `mart.yml:2:17: error: there is no target "prod" [unknown-target]` {
		t.Error(problems)
	}
}

func TestAliases(t *testing.T) {
	text := `anchors:
  - &table {materialized: table, tags: [a]}
models:
  - name: one
    config: *table
  - name: two
    config: {<<: *table, tags: [b]}
`
	p, problems := config.ParseProperties("m.yml", text, config.Options{})
	if problems != nil {
		t.Fatal(told("m.yml", text, problems))
	}
	for i, want := range []string{"table [a]", "table [b]"} {
		if c, _ := config.Resolve(engine.KindModel, p.Models[i].Config); fmt.Sprint(c.Materialized, " ", c.Tags) != want {
			t.Errorf("%s: %+v", p.Models[i].Name, c)
		}
	}
}

// Places are counted in letters, whatever the bytes and the line ends are.
func TestPlaces(t *testing.T) {
	text := "models:\r\n  - {name: é, naïve: 1}\r\n  - {\"größe\": x}\r\n"
	_, problems := config.ParseProperties("m.yml", text, config.Options{})
	var got []string
	for _, d := range problems {
		got = append(got, text[d.Span.Start.Offset:d.Span.End.Offset]+" "+d.Span.String())
	}
	want := []string{"naïve m.yml:2:15", `{"größe": x} m.yml:3:5`, `"größe" m.yml:3:6`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestLake reads the settings of a lake side, rendered with the target that is chosen.
func TestLake(t *testing.T) {
	const text = "name: x\ntargets:\n  prod:\n    adapter: snowflake\n    lake: {memory_limit: 4GB, secrets: [{type: s3, secret: '{{ env_var \"KEY\" }}'}]}\n"
	f, problems := config.ParseProject("mart.yml", text, config.Options{TargetKeys: targetKeys})
	if problems != nil {
		t.Fatal(problems)
	}
	target, problems := f.Target("prod", func(text string, _ diag.Span) (string, error) {
		return strings.ReplaceAll(text, `{{ env_var "KEY" }}`, "hush"), nil
	})
	if problems != nil {
		t.Fatal(problems)
	}
	want := map[string]any{"memory_limit": "4GB", "secrets": []any{map[string]any{"type": "s3", "secret": "hush"}}}
	if diff := cmp.Diff(want, target.Lake); diff != "" || len(target.Settings) > 0 {
		t.Errorf("%s %v", diff, target.Settings)
	}
}

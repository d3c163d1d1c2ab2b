package parse_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/parse"
)

// TestSound breaks one file of a good project at a time, and looks at what is still taken
// for sound.
func TestSound(t *testing.T) {
	good := map[string]string{
		"mart.yml":               "name: p\ntargets:\n  dev: {adapter: duckdb, path: x.duckdb}\n",
		"macros/cents.sql":       `{{ define "cents(column)" }}{{ .column }}{{ end }}{{ define "test positive(model, column)" }}select 1{{ end }}`,
		"macros/euros.sql":       `{{ define "euros(column)" }}{{ cents .column }}{{ end }}`,
		"models/a.sql":           "select 1 as id",
		"models/b.sql":           `select * from {{ ref "a" }}`,
		"models/c.sql":           `select {{ euros "id" }} as id from {{ ref "b" }}`,
		"models/d.sql":           "select 2 as id",
		"models/e.sql":           `select * from {{ source "raw" "t" }}`,
		"models/dynamic.sql":     `select * from {{ ref (print "d") }}`,
		"models/d.yml":           "models:\n  - name: d\n    columns: [{name: id, data_tests: [positive]}]\n",
		"models/raw/sources.yml": "sources:\n  - {name: raw, tables: [{name: t}]}\n",
		"tests/single.sql":       `select * from {{ ref "b" }}`,
		"seeds/s.csv":            "id\n1\n",
	}
	const all = "a b c d dynamic e positive_d_id s single t"
	for _, tt := range []struct{ name, file, text, want string }{
		{"nothing", "models/a.sql", good["models/a.sql"], all},
		{"the project file", "mart.yml", good["mart.yml"] + "nonsense: 1\n", ""},
		{"a leaf", "models/c.sql", "select {{ ", "a b d e positive_d_id s single t"},
		{"a root", "models/a.sql", "select {{ ", "d e positive_d_id s t"},
		{"one that others find by a computed name", "models/d.sql", "select {{ ", "a b c e s single t"},
		{"a ref", "models/b.sql", `select * from {{ ref "x" }}`, "a d dynamic e positive_d_id s t"},
		{"a singular test", "tests/single.sql", "select {{ ", "a b c d e positive_d_id s t"},
		{"a macro", "macros/cents.sql", good["macros/cents.sql"] + "{{ if }}", "a b d dynamic e s single t"},
		{"a macro of macros", "macros/euros.sql", good["macros/euros.sql"] + "{{ if }}", "a b d dynamic e positive_d_id s single t"},
		{"a macro without a name", "macros/euros.sql", `{{ define euros }}`, ""},
		{"a description", "models/d.yml", "models:\n  - name: d\n    colums: []\n", "a b c e s single t"},
		{"a broken description", "models/d.yml", "models:\n  - {name: d\n", "a b c e s single t"},
		{"a source", "models/raw/sources.yml", "sources:\n  - {name: raw, tables: [{name: t}]\n", "a b c d dynamic positive_d_id s single"},
		{"a doc", "models/docs.md", "{{ define \"x\" }}", ""},
		{"a circle", "models/a.sql", `select * from {{ ref "b" }}`, ""},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "_"), func(t *testing.T) {
			files := fstest.MapFS{}
			for file, text := range good {
				files[file] = &fstest.MapFile{Data: []byte(text)}
			}
			files[tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
			p, problems := parse.Load(t.Context(), files, parse.Options{Env: func(string) (string, bool) { return "", false }})
			if problems.HasErrors() != (tt.name != "nothing") {
				t.Fatalf("%v", problems)
			}
			got := ""
			if p != nil {
				got = named(p, p.Sound(problems))
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s\n%v", got, tt.want, problems)
			}
		})
	}
}

// named is the names of nodes, sorted.
func named(p *parse.Project, ids map[engine.NodeID]bool) string {
	var out []string
	for _, id := range slices.Collect(maps.Keys(ids)) {
		out = append(out, p.Manifest.Nodes[id].Head().Name)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

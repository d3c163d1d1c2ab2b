package template_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

const macroFile = "macros/money.sql"

const macroText = `{{/* Cents to euros.
     As a decimal. */}}
{{ define "cents(column, scale=2)" }}
cast({{ .column }} / 100.0 as decimal(16, {{ .scale }}))
{{ end }}
{{ define "deep(x)" }}{{ deeper .x }}{{ end }}
{{ define "deeper(x)" -}}
  {{ ref "missing" }}
{{- end }}
{{ define "loop(n)" }}{{ if .n }}{{ loop (add1 .n) }}{{ end }}{{ end }}
{{ define "nothing" }}{{ end }}
{{ define "snowflake.only_snow(x)" }}{{ .x }}{{ end }}
{{ define "days(a, b)" }}{{ .b }} - {{ .a }}{{ end }}
{{ define "snowflake.days(a, b)" }}datediff('day', {{ .a }}, {{ .b }}){{ end }}
{{ define "test positive(model, column)" }}select * from {{ .model }} where {{ .column }} <= 0{{ end }}
{{ define "joined(names, sep=', ', quoted=false, none=nil, list=[1, 'a'])" }}{{ join .sep .names }}{{ if .quoted }}!{{ end }}{{ if eq .none nil }}{{ join "+" .list }}{{ end }}{{ end }}
{{ define "from_model(name)" }}select * from {{ ref .name }}, {{ source "raw" "x" }} {{ config "tags" "m" }}{{ end }}
{{ define "two_steps" }}{{ from_model "a" }}{{ if is_incremental }}{{ this }}{{ end }}{{ end }}
`

const standardText = `{{ define "cents(column)" }}standard {{ .column }}{{ end }}
{{ define "duckdb.days(a, b)" }}standard{{ end }}
{{ define "shout(x)" }}{{ upper .x }}!{{ end }}
{{ define "test unique(model, column)" }}select {{ .column }} from {{ .model }}{{ end }}
`

func library(t testing.TB) *template.Library {
	t.Helper()
	lib := template.NewLibrary()
	list := lib.AddStandard(fstest.MapFS{"all.sql": {Data: []byte(standardText)}})
	list = append(list, lib.Add(macroFile, macroText)...)
	list = append(list, lib.Check("duckdb")...)
	if len(list) > 0 {
		t.Fatal(list)
	}
	return lib
}

func TestLibraryFaults(t *testing.T) {
	cases(t, "library", func(name, text string) string {
		lib := template.NewLibrary()
		list := lib.AddStandard(fstest.MapFS{"all.sql": {Data: []byte(standardText)}})
		list = append(list, lib.Add(name, text)...)
		list = append(list, lib.Check("duckdb")...)
		if len(list) == 0 {
			t.Errorf("%s has no faults", name)
		}
		return carets(list, map[string]string{name: text})
	})
}

func TestMacros(t *testing.T) {
	lib := library(t)
	var names []string
	for _, m := range lib.Macros() {
		names = append(names, m.Name)
		if m.Name == "cents" {
			if m.Description != "Cents to euros.\nAs a decimal." || m.File != macroFile || m.Span.String() != "macros/money.sql:3:12" {
				t.Errorf("cents: %+v", m)
			}
		}
		if m.Name == "two_steps" && !cmp.Equal(m.Uses, []string{"from_model"}) {
			t.Errorf("two_steps uses %v", m.Uses)
		}
	}
	want := "cents days deep deeper duckdb.days from_model joined loop nothing shout snowflake.days snowflake.only_snow test positive test unique two_steps"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("macros:\n%s\nwant\n%s", got, want)
	}
	if diff := cmp.Diff([]string{"positive", "unique"}, lib.Tests()); diff != "" {
		t.Error(diff)
	}
}

func TestLookupTest(t *testing.T) {
	sig, ok := library(t).LookupTest("positive")
	if !ok || sig.String() != "test positive(model, column)" || !sig.Test {
		t.Errorf("%v %v", sig, ok)
	}
	if _, ok := library(t).LookupTest("cents"); ok {
		t.Error("cents is no test")
	}
}

// A macro of the project goes before a standard one of another adapter, too.
func TestDispatch(t *testing.T) {
	lib := library(t)
	for _, c := range []struct{ dialect, text, want string }{
		{"duckdb", `{{ days "a" "b" }}`, "b - a"},
		{"snowflake", `{{ days "a" "b" }}`, "datediff('day', a, b)"},
		{"duckdb", `{{ mart.days "a" "b" }}`, "standard"},
		{"duckdb", `{{ cents "p" }}`, "cast(p / 100.0 as decimal(16, 2))"},
		{"duckdb", `{{ mart.cents "p" }}`, "standard p"},
		{"duckdb", `{{ "p" | cents }}`, "cast(p / 100.0 as decimal(16, 2))"},
		{"duckdb", `{{ cents "p" 4 }}`, "cast(p / 100.0 as decimal(16, 4))"},
		{"duckdb", `{{ cents "p" (kw "scale" 3) }}`, "cast(p / 100.0 as decimal(16, 3))"},
		{"duckdb", `{{ cents (kw "scale" 3 "column" "q") }}`, "cast(q / 100.0 as decimal(16, 3))"},
		{"duckdb", `{{ joined (list "a" "b") }}`, "a, b1+a"},
		{"duckdb", `{{ joined (list "a" "b") "-" true 1 }}`, "a-b!"},
		{"duckdb", `{{ upper (shout "é") }}`, "É!"},
		{"snowflake", `{{ only_snow 1.0 }}`, "1.0"},
	} {
		if got := render(t, lib, c.dialect, c.text, nil); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.dialect, c.text, got, c.want)
		}
	}
}

func TestCall(t *testing.T) {
	at := diag.Span{File: "models/m.yml", Start: diag.Pos{Line: 3, Column: 9}}
	r := library(t).NewRenderer("duckdb")
	out, list := r.Call("test positive", map[string]any{"model": "m", "column": "c"}, at, nil)
	if len(list) > 0 || out.SQL != "select * from m where c <= 0" || len(out.Map) != 1 || out.Map[0].Span != at {
		t.Errorf("%+v %v", out, list)
	}
	for _, c := range []struct {
		name string
		args map[string]any
		want string
	}{
		{"test positiv", nil, `models/m.yml:3:9: error: there is no generic test positiv [unknown-function]`},
		{"test positive", map[string]any{"model": "m"}, `models/m.yml:3:9: error: positive is not given its argument column [wrong-arguments]`},
		{"test positive", map[string]any{"model": "m", "column": "c", "colum": 1}, `models/m.yml:3:9: error: positive has no argument colum [wrong-arguments]`},
		{"deep", map[string]any{"x": 1}, `models/m.yml:3:9: error: ref is not available here [not-available]`},
	} {
		_, list := r.Call(c.name, c.args, at, nil)
		if list.Error() != c.want {
			t.Errorf("%s: %s", c.name, list)
		}
		if c.name == "deep" && (len(list[0].Related) != 2 || list[0].Related[1].Span.String() != "macros/money.sql:8:10") {
			t.Errorf("%+v", list[0].Related)
		}
	}
}

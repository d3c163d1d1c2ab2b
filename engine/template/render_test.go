package template_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

func parse(t testing.TB, text string) *template.File {
	t.Helper()
	f, list := template.Parse("models/m.sql", text)
	if f == nil {
		t.Fatalf("%s: %v", text, list)
	}
	return f
}

var errMissing = errors.New("missing")

// answers is a context as a caller fills it.
func answers() *template.Context {
	return &template.Context{
		Ref: func(at diag.Span, pkg, name string) (string, error) {
			if name == "missing" {
				return "", diag.Diagnostic{Code: "unknown-ref", Summary: "no model is named missing", Hint: "did you mean it?", Cause: errMissing}
			}
			return strings.Trim(pkg+"."+name, "."), nil
		},
		Source: func(at diag.Span, source, table string) (string, error) {
			switch source {
			case "several":
				return "", diag.List{{Code: "a", Summary: "one"}, {Code: "b", Summary: "two"}}
			case "elsewhere":
				return "", diag.Errorf(diag.Span{File: "models/s.yml", Start: diag.Pos{Line: 2, Column: 3}}, "a", "there")
			}
			return source + "_" + table, nil
		},
		UDF: func(at diag.Span, name string, args []string) (string, error) {
			return name + "(" + strings.Join(args, ", ") + ")", nil
		},
		Rejects:   func(at diag.Span, model string) (string, error) { return model + "__rejects", nil },
		Var:       func(name string, fallback ...any) (any, error) { return map[string]any{"a": []any{1, "x"}}, nil },
		EnvVar:    func(name string, fallback ...string) (string, error) { return strings.Join(fallback, ""), nil },
		ConfigGet: func(key string) (any, bool) { return key, key == "materialized" },
		Target:    map[string]any{"name": "dev"},
		This:      &template.This{SQL: `"s"."t"`, Relation: engine.Relation{Schema: "s", Name: "t"}},
		Query: func(sql string) ([]map[string]any, error) {
			return []map[string]any{{"n": int64(1)}, {"n": 2.5}}, nil
		},
		IsIncremental: true, Execute: true,
	}
}

func render(t testing.TB, lib *template.Library, dialect, text string, ctx *template.Context) string {
	t.Helper()
	if ctx == nil {
		ctx = answers()
	}
	out, list := lib.NewRenderer(dialect).Render(parse(t, text), ctx)
	if len(list) > 0 {
		t.Fatalf("%s: %v", text, list)
	}
	return out.SQL
}

func TestRender(t *testing.T) {
	lib := library(t)
	for _, c := range []struct{ text, want string }{
		{``, ``},
		{`select 1`, `select 1`},
		{`{{ ref "a" }} {{ ref "p" "a" }} {{ source "a" "b" }} {{ "x" | ref }}`, `a p.a a_b x`},
		{`{{ this }} {{ this.schema }}.{{ this.name }} {{ (this).identifier }}{{ this.database }}`, `"s"."t" s.t t`},
		{`{{ target.name }} {{ (target).name }} {{ get target "name" }}`, `dev dev dev`},
		{`{{ udf "f" "x" 1 1.0 true }} {{ rejects "m" }}`, `f(x, 1, 1.0, true) m__rejects`},
		{`{{ env_var "A" "b" }}{{ config "a" "b" }}{{ log "x" }}`, `b`},
		{`{{ config.get "materialized" }} {{ config.get "x" "y" }} {{ config_get "x" 1 }}`, `materialized y 1`},
		{`{{ range query "q" }}{{ .n }},{{ end }}`, `1,2.5,`},
		{`{{ literal "it's" }} {{ literal 1 }} {{ literal nil }} {{ literal true }} {{ literal 2.0 }}`, `'it''s' 1 null true 2.0`},
		{`{{ 1e6 }} {{ 3 }} {{ 1.5 | mulf 2.0 }} {{ true }} {{ len "abc" }}`, `1000000.0 3 3.0 true 3`},
		{`{{ keys (dict "b" 1 "a" 2) | join "," }} {{ values (dict "b" 1 "a" 2) | join "," }}`, `a,b 2,1`},
		{`a {{- /* c */ -}} b {{/* d */}}`, `ab `},
		{`{{ range $i, $x := list "a" "b" }}{{ if $i }}, {{ end }}{{ $x }}{{ else }}none{{ end }}`, `a, b`},
		{`{{ range list 1 2 3 }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ . }}{{ break }}{{ end }}`, `1`},
		{`{{ $x := set (var "a") "a" 1 }}{{ $x.a }} {{ index (var "a").a 1 }}`, `1 x`},
		{`{{ if and is_incremental execute }}y{{ else }}n{{ end }}`, `y`},
		{"{{ with `raw` }}{{ . }}{{ end }}", `raw`},
		{"-- {% if x %}\n{{/* {% if x %} */}}{{ \"{% set x %}\" }}", "-- {% if x %}\n{% set x %}"},
	} {
		if got := render(t, lib, "duckdb", c.text, nil); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// What a template does to a value that the context gave stays in that rendering.
func TestContextIsNotChanged(t *testing.T) {
	ctx := answers()
	render(t, library(t), "duckdb", `{{ $x := set target "name" "other" }}{{ $x.name }}`, ctx)
	if ctx.Target["name"] != "dev" {
		t.Error("a template changed the target")
	}
}

func TestQueryWaitsForExecute(t *testing.T) {
	ctx := answers()
	ctx.Execute, ctx.Query = false, nil
	if got := render(t, library(t), "duckdb", `{{ range query "q" }}x{{ else }}none{{ end }}`, ctx); got != "none" {
		t.Error(got)
	}
}

func TestRenderFaults(t *testing.T) {
	lib := library(t)
	cases(t, "values", func(name, text string) string {
		f, list := template.Parse(name, text)
		if f == nil {
			t.Fatal(list)
		}
		ctx := answers()
		ctx.Doc = nil
		out, list := lib.NewRenderer("duckdb").Render(f, ctx)
		if len(list) == 0 || out.SQL != "" {
			t.Errorf("%s gives %q", name, out.SQL)
		}
		return carets(list, map[string]string{name: text})
	})
}

// The cause of a fault can be asked for, through macros too.
func TestCauseSurvives(t *testing.T) {
	_, list := library(t).NewRenderer("duckdb").Render(parse(t, `{{ deep "x" }}`), answers())
	if len(list) != 1 || !errors.Is(list[0], errMissing) || list[0].Hint != "did you mean it?" {
		t.Errorf("%+v", list)
	}
}

func TestConfigIsTold(t *testing.T) {
	ctx := answers()
	var got []string
	ctx.Config = func(at diag.Span, key string, value any) error {
		got = append(got, at.String()+" "+key)
		if key == "bad" {
			return errors.New("no such setting")
		}
		return nil
	}
	r := library(t).NewRenderer("duckdb")
	r.Render(parse(t, "x\n {{ config \"a\" 1 \"b\" 2 }}{{ if true }}{{ config (dict \"d\" 1 \"c\" 2) }}{{ end }}"), ctx)
	want := []string{"models/m.sql:2:2 a", "models/m.sql:2:2 b", "models/m.sql:2:39 c", "models/m.sql:2:39 d"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, list := r.Render(parse(t, `{{ config "bad" 1 }}`), ctx)
	if list.Error() != "models/m.sql:1:4: error: no such setting [raised]" {
		t.Error(list)
	}
}

func TestSourceMap(t *testing.T) {
	text := "é {{ ref \"a\" }}\n  {{- range list 1 2 }} x{{ . }},\n{{- end }} {{ cents \"p\" }}{{ if false }}no{{ end }}{{ $v := 1 }} z"
	out, list := library(t).NewRenderer("duckdb").Render(parse(t, text), answers())
	if len(list) > 0 {
		t.Fatal(list)
	}
	var got []string
	for i, s := range out.Map {
		end := len(out.SQL)
		if i+1 < len(out.Map) {
			end = out.Map[i+1].Out
		}
		kind := "->"
		if s.Literal {
			kind = "=="
		}
		got = append(got, out.SQL[s.Out:end]+" "+kind+" "+text[s.Span.Start.Offset:s.Span.End.Offset]+" "+s.Span.String())
	}
	want := []string{
		`é  == é  models/m.sql:1:1`,
		`a -> {{ ref "a" }} models/m.sql:1:3`,
		` x ==  x models/m.sql:2:24`, `1 -> {{ . }} models/m.sql:2:26`, `, == , models/m.sql:2:33`,
		` x ==  x models/m.sql:2:24`, `2 -> {{ . }} models/m.sql:2:26`, `, == , models/m.sql:2:33`,
		`  ==   models/m.sql:3:11`,
		`cast(p / 100.0 as decimal(16, 2)) -> {{ cents "p" }} models/m.sql:3:12`,
		` z ==  z models/m.sql:3:65`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// pieces are templates whose output is known: literal text, or an action.
func pieces(t *rapid.T) string {
	text := rapid.StringMatching(`[a-zé {}'"\n-]{0,6}`).Filter(func(s string) bool { return !strings.Contains(s, "{{") })
	action := rapid.SampledFrom([]string{
		`{{ ref "a" }}`, `{{- ref "ab" -}}`, `{{/* c */}}`, `{{ if true }}`, `{{ if false }}`, `{{ range list 1 2 }}`, `{{ with "x" }}`, `{{ end }}`, `{{ else }}`, `{{ $x := 1 }}`,
	})
	var b strings.Builder
	for range rapid.IntRange(0, 8).Draw(t, "n") {
		b.WriteString(text.Draw(t, "text"))
		b.WriteString(action.Draw(t, "action"))
	}
	return b.String() + text.Draw(t, "last")
}

// Of any template that renders, the map is sorted, covers the SQL, and its literal
// stretches are the template's own letters.
func TestMapProperties(t *testing.T) {
	lib := library(t)
	r := lib.NewRenderer("duckdb")
	rendered := 0
	rapid.Check(t, func(t *rapid.T) {
		text := pieces(t)
		f, list := template.Parse("models/m.sql", text)
		if f == nil {
			if !list.HasErrors() {
				t.Fatal("no file and no error")
			}
			return
		}
		out, list := r.Render(f, answers())
		if len(list) > 0 {
			t.Fatalf("%q: %v", text, list)
		}
		rendered++
		checkMap(t, text, out)
	})
	if rendered == 0 {
		t.Error("no template rendered")
	}
}

type fataler interface{ Fatalf(string, ...any) }

func checkMap(t fataler, text string, out template.Rendered) {
	if out.SQL != "" && (len(out.Map) == 0 || out.Map[0].Out != 0) {
		t.Fatalf("%q: the map does not begin at 0: %v", text, out.Map)
	}
	for i, s := range out.Map {
		end := len(out.SQL)
		if i+1 < len(out.Map) {
			end = out.Map[i+1].Out
		}
		if end <= s.Out {
			t.Fatalf("%q: segment %d is empty or out of order", text, i)
		}
		from, to := s.Span.Start.Offset, s.Span.End.Offset
		if s.Span != diag.SpanAt("models/m.sql", text, from, to) {
			t.Fatalf("%q: span %v is not its place", text, s.Span)
		}
		if s.Literal && text[from:to] != out.SQL[s.Out:end] {
			t.Fatalf("%q: literal %q is %q in the template", text, out.SQL[s.Out:end], text[from:to])
		}
		if !s.Literal && (!strings.HasPrefix(text[from:], "{{") || !strings.HasSuffix(text[:to], "}}")) {
			t.Fatalf("%q: %q is no action", text, text[from:to])
		}
	}
}

// Text without actions comes out as it went in, and its map is the identity.
func TestLiteralText(t *testing.T) {
	r := library(t).NewRenderer("duckdb")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Filter(func(s string) bool { return !strings.Contains(s, "{{") && !strings.Contains(s, "{%") }).Draw(t, "text")
		f, list := template.Parse("models/m.sql", text)
		if f == nil {
			t.Fatal(list)
		}
		out, _ := r.Render(f, nil)
		if out.SQL != text {
			t.Fatalf("%q became %q", text, out.SQL)
		}
		for i := range text {
			at, ok := out.Map.At(i, func(string) (string, bool) { return text, true })
			if !ok || at.Start.Offset != i {
				t.Fatalf("%q: %d leads to %v", text, i, at)
			}
		}
	})
}

// Renderers of one library work side by side.
func TestRenderInParallel(t *testing.T) {
	lib := library(t)
	f := parse(t, `{{ range list 1 2 }}{{ cents "p" . }} {{ ref "a" }}{{ end }}`)
	want := render(t, lib, "duckdb", f.Text, nil)
	done := make(chan string)
	for range 4 {
		go func() {
			r, got := lib.NewRenderer("duckdb"), ""
			for range 50 {
				f.Scan(lib, "duckdb")
				out, _ := r.Render(f, answers())
				got = out.SQL
			}
			done <- got
		}()
	}
	for range 4 {
		if got := <-done; got != want {
			t.Error(got)
		}
	}
}

package template_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// summary writes a scan in lines.
func summary(s template.Scan) string {
	var b strings.Builder
	for _, l := range []struct {
		name  string
		calls []template.Call
	}{{"ref", s.Refs}, {"source", s.Sources}, {"udf", s.UDFs}, {"rejects", s.Rejects}, {"var", s.Vars}, {"env_var", s.EnvVars}, {"doc", s.Docs}} {
		for _, c := range l.calls {
			fmt.Fprintf(&b, "%s %s %s\n", l.name, strings.Join(c.Args, "."), place(c.Span))
			for _, r := range c.Related {
				fmt.Fprintf(&b, "  %s %s\n", r.Span, r.Message)
			}
		}
	}
	for _, c := range s.Settings {
		fmt.Fprintf(&b, "config %s=%#v %s %s\n", c.Key, c.Value, place(c.KeySpan), place(c.ValueSpan))
	}
	for _, m := range s.Macros {
		fmt.Fprintf(&b, "macro %s %s\n", m.Name, place(m.Span))
	}
	for _, d := range s.Dynamic {
		fmt.Fprintf(&b, "dynamic %s %s\n", d.Func, place(d.Span))
	}
	for _, m := range []struct {
		name string
		set  bool
	}{{"this", s.This}, {"is_incremental", s.IsIncremental}, {"query", s.Query}, {"execute", s.Execute}, {"target", s.Target}} {
		if m.set {
			b.WriteString("mentions " + m.name + "\n")
		}
	}
	return b.String()
}

func place(s diag.Span) string {
	return fmt.Sprintf("%d:%d-%d:%d", s.Start.Line, s.Start.Column, s.End.Line, s.End.Column)
}

func TestScan(t *testing.T) {
	lib := library(t)
	for _, c := range []struct{ text, want string }{
		{`select 1`, ``},
		{`{{ ref "a" }}{{ ref "p" "b" }}`, "ref a 1:8-1:11\nref p.b 1:25-1:28\n"},
		{`é {{ if ref "a" | upper | eq "x" }}{{ ref (ref "b") }}{{ else if source "s" "t" }}{{ "c" | ref }}{{ end }}`,
			"ref a 1:13-1:16\nref b 1:48-1:51\nref c 1:86-1:89\nsource s.t 1:77-1:80\ndynamic ref 1:39-1:52\n"},
		{"{{ with var `v` }}{{ range query \"q\" }}{{ udf \"f\" .x }}{{ rejects \"m\" }}{{ end }}{{ end }}{{ doc \"d\" }}{{ env_var \"E\" \"x\" }}",
			"udf f 1:47-1:50\nrejects m 1:67-1:70\nvar v 1:13-1:16\nenv_var E 1:115-1:118\ndoc d 1:98-1:101\nmentions query\n"},
		{`{{ config "materialized" "table" "tags" (list "a" 1 (dict "k" nil)) "x" 1.5 "y" true "z" -3 }}`,
			"config materialized=\"table\" 1:11-1:25 1:26-1:33\nconfig tags=[]interface {}{\"a\", 1, map[string]interface {}{\"k\":interface {}(nil)}} 1:34-1:40 1:41-1:68\n" +
				"config x=1.5 1:69-1:72 1:73-1:76\nconfig y=true 1:77-1:80 1:81-1:85\nconfig z=-3 1:86-1:89 1:90-1:92\n"},
		{`{{ config (dict "a" 1) }}{{ config "b" (var "v" 1) }}`, "var v 1:45-1:48\nconfig a=1 1:17-1:20 1:21-1:22\ndynamic config 1:29-1:51\n"},
		{"{{ config\n  \"a\" (list\n    \"x\"\n  ) }}", "config a=[]interface {}{\"x\"} 2:3-2:6 2:7-4:4\n"},
		{`{{ $m := "a" }}{{ ref $m }}{{ range list "b" }}{{ ref . }}{{ end }}{{ $c := (ref "c") }}`, "ref c 1:82-1:85\ndynamic ref 1:19-1:25\ndynamic ref 1:51-1:56\n"},
		{`{{ this.schema }}{{ if is_incremental }}{{ target.name }}{{ end }}{{ upper execute }}`, "mentions this\nmentions is_incremental\nmentions execute\nmentions target\n"},
		{`{{ cents "p" (kw "scale" 3) }}{{ deep "x" }} {{ deep "y" }}`,
			"ref missing 1:34-1:42\n  macros/money.sql:6:26 in macro deep\n  macros/money.sql:8:10 in macro deeper\n" +
				"ref missing 1:49-1:57\n  macros/money.sql:6:26 in macro deep\n  macros/money.sql:8:10 in macro deeper\n" +
				"macro cents 1:4-1:28\nmacro deep 1:34-1:42\nmacro deeper 1:34-1:42\n"},
		{`{{ two_steps }}`, "source raw.x 1:4-1:13\n  macros/money.sql:18:28 in macro two_steps\n  macros/money.sql:17:79 in macro from_model\nconfig tags=\"m\" 1:4-1:13 1:4-1:13\nmacro two_steps 1:4-1:13\nmacro from_model 1:4-1:13\ndynamic ref 1:4-1:13\nmentions this\nmentions is_incremental\n"},
		{`{{ loop 1 }}`, "macro loop 1:4-1:10\n"},
	} {
		s := parse(t, c.text).Scan(lib, "duckdb")
		if len(s.Problems) > 0 {
			t.Errorf("%s: %v", c.text, s.Problems)
		}
		if diff := cmp.Diff(c.want, summary(s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestScanTakesTheDialectsMacro(t *testing.T) {
	lib := library(t)
	f := parse(t, `{{ days "a" "b" }}`)
	for dialect, want := range map[string]string{"duckdb": "days", "snowflake": "snowflake.days"} {
		if s := f.Scan(lib, dialect); s.Macros[0].Name != want {
			t.Errorf("%s: %v", dialect, s.Macros)
		}
	}
}

func TestScanMacro(t *testing.T) {
	at := diag.Span{File: "m.yml", Start: diag.Pos{Line: 1, Column: 2}}
	s := library(t).ScanMacro("deep", "duckdb", at)
	if len(s.Refs) != 1 || s.Refs[0].Span != at || len(s.Macros) != 2 {
		t.Errorf("%+v", s)
	}
	if s := library(t).ScanMacro("absent", "duckdb", at); len(s.Macros) != 0 {
		t.Errorf("%+v", s)
	}
}

func TestScanProblems(t *testing.T) {
	lib := library(t)
	cases(t, "scan", func(name, text string) string {
		f, list := template.Parse(name, text)
		if f == nil {
			t.Fatal(list)
		}
		s := f.Scan(lib, "duckdb")
		return carets(s.Problems, map[string]string{name: text})
	})
}

// Without dynamic calls, a rendering asks for nothing that the scan did not name.
func TestScanNamesWhatRenderingAsksFor(t *testing.T) {
	lib := library(t)
	pieces := []string{
		`{{ ref "a" }}`, `{{ ref "p" "b" | upper }}`, `{{ if is_incremental }}{{ ref "c" }}{{ else }}{{ ref "d" }}{{ end }}`,
		`{{ range list 1 2 }}{{ upper (ref "e") }}{{ end }}`, `{{ with "f" | ref }}{{ . }}{{ end }}`, `{{ two_refs }}`,
		`{{ $x := ref "g" }}{{ $x }}`, `text`, `{{/* {{ ref "h" }} */}}`, `{{ cents (ref "i") (kw "scale" 1) }}`,
	}
	if list := lib.Add("macros/more.sql", `{{ define "two_refs" }}{{ ref "m" }}{{ if true }}{{ ref "n" }}{{ end }}{{ end }}`); len(list) > 0 {
		t.Fatal(list)
	}
	r := lib.NewRenderer("duckdb")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "\n")
		f, list := template.Parse("m.sql", text)
		if f == nil {
			t.Fatal(list)
		}
		s := f.Scan(lib, "duckdb")
		named := map[string]bool{}
		for _, c := range s.Refs {
			named[strings.Join(c.Args, ".")] = true
		}
		ctx := answers()
		ctx.IsIncremental = rapid.Bool().Draw(t, "incremental")
		ctx.Ref = func(at diag.Span, pkg, name string) (string, error) {
			if key := strings.TrimPrefix(pkg+"."+name, "."); !named[key] {
				t.Fatalf("%s asks for %s, the scan names %v", text, key, named)
			}
			return name, nil
		}
		if _, list := r.Render(f, ctx); len(list) > 0 || len(s.Dynamic) > 0 {
			t.Fatalf("%s: %v %v", text, list, s.Dynamic)
		}
	})
}

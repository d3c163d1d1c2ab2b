package template_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// FuzzParse: no text makes Parse, Scan or Render panic; a fault lies inside the text; a
// map that comes out holds.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/faults/*.sql", "testdata/values/*.sql", "testdata/scan/*.sql"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			text, _ := os.ReadFile(file)
			f.Add(string(text))
		}
	}
	lib := library(f)
	r := lib.NewRenderer("duckdb")
	f.Fuzz(func(t *testing.T, text string) {
		file, list := template.Parse("models/m.sql", text)
		inside(t, text, list)
		if (file == nil) != list.HasErrors() {
			t.Fatalf("file %v, faults %v", file != nil, list)
		}
		if file == nil || strings.Contains(text, "repeat") || strings.Contains(text, "ntil") || strings.Contains(text, "seq") ||
			strings.Contains(text, "indent") || strings.Contains(text, "printf") || strings.Contains(text, "range") {
			return // may write without end
		}
		inside(t, text, file.Scan(lib, "duckdb").Problems)
		out, list := r.Render(file, answers())
		if len(list) == 0 {
			checkMap(t, text, out)
		} else if list[0].Span.File != "models/s.yml" {
			inside(t, text, list)
		}
	})
}

// FuzzSignature: no macro file makes Add panic, and a signature that is read prints as
// one that reads the same.
func FuzzSignature(f *testing.F) {
	for _, s := range []string{"f", "f()", "f(a, b=1)", "duckdb.f(a='x', b=[1, 2.5, nil, true])", "test unique(model, column)", "snowflake.test x(a)", "f(a=1, b)", `f(a="\"")`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, signature string) {
		if strings.Contains(signature, "`") || strings.Contains(signature, "\r") {
			return
		}
		text := "{{ define `" + signature + "` }}x{{ end }}"
		lib := template.NewLibrary()
		list := lib.Add("m.sql", text)
		inside(t, text, list)
		for _, name := range lib.Tests() {
			sig, _ := lib.LookupTest(name)
			again := template.NewLibrary()
			if list := again.Add("m.sql", "{{ define `"+sig.String()+"` }}x{{ end }}"); len(list) > 0 {
				t.Fatalf("%q prints as %q: %v", signature, sig, list)
			}
			if got, _ := again.LookupTest(name); got.String() != sig.String() {
				t.Fatalf("%q became %q", sig, got)
			}
		}
	})
}

func inside(t *testing.T, text string, list diag.List) {
	for _, d := range list {
		if d.Span.Start.Offset > d.Span.End.Offset || d.Span.End.Offset > len(text) || d.Span.Start.Line < 1 || d.Summary == "" {
			t.Fatalf("%+v lies outside of %q", d, text)
		}
	}
}

package template_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/martsql/mart/engine/template"
)

var fence = regexp.MustCompile("(?s)```sql\n(.*?)```")

// The snippets of the guide work, and it names every function, macro and data test.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile("../../docs/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(text)
	lib := standardLibrary(t, "duckdb")
	var models []string
	for i, m := range fence.FindAllStringSubmatch(guide, -1) {
		if !strings.Contains(m[1], "{{ define") {
			models = append(models, m[1])
		} else if list := lib.Add(fmt.Sprintf("snippet%d.sql", i), m[1]); len(list) > 0 {
			t.Error(list)
		}
	}
	if list := lib.Check("duckdb"); len(list) > 0 {
		t.Error(list)
	}
	if len(models) < 6 {
		t.Errorf("only %d snippets", len(models))
	}
	for _, dialect := range []string{"duckdb", "snowflake"} {
		r := lib.NewRenderer(dialect)
		for _, model := range models {
			f := parse(t, model)
			if s := f.Scan(lib, dialect); len(s.Problems) > 0 {
				t.Errorf("%s\n%v", model, s.Problems)
			}
			ctx := answers()
			ctx.Query = func(string) ([]map[string]any, error) { return []map[string]any{{"kind": "gift"}}, nil }
			ctx.Var = func(name string, fallback ...any) (any, error) { return fallback[0], nil }
			if _, list := r.Render(f, ctx); len(list) > 0 {
				t.Errorf("%s\n%v", model, list)
			}
		}
	}
	mustName(t, guide, lib)
}

func mustName(t *testing.T, guide string, lib *template.Library) {
	names := append(lib.Functions("duckdb"), lib.Functions("snowflake")...)
	for _, name := range append(names, lib.Tests()...) {
		if !strings.Contains(guide, "`"+name+"`") && !strings.Contains(guide, "`"+name+" ") && !strings.Contains(guide, `"`+name+"(") &&
			!strings.Contains(guide, "{{ "+name+" ") && !strings.Contains(guide, "test "+name+"(") {
			t.Errorf("the guide does not name %s", name)
		}
	}
}

package template_test

import (
	"testing"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
	"github.com/martsql/mart/macros"
)

func standardLibrary(t testing.TB, dialect string) *template.Library {
	t.Helper()
	lib := template.NewLibrary()
	if list := append(lib.AddStandard(macros.FS), lib.Check(dialect)...); len(list) > 0 {
		t.Fatal(list)
	}
	return lib
}

// Tests with arguments that cannot be meant say so.
func TestStandardTestFaults(t *testing.T) {
	r := standardLibrary(t, "duckdb").NewRenderer("duckdb")
	for _, c := range []struct {
		name string
		args map[string]any
		want string
	}{
		{"accepted_range", map[string]any{"model": "m", "column": "c"}, "accepted_range needs min_value, max_value or both"},
		{"row_count_between", map[string]any{"model": "m"}, "row_count_between needs min, max or both"},
		{"mutually_exclusive_ranges", map[string]any{"model": "m", "lower": "a", "upper": "b", "gaps": "x"}, "gaps is allowed or not_allowed"},
	} {
		_, list := r.Call("test "+c.name, c.args, diag.Span{File: "m.yml"}, nil)
		if len(list) != 1 || list[0].Summary != c.want {
			t.Errorf("%s: %v", c.name, list)
		}
	}
}

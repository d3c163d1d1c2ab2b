package template_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/engine/template"
)

// A fault that is put into a template that parses is told once, at its place.
func TestFaultIsFoundInItsPlace(t *testing.T) {
	faults := []struct{ text, before, summary string }{
		{`{{ ref("a") }}`, `{{ ref`, "this is not how a function is called here"},
		{`{{ upper | }} {{ ) }}`, `{{ upper | }} {{ `, "a parenthesis is closed that was not opened"},
		{`{{ $nowhere }}`, `{{ `, "variable $nowhere is not set here"},
		{`{{ ref 'a' }}`, `{{ ref `, "text stands between double quotes, not single ones"},
		{`{{ }}`, ``, "the action is empty"},
		{`{{ add 1 +2x }}`, `{{ add 1 `, "+2x is no number"},
		{`{{ "a" = "b" }}`, `{{ "a" `, "= has no meaning here"},
	}
	rapid.Check(t, func(t *rapid.T) {
		before, after := balanced(t, "before"), balanced(t, "after")
		f := rapid.SampledFrom(faults).Draw(t, "fault")
		_, list := template.Parse("m.sql", before+f.text+after)
		if len(list) != 1 || list[0].Summary != f.summary || list[0].Span.Start.Offset != len(before)+len(f.before) {
			t.Fatalf("%q\n%v, want %s at %d", before+f.text+after, list, f.summary, len(before)+len(f.before))
		}
	})
}

// balanced is a template that parses.
func balanced(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
		"select 'a', \"b\"\n", "é\n\n", `{{ ref "a" }}`, `{{- upper "a" -}}`, `{{/* {{ " */}}`, "{{ `raw \"` }}",
		`{{ if true }}x{{ else if false }}y{{ else }}z{{ end }}`, `{{ range $i, $x := list 1 2 }}{{ $x }}{{ end }}`,
		`{{ $v := list "}}" (dict "a" 1) }}`, "{{ with 1.5 }}{{ . }}\n{{ end }}", "{{\n  source\n    \"a\"\n \"b\" }}",
	}), 0, 6).Draw(t, label), "")
}

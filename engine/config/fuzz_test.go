package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

func FuzzProject(f *testing.F) {
	seed(f, pricing)
	f.Fuzz(func(t *testing.T, text string) {
		p, problems := config.ParseProject("mart.yml", text, config.Options{TargetKeys: targetKeys, Render: env})
		inside(t, text, problems)
		for _, name := range append(p.TargetNames(), "") {
			_, problems := p.Target(name, env)
			inside(t, text, problems)
		}
	})
}

func FuzzProperties(f *testing.F) {
	seed(f, shop)
	f.Fuzz(func(t *testing.T, text string) {
		p, problems := config.ParseProperties("m.yml", text, config.Options{Render: env})
		inside(t, text, problems)
		for _, m := range p.Models {
			if m.Name != "" && !m.Span.Known() {
				t.Errorf("%q has no place", m.Name)
			}
			if _, problems := config.Resolve("model", m.Config); problems != nil {
				t.Error("a checked layer has faults:", problems)
			}
		}
	})
}

func seed(f *testing.F, texts ...string) {
	files, _ := filepath.Glob("testdata/errors/*.yml")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && len(text) < 400 {
			texts = append(texts, string(text))
		}
	}
	for _, text := range texts {
		f.Add(text)
	}
}

// inside checks that every span lies in the text, in order, and that its line and column
// are those of its offset.
func inside(t *testing.T, text string, problems diag.List) {
	t.Helper()
	text = strings.TrimPrefix(text, "\ufeff")
	for _, d := range problems {
		s := d.Span
		if !s.Known() {
			continue
		}
		if s.Start.Offset < 0 || s.Start.Offset > len(text) || s.End.Line > 0 && (s.End.Offset < s.Start.Offset || s.End.Offset > len(text)) {
			t.Errorf("%v: %+v lies outside of %q", d, s, text)
			continue
		}
		if at := diag.PosAt(text, s.Start.Offset); at != s.Start {
			t.Errorf("%v: %+v is not %+v in %q", d, s.Start, at, text)
		}
		if at := diag.PosAt(text, s.End.Offset); s.End.Line > 0 && at != s.End {
			t.Errorf("%v: end %+v is not %+v in %q", d, s.End, at, text)
		}
		if d.Summary == "" || d.Code == "" {
			t.Errorf("%+v says nothing", d)
		}
	}
}

// manyModels is a property file of n models as people write them.
func manyModels(n int) string {
	var b strings.Builder
	b.WriteString("version: 2\nmodels:\n")
	for i := range n {
		fmt.Fprintf(&b, `  - name: model_%d
    description: Some text about the model number %d
    config: {materialized: table, tags: [nightly]}
    columns:
      - name: id
        description: The key
        data_tests: [unique, not_null]
      - name: other_id
        data_tests:
          - relationships:
              arguments: {to: ref "model_0", field: id}
`, i, i)
	}
	return b.String()
}

// 100 files of 100 models, as in a project of 10,000 models.
func BenchmarkProperties(b *testing.B) {
	text := manyModels(100)
	b.ReportAllocs()
	b.SetBytes(int64(100 * len(text)))
	for b.Loop() {
		for i := range 100 {
			if p, problems := config.ParseProperties(fmt.Sprint("m", i, ".yml"), text, config.Options{}); len(p.Models) != 100 || problems != nil {
				b.Fatal(problems)
			}
		}
	}
}

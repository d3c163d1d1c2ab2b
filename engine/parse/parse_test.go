package parse_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/macros"
	"github.com/martsql/mart/udfs"
)

var update = flag.Bool("update", false, "rewrite expect.txt in testdata")

// TestProjects loads every project of testdata and compares what it became, or every
// fault as it is told, with the project's expect.txt.
func TestProjects(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fsys := fstest.MapFS{}
			want := ""
			for _, f := range archive.Files {
				if f.Name == "expect.txt" {
					want = string(f.Data)
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := outcome(load(t, fsys))
			if got == want {
				return
			}
			if !*update {
				t.Fatal(cmp.Diff(want, got))
			}
			archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "expect.txt" })
			archive.Files = append(archive.Files, txtar.File{Name: "expect.txt", Data: []byte(got)})
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func load(t *testing.T, fsys fstest.MapFS) (*parse.Project, diag.List) {
	t.Helper()
	functions := &udfs.Registry{}
	err := functions.Add(&udfs.Func{
		Name: "parse_promo", Version: 1, Args: []udfs.Arg{{Name: "text", Type: udfs.Type{Kind: udfs.Text}}},
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Text}}}, New: func() udfs.Evaluator { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return parse.Load(context.Background(), fsys, parse.Options{
		Env:        func(name string) (string, bool) { return "from " + name, name == "SHOP" },
		TargetKeys: map[string][]string{"duckdb": {"path"}}, Functions: functions, Now: time.Date(2026, 11, 21, 6, 0, 0, 0, time.UTC), Standard: macros.FS,
	})
}

// outcome prints faults as a person sees them, or else the nodes with their parents.
func outcome(p *parse.Project, problems diag.List) string {
	var b strings.Builder
	for _, d := range problems {
		var sources diag.Sources
		if p != nil {
			sources = p.Source
		}
		b.WriteString(diag.Caret(d, sources, diag.Style{}))
	}
	if problems.HasErrors() {
		return b.String()
	}
	for _, id := range p.Manifest.Graph.Keys() {
		n := p.Manifest.Nodes[id]
		fmt.Fprintf(&b, "%s", id)
		if r, ok := n.(engine.Relational); ok {
			fmt.Fprintf(&b, " in %s, %s", r.Rel(), n.Head().Config.Materialized)
		}
		if parents := p.Manifest.Graph.Parents(id); len(parents) > 0 {
			fmt.Fprintf(&b, " <- %s", strings.Trim(fmt.Sprint(parents), "[]"))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

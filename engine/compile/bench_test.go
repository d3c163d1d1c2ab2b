package compile_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/enginetest"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/selector"
	"github.com/martsql/mart/macros"
)

// The three verbs that need no database, on layered projects held in memory. Run one with
//
//	go test ./engine/compile -run '^$' -bench 'Compile/10000' -cpuprofile cpu.out

func BenchmarkParse(b *testing.B) {
	perSize(b, func(b *testing.B, n int) {
		fsys := layered(b, n)
		b.ReportAllocs()
		for b.Loop() {
			load(b, fsys)
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	perSize(b, func(b *testing.B, n int) {
		project := load(b, layered(b, n))
		b.ReportAllocs()
		for b.Loop() {
			compiler := compile.New(project, ansi{}, compile.Options{})
			for id := range project.Manifest.Nodes {
				if _, problems := compiler.Node(id); problems.HasErrors() {
					b.Fatal(problems)
				}
			}
		}
	})
}

func BenchmarkSelect(b *testing.B) {
	perSize(b, func(b *testing.B, n int) {
		project := load(b, layered(b, n))
		last := fmt.Sprintf("+mart_%d", n-2*(n*4/10)-1)
		b.ReportAllocs()
		for b.Loop() {
			picked, problems := selector.Select(project.Manifest, []string{last, "stg_1*", "path:models/marts,config.materialized:table"}, []string{"stg_3+"}, selector.Options{})
			if problems.HasErrors() || len(picked) == 0 {
				b.Fatal(len(picked), problems)
			}
		}
	})
}

func perSize(b *testing.B, run func(b *testing.B, n int)) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { run(b, n) })
	}
}

// layered is a generated project as a file system.
func layered(b *testing.B, n int) fstest.MapFS {
	files, err := enginetest.Spec{Format: enginetest.Mart, Shape: enginetest.Layered, Models: n}.Files()
	if err != nil {
		b.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func load(b *testing.B, fsys fstest.MapFS) *parse.Project {
	project, problems := parse.Load(b.Context(), fsys, parse.Options{Standard: macros.FS})
	if problems.HasErrors() {
		b.Fatal(problems)
	}
	return project
}

// ansi spells SQL as any database would: compiling is measured, not quoting.
type ansi struct{}

func (ansi) Name() string             { return "duckdb" }
func (ansi) Quote(name string) string { return name }
func (ansi) Relation(r engine.Relation) string {
	return strings.TrimPrefix(r.Schema+"."+r.Name, ".")
}
func (ansi) Literal(v any) string            { return fmt.Sprintf("'%v'", v) }
func (ansi) Supports(engine.Capability) bool { return true }

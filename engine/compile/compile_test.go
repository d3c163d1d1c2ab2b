package compile_test

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

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/macros"
	"github.com/martsql/mart/udfs"
)

var update = flag.Bool("update", false, "rewrite the expected SQL in testdata")

// TestCompile compiles every project of testdata and compares each model and test with
// expect/NAME.sql. A first line "-- staged" compiles it as a run does, and
// "-- existing" as if every relation stood as a table; "-- sides" compiles it for a
// warehouse that cannot read files, with a lake side.
func TestCompile(t *testing.T) {
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
			project := loadCase(t, archive)
			got := compileAll(t, project, string(archive.Comment))
			want := map[string]string{}
			archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool {
				name, expected := strings.CutPrefix(f.Name, "expect/")
				if expected {
					want[name] = string(f.Data)
				}
				return expected
			})
			if !*update {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatal(diff)
				}
				return
			}
			for _, name := range slices.Sorted(slices.Values(keys(got))) {
				archive.Files = append(archive.Files, txtar.File{Name: "expect/" + name, Data: []byte(got[name])})
			}
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func keys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

func loadCase(t *testing.T, archive *txtar.Archive) *parse.Project {
	t.Helper()
	return loadWith(t, archive, parse.Options{})
}

func loadWith(t *testing.T, archive *txtar.Archive, o parse.Options) *parse.Project {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "expect/") {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	functions := &udfs.Registry{}
	err := functions.Add(&udfs.Func{
		Name: "shout", Version: 1, Args: []udfs.Arg{{Name: "text", Type: udfs.Type{Kind: udfs.Text}}},
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Text}}}, New: func() udfs.Evaluator { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	o.Functions, o.Standard = functions, macros.FS
	project, problems := parse.Load(context.Background(), fsys, o)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return project
}

func compileAll(t *testing.T, p *parse.Project, how string) map[string]string {
	t.Helper()
	o := compile.Options{Root: "/project", Staged: strings.Contains(how, "-- staged")}
	if strings.Contains(how, "-- existing") {
		o.Existing = func(r engine.Relation) (engine.Existing, bool) {
			return engine.Existing{Relation: r, Type: engine.TableType}, true
		}
	}
	c := compile.New(p, dialect{}, o)
	if strings.Contains(how, "-- sides") {
		o.Lake = dialect{}
		c = compile.New(p, warehouse{}, o)
	}
	got := map[string]string{}
	for id, n := range p.Manifest.Nodes {
		switch n.(type) {
		case *engine.Model, *engine.Test:
			compiled, problems := c.Node(id)
			text := compiled.SQL + "\n"
			if compiled.Lake {
				text += "-- runs on the lake side\n"
			}
			for _, in := range compiled.Inputs {
				text += fmt.Sprintf("-- input %s from %s, lines %v\n", in.Stage, in.Node, in.Row)
			}
			for _, d := range problems {
				text += diag.Caret(d, p.Source, diag.Style{})
			}
			if !problems.HasErrors() {
				checkMap(t, p, compiled)
			}
			got[n.Head().Name+".sql"] = text
		}
	}
	return got
}

// checkMap holds a source map against the texts: segments are in order, and what was
// copied letter by letter stands in the author's file at the place that the map says.
func checkMap(t *testing.T, p *parse.Project, c engine.Compiled) {
	t.Helper()
	for i, s := range c.Map {
		end := len(c.SQL)
		if i+1 < len(c.Map) {
			end = min(end, c.Map[i+1].Out)
		}
		if s.Out > end {
			if s.Out >= len(c.SQL) {
				continue // trimmed off
			}
			t.Errorf("%s: segment %d begins at %d, behind the next", c.ID, i, s.Out)
			continue
		}
		text, ok := p.Source(s.Span.File)
		if !s.Literal || !ok {
			continue
		}
		sql, from := c.SQL[s.Out:end], s.Span.Start.Offset
		if from+len(sql) > len(text) || text[from:from+len(sql)] != sql {
			t.Errorf("%s: %q does not stand in %s at byte %d", c.ID, sql, s.Span.File, from)
		}
	}
}

// dialect is the least that compiling asks of a database.
type dialect struct{}

func (dialect) Name() string                      { return "duckdb" }
func (dialect) Quote(name string) string          { return `"` + name + `"` }
func (dialect) Relation(r engine.Relation) string { return fmt.Sprintf(`%q.%q`, r.Schema, r.Name) }
func (dialect) Literal(v any) string              { return fmt.Sprint(v) }
func (dialect) Supports(engine.Capability) bool   { return true }

// warehouse is a database that cannot read files.
type warehouse struct{ dialect }

func (warehouse) Name() string                    { return "snowflake" }
func (warehouse) Quote(name string) string        { return strings.ToUpper(name) }
func (warehouse) Supports(engine.Capability) bool { return false }

// TestTopOfModel takes the lines that config and comments leave off the SQL, leads every
// letter of the rest to its place, and hears what log says.
func TestTopOfModel(t *testing.T) {
	const text = `
{{/* what this is */}}
{{ config "materialized" "table" }}
{{ log "hello" }}

  select 1 as one,
  {{ upper "two" }} as two
`
	archive := &txtar.Archive{Files: []txtar.File{
		{Name: "mart.yml", Data: []byte("name: p\n")}, {Name: "models/m.sql", Data: []byte(text)},
	}}
	p := loadCase(t, archive)
	var heard []string
	c := compile.New(p, dialect{}, compile.Options{Log: func(note diag.Diagnostic) { heard = append(heard, note.Error()) }})
	compiled, problems := c.Node("model.p.m")
	if problems != nil || compiled.SQL != "  select 1 as one,\n  TWO as two" {
		t.Fatalf("%q %v", compiled.SQL, problems)
	}
	checkMap(t, p, compiled)
	for sql, want := range map[string]string{"select": "models/m.sql:6:3", "one": "models/m.sql:6:15", "TWO": "models/m.sql:7:3", "as two": "models/m.sql:7:21"} {
		if at, ok := compiled.Map.At(strings.Index(compiled.SQL, sql), p.Source); !ok || at.String() != want {
			t.Errorf("%s is at %s, not %s", sql, at, want)
		}
	}
	if at, _ := compiled.Map.At(0, nil); at.String() != "models/m.sql:6:1" {
		t.Errorf("the SQL begins at %s", at)
	}
	if diff := cmp.Diff([]string{"models/m.sql: note: hello"}, heard); diff != "" {
		t.Error(diff)
	}
}

// TestNoLakeSide: a run that has nothing to do on the lake side opens none; what reads
// files is told all the same.
func TestNoLakeSide(t *testing.T) {
	archive := &txtar.Archive{Files: []txtar.File{
		{Name: "mart.yml", Data: []byte("name: p\n")},
		{Name: "models/m.sql", Data: []byte(`select * from {{ source "raw" "files" }}`)},
		{Name: "models/s.yml", Data: []byte("sources: [{name: raw, tables: [{name: files, files: lake/*.json}]}]\n")},
	}}
	_, problems := compile.New(loadCase(t, archive), warehouse{}, compile.Options{}).Node("model.p.m")
	if len(problems) != 1 || problems[0].Code != "files-on-warehouse" {
		t.Errorf("got %v", problems)
	}
}

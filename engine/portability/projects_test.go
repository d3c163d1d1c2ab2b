package portability_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/portability"
	"github.com/martsql/mart/macros"
	"github.com/martsql/mart/udfs/standard"
)

// .ci/dialect gives a folder for the Snowflake SQL of the retail project, and has a
// grammar of Snowflake read it.
var out = flag.String("out", "", "write the retail project's Snowflake SQL into this folder")

const retail = "../.."

var fileReader = regexp.MustCompile(`\b(read_(json|csv|parquet|text)|glob)\(`)

// What the retail project runs inside Snowflake compiles, on the first build and on later
// ones, and reads no files.
func TestRetailOnSnowflake(t *testing.T) {
	project := load(t, os.DirFS(retail), "prod")
	first := map[engine.NodeID]string{}
	for _, name := range []string{"first", "later"} {
		var existing func(engine.Relation) (engine.Existing, bool)
		if name == "later" {
			existing = everythingStands
		}
		warehouse := compile.New(project, dialect("snowflake"), compile.Options{Root: "/project", Lake: dialect("duckdb"), Existing: existing})
		written := 0
		for id, n := range project.Manifest.Nodes {
			if !compilable(n) {
				continue
			}
			compiled, problems := warehouse.Node(id)
			if problems.HasErrors() {
				t.Errorf("%s, %s build: %v", id, name, problems)
			}
			if compiled.Lake {
				continue
			}
			if fileReader.MatchString(compiled.SQL) || len(compiled.UDFs) > 0 {
				t.Errorf("%s reads files or calls Go functions inside Snowflake:\n%s", id, compiled.SQL)
			}
			written++
			if name == "first" {
				first[id] = compiled.SQL
			} else if first[id] == compiled.SQL {
				continue // only incremental models differ
			}
			if *out != "" {
				file := filepath.Join(*out, fmt.Sprintf("%s.%s.sql", strings.NewReplacer("/", "_", " ", "_").Replace(string(id)), name))
				if err := os.WriteFile(file, []byte(compiled.SQL+";\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		if written < 80 {
			t.Errorf("only %d models and tests run inside Snowflake", written)
		}
	}
}

// The models and tests of every project of the repository that is made for both databases
// have nothing to warn about; those of the others, which are made for DuckDB, have what is
// listed here, and no more.
func TestProjectsOfTheRepository(t *testing.T) {
	for folder, want := range map[string][]string{
		retail: nil,
		"../../cmd/mart/testdata/projects/bakery": nil,
		"../../cmd/mart/testdata/projects/attribution": {
			"models/marketing/touches.sql:16:45: an interval of Snowflake is a text",
			"models/web/sessions.sql:29:14: Snowflake has no function arg_min",
		},
		"../../cmd/mart/testdata/projects/subscriptions": {
			"models/customer_churn_month.sql:11:26: an interval of Snowflake is a text",
			"models/customer_churn_month.sql:13:20: an interval of Snowflake is a text",
		},
		"../../cmd/martbench/internal/suite/heavy": {
			"models/best_customers.sql:10:67: where NULLs come is not said: DuckDB puts them last, Snowflake first",
			"models/shipping_modes.sql:2:14: Snowflake has no filter on an aggregate",
			"models/shipping_modes.sql:3:14: Snowflake has no filter on an aggregate",
			"models/shipping_modes.sql:4:5: Snowflake has no function quantile_cont",
		},
	} {
		project := load(t, os.DirFS(folder), "")
		if folder == retail && !portability.Wanted(project.Adapters) {
			t.Error("the retail project is said to be for one database")
		}
		var got []string
		for _, existing := range []func(engine.Relation) (engine.Existing, bool){nil, everythingStands} {
			compiler := compile.New(project, dialect("duckdb"), compile.Options{Root: "/project", Existing: existing})
			for id, n := range project.Manifest.Nodes {
				if !compilable(n) || project.Manifest.OnLake(id) {
					continue
				}
				compiled, problems := compiler.Node(id)
				if problems.HasErrors() {
					t.Fatal(problems)
				}
				for _, d := range portability.Warn(compiled, n.Head().File, project.Source) {
					got = append(got, fmt.Sprintf("%s: %s", d.Span, d.Summary))
				}
			}
		}
		slices.Sort(got)
		got = slices.Compact(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", folder, diff)
		}
	}
}

// everythingStands makes incremental models incremental.
func everythingStands(r engine.Relation) (engine.Existing, bool) {
	return engine.Existing{Relation: r, Type: engine.TableType}, true
}

func compilable(n engine.Node) bool {
	switch n.(type) {
	case *engine.Model, *engine.Test:
		return true
	}
	return false
}

func load(t *testing.T, fsys fs.FS, target string) *parse.Project {
	t.Helper()
	functions, err := standard.Registry()
	if err != nil {
		t.Fatal(err)
	}
	project, problems := parse.Load(t.Context(), fsys, parse.Options{
		Target: target, Functions: functions, Standard: macros.FS,
		Env:        func(string) (string, bool) { return "x", true },
		TargetKeys: map[string][]string{"snowflake": {"account", "user", "private_key_path", "private_key_passphrase", "role", "warehouse", "database", "password", "host", "port", "protocol"}, "duckdb": {"path"}},
	})
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return project
}

// dialect is a small one of a database: what is looked at is the author's SQL.
type dialect string

func (d dialect) Name() string             { return string(d) }
func (d dialect) Quote(name string) string { return name }
func (d dialect) Relation(r engine.Relation) string {
	return strings.TrimPrefix(r.Schema+"."+r.Name, ".")
}
func (d dialect) Literal(v any) string {
	text, ok := v.(string)
	if !ok {
		return fmt.Sprint(v)
	}
	if d == "snowflake" {
		text = strings.ReplaceAll(text, `\`, `\\`)
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}
func (d dialect) Supports(engine.Capability) bool { return d == "duckdb" }

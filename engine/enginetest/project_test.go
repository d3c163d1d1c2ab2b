package enginetest_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine/enginetest"
)

func files(t *testing.T, f enginetest.Format, shape enginetest.Shape, n int) map[string]string {
	t.Helper()
	out, err := enginetest.Spec{Format: f, Shape: shape, Models: n}.Files()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// edges reads who refers to whom from the files of a format.
func edges(files map[string]string, ref *regexp.Regexp) []string {
	var out []string
	for name, text := range files {
		if !strings.HasPrefix(name, "models/") || !strings.HasSuffix(name, ".sql") {
			continue
		}
		for _, m := range ref.FindAllStringSubmatch(text, -1) {
			out = append(out, strings.TrimSuffix(filepath.Base(name), ".sql")+" "+m[1])
		}
	}
	slices.Sort(out)
	return out
}

func TestEveryFormatHasTheSameGraph(t *testing.T) {
	for _, shape := range []enginetest.Shape{enginetest.Simple, enginetest.Layered} {
		mart := edges(files(t, enginetest.Mart, shape, 250), regexp.MustCompile(`ref "(\w+)"`))
		if len(mart) < 200 {
			t.Fatalf("%s: only %d refs among 250 models", shape, len(mart))
		}
		dbt := edges(files(t, enginetest.DBT, shape, 250), regexp.MustCompile(`ref\('(\w+)'`))
		mesh := edges(files(t, enginetest.SQLMesh, shape, 250), regexp.MustCompile(`from main\.(\w+)|join main\.(\w+)`))
		if d := cmp.Diff(mart, dbt); d != "" {
			t.Errorf("%s: dbt differs from mart:\n%s", shape, d)
		}
		// The join of a mart is the second alternative of the pattern, and has an empty first.
		if len(mesh) != len(mart) {
			t.Errorf("%s: sqlmesh has %d refs, mart %d", shape, len(mesh), len(mart))
		}
	}
}

func TestTheScriptNamesOnlyWhatStandsAlready(t *testing.T) {
	script := files(t, enginetest.Raw, enginetest.Layered, 400)[enginetest.Script]
	made := map[string]bool{}
	create := regexp.MustCompile(`^create or replace (?:view|table) main\.(\w+)`)
	for statement := range strings.SplitSeq(strings.TrimSpace(script), ";\n") {
		head := create.FindStringSubmatch(statement)
		if head == nil {
			t.Fatalf("not a statement of ours: %.60s", statement)
		}
		for _, m := range regexp.MustCompile(`(?:from|join) main\.(\w+)`).FindAllStringSubmatch(statement, -1) {
			if !made[m[1]] {
				t.Errorf("%s names %s before it is made", head[1], m[1])
			}
		}
		made[head[1]] = true
	}
	if len(made) != 400 {
		t.Errorf("the script makes %d relations, not 400", len(made))
	}
}

func TestTheSameSpecGivesTheSameFiles(t *testing.T) {
	a, b := files(t, enginetest.Mart, enginetest.Layered, 300), files(t, enginetest.Mart, enginetest.Layered, 300)
	if !maps.Equal(a, b) {
		t.Error("two calls gave different files")
	}
	if n := strings.Count(strings.Join(slices.Collect(maps.Values(a)), ""), "- not_null"); n != 30 {
		t.Errorf("%d of 300 models are tested, not every tenth", n)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	spec := enginetest.Spec{Format: enginetest.DBT, Shape: enginetest.Simple, Models: 10}
	if err := spec.Write(dir); err != nil {
		t.Fatal(err)
	}
	want, _ := spec.Files()
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestWrongSpecs(t *testing.T) {
	for _, s := range []enginetest.Spec{
		{Format: enginetest.Mart, Shape: enginetest.Simple, Models: 9},
		{Format: enginetest.Mart, Shape: "round", Models: 10},
		{Format: "rocky", Shape: enginetest.Simple, Models: 10},
	} {
		if _, err := s.Files(); err == nil {
			t.Errorf("%+v is taken", s)
		}
	}
}

package engine_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// floors says on which floor every package of the house stands. A package imports only
// packages of lower floors: see the map of the house in README.md. A "/..." entry
// covers the packages below a folder that have no entry of their own.
var floors = map[string]int{
	"engine/diag": 0, "engine/dag": 0, "macros": 0, "engine/enginetest": 0,
	"udfs": 0, "udfs/...": 0,
	"engine":        1,
	"engine/config": 2, "engine/template": 2, "engine/selector": 2, "engine/materialize": 2,
	"engine/quality": 2, "engine/state": 2, "engine/artifact": 2, "engine/event": 2, "engine/portability": 2, "adapters": 2,
	"engine/parse":   3,
	"engine/compile": 4, "adapters/...": 4,
	"engine/plan": 5, "engine/freshness": 5, "engine/check": 5, "engine/unittest": 5,
	"engine/run":             6,
	"cmd/mart/internal/view": 7,
	"cmd/mart/internal/cli":  8,
	"cmd/mart/binary":        9,
	"cmd/mart":               10, "cmd/lakegen": 9, "cmd/martbench": 9, "cmd/snowtest": 9,
	"cmd/lakegen/...": 8, "cmd/martbench/...": 8,
}

// mayShareFloor lists folders whose packages may import each other although they stand
// on one floor: they are one room in several folders.
var mayShareFloor = []string{"udfs", "adapters", "cmd/martbench"}

const modulePath = "github.com/martsql/mart/"

func TestImportsPointDownward(t *testing.T) {
	root := ".."
	checked := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata" || d.Name() == "target") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, _ := filepath.Rel(root, file)
		for _, fault := range upwardImports(filepath.ToSlash(rel), file) {
			t.Error(fault)
		}
		checked++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 20 {
		t.Fatalf("only %d files were checked: the test looks in the wrong folder", checked)
	}
}

// upwardImports reads a file's imports and returns the arrows that do not go down.
func upwardImports(rel, file string) []string {
	src, err := os.ReadFile(file)
	if err != nil {
		return []string{err.Error()}
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	if err != nil {
		return []string{err.Error()}
	}
	from := path.Dir(rel)
	fromFloor, known := floorOf(from)
	if !known {
		return []string{fmt.Sprintf("%s: package %s has no floor: give it one in engine/floors_test.go", rel, from)}
	}
	var faults []string
	for _, spec := range parsed.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		to, ours := strings.CutPrefix(imported, modulePath)
		if !ours {
			continue
		}
		toFloor, known := floorOf(to)
		if !known || toFloor > fromFloor || toFloor == fromFloor && !sameRoom(from, to) {
			faults = append(faults, fmt.Sprintf("%s: %s (floor %d) imports %s (floor %d)", rel, from, fromFloor, to, toFloor))
		}
	}
	return faults
}

func floorOf(pkg string) (int, bool) {
	if f, ok := floors[pkg]; ok {
		return f, true
	}
	for dir := pkg; dir != "."; dir = path.Dir(dir) {
		if f, ok := floors[dir+"/..."]; ok {
			return f, true
		}
	}
	return 0, false
}

func sameRoom(from, to string) bool {
	for _, room := range mayShareFloor {
		if (from == room || strings.HasPrefix(from, room+"/")) && (to == room || strings.HasPrefix(to, room+"/")) {
			return true
		}
	}
	return false
}

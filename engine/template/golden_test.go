package template_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file beside the test, or writes that file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// carets renders diagnostics as a person sees them.
func carets(list diag.List, texts map[string]string) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString(diag.Caret(d, func(file string) (string, bool) { s, ok := texts[file]; return s, ok }, diag.Style{}))
	}
	return b.String()
}

// cases runs f on each .sql file of a testdata folder and compares with its .golden.
func cases(t *testing.T, folder string, f func(name, text string) string) {
	files, _ := filepath.Glob(filepath.Join("testdata", folder, "*.sql"))
	if len(files) == 0 {
		t.Fatal("no cases in", folder)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, ".sql"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, strings.TrimSuffix(file, ".sql")+".golden", f(name, string(text)))
		})
	}
}

func TestParseFaults(t *testing.T) {
	cases(t, "faults", func(name, text string) string {
		file, list := template.Parse(name, text)
		if file != nil {
			t.Errorf("%s parses", name)
		}
		return carets(list, map[string]string{name: text})
	})
}

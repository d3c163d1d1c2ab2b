package config_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

var targetKeys = map[string][]string{
	"duckdb":    {"path", "memory_limit", "temp_directory", "extensions", "settings", "secrets", "attach", "read_only"},
	"snowflake": {"account", "user", "password", "private_key_path", "role", "warehouse"},
}

// read parses a file of testdata/errors: mart*.yml is a project, all else properties.
func read(file, text string) diag.List {
	o := config.Options{TargetKeys: targetKeys}
	if !strings.HasPrefix(file, "mart") {
		_, problems := config.ParseProperties(file, text, o)
		return problems
	}
	f, problems := config.ParseProject(file, text, o)
	if problems.HasErrors() {
		return problems
	}
	_, problems = f.Target("", func(text string, at diag.Span) (string, error) {
		return "", fmt.Errorf("the environment has no variable NONE")
	})
	return problems
}

func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files in testdata/errors", err)
	}
	for _, path := range files {
		file := filepath.Base(path)
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			problems := read(file, string(text))
			if !problems.HasErrors() {
				t.Error("no error is told")
			}
			got := told(file, string(text), problems)
			golden := strings.TrimSuffix(path, ".yml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

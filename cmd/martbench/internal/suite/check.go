package suite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
)

// check measures the binding of a whole project without data: from nothing, and when one
// model has changed since the last time.
func (s *Suite) check(ctx context.Context) ([]report.Comparison, error) {
	return s.eachProject(ctx, func(p made) (report.Comparison, error) {
		dir, err := s.folder(ctx, p, enginetest.Mart, "mart")
		if err != nil {
			return report.Comparison{}, err
		}
		model, err := someModel(dir)
		if err != nil {
			return report.Comparison{}, err
		}
		command := []string{s.Mart, "check"}
		return s.compare(ctx, report.Comparison{
			What: "check", Work: p.name, Base: "mart", Budget: "1,000 layered models: at most 2 s, and 0.3 s when one has changed",
			Notes: []string{"the types of the raw tables come from the catalog of the database"},
		}, []measure.Contender{
			{Name: "mart", Dir: dir, Args: command, Before: afresh(dir, p.original, leftovers[enginetest.Mart]...)},
			{Name: "mart, one model changed", Dir: dir, Args: command, Before: touched(model)},
		})
	})
}

// touched makes a model another one each time: a comment grows.
func touched(file string) func(context.Context) error {
	return func(context.Context) error {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(file, append([]byte("-- changed\n"), text...), 0o644)
	}
}

var errFound = errors.New("found")

// someModel is the first model of a project.
func someModel(dir string) (string, error) {
	found := ""
	err := filepath.WalkDir(filepath.Join(dir, "models"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".sql") {
			found, err = path, errFound
		}
		return err
	})
	if found == "" {
		return "", fmt.Errorf("%s has no models: %w", dir, err)
	}
	return found, nil
}

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

// A lake of lakegen has at most eight shops, each with a file a day.
const (
	retailShops = 8
	retailDays  = 10
)

// retail measures the project at the repository's root from scraped files to marts,
// against its own SQL as a bare script.
func (s *Suite) retail(ctx context.Context) ([]report.Comparison, error) {
	dir, bare := filepath.Join(s.Dir, "retail"), filepath.Join(s.Dir, "retail-raw")
	for _, folder := range []string{dir, bare} {
		if err := s.copyRetail(folder); err != nil {
			return nil, err
		}
	}
	s.say("retail: making a lake of %d records", s.Records)
	products := max(1, s.Records/(retailShops*retailDays))
	lake := filepath.Join(dir, "lake", "retail", "raw")
	if err := s.do(ctx, dir, s.LakeGen, "--out", lake, "--products", fmt.Sprint(products), "--days", fmt.Sprint(retailDays)); err != nil {
		return nil, err
	}
	script, err := s.bareScript(ctx, dir)
	if err != nil {
		return nil, err
	}
	// The script reads the same lake, and writes its own: compiled SQL names files in full.
	script = strings.ReplaceAll(script, filepath.Join(dir, "lake"), filepath.Join(bare, "lake"))
	script = strings.ReplaceAll(script, filepath.Join(bare, "lake", "retail", "raw"), lake)
	if err := os.WriteFile(filepath.Join(bare, enginetest.Script), []byte(script), 0o644); err != nil {
		return nil, err
	}
	fresh := func(dir string) func(context.Context) error {
		return without(dir, "target", enginetest.Database, "lake/retail/offers", "lake/retail/shop_categories")
	}
	build := []string{s.Mart, "build", "--resource-type", "model", "--resource-type", "seed"}
	c, err := s.compare(ctx, report.Comparison{
		What: "retail", Work: fmt.Sprintf("%d scraped records from the lake to the marts", s.Records), Base: "raw",
		Budget: "10 million records: at most 1.15x raw",
		Notes: []string{
			"raw is mart's compiled SQL, its readers of files and Go functions included, without its ledger, rejects, tests and swaps",
			"mart with tests is the whole of `mart build`: every data test runs before what is built on its model",
		},
	}, []measure.Contender{
		{Name: "raw", Dir: bare, Args: s.raw(enginetest.Database, "--functions", enginetest.Script), Before: fresh(bare)},
		{Name: "mart", Dir: dir, Args: build, Before: fresh(dir)},
		{Name: "mart with tests", Dir: dir, Args: []string{s.Mart, "build"}, Before: fresh(dir)},
	})
	return []report.Comparison{c}, err
}

// copyRetail copies the repository's project, without its lake, into a folder.
func (s *Suite) copyRetail(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, "lake", "retail"), 0o755); err != nil {
		return err
	}
	if err := copyFile(filepath.Join(s.Repository, "mart.yml"), filepath.Join(dir, "mart.yml")); err != nil {
		return err
	}
	for _, folder := range []string{"models", "macros", "seeds", "snapshots", "tests"} {
		err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join(s.Repository, folder)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

package suite

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
)

// heavyFiles is a project of models that make DuckDB work: joins, aggregations and wide
// tables over data like TPC-H's.
//
//go:embed heavy
var heavyFiles embed.FS

// linesPerUnit is the rows of the largest table at TPC-H's scale factor 1.
const linesPerUnit = 6_000_000

// heavy measures a build whose time is the database's: what mart adds must be lost in it.
func (s *Suite) heavy(ctx context.Context) ([]report.Comparison, error) {
	dir := filepath.Join(s.Dir, "heavy")
	if err := writeProject(dir, heavyFiles, "heavy"); err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(heavyFiles, "heavy/data.sql")
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data.sql")
	sized := strings.ReplaceAll(string(text), "__SIZE__", fmt.Sprintf("%.6f", float64(s.HeavyRows)/linesPerUnit))
	if err := os.WriteFile(data, []byte(sized), 0o644); err != nil {
		return nil, err
	}
	s.say("heavy: making %d rows of data", s.HeavyRows)
	c, err := s.againstBare(ctx, dir, data, report.Comparison{
		What: "heavy", Work: fmt.Sprintf("12 models over %d order lines", s.HeavyRows), Base: "raw", Budget: "at most 1.05x raw",
		Notes: []string{
			"the data is made with range() and hash(), of TPC-H's tables and sizes but not its values: the tpch extension is not in every DuckDB",
			"raw is the compiled SQL in the order of the graph, one statement after the other; mart builds models that do not depend on each other at once",
		},
	})
	return []report.Comparison{c}, err
}

// againstBare measures `mart run` of a project against its own SQL as a bare script, each
// on its own copy of the database that data.sql makes. Both build over what their last
// run left, as a nightly run does.
func (s *Suite) againstBare(ctx context.Context, dir, data string, c report.Comparison) (report.Comparison, error) {
	bare := filepath.Join(s.Dir, filepath.Base(dir)+"-raw")
	if err := os.MkdirAll(bare, 0o755); err != nil {
		return c, err
	}
	database := filepath.Join(dir, enginetest.Database)
	if err := without(dir, enginetest.Database, "target")(ctx); err != nil {
		return c, err
	}
	if err := s.do(ctx, dir, s.raw(database, data)...); err != nil {
		return c, err
	}
	if err := copyFile(database, filepath.Join(bare, enginetest.Database)); err != nil {
		return c, err
	}
	script, err := s.bareScript(ctx, dir)
	if err != nil {
		return c, err
	}
	if err := os.WriteFile(filepath.Join(bare, enginetest.Script), []byte(script), 0o644); err != nil {
		return c, err
	}
	return s.compare(ctx, c, []measure.Contender{
		{Name: "raw", Dir: bare, Args: s.raw(enginetest.Database, enginetest.Script)},
		{Name: "mart", Dir: dir, Args: []string{s.Mart, "run"}},
	})
}

// writeProject copies an embedded project into a folder.
func writeProject(dir string, files fs.FS, root string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	sub, err := fs.Sub(files, root)
	if err != nil {
		return err
	}
	return os.CopyFS(dir, sub)
}

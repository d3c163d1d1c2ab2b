package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/cmd/martbench/internal/suite"
	"github.com/martsql/mart/engine/enginetest"
)

// runFlags are the flags of `martbench run`.
type runFlags struct {
	what, sizes, shapes, mart, repository, dir, json string
	dbt1, sqlmesh, libraries                         string
	dbt2                                             []string
	rounds, heavyRows, udfRows, records              int
	markdown                                         bool
}

func (f *runFlags) define(flags *flag.FlagSet) {
	flags.StringVar(&f.what, "what", "start,parse,ls,compile,run,build", "what to measure: "+strings.Join(suite.Works(), ", "))
	flags.StringVar(&f.sizes, "n", "1000", "models of the generated projects, several with commas")
	flags.StringVar(&f.shapes, "shape", "layered", "shapes of the generated projects: simple, layered")
	flags.IntVar(&f.rounds, "runs", 3, "measured runs of each contender, after one to warm up")
	flags.StringVar(&f.mart, "mart", "", "the mart to measure; default: built from the repository")
	flags.StringVar(&f.repository, "repository", "", "mart's repository; default: this folder or one above it")
	flags.StringVar(&f.dir, "dir", "", "folder for projects and data, kept afterwards; default: a temporary one")
	flags.StringVar(&f.json, "json", "", "write every sample to this file")
	flags.BoolVar(&f.markdown, "markdown", false, "print tables for a page")
	flags.IntVar(&f.heavyRows, "heavy-rows", 6_000_000, "rows of the largest table of the heavy work")
	flags.IntVar(&f.udfRows, "udf-rows", 3_000_000, "promo texts of the udf work")
	flags.IntVar(&f.records, "records", 1_000_000, "scraped records of the retail work")
	flags.StringVar(&f.dbt1, "dbt", "dbt", "dbt-core 1 with dbt-duckdb")
	flags.StringVar(&f.sqlmesh, "sqlmesh", "sqlmesh", "SQLMesh")
	flags.StringVar(&f.libraries, "duckdb-lib", "", "folder with DuckDB's shared library, for dbt 2")
	flags.Func("dbt2", "dbt 2; may be given several times", func(path string) error {
		f.dbt2 = append(f.dbt2, path)
		return nil
	})
}

func runCommand(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	var f runFlags
	flags := newFlags("run", stderr)
	f.define(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usageError{fmt.Sprintf("unexpected argument %q: run takes only flags", flags.Arg(0))}
	}
	s, works, err := f.suite(stderr)
	if err != nil {
		return err
	}
	if f.dir == "" {
		defer func() { err = errors.Join(err, os.RemoveAll(s.Dir)) }()
	}
	if err := f.build(ctx, s, slices.Contains(works, "retail")); err != nil {
		return err
	}
	out := report.Report{Date: time.Now().UTC(), Machine: report.ThisMachine()}
	s.Peers, out.Missing = f.peers(ctx)
	out.Versions = s.Versions(ctx)
	comparisons, failed := s.Run(ctx, works)
	out.Comparisons = comparisons // what was measured before a failure is shown too
	return errors.Join(failed, f.print(out, stdout))
}

// suite makes the suite that the flags ask for.
func (f *runFlags) suite(stderr io.Writer) (*suite.Suite, []string, error) {
	s := &suite.Suite{Rounds: f.rounds, HeavyRows: f.heavyRows, UDFRows: f.udfRows, Records: f.records, Progress: stderr}
	works := strings.Split(f.what, ",")
	for _, w := range works {
		if !slices.Contains(suite.Works(), w) {
			return nil, nil, usageError{fmt.Sprintf("--what %s: write some of %s", w, strings.Join(suite.Works(), ","))}
		}
	}
	for text := range strings.SplitSeq(f.sizes, ",") {
		n, err := strconv.Atoi(strings.ReplaceAll(text, "_", ""))
		if err != nil || n < 10 {
			return nil, nil, usageError{fmt.Sprintf("--n %s: write numbers of models from 10 up, such as 1000,10000", text)}
		}
		s.Models = append(s.Models, n)
	}
	for shape := range strings.SplitSeq(f.shapes, ",") {
		if shape != string(enginetest.Simple) && shape != string(enginetest.Layered) {
			return nil, nil, usageError{fmt.Sprintf("--shape %s: write simple, layered or both", shape)}
		}
		s.Shapes = append(s.Shapes, enginetest.Shape(shape))
	}
	if f.rounds < 1 {
		return nil, nil, usageError{"--runs must be at least 1"}
	}
	err := f.folders(s)
	return s, works, err
}

// folders finds the repository and makes the working folder.
func (f *runFlags) folders(s *suite.Suite) (err error) {
	if s.Self, err = os.Executable(); err != nil {
		return err
	}
	// A mart that is named can be measured without its source, but for what is in it.
	s.Repository, err = repository(f.repository)
	if err != nil && (f.mart == "" || f.repository != "" || needsRepository(f.what)) {
		return err
	}
	if f.dir == "" {
		s.Dir, err = os.MkdirTemp("", "martbench")
		return err
	}
	if s.Dir, err = filepath.Abs(f.dir); err != nil {
		return err
	}
	return os.MkdirAll(s.Dir, 0o755)
}

func needsRepository(what string) bool {
	return strings.Contains(what, "retail") || strings.Contains(what, "udf")
}

// repository is the folder named, or the nearest at or above here that has cmd/mart.
func repository(named string) (string, error) {
	here, err := filepath.Abs(named)
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "cmd", "mart", "main.go")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", usageError{"mart's repository is not here: go to it, or name it with --repository"}
		}
	}
}

// build builds the programs to measure, unless one is named.
func (f *runFlags) build(ctx context.Context, s *suite.Suite, lake bool) (err error) {
	if s.Mart, err = filepath.Abs(f.mart); err != nil {
		return err
	}
	if f.mart == "" {
		if s.Mart, err = goBuild(ctx, s, "mart"); err != nil {
			return err
		}
	}
	if lake {
		s.LakeGen, err = goBuild(ctx, s, "lakegen")
	}
	return err
}

func goBuild(ctx context.Context, s *suite.Suite, name string) (string, error) {
	fmt.Fprintln(s.Progress, "building", name)
	out := filepath.Join(s.Dir, "bin", name)
	cmd := exec.CommandContext(ctx, "go", "build", "-o", out, "./cmd/"+name)
	cmd.Dir = s.Repository
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./cmd/%s: %w\n%s", name, err, text)
	}
	return out, nil
}

// peers looks for the other engines; missing says how to get those that are not here.
func (f *runFlags) peers(ctx context.Context) (found []suite.Peer, missing []string) {
	look := func(format enginetest.Format, program, what, how string) {
		if p := suite.NewPeer(ctx, format, program, f.libraries); p != nil {
			found = append(found, *p)
			return
		}
		missing = append(missing, fmt.Sprintf("%s is not installed: %s", what, how))
	}
	look(enginetest.DBT, f.dbt1, "dbt 1", "pip install dbt-core==1.11.16 dbt-duckdb==1.11.1, and name it with --dbt")
	if len(f.dbt2) == 0 {
		missing = append(missing, "dbt 2 was not named: pip install --no-deps dbt-core==2.0.0a1 (or dbt==2.0.0rc196) into an environment of its own, "+
			"and name it with --dbt2; it runs models only with DuckDB's shared library in --duckdb-lib")
	}
	for _, path := range f.dbt2 {
		look(enginetest.DBT, path, "dbt 2 ("+path+")", "there is no such program, or it does not start")
	}
	look(enginetest.SQLMesh, f.sqlmesh, "SQLMesh", "pip install sqlmesh==0.236.4, and name it with --sqlmesh")
	return found, missing
}

// print writes the report to stdout, and every sample to --json.
func (f *runFlags) print(r report.Report, stdout io.Writer) error {
	write := r.Text
	if f.markdown {
		write = r.Markdown
	}
	if err := write(stdout); err != nil || f.json == "" {
		return err
	}
	file, err := os.Create(f.json)
	if err != nil {
		return err
	}
	return errors.Join(r.JSON(file), file.Close())
}

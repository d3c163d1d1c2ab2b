// Package suite is the pieces of work that martbench measures: it makes the projects and
// data for them, and says which contenders do them how.
package suite

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
)

// A Suite measures on one machine with one set of contenders.
type Suite struct {
	Mart       string // the mart binary
	Self       string // martbench itself: its raw command is the bare script
	LakeGen    string // the lakegen binary; only the retail work needs it
	Repository string // the checkout: only the retail and udf work needs it
	Peers      []Peer
	Dir        string // a folder of our own, for projects and data
	Rounds     int
	Models     []int // sizes of generated projects
	Shapes     []enginetest.Shape
	HeavyRows  int // rows of the largest table of the heavy work
	UDFRows    int // promo texts of the udf work
	Records    int // scraped records of the retail work
	Progress   io.Writer
}

// works are the pieces of work by name, in the order of the report.
var works = []struct {
	name    string
	measure func(*Suite, context.Context) ([]report.Comparison, error)
}{
	{"start", (*Suite).start},
	{"parse", reading("parse", "parse", "")},
	{"ls", reading("ls", "ls", "10,000 layered models: at most 1/15 of dbt-core 2.0.0a1 (about 0.7 s), under 150 MB; again: a fifth")},
	{"compile", reading("compile", "compile", "10,000 layered models: at most 1/15 of dbt-core 2.0.0a1 (about 1.1 s), under 150 MB; again: a fifth")},
	{"check", (*Suite).check},
	{"run", building("run", "1,000 layered models: at most 1.5x the bare script")},
	{"build", building("build", "1,000 layered models: at most 1.5x the bare script")},
	{"heavy", (*Suite).heavy},
	{"udf", (*Suite).udf},
	{"retail", (*Suite).retail},
}

// Works lists the names of all pieces of work.
func Works() []string {
	var names []string
	for _, w := range works {
		names = append(names, w.name)
	}
	return names
}

// Run measures the named pieces of work.
func (s *Suite) Run(ctx context.Context, names []string) ([]report.Comparison, error) {
	var out []report.Comparison
	for _, w := range works {
		for _, name := range names {
			if name != w.name {
				continue
			}
			comparisons, err := w.measure(s, ctx)
			out = append(out, comparisons...)
			if err != nil {
				return out, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return out, nil
}

// compare lets the contenders of a comparison run.
func (s *Suite) compare(ctx context.Context, c report.Comparison, contenders []measure.Contender) (report.Comparison, error) {
	series, err := measure.Interleave(ctx, contenders, s.Rounds, func(name string, round int) {
		if round == 0 {
			s.say("%s, %s: %s, to warm up", c.What, c.Work, name)
		} else {
			s.say("%s, %s: %s, %d of %d", c.What, c.Work, name, round, s.Rounds)
		}
	})
	c.Series = series
	return c, err
}

func (s *Suite) say(format string, args ...any) { fmt.Fprintf(s.Progress, format+"\n", args...) }

// do runs a command that is not measured. Its error has what the command said.
func (s *Suite) do(ctx context.Context, dir string, args ...string) error {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// raw is the command that sends SQL files to a database without an engine.
func (s *Suite) raw(database string, files ...string) []string {
	return append([]string{s.Self, "raw", "--db", database}, files...)
}

// without removes files and folders of a project before a run.
func without(dir string, names ...string) func(context.Context) error {
	return func(context.Context) error {
		for _, n := range names {
			if err := os.RemoveAll(filepath.Join(dir, n)); err != nil {
				return err
			}
		}
		return nil
	}
}

// afresh puts a project's database back to how it was, and removes what was left beside it.
// With no original the database is removed.
func afresh(dir, original string, leftovers ...string) func(context.Context) error {
	clean := without(dir, append(leftovers, enginetest.Database, enginetest.Database+".wal")...)
	return func(ctx context.Context) error {
		if err := clean(ctx); err != nil || original == "" {
			return err
		}
		return copyFile(original, filepath.Join(dir, enginetest.Database))
	}
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() {
		if closed := out.Close(); err == nil {
			err = closed
		}
	}()
	_, err = io.Copy(out, in)
	return err
}

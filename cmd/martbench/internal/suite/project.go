package suite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
)

// start measures how long a program takes to come up and go.
func (s *Suite) start(ctx context.Context) ([]report.Comparison, error) {
	contenders := []measure.Contender{{Name: "mart", Dir: s.Dir, Args: []string{s.Mart, "version"}}}
	for _, p := range s.Peers {
		if args, ok := p.command("version"); ok {
			contenders = append(contenders, measure.Contender{Name: p.Name, Dir: s.Dir, Args: args, Env: p.Env})
		}
	}
	c, err := s.compare(ctx, report.Comparison{What: "start", Work: "print the version", Base: "mart", Budget: "under 30 ms"}, contenders)
	return []report.Comparison{c}, err
}

// A made project is generated, with the database that its models read.
type made struct {
	name     string // layered 1000
	dir      string // has a folder a contender
	original string // the database before the first model; empty: no file
	spec     enginetest.Spec
}

// eachProject makes the generated projects and measures something on each.
func (s *Suite) eachProject(ctx context.Context, f func(made) (report.Comparison, error)) ([]report.Comparison, error) {
	var out []report.Comparison
	for _, shape := range s.Shapes {
		for _, n := range s.Models {
			p, err := s.make(ctx, enginetest.Spec{Shape: shape, Models: n})
			if err != nil {
				return out, err
			}
			c, err := f(p)
			if err != nil {
				return out, err
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// make writes a project's raw form and makes its database, unless that was done before.
func (s *Suite) make(ctx context.Context, spec enginetest.Spec) (made, error) {
	p := made{name: fmt.Sprintf("%d %s models", spec.Models, spec.Shape), dir: filepath.Join(s.Dir, fmt.Sprintf("%s-%d", spec.Shape, spec.Models)), spec: spec}
	dir, err := s.folder(ctx, p, enginetest.Raw, "raw")
	if err != nil {
		return p, err
	}
	tables := filepath.Join(dir, enginetest.RawTables)
	if _, err := os.Stat(tables); err != nil {
		return p, nil // this shape reads no tables
	}
	p.original = filepath.Join(p.dir, "original.duckdb")
	if _, err := os.Stat(p.original); err == nil {
		return p, nil
	}
	return p, s.do(ctx, p.dir, s.raw(p.original, tables)...)
}

// folder is where a contender has its copy of a project. Another process writes it: see
// measure's peak of memory for why this one stays small.
func (s *Suite) folder(ctx context.Context, p made, format enginetest.Format, contender string) (string, error) {
	dir := filepath.Join(p.dir, contender)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	return dir, s.do(ctx, s.Dir, s.Self, "gen", "--format", string(format), "--shape", string(p.spec.Shape), "-n", fmt.Sprint(p.spec.Models), dir)
}

// reading measures a command that reads a project and touches no database: from nothing,
// and for mart once more with what the first time left.
func reading(work, command, budget string) func(*Suite, context.Context) ([]report.Comparison, error) {
	return func(s *Suite, ctx context.Context) ([]report.Comparison, error) {
		return s.eachProject(ctx, func(p made) (report.Comparison, error) {
			dir, err := s.folder(ctx, p, enginetest.Mart, "mart")
			if err != nil {
				return report.Comparison{}, err
			}
			contenders := []measure.Contender{
				{Name: "mart", Dir: dir, Args: []string{s.Mart, command}, Before: without(dir, leftovers[enginetest.Mart]...)},
				{Name: "mart again", Dir: dir, Args: []string{s.Mart, command}},
			}
			peers, err := s.peersOf(ctx, p, work, func(dir string, f enginetest.Format) func(context.Context) error {
				return afresh(dir, p.original, leftovers[f]...)
			})
			if err != nil {
				return report.Comparison{}, err
			}
			return s.compare(ctx, report.Comparison{
				What: work, Work: p.name + ", nothing cached", Base: "mart", Budget: budget,
				Notes: []string{"files are in the page cache: what is measured is reading and thinking, not the disk"},
			}, append(contenders, peers...))
		})
	}
}

// building measures a command that builds a project into an empty database, against the
// same statements without an engine.
func building(work, budget string) func(*Suite, context.Context) ([]report.Comparison, error) {
	return func(s *Suite, ctx context.Context) ([]report.Comparison, error) {
		return s.eachProject(ctx, func(p made) (report.Comparison, error) {
			raw, err := s.folder(ctx, p, enginetest.Raw, "raw")
			if err != nil {
				return report.Comparison{}, err
			}
			dir, err := s.folder(ctx, p, enginetest.Mart, "mart")
			if err != nil {
				return report.Comparison{}, err
			}
			scripts := []string{enginetest.Script}
			if work == "build" {
				scripts = append(scripts, enginetest.TestScript)
			}
			contenders := []measure.Contender{
				{Name: "raw", Dir: raw, Args: s.raw(enginetest.Database, scripts...), Before: afresh(raw, p.original)},
				{Name: "mart", Dir: dir, Args: []string{s.Mart, work}, Before: afresh(dir, p.original, leftovers[enginetest.Mart]...)},
			}
			peers, err := s.peersOf(ctx, p, work, func(dir string, f enginetest.Format) func(context.Context) error {
				return afresh(dir, p.original, leftovers[f]...)
			})
			if err != nil {
				return report.Comparison{}, err
			}
			return s.compare(ctx, report.Comparison{
				What: work, Work: p.name + " into an empty database", Base: "raw", Budget: budget,
				Notes: []string{"raw is one process that sends the statements of all models" + map[string]string{"build": ", and then the queries of all tests"}[work] + ", one after the other"},
			}, append(contenders, peers...))
		})
	}
}

// peersOf are the peers' contenders for some work on a project, each in a folder of its own.
func (s *Suite) peersOf(ctx context.Context, p made, work string, before func(dir string, f enginetest.Format) func(context.Context) error) ([]measure.Contender, error) {
	var out []measure.Contender
	for _, peer := range s.Peers {
		args, ok := peer.command(work)
		if !ok {
			continue
		}
		dir, err := s.folder(ctx, p, peer.Format, strings.ReplaceAll(peer.Name, " ", "-"))
		if err != nil {
			return nil, err
		}
		out = append(out, measure.Contender{Name: peer.Name, Dir: dir, Args: args, Env: peer.Env, Before: before(dir, peer.Format)})
	}
	return out, nil
}

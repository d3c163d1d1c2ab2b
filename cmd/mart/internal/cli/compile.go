package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/portability"
)

func (s *shell) parseCommand() *cli.Command {
	return &cli.Command{
		Name: "parse", Usage: "read the project and tell every fault in it; no database is needed",
		Flags: flags(projectFlags(), reportFlags()),
		Action: s.reporting(func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			counts := map[engine.Kind]int{}
			for _, n := range session.project.Manifest.Nodes {
				counts[n.Head().Kind]++
			}
			if err := artifact.WriteManifest(session.targetDir(), session.runInfo("parse"), session.project.Manifest); err != nil {
				return err
			}
			session.view.Say("%s in %s: wrote target/manifest.json", tallyOf(counts), since(session.startedAt))
			return nil
		}),
	}
}

// tallyOf prints "31 models, 4 sources, 58 tests".
func tallyOf(counts map[engine.Kind]int) string {
	var parts []string
	for _, k := range []engine.Kind{engine.KindModel, engine.KindSeed, engine.KindSource, engine.KindTest, engine.KindUnitTest, engine.KindExposure} {
		if n := counts[k]; n == 1 {
			parts = append(parts, "1 "+words(k))
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", n, words(k)))
		}
	}
	if len(parts) == 0 {
		return "an empty project"
	}
	return strings.Join(parts, ", ")
}

// words is a kind as people say it: unit test.
func words(k engine.Kind) string { return strings.ReplaceAll(string(k), "_", " ") }

func since(start time.Time) string { return time.Since(start).Round(time.Millisecond).String() }

func (s *shell) compileCommand() *cli.Command {
	return &cli.Command{
		Name: "compile", Usage: "render models and tests to SQL under target/compiled; no database is needed", ArgsUsage: "[SELECTOR ...]",
		Description: "With one model selected its SQL is printed. Examples:\n  mart compile\n  mart compile price_index_daily\n  mart compile --inline 'select * from {{ ref \"offers\" }}'",
		Flags:       flags(projectFlags(), selectionFlags(), []cli.Flag{text("inline", "compile this SQL instead"), yes("full-refresh", "as if nothing had been built", "f")}, reportFlags()),
		Action: s.reporting(func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			return session.compile()
		}),
	}
}

func (s *session) compile() error {
	compiler := s.compiler(compile.Options{
		FullRefresh: s.c.Bool("full-refresh"),
		Log:         func(note diag.Diagnostic) { s.view.Problems(diag.List{note}) },
	})
	if inline := s.c.String("inline"); inline != "" {
		s.view.SetSources(func(string) (string, bool) { return inline, true })
		compiled, problems := compiler.Inline("--inline", inline)
		if problems.HasErrors() {
			s.view.Faults(problems, "")
			return told{exitProject}
		}
		fmt.Fprintln(s.out, compiled.SQL)
		return nil
	}
	selected, err := s.selection(true)
	if err != nil {
		return err
	}
	var ids []engine.NodeID
	for id := range selected {
		switch s.project.Manifest.Nodes[id].(type) {
		case *engine.Model, *engine.Test:
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	compiled, problems := compileAll(s.c.Context, compiler, ids, s.portability())
	if s.c.Context.Err() != nil {
		return s.c.Context.Err()
	}
	if problems.HasErrors() {
		s.view.Faults(problems, "nothing was written")
		return told{exitProject}
	}
	s.view.Problems(problems)
	for i, id := range ids {
		if err := s.writeCompiled(s.project.Manifest.Nodes[id], compiled[i]); err != nil {
			return err
		}
	}
	if only, ok := oneModel(s.project.Manifest, ids); ok && len(s.c.StringSlice("select"))+s.c.NArg() > 0 {
		fmt.Fprintln(s.out, compiled[slices.Index(ids, only)])
		return nil
	}
	s.view.Say("compiled %d nodes in %s: see target/compiled", len(ids), since(s.startedAt))
	return nil
}

// portability warns of SQL that means one thing on DuckDB and another on Snowflake; nil
// for a project that is not built on both. What runs on the lake side runs on DuckDB
// whatever the target is.
func (s *session) portability() func(engine.Compiled) diag.List {
	if !portability.Wanted(s.project.Adapters) {
		return nil
	}
	return func(c engine.Compiled) diag.List {
		head := s.project.Manifest.Nodes[c.ID].Head()
		if s.project.Manifest.OnLake(c.ID) || head.Config.Values["portability"] == "off" {
			return nil
		}
		return portability.Warn(c, head.File, s.project.Source)
	}
}

// oneModel is the only model among the ids.
func oneModel(m *engine.Manifest, ids []engine.NodeID) (engine.NodeID, bool) {
	var only engine.NodeID
	for _, id := range ids {
		if m.Model(id) == nil {
			continue
		}
		if only != "" {
			return "", false
		}
		only = id
	}
	return only, only != ""
}

// targetDir is where artifacts go.
func (s *session) targetDir() string { return s.root + "/target" }

// runInfo is what artifacts say of this invocation.
func (s *session) runInfo(command string) artifact.RunInfo {
	_, opener := s.target()
	return artifact.RunInfo{
		Dialect: opener.Dialect(), Sources: s.project.Source,
		InvocationID: s.id, Command: command, Version: version(), Started: s.startedAt, Elapsed: time.Since(s.startedAt),
		Args: map[string]any{"which": command, "target": s.project.Manifest.Target.Name, "select": s.c.StringSlice("select"), "exclude": s.c.StringSlice("exclude")},
	}
}

// faultsOf collects problems of several nodes in their order.
func faultsOf(lists []diag.List) diag.List {
	out := slices.Concat(lists...)
	out.Sort()
	return out
}

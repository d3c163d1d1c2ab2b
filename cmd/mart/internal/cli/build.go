package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/plan"
	"github.com/martsql/mart/engine/run"
)

func (s *shell) buildCommand() *cli.Command {
	return &cli.Command{
		Name: "build", Usage: "build models and seeds, and test each before what is built on it", ArgsUsage: "[SELECTOR ...]",
		Description: "Examples:\n  mart build                      everything\n  mart build +price_index_daily   a mart and all it needs\n" +
			"  mart build orders+ --exclude tag:slow\n  mart build --full-refresh offers",
		Flags:  flags(projectFlags(), selectionFlags(), rebuildFlags(), freshFlags(), testFlags(), runFlags(), reportFlags()),
		Action: s.reporting(s.carryOut(plan.Build)),
	}
}

func (s *shell) runCommand() *cli.Command {
	return &cli.Command{
		Name: "run", Usage: "build models, without tests and seeds", ArgsUsage: "[SELECTOR ...]",
		Description: "Examples:\n  mart run\n  mart run path:models/retail/marts",
		Flags:       flags(projectFlags(), selectionFlags(), rebuildFlags(), freshFlags(), runFlags(), reportFlags()),
		Action:      s.reporting(s.carryOut(plan.Run)),
	}
}

func (s *shell) testCommand() *cli.Command {
	return &cli.Command{
		Name: "test", Usage: "run data tests on what stands in the target", ArgsUsage: "[SELECTOR ...]",
		Description: "Examples:\n  mart test\n  mart test offers            the tests of one model\n  mart test test_type:singular",
		Flags:       flags(projectFlags(), selectionFlags(), testFlags(), runFlags(), reportFlags()),
		Action:      s.reporting(s.carryOut(plan.Test)),
	}
}

func (s *shell) seedCommand() *cli.Command {
	return &cli.Command{
		Name: "seed", Usage: "load the CSV files of seeds/", ArgsUsage: "[SELECTOR ...]",
		Description: "Examples:\n  mart seed\n  mart seed shops",
		Flags:       flags(projectFlags(), selectionFlags(), runFlags(), reportFlags()),
		Action:      s.reporting(s.carryOut(plan.Seed)),
	}
}

func (s *shell) loadCommand() *cli.Command {
	return &cli.Command{
		Name: "load", Usage: "read new files of the lake: load and external models", ArgsUsage: "[SELECTOR ...]",
		Description: "Examples:\n  mart load                   whatever is new since the last load\n  mart load offers --full-refresh",
		Flags:       flags(projectFlags(), selectionFlags(), rebuildFlags(), freshFlags(), runFlags(), reportFlags()),
		Action:      s.reporting(s.carryOut(plan.Load)),
	}
}

// carryOut is the action of the commands that change the target.
func (s *shell) carryOut(command plan.Command) cli.ActionFunc {
	return func(c *cli.Context) error {
		session, err := s.open(c)
		if err != nil {
			return err
		}
		defer session.view.Close()
		return session.execute(c.Context, command)
	}
}

func (s *session) execute(ctx context.Context, command plan.Command) error {
	selected, err := s.selection(true)
	if err != nil {
		return err
	}
	p, err := plan.Make(s.project.Manifest, command, func(id engine.NodeID) bool { return selected[id] })
	if err != nil {
		return err
	}
	if len(p.Steps) == 0 {
		s.view.Say("nothing to do: the selection has nothing that %s carries out", command)
		return nil
	}
	if err := s.writable(command); err != nil {
		return err
	}
	sides, err := s.connectSides(ctx, p)
	if err != nil {
		return err
	}
	defer closeSides(sides)
	units, bench, err := s.unitBench(ctx, p)
	if err != nil {
		return err
	}
	if bench != nil {
		defer bench.Close()
	}
	ages := &lazySides{open: &opened{session: s}, own: sides}
	defer ages.close()
	results, err := run.Execute(ctx, p, s.project, sides, s.view, run.Options{
		RunID: s.id, Root: s.root, Threads: s.threads(), FullRefresh: s.c.Bool("full-refresh"), FailFast: s.c.Bool("fail-fast"), StoreFailures: s.c.Bool("store-failures"),
		Now: s.now, Version: version(), ReadFile: s.readFile, WriteCompiled: s.writeCompiled,
		Units: units, Bench: bench, Age: s.ageBench(ages).Look, RequireFresh: s.c.Bool("require-fresh"),
	})
	s.view.Close()
	errWrite := s.writeRunArtifacts(command, results)
	if errWrite != nil {
		s.view.Problems(diag.List{unwritten(errWrite)})
	}
	var hook *run.HookError
	switch {
	case errors.Is(err, context.Canceled) || ctx.Err() != nil:
		return told{exitInterrupted}
	case errors.As(err, &hook):
		return told{exitFailed} // the sink was told
	case err != nil:
		return s.unanswered(err)
	}
	for _, r := range results {
		if r.Status.Bad() {
			return told{exitFailed}
		}
	}
	if errWrite != nil {
		return told{exitFailed}
	}
	s.suggest(command, results)
	return nil
}

// writable refuses a command that writes where the target's own settings forbid it.
// Testing writes, too: what mart keeps about its runs.
func (s *session) writable(command plan.Command) error {
	t := s.project.Manifest.Target
	if only, _ := t.Settings["read_only"].(bool); !only {
		return nil
	}
	s.view.Faults(diag.List{diag.Errorf(t.Span, "read-only", "the target %q is read_only, and mart %s writes to it", t.Name, command).
		WithHint("take read_only off the target, or use another one (--target)")}, "nothing was run")
	return told{exitUnreachable}
}

// unwritten tells of artifacts that could not be written. One reason is enough: the
// others are mostly the same.
func unwritten(err error) diag.Diagnostic {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return diag.Diagnostic{Code: "artifact", Cause: err, Summary: "the artifacts under target/ were not written: " + first,
		Hint: "the tables are as told above; make room or mend the rights of target/, and run again"}
}

// unanswered tells of an error that belongs to no node: of the target.
func (s *session) unanswered(err error) error {
	var database *engine.DatabaseError
	if !errors.As(err, &database) {
		s.view.Fail(err)
		return told{max(exitFailed, exitCode(err))}
	}
	at := &engine.Header{Span: s.project.Manifest.Target.Span}
	s.view.Faults(diag.List{compile.Database(at, database, engine.Statement{}, s.project.Source)}, "")
	if code := exitCode(err); code == exitUnreachable {
		return told{code}
	}
	return told{exitFailed}
}

// suggest tells what to type next after a good build: look at a mart.
func (s *session) suggest(command plan.Command, results []engine.Result) {
	if command != plan.Build && command != plan.Run {
		return
	}
	best := s.worthALook(results)
	target := s.project.Manifest.Target
	switch {
	case best == "" || target.Settings["path"] == ":memory:": // nothing is left to look at
	case s.c.String("target") != "":
		s.view.Hint("look at a result:  mart show %s --target %s", best, target.Name)
	default:
		s.view.Hint("look at a result:  mart show %s", best)
	}
}

// worthALook is the name of the built model that people most likely built all this for:
// one that no model is built on; of these one that an exposure uses, then the one with
// most behind it.
func (s *session) worthALook(results []engine.Result) string {
	type rank struct{ used, ancestors int }
	best, highest := "", rank{}
	for _, r := range results {
		m := s.project.Manifest.Model(r.ID)
		if m == nil || r.Rows <= 0 || len(s.modelsBehind(m)) > 0 {
			continue
		}
		own := rank{ancestors: len(s.project.Manifest.Graph.Ancestors(m.ID, -1))}
		for _, id := range s.project.Manifest.Graph.Children(m.ID) {
			if _, ok := s.project.Manifest.Nodes[id].(*engine.Exposure); ok {
				own.used = 1
			}
		}
		order := cmp.Or(cmp.Compare(own.used, highest.used), cmp.Compare(own.ancestors, highest.ancestors), strings.Compare(best, m.Name))
		if best == "" || order > 0 {
			best, highest = m.Name, own
		}
	}
	return best
}

func (s *session) modelsBehind(m *engine.Model) []engine.NodeID {
	var out []engine.NodeID
	for _, id := range s.project.Manifest.Graph.Children(m.ID) {
		if s.project.Manifest.Model(id) != nil {
			out = append(out, id)
		}
	}
	return out
}

func (s *session) readFile(name string) (string, error) {
	b, err := os.ReadFile(filepath.Join(s.root, filepath.FromSlash(name)))
	return string(b), err
}

// writeCompiled keeps a node's SQL under target/compiled, where dbt's tools look too. A
// file that says the same already is left alone: reading is much cheaper than writing.
func (s *session) writeCompiled(n engine.Node, sql string) error {
	path, text := s.compiledPath(n), []byte(sql+"\n")
	if before, err := os.ReadFile(path); err == nil && bytes.Equal(before, text) {
		return nil
	}
	err := os.WriteFile(path, text, 0o644)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

func (s *session) compiledPath(n engine.Node) string {
	h := n.Head()
	file := h.File
	if t, ok := n.(*engine.Test); ok && t.Generic() {
		file = h.File + "/" + h.Name + ".sql"
	}
	return filepath.Join(s.root, "target", "compiled", h.Package, filepath.FromSlash(file))
}

// writeRunArtifacts writes run_results.json and manifest.json.
func (s *session) writeRunArtifacts(command plan.Command, results []engine.Result) error {
	info := s.runInfo(string(command))
	info.Compiled = map[engine.NodeID]string{}
	for _, r := range results {
		if r.SQL != "" {
			info.Compiled[r.ID] = r.SQL
		}
	}
	return errors.Join(
		artifact.WriteRunResults(filepath.Join(s.root, "target"), info, results, s.project.Manifest),
		artifact.WriteManifest(filepath.Join(s.root, "target"), info, s.project.Manifest),
	)
}

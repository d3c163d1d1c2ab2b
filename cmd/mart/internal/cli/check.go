package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/check"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

func (s *shell) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "find wrong columns, types and contracts in models and tests; no data is needed", ArgsUsage: "[SELECTOR ...]",
		Description: "Every model is bound on empty tables of the right types. Examples:\n  mart check                everything\n" +
			"  mart check offers+        a model and all that is built on it\n  mart check --no-cache     look at what is unchanged, too",
		Flags: flags(projectFlags(), selectionFlags(), []cli.Flag{
			yes("no-cache", "look at everything, also at what has not changed since the last check"),
			text("state", "a folder with an earlier manifest.json: tell of changes that break contracts"),
			number("threads", "how many nodes at once; default: the target's", 0),
		}, reportFlags()),
		Action: s.reporting(func(c *cli.Context) error {
			session, problems, err := s.read(c)
			if err != nil {
				return err
			}
			return session.check(problems)
		}),
	}
}

// check tells the faults of a project that were found when it was read, and those of
// names and types in what they do not reach.
func (s *session) check(problems diag.List) error {
	o := check.Options{}
	var sound map[engine.NodeID]bool
	faulty := problems.HasErrors()
	if faulty && s.project != nil {
		sound = s.project.Sound(problems)
	}
	if faulty && !s.checkable(sound) {
		s.view.Faults(problems, "nothing was run")
		return told{exitProject}
	}
	if !faulty {
		s.view.Problems(problems)
	}
	if s.selects() {
		selected, err := s.selection(true)
		if err != nil {
			if faulty { // it may name what cannot be read
				s.view.Faults(problems, "nothing was run")
				return told{exitProject}
			}
			return err
		}
		o.Only = selected
	}
	if faulty {
		o.Only = both(sound, o.Only)
	}
	if !s.c.Bool("no-cache") {
		o.Kept = s.keptTypes()
	}
	result, err := s.types(s.c.Context, o)
	if err != nil {
		if s.c.Context.Err() != nil {
			return s.c.Context.Err()
		}
		s.view.Fail(err)
		return told{exitFailed}
	}
	if o.Only == nil {
		s.keepTypes(result.Keep)
	}
	if faulty {
		result.Problems.Add(problems...)
		result.Problems.Sort()
		s.view.Faults(result.Problems, checked(result)+"; what may depend on a file that cannot be read was left out")
		return told{exitProject}
	}
	breaking, err := s.breaking()
	if err != nil {
		return err
	}
	result.Problems.Add(breaking...)
	result.Problems.Sort()
	if result.Problems.HasErrors() {
		s.view.Faults(result.Problems, checked(result))
		return told{exitProject}
	}
	s.view.Problems(result.Problems)
	verdict := "every name and type fits"
	if len(result.Unchecked) > 0 {
		verdict = "what was checked fits"
	}
	s.view.Say("%s in %s: %s", checked(result), since(s.startedAt), verdict)
	return nil
}

// checkable reports whether nodes have any names or types to look at.
func (s *session) checkable(ids map[engine.NodeID]bool) bool {
	for id := range ids {
		switch s.project.Manifest.Nodes[id].(type) {
		case *engine.Model, *engine.Test:
			return true
		}
	}
	return false
}

// both is the nodes of two sets; the second may be nil, which is all.
func both(a, b map[engine.NodeID]bool) map[engine.NodeID]bool {
	if b == nil {
		return a
	}
	out := map[engine.NodeID]bool{}
	for id := range a {
		if b[id] {
			out[id] = true
		}
	}
	return out
}

// breaking compares the contracts with those of --state.
func (s *session) breaking() (diag.List, error) {
	path := s.c.String("state")
	if path == "" {
		return nil, nil
	}
	earlier, err := artifact.ReadEarlier(path)
	if err != nil {
		return nil, usageError{"--state cannot be read: " + err.Error(), "name a folder with a manifest.json, which  mart build  and  mart compile  leave in target/"}
	}
	return quality.Breaking(earlier.Models, s.project.Manifest, earlier.Adapter, s.now, earlier.Consumers), nil
}

// selects reports whether the command names nodes.
func (s *session) selects() bool {
	return len(s.c.StringSlice("select"))+len(s.c.StringSlice("exclude"))+len(s.c.StringSlice("resource-type"))+s.c.NArg() > 0
}

// checked tallies what a check looked at.
func checked(r *check.Result) string {
	text := fmt.Sprintf("checked %d models and tests", r.Bound+r.Same)
	if r.Same > 0 {
		text += fmt.Sprintf(" (%d unchanged)", r.Same)
	}
	if n := len(r.Unchecked); n > 0 {
		text += fmt.Sprintf(", %d not checked", n)
	}
	return text
}

// types binds the project on a DuckDB in memory, whatever the target is.
func (s *session) types(ctx context.Context, o check.Options) (*check.Result, error) {
	db, err := s.memory(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return s.typesOn(ctx, db, o)
}

func (s *session) typesOn(ctx context.Context, db engine.Adapter, o check.Options) (*check.Result, error) {
	target := &catalog{session: s}
	defer target.close()
	o.Root, o.Threads, o.ReadFile, o.Catalog = s.root, min(s.threads(), 4), s.readFile, target.columns
	return check.Project(ctx, s.project, db, o)
}

// memory opens a DuckDB in memory, with the functions of mart and nothing else.
func (s *session) memory(ctx context.Context) (engine.Adapter, error) {
	duck := s.adapters[lakeAdapter]
	if duck == nil {
		return nil, fmt.Errorf("this mart has no DuckDB, which finds the types")
	}
	t := engine.Target{Name: "check", Adapter: lakeAdapter, Schema: "main", Settings: map[string]any{"path": ":memory:"}}
	return duck.Open(ctx, t, adapters.Options{Root: s.root, Functions: s.registry, Threads: s.threads()})
}

// A catalog answers for the columns of tables in the target, which is opened when the
// first one is asked for.
type catalog struct {
	*session
	mu     sync.Mutex
	opened bool
	target engine.Adapter
	err    error
}

// columns asks the target for the columns of a table.
func (c *catalog) columns(ctx context.Context, r engine.Relation) ([]engine.Column, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.opened {
		c.opened = true
		c.target, c.err = c.open(ctx)
	}
	if c.err != nil {
		return nil, c.err
	}
	return c.target.Columns(ctx, r)
}

// open opens the target to look only: a database file that is not there is not made.
func (c *catalog) open(ctx context.Context) (engine.Adapter, error) {
	t, opener := c.session.target()
	if path, _ := t.Settings["path"].(string); t.Adapter == "duckdb" && (path == "" || strings.HasPrefix(path, ":memory:")) {
		return nil, errors.New("the target is in memory")
	}
	return opener.Open(ctx, t, adapters.Options{Root: c.root, Functions: c.registry, ReadOnly: true, Threads: 1})
}

func (c *catalog) close() {
	if c.target != nil {
		_ = c.target.Close()
	}
}

// checkFile keeps what was checked, under target/.
const checkFile = "check.json"

// keptTypes is what the last check found; nothing when there was none.
func (s *session) keptTypes() *check.Kept {
	b, err := os.ReadFile(filepath.Join(s.targetDir(), checkFile))
	if err != nil {
		return nil
	}
	return check.ReadKept(bytes.NewReader(b))
}

// keepTypes keeps what a check found. Without it the next one only takes longer, so that
// a failure is told as a warning.
func (s *session) keepTypes(k *check.Kept) {
	err := artifact.WriteFile(s.targetDir(), checkFile, k.Write)
	if err != nil {
		s.view.Problems(diag.List{diag.Warnf(diag.Span{}, "artifact", "what was checked could not be kept: %s", err)})
	}
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/urfave/cli/v2"
	"go.yaml.in/yaml/v4"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/selector"
	"github.com/martsql/mart/macros"
	"github.com/martsql/mart/udfs"
)

// A session is one command's work on a project.
type session struct {
	*shell
	c        *cli.Context
	view     *view.View
	root     string // the project's folder, absolute
	project  *parse.Project
	registry *udfs.Registry
	id       string // of this invocation
	now      time.Time
	// sourceNames: bare arguments may be names of sources.
	sourceNames bool
	startedAt   time.Time
}

// newView makes the view that the command's flags ask for.
func (s *shell) newView(c *cli.Context, id string) (*view.View, error) {
	format, err := view.ParseFormat(c.String("log-format"))
	if err != nil {
		return nil, usageError{err.Error(), ""}
	}
	level, err := view.ParseLevel(c.String("log-level"))
	if err != nil {
		return nil, usageError{err.Error(), ""}
	}
	o := view.Options{Out: s.out, Err: s.err, Format: format, Level: level, Quiet: c.Bool("quiet"), Version: version(), InvocationID: id}
	o.Detect(c.Bool("no-color"), s.lookup)
	v := view.New(o)
	s.current.Store(v)
	return v, nil
}

// open reads the project that a command is about. Faults are told, and end the command.
func (s *shell) open(c *cli.Context) (*session, error) {
	out, problems, err := s.read(c)
	switch {
	case err != nil:
		return nil, err
	case problems.HasErrors():
		out.view.Faults(problems, "nothing was run")
		return nil, told{exitProject}
	}
	out.view.Problems(problems)
	return out, nil
}

// read is open without a word about the project: its faults are for the caller to tell.
// The session's project is nil when mart.yml cannot be used.
func (s *shell) read(c *cli.Context) (*session, diag.List, error) {
	out := &session{shell: s, c: c, id: uuid.NewString(), startedAt: time.Now()}
	var err error
	if out.view, err = s.newView(c, out.id); err != nil {
		return nil, nil, err
	}
	if out.now, err = s.clock(); err != nil {
		return nil, nil, err
	}
	if out.root, err = s.findRoot(c.String("project-dir")); err != nil {
		return nil, nil, err
	}
	vars, err := parseVars(c.String("vars"))
	if err != nil {
		return nil, nil, err
	}
	if out.registry, err = s.functions(); err != nil {
		return nil, nil, err
	}
	project, problems := parse.Load(c.Context, os.DirFS(out.root), parse.Options{
		Target: c.String("target"), Vars: vars, Env: s.lookup, TargetKeys: settings(s.adapters), Offline: offline(c.Command.Name), Functions: out.registry, Standard: macros.FS, Now: out.now,
	})
	s.keepLean()
	if project != nil {
		out.project = project
		out.view.SetSources(eitherOf(project.Source, fileSources(out.root)))
		out.view.SetManifest(project.Manifest)
	} else {
		out.view.SetSources(fileSources(out.root))
	}
	if project != nil && !problems.HasErrors() && s.adapters[project.Manifest.Target.Adapter] == nil {
		problems.Add(s.noAdapter(project.Manifest.Target))
	}
	if problems.HasErrors() && c.Context.Err() != nil {
		return nil, nil, c.Context.Err()
	}
	return out, problems, nil
}

// offline reports whether a command works without the target: what only a connection
// needs, such as the variables of a login, may then be missing.
func offline(command string) bool {
	return slices.Contains([]string{"parse", "compile", "check", "ls"}, command)
}

// keepLean lets the garbage of the work to come take half as much memory as the project
// that was read, which stays, instead of as much again: Go's default, which GOGC brings
// back. Ten thousand models then compile in under 150 MB, for a twentieth more time.
func (s *shell) keepLean() {
	if _, set := s.lookup("GOGC"); !set {
		debug.SetGCPercent(50)
	}
}

func (s *shell) noAdapter(t engine.Target) diag.Diagnostic {
	return diag.Errorf(t.Span, "unknown-adapter", "this mart has no adapter %q, which the target %q needs", t.Adapter, t.Name).
		WithHint("it has %s; choose another target with --target", strings.Join(s.adapters.Names(), ", "))
}

// clock is the time of this run: MART_NOW, or now.
func (s *shell) clock() (time.Time, error) {
	text, ok := s.lookup("MART_NOW")
	if !ok || text == "" {
		return time.Now().UTC(), nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, usageError{fmt.Sprintf("MART_NOW is not a time: %q", text), "write it like 2026-11-20T09:00:00Z"}
}

// findRoot is the folder of mart.yml: the one named, or the nearest at or above here.
func (s *shell) findRoot(named string) (string, error) {
	if named != "" {
		info, err := os.Stat(named)
		switch {
		case err != nil:
			return "", usageError{"there is no folder " + named, "--project-dir names the folder of mart.yml"}
		case !info.IsDir():
			return "", usageError{named + " is not a folder", "--project-dir names the folder of mart.yml"}
		}
		return filepath.Abs(named)
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "mart.yml")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return here, nil // parse tells that there is no mart.yml
		}
	}
}

// eitherOf asks the second where the first does not know a file: parsing does not read
// seeds, and faults are found in them later.
func eitherOf(first, second diag.Sources) diag.Sources {
	return func(file string) (string, bool) {
		if text, ok := first(file); ok {
			return text, true
		}
		return second(file)
	}
}

func fileSources(root string) diag.Sources {
	return func(file string) (string, bool) {
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		return string(b), err == nil
	}
}

func parseVars(text string) (map[string]any, error) {
	vars := map[string]any{}
	if text == "" {
		return vars, nil
	}
	if err := yaml.Unmarshal([]byte(text), &vars); err != nil {
		return nil, usageError{"--vars is not a YAML map: " + text, "write it like  --vars '{basket_size: 10}'"}
	}
	return vars, nil
}

// target is the project's chosen target and its adapter.
func (s *session) target() (engine.Target, adapters.Opener) {
	t := s.project.Manifest.Target
	return t, s.adapters[t.Adapter]
}

// connect opens the target. Its faults are told with what can be done about them.
func (s *session) connect(ctx context.Context, readOnly bool) (engine.Adapter, error) {
	t, opener := s.target()
	a, err := opener.Open(ctx, t, adapters.Options{Root: s.root, Functions: s.registry, ReadOnly: readOnly, Threads: s.threads()})
	return a, s.notOpened(ctx, t, err)
}

// notOpened tells why a target does not open; nil when it did.
func (s *session) notOpened(ctx context.Context, t engine.Target, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var list diag.List
	var database *engine.DatabaseError
	switch {
	case errors.As(err, &list):
		s.view.Faults(list, "nothing was run")
	case errors.As(err, &database):
		s.view.Faults(diag.List{unreachable(t, database)}, "nothing was run")
		return told{exitUnreachable}
	default:
		s.view.Fail(err)
	}
	return told{exitCode(err)}
}

// unreachable tells of a target that does not open, at the place where it is declared.
func unreachable(t engine.Target, err *engine.DatabaseError) diag.Diagnostic {
	d := diag.Diagnostic{Code: "unreachable", Span: t.Span, Cause: err, Summary: fmt.Sprintf("the target %q does not open: %s", t.Name, err.Message)}
	switch err.Kind {
	case engine.UnreachableError:
		if strings.HasSuffix(err.Message, " does not exist") {
			d.Hint = "the first build makes it:  mart build"
		}
	case engine.LockedError:
		d.Code, d.Hint = "locked", "end that process, or wait for it, or use another target (--target)"
	case engine.ReadOnlyError:
		d.Code, d.Hint = "read-only", "make the file writable, or use another target (--target)"
	case engine.SpaceError:
		d.Code, d.Hint = "no-space", "free space on the disk"
	}
	return d
}

func (s *session) threads() int {
	if n := s.c.Int("threads"); n > 0 {
		return n
	}
	return max(1, s.project.Manifest.Target.Threads)
}

// oneOf refuses a value of a flag that is none of the allowed ones.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	allowed = slices.DeleteFunc(allowed, func(s string) bool { return s == "" })
	hint := diag.DidYouMean(value, allowed)
	if hint == "" {
		hint = "allowed: " + strings.Join(allowed, ", ")
	}
	return usageError{fmt.Sprintf("%s cannot be %q", flag, value), hint}
}

// selection evaluates --select, --exclude and the bare arguments. With strict a
// selection that is empty because a name matches nothing is a fault: a command that
// should have built something, and was mistyped, must not end well.
func (s *session) selection(strict bool) (selector.Selection, error) {
	o := selector.Options{Indirect: selector.Indirect(s.c.String("indirect-selection"))}
	if err := oneOf("--indirect-selection", string(o.Indirect), "", "eager", "cautious", "buildable", "empty"); err != nil {
		return nil, err
	}
	for _, k := range s.c.StringSlice("resource-type") {
		if err := oneOf("--resource-type", k, "model", "seed", "source", "snapshot", "test", "unit_test", "exposure"); err != nil {
			return nil, err
		}
		o.ResourceTypes = append(o.ResourceTypes, engine.Kind(k))
	}
	include := append(s.c.StringSlice("select"), s.c.Args().Slice()...)
	if s.sourceNames {
		include = s.asSources(include)
	}
	exclude := s.c.StringSlice("exclude")
	s.view.SetSources(eitherOf(s.project.Source, eitherOf(fileSources(s.root), func(flag string) (string, bool) {
		text, ok := map[string]string{"--select": strings.Join(include, " "), "--exclude": strings.Join(exclude, " ")}[flag]
		return text, ok
	})))
	sel, problems := selector.Select(s.project.Manifest, include, exclude, o)
	if problems.HasErrors() {
		s.view.Faults(problems, "nothing was run")
		return nil, told{exitProject}
	}
	if strict && len(sel) == 0 && unmatched(problems) {
		s.view.Faults(problems, "nothing was run")
		return nil, told{exitProject}
	}
	s.view.Problems(problems)
	return sel, nil
}

// unmatched makes errors of the warnings of names that match nothing, and reports
// whether there are any.
func unmatched(problems diag.List) bool {
	found := false
	for i := range problems {
		if problems[i].Code == "no-match" {
			problems[i].Severity, found = diag.Error, true
		}
	}
	return found
}

package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/diag"
)

// reportFlags are for every command whose findings a CI shows.
func reportFlags() []cli.Flag {
	return []cli.Flag{
		text("junit", "write what was found to this file as JUnit XML"),
		text("sarif", "write the problems to this file as SARIF, for code scanning"),
		text("markdown", "write a summary to this file"),
	}
}

// reporting is a command's action that afterwards writes the files that reportFlags ask
// for, and tells GitHub of the problems when it runs there.
func (s *shell) reporting(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		err := action(c)
		if v := s.current.Load(); v != nil {
			v.Close()
			return s.report(c, v, err)
		}
		return err
	}
}

// report writes the reports of a command that ended with err, and returns err, or that a
// report could not be written.
func (s *shell) report(c *cli.Context, v *view.View, err error) error {
	r := v.Report()
	r.Command, r.Failed, r.Folder = c.Command.Name, exitCode(err) != exitOK, s.folderInRepository(c.String("project-dir"))
	r.Problems.Add(untold(err)...)
	var faults diag.List
	for flag, write := range map[string]func(io.Writer, view.Report) error{"junit": view.JUnit, "sarif": view.SARIF, "markdown": view.WriteMarkdown} {
		if file := c.String(flag); file != "" {
			faults.Add(reportFault(file, artifact.WriteFile(filepath.Dir(file), filepath.Base(file), func(w io.Writer) error { return write(w, r) }))...)
		}
	}
	if file, _ := s.lookup("GITHUB_STEP_SUMMARY"); file != "" {
		faults.Add(reportFault(file, appendTo(file, r))...)
	}
	if on, _ := s.lookup("GITHUB_ACTIONS"); on == "true" {
		for _, line := range view.Annotations(r) {
			fmt.Fprintln(s.err, line)
		}
	}
	if len(faults) == 0 {
		return err
	}
	faults.Sort()
	v.Problems(faults)
	if err == nil {
		return told{exitFailed}
	}
	return err
}

// untold is what is wrong with a command that has not told it yet: Main will.
func untold(err error) diag.List {
	var already told
	var usage usageError
	switch {
	case err == nil || errors.As(err, &already):
		return nil
	case errors.As(err, &usage):
		return diag.List{{Code: "usage", Summary: usage.message, Hint: usage.hint}}
	}
	return view.Diagnostics(err)
}

// appendTo adds a summary to a file that other steps of a job write to, too.
func appendTo(file string, r view.Report) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(view.WriteMarkdown(f, r), f.Close())
}

func reportFault(file string, err error) diag.List {
	if err == nil {
		return nil
	}
	return diag.List{{Code: "artifact", Cause: err, Summary: fmt.Sprintf("the report %s was not written: %s", file, err),
		Hint: "what the command did is as told above"}}
}

// folderInRepository is the project's folder below the one that a CI checked out; empty
// when they are the same, or it is not known.
func (s *shell) folderInRepository(named string) string {
	root, err := s.findRoot(named)
	if err != nil {
		return ""
	}
	for _, variable := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		top, _ := s.lookup(variable)
		if top == "" {
			continue
		}
		if rel, err := filepath.Rel(top, root); err == nil && rel != "." && filepath.IsLocal(rel) {
			return strings.TrimPrefix(filepath.ToSlash(rel), "./")
		}
	}
	return ""
}

package view

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

// A Report is what a command found, for files that other programs read: JUnit, SARIF and
// WriteMarkdown write it, and Annotations prints it for GitHub. It has what was told to people, and
// nothing else: no SQL, no settings.
type Report struct {
	Command string // build, check, ...
	Version string // mart's
	Target  string
	Started time.Time
	Elapsed time.Duration
	Failed  bool
	Nodes   []Reported
	// Problems are those of no node.
	Problems diag.List
	// Folder is the project's below the repository, slash-separated; empty: they are one.
	Folder string
}

// A Reported node is a node that a command worked on, and what became of it.
type Reported struct {
	Kind   engine.Kind
	What   string // materialization or test
	Name   string // for people
	Span   diag.Span
	Result engine.Result
}

// Report gives what the View was told so far. The caller fills in the command, whether it
// failed and the folder.
func (v *View) Report() Report {
	v.mu.Lock()
	defer v.mu.Unlock()
	r := v.report
	r.Nodes, r.Problems, r.Version = slices.Clone(r.Nodes), slices.Clone(r.Problems), v.o.Version
	r.Elapsed = v.o.Now().Sub(r.Started)
	if v.ran.Elapsed > 0 {
		r.Started, r.Elapsed = v.run.At, v.ran.Elapsed
	}
	return r
}

// record keeps an event for the report. Called with the lock held.
func (v *View) record(e event.Event) {
	switch e := e.(type) {
	case event.RunStarted:
		v.report.Target = e.Target
	case event.NodeFinished:
		n := Reported{Kind: e.Kind, What: e.What, Name: cmp.Or(v.readable(e.Result.ID, e.Name), shortID(e.Result.ID)), Result: e.Result}
		if v.manifest != nil {
			if node := v.manifest.Node(e.Result.ID); node != nil {
				n.Span = node.Head().Span
				if n.Span.File == "" {
					n.Span.File = node.Head().File
				}
			}
		}
		if n.Result.Status == engine.Skipped {
			n.Result.Message = v.skipReason(n.Result)
		}
		n.Result.SQL = ""
		v.report.Nodes = append(v.report.Nodes, n)
	case event.Problems:
		v.report.Problems.Add(e.List...)
	case event.RunFinished:
		v.ran = e
	}
}

// problems is what is wrong with a node; a failure without a diagnostic becomes one.
func (n Reported) problems() diag.List {
	r := n.Result
	switch {
	case len(r.Problems) > 0:
		return r.Problems
	case r.Status == engine.Warn:
		return diag.List{diag.Warnf(n.Span, "", "%s: %s", n.Name, cmp.Or(r.Message, "warns"))}
	case r.Status != engine.Skipped && r.Status.Bad():
		return diag.List{diag.Errorf(n.Span, "", "%s: %s", n.Name, cmp.Or(r.Message, "failed"))}
	}
	return nil
}

// all is every problem, of nodes and of none.
func (r Report) all() diag.List {
	out := slices.Clone(r.Problems)
	for _, n := range r.Nodes {
		out = append(out, n.problems()...)
	}
	return out
}

// file is the path of a span in the repository; empty for one that is in no file.
func (r Report) file(s diag.Span) string {
	if s.File == "" || strings.HasPrefix(s.File, "-") || path.IsAbs(s.File) || strings.Contains(s.File, "://") {
		return ""
	}
	return path.Join(r.Folder, s.File)
}

// told is a problem as people read it, without the lines of the file.
func told(d diag.Diagnostic) string { return strings.TrimRight(diag.Caret(d, nil, diag.Style{}), "\n") }

// shortened is the beginning of a text of at most so many bytes, whole lines.
func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	kept := strings.ToValidUTF8(text[:most], "") // the cut may be within a letter
	if at := strings.LastIndexByte(kept, '\n'); at >= 0 {
		kept = kept[:at]
	}
	return kept + "\n..."
}

// kinds are the kinds of nodes in the order of a report, with the names of their groups.
var kinds = []struct {
	kind engine.Kind
	name string
}{
	{engine.KindModel, "models"}, {engine.KindSeed, "seeds"}, {engine.KindSnapshot, "snapshots"},
	{engine.KindTest, "data tests"}, {engine.KindUnitTest, "unit tests"}, {engine.KindSource, "source freshness"},
}

// of is the nodes of a kind.
func (r Report) of(kind engine.Kind) []Reported {
	var out []Reported
	for _, n := range r.Nodes {
		if n.Kind == kind {
			out = append(out, n)
		}
	}
	return out
}

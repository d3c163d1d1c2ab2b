// Package selector is the language of --select and --exclude: it parses selections,
// prints them, and evaluates them over a manifest. It follows dbt's semantics.
package selector

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// An Indirect says which tests come along with the nodes that they test.
type Indirect string

// The ways to select tests indirectly.
const (
	Eager     Indirect = "eager"     // a test comes when any of its parents is selected
	Cautious  Indirect = "cautious"  // when all of them are
	Buildable Indirect = "buildable" // when all are selected, or ancestors of selected ones, or sources
	Empty     Indirect = "empty"     // tests do not come along
)

// Indirects are all ways, the default first.
func Indirects() []Indirect { return []Indirect{Eager, Cautious, Buildable, Empty} }

// Options says how to evaluate a selection.
type Options struct {
	Indirect      Indirect      // empty: Eager
	ResourceTypes []engine.Kind // keep only these; none: keep all
	ExcludeTypes  []engine.Kind // drop these
	Default       []string      // the include when none is given; none: everything
	// IncludeFlag and ExcludeFlag name in messages where the texts were written;
	// empty: --select and --exclude.
	IncludeFlag, ExcludeFlag string
	// State answers the methods that need more than the manifest. nil: using them is
	// an error.
	State State
}

// A State answers selector methods that need more than the manifest: state, result,
// source_status and selector.
type State interface {
	// Match returns what decides for a node whether a criterion matches it. The error
	// is told to the user at the criterion.
	Match(method string, args []string, value string) (func(engine.Node) bool, error)
}

// A Selection is a set of nodes.
type Selection map[engine.NodeID]bool

// IDs returns the selected nodes, sorted.
func (s Selection) IDs() []engine.NodeID {
	ids := make([]engine.NodeID, 0, len(s))
	for id := range s {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Select evaluates includes minus excludes over the nodes in the manifest's graph. An
// item of the includes that matches nothing is told as a warning with code no-match.
// Messages count columns in the texts joined by blanks: that is the text to give for
// the flag's name when they are shown. With errors the selection is nil.
func Select(m *engine.Manifest, include, exclude []string, o Options) (Selection, diag.List) {
	return NewIndex(m).Select(include, exclude, o)
}

// Select is Select over an index that is there already.
func (x *Index) Select(include, exclude []string, o Options) (Selection, diag.List) {
	if len(include) == 0 {
		include = o.Default
	}
	in, diags := Parse(strings.Join(include, " "), or(o.IncludeFlag, "--select"))
	ex, more := Parse(strings.Join(exclude, " "), or(o.ExcludeFlag, "--exclude"))
	diags.Add(more...)
	if diags.HasErrors() {
		return nil, diags
	}
	e := &evaluation{Index: x, o: o, diags: diags}
	if e.o.Indirect == "" {
		e.o.Indirect = Eager
	}
	picked := found{x.all(), newSet(len(x.nodes))}
	if in != nil {
		picked = e.expr(in, true)
	}
	if ex != nil {
		out := e.expr(ex, false)
		picked = found{
			direct:   picked.direct.minus(out.direct),
			indirect: picked.indirect.union(picked.direct).minus(out.direct.union(out.indirect)),
		}
		picked.direct = e.reconsider(picked.direct, picked.indirect)
	}
	if e.diags.HasErrors() {
		return nil, e.diags
	}
	return e.selection(picked.direct), e.diags
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

// selection turns a set into node ids, with only the resource types that are wanted.
func (e *evaluation) selection(s set) Selection {
	out := make(Selection, s.count())
	for i := range s.each {
		kind := e.heads[i].Kind
		if len(e.o.ResourceTypes) > 0 && !slices.Contains(e.o.ResourceTypes, kind) || slices.Contains(e.o.ExcludeTypes, kind) {
			continue
		}
		out[e.heads[i].ID] = true
	}
	return out
}

// Eval evaluates one parsed expression. o.ResourceTypes and o.Default are not looked at.
func (x *Index) Eval(expr Expr, o Options) (Selection, diag.List) {
	e := &evaluation{Index: x, o: Options{Indirect: Indirect(or(string(o.Indirect), string(Eager))), State: o.State}}
	if expr == nil {
		return Selection{}, nil
	}
	s := e.expr(expr, true)
	if e.diags.HasErrors() {
		return nil, e.diags
	}
	return e.selection(s.direct), e.diags
}

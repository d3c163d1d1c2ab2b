// Package selector is the language of --select and --exclude: it parses selections,
// prints them, and evaluates them over a manifest. It follows dbt's semantics.
package selector

import (
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

// Options says how to evaluate a selection.
type Options struct {
	Indirect      Indirect      // empty: Eager
	ResourceTypes []engine.Kind // keep only these; none: keep all
	ExcludeTypes  []engine.Kind // drop these
	// Default is the include when none is given; empty: everything.
	Default []string
	// IncludeFlag and ExcludeFlag name the origin of the texts in messages; empty:
	// --select and --exclude.
	IncludeFlag, ExcludeFlag string
	// State answers the methods that need more than the manifest (state, result,
	// source_status, selector). nil: using them is an error.
	State State
}

// A State answers a selector method that needs an earlier run or other files.
type State interface {
	// Match reports for each node of the manifest whether it fits. handled is false
	// when the method cannot be answered either.
	Match(m *engine.Manifest, method string, args []string, value string) (match func(engine.Node) bool, handled bool, err error)
}

// A Selection is a set of nodes.
type Selection map[engine.NodeID]bool

// Select evaluates includes minus excludes over the enabled nodes of a manifest.
func Select(m *engine.Manifest, include, exclude []string, o Options) (Selection, diag.List) {
	return nil, nil
}

// Parse reads a selection; flag is the name that messages give its origin.
func Parse(text, flag string) (Expr, diag.List) { return nil, nil }

// An Expr is a parsed selection: Union, Intersection or Criterion.
type Expr interface {
	// String prints the expression so that Parse reads it back as it is.
	String() string
	expr()
}

// Package adapters names what an adapter package must offer to be opened: an Opener,
// and the Set that maps adapter names to them. cmd/mart fills the Set.
package adapters

import (
	"context"
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// Options are what an adapter needs besides its target.
type Options struct {
	Root      string // the project's folder: relative paths of a target start here
	Functions *udfs.Registry
	ReadOnly  bool // for commands that only look
	Threads   int  // how many sessions will work at once
}

// An Opener opens a target. Errors are *engine.DatabaseError where the target does not
// answer, and a diag.List where its settings are wrong.
type Opener interface {
	Open(ctx context.Context, t engine.Target, o Options) (engine.Adapter, error)
	// Dialect needs no connection: compile uses it.
	Dialect() engine.Dialect
	// Settings lists the target keys that the adapter knows, besides the common ones.
	Settings() []string
}

// A Set is the adapters of a binary, by name.
type Set map[string]Opener

// Names returns the adapter names, sorted.
func (s Set) Names() []string {
	names := make([]string, 0, len(s))
	for n := range s {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// A Describer is an engine.Adapter that can tell what it is connected as, for
// mart debug. It asks the target.
type Describer interface {
	Describe(ctx context.Context) ([]Detail, error)
}

// A Detail is one fact about a connection: never a secret.
type Detail struct{ Name, Value string }

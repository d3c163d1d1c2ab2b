// Package event says what happens during a run: a closed set of event values, and the
// Sink that hears them. Whoever shows or records a run listens; the run does not know.
package event

import (
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Sink hears events, one at a time.
type Sink interface{ Emit(Event) }

// An Event is one of the structs of this package.
type Event interface{ event() }

// RunStarted comes first.
type RunStarted struct {
	At      time.Time
	ID      string // of the run, a UUID
	Command string // build, run, test, seed, load
	Target  string
	Adapter string
	Nodes   int
	Threads int
}

// NodeStarted says that a worker took up a node.
type NodeStarted struct {
	At     time.Time
	ID     engine.NodeID
	Kind   engine.Kind
	What   string // materialization or test name: what is being done
	Name   string // relation or test name for people
	Index  int    // 1-based, in the order of starting
	Total  int
	Worker int
}

// NodeProgress tells how far a long node is. Total 0: not known.
type NodeProgress struct {
	ID          engine.NodeID
	Done, Total int64
	Unit        string // "files", "rows", "percent"
}

// NodeFinished says how a node ended.
type NodeFinished struct {
	Kind   engine.Kind
	What   string
	Name   string
	Index  int
	Total  int
	Result engine.Result
}

// Statement is one statement sent to the database, for logs.
type Statement struct {
	ID      engine.NodeID
	SQL     string
	Elapsed time.Duration
	QueryID string
	Err     error
}

// Problems are faults to tell outside of a node's result.
type Problems struct{ List diag.List }

// Interrupted says that ctrl-C was heard and running queries are being cancelled.
type Interrupted struct{ Running int }

// RunFinished comes last.
type RunFinished struct {
	At       time.Time
	Elapsed  time.Duration
	Canceled bool
	Results  []engine.Result
}

func (RunStarted) event()   {}
func (NodeStarted) event()  {}
func (NodeProgress) event() {}
func (NodeFinished) event() {}
func (Statement) event()    {}
func (Problems) event()     {}
func (Interrupted) event()  {}
func (RunFinished) event()  {}

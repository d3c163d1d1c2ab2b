package engine

import (
	"time"

	"github.com/martsql/mart/engine/diag"
)

// A Status is how a node of a run ended.
type Status string

// The statuses, dbt's words.
const (
	Success Status = "success"
	Errored Status = "error"
	Skipped Status = "skipped"
	Pass    Status = "pass"
	Fail    Status = "fail"
	Warn    Status = "warn"
	NoOp    Status = "no-op" // nothing was due
	// RuntimeError: the age of a source could not be found.
	RuntimeError Status = "runtime error"
)

// Bad reports whether the status fails a run.
func (s Status) Bad() bool { return s == Errored || s == Fail || s == Skipped || s == RuntimeError }

// A Result is what became of one node in a run.
type Result struct {
	ID        NodeID
	Status    Status
	Started   time.Time
	Compiled  time.Time // compile ended, execution began
	Ended     time.Time
	Worker    int
	Rows      int64  // written, or failing for a test; -1 when not known
	Value     string // what a test's fail_calc gave; empty where it counts rows
	Message   string
	Files     int // load: files read
	Rejects   int64
	Problems  diag.List
	SkippedBy NodeID // the node whose failure is the cause
	SQL       string // compiled
	QueryIDs  []string
}

// Elapsed is the time between start and end.
func (r Result) Elapsed() time.Duration { return r.Ended.Sub(r.Started) }

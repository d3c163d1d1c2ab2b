package engine

import (
	"fmt"
	"time"

	"github.com/martsql/mart/engine/diag"
)

// Freshness says how old the newest row, or file, of a source may be.
type Freshness struct {
	WarnAfter, ErrorAfter *Age // nil: never
	Filter                string
	// Span is the place of the key freshness, and the others are those of the keys within.
	Span, WarnSpan, ErrorSpan, FilterSpan diag.Span
}

// An Age is a length of time, as people write it.
type Age struct {
	Count  int
	Period string // minute, hour or day
}

// Duration is the age as a duration; a day has 24 hours.
func (a Age) Duration() time.Duration {
	unit := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[a.Period]
	return time.Duration(a.Count) * unit
}

// String is the age in words: 12 hours.
func (a Age) String() string {
	if a.Count == 1 {
		return "1 " + a.Period
	}
	return fmt.Sprintf("%d %ss", a.Count, a.Period)
}

// Judged reports whether the source has a threshold: the others are of any age.
func (s *Source) Judged() bool {
	return s.Freshness != nil && (s.Freshness.WarnAfter != nil || s.Freshness.ErrorAfter != nil)
}

// A SourceAge is how old a source was found to be: Pass, Warn, Errored (older than
// error_after) or RuntimeError (its age could not be found).
type SourceAge struct {
	ID       NodeID
	Status   Status
	Newest   time.Time // zero: the source has no rows
	Asked    time.Time // the clock that the age is counted from
	What     string    // what is the newest: a file, a folder, or what was asked for
	Problems diag.List // of a RuntimeError
	Started  time.Time
	Ended    time.Time
	Worker   int
	QueryID  string
}

// Age is the time between the newest row and the clock. A source without rows is as old
// as a duration can tell.
func (a SourceAge) Age() time.Duration { return a.Asked.Sub(a.Newest) }

// Elapsed is how long the look took.
func (a SourceAge) Elapsed() time.Duration { return a.Ended.Sub(a.Started) }

package artifact

import (
	"fmt"
	"time"

	"github.com/martsql/mart/engine"
)

// TimingInfo is one phase of a node.
type TimingInfo struct {
	Name        string `json:"name"`
	StartedAt   string `json:"started_at"`
	CompletedAt string `json:"completed_at"`
}

// Timing gives the phases of a result, compile and execute. A node that was never taken
// up has none.
func Timing(r engine.Result) []TimingInfo {
	if r.Started.IsZero() || r.Ended.IsZero() {
		return []TimingInfo{}
	}
	compiled := r.Compiled
	if compiled.IsZero() {
		compiled = r.Started
	}
	return []TimingInfo{
		{"compile", Time(r.Started), Time(compiled)},
		{"execute", Time(compiled), Time(r.Ended)},
	}
}

// AdapterResponse gives what the database said: rows and query id, when known.
func AdapterResponse(r engine.Result) map[string]any {
	out := map[string]any{}
	if r.Rows >= 0 && r.Status == engine.Success {
		out["rows_affected"] = r.Rows
		out["_message"] = fmt.Sprintf("OK %d", r.Rows)
		out["code"] = "OK"
	}
	if n := len(r.QueryIDs); n > 0 {
		out["query_id"] = r.QueryIDs[n-1]
	}
	return out
}

// RunInfo is what a run says of itself.
type RunInfo struct {
	InvocationID string
	Command      string // build, run, test, seed, load, compile: args.which
	Args         map[string]any
	Version      string // mart's
	Started      time.Time
	Elapsed      time.Duration
}

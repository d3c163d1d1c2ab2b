package artifact

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"

	"github.com/martsql/mart/engine"
)

// runResults is run_results.json.
type runResults struct {
	Metadata metadata       `json:"metadata"`
	Results  []runResult    `json:"results"`
	Elapsed  float64        `json:"elapsed_time"` // seconds
	Args     map[string]any `json:"args"`
}

type runResult struct {
	Status          string         `json:"status"`
	Timing          []TimingInfo   `json:"timing"`
	ThreadID        string         `json:"thread_id"`
	ExecutionTime   float64        `json:"execution_time"` // seconds
	AdapterResponse map[string]any `json:"adapter_response"`
	Message         *string        `json:"message"`
	Failures        *int64         `json:"failures"`
	UniqueID        engine.NodeID  `json:"unique_id"`
	Compiled        bool           `json:"compiled"`
	CompiledCode    *string        `json:"compiled_code"`
	RelationName    *string        `json:"relation_name"`
}

// TimingInfo is one phase of a node.
type TimingInfo struct {
	Name        string `json:"name"`
	StartedAt   string `json:"started_at"`
	CompletedAt string `json:"completed_at"`
}

// WriteRunResults writes run_results.json into dir, a project's target folder, and a
// copy into runs/<invocation id> below it: the one file is overwritten by every run, and
// history should not be.
func WriteRunResults(dir string, info RunInfo, results []engine.Result, m *engine.Manifest) error {
	out := runResults{
		Metadata: info.metadata(runResultsSchema), Results: make([]runResult, 0, len(results)),
		Elapsed: info.Elapsed.Seconds(), Args: map[string]any{"which": info.Command},
	}
	maps.Copy(out.Args, info.Args)
	for _, r := range results {
		out.Results = append(out.Results, info.result(r, m))
	}
	err := writeJSON(dir, "run_results.json", out)
	if id := info.InvocationID; id != "" && filepath.IsLocal(id) && !strings.ContainsAny(id, `/\`) {
		err = errors.Join(err, writeJSON(filepath.Join(dir, "runs", id), "run_results.json", out))
	}
	return err
}

func (i RunInfo) result(r engine.Result, m *engine.Manifest) runResult {
	out := runResult{
		Status: string(r.Status), Timing: Timing(r), ThreadID: fmt.Sprintf("Thread-%d", r.Worker), ExecutionTime: r.Elapsed().Seconds(),
		AdapterResponse: AdapterResponse(r), Message: text(message(r)), UniqueID: r.ID,
		Compiled: r.SQL != "", CompiledCode: text(r.SQL),
	}
	switch n := m.Node(r.ID).(type) {
	case *engine.Test:
		if r.Status == engine.Pass || r.Status == engine.Fail || r.Status == engine.Warn {
			failures := max(0, r.Rows)
			out.Failures = &failures
		}
	case engine.Relational:
		if n.Head().Config.Materialized != engine.MaterializedEphemeral {
			out.RelationName = text(i.relationName(n.Rel()))
		}
	}
	return out
}

// message is what a result says, or what is wrong, or whose fault it is.
func message(r engine.Result) string {
	switch {
	case r.Message != "":
		return r.Message
	case len(r.Problems) > 0:
		return r.Problems.Error()
	case r.SkippedBy != "":
		return fmt.Sprintf("skipped because %s failed", r.SkippedBy)
	}
	return ""
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

// text is a string that JSON has as null when it is empty.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

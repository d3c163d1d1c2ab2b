package artifact

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
)

const sourcesSchema = "https://schemas.getdbt.com/dbt/sources/v3.json"

// sources is sources.json. A result is a sourceResult or a sourceError.
type sources struct {
	Metadata metadata `json:"metadata"`
	Results  []any    `json:"results"`
	Elapsed  float64  `json:"elapsed_time"` // seconds
}

type sourceResult struct {
	UniqueID        engine.NodeID  `json:"unique_id"`
	MaxLoadedAt     string         `json:"max_loaded_at"`
	SnapshottedAt   string         `json:"snapshotted_at"`
	Age             float64        `json:"max_loaded_at_time_ago_in_s"`
	Status          engine.Status  `json:"status"`
	Criteria        criteria       `json:"criteria"`
	AdapterResponse map[string]any `json:"adapter_response"`
	Timing          []TimingInfo   `json:"timing"`
	ThreadID        string         `json:"thread_id"`
	ExecutionTime   float64        `json:"execution_time"` // seconds
}

type sourceError struct {
	UniqueID engine.NodeID `json:"unique_id"`
	Error    string        `json:"error"`
	Status   engine.Status `json:"status"`
}

// criteria is the thresholds of a source; the manifest has them, too.
type criteria struct {
	WarnAfter  *ageLimit `json:"warn_after"`
	ErrorAfter *ageLimit `json:"error_after"`
	Filter     *string   `json:"filter"`
}

type ageLimit struct {
	Count  int    `json:"count"`
	Period string `json:"period"`
}

func criteriaOf(f *engine.Freshness) criteria {
	limit := func(a *engine.Age) *ageLimit {
		if a == nil {
			return nil
		}
		return &ageLimit{a.Count, a.Period}
	}
	return criteria{WarnAfter: limit(f.WarnAfter), ErrorAfter: limit(f.ErrorAfter), Filter: text(f.Filter)}
}

// WriteSources writes sources.json into dir, a project's target folder, and a copy into
// runs/<invocation id> below it.
func WriteSources(dir string, info RunInfo, ages []engine.SourceAge, m *engine.Manifest) error {
	out := sources{Metadata: info.metadata(sourcesSchema), Results: make([]any, 0, len(ages)), Elapsed: info.Elapsed.Seconds()}
	for _, a := range ages {
		out.Results = append(out.Results, sourceResultOf(a, m))
	}
	err := writeJSON(dir, "sources.json", out)
	if id := info.InvocationID; id != "" && filepath.IsLocal(id) && !strings.ContainsAny(id, `/\`) {
		err = errors.Join(err, writeJSON(filepath.Join(dir, "runs", id), "sources.json", out))
	}
	return err
}

func sourceResultOf(a engine.SourceAge, m *engine.Manifest) any {
	s, ok := m.Nodes[a.ID].(*engine.Source)
	if !ok || s.Freshness == nil || a.Status == engine.RuntimeError {
		return sourceError{a.ID, a.Problems.Error(), engine.RuntimeError}
	}
	out := sourceResult{
		UniqueID: a.ID, MaxLoadedAt: Time(a.Newest), SnapshottedAt: Time(a.Asked), Age: seconds(a), Status: a.Status,
		Criteria: criteriaOf(s.Freshness), AdapterResponse: map[string]any{}, ThreadID: fmt.Sprintf("Thread-%d", a.Worker),
		Timing: []TimingInfo{{"execute", Time(a.Started), Time(a.Ended)}}, ExecutionTime: a.Elapsed().Seconds(),
	}
	if a.Newest.IsZero() {
		out.MaxLoadedAt = "0001-01-01T00:00:00.000000Z" // as dbt has it for a source without rows
	}
	if a.QueryID != "" {
		out.AdapterResponse["query_id"] = a.QueryID
	}
	return out
}

// seconds is an age; those of thousands of years are too long for a time.Duration.
func seconds(a engine.SourceAge) float64 {
	return float64(a.Asked.Unix()-a.Newest.Unix()) + float64(a.Asked.Nanosecond()-a.Newest.Nanosecond())/float64(time.Second)
}

package artifact_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/diag"
)

func TestSources(t *testing.T) {
	dir := t.TempDir()
	const id = "source.shop.scrapers.raw"
	ages := []engine.SourceAge{
		{ID: id, Status: engine.Warn, Newest: noon.Add(-13 * time.Hour), Asked: noon, What: "day=2026-02-28", Started: noon, Ended: noon.Add(time.Second), Worker: 1, QueryID: "01c"},
		{ID: id, Status: engine.Errored, Asked: noon, Started: noon, Ended: noon},
		{ID: id, Status: engine.RuntimeError, Asked: noon, Problems: diag.List{diag.Errorf(diag.Span{}, "no-files", "no file matches lake/a/*.json")}},
	}
	if err := artifact.WriteSources(dir, info(), ages, project()); err != nil {
		t.Fatal(err)
	}
	got := validate(t, filepath.Join(dir, "sources.json"), "sources_v3")
	if diff := cmp.Diff(got, validate(t, filepath.Join(dir, "runs", info().InvocationID, "sources.json"), "sources_v3")); diff != "" {
		t.Errorf("the archived copy differs:\n%s", diff)
	}
	list := at(t, got, "results").([]any)
	for _, tt := range []struct {
		result int
		key    string
		want   any
	}{
		{0, "status", "warn"}, {0, "max_loaded_at", "2026-02-28T23:00:00.000000Z"}, {0, "snapshotted_at", "2026-03-01T12:00:00.000000Z"},
		{0, "max_loaded_at_time_ago_in_s", json.Number("46800")}, {0, "adapter_response", map[string]any{"query_id": "01c"}},
		{0, "criteria", map[string]any{"warn_after": map[string]any{"count": json.Number("12"), "period": "hour"}, "error_after": nil, "filter": "day > '2020-01-01'"}},
		{1, "max_loaded_at", "0001-01-01T00:00:00.000000Z"}, {1, "max_loaded_at_time_ago_in_s", json.Number("63907963200")},
		{2, "status", "runtime error"}, {2, "error", "error: no file matches lake/a/*.json [no-files]"},
	} {
		if diff := cmp.Diff(tt.want, at(t, list[tt.result], tt.key)); diff != "" {
			t.Errorf("result %d, %s (-want +got):\n%s", tt.result, tt.key, diff)
		}
	}
}

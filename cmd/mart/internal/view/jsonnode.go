package view

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

// nodeInfo is what dbt's readers know a node by.
type nodeInfo struct {
	NodePath       string         `json:"node_path"` // below the resource folder
	NodeName       string         `json:"node_name"`
	UniqueID       engine.NodeID  `json:"unique_id"`
	ResourceType   string         `json:"resource_type"`
	Materialized   string         `json:"materialized"`
	NodeStatus     string         `json:"node_status"`
	NodeStartedAt  string         `json:"node_started_at"`
	NodeFinishedAt string         `json:"node_finished_at"`
	NodeChecksum   string         `json:"node_checksum"`
	Meta           map[string]any `json:"meta"`
	NodeRelation   nodeRelation   `json:"node_relation"`
}

type nodeRelation struct {
	Database     string `json:"database"`
	Schema       string `json:"schema"`
	Alias        string `json:"alias"`
	RelationName string `json:"relation_name"`
}

func (v *View) nodeInfo(id engine.NodeID, kind engine.Kind, what string, started, ended time.Time, status string) nodeInfo {
	info := nodeInfo{
		UniqueID: id, NodeName: nameIn(id), ResourceType: string(kind), Materialized: what, NodeStatus: status,
		NodeStartedAt: artifact.Time(started), NodeFinishedAt: artifact.Time(ended), Meta: map[string]any{},
	}
	if kind == engine.KindTest {
		info.Materialized = "test"
	}
	if v.manifest == nil || v.manifest.Node(id) == nil {
		return info
	}
	node := v.manifest.Node(id)
	h := node.Head()
	info.NodeName, info.NodePath = h.Name, belowFolder(h.File)
	if h.Config.Meta != nil {
		info.Meta = h.Config.Meta
	}
	info.NodeChecksum = artifact.Checksum(node)
	if r, ok := node.(engine.Relational); ok {
		rel := r.Rel()
		info.NodeRelation = nodeRelation{rel.Database, rel.Schema, rel.Name, rel.String()}
	}
	return info
}

// belowFolder is a path without the project's folder: marts/a.sql for models/marts/a.sql.
func belowFolder(file string) string {
	if _, rest, ok := strings.Cut(path.Clean(file), "/"); ok {
		return rest
	}
	return file
}

// nameIn is the name within an id: the part after the package, without a test's hash.
func nameIn(id engine.NodeID) string {
	parts := strings.Split(string(id), ".")
	switch {
	case len(parts) > 3 && parts[0] == string(engine.KindTest):
		return strings.Join(parts[2:len(parts)-1], ".")
	case len(parts) > 2:
		return strings.Join(parts[2:], ".")
	}
	return string(id)
}

// resultEvent is the event that tells how a node of a kind ended.
func resultEvent(kind engine.Kind) name {
	switch kind {
	case engine.KindTest, engine.KindUnitTest:
		return name{"LogTestResult", "Q007"}
	case engine.KindSeed:
		return name{"LogSeedResult", "Q016"}
	case engine.KindSnapshot:
		return name{"LogSnapshotResult", "Q015"}
	}
	return name{"LogModelResult", "Q012"}
}

func (v *View) resultData(e event.NodeFinished, info nodeInfo, index, total int) map[string]any {
	r := e.Result
	data := map[string]any{
		"node_info": info, "description": strings.TrimSpace(whatOf(e.Kind, e.What) + " " + e.Name), "name": e.Name,
		"status": string(r.Status), "index": index, "total": total, "execution_time": r.Elapsed().Seconds(),
	}
	switch e.Kind {
	case engine.KindTest, engine.KindUnitTest:
		data["num_models"], data["num_failures"] = total, max(0, r.Rows)
	case engine.KindSeed:
		rel := info.NodeRelation
		data["result_message"], data["schema"], data["relation"] = v.resultMessage(r), rel.Schema, rel.Alias
	}
	return data
}

// runResult is the result as run_results.json has it, as far as logs need it.
func (v *View) runResult(r engine.Result) map[string]any {
	out := map[string]any{
		"status": string(r.Status), "message": v.resultMessage(r), "execution_time": r.Elapsed().Seconds(),
		"thread": threadName(r.Worker), "adapter_response": artifact.AdapterResponse(r),
		"timing_info": artifact.Timing(r),
	}
	if r.Status == engine.Fail || r.Status == engine.Warn || r.Status == engine.Pass {
		out["num_failures"] = max(0, r.Rows)
	}
	return out
}

// resultMessage is the message of a result, or that of its first problem.
func (v *View) resultMessage(r engine.Result) string {
	switch {
	case r.Message != "":
		return r.Message
	case len(r.Problems) > 0:
		return r.Problems.Error()
	case r.Status == engine.Skipped:
		return v.skipReason(r)
	case r.Status == engine.Fail || r.Status == engine.Warn:
		return fmt.Sprintf("got %s", count(int(max(0, r.Rows)), "result"))
	}
	return ""
}

// problemOf is a diagnostic's own object and the node it belongs to.
func problemOf(d diag.Diagnostic, info nodeInfo) map[string]any {
	out := map[string]any{}
	if text, err := json.Marshal(d); err == nil {
		_ = json.Unmarshal(text, &out) // it was an object a moment ago
	}
	out["node_info"] = info
	return out
}

func stats(results []engine.Result) map[string]int {
	out := map[string]int{}
	for _, r := range results {
		out[string(r.Status)]++
	}
	out["total"] = len(results)
	return out
}

func threadName(worker int) string { return fmt.Sprintf("Thread-%d", worker) }

func levelOfStatus(s engine.Status) string {
	switch s {
	case engine.Errored, engine.Fail:
		return "error"
	case engine.Warn:
		return "warn"
	}
	return "info"
}

package state

import (
	"strings"

	"github.com/martsql/mart/engine"
)

// RecordRun writes a run, replacing its earlier row: once at the start, once at the end.
func RecordRun(d engine.Dialect, r RunRecord) []engine.Statement {
	out := runs.remove(d, nil, "run_id", []string{r.RunID})
	if r.Ended.IsZero() {
		out = nil // a run that begins has no row yet
	}
	return append(out, runs.insert(d, [][]any{{
		r.RunID, r.Command, r.Target, r.Status, r.Started, r.Ended, int64(r.Selected), r.Version,
	}})...)
}

// ForgetResults deletes what RecordResults wrote of a run, which may have been nothing.
func ForgetResults(d engine.Dialect, runID string) []engine.Statement {
	return results.remove(d, nil, "run_id", []string{runID})
}

// RecordResults writes what became of the nodes of a run. A row count that is not known
// is NULL.
func RecordResults(d engine.Dialect, runID string, all []engine.Result) []engine.Statement {
	rows := make([][]any, len(all))
	for i, r := range all {
		var count any = r.Rows
		if r.Rows < 0 {
			count = nil
		}
		var seconds any
		if !r.Started.IsZero() && !r.Ended.IsZero() {
			seconds = r.Elapsed().Seconds()
		}
		rows[i] = []any{
			runID, string(r.ID), string(r.Status), r.Started, r.Ended, seconds, count,
			int64(r.Files), r.Rejects, message(r), string(r.SkippedBy), strings.Join(r.QueryIDs, " "),
		}
	}
	return results.insert(d, rows)
}

// message is what a result says, or else its first fault.
func message(r engine.Result) string {
	if r.Message == "" && len(r.Problems) > 0 {
		return r.Problems[0].Error()
	}
	return r.Message
}

// RecordBuilds replaces the builds rows of these nodes.
func RecordBuilds(d engine.Dialect, made []BuildRecord) []engine.Statement {
	nodes := make([]string, len(made))
	rows := make([][]any, len(made))
	for i, b := range made {
		nodes[i] = string(b.Node)
		var count any = b.Rows
		if b.Rows < 0 {
			count = nil
		}
		rows[i] = []any{string(b.Node), b.Relation, b.Fingerprint, b.Compiled, b.RunID, b.BuiltAt, count}
	}
	return append(builds.remove(d, nil, "node", nodes), builds.insert(d, rows)...)
}

// Builds asks for all builds; decode its rows with DecodeBuild.
func Builds(d engine.Dialect) engine.Statement {
	return statement("select " + builds.list() + " from " + builds.in(d) + " order by node")
}

// DecodeBuild reads a row of Builds.
func DecodeBuild(values []any) (BuildRecord, error) {
	in := decoder{values: values}
	b := BuildRecord{
		Node: engine.NodeID(in.text()), Relation: in.text(), Fingerprint: in.text(), Compiled: in.text(),
		RunID: in.text(), BuiltAt: in.time(), Rows: in.number(),
	}
	return b, in.err
}

// LastRuns asks for the last n runs, the newest first; decode its rows with DecodeRun.
func LastRuns(d engine.Dialect, n int) engine.Statement {
	return statement("select " + runs.list() + " from " + runs.in(d) + " order by started_at desc, run_id limit " + d.Literal(n))
}

// DecodeRun reads a row of LastRuns.
func DecodeRun(values []any) (RunRecord, error) {
	in := decoder{values: values}
	r := RunRecord{
		RunID: in.text(), Command: in.text(), Target: in.text(), Status: in.text(),
		Started: in.time(), Ended: in.time(), Selected: int(in.number()), Version: in.text(),
	}
	return r, in.err
}

package run

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// A load or incremental model keeps rows. When its SQL changes, or a Go function that it
// calls is raised, only new rows are made by it; so the ledger of builds remembers what the
// oldest rows were made by, and the run tells of it until all rows are made anew.

// mayKeep reports whether builds of a model may leave rows of earlier ones standing.
func mayKeep(m *engine.Model) bool {
	kind := m.Config.Materialized
	return kind == engine.MaterializedLoad || kind == engine.MaterializedIncremental
}

// madeBy is what the rows that stand after a build were made by, as the ledger keeps it.
func (w *worker) madeBy(b materialize.Build, rows int64) string {
	now := w.work.definition
	earlier := engine.ParseDefinition(w.builds[b.Node.Head().ID].Fingerprint)
	switch {
	case !materialize.Keeps(b) || !earlier.Known():
		earlier = now
	case rows != 0 && now.ChangesSince(earlier) != "":
		earlier.Mixed = true
	}
	return earlier.String()
}

// tellOutdated warns of rows that another definition made than the model has now.
func (w *worker) tellOutdated(m *engine.Model, res engine.Result) engine.Result {
	now := w.work.definition
	if res.Status.Bad() || !now.Known() {
		return res
	}
	record, built := w.lastBuild(m.ID)
	earlier := engine.ParseDefinition(record.Fingerprint)
	if built && !earlier.Known() { // of a target that an earlier mart built
		record.Fingerprint = now.String()
		w.mu.Lock()
		w.made = append(w.made, record)
		w.mu.Unlock()
	}
	if changes := now.ChangesSince(earlier); built && changes != "" {
		res.Problems = append(res.Problems, w.outdated(m, changes))
	}
	return res
}

// lastBuild is the record of a node's last build, by this run or an earlier one.
func (w *worker) lastBuild(id engine.NodeID) (state.BuildRecord, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := len(w.made) - 1; i >= 0; i-- {
		if w.made[i].Node == id {
			return w.made[i], true
		}
	}
	record, built := w.builds[id]
	return record, built
}

// outdated says which rows are outdated, and how to have them made again.
func (w *worker) outdated(m *engine.Model, changes string) diag.Diagnostic {
	d := diag.Warnf(m.Span, "outdated-rows", "%s keeps rows that were made before %s", m.Name, changes)
	hint := "new rows are made by what is there now, and old ones stay; to make all again, with what is built from them:\nmart build --full-refresh " + m.Name + "+"
	if m.Config.FullRefresh != nil && !*m.Config.FullRefresh {
		hint += "\nit has  full_refresh: false,  which must go first"
	}
	return d.WithHint("%s", hint)
}

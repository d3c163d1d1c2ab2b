package run

import (
	"context"
	"fmt"
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

// requiresFresh is the model's own setting, or else the flag.
func (r *runner) requiresFresh(m *engine.Model) bool {
	if r.o.Age == nil {
		return false
	}
	if m.Config.RequireFresh != nil {
		return *m.Config.RequireFresh
	}
	return r.o.RequireFresh
}

// stale refuses a model one of whose sources, however far back, is older than its
// error_after, or of an age that cannot be found.
func (w *worker) stale(ctx context.Context, m *engine.Model) diag.List {
	if !w.requiresFresh(m) {
		return nil
	}
	ancestors := w.project.Manifest.Graph.Ancestors(m.ID, -1)
	slices.Sort(ancestors)
	var problems diag.List
	for _, id := range ancestors {
		s, ok := w.project.Manifest.Nodes[id].(*engine.Source)
		if !ok || !s.Judged() {
			continue
		}
		if age := w.o.Age(ctx, s); age.Status.Bad() && ctx.Err() == nil {
			problems.Add(tooOld(m, s, age))
		}
	}
	return problems
}

// tooOld tells why a model is not built from a source.
func tooOld(m *engine.Model, s *engine.Source, age engine.SourceAge) diag.Diagnostic {
	name := s.SourceName + "." + s.Name
	if age.Status == engine.RuntimeError {
		d := diag.Errorf(m.Span, "stale-input", "%s is not built: the age of the source %s could not be found", m.Name, name)
		for _, p := range age.Problems {
			d.Related = append(d.Related, diag.Related{Span: p.Span, Message: p.Summary})
		}
		return d.WithHint("look:  mart source freshness %s", name)
	}
	old := fmt.Sprintf("is %s old, and error_after is %s", quality.AgeText(age), s.Freshness.ErrorAfter)
	if age.Newest.IsZero() {
		old = "has no rows"
	}
	d := diag.Errorf(m.Span, "stale-input", "%s is not built: the source %s %s", m.Name, name, old)
	if !age.Newest.IsZero() {
		d.Related = []diag.Related{{Span: s.Freshness.ErrorSpan, Message: fmt.Sprintf("the newest is %s, of %s", age.What, age.Newest.Format("2006-01-02 15:04:05 MST"))}}
	}
	return d.WithHint("bring newer data, or build all the same: without --require-fresh, and with  require_fresh: false")
}

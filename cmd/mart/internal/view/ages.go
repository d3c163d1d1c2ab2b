package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

// Ages shows how old sources are: a row each, and then what is wrong.
func (v *View) Ages(m *engine.Manifest, ages []engine.SourceAge, o TableOptions) error {
	columns := []engine.Column{
		{Name: "source", DataType: "varchar"}, {Name: "status", DataType: "varchar"}, {Name: "age", DataType: "varchar"},
		{Name: "newest", DataType: "varchar"}, {Name: "found_by", DataType: "varchar"}, {Name: "warn_after", DataType: "varchar"}, {Name: "error_after", DataType: "varchar"},
	}
	rows := make([][]any, 0, len(ages))
	var problems diag.List
	for _, a := range ages {
		s, ok := m.Nodes[a.ID].(*engine.Source)
		if !ok || s.Freshness == nil {
			continue
		}
		row := []any{s.SourceName + "." + s.Name, string(a.Status), nil, nil, nil, threshold(s.Freshness.WarnAfter), threshold(s.Freshness.ErrorAfter)}
		if a.Status != engine.RuntimeError {
			row[2], row[4] = quality.AgeText(a), a.What
			if !a.Newest.IsZero() {
				row[3] = a.Newest.Format(time.DateTime)
			}
		}
		rows = append(rows, row)
		own := AgeProblems(s, a)
		problems = append(problems, own...)
		v.recordAge(s, a, own)
	}
	// Lines for programs have the ages already; a table would stand between them.
	if v.o.Format != JSON || o.Output != "" && o.Output != TableOutput {
		if err := v.Table(columns, rows, o); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.faults(problems, "")
	}
	return nil
}

// recordAge keeps the age of a source for the report, and writes its JSON line.
func (v *View) recordAge(s *engine.Source, a engine.SourceAge, problems diag.List) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.report.Nodes = append(v.report.Nodes, Reported{
		Kind: engine.KindSource, What: "freshness", Name: s.SourceName + "." + s.Name, Span: s.Freshness.Span,
		Result: engine.Result{ID: a.ID, Status: a.Status, Started: a.Started, Ended: a.Ended, Worker: a.Worker, Rows: -1, Problems: problems},
	})
	if v.o.Format != JSON {
		return
	}
	level := levelOfStatus(a.Status)
	if a.Status == engine.RuntimeError {
		level = "error"
	}
	data := map[string]any{
		"node_info": v.nodeInfo(a.ID, engine.KindSource, "source", a.Started, a.Ended, string(a.Status)), "status": string(a.Status),
		"source_name": s.SourceName, "table_name": s.Name, "execution_time": a.Elapsed().Seconds(),
	}
	if a.Status != engine.RuntimeError && !a.Newest.IsZero() {
		data["max_loaded_at"], data["max_loaded_at_time_ago_in_s"] = artifact.Time(a.Newest), a.Age().Seconds()
	}
	v.jsonAt(a.Ended, threadName(a.Worker), freshnessEvent, level, fmt.Sprintf("%s freshness of %s.%s", strings.ToUpper(string(a.Status)), s.SourceName, s.Name), data)
}

func threshold(a *engine.Age) any {
	if a == nil {
		return nil
	}
	return a.String()
}

// AgeProblems is what is wrong with the age of a source.
func AgeProblems(s *engine.Source, a engine.SourceAge) diag.List {
	name := s.SourceName + "." + s.Name
	old := "is " + quality.AgeText(a) + " old"
	if a.Newest.IsZero() {
		old = "has no rows"
	}
	switch a.Status {
	case engine.Errored:
		return diag.List{diag.Errorf(s.Freshness.ErrorSpan, "stale-source", "the source %s %s, and error_after is %s", name, old, s.Freshness.ErrorAfter).
			WithHint("%s", newest(a))}
	case engine.Warn:
		return diag.List{diag.Warnf(s.Freshness.WarnSpan, "aging-source", "the source %s %s, and warn_after is %s", name, old, s.Freshness.WarnAfter).
			WithHint("%s", newest(a))}
	}
	return a.Problems
}

func newest(a engine.SourceAge) string {
	if a.Newest.IsZero() {
		return "was it delivered at all?"
	}
	return fmt.Sprintf("the newest is %s, of %s", a.What, a.Newest.Format("2006-01-02 15:04:05 MST"))
}

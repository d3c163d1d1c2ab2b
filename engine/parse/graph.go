package parse

import (
	"context"
	"errors"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
)

// connect makes the graph of all uses, and tells of a circle with its exact path.
func (l *loader) connect(context.Context) {
	m := l.project.Manifest
	for id, n := range m.Nodes {
		m.Graph.Add(id)
		for _, u := range n.Head().Uses {
			m.Graph.Connect(id, u.Target)
		}
	}
	_, err := m.Graph.Order()
	var cycle *dag.CycleError[engine.NodeID]
	if errors.As(err, &cycle) {
		l.problems.Add(l.circle(cycle.Path))
	}
}

// circle shows the circle at the first use on it, and the other uses below.
func (l *loader) circle(path []engine.NodeID) diag.Diagnostic {
	names := make([]string, len(path))
	for i, id := range path {
		names[i] = l.project.Manifest.Nodes[id].Head().Name
	}
	d := diag.Errorf(l.spanOfUse(path[0], path[1]), "cycle", "models depend on each other in a circle: %s", strings.Join(names, " -> "))
	if len(path) == 2 {
		d.Summary = "the model " + names[0] + " refers to itself"
		return d.WithHint("in an incremental model write {{ this }} for the table as it stands")
	}
	for i := 1; i+1 < len(path); i++ {
		d.Related = append(d.Related, diag.Related{
			Span: l.spanOfUse(path[i], path[i+1]), Message: names[i] + " refers to " + names[i+1],
		})
	}
	return d.WithHint("drop one of these refs, or move the shared part into a model of its own")
}

func (l *loader) spanOfUse(child, parent engine.NodeID) diag.Span {
	h := l.project.Manifest.Nodes[child].Head()
	for _, u := range h.Uses {
		if u.Target == parent {
			return u.Span
		}
	}
	return h.Span
}

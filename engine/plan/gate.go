package plan

import (
	"cmp"
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
)

// gates says which tests look at which node's build before it is published. A test of one
// node looks at that node. A test of several looks at the one it is attached to, when the
// others can be built before it, and else at the one that is built last; that node then
// waits for the others, which g gets as edges. A test whose nodes cannot be held back, or
// are not built in this run, is a step of its own.
func gates(m *engine.Manifest, g *dag.Graph[engine.NodeID], planned func(engine.NodeID) bool) map[engine.NodeID]engine.NodeID {
	rank := ranks(g)
	out := map[engine.NodeID]engine.NodeID{}
	for _, id := range m.Graph.Keys() {
		t, isTest := m.Nodes[id].(*engine.Test)
		if !isTest || !planned(id) {
			continue
		}
		inputs := tested(m, id)
		inputs = slices.DeleteFunc(inputs, func(in engine.NodeID) bool { return !planned(in) })
		slices.SortFunc(inputs, func(a, b engine.NodeID) int { return cmp.Compare(rank[b], rank[a]) }) // the last one first
		if i := slices.Index(inputs, t.Attached); i > 0 {
			inputs = slices.Insert(slices.Delete(inputs, i, i+1), 0, t.Attached)
		}
		for _, host := range inputs {
			if Holds(m.Nodes[host]) && comesLast(g, host, inputs) {
				for _, other := range inputs {
					if other != host {
						g.Connect(host, other)
					}
				}
				out[id] = host
				break
			}
		}
	}
	return out
}

// Holds reports whether a build of the node can be held back by its tests: it is made
// aside, or in a transaction, and its config does not say publish: immediate. Files of
// external models take their place partition by partition, before any test.
func Holds(n engine.Node) bool {
	c := n.Head().Config
	if c.Publish == "immediate" {
		return false
	}
	switch n.(type) {
	case *engine.Seed:
		return true
	case *engine.Model:
		switch c.Materialized {
		case engine.MaterializedView, engine.MaterializedTable, engine.MaterializedIncremental, engine.MaterializedLoad:
			return true
		}
	}
	return false
}

// tested is the nodes that a test reads, through ephemeral models.
func tested(m *engine.Manifest, id engine.NodeID) []engine.NodeID {
	var out []engine.NodeID
	var add func(engine.NodeID)
	add = func(id engine.NodeID) {
		for _, p := range m.Graph.Parents(id) {
			switch n := m.Nodes[p]; {
			case slices.Contains(out, p):
			case n.Head().Config.Materialized == engine.MaterializedEphemeral:
				add(p)
			default:
				out = append(out, p)
			}
		}
	}
	add(id)
	return out
}

// comesLast reports whether a node can be built after the others: none of them is built
// from it.
func comesLast(g *dag.Graph[engine.NodeID], host engine.NodeID, inputs []engine.NodeID) bool {
	if len(inputs) == 1 {
		return true
	}
	below := g.Descendants(host, -1)
	for _, other := range inputs {
		if _, found := slices.BinarySearch(below, other); found {
			return false
		}
	}
	return true
}

// ranks numbers the nodes of a graph in an order in which they could be built.
func ranks(g *dag.Graph[engine.NodeID]) map[engine.NodeID]int {
	order, err := g.Order()
	if err != nil {
		return nil // parse told of the circle; Make will
	}
	rank := make(map[engine.NodeID]int, len(order))
	for i, id := range order {
		rank[id] = i
	}
	return rank
}

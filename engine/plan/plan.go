// Package plan says what a run will do, before anything is done: which nodes, in what
// order, and why. A Plan is a value: it can be printed, tested, and carried out.
package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
)

// A Command is the verb of a run: it says which kinds of nodes take part.
type Command string

// The commands that carry out a plan.
const (
	Build Command = "build" // models, seeds and their tests, each test before the nodes behind it
	Run   Command = "run"   // models
	Test  Command = "test"  // tests
	Seed  Command = "seed"  // seeds
	Load  Command = "load"  // external and load models: the lake side
)

// A Plan is the steps of a run and the order between them.
type Plan struct {
	Command Command
	Steps   []Step                    // an order in which they could be done one by one
	Graph   *dag.Graph[engine.NodeID] // a step waits for its parents
}

// A Step is one node to be done.
type Step struct {
	ID     engine.NodeID
	Action string // the materialization, "test" or "seed"
	Why    string
	// Gate is the tests that look at the build of the node before it is published.
	Gate []engine.NodeID
}

// IDs lists the nodes that have a result: the steps, each with the tests of its gate.
func (p *Plan) IDs() []engine.NodeID {
	var out []engine.NodeID
	for _, s := range p.Steps {
		out = append(append(out, s.ID), s.Gate...)
	}
	return out
}

// Make plans a command over the selected nodes of a manifest. Nodes that the command
// does not carry out (sources, ephemeral models, tests of a run) are left out, and the
// order between the others is kept across the gaps. In a build, tests are gates of what
// they test, as far as they can be. The error is a *dag.CycleError; parse refuses circles
// of refs, and tests add none (see gates and holdBack).
func Make(m *engine.Manifest, command Command, selected func(engine.NodeID) bool) (*Plan, error) {
	planned := func(id engine.NodeID) bool { return selected(id) && takesPart(m.Nodes[id], command) }
	full, gated := m.Graph, map[engine.NodeID]engine.NodeID(nil)
	if command == Build {
		full = withUnitTests(m)
		gated = gates(m, full, planned)
		holdBack(m, full, gated)
	}
	sub := full.Subgraph(func(id engine.NodeID) bool {
		_, within := gated[id]
		return planned(id) && !within
	})
	order, err := sub.Order()
	if err != nil {
		return nil, err
	}
	p := &Plan{Command: command, Graph: sub}
	hosts := map[engine.NodeID][]engine.NodeID{}
	for _, id := range slices.Sorted(maps.Keys(gated)) {
		hosts[gated[id]] = append(hosts[gated[id]], id)
	}
	for _, id := range order {
		p.Steps = append(p.Steps, Step{ID: id, Action: action(m.Nodes[id]), Why: "selected", Gate: hosts[id]})
	}
	return p, nil
}

// takesPart reports whether a command does something for a node.
func takesPart(n engine.Node, command Command) bool {
	h := n.Head()
	if !h.Config.Enabled {
		return false
	}
	lakeSide := h.Config.Materialized == engine.MaterializedLoad || h.Config.Materialized == engine.MaterializedExternal
	switch n.(type) {
	case *engine.Model:
		return h.Config.Materialized != engine.MaterializedEphemeral &&
			(command == Build || command == Run || command == Load && lakeSide)
	case *engine.Seed:
		return command == Build || command == Seed
	case *engine.Test, *engine.UnitTest:
		return command == Build || command == Test
	}
	return false
}

func action(n engine.Node) string {
	switch n := n.(type) {
	case *engine.Model:
		return n.Config.Materialized
	default:
		return string(n.Head().Kind)
	}
}

// withUnitTests is the manifest's graph, in which a model waits for its unit tests
// instead of the other way round.
func withUnitTests(m *engine.Manifest) *dag.Graph[engine.NodeID] {
	g := dag.New[engine.NodeID]()
	for _, id := range m.Graph.Keys() {
		g.Add(id)
		if unit, isUnit := m.Nodes[id].(*engine.UnitTest); isUnit {
			g.Connect(unit.Model, id)
			continue
		}
		for _, p := range m.Graph.Parents(id) {
			g.Connect(id, p)
		}
	}
	return g
}

// holdBack makes nodes wait for those tests of their parents that are no gate: of
// sources, of external models, of what is not built in this run. A node that a test
// itself needs does not wait for that test, and a test of several nodes holds back only
// what is built from all of them; so the edges cannot close a circle.
func holdBack(m *engine.Manifest, g *dag.Graph[engine.NodeID], gated map[engine.NodeID]engine.NodeID) {
	for _, id := range m.Graph.Keys() {
		_, isTest := m.Nodes[id].(*engine.Test)
		if _, isGate := gated[id]; !isTest || isGate {
			continue
		}
		needed := map[engine.NodeID]bool{}
		for _, a := range g.Ancestors(id, -1) {
			needed[a] = true
		}
		for child := range childrenOfAll(m, m.Graph.Parents(id)) {
			switch m.Nodes[child].(type) {
			case *engine.Test, *engine.UnitTest:
				continue
			}
			if !needed[child] {
				g.Connect(child, id)
			}
		}
	}
}

// childrenOfAll is the nodes that are built from every one of the parents, directly or
// not: those that a test of these parents must hold back.
func childrenOfAll(m *engine.Manifest, parents []engine.NodeID) map[engine.NodeID]bool {
	if len(parents) == 0 {
		return nil
	}
	held := map[engine.NodeID]bool{}
	if len(parents) == 1 {
		// The nodes behind the children wait for the children.
		for _, c := range m.Graph.Children(parents[0]) {
			held[c] = true
		}
		return held
	}
	for _, c := range m.Graph.Descendants(parents[0], -1) {
		held[c] = true
	}
	for _, p := range parents[1:] {
		below := m.Graph.Descendants(p, -1)
		for c := range held {
			if _, found := slices.BinarySearch(below, c); !found {
				delete(held, c)
			}
		}
	}
	return held
}

// Explain prints the plan, a step a line, with what it waits for.
func (p *Plan) Explain() string {
	var b strings.Builder
	for _, s := range p.Steps {
		fmt.Fprintf(&b, "%-11s %s", s.Action, s.ID)
		if len(s.Gate) > 0 {
			fmt.Fprintf(&b, "  gated by %s", plural(len(s.Gate), "test"))
		}
		if parents := p.Graph.Parents(s.ID); len(parents) > 0 {
			names := make([]string, len(parents))
			for i, id := range parents {
				names[i] = string(id)
			}
			fmt.Fprintf(&b, "  after %s", strings.Join(names, ", "))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

package selector

import (
	"math/bits"

	"github.com/martsql/mart/engine"
)

// An Index is a manifest made ready for many selections. It is not changed by them.
type Index struct {
	manifest *engine.Manifest
	nodes    []engine.Node    // sorted by id
	heads    []*engine.Header // of nodes
	parents  [][]int32
	children [][]int32
}

// NewIndex indexes the nodes that are in the manifest's graph.
func NewIndex(m *engine.Manifest) *Index {
	x := &Index{manifest: m}
	at := make(map[engine.NodeID]int32, len(m.Nodes))
	for _, id := range m.Graph.Keys() {
		if n := m.Nodes[id]; n != nil {
			at[id] = int32(len(x.nodes))
			x.nodes, x.heads = append(x.nodes, n), append(x.heads, n.Head())
		}
	}
	x.parents, x.children = make([][]int32, len(x.nodes)), make([][]int32, len(x.nodes))
	for i, h := range x.heads {
		x.parents[i] = indices(at, m.Graph.Parents(h.ID))
		x.children[i] = indices(at, m.Graph.Children(h.ID))
	}
	return x
}

func indices(at map[engine.NodeID]int32, ids []engine.NodeID) []int32 {
	out := make([]int32, 0, len(ids))
	for _, id := range ids {
		if i, ok := at[id]; ok {
			out = append(out, i)
		}
	}
	return out
}

func (x *Index) all() set {
	s := newSet(len(x.nodes))
	for i := range x.nodes {
		s.add(i)
	}
	return s
}

// reach adds to a set what can be reached from it in up to depth steps; negative: any.
func reach(from set, edges [][]int32, depth int) set {
	out := from.clone()
	var frontier []int32
	for i := range from.each {
		frontier = append(frontier, int32(i))
	}
	for ; len(frontier) > 0 && depth != 0; depth-- {
		var next []int32
		for _, i := range frontier {
			for _, n := range edges[i] {
				if !out.has(int(n)) {
					out.add(int(n))
					next = append(next, n)
				}
			}
		}
		frontier = next
	}
	return out
}

// A set is a set of node indices. The operations that return a set leave theirs alone.
type set []uint64

func newSet(n int) set        { return make(set, (n+63)/64) }
func (s set) add(i int)       { s[i/64] |= 1 << (i % 64) }
func (s set) has(i int) bool  { return s[i/64]&(1<<(i%64)) != 0 }
func (s set) clone() set      { return append(set(nil), s...) }
func (s set) union(t set) set { return s.with(t, func(a, b uint64) uint64 { return a | b }) }
func (s set) both(t set) set  { return s.with(t, func(a, b uint64) uint64 { return a & b }) }
func (s set) minus(t set) set { return s.with(t, func(a, b uint64) uint64 { return a &^ b }) }

func (s set) with(t set, op func(a, b uint64) uint64) set {
	out := make(set, len(s))
	for i := range s {
		out[i] = op(s[i], t[i])
	}
	return out
}

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// each yields the indices in order.
func (s set) each(yield func(int) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(i*64 + bits.TrailingZeros64(w)) {
				return
			}
		}
	}
}

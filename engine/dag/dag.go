// Package dag is a directed graph over ordered keys: who depends on whom, in what order
// to work, and the exact circle when there is one.
package dag

import (
	"cmp"
	"container/heap"
	"fmt"
	"slices"
	"strings"
)

// A Graph holds keys and the edges between them. The zero value is not ready; see New.
// Every answer is the same for the same content, whatever the order of insertion.
type Graph[K cmp.Ordered] struct {
	parents  map[K][]K
	children map[K][]K
}

// New makes an empty graph.
func New[K cmp.Ordered]() *Graph[K] {
	return &Graph[K]{parents: map[K][]K{}, children: map[K][]K{}}
}

// Add puts a key into the graph.
func (g *Graph[K]) Add(k K) {
	if _, ok := g.parents[k]; !ok {
		g.parents[k], g.children[k] = nil, nil
	}
}

// Connect says that child depends on parent, adding both. A repeated edge is one edge.
func (g *Graph[K]) Connect(child, parent K) {
	g.Add(child)
	g.Add(parent)
	g.parents[child] = insert(g.parents[child], parent)
	g.children[parent] = insert(g.children[parent], child)
}

func insert[K cmp.Ordered](list []K, k K) []K {
	i, found := slices.BinarySearch(list, k)
	if found {
		return list
	}
	return slices.Insert(list, i, k)
}

// Has reports whether a key is in the graph.
func (g *Graph[K]) Has(k K) bool { _, ok := g.parents[k]; return ok }

// Len is the number of keys.
func (g *Graph[K]) Len() int { return len(g.parents) }

// Keys returns all keys, sorted.
func (g *Graph[K]) Keys() []K {
	keys := make([]K, 0, len(g.parents))
	for k := range g.parents {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Parents returns what a key depends on directly, sorted. The caller must not change it.
func (g *Graph[K]) Parents(k K) []K { return g.parents[k] }

// Children returns what depends on a key directly, sorted. The caller must not change it.
func (g *Graph[K]) Children(k K) []K { return g.children[k] }

// Ancestors returns all that a key depends on, up to depth steps away (negative: any),
// without the key itself, sorted.
func (g *Graph[K]) Ancestors(k K, depth int) []K { return reach(g.parents, k, depth) }

// Descendants returns all that depends on a key, up to depth steps away (negative: any),
// without the key itself, sorted.
func (g *Graph[K]) Descendants(k K, depth int) []K { return reach(g.children, k, depth) }

func reach[K cmp.Ordered](edges map[K][]K, from K, depth int) []K {
	seen := map[K]bool{from: true}
	var out []K
	for frontier := []K{from}; len(frontier) > 0 && depth != 0; depth-- {
		var next []K
		for _, k := range frontier {
			for _, n := range edges[k] {
				if !seen[n] {
					seen[n] = true
					next = append(next, n)
				}
			}
		}
		out = append(out, next...)
		frontier = next
	}
	slices.Sort(out)
	return out
}

// Order returns all keys, every parent before its children, and sorted among equals:
// first by depth, then by key. The error is a *CycleError.
func (g *Graph[K]) Order() ([]K, error) {
	waiting := make(map[K]int, len(g.parents))
	ready := &queue[K]{}
	for k, parents := range g.parents {
		waiting[k] = len(parents)
		if len(parents) == 0 {
			ready.items = append(ready.items, item[K]{0, k})
		}
	}
	heap.Init(ready)
	out := make([]K, 0, len(g.parents))
	for ready.Len() > 0 {
		it := heap.Pop(ready).(item[K])
		out = append(out, it.key)
		for _, c := range g.children[it.key] {
			if waiting[c]--; waiting[c] == 0 {
				heap.Push(ready, item[K]{it.depth + 1, c})
			}
		}
	}
	if len(out) < len(g.parents) {
		return nil, &CycleError[K]{Path: g.cycle(waiting)}
	}
	return out, nil
}

// cycle finds a shortest circle through the smallest key that is on one. Keys still
// waiting are on a circle or behind one.
func (g *Graph[K]) cycle(waiting map[K]int) []K {
	for _, start := range g.Keys() {
		if waiting[start] == 0 {
			continue
		}
		if path := g.pathBack(start); path != nil {
			return path
		}
	}
	return nil
}

// pathBack is a shortest way from start along its parents to start again, or nil.
func (g *Graph[K]) pathBack(start K) []K {
	came := map[K]K{}
	for frontier := []K{start}; len(frontier) > 0; {
		var next []K
		for _, k := range frontier {
			for _, p := range g.parents[k] {
				if p == start {
					path := []K{start}
					for at := k; at != start; at = came[at] {
						path = append(path, at)
					}
					path = append(path, start)
					slices.Reverse(path[1 : len(path)-1])
					return path
				}
				if _, seen := came[p]; !seen {
					came[p] = k
					next = append(next, p)
				}
			}
		}
		frontier = next
	}
	return nil
}

// Subgraph keeps the given keys, with an edge wherever a way led from one to another
// through keys that are dropped: the order survives the gaps.
func (g *Graph[K]) Subgraph(keep func(K) bool) *Graph[K] {
	sub := New[K]()
	for k := range g.parents {
		if keep(k) {
			sub.Add(k)
		}
	}
	for k := range sub.parents {
		seen := map[K]bool{}
		stack := slices.Clone(g.parents[k])
		for len(stack) > 0 {
			p := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[p] {
				continue
			}
			seen[p] = true
			if keep(p) {
				sub.Connect(k, p)
			} else {
				stack = append(stack, g.parents[p]...)
			}
		}
	}
	return sub
}

// A CycleError tells of keys that depend on each other in a circle.
type CycleError[K cmp.Ordered] struct {
	Path []K // each key depends on the next; the last is the first again
}

// Error prints the circle: a -> b -> a.
func (e *CycleError[K]) Error() string {
	parts := make([]string, len(e.Path))
	for i, k := range e.Path {
		parts[i] = fmt.Sprint(k)
	}
	return "cycle: " + strings.Join(parts, " -> ")
}

type item[K cmp.Ordered] struct {
	depth int
	key   K
}

// queue is a heap: least depth first, then least key.
type queue[K cmp.Ordered] struct{ items []item[K] }

func (q *queue[K]) Len() int { return len(q.items) }
func (q *queue[K]) Less(i, j int) bool {
	a, b := q.items[i], q.items[j]
	if a.depth != b.depth {
		return a.depth < b.depth
	}
	return a.key < b.key
}
func (q *queue[K]) Swap(i, j int) { q.items[i], q.items[j] = q.items[j], q.items[i] }
func (q *queue[K]) Push(x any)    { q.items = append(q.items, x.(item[K])) }
func (q *queue[K]) Pop() any {
	last := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	return last
}

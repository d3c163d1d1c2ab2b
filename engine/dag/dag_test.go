package dag_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/engine/dag"
)

func TestCycleHasTheExactPath(t *testing.T) {
	g := dag.New[string]()
	g.Connect("a", "c") // a depends on c
	g.Connect("c", "b")
	g.Connect("b", "a")
	g.Connect("d", "a") // behind the circle, not on it
	_, err := g.Order()
	var cycle *dag.CycleError[string]
	if !errors.As(err, &cycle) {
		t.Fatalf("got %v, want a cycle", err)
	}
	if want := []string{"a", "c", "b", "a"}; !slices.Equal(cycle.Path, want) {
		t.Errorf("path %v, want %v", cycle.Path, want)
	}
}

func TestReachStopsAtDepth(t *testing.T) {
	g := dag.New[string]()
	g.Connect("b", "a")
	g.Connect("c", "b")
	g.Connect("d", "c")
	if got := g.Descendants("a", 2); !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("two steps down from a: %v", got)
	}
	if got := g.Ancestors("d", -1); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("all above d: %v", got)
	}
	if got := g.Ancestors("d", 0); len(got) != 0 {
		t.Errorf("no steps: %v", got)
	}
}

func TestSubgraphKeepsOrderAcrossGaps(t *testing.T) {
	g := dag.New[string]()
	g.Connect("b", "a")
	g.Connect("c", "b")
	sub := g.Subgraph(func(k string) bool { return k != "b" })
	if !slices.Equal(sub.Parents("c"), []string{"a"}) {
		t.Errorf("parents of c: %v", sub.Parents("c"))
	}
}

// graphs draws acyclic graphs: edges go from a greater number to a smaller one.
func edges(t *rapid.T) [][2]int {
	n := rapid.IntRange(1, 30).Draw(t, "n")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int {
		parent := rapid.IntRange(0, n-1).Draw(t, "parent")
		return [2]int{rapid.IntRange(parent+1, n).Draw(t, "child"), parent}
	}), 0, 80).Draw(t, "edges")
}

func build(edges [][2]int) *dag.Graph[int] {
	g := dag.New[int]()
	for _, e := range edges {
		g.Connect(e[0], e[1])
	}
	return g
}

func TestOrderProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := edges(t)
		g := build(es)
		order, err := g.Order()
		if err != nil {
			t.Fatal(err)
		}
		at := map[int]int{}
		for i, k := range order {
			at[k] = i
		}
		for _, e := range es {
			if at[e[1]] >= at[e[0]] {
				t.Fatalf("parent %d stands behind child %d in %v", e[1], e[0], order)
			}
		}
		shuffled := rapid.Permutation(es).Draw(t, "shuffled")
		if again, _ := build(shuffled).Order(); !slices.Equal(order, again) {
			t.Fatalf("another insertion order gives %v, not %v", again, order)
		}
	})
}

func TestAncestorsAndDescendantsAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := build(edges(t))
		for _, k := range g.Keys() {
			for _, a := range g.Ancestors(k, -1) {
				if !slices.Contains(g.Descendants(a, -1), k) {
					t.Fatalf("%d is above %d, but not the other way round", a, k)
				}
			}
		}
	})
}

func TestEveryReportedCycleIsReal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "n")
		g := dag.New[int]()
		for range rapid.IntRange(1, 30).Draw(t, "edges") {
			g.Connect(rapid.IntRange(0, n).Draw(t, "child"), rapid.IntRange(0, n).Draw(t, "parent"))
		}
		_, err := g.Order()
		var cycle *dag.CycleError[int]
		if err == nil {
			return
		}
		if !errors.As(err, &cycle) || len(cycle.Path) < 2 || cycle.Path[0] != cycle.Path[len(cycle.Path)-1] {
			t.Fatalf("not a closed path: %v", err)
		}
		for i := range len(cycle.Path) - 1 {
			if !slices.Contains(g.Parents(cycle.Path[i]), cycle.Path[i+1]) {
				t.Fatalf("%d does not depend on %d", cycle.Path[i], cycle.Path[i+1])
			}
		}
	})
}

package run

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/plan"
)

// randomPlan draws an acyclic plan: step i depends on steps with smaller numbers.
func randomPlan(t *rapid.T) *plan.Plan {
	g := dag.New[engine.NodeID]()
	n := rapid.IntRange(1, 25).Draw(t, "steps")
	id := func(i int) engine.NodeID { return engine.NodeID(fmt.Sprintf("model.%02d", i)) }
	for i := range n {
		g.Add(id(i))
		for range rapid.IntRange(0, min(i, 3)).Draw(t, "parents") {
			g.Connect(id(i), id(rapid.IntRange(0, i-1).Draw(t, "parent")))
		}
	}
	order, err := g.Order()
	if err != nil {
		t.Fatal(err)
	}
	p := &plan.Plan{Graph: g}
	for _, k := range order {
		p.Steps = append(p.Steps, plan.Step{ID: k})
	}
	return p
}

// TestQueueProperties lets several workers empty random plans in which random steps
// fail: every step is handed out or dropped exactly once, none before its parents, none
// behind a failure, and every dropped step is blamed on a failure above it.
func TestQueueProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomPlan(t)
		fails := map[engine.NodeID]bool{}
		for _, s := range p.Steps {
			fails[s.ID] = rapid.IntRange(0, 5).Draw(t, "fails") == 0
		}
		q := newQueue(p)
		var mu sync.Mutex
		done, dropped := map[engine.NodeID]int{}, map[engine.NodeID]engine.NodeID{}
		var faults []string
		var workers sync.WaitGroup
		for range rapid.IntRange(1, 4).Draw(t, "workers") {
			workers.Go(func() {
				for {
					id, ok := q.next(context.Background())
					if !ok {
						return
					}
					mu.Lock()
					for _, parent := range p.Graph.Parents(id) {
						if done[parent] == 0 || fails[parent] {
							faults = append(faults, fmt.Sprintf("%s began before %s was done well", id, parent))
						}
					}
					done[id]++
					mu.Unlock()
					lost := q.done(id, fails[id])
					mu.Lock()
					for _, d := range lost {
						if _, twice := dropped[d]; twice {
							faults = append(faults, fmt.Sprintf("%s was dropped twice", d))
						}
						dropped[d] = id
					}
					mu.Unlock()
				}
			})
		}
		workers.Wait()
		for _, s := range p.Steps {
			because, lost := dropped[s.ID]
			if lost == (done[s.ID] == 1) {
				faults = append(faults, fmt.Sprintf("%s was done %d times and dropped: %v", s.ID, done[s.ID], lost))
			}
			if lost && !fails[because] {
				faults = append(faults, fmt.Sprintf("%s was dropped because of %s, which did not fail", s.ID, because))
			}
		}
		if len(faults) > 0 {
			t.Fatal(faults)
		}
	})
}

func TestStoppedQueueHandsOutNothing(t *testing.T) {
	g := dag.New[engine.NodeID]()
	g.Connect("b", "a")
	q := newQueue(&plan.Plan{Graph: g, Steps: []plan.Step{{ID: "a"}, {ID: "b"}}})
	if id, ok := q.next(t.Context()); !ok || id != "a" {
		t.Fatalf("first step is %q", id)
	}
	waiting := make(chan bool)
	go func() {
		_, ok := q.next(t.Context())
		waiting <- ok
	}()
	q.stop()
	if <-waiting {
		t.Error("a stopped queue handed out a step")
	}
}

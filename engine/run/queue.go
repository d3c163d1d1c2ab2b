package run

import (
	"container/heap"
	"context"
	"sync"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/plan"
)

// A queue hands the steps of a plan to workers, each when all it waits for is done.
// Steps that nobody should begin any more (behind a failure, after a cancel) are not
// handed out; drop tells of them.
type queue struct {
	mu      sync.Mutex
	changed *sync.Cond
	plan    *plan.Plan
	waiting map[engine.NodeID]int           // parents not yet done
	blame   map[engine.NodeID]engine.NodeID // skipped: whose fault it is
	ready   byRank
	left    int // steps neither done nor dropped
	stopped bool
}

// byRank is a heap of ready steps. The rank is the place in the plan's order counted
// depth first: a chain once begun is carried on, so that results come early and the
// tests of a model run right after it.
type byRank struct {
	items []engine.NodeID
	rank  map[engine.NodeID]int
}

func (b *byRank) Len() int           { return len(b.items) }
func (b *byRank) Less(i, j int) bool { return b.rank[b.items[i]] < b.rank[b.items[j]] }
func (b *byRank) Swap(i, j int)      { b.items[i], b.items[j] = b.items[j], b.items[i] }
func (b *byRank) Push(x any)         { b.items = append(b.items, x.(engine.NodeID)) }
func (b *byRank) Pop() any {
	last := b.items[len(b.items)-1]
	b.items = b.items[:len(b.items)-1]
	return last
}

func newQueue(p *plan.Plan) *queue {
	q := &queue{
		plan: p, waiting: map[engine.NodeID]int{}, blame: map[engine.NodeID]engine.NodeID{},
		ready: byRank{rank: ranks(p)}, left: len(p.Steps),
	}
	q.changed = sync.NewCond(&q.mu)
	for _, s := range p.Steps {
		n := len(p.Graph.Parents(s.ID))
		q.waiting[s.ID] = n
		if n == 0 {
			q.ready.items = append(q.ready.items, s.ID)
		}
	}
	heap.Init(&q.ready)
	return q
}

// ranks numbers the steps in depth-first post-order over their parents.
func ranks(p *plan.Plan) map[engine.NodeID]int {
	rank := make(map[engine.NodeID]int, len(p.Steps))
	var visit func(engine.NodeID)
	visit = func(id engine.NodeID) {
		if _, seen := rank[id]; seen {
			return
		}
		rank[id] = 0
		for _, parent := range p.Graph.Parents(id) {
			visit(parent)
		}
		rank[id] = len(rank)
	}
	for _, s := range p.Steps {
		visit(s.ID)
	}
	return rank
}

// next waits for a step that may begin. It returns false when there will be none.
func (q *queue) next(ctx context.Context) (engine.NodeID, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		if q.left == 0 || q.stopped || ctx.Err() != nil {
			return "", false
		}
		if q.ready.Len() > 0 {
			return heap.Pop(&q.ready).(engine.NodeID), true
		}
		q.changed.Wait()
	}
}

// done says that a step ended. When it ended badly, all that is behind it is dropped,
// and returned in order.
func (q *queue) done(id engine.NodeID, bad bool) (dropped []engine.NodeID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	defer q.changed.Broadcast()
	q.left--
	if bad {
		for _, d := range q.plan.Graph.Descendants(id, -1) {
			if _, already := q.blame[d]; !already {
				q.blame[d] = id
				q.left--
				dropped = append(dropped, d)
			}
		}
		return dropped
	}
	for _, child := range q.plan.Graph.Children(id) {
		if q.waiting[child]--; q.waiting[child] == 0 && q.blame[child] == "" {
			heap.Push(&q.ready, child)
		}
	}
	return nil
}

// stop ends the handing out: after a failure under --fail-fast, or a cancel.
func (q *queue) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
	q.changed.Broadcast()
}

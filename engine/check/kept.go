package check

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/martsql/mart/engine"
)

// Kept is what a check found of nodes that were in order, so that the next one can leave
// out those that are the same: their SQL, and the columns that they read, are unchanged.
type Kept struct {
	mu    sync.Mutex
	Nodes map[engine.NodeID]keptNode `json:"nodes"`
}

type keptNode struct {
	Key     string   `json:"key"`
	Columns []string `json:"columns,omitempty"` // name and type by turns
}

func newKept() *Kept { return &Kept{Nodes: map[engine.NodeID]keptNode{}} }

// ReadKept reads what Write wrote. What cannot be read is as if nothing had been kept.
func ReadKept(r io.Reader) *Kept {
	out := newKept()
	if err := json.NewDecoder(r).Decode(out); err != nil || out.Nodes == nil {
		return newKept()
	}
	return out
}

// Write keeps what was found for the next check.
func (k *Kept) Write(w io.Writer) error { return json.NewEncoder(w).Encode(k) }

func (k *Kept) columns(id engine.NodeID, key string) ([]engine.Column, bool) {
	if k == nil {
		return nil, false
	}
	n, ok := k.Nodes[id]
	if !ok || n.Key != key {
		return nil, false
	}
	var out []engine.Column
	for pair := range slices.Chunk(n.Columns, 2) {
		if len(pair) == 2 {
			out = append(out, engine.Column{Name: pair[0], DataType: pair[1]})
		}
	}
	return out, true
}

func (k *Kept) put(id engine.NodeID, key string, columns []engine.Column) {
	n := keptNode{Key: key}
	for _, c := range columns {
		n.Columns = append(n.Columns, c.Name, c.DataType)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.Nodes[id] = n
}

// key is of all that the binding of a node depends on: its SQL, the versions of the
// functions in it, and the columns of what it reads.
func (c *checker) key(n engine.Node, compiled engine.Compiled, adding *engine.Compiled) string {
	h := sha256.New()
	fmt.Fprintln(h, "check 1", compiled.Hash)
	if adding != nil {
		fmt.Fprintln(h, adding.Hash)
	}
	if t, ok := n.(*engine.Test); ok {
		fmt.Fprintln(h, t.Config.FailCalc, t.Config.WarnIf, t.Config.ErrorIf, t.Config.Limit)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range c.inputs(n) {
		fmt.Fprintln(h, id, c.signed[id])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// inputs is the nodes whose tables a node's SQL reads: its parents, and through ephemeral
// models theirs.
func (c *checker) inputs(n engine.Node) []engine.NodeID {
	var out []engine.NodeID
	seen := map[engine.NodeID]bool{}
	var add func(engine.NodeID)
	add = func(id engine.NodeID) {
		for _, p := range c.project.Manifest.Graph.Parents(id) {
			if seen[p] {
				continue
			}
			seen[p] = true
			r, ok := c.project.Manifest.Nodes[p].(engine.Relational)
			switch {
			case !ok:
			case ephemeral(r):
				add(p)
			default:
				out = append(out, p)
			}
		}
	}
	add(n.Head().ID)
	slices.Sort(out)
	return out
}

// signature is what a node's readers see of it.
func signature(columns []engine.Column) string {
	h := sha256.New()
	for _, c := range columns {
		fmt.Fprintln(h, c.Name, c.DataType)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Package check finds the columns and types of every node without any data. Each model is
// bound, in the order of the graph, by a DuckDB that holds only empty tables of the right
// types; what does not bind is told at the author's place, for the whole project at once.
// Contracts, unit tests, lineage and documentation ask here what a node's columns are.
package check

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/parse"
)

// Options says what a check may look at.
type Options struct {
	Root    string // the project's folder, absolute
	Threads int    // nodes bound at once; at least 1
	// ReadFile reads a project file: seeds, whose values tell their types.
	ReadFile func(name string) (string, error)
	// Catalog asks the target for the columns of a source table that declares no types.
	// nil: the target is not asked.
	Catalog func(ctx context.Context, r engine.Relation) ([]engine.Column, error)
	// Kept is what an earlier check found; nil: everything is bound anew.
	Kept *Kept
	// Only limits the check to some models and tests; what they are built from is checked
	// as far as their columns need it. nil: everything.
	Only map[engine.NodeID]bool
}

// A Result is what a check found.
type Result struct {
	// Columns has the columns of every node that could be bound, or that says them itself.
	Columns  map[engine.NodeID][]engine.Column
	Problems diag.List
	// Unchecked tells why a node could not be looked at.
	Unchecked map[engine.NodeID]string
	Bound     int   // models and tests that the database looked at
	Same      int   // models and tests that are as an earlier check found them
	Keep      *Kept // for the next check
}

// Project checks the models and tests of a project on db, a DuckDB in memory that nobody
// else uses. The error is of the database itself; what is wrong with the project is in
// the result's problems.
func Project(ctx context.Context, p *parse.Project, db engine.Adapter, o Options) (*Result, error) {
	c := newChecker(p, db, o)
	order, err := p.Manifest.Graph.Order()
	if err != nil {
		return nil, err // parse told of the circle
	}
	if err := c.prepare(ctx); err != nil {
		return nil, err
	}
	for _, level := range levels(p.Manifest.Graph, order) {
		if err := c.level(ctx, level); err != nil {
			return nil, err
		}
	}
	c.tellUnknown()
	c.result.Problems.Sort()
	return c.result, nil
}

// levels sorts nodes by the longest way from a source: those of one level do not need
// each other.
func levels(g *dag.Graph[engine.NodeID], order []engine.NodeID) [][]engine.NodeID {
	depth := make(map[engine.NodeID]int, len(order))
	var out [][]engine.NodeID
	for _, id := range order {
		d := 0
		for _, p := range g.Parents(id) {
			d = max(d, depth[p]+1)
		}
		depth[id] = d
		if d == len(out) {
			out = append(out, nil)
		}
		out[d] = append(out[d], id)
	}
	return out
}

// A checker carries the state of one check.
type checker struct {
	project *parse.Project
	db      engine.Adapter
	o       Options
	whole   *compile.Compiler // as a first build is
	adding  *compile.Compiler // as a build of incremental models that stand is
	wanted  map[engine.NodeID]bool

	sessions chan engine.Session

	mu     sync.Mutex // guards all below
	result *Result
	signed map[engine.NodeID]string // what a node's readers see of it: a hash of its columns
	stands map[engine.Relation]bool // empty tables that were made
	// unknown is the sources whose columns nobody tells, by the reason.
	unknown map[string][]*engine.Source
}

func newChecker(p *parse.Project, db engine.Adapter, o Options) *checker {
	c := &checker{
		project: p, db: db, o: o, signed: map[engine.NodeID]string{}, stands: map[engine.Relation]bool{},
		unknown: map[string][]*engine.Source{},
		result:  &Result{Columns: map[engine.NodeID][]engine.Column{}, Unchecked: map[engine.NodeID]string{}, Keep: newKept()},
	}
	options := compile.Options{Root: o.Root, Relation: func(n engine.Relational) (string, bool) {
		return db.Dialect().Relation(place(n)), !ephemeral(n)
	}}
	c.whole = compile.New(p, db.Dialect(), options)
	options.Existing = func(r engine.Relation) (engine.Existing, bool) {
		return engine.Existing{Relation: r, Type: engine.TableType}, true
	}
	c.adding = compile.New(p, db.Dialect(), options)
	c.wanted = c.closure()
	return c
}

// closure is the wanted nodes with all that they are built from; nil: all.
func (c *checker) closure() map[engine.NodeID]bool {
	if c.o.Only == nil {
		return nil
	}
	out := map[engine.NodeID]bool{}
	for id := range c.o.Only {
		out[id] = true
		for _, a := range c.project.Manifest.Graph.Ancestors(id, -1) {
			out[a] = true
		}
	}
	return out
}

// level checks nodes that do not need each other, side by side.
func (c *checker) level(ctx context.Context, ids []engine.NodeID) error {
	if c.wanted != nil {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id engine.NodeID) bool { return !c.wanted[id] })
	}
	var work errgroup.Group
	work.SetLimit(cap(c.sessions))
	for _, id := range ids {
		work.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			session := <-c.sessions
			defer func() { c.sessions <- session }()
			return c.node(ctx, session, c.project.Manifest.Nodes[id])
		})
	}
	return work.Wait()
}

// node finds the columns of one node. The error is of the database, not of the node.
func (c *checker) node(ctx context.Context, s engine.Session, n engine.Node) error {
	switch n := n.(type) {
	case *engine.Source:
		return c.source(ctx, s, n)
	case *engine.Seed:
		c.seed(n)
	case *engine.Model:
		return c.model(ctx, s, n)
	case *engine.Test:
		return c.test(ctx, s, n)
	}
	return nil
}

// prepare opens the sessions, and makes the databases that relations are named in.
func (c *checker) prepare(ctx context.Context) error {
	c.sessions = make(chan engine.Session, max(1, c.o.Threads))
	for range cap(c.sessions) {
		s, err := c.db.Session(ctx)
		if err != nil {
			return err
		}
		c.sessions <- s
	}
	s := <-c.sessions
	defer func() { c.sessions <- s }()
	for _, statement := range c.rooms() {
		if _, err := s.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// rooms are the databases and schemas of all relations, each once.
func (c *checker) rooms() []engine.Statement {
	d := c.db.Dialect()
	seen := map[engine.Relation]bool{}
	databases := map[string]bool{"": true}
	var attach, create []engine.Statement
	add := func(r engine.Relation) {
		if r = r.Named(""); seen[r] {
			return
		}
		seen[r] = true
		name := d.Quote(r.Schema)
		if r.Database != "" {
			name = d.Quote(r.Database) + "." + name
		}
		if !databases[r.Database] {
			databases[r.Database] = true
			attach = append(attach, own("attach ':memory:' as "+d.Quote(r.Database)))
		}
		create = append(create, own("create schema if not exists "+name))
	}
	for _, id := range c.project.Manifest.Graph.Keys() {
		if n, ok := c.project.Manifest.Nodes[id].(engine.Relational); ok {
			add(n.Rel())
			add(place(n))
		}
	}
	slices.SortFunc(create, bySQL)
	slices.SortFunc(attach, bySQL)
	return append(attach, create...)
}

// found files the columns of a node; its readers see them.
func (c *checker) found(id engine.NodeID, columns []engine.Column) {
	sign := signature(columns)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.result.Columns[id] = columns
	c.signed[id] = sign
}

// unchecked files why a node was not looked at.
func (c *checker) unchecked(id engine.NodeID, why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.result.Unchecked[id] = why
}

// tell files problems.
func (c *checker) tell(problems ...diag.Diagnostic) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.result.Problems.Add(problems...)
}

package selector

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// An evaluation is one selection under way.
type evaluation struct {
	*Index
	o     Options
	diags diag.List
}

// found is what an expression selects: nodes, and the tests that were held back because
// not all of their parents are in it. A larger expression may yet bring them.
type found struct{ direct, indirect set }

// expr evaluates an expression. Items of the include warn when they match nothing.
func (e *evaluation) expr(expr Expr, warn bool) found {
	switch expr := expr.(type) {
	case *Union:
		return e.combine(expr.Items, set.union, warn)
	case *Intersection:
		out := e.combine(expr.Items, set.both, false)
		if warn {
			e.expect(out, expr)
		}
		return out
	case *Criterion:
		out := e.criterion(expr)
		if warn {
			e.expect(out, expr)
		}
		return out
	}
	return found{newSet(len(e.nodes)), newSet(len(e.nodes))}
}

func (e *evaluation) combine(items []Expr, op func(s, t set) set, warn bool) found {
	var direct, either set
	for i, item := range items {
		f := e.expr(item, warn)
		both := f.direct.union(f.indirect)
		if i == 0 {
			direct, either = f.direct, both
			continue
		}
		direct, either = op(direct, f.direct), op(either, both)
	}
	return found{e.reconsider(direct, either), either}
}

// criterion evaluates one criterion: its method, the graph around it, then the tests
// that come along.
func (e *evaluation) criterion(c *Criterion) found {
	picked := e.matching(c)
	if c.Whole {
		picked = reach(picked, e.children, -1)
		picked = reach(picked, e.parents, -1)
	}
	around := picked.clone()
	if c.Parents.On {
		around = around.union(reach(picked, e.parents, c.Parents.Depth))
	}
	if c.Children.On {
		around = around.union(reach(picked, e.children, c.Children.Depth))
	}
	if c.Method == "selector" {
		return found{around, newSet(len(e.nodes))}
	}
	return e.withTests(around)
}

// matching evaluates the method of a criterion.
func (e *evaluation) matching(c *Criterion) set {
	out := newSet(len(e.nodes))
	fits, d := e.matcher(c)
	if d != nil {
		e.diags.Add(*d)
		return out
	}
	for i, n := range e.nodes {
		if fits(n) {
			out.add(i)
		}
	}
	return out
}

// withTests adds the tests next to selected nodes, as the indirect selection says.
func (e *evaluation) withTests(picked set) found {
	direct, held := picked.clone(), newSet(len(e.nodes))
	if e.o.Indirect == Empty {
		return found{direct, held}
	}
	base := e.base(picked)
	for i := range picked.each {
		for _, child := range e.children[i] {
			switch c := int(child); {
			case picked.has(c) || !isTest(e.heads[c].Kind):
			case e.o.Indirect == Eager || e.parentsIn(c, base):
				direct.add(c)
			default:
				held.add(c)
			}
		}
	}
	return found{direct, held}
}

// base is where all parents of a test must be for it to come along.
func (e *evaluation) base(picked set) set {
	if e.o.Indirect != Buildable {
		return picked
	}
	out := reach(picked, e.parents, -1)
	for i, h := range e.heads {
		if h.Kind == engine.KindSource {
			out.add(i)
		}
	}
	return out
}

// reconsider adds tests that were held back and whose parents are all there by now.
func (e *evaluation) reconsider(direct, candidates set) set {
	if e.o.Indirect != Cautious && e.o.Indirect != Buildable {
		return direct
	}
	base, out := e.base(direct), direct.clone()
	for i := range candidates.minus(direct).each {
		if isTest(e.heads[i].Kind) && e.parentsIn(i, base) {
			out.add(i)
		}
	}
	return out
}

func (e *evaluation) parentsIn(i int, s set) bool {
	for _, p := range e.parents[i] {
		if !s.has(int(p)) {
			return false
		}
	}
	return true
}

func isTest(k engine.Kind) bool { return k == engine.KindTest || k == engine.KindUnitTest }

// expect warns of an item that selects nothing.
func (e *evaluation) expect(f found, expr Expr) {
	if f.direct.count() > 0 || e.diags.HasErrors() {
		return
	}
	d := diag.Warnf(spanOf(expr), "no-match", "nothing matches %q", expr.String())
	d.Hint = e.nearest(expr)
	e.diags.Add(d)
}

func spanOf(expr Expr) diag.Span {
	switch expr := expr.(type) {
	case *Criterion:
		return expr.Span
	case *Intersection:
		s := spanOf(expr.Items[0])
		s.End = spanOf(expr.Items[len(expr.Items)-1]).End
		return s
	case *Union:
		s := spanOf(expr.Items[0])
		s.End = spanOf(expr.Items[len(expr.Items)-1]).End
		return s
	}
	return diag.Span{}
}

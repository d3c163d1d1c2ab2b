package selector_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/selector"
	"pgregory.net/rapid"
)

// project makes n layered models, with a test on every second one and on its parent.
func project(n int, parents func(i int) []int) *engine.Manifest {
	m := &engine.Manifest{Project: engine.Project{Name: "p"}, Nodes: map[engine.NodeID]engine.Node{}, Graph: dag.New[engine.NodeID]()}
	id := func(i int) engine.NodeID { return engine.NodeID(fmt.Sprintf("model.p.m%d", i)) }
	for i := range n {
		name, layer := fmt.Sprintf("m%d", i), fmt.Sprintf("layer%d", i%4)
		h := engine.Header{ID: id(i), Kind: engine.KindModel, Name: name, Package: "p", FQN: []string{"p", layer, name}, File: "models/" + layer + "/" + name + ".sql"}
		h.Config.Tags = []string{fmt.Sprintf("t%d", i%3)}
		m.Nodes[h.ID] = &engine.Model{Header: h}
		m.Graph.Add(h.ID)
		for _, p := range parents(i) {
			m.Graph.Connect(h.ID, id(p))
		}
		if i%2 == 1 {
			test := engine.Header{ID: engine.NodeID("test.p.t" + name), Kind: engine.KindTest, Name: "t" + name, Package: "p", FQN: []string{"p", "t" + name}}
			m.Nodes[test.ID] = &engine.Test{Header: test, Macro: "unique", Attached: h.ID}
			m.Graph.Connect(test.ID, h.ID)
			m.Graph.Connect(test.ID, id(i-1))
		}
	}
	return m
}

func drawProject(t *rapid.T) *selector.Index {
	n := rapid.IntRange(2, 12).Draw(t, "n")
	return selector.NewIndex(project(n, func(i int) (out []int) {
		for p := range i {
			if rapid.IntRange(0, 3).Draw(t, "edge") == 0 {
				out = append(out, p)
			}
		}
		return out
	}))
}

var criteria = rapid.Custom(func(t *rapid.T) string {
	value := rapid.SampledFrom([]string{"m1", "m2", "m5", "tag:t1", "tag:t*", "layer1", "p.layer2", "path:models/layer0", "m3.sql", "resource_type:model", "test_name:unique", "fqn:*"}).Draw(t, "value")
	if rapid.IntRange(0, 4).Draw(t, "whole") == 0 {
		return "@" + value
	}
	return rapid.SampledFrom([]string{"", "+", "1+", "2+"}).Draw(t, "up") + value + rapid.SampledFrom([]string{"", "+", "+1", "+3"}).Draw(t, "down")
})

var modes = rapid.SampledFrom(selector.Indirects())

func choose(t *rapid.T, x *selector.Index, mode selector.Indirect, include, exclude string) selector.Selection {
	var ex []string
	if exclude != "" {
		ex = []string{exclude}
	}
	s, problems := x.Select([]string{include}, ex, selector.Options{Indirect: mode})
	if problems.HasErrors() {
		t.Fatal(include, exclude, problems)
	}
	return s
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, mode := drawProject(t), modes.Draw(t, "mode")
		a, b := criteria.Draw(t, "a"), criteria.Draw(t, "b")
		alone := choose(t, x, mode, a, "")
		union := choose(t, x, mode, a+" "+b, "")
		if !maps.Equal(union, choose(t, x, mode, b+" "+a, "")) {
			t.Error("union does not commute")
		}
		if !subset(alone, union) {
			t.Error("a is not within a b")
		}
		both := choose(t, x, mode, a+","+b, "")
		if !maps.Equal(both, choose(t, x, mode, b+","+a, "")) {
			t.Error("intersection does not commute")
		}
		if mode != selector.Cautious && mode != selector.Buildable && !subset(both, alone) {
			t.Error("a,b is not within a")
		}
		for id := range choose(t, x, mode, a, b) {
			if choose(t, x, mode, b, "")[id] {
				t.Errorf("%s is excluded and selected", id)
			}
		}
		if mode == selector.Empty && !subset(choose(t, x, mode, "m1", ""), choose(t, x, mode, "+m1", "")) {
			t.Error("m1 is not within +m1")
		}
		if empty := choose(t, x, selector.Empty, a, ""); !subset(empty, alone) || !subset(alone, choose(t, x, selector.Eager, a, "")) {
			t.Error("empty, " + string(mode) + " and eager do not grow")
		}
	})
}

func subset(a, b selector.Selection) bool {
	for id := range a {
		if !b[id] {
			return false
		}
	}
	return true
}

func TestPrintParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roundTrip(t, rapid.StringMatching(`@?[0-9+]{0,3}(tag:|config\.meta\.x:|path:)?[a-z*./]{1,6}(\+[0-9]?)?[ ,]?[a-z+]{0,4}`).Draw(t, "text"))
	})
}

type failer interface{ Fatalf(string, ...any) }

// roundTrip parses a text, and what is parsed when it is printed.
func roundTrip(t failer, text string) {
	e, problems := selector.Parse(text, "--select")
	for _, d := range problems {
		if d.Span.Start.Offset > len(text) || d.Span.End.Offset > len(text) || d.Span.End.Offset < d.Span.Start.Offset || d.Span.Start.Line < 1 {
			t.Fatalf("%q: span %+v lies outside", text, d.Span)
		}
	}
	if e == nil || problems.HasErrors() {
		return
	}
	again, problems := selector.Parse(e.String(), "--select")
	if len(problems) > 0 || again.String() != e.String() {
		t.Fatalf("%q prints as %q, which parses as %v %v", text, e, again, problems)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a", "+a+1", "@a", "tag:x,b c", "config.a.b:c+d", "1+path:a/b+", "++", "@+", ",", "a\tb", "é+2é", ":x", "state:modified.body+", "99999999999999999999+a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { roundTrip(t, text) })
}

func BenchmarkSelect(b *testing.B) {
	m := project(10_000, func(i int) (out []int) {
		if i >= 100 {
			out = []int{i - 100, i - 99}
		}
		return out
	})
	b.Run("index", func(b *testing.B) {
		for b.Loop() {
			selector.NewIndex(m)
		}
	})
	x := selector.NewIndex(m)
	for _, text := range []string{"m5000", "+m9000+", "@m100", "tag:t1,path:models/layer2 config.materialized:view+"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, problems := x.Select([]string{text}, nil, selector.Options{Indirect: selector.Buildable}); problems.HasErrors() {
					b.Fatal(diag.List(problems))
				}
			}
		})
	}
}

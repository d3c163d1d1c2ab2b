package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/plan"
)

// project is raw -> staging -> (view) mid -> mart, with a test on staging, one that
// compares staging and mart, an ephemeral model between, and a seed.
func project() *engine.Manifest {
	m := &engine.Manifest{Nodes: map[engine.NodeID]engine.Node{}, Graph: dag.New[engine.NodeID]()}
	header := func(id, materialized string) engine.Header {
		kind, _, _ := strings.Cut(id, ".")
		return engine.Header{ID: engine.NodeID(id), Kind: engine.Kind(kind), Config: engine.Config{Enabled: true, Materialized: materialized}}
	}
	put := func(n engine.Node, parents ...engine.NodeID) {
		h := n.Head()
		m.Nodes[h.ID] = n
		m.Graph.Add(h.ID)
		for _, p := range parents {
			m.Graph.Connect(h.ID, p)
		}
	}
	put(&engine.Source{Header: header("source.raw", "")})
	put(&engine.Seed{Header: header("seed.shops", "seed")})
	put(&engine.Model{Header: header("model.staging", "load")}, "source.raw", "seed.shops")
	put(&engine.Model{Header: header("model.inline", "ephemeral")}, "model.staging")
	put(&engine.Model{Header: header("model.mid", "view")}, "model.inline")
	put(&engine.Model{Header: header("model.mart", "table")}, "model.mid")
	put(&engine.Test{Header: header("test.staging", "test")}, "model.staging")
	put(&engine.Test{Header: header("test.compare", "test")}, "model.staging", "model.mid")
	return m
}

func explain(t *testing.T, c plan.Command, selected func(engine.NodeID) bool) string {
	t.Helper()
	p, err := plan.Make(project(), c, selected)
	if err != nil {
		t.Fatal(err)
	}
	return p.Explain()
}

func all(engine.NodeID) bool { return true }

func TestTestsAreGatesOfWhatTheyTest(t *testing.T) {
	want := `seed        seed.shops
load        model.staging  gated by 1 test  after seed.shops
view        model.mid  gated by 1 test  after model.staging
table       model.mart  after model.mid
`
	if diff := cmp.Diff(want, explain(t, plan.Build, all)); diff != "" {
		t.Error(diff)
	}
}

// What is not held back has its tests behind it, and its children behind those.
func TestTestsThatAreNoGateHoldDescendantsBack(t *testing.T) {
	m := project()
	m.Nodes["model.staging"].Head().Config.Publish = "immediate"
	p, err := plan.Make(m, plan.Build, all)
	if err != nil {
		t.Fatal(err)
	}
	want := `seed        seed.shops
load        model.staging  after seed.shops
test        test.staging  after model.staging
view        model.mid  gated by 1 test  after model.staging, test.staging
table       model.mart  after model.mid
`
	if diff := cmp.Diff(want, p.Explain()); diff != "" {
		t.Error(diff)
	}
}

// Two tests compare the same two models, each attached to another one: one model is made
// to wait for the other, and looks at both.
func TestTestsOfEachOtherMakeNoCircle(t *testing.T) {
	m := &engine.Manifest{Nodes: map[engine.NodeID]engine.Node{}, Graph: dag.New[engine.NodeID]()}
	for _, id := range []engine.NodeID{"model.a", "model.b"} {
		m.Nodes[id] = &engine.Model{Header: engine.Header{ID: id, Kind: engine.KindModel, Config: engine.Config{Enabled: true, Materialized: "table"}}}
		m.Graph.Add(id)
	}
	for id, attached := range map[engine.NodeID]engine.NodeID{"test.ab": "model.a", "test.ba": "model.b"} {
		m.Nodes[id] = &engine.Test{Header: engine.Header{ID: id, Kind: engine.KindTest, Config: engine.Config{Enabled: true}}, Macro: "x", Attached: attached}
		m.Graph.Connect(id, "model.a")
		m.Graph.Connect(id, "model.b")
	}
	p, err := plan.Make(m, plan.Build, all)
	if err != nil {
		t.Fatal(err)
	}
	want := "table       model.b\ntable       model.a  gated by 2 tests  after model.b\n"
	if diff := cmp.Diff(want, p.Explain()); diff != "" {
		t.Error(diff)
	}
}

func TestRunKeepsOrderAcrossGaps(t *testing.T) {
	want := "load        model.staging\ntable       model.mart  after model.staging\n"
	got := explain(t, plan.Run, func(id engine.NodeID) bool { return id != "model.mid" })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCommandsTakeTheirOwnKinds(t *testing.T) {
	for command, want := range map[plan.Command]string{
		plan.Seed: "seed        seed.shops\n",
		plan.Load: "load        model.staging\n",
		plan.Test: "test        test.compare\ntest        test.staging\n",
	} {
		if diff := cmp.Diff(want, explain(t, command, all)); diff != "" {
			t.Errorf("%s: %s", command, diff)
		}
	}
}

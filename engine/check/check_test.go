package check_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/check"
	"github.com/martsql/mart/engine/dag"
)

// TestKept changes one file of a project that was checked, and looks at what the database
// is asked about again: what is as it was, and reads what is as it was, is not.
func TestKept(t *testing.T) {
	first, b := looked(t, shop(), check.Options{})
	if got := strings.Join(b.asked, " "); got != "base base_not inline mid other top" || first.Bound != 6 || first.Same != 0 {
		t.Fatalf("asked about %s: %s", got, first.Summary())
	}
	for _, tt := range []struct {
		name, file, text string
		want             string // that is asked about
		same             int
	}{
		{"Nothing", "models/base.sql", shop()["models/base.sql"], "", 6},
		{"SameColumns", "models/base.sql", `select 3 /* base */ /* gives id integer, n text */`, "base", 5},
		{"AnotherType", "models/base.sql", `select 3 /* base */ /* gives id bigint, n text */`, "base base_not inline mid", 2},
		{"AnotherColumn", "models/mid.sql", `select * /* mid */ /* gives id integer, m date */ from {{ ref "inline" }}`, "mid top", 4},
		{"Leaf", "models/top.sql", `select 1 /* top */ /* gives id integer */ from {{ ref "mid" }}`, "top", 5},
		{"Test", "tests/base_not.sql", `select 1 /* base_not */ from {{ ref "base" }}`, "base_not", 5},
		{"TestSettings", "tests/base_not.sql", `{{ config "fail_calc" "max(n)" }}` + shop()["tests/base_not.sql"], "base_not", 5},
		{"NewModel", "models/more.sql", `select 1 /* more */ /* gives id integer */ from {{ ref "top" }}`, "more", 6},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var file bytes.Buffer
			if err := first.Keep.Write(&file); err != nil {
				t.Fatal(err)
			}
			files := shop()
			files[tt.file] = tt.text
			again, b := looked(t, files, check.Options{Kept: check.ReadKept(&file)})
			if got := strings.Join(b.asked, " "); got != tt.want || again.Same != tt.same {
				t.Errorf("asked about %q: %s", got, again.Summary())
			}
			if len(again.Problems) > 0 {
				t.Error(again.Problems)
			}
		})
	}
}

// What was told is told again: faulty nodes are not kept, nor is a file that is no check.
func TestNotKept(t *testing.T) {
	files := shop()
	files["models/top.sql"] = `select wrong /* top */ /* lacks wrong */ from {{ ref "mid" }}`
	first, _ := looked(t, files, check.Options{})
	again, b := looked(t, files, check.Options{Kept: first.Keep})
	if diff := cmp.Diff(first.Problems.Error(), again.Problems.Error()); diff != "" || len(again.Problems) != 1 || again.Same != 5 {
		t.Errorf("%v: %s", again.Problems, again.Summary())
	}
	if b.asked[0] != "top" {
		t.Errorf("asked about %s", b.asked)
	}
	for _, text := range []string{"", "{", `{"nodes": null}`, `{"nodes": {"model.p.base": {"key": "x", "columns": ["odd"]}}}`} {
		again, _ := looked(t, shop(), check.Options{Kept: check.ReadKept(strings.NewReader(text))})
		if again.Same != 0 || again.Bound != 6 {
			t.Errorf("%q: %s", text, again.Summary())
		}
	}
}

// TestOnly looks at what is checked for the sake of what was asked for.
func TestOnly(t *testing.T) {
	for _, tt := range []struct{ only, want string }{
		{"model.p.base", "base"},
		{"model.p.mid", "base inline mid"},
		{"test.p.base_not", "base base_not"},
		{"model.p.other", "other"},
	} {
		result, b := looked(t, shop(), check.Options{Only: map[engine.NodeID]bool{engine.NodeID(tt.only): true}})
		if got := strings.Join(b.asked, " "); got != tt.want || len(result.Problems) > 0 {
			t.Errorf("%s: asked about %s, %v", tt.only, got, result.Problems)
		}
	}
}

// What reads a model that does not bind is not looked at, unless its columns are declared.
func TestBehindAFault(t *testing.T) {
	files := shop()
	files["models/mid.sql"] = `select wrong /* mid */ /* lacks wrong */ from {{ ref "inline" }}`
	result, b := looked(t, files, check.Options{})
	if got := strings.Join(b.asked, " "); strings.Contains(got, "top") || result.Unchecked["model.p.top"] == "" || len(result.Problems) != 1 {
		t.Errorf("asked about %s, %v, %v", got, result.Unchecked, result.Problems)
	}
	files["models/m.yml"] = "models:\n  - name: mid\n    columns: [{name: id, data_type: integer}]\n"
	result, b = looked(t, files, check.Options{})
	if got := strings.Join(b.asked, " "); !strings.Contains(got, "top") || result.Unchecked["model.p.top"] != "" || len(result.Problems) != 1 {
		t.Errorf("asked about %s, %v, %v", got, result.Unchecked, result.Problems)
	}
}

// TestFaultsOfOneQuery looks at how many of a query's faults are told, and at their places.
func TestFaultsOfOneQuery(t *testing.T) {
	many := "select "
	for i := range 15 {
		many += fmt.Sprintf("c%d /* lacks c%d */, ", i, i)
	}
	for _, tt := range []struct {
		name, sql string
		want      []string // place and name
	}{
		{"One", "select a1 /* lacks a1 */", []string{"1:8 a1"}},
		{"Three", "select x, a1, b22, s.c /* lacks a1 */ /* lacks b22 */ /* lacks x */", []string{"1:11 a1", "1:15 b22", "1:8 x"}},
		{"TheSameTwice", "select a1, a1 + 1 /* lacks a1 */", []string{"1:8 a1"}},
		{"NoReference", "select a1(2), b /* lacks a1 */ /* lacks b */", []string{"1:8 a1"}},
		{"Many", many + "1", []string{"1:8 c0", "1:27 c1", "1:46 c2", "1:65 c3", "1:84 c4", "1:103 c5", "1:122 c6", "1:141 c7", "1:160 c8", "1:179 c9"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := shop()
			files["models/other.sql"] = tt.sql
			result, _ := looked(t, files, check.Options{})
			var got []string
			for _, d := range result.Problems {
				name := strings.Split(d.Summary, `"`)[1]
				got = append(got, fmt.Sprintf("%d:%d %s", d.Span.Start.Line, d.Span.Start.Column, name))
				if strings.Contains(d.Hint, "NULL") {
					t.Errorf("our own NULL is proposed: %s", d.Hint)
				}
			}
			if len(got) != len(tt.want) || !cmp.Equal(sorted(got), sorted(tt.want)) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func sorted(list []string) map[string]bool {
	out := map[string]bool{}
	for _, s := range list {
		out[s] = true
	}
	return out
}

func TestColumnAt(t *testing.T) {
	for _, tt := range []struct{ sql, name, want string }{
		{"amount + 1", "amount", "amount"},
		{"o.Amount", "amount", "o.Amount"},
		{`"o" . "the ""sum"""`, `the "sum"`, `"o" . "the ""sum"""`},
		{"größe, 1", "größe", "größe"},
		{"amount(1)", "amount", ""},
		{"amount (1)", "amount", ""},
		{"o.amount.part", "amount", ""},
		{"amounts", "amount", ""},
		{"1 + amount", "amount", ""},
		{"", "amount", ""},
	} {
		if got := check.ColumnAt(tt.sql, 0, tt.name); got != tt.want {
			t.Errorf("%s in %s: got %q, want %q", tt.name, tt.sql, got, tt.want)
		}
	}
	if got := check.ColumnAt("x", -1, "x") + check.ColumnAt("x", 1, "x") + check.ColumnAt("x", 0, ""); got != "" {
		t.Errorf("got %q", got)
	}
}

// Whatever is taken for NULL, every other letter leads back to its own place.
func TestEditedPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z]{1,60}`).Draw(t, "text")
		var stretches [][2]int
		kept := strings.Repeat("k", len(text))
		for range rapid.IntRange(0, 4).Draw(t, "edits") {
			from := rapid.IntRange(0, len(text)-1).Draw(t, "from")
			to := rapid.IntRange(from+1, len(text)).Draw(t, "to")
			if strings.Contains(kept[from:to], "-") {
				continue // references do not overlap
			}
			stretches = append(stretches, [2]int{from, to})
			kept = kept[:from] + strings.Repeat("-", to-from) + kept[to:]
		}
		edited, original := check.Edited(text, stretches)
		for i, letter := range []byte(edited) {
			if at := original(i); letter >= 'a' && (at >= len(text) || text[at] != letter || kept[at] != 'k') {
				t.Fatalf("%d of %q leads to %d of %q", i, edited, at, text)
			}
		}
	})
}

func TestDiffers(t *testing.T) {
	column := func(names ...string) []engine.Column {
		var out []engine.Column
		for _, n := range names {
			out = append(out, engine.Column{Name: n, DataType: "integer"})
		}
		return out
	}
	for _, tt := range []struct {
		a, b []engine.Column
		want string
	}{
		{column("a", "b"), column("B", "A"), ""},
		{column("a", "b"), column("a"), "b is missing"},
		{column("a"), column("a", "b"), "b is new"},
		{column("a", "x"), column("b", "x"), "a is missing, b is new"},
	} {
		if got := check.Differs(tt.a, tt.b); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	seen := map[string]bool{}
	for _, list := range [][]engine.Column{nil, column("a"), column("A"), column("a", "b"), column("b", "a"), {{Name: "a", DataType: "text"}}} {
		seen[check.Signature(list)] = true
	}
	if len(seen) != 6 {
		t.Errorf("%d signatures of 6 lists of columns", len(seen))
	}
}

// The nodes of a level do not need each other, and all that they need is in levels before.
func TestLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := dag.New[engine.NodeID]()
		n := rapid.IntRange(1, 12).Draw(t, "nodes")
		for i := range n {
			g.Add(engine.NodeID(fmt.Sprint(i)))
			for j := range i {
				if rapid.Bool().Draw(t, "edge") {
					g.Connect(engine.NodeID(fmt.Sprint(i)), engine.NodeID(fmt.Sprint(j)))
				}
			}
		}
		order, err := g.Order()
		if err != nil {
			t.Fatal(err)
		}
		level := map[engine.NodeID]int{}
		for depth, ids := range check.Levels(g, order) {
			for _, id := range ids {
				level[id] = depth
			}
		}
		if len(level) != n {
			t.Fatalf("%d of %d nodes have a level", len(level), n)
		}
		for id, depth := range level {
			before := -1
			for _, p := range g.Parents(id) {
				before = max(before, level[p])
			}
			if before != depth-1 {
				t.Fatalf("%s is on level %d, and what it needs is on %d", id, depth, before)
			}
		}
	})
}

package selector_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/selector"
)

// shop is a small project: raw.orders and raw.states feed two staging models, which
// feed orders, which feeds revenue and a dashboard.
func shop() *engine.Manifest {
	m := &engine.Manifest{Project: engine.Project{Name: "shop"}, Nodes: map[engine.NodeID]engine.Node{}, Graph: dag.New[engine.NodeID]()}
	add := func(n engine.Node, parents ...string) {
		h := n.Head()
		if h.Package == "" {
			h.Package = "shop"
		}
		h.ID = engine.NodeID(fmt.Sprintf("%s.%s.%s", h.Kind, h.Package, h.Name))
		if s, ok := n.(*engine.Source); ok {
			h.ID = engine.NodeID(fmt.Sprintf("source.%s.%s.%s", h.Package, s.SourceName, h.Name))
		}
		if h.FQN == nil {
			h.FQN = []string{h.Package, h.Name}
		}
		m.Nodes[h.ID] = n
		m.Graph.Add(h.ID)
		for _, p := range parents {
			m.Graph.Connect(h.ID, engine.NodeID(p))
		}
	}
	model := func(name, folder, materialized string, tags []string, parents ...string) {
		fqn := append(append([]string{"shop"}, strings.Split(folder, "/")...), name)
		add(&engine.Model{Header: engine.Header{Kind: engine.KindModel, Name: name, FQN: fqn, File: "models/" + folder + "/" + name + ".sql",
			PatchFile: "models/" + folder + "/props.yml", Config: engine.Config{Materialized: materialized, Tags: tags, Access: "protected"}}}, parents...)
	}
	test := func(name, macro string, parents ...string) {
		add(&engine.Test{Header: engine.Header{Kind: engine.KindTest, Name: name, File: "models/props.yml", Config: engine.Config{Severity: "error"}}, Macro: macro}, parents...)
	}
	for _, s := range []string{"orders", "states"} {
		add(&engine.Source{SourceName: "raw", Header: engine.Header{Kind: engine.KindSource, Name: s, File: "models/src.yml"}})
	}
	add(&engine.Seed{Header: engine.Header{Kind: engine.KindSeed, Name: "rates", File: "seeds/rates.csv"}})
	model("stg_orders", "staging", "view", []string{"nightly"}, "source.shop.raw.orders")
	model("stg_states", "staging", "view", nil, "source.shop.raw.states")
	model("orders", "marts/core", "incremental", []string{"nightly", "core"}, "model.shop.stg_orders", "model.shop.stg_states")
	model("revenue", "marts", "table", nil, "model.shop.orders", "seed.shop.rates")
	o := m.Nodes["model.shop.orders"].Head()
	o.Config.Values = map[string]any{"incremental_strategy": "delete+insert", "meta": map[string]any{"owner": "ada"}, "unique_key": []any{"id", "day"}, "enabled": true}
	o.Config.Group, o.Config.Access = "sales", "public"
	test("not_null_orders_id", "not_null", "model.shop.orders")
	test("unique_revenue", "unique", "model.shop.revenue")
	test("rel_orders_states", "pkg.relationships", "model.shop.orders", "model.shop.stg_states")
	test("no_refunds", "", "model.shop.revenue", "model.shop.stg_orders")
	test("fresh_raw", "not_null", "source.shop.raw.orders")
	add(&engine.Exposure{Header: engine.Header{Kind: engine.KindExposure, Name: "weekly", File: "models/props.yml"}}, "model.shop.revenue")
	return m
}

// names prints a selection by the last part of ids.
func names(s selector.Selection) string {
	var out []string
	for _, id := range s.IDs() {
		text := string(id)
		if rest, ok := strings.CutPrefix(text, "source.shop."); ok {
			out = append(out, rest)
			continue
		}
		out = append(out, text[strings.LastIndexByte(text, '.')+1:])
	}
	return strings.Join(out, " ")
}

func TestSelect(t *testing.T) {
	const models = "orders revenue stg_orders stg_states"
	for _, c := range []struct {
		include, exclude, mode string
		types                  []engine.Kind
		want                   string
	}{
		{include: "orders", want: "orders not_null_orders_id rel_orders_states"},
		{include: "orders", mode: "empty", want: "orders"},
		{include: "orders", mode: "cautious", want: "orders not_null_orders_id"},
		{include: "orders", mode: "buildable", want: "orders not_null_orders_id rel_orders_states"},
		{include: "orders stg_states", mode: "cautious", want: "orders stg_states not_null_orders_id rel_orders_states"},
		{include: "revenue", mode: "buildable", want: "revenue no_refunds unique_revenue"},
		{include: "stg_orders", mode: "buildable", want: "stg_orders"},
		{include: "orders,tag:core", mode: "empty", want: "orders"},
		{include: "tag:nightly tag:core", mode: "empty", want: "orders stg_orders"},
		{include: "tag:n*", mode: "empty", want: "orders stg_orders"},
		{include: "+orders", mode: "empty", want: "orders stg_orders stg_states raw.orders raw.states"},
		{include: "1+orders", mode: "empty", want: "orders stg_orders stg_states"},
		{include: "0+orders", mode: "empty", want: "orders"},
		{include: "orders+1", mode: "empty", want: "orders revenue not_null_orders_id rel_orders_states"},
		{include: "orders+", mode: "empty", want: "weekly orders revenue no_refunds not_null_orders_id rel_orders_states unique_revenue"},
		{include: "@stg_states", mode: "empty", types: []engine.Kind{engine.KindModel, engine.KindSeed}, want: models + " rates"},
		{include: "1+orders+1", mode: "empty", types: []engine.Kind{engine.KindModel}, want: models},
		{include: "staging", mode: "empty", want: "stg_orders stg_states"},
		{include: "shop.staging", mode: "empty", want: "stg_orders stg_states"},
		{include: "marts.core.orders", mode: "empty", want: "orders"},
		{include: "marts.*", mode: "empty", want: "orders revenue"},
		{include: "*.stg_*", mode: "empty", want: "stg_orders stg_states"},
		{include: "staging.stg_[!o]*", mode: "empty", want: "stg_states"},
		{include: "models/staging", mode: "empty", want: "stg_orders stg_states"},
		{include: "./models/marts/", mode: "empty", want: "orders revenue"},
		{include: "path:models/*/core", mode: "empty", want: "orders"},
		{include: "path:models/marts/*.sql", mode: "empty", want: "revenue"},
		{include: "path:models/**/orders.sql", mode: "empty", want: "orders"},
		{include: "path:models/marts/props.yml", mode: "empty", want: "revenue"},
		{include: "orders.sql rates.CSV rates.csv", mode: "empty", want: "orders rates"},
		{include: "file:stg_orders", mode: "empty", want: "stg_orders"},
		{include: "source:raw", mode: "empty", want: "raw.orders raw.states"},
		{include: "source:raw.orders+1", mode: "empty", want: "stg_orders raw.orders fresh_raw"},
		{include: "source:shop.raw.s*", mode: "empty", want: "raw.states"},
		{include: "source:raw.orders", want: "raw.orders fresh_raw"},
		{include: "package:this,resource_type:seed", mode: "empty", want: "rates"},
		{include: "config.materialized:view", mode: "empty", want: "stg_orders stg_states"},
		{include: "config.incremental_strategy:delete+insert", mode: "empty", want: "orders"},
		{include: "config.meta.owner:ada", mode: "empty", want: "orders"},
		{include: "config.unique_key:day", mode: "empty", want: "orders"},
		{include: "config.enabled:TRUE", mode: "empty", want: "orders"},
		{include: "config.severity:ERROR,test_type:singular", mode: "empty", want: "no_refunds"},
		{include: "group:sales access:public", mode: "empty", want: "orders"},
		{include: "test_name:not_null", want: "fresh_raw not_null_orders_id"},
		{include: "test_name:relationships", want: "rel_orders_states"},
		{include: "test_type:generic", want: "fresh_raw not_null_orders_id rel_orders_states unique_revenue"},
		{include: "test_type:data", exclude: "test_type:schema", want: "no_refunds"},
		{include: "+exposure:weekly", mode: "empty", types: []engine.Kind{engine.KindModel}, want: models},
		{include: "exposure:shop.weekly", want: "weekly"},
		{exclude: "resource_type:test resource_type:source resource_type:exposure", mode: "empty", want: models + " rates"},
		{include: "+revenue", exclude: "orders", types: []engine.Kind{engine.KindTest}, want: "fresh_raw no_refunds unique_revenue"},
		{include: "revenue stg_orders", exclude: "stg_orders", mode: "cautious", want: "revenue no_refunds unique_revenue"},
		{include: "stg_orders,orders+", mode: "empty", want: ""},
	} {
		t.Run(c.include+" - "+c.exclude+" "+c.mode, func(t *testing.T) {
			var exclude []string
			if c.exclude != "" {
				exclude = []string{c.exclude}
			}
			var include []string
			if c.include != "" {
				include = strings.Fields(c.include)
			}
			got, problems := selector.Select(shop(), include, exclude, selector.Options{Indirect: selector.Indirect(c.mode), ResourceTypes: c.types})
			if problems.HasErrors() {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(sorted(c.want), sorted(names(got))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func sorted(s string) map[string]bool {
	out := map[string]bool{}
	for _, f := range strings.Fields(s) {
		out[f] = true
	}
	return out
}

func TestMessages(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"tag:nightly+2x,marts", `--select:1:14: error: expected a number or the end after "+", found "2x" [selector-syntax]
  > 1 | tag:nightly+2x,marts
      |              ^
    hint: write  tag:nightly+2  for two steps downstream
`},
		{"orders revenue+stg", `--select:1:16: error: expected a number or the end after "+", found "stg" [selector-syntax]
  > 1 | orders revenue+stg
      |                ^~~
    hint: write  revenue+  for all that is downstream, or a comma or a blank between two names
`},
		{"@orders+", `--select:1:8: error: "@" in front and "+" behind do not go together [selector-syntax]
  > 1 | @orders+
      |        ^
    hint: drop the  + : @ takes all descendants already
`},
		{"tga:nightly", `--select:1:1: error: there is no selector method "tga" [selector-method]
  > 1 | tga:nightly
      | ^~~
    hint: did you mean "tag"?
`},
		{"a,,b", `--select:1:2: error: a comma stands between two criteria, and one of them is missing [selector-syntax]
  > 1 | a,,b
      |  ^
    hint: write  a,b  for what both select, and  a b  for what either selects
`},
		{"state:modified+", `--select:1:1: error: state needs an earlier manifest, which a later version of mart compares with [selector-method]
  > 1 | state:modified+
      | ^~~~~~~~~~~~~~~
`},
		{"metric:sales", `--select:1:1: error: metric: there are no metrics in mart [selector-method]
  > 1 | metric:sales
      | ^~~~~~
    hint: methods: access, config, exposure, file, fqn, group, package, path, resource_type, source, tag, test_name, test_type, unit_test, version
`},
		{"access:open", `--select:1:8: error: access cannot be "open" [selector-method]
  > 1 | access:open
      |        ^~~~
    hint: allowed: private, protected, public
`},
		{"tag:", `--select:1:5: error: a value is missing here [selector-syntax]
  > 1 | tag:
      |     ^
    hint: write  +orders+  or  tag:nightly
`},
		{"config:table", `--select:1:1: error: config needs the name of a setting [selector-method]
  > 1 | config:table
      | ^~~~~~
    hint: write  config.materialized:table
`},
		{"orders ordrs", `--select:1:8: warning: nothing matches "ordrs" [no-match]
  > 1 | orders ordrs
      |        ^~~~~
    hint: did you mean "orders"?
`},
		{"stg_*", `--select:1:1: warning: nothing matches "stg_*" [no-match]
  > 1 | stg_*
      | ^~~~~
    hint: a wildcard is matched against folders and name together: write  *.stg_*
`},
		{"tag:core,rates", `--select:1:1: warning: nothing matches "tag:core,rates" [no-match]
  > 1 | tag:core,rates
      | ^~~~~~~~~~~~~~
`},
	} {
		t.Run(c.text, func(t *testing.T) {
			_, problems := selector.Select(shop(), []string{c.text}, nil, selector.Options{})
			var got strings.Builder
			for _, d := range problems {
				got.WriteString(diag.Caret(d, func(string) (string, bool) { return c.text, true }, diag.Style{}))
			}
			if diff := cmp.Diff(c.want, got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

type earlier struct{}

func (earlier) Match(method string, args []string, value string) (func(engine.Node) bool, error) {
	if method != "state" {
		return nil, errors.New("no results there")
	}
	return func(n engine.Node) bool { return n.Head().ID == "model.shop.orders" && value == "modified" }, nil
}

func TestState(t *testing.T) {
	o := selector.Options{Indirect: selector.Empty, State: earlier{}}
	got, problems := selector.Select(shop(), []string{"state:modified+1"}, nil, o)
	if names(got) != "orders revenue not_null_orders_id rel_orders_states" || problems != nil {
		t.Error(names(got), problems)
	}
	if _, problems = selector.Select(shop(), []string{"result:error"}, nil, o); !problems.HasErrors() {
		t.Error("an error of the state is not told")
	}
}

func TestGlobs(t *testing.T) {
	for _, c := range []struct {
		pattern string
		matches string
		misses  string
	}{
		{"a*c", "ac abc a.b/c", "ab acd"},
		{"a?c", "abc a.c", "ac abbc"},
		{"[ab]x", "ax bx", "cx x"},
		{"[!a-c]x", "dx .x", "ax bx"},
		{"[]x]", "] x", "a"},
		{"[a", "[a", "a"},
		{"*a*b*", "ab xaxbx", "ba"},
		{"a]", "a]", "a"},
	} {
		m := shop()
		for _, word := range append(strings.Fields(c.matches), strings.Fields(c.misses)...) {
			m.Nodes["model.shop.orders"].Head().Config.Tags = []string{word}
			got, problems := selector.Select(m, []string{"tag:" + c.pattern}, nil, selector.Options{Indirect: selector.Empty})
			if problems.HasErrors() {
				t.Fatal(problems)
			}
			if want := strings.Contains(" "+c.matches+" ", " "+word+" "); got["model.shop.orders"] != want {
				t.Errorf("%s on %s: %v", c.pattern, word, !want)
			}
		}
	}
}

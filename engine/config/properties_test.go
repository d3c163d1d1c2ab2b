package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// told renders a list as a person sees it.
func told(file, text string, l diag.List) string {
	sources := func(name string) (string, bool) { return text, name == file }
	var b strings.Builder
	for i, d := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(diag.Caret(d, sources, diag.Style{}))
	}
	return b.String()
}

const shop = `version: 2
models:
  - name: orders
    description: One row an order. {{ doc "orders" }}
    tags: [a]
    access: public
    config:
      materialized: table
      tags: nightly
    columns:
      - name: id
        data_type: bigint
        constraints: [{type: not_null}]
        data_tests:
          - unique
          - not_null: {severity: warn}
      - name: status
        meta: {owner: ops}
        tests:
          - accepted_values:
              name: known_status
              arguments:
                values: [open, shipped, 3, 2.5, true]
                quote: false
              config: {where: "{{ x }} > 1", limit: 5}
          - test_name: relationships
            to: ref('states')
            field: name
    data_tests:
      - shop.row_count: {minimum: 1}
sources:
  - name: raw
    freshness: {warn_after: {count: 12, period: hour}}
    tables:
      - name: offers
        files: lake/raw/*.json.gz
        options: {ignore_errors: true}
      - {name: customers, identifier: cust, freshness: null}
exposures:
  - name: weekly
    type: dashboard
    owner: {name: Ada, email: ada@example.com}
    depends_on: [ref "orders", "source('raw', 'offers')"]
unit_tests:
  - name: adds_up
    model: orders
    given:
      - input: ref "states"
        rows: [{id: 1, name: x}, {id: 2, price: 1.5}]
      - {input: this, format: csv, rows: "id\n1"}
    expect: {rows: []}
    overrides: {vars: {a: 1}}
macros:
  - name: cents
    arguments: [{name: column, type: text}]
groups:
  - {name: sales, owner: {email: s@example.com}}
seeds: [{name: states, config: {column_types: {id: bigint}}}]
snapshots: [{name: history, relation: ref "orders", config: {strategy: check}}]
data_tests: [{name: no_refunds, config: {severity: WARN}}]
`

func TestProperties(t *testing.T) {
	p, problems := config.ParseProperties("models/shop.yml", shop, config.Options{})
	if len(problems) > 0 {
		t.Fatal(told("models/shop.yml", shop, problems))
	}
	orders := p.Models[0]
	if got := orders.Span.String(); got != "models/shop.yml:3:11" {
		t.Errorf("span of orders: %s", got)
	}
	c, _ := config.Resolve("model", orders.Config)
	if diff := cmp.Diff([]string{"a", "nightly"}, c.Tags); diff != "" {
		t.Error(diff)
	}
	if c.Materialized != "table" || c.Access != "public" {
		t.Errorf("config: %+v", c)
	}
	id, status := orders.Columns[0], orders.Columns[1]
	if id.Tests[0].Test != "unique" || id.Tests[1].Test != "not_null" || id.Tests[1].Config[0].Value != "warn" || id.Constraints[0].Type != "not_null" {
		t.Errorf("id: %+v", id)
	}
	accepted := status.Tests[0]
	want := map[string]any{"values": []any{"open", "shipped", int64(3), 2.5, true}, "quote": false}
	if diff := cmp.Diff(want, accepted.ArgMap()); diff != "" {
		t.Error(diff)
	}
	if accepted.Name != "known_status" || accepted.Config[0].Value != "{{ x }} > 1" || accepted.Config[1].Value != int64(5) {
		t.Errorf("accepted_values: %+v", accepted)
	}
	related := status.Tests[1]
	if related.Test != "relationships" || related.Args[0].Value != "ref('states')" || related.Args[0].ValueSpan.String() != "models/shop.yml:27:17" {
		t.Errorf("relationships: %+v", related)
	}
	if status.Meta["owner"] != "ops" || orders.Tests[0].Test != "shop.row_count" {
		t.Errorf("status: %+v", status)
	}
	raw := p.Sources[0]
	offers, customers := raw.Tables[0], raw.Tables[1]
	if raw.Freshness.WarnAfter.Count != 12 || offers.Files.Format != "json" || offers.Files.Globs[0] != "lake/raw/*.json.gz" {
		t.Errorf("source: %+v", raw)
	}
	if !customers.NoFreshness || customers.Identifier != "cust" || customers.Files != nil {
		t.Errorf("customers: %+v", customers)
	}
	if e := p.Exposures[0]; e.OwnerName != "Ada" || e.DependsOn[1].Value != "source('raw', 'offers')" {
		t.Errorf("exposure: %+v", e)
	}
	u := p.UnitTests[0]
	if diff := cmp.Diff([]string{"id", "name", "price"}, u.Given[0].Columns); diff != "" || u.Given[1].Text != "id\n1" || !u.Expect.Given {
		t.Errorf("unit test: %+v", u)
	}
	if p.Macros[0].Arguments[0].Type != "text" || p.Groups[0].OwnerEmail != "s@example.com" || p.Snapshots[0].Relation.Value != `ref "orders"` {
		t.Error("macros, groups or snapshots")
	}
	if p.DataTests[0].Config[0].Value != "WARN" || p.Seeds[0].Name != "states" {
		t.Error("data tests or seeds")
	}
}

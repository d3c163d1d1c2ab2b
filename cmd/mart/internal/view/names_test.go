package view_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/event"
)

// A name that was cut and hashed is no help while one looks on; the summary has it whole,
// to be copied.
func TestHashedNamesAreReadable(t *testing.T) {
	const id, name = "test.shop.r", "relationships_customer_revenue_0123456789abcdef0123456789abcdef"
	test := &engine.Test{Macro: "relationships", Column: "customer_id", Attached: "model.shop.customer_revenue"}
	test.ID, test.Name = id, name
	model := &engine.Model{}
	model.ID, model.Name = "model.shop.customer_revenue", "customer_revenue"
	var out bytes.Buffer
	v := view.New(view.Options{Err: &out})
	v.SetManifest(&engine.Manifest{Nodes: map[engine.NodeID]engine.Node{id: test, model.ID: model}})
	result := engine.Result{ID: id, Status: engine.Fail, Rows: 2}
	v.Emit(event.NodeFinished{Kind: engine.KindTest, Name: name, Total: 1, Result: result})
	if got := out.String(); !strings.Contains(got, "customer_revenue.customer_id: relationships ") || strings.Contains(got, "0123") {
		t.Errorf("the line of the node: %q", got)
	}
	out.Reset()
	v.Emit(event.RunFinished{Results: []engine.Result{result}})
	if got := out.String(); !strings.Contains(got, "test."+name) {
		t.Errorf("the summary: %q", got)
	}
}

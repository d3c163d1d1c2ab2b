package view_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

const ordersYAML = `models:
  - name: orders
    columns:
      - name: order_id
        data_tests: [not_null, unique]
      - name: amount
        data_tests:
          - accepted_range: {arguments: {min_value: 0}, config: {fail_calc: "max(amount)", where: "kind <> 'gift'"}}
`

// failing is a build whose table is refused by three tests.
func failing() []step {
	at := func(text string) diag.Span {
		i := strings.Index(ordersYAML, text)
		return diag.SpanAt("models/m.yml", ordersYAML, i, i+len(text))
	}
	bad := func(name, text, message, rows string, n int64, value string) engine.Result {
		d := diag.Errorf(at(text), "test-failed", "test %s failed: %s", name, message).WithDetail(rows).
			WithHint("see all of them:  mart show --rejected %s", name)
		return engine.Result{Status: engine.Fail, Rows: n, Value: value, Message: message, Problems: diag.List{d}}
	}
	refused := diag.Errorf(diag.Span{File: "models/orders.sql", Start: diag.Pos{Line: 1, Column: 1}}, "not-published",
		"marts.orders was not published: 3 of its 3 tests failed: accepted_range_orders_amount__0, not_null_orders_order_id, unique_orders_order_id").
		WithHint("there is no marts.orders yet; what was refused is kept in marts.orders__rejected until the next good build")
	return []step{
		{"test.shop.range.ab12", engine.KindTest, "accepted_range", "accepted_range_orders_amount__0", bad("accepted_range_orders_amount__0", "accepted_range",
			"fail_calc max(amount) is -7, must be 0", "order_id  amount  note\n1         -7      a rather long note about a gift that nobody wanted to have, nor to give\n", -7, "-7"), 0.01},
		{"test.shop.not_null.cd34", engine.KindTest, "not_null", "not_null_orders_order_id", bad("not_null_orders_order_id", "not_null", "1 failing row", "order_id\nNULL\n", 1, ""), 0.01},
		{"test.shop.unique.ef56", engine.KindTest, "unique", "unique_orders_order_id", bad("unique_orders_order_id", "unique", "2 failing rows", "unique_field  n_records\n1             2\n4             2\n", 2, ""), 0.01},
		{"model.shop.orders", engine.KindModel, "table", "marts.orders", engine.Result{Status: engine.Errored, Rows: -1, Problems: diag.List{refused}}, 0.2},
		{"model.shop.child", engine.KindModel, "view", "marts.child", engine.Result{Status: engine.Skipped, Rows: -1, SkippedBy: "model.shop.orders"}, 0},
	}
}

// What fails is told once, in full, when it ends; the end of the run says where to look.
// On a terminal no line is wider than it.
func TestFailingTests(t *testing.T) {
	texts := func(file string) (string, bool) { return ordersYAML, file == "models/m.yml" }
	for _, tt := range []struct {
		golden string
		o      view.Options
	}{
		{"failing_live_80.golden", view.Options{Format: view.Text, Terminal: true, Color: true, Width: 80}},
		{"failing_text.golden", view.Options{Format: view.Text}},
		{"failing_plain.golden", view.Options{Format: view.Plain}},
		{"failing_quiet.golden", view.Options{Format: view.Text, Quiet: true}},
	} {
		t.Run(tt.golden, func(t *testing.T) {
			s, log := &screen{width: 80}, &bytes.Buffer{}
			o := tt.o
			o.Err, o.Sources, o.Now = log, texts, func() time.Time { return noon }
			if o.Terminal {
				o.Err = s
			}
			v := view.New(o)
			playSteps(v, failing(), nil)
			v.Hint("mart retry builds what failed and what was skipped")
			v.Close()
			got := log.String()
			if o.Terminal {
				got = s.String()
			}
			golden(t, tt.golden, got)
			if n := strings.Count(got, "max(amount) is -7"); n != 1 {
				t.Errorf("a failure is told %d times", n)
			}
			for line := range strings.Lines(got) {
				if o.Terminal && len([]rune(line)) > 80 {
					t.Errorf("wider than the terminal: %s", line)
				}
			}
		})
	}
}

// playSteps emits a run of these nodes; each is called after every event.
func playSteps(v *view.View, list []step, each func(event.Event)) {
	emit := func(e event.Event) {
		v.Emit(e)
		if each != nil {
			each(e)
		}
	}
	emit(event.RunStarted{At: noon, ID: "0199-run", Command: "build", Target: "dev", Adapter: "duckdb", Nodes: len(list), Threads: 4})
	var results []engine.Result
	for i, s := range list {
		r := s.result
		r.ID, r.Worker = s.id, i%4+1
		if r.Status != engine.Skipped {
			r.Started = noon
			r.Ended = noon.Add(time.Duration(s.seconds * float64(time.Second)))
			emit(event.NodeStarted{At: noon, ID: s.id, Kind: s.kind, What: s.what, Name: s.name, Index: i + 1, Total: len(list), Worker: r.Worker})
		}
		if s.what == "load" {
			emit(event.NodeProgress{ID: s.id, Done: 12, Total: 40, Unit: "files"})
			emit(event.Statement{ID: s.id, SQL: "create table offers as select 1", Elapsed: time.Second, QueryID: "q1"})
		}
		results = append(results, r)
		emit(event.NodeFinished{Kind: s.kind, What: s.what, Name: s.name, Index: i + 1, Total: len(list), Result: r})
	}
	emit(event.RunFinished{At: noon.Add(13 * time.Second), Elapsed: 13 * time.Second, Results: results})
}

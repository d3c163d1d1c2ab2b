package view_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got); -update writes it anew:\n%s", name, diff)
	}
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const template = "select o.customer_id, sum(o.amont) as revenue\n  from {{ ref \"orders\" }} as o\n"

func sources(file string) (string, bool) {
	return template, file == "models/marts/revenue.sql"
}

func databaseError() diag.Diagnostic {
	span := diag.SpanAt("models/marts/revenue.sql", template, 27, 34)
	return diag.Errorf(span, "database", `duckdb: table "o" has no column "amont"`).WithHint("columns of orders: id, amount")
}

// a step is one node of the run that all tests show.
type step struct {
	id         engine.NodeID
	kind       engine.Kind
	what, name string
	result     engine.Result
	seconds    float64
}

func steps() []step {
	return []step{
		{"seed.shop.shops", engine.KindSeed, "seed", "warehouse.shops", engine.Result{Status: engine.Success, Rows: 12}, 0.2},
		{"model.shop.offers", engine.KindModel, "load", "warehouse.offers", engine.Result{Status: engine.Success, Rows: 1204331, Files: 40, Rejects: 2}, 12.41},
		{"test.shop.not_null_offers_shop.ab12", engine.KindTest, "not_null", "not_null_offers_shop", engine.Result{Status: engine.Pass}, 0.01},
		{"test.shop.values.cd34", engine.KindTest, "accepted_values", "accepted_values_offers_currency__EUR__USD", engine.Result{Status: engine.Warn, Rows: 3, Message: "got 3 rows, warn if more than 0"}, 0.02},
		{"test.shop.unique.ef56", engine.KindTest, "unique", "unique_offers_id", engine.Result{Status: engine.Fail, Rows: 1, Message: "got 1 row that fails"}, 0.02},
		{"model.shop.revenue", engine.KindModel, "table", "marts.revenue", engine.Result{Status: engine.Errored, Rows: -1, Problems: diag.List{databaseError()}}, 0.31},
		{"model.shop.price_index", engine.KindModel, "incremental", "marts.price_index", engine.Result{Status: engine.NoOp, Rows: -1}, 0},
		{"model.shop.top", engine.KindModel, "view", "marts.top", engine.Result{Status: engine.Skipped, Rows: -1, SkippedBy: "model.shop.revenue"}, 0},
		{"model.shop.best", engine.KindModel, "view", "marts.best", engine.Result{Status: engine.Skipped, Rows: -1, SkippedBy: "test.shop.unique.ef56"}, 0},
		{"test.shop.n.gh78", engine.KindTest, "not_null", "not_null_top_id", engine.Result{Status: engine.Skipped, Rows: -1, SkippedBy: "model.shop.revenue"}, 0},
	}
}

// play emits a whole run; each is called after every event.
func play(v *view.View, each func(event.Event)) { playSteps(v, steps(), each) }

func TestLinesOfARun(t *testing.T) {
	for _, tt := range []struct {
		golden string
		o      view.Options
	}{
		{"run_text.golden", view.Options{Format: view.Text}},
		{"run_plain.golden", view.Options{Format: view.Plain, Terminal: true}},
		{"run_quiet.golden", view.Options{Format: view.Text, Quiet: true, Terminal: true}},
		{"run_color.golden", view.Options{Format: view.Text, Color: true}},
	} {
		t.Run(tt.golden, func(t *testing.T) {
			var out, log bytes.Buffer
			o := tt.o
			o.Out, o.Err, o.Sources, o.Now = &out, &log, sources, func() time.Time { return noon }
			v := view.New(o)
			play(v, nil)
			v.Hint("mart retry builds what failed and what was skipped")
			v.Close()
			golden(t, tt.golden, log.String())
			if out.Len() > 0 {
				t.Errorf("progress on stdout: %q", out.String())
			}
		})
	}
}

func TestTally(t *testing.T) {
	result := func(id engine.NodeID, s engine.Status) engine.Result { return engine.Result{ID: id, Status: s} }
	for _, tt := range []struct {
		want string
		e    event.RunFinished
	}{
		{"done in 0.3s: nothing to do", event.RunFinished{Elapsed: 300 * time.Millisecond}},
		{"interrupted after 1m05s: 1 model, 1 skipped", event.RunFinished{Elapsed: 65 * time.Second, Canceled: true,
			Results: []engine.Result{result("model.a.b", engine.Success), result("model.a.c", engine.Skipped)}}},
		{"done in 4.2s: 2 models, 1 seed, 1 snapshot, 2 tests passed, 1 warning, 2 failed", event.RunFinished{Elapsed: 4200 * time.Millisecond,
			Results: []engine.Result{result("model.a.b", engine.Success), result("model.a.c", engine.Success), result("seed.a.s", engine.Success),
				result("snapshot.a.s", engine.Success), result("test.a.t", engine.Pass), result("unit_test.a.t", engine.Pass), result("test.a.w", engine.Warn),
				result("test.a.f", engine.Fail), result("model.a.e", engine.Errored)}}},
	} {
		if got := view.Tally(tt.e); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestHeartbeatTellsOfLongNodesOnly(t *testing.T) {
	var log bytes.Buffer
	v := view.New(view.Options{Err: &log, Now: func() time.Time { return noon }})
	v.Emit(event.RunStarted{At: noon, Command: "run", Target: "dev", Adapter: "duckdb", Nodes: 2, Threads: 1})
	v.Emit(event.NodeStarted{At: noon, ID: "model.a.slow", Kind: engine.KindModel, What: "table", Name: "marts.slow", Index: 1, Total: 2})
	log.Reset()
	v.Tick(noon.Add(29 * time.Second))
	if log.Len() > 0 {
		t.Errorf("told too early: %s", log.String())
	}
	v.Emit(event.NodeProgress{ID: "model.a.slow", Done: 12, Total: 40, Unit: "files"})
	v.Tick(noon.Add(31 * time.Second))
	v.Tick(noon.Add(40 * time.Second))
	v.Tick(noon.Add(95 * time.Second))
	v.Close()
	got := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(got) != 2 || !strings.Contains(got[0], "12/40 files") || !strings.HasSuffix(got[0], "31.0s") || !strings.HasSuffix(got[1], "1m35s") {
		t.Errorf("got %q", got)
	}
}

func TestLogWriterKeepsLinesWhole(t *testing.T) {
	var log bytes.Buffer
	v := view.New(view.Options{Err: &log})
	w := v.LogWriter()
	for _, part := range []string{"half a ", "line\nand ", "more\nrest"} {
		if _, err := w.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := log.String(), "half a line\nand more\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

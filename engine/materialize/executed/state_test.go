package executed_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/quality"
	"github.com/martsql/mart/engine/state"
)

// The tables of engine/state are written and read back here, for the same reason: this
// is the package that has a database.
func TestStateTables(t *testing.T) {
	h := newHouse(t)
	d := h.adapter.Dialect()
	at := time.Date(2026, 11, 2, 12, 0, 0, 123456000, time.UTC)
	run := func(statements []engine.Statement) {
		t.Helper()
		if _, err := h.send(statements); err != nil {
			t.Fatal(err)
		}
	}
	run(state.Create(d))
	run(state.Create(d))

	file := state.FileRecord{Model: "model.p.m", Input: "source.p.s", Path: "it's.json", Size: 1 << 40, Modified: at, Hash: "abc", Rows: 3, Rejects: 1, RunID: "r1", LoadedAt: at}
	other := file
	other.Path = "b.json"
	run(state.RecordFiles(d, []state.FileRecord{file, other}))
	file.Rows = 4
	run(state.RecordFiles(d, []state.FileRecord{file}))
	var got []state.FileRecord
	for _, row := range h.values(state.LoadedFiles(d, "model.p.m").SQL) {
		f, err := state.DecodeFile(row)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f)
	}
	if diff := cmp.Diff([]state.FileRecord{other, file}, got); diff != "" {
		t.Error(diff)
	}
	run(state.ForgetModel(d, "model.p.m"))
	if rows := h.values(state.LoadedFiles(d, "model.p.m").SQL); rows != nil {
		t.Errorf("not forgotten: %v", rows)
	}

	record := state.RunRecord{RunID: "r1", Command: "build", Target: "dev", Status: "running", Started: at, Version: "v1", Selected: 2}
	run(state.RecordRun(d, record))
	record.Ended, record.Status = at.Add(time.Second), "success"
	run(state.RecordRun(d, record))
	rows := h.values(state.LastRuns(d, 5).SQL)
	if len(rows) != 1 {
		t.Fatalf("%d runs", len(rows))
	}
	if r, err := state.DecodeRun(rows[0]); err != nil || !cmp.Equal(r, record) {
		t.Errorf("got %+v, %v", r, err)
	}
	run(state.RecordResults(d, "r1", []engine.Result{{ID: "model.p.m", Status: engine.Errored, Started: at, Ended: at.Add(time.Second), Rows: -1, Message: "it's \x00 wrong"}}))
	h.same("results", "select node, status, seconds, row_count from _mart.results", "model.p.m|error|1|NULL")

	built := state.BuildRecord{Node: "model.p.m", Relation: "marts.m", Fingerprint: "f", Compiled: "c", RunID: "r1", BuiltAt: at, Rows: 5}
	run(state.RecordBuilds(d, []state.BuildRecord{built}))
	built.Rows = 6
	run(state.RecordBuilds(d, []state.BuildRecord{built}))
	rows = h.values(state.Builds(d).SQL)
	if len(rows) != 1 {
		t.Fatalf("%d builds", len(rows))
	}
	if b, err := state.DecodeBuild(rows[0]); err != nil || !cmp.Equal(b, built) {
		t.Errorf("got %+v, %v", b, err)
	}
}

func TestDataTests(t *testing.T) {
	h := newHouse(t)
	d := h.adapter.Dialect()
	compiled := engine.Compiled{SQL: "select * from range(7) t(n) where n > 1 -- five rows;"}
	cases := []struct {
		config   engine.Config
		status   engine.Status
		failures int64
	}{
		{engine.Config{}, engine.Fail, 5},
		{engine.Config{Severity: "warn"}, engine.Warn, 5},
		{engine.Config{ErrorIf: "> 5"}, engine.Warn, 5},
		{engine.Config{ErrorIf: "> 5", WarnIf: ">5"}, engine.Pass, 5},
		{engine.Config{Limit: 2}, engine.Fail, 2},
		{engine.Config{FailCalc: "sum(n)"}, engine.Fail, 20},
	}
	for _, c := range cases {
		test := &engine.Test{}
		test.Name, test.Config = "five", c.config
		rows := h.values(quality.TestSQL(test, compiled, d).SQL)
		answer, err := quality.Decode(rows[0])
		if err != nil {
			t.Fatal(err)
		}
		if status, _ := quality.Verdict(c.config, answer); status != c.status || answer.Failures != c.failures {
			t.Errorf("%+v: got %s %+v", c.config, status, answer)
		}
		if sample := h.values(quality.SampleSQL(test, compiled, 3).SQL); len(sample) != 3 {
			t.Errorf("a sample of %d rows", len(sample))
		}
		r := quality.FailuresRelation(test, "", "")
		h.exec("create schema if not exists " + r.Schema)
		if _, err := h.send(quality.StoreSQL(test, compiled, d, r)); err != nil {
			t.Fatal(err)
		}
		h.same("kept rows", quality.FromStored(test, d, r).SQL+" order by n limit 1", "2")
	}
}

package state_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/state"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// flakes is the other database.
type flakes struct{ plain }

func (flakes) Name() string { return "snowflake" }

// TestSnowflakeStatements shows every statement of this package as Snowflake gets it.
func TestSnowflakeStatements(t *testing.T) {
	d := flakes{}
	origin := engine.Origin{RunID: "r1", Node: "model.shop.m", Attempt: 2}
	file := state.FileRecord{Model: "model.shop.m", Input: "source.shop.raw.s", Path: "lake/it's.json", Size: 3, Modified: noon, Hash: "ab", Rows: 1, RunID: "r1", LoadedAt: noon}
	var all []engine.Statement
	all = append(all, state.Missing(d, func(engine.Relation) bool { return false })...)
	all = append(all, state.CreateStage(d), state.Lock(d, origin.Node), state.TakeLock(d, origin.Node, "r1", noon),
		state.KeepLock(d, origin.Node, "r1", noon), state.RecordCommit(d, origin, noon), state.Committed(d, origin), state.ForgetCommits(d, "r1"))
	all = append(all, state.RecordRun(d, state.RunRecord{RunID: "r1", Command: "build", Target: "prod", Status: "success", Started: noon, Ended: noon, Selected: 2, Version: "1"})...)
	all = append(all, state.RecordResults(d, "r1", []engine.Result{{ID: origin.Node, Status: engine.Success, Started: noon, Ended: noon, Rows: -1}})...)
	all = append(all, state.RecordBuilds(d, []state.BuildRecord{{Node: origin.Node, Relation: "main.m", RunID: "r1", BuiltAt: noon, Rows: 4}})...)
	all = append(all, state.Builds(d), state.LastRuns(d, 3), state.LoadedFiles(d, origin.Node))
	all = append(all, state.ForgetModel(d, origin.Node)...)
	all = append(all, state.RecordFiles(d, []state.FileRecord{file})...)
	all = append(all, state.ForgetFiles(d, origin.Node, file.Input, []string{file.Path})...)
	var got strings.Builder
	for _, s := range all {
		got.WriteString(s.SQL + ";\n")
	}
	name := filepath.Join("testdata", "snowflake.sql")
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
	if stands := state.Missing(d, func(r engine.Relation) bool { return r.Name != "locks" }); len(stands) != 1 {
		t.Errorf("only locks is missing: %v", stands)
	}
}

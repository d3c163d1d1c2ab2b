package state_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/state"
)

// plain is a dialect that quotes no names.
type plain struct{ engine.Dialect }

func (plain) Name() string                      { return "duckdb" }
func (plain) Quote(s string) string             { return s }
func (plain) Relation(r engine.Relation) string { return r.String() }
func (plain) Literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

var noon = time.Date(2026, 11, 2, 12, 0, 0, 123456789, time.UTC)

func TestSort(t *testing.T) {
	known := []state.FileRecord{
		{Path: "same", Size: 1, Modified: noon.Truncate(time.Microsecond), Hash: "s"},
		{Path: "touched", Size: 1, Modified: noon, Hash: "t", Rows: 7},
		{Path: "longer", Size: 1, Modified: noon, Hash: "l"},
		{Path: "edited", Size: 1, Modified: noon, Hash: "e"},
		{Path: "unsure", Size: 1, Modified: noon, Hash: "u"},
		{Path: "gone", Size: 1, Modified: noon, Hash: "g"},
		{Path: "unhashed", Size: 1, Modified: noon},
	}
	later := noon.Add(time.Hour)
	found := []engine.File{
		{Path: "new", Size: 1, Modified: later},
		{Path: "same", Size: 1, Modified: noon},
		{Path: "same", Size: 1, Modified: noon},
		{Path: "touched", Size: 1, Modified: later, Hash: "t"},
		{Path: "longer", Size: 2, Modified: later},
		{Path: "edited", Size: 1, Modified: later, Hash: "x"},
		{Path: "unsure", Size: 1, Modified: later},
		{Path: "unhashed", Size: 1, Modified: later},
	}
	got := state.Sort(known, found)
	paths := func(files []engine.File) string {
		var out []string
		for _, f := range files {
			out = append(out, f.Path)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ what, got, want string }{
		{"new", paths(got.New), "new"},
		{"changed", paths(got.Changed), "longer edited unhashed"},
		{"unchanged", paths(got.Unchanged), "same touched"},
		{"unsure", paths(got.Unsure), "unsure"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	if len(got.Vanished) != 1 || got.Vanished[0].Path != "gone" {
		t.Errorf("vanished %v", got.Vanished)
	}
	if len(got.Touched) != 1 || !got.Touched[0].Modified.Equal(later) || got.Touched[0].Rows != 7 {
		t.Errorf("touched %v", got.Touched)
	}
}

// Every file that is found is in exactly one list, and every known one is found or
// vanished, whatever the ledger says.
func TestSortLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"})
		hash := rapid.SampledFrom([]string{"", "1", "2"})
		var known []state.FileRecord
		for _, p := range rapid.SliceOfDistinct(name, rapid.ID).Draw(t, "known") {
			known = append(known, state.FileRecord{Path: p, Size: rapid.Int64Range(0, 1).Draw(t, "size"), Hash: hash.Draw(t, "hash")})
		}
		var found []engine.File
		for _, p := range rapid.SliceOfDistinct(name, rapid.ID).Draw(t, "found") {
			found = append(found, engine.File{Path: p, Size: rapid.Int64Range(0, 1).Draw(t, "size"), Hash: hash.Draw(t, "hash"),
				Modified: time.Unix(rapid.Int64Range(-62135596800, -62135596799).Draw(t, "time"), 0)})
		}
		d := state.Sort(known, found)
		times := map[string]int{}
		for _, files := range [][]engine.File{d.New, d.Changed, d.Unchanged, d.Unsure} {
			for _, f := range files {
				times[f.Path]++
			}
		}
		for _, f := range found {
			if times[f.Path] != 1 {
				t.Fatalf("%s is in %d lists", f.Path, times[f.Path])
			}
		}
		if len(d.Vanished)+len(found)-len(d.New) != len(known) {
			t.Fatalf("%d known files, but %d vanished and %d were found again", len(known), len(d.Vanished), len(found)-len(d.New))
		}
	})
}

func TestOfInput(t *testing.T) {
	got := state.OfInput([]state.FileRecord{{Input: "a", Path: "1"}, {Input: "b", Path: "2"}}, "b")
	if len(got) != 1 || got[0].Path != "2" {
		t.Errorf("got %v", got)
	}
}

func TestRecordFiles(t *testing.T) {
	var files []state.FileRecord
	for i := range 1500 {
		files = append(files, state.FileRecord{Model: "model.p.m", Input: engine.NodeID(fmt.Sprint("source.p.s", i%2)), Path: fmt.Sprint("it's ", i)})
	}
	got := state.RecordFiles(plain{}, files)
	if len(got) != 4 {
		t.Fatalf("%d statements, want 2 deletes and 2 inserts", len(got))
	}
	if !strings.HasPrefix(got[0].SQL, "delete from _mart.loads where model = 'model.p.m' and input = 'source.p.s0' and path in ('it''s 0', 'it''s 2',") {
		t.Errorf("got %.200s", got[0].SQL)
	}
	if n := strings.Count(got[2].SQL, "\n("); n != 1000 {
		t.Errorf("%d rows in the first insert, want 1000", n)
	}
	if state.RecordFiles(plain{}, nil) != nil {
		t.Error("statements for no file")
	}
}

func TestRecordRun(t *testing.T) {
	r := state.RunRecord{RunID: "r1", Command: "build", Target: "dev", Status: "running", Started: noon, Version: "1", Selected: 3}
	got := state.RecordRun(plain{}, r)
	want := "insert into _mart.runs (run_id, command, target, status, started_at, ended_at, steps, version) values\n" +
		"('r1', 'build', 'dev', 'running', cast('2026-11-02 12:00:00.123456' as timestamp), NULL, 3, '1')"
	if len(got) != 1 || got[0].SQL != want {
		t.Errorf("got %+v", got)
	}
	r.Ended = noon
	if got = state.RecordRun(plain{}, r); len(got) != 2 || got[0].SQL != "delete from _mart.runs where run_id in ('r1')" {
		t.Errorf("got %+v", got)
	}
}

func TestRecordResults(t *testing.T) {
	got := state.RecordResults(plain{}, "r1", []engine.Result{
		{ID: "model.p.a", Status: engine.Success, Started: noon, Ended: noon.Add(1500 * time.Millisecond), Rows: 3, Files: 2, Rejects: 1, QueryIDs: []string{"q1", "q2"}},
		{ID: "model.p.b", Status: engine.Skipped, Rows: -1, SkippedBy: "model.p.a"},
	})
	want := `insert into _mart.results (run_id, node, status, started_at, ended_at, seconds, row_count, file_count, reject_count, message, skipped_by, query_ids) values
('r1', 'model.p.a', 'success', cast('2026-11-02 12:00:00.123456' as timestamp), cast('2026-11-02 12:00:01.623456' as timestamp), 1.5, 3, 2, 1, '', '', 'q1 q2'),
('r1', 'model.p.b', 'skipped', NULL, NULL, NULL, NULL, 0, 0, '', 'model.p.a', '')`
	if len(got) != 1 {
		t.Fatalf("%d statements", len(got))
	}
	if diff := cmp.Diff(want, got[0].SQL); diff != "" {
		t.Error(diff)
	}
}

func TestDecode(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	row := []any{"model.p.m", "source.p.s", "a.json", "12", time.Date(2026, 11, 2, 12, 0, 0, 5000, berlin), nil, int64(3), int32(1), "r1", "2026-11-02 12:00:00.5"}
	got, err := state.DecodeFile(row)
	if err != nil {
		t.Fatal(err)
	}
	want := state.FileRecord{Model: "model.p.m", Input: "source.p.s", Path: "a.json", Size: 12, Modified: time.Date(2026, 11, 2, 12, 0, 0, 5000, time.UTC),
		Rows: 3, Rejects: 1, RunID: "r1", LoadedAt: time.Date(2026, 11, 2, 12, 0, 0, 500000000, time.UTC)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i, bad := range []any{1, 1, 1, "x", "x", 1, true, true, 1, 1} {
		broken := append([]any{}, row...)
		broken[i] = bad
		if _, err := state.DecodeFile(broken); err == nil {
			t.Errorf("column %d: %v is taken", i, bad)
		}
	}
	if _, err := state.DecodeFile(row[:4]); err == nil {
		t.Error("a short row is taken")
	}
}

package freshness_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/freshness"
)

var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// lake is an adapter that has files and nothing else.
type lake struct {
	engine.Adapter
	engine.Lake
	files  []engine.File
	err    error
	mu     sync.Mutex
	listed int
}

func (l *lake) List(context.Context, []string) ([]engine.File, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listed++
	return l.files, l.err
}

func bench(l engine.Adapter) *freshness.Bench {
	return &freshness.Bench{Now: now, Side: func(_ context.Context, lake bool) (engine.Adapter, error) {
		if !lake {
			return nil, errors.New("the warehouse is not wanted")
		}
		return l, nil
	}}
}

func source(field string, globs ...string) *engine.Source {
	return &engine.Source{
		Header: engine.Header{ID: "source.p.raw.offers", Name: "offers"}, SourceName: "raw", LoadedAtField: field, Files: &engine.Files{Globs: globs},
		Freshness: &engine.Freshness{WarnAfter: &engine.Age{Count: 12, Period: "hour"}, ErrorAfter: &engine.Age{Count: 2, Period: "day"}},
	}
}

func file(path string, age time.Duration) engine.File {
	return engine.File{Path: path, Modified: now.Add(-age)}
}

func TestFiles(t *testing.T) {
	written := []engine.File{file("raw/day=2026-11-18/late.json", time.Hour), file("raw/day=2026-11-19/a.json", 40*time.Hour)}
	for _, tt := range []struct {
		name  string
		field string
		globs []string
		files []engine.File
		want  engine.Status
		what  string // that is found, or what is wrong
	}{
		{"Written", "", []string{"raw/day=*/*.json"}, written, engine.Pass, "raw/day=2026-11-18/late.json"},
		{"WrittenLongAgo", "", []string{"raw/day=*/*.json"}, written[1:], engine.Warn, "raw/day=2026-11-19/a.json"},
		{"Folder", "day", []string{"raw/day=*/*.json"}, written, engine.Warn, "day=2026-11-19"},
		{"OldFolder", "day", []string{"raw/day=*/*.json"}, written[:1], engine.Errored, "day=2026-11-18"},
		{"Hour", "hour", []string{"raw/hour=*/*.json"}, []engine.File{file("raw/hour=2026-11-20T08/a.json", 0)}, engine.Pass, "hour=2026-11-20T08"},
		{"TwoGlobs", "day", []string{"a/day=*/*.json", "b/day=*/*.json"}, []engine.File{file("a/day=2026-11-17/x.json", 0), file("b/day=2026-11-20/x.json", 0)}, engine.Pass, "day=2026-11-20"},
		{"NoTime", "day", []string{"raw/day=*/*.json"}, []engine.File{file("raw/day=soon/a.json", 0)}, engine.RuntimeError, "bad-folder"},
		{"NoFiles", "", []string{"raw/*.json"}, nil, engine.RuntimeError, "no-files"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := bench(&lake{files: tt.files}).Look(t.Context(), source(tt.field, tt.globs...))
			if got.Status != tt.want || got.Status != engine.RuntimeError && got.What != tt.what || got.Status == engine.RuntimeError && !strings.Contains(got.Problems.Error(), "["+tt.what+"]") {
				t.Errorf("%s, %q, %v", got.Status, got.What, got.Problems)
			}
			if !got.Asked.Equal(now) {
				t.Errorf("counted from %s", got.Asked)
			}
		})
	}
}

// A lake that cannot be listed is told with the source's name.
func TestFaultOfTheLake(t *testing.T) {
	got := bench(&lake{err: errors.New("access denied")}).Look(t.Context(), source("", "s3://bucket/*.json"))
	if got.Status != engine.RuntimeError || !strings.Contains(got.Problems.Error(), "the age of raw.offers could not be found: access denied") {
		t.Errorf("%s %v", got.Status, got.Problems)
	}
}

// However many models ask, a source is looked at once.
func TestLooksOnce(t *testing.T) {
	l := &lake{files: []engine.File{file("a.json", time.Hour)}}
	b, s := bench(l), source("", "*.json")
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if got := b.Look(t.Context(), s); got.Status != engine.Pass {
				t.Errorf("%s", got.Status)
			}
		})
	}
	all.Wait()
	if l.listed != 1 {
		t.Errorf("listed %d times", l.listed)
	}
}

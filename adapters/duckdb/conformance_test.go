package duckdb_test

import (
	"context"
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/adaptertest"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
)

func TestConformance(t *testing.T) {
	for _, path := range []string{":memory:", "target/dev.duckdb"} {
		t.Run(path, func(t *testing.T) {
			adaptertest.Run(t, func(t *testing.T) engine.Adapter { return open(t, map[string]any{"path": path}) })
		})
	}
}

// open opens a target with these settings in a new project folder.
func open(t testing.TB, settings map[string]any) engine.Adapter {
	t.Helper()
	a, err := duckdb.New().Open(context.Background(),
		engine.Target{Name: "dev", Adapter: "duckdb", Settings: settings}, adapters.Options{Root: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return a
}

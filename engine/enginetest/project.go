// Package enginetest makes projects of any size to test and measure the engine with: the
// same graph of models in mart's form, in that of other engines, and as a bare script.
// The same Spec always gives the same files.
package enginetest

import (
	"fmt"
	"os"
	"path/filepath"
)

// A Format is whose project the files are.
type Format string

// The formats. Raw is the statements alone, in order, for a script without an engine.
const (
	Mart    Format = "mart"
	DBT     Format = "dbt"
	SQLMesh Format = "sqlmesh"
	Raw     Format = "raw"
)

// A Shape is what the graph of models looks like.
type Shape string

// The shapes.
const (
	// Simple is a tree of views, each over its parent: nothing but statements to send.
	Simple Shape = "simple"
	// Layered is staging views over ten raw tables, views that join two earlier models,
	// and mart tables that aggregate. Staging models call a macro, and property files
	// describe a hundred models each, every tenth with tests.
	Layered Shape = "layered"
)

// RawTables is the file of a layered project that makes its raw tables, in the schema raw
// of the project's database.
const RawTables = "raw_tables.sql"

// The files of a Raw project: the statements that build its models, in order, and the
// queries of its data tests.
const (
	Script     = "run.sql"
	TestScript = "tests.sql"
)

// Database is the DuckDB file that the projects build into, in their folder.
const Database = "bench.duckdb"

// A Spec says which project to make.
type Spec struct {
	Format Format
	Shape  Shape
	Models int // at least 10
}

// Files returns the project's files by slash-separated path.
func (s Spec) Files() (map[string]string, error) {
	if s.Models < 10 {
		return nil, fmt.Errorf("%d models are too few: give at least 10", s.Models)
	}
	g, ok := map[Shape]func(int) graph{Simple: simple, Layered: layered}[s.Shape]
	if !ok {
		return nil, fmt.Errorf("unknown shape %q: write simple or layered", s.Shape)
	}
	w, ok := writers[s.Format]
	if !ok {
		return nil, fmt.Errorf("unknown format %q: write mart, dbt, sqlmesh or raw", s.Format)
	}
	return w.files(g(s.Models)), nil
}

// Write writes the project into a folder, which is made.
func (s Spec) Write(dir string) error {
	files, err := s.Files()
	if err != nil {
		return err
	}
	made := map[string]bool{}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if folder := filepath.Dir(path); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			made[folder] = true
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGenWritesAProject(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if err := dispatch(t.Context(), []string{"gen", "--format", "dbt", "--shape", "simple", "-n", "25", dir}, &bytes.Buffer{}, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	models, err := filepath.Glob(filepath.Join(dir, "models/*/*.sql"))
	if err != nil || len(models) != 25 {
		t.Errorf("%d models, %v", len(models), err)
	}
}

// The bare script of a generated project runs, its tests too.
func TestRawRunsAGeneratedProject(t *testing.T) {
	dir := t.TempDir()
	call := func(args ...string) {
		t.Helper()
		if err := dispatch(t.Context(), args, &bytes.Buffer{}, &bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
	}
	call("gen", "--format", "raw", "-n", "50", dir)
	database := filepath.Join(dir, "bench.duckdb")
	in := func(name string) string { return filepath.Join(dir, name) }
	call("raw", "--db", database, in("raw_tables.sql"), in("run.sql"), in("tests.sql"))
	check := in("check.sql")
	if err := os.WriteFile(check, []byte("select case when count(*) = 10 then 1 else error('not 10 tables') end from duckdb_tables() where schema_name = 'main'"), 0o644); err != nil {
		t.Fatal(err)
	}
	call("raw", "--db", database, check)
	call("raw", "--db", database, "--functions", check)

	wrong := in("wrong.sql")
	if err := os.WriteFile(wrong, []byte("select 1 from nowhere"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"raw", "--db", database, wrong}, {"raw", "--db", database, "--functions", wrong}} {
		if err := dispatch(t.Context(), args, &bytes.Buffer{}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "wrong.sql") {
			t.Errorf("%v: %v does not name the file", args, err)
		}
	}
}

func TestWrongCalls(t *testing.T) {
	for want, args := range map[string][]string{
		"no command":                {},
		`no command "bench"`:        {"bench"},
		"one folder":                {"gen"},
		"wants SQL files":           {"raw"},
		"--what speed: write some":  {"run", "--what", "start,speed"},
		"--n 5: write numbers":      {"run", "--n", "1000,5"},
		"--shape round":             {"run", "--shape", "round"},
		"--runs must be at least 1": {"run", "--runs", "0"},
		`unexpected argument "ls"`:  {"run", "ls"},
		"repository is not here":    {"run", "--repository", t.TempDir()},
	} {
		err := dispatch(t.Context(), args, &bytes.Buffer{}, &bytes.Buffer{})
		var usage usageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), want) {
			t.Errorf("martbench %v says %v, want %q", args, err, want)
		}
	}
}

// A measurement of an engine that is not there says so, and how to get it.
func TestRunWithoutPeers(t *testing.T) {
	var out, progress bytes.Buffer
	file := filepath.Join(t.TempDir(), "out.json")
	mart := filepath.Join(t.TempDir(), "mart") // a stand-in
	if err := os.WriteFile(mart, []byte("#!/bin/sh\necho mart 1.2.3\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	err := dispatch(t.Context(), []string{"run", "--mart", mart, "--what", "start", "--runs", "2", "--json", file}, &out, &progress)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- mart: mart 1.2.3", "dbt 1 is not installed: pip install", "SQLMesh is not installed", "start: print the version", "Budget: under 30 ms"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, out.String())
		}
	}
	if !strings.Contains(progress.String(), "mart, 2 of 2") {
		t.Errorf("progress is %q", progress.String())
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), `"wall_ns"`) {
		t.Errorf("JSON has no samples: %v\n%s", err, text)
	}
}

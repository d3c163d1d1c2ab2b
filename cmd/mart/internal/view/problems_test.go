package view_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

func TestProblems(t *testing.T) {
	warning := diag.Warnf(diag.Span{File: "models/a.yml", Start: diag.Pos{Line: 3, Column: 5}}, "unused", "no model is named \"a\"")
	for _, tt := range []struct {
		golden string
		o      view.Options
	}{
		{"problems_text.golden", view.Options{Format: view.Text}},
		{"problems_plain.golden", view.Options{Format: view.Plain}},
		{"problems_quiet.golden", view.Options{Format: view.Plain, Quiet: true}},
	} {
		var log bytes.Buffer
		o := tt.o
		o.Err, o.Sources = &log, sources
		v := view.New(o)
		v.Faults(diag.List{databaseError(), warning}, "nothing was run")
		v.Fail(fmt.Errorf("build: %w", diag.List{databaseError()}))
		v.Fail(&engine.DatabaseError{Adapter: "duckdb", Kind: engine.LockedError, Message: "the file is held by process 12\nend it, or wait"})
		v.Fail(errors.New("disk full"))
		golden(t, tt.golden, log.String())
	}
}

func TestTotal(t *testing.T) {
	at := func(file string, s diag.Severity) diag.Diagnostic {
		return diag.Diagnostic{Severity: s, Span: diag.Span{File: file}}
	}
	for _, tt := range []struct {
		want string
		list diag.List
	}{
		{"", nil},
		{"", diag.List{at("a", diag.Note)}},
		{"1 error in 1 file", diag.List{at("a", diag.Error)}},
		{"2 errors and 1 warning in 2 files", diag.List{at("a", diag.Error), at("b", diag.Error), at("b", diag.Warning)}},
		{"1 error", diag.List{at("--select", diag.Error)}},
		{"1 warning", diag.List{at("", diag.Warning)}},
	} {
		if got := view.Total(tt.list); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

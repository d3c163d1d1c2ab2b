package executed_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine/run"
)

// TestOutdatedRows raises a Go function and changes SQL, on DuckDB, on a pretended
// warehouse and on the test server: rows that are kept are told in the same words.
func TestOutdatedRows(t *testing.T) {
	wire, _ := wired(t)
	for name, h := range map[string]*house{"dev": newHouse(t, "dev"), "prod": newHouse(t, "prod"), "wired": wire} {
		t.Run(name, func(t *testing.T) { outdated(t, h) })
	}
}

func outdated(t *testing.T, h *house) {
	const raised = "sales keeps rows that were made before loud went from version 1 to 2"
	for _, s := range []struct {
		name string
		do   func()
		o    run.Options
		want []string
	}{
		{"first", func() {}, run.Options{}, nil},
		{"nothing new", func() {}, run.Options{}, nil},
		{"raised", func() { h.version = 2 }, run.Options{}, []string{raised}},
		{"a new day", func() { h.day(3, 4) }, run.Options{}, []string{raised}},
		{"nothing new again", func() {}, run.Options{}, []string{raised}},
		{"other SQL", func() {
			write(t, h.root, "models/growing.sql", strings.Replace(project["models/growing.sql"], "id, price", "id, price * 2 as price", 1))
		}, run.Options{}, []string{raised, "growing keeps rows that were made before its SQL changed"}},
		{"full refresh", func() {}, run.Options{FullRefresh: true}, nil},
		{"another day", func() { h.day(4, 1) }, run.Options{}, nil},
	} {
		s.do()
		var got []string
		for _, r := range h.build(s.o) {
			for _, d := range r.Problems {
				if d.Code == "outdated-rows" {
					got = append(got, d.Summary)
				}
			}
		}
		if diff := cmp.Diff(s.want, got); diff != "" {
			t.Errorf("%s: %s", s.name, diff)
		}
	}
}

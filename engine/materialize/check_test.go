package materialize_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

func TestCheckRejects(t *testing.T) {
	cases := []struct {
		limit          string
		rejects, total int64
		code           string
	}{
		{"", 5, 100, ""},
		{"", 6, 100, "too-many-rejects"},
		{"0%", 0, 100, ""},
		{"0%", 1, 100, "too-many-rejects"},
		{"2.5%", 2, 100, ""},
		{"2.5%", 3, 100, "too-many-rejects"},
		{"100%", 7, 7, ""},
		{"10", 10, 11, ""},
		{"10", 11, 1 << 40, "too-many-rejects"},
		{"0", 0, 0, ""},
		{"", 0, 0, ""},
		{"", 1, 1, "too-many-rejects"},
		{"some", 0, 1, "wrong-value"},
		{"-1", 0, 1, "wrong-value"},
		{"120%", 0, 1, "wrong-value"},
		{"x%", 0, 1, "wrong-value"},
		{"nan%", 0, 1, "wrong-value"},
	}
	for _, c := range cases {
		b := build("duckdb", "load")
		b.Config.MaxRejects = c.limit
		got := ""
		if d := materialize.CheckRejects(b, c.rejects, c.total); d != nil {
			got = d.Code
		}
		if got != c.code {
			t.Errorf("%q, %d of %d: got %q, want %q", c.limit, c.rejects, c.total, got, c.code)
		}
	}
}

func TestCheckSource(t *testing.T) {
	source := func(format string, options map[string]any) *engine.Source {
		return &engine.Source{Files: &engine.Files{Format: format, Options: options}}
	}
	cases := []struct {
		source *engine.Source
		want   string
	}{
		{&engine.Source{}, ""},
		{source("json", nil), ""},
		{source("csv", map[string]any{"delimiter": ";", "header": false, "skip": 2, "nullstr": []any{"NA", "-"}}), ""},
		{source("xml", nil), "unknown-format: the formats are csv, json, parquet, text"},
		{source("csv", map[string]any{"delimeter": ";"}), `unknown-option: did you mean "delimiter"?`},
		{source("parquet", map[string]any{"zzzzzzzzzzzzzzz": 1}), "unknown-option: the options are binary_as_string"},
		{source("json", map[string]any{"format": "auto"}), "wrong-value: write newline_delimited (one object a line, the default) or array"},
		{source("json", map[string]any{"compression": map[string]any{}}), "wrong-type: "},
	}
	for _, c := range cases {
		var got []string
		for _, d := range materialize.CheckSource(c.source) {
			got = append(got, d.Code+": "+d.Hint)
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestBatches(t *testing.T) {
	files := []engine.File{{Path: "a", Size: 5}, {Path: "b", Size: 5}, {Path: "c", Size: 1}, {Path: "d", Size: 50}, {Path: "e", Size: 1}}
	var got []string
	for _, batch := range materialize.Batches(files, 10) {
		var paths []string
		for _, f := range batch {
			paths = append(paths, f.Path)
		}
		got = append(got, strings.Join(paths, ""))
	}
	if diff := cmp.Diff([]string{"ab", "c", "d", "e"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestInlineReaderFaults(t *testing.T) {
	table := &engine.Source{}
	table.Name = "orders"
	half := &engine.Source{Files: &engine.Files{Format: "json"}, Columns: []engine.Column{{Name: "a", DataType: "DATE"}, {Name: "b"}}}
	for want, node := range map[string]engine.Relational{"not-files": table, "missing-type": half, "unknown-format": &engine.Source{Files: &engine.Files{}}} {
		_, problems := materialize.InlineReader(node, "/p", false)
		if len(problems) == 0 || problems[0].Code != want {
			t.Errorf("got %v, want %s", problems, want)
		}
	}
}

func TestInlineReaderAlternatives(t *testing.T) {
	s := &engine.Source{Files: &engine.Files{Format: "json", Globs: []string{"lake/{a,b{1,2}}/x=*/*.json", "s3://bucket/*.json"}}}
	got, problems := materialize.InlineReader(s, "/p", false)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	want := "['/p/lake/a/x=*/*.json', '/p/lake/b1/x=*/*.json', '/p/lake/b2/x=*/*.json', 's3://bucket/*.json']"
	if !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant the files %s", got, want)
	}
	if !strings.Contains(got, "hive_partitioning = true") {
		t.Error("the folder x is not a column")
	}
}

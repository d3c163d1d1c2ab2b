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

// TestWarehouseTypes holds the types that rows come over as against those that a
// catalogue tells of the same table, and names as Snowflake describes them.
func TestWarehouseTypes(t *testing.T) {
	lake := []string{"BIGINT", "DECIMAL(18,3)", "HUGEINT", "VARCHAR", "DOUBLE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "BLOB", "INTEGER[]", "STRUCT(a INTEGER)[]",
		"STRUCT(a INTEGER)", "MAP(VARCHAR, INTEGER)", "JSON", "UUID", "ENUM('a', 'b')", "DATE", "TIME", "BOOLEAN", "INTERVAL"}
	want := []string{"number(38,0)", "number(18,3)", "number(38,0)", "varchar", "float", "timestamp_ntz", "timestamp_ltz", "binary", "array", "array",
		"object", "object", "variant", "varchar", "varchar", "date", "time", "boolean", "varchar"}
	var columns []engine.Column
	for _, l := range lake {
		columns = append(columns, engine.Column{Name: "c", DataType: l})
	}
	for i, c := range materialize.WarehouseColumns(columns) {
		if c.DataType != want[i] {
			t.Errorf("%s comes over as %s, not %s", lake[i], c.DataType, want[i])
		}
	}
	got := materialize.LogicalNames([]engine.Column{{Name: "ORDER_ID"}, {Name: "Order Id"}, {Name: "orderId"}})
	if got[0].Name != "order_id" || got[1].Name != `"Order Id"` || got[2].Name != `"orderId"` {
		t.Errorf("got %v", got)
	}
}

// TestCopyResults reads what Snowflake says of a PUT and of a COPY.
func TestCopyResults(t *testing.T) {
	names := func(list ...string) (out []engine.Column) {
		for _, n := range list {
			out = append(out, engine.Column{Name: n})
		}
		return out
	}
	put := names("source", "target", "source_size", "target_size", "status", "message")
	for _, c := range []struct {
		size   int64
		status string
		good   bool
	}{{10, "UPLOADED", true}, {10, "SKIPPED", true}, {9, "SKIPPED", false}, {9, "UPLOADED", false}, {10, "ERROR", false}} {
		err := materialize.CheckPut(put, []any{"a", "a", int64(10), c.size, c.status, nil}, 10)
		if (err == nil) != c.good {
			t.Errorf("%v: %v", c, err)
		}
	}
	copied, ok := materialize.DecodeCopy(names("file", "status", "rows_parsed", "rows_loaded", "first_error"), []any{"r/n/rows/ab.parquet", "LOADED", int64(3), int64(2), "no"})
	if !ok || copied != (materialize.Copied{File: "ab.parquet", Status: "LOADED", Parsed: 3, Loaded: 2, FirstError: "no"}) {
		t.Errorf("got %+v", copied)
	}
	if _, ok := materialize.DecodeCopy(names("status"), []any{"Copy executed with 0 files processed."}); ok {
		t.Error("no file was copied")
	}
	files := []materialize.HandedFile{{Name: "a.parquet"}, {Name: "b.parquet"}, {Name: "c.parquet"}}
	s := engine.Statement{SQL: "copy ... files = ('a.parquet', 'b.parquet')"}
	if got := materialize.OnlyFiles(s, files, map[string]int64{"b.parquet": 1}).SQL; got != "copy ... files = ('b.parquet')" {
		t.Errorf("got %s", got)
	}
}

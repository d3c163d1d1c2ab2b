package view_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"pgregory.net/rapid"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// everyType is a result with a column of each family of types.
func everyType() ([]engine.Column, [][]any) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	moment := time.Date(2026, 3, 1, 9, 30, 0, 250_000_000, time.UTC)
	columns := []engine.Column{
		{Name: "shop", DataType: "VARCHAR"}, {Name: "n", DataType: "BIGINT"}, {Name: "price", DataType: "DECIMAL(18,4)"},
		{Name: "day", DataType: "DATE"}, {Name: "seen", DataType: "TIMESTAMP"}, {Name: "since", DataType: "TIMESTAMP"},
		{Name: "at", DataType: "TIMESTAMP WITH TIME ZONE"}, {Name: "opens", DataType: "TIME"}, {Name: "ratio", DataType: "DOUBLE"},
		{Name: "ok", DataType: "BOOLEAN"}, {Name: "tags", DataType: "VARCHAR[]"}, {Name: "promo", DataType: "STRUCT(kind VARCHAR, price DECIMAL(10,2))"},
		{Name: "raw", DataType: "BLOB"}, {Name: "big", DataType: "HUGEINT"}, {Name: "n", DataType: "INTEGER"},
	}
	rows := [][]any{
		{"albert | heijn", int64(1204), "12.5000", day, moment, day, moment, time.Date(1, 1, 1, 8, 0, 0, 0, time.UTC), 0.1, true,
			[]any{"a", nil, int64(2)}, map[string]any{"price": "2.50", "kind": "multi"}, []byte{0xde, 0xad}, "170141183460469231731687303715884105727", int64(1)},
		{"牛乳 \"🛒\"\nline two, <b>", nil, "-0.0001", nil, moment.Truncate(time.Second), nil, nil, nil, 1e21, nil, []any{}, nil, nil, nil, int64(-2)},
		{"", int64(9007199254740993), nil, day, nil, day, moment, nil, math.NaN(), false, nil, map[string]any{"kind": nil}, nil, "0", nil},
	}
	return columns, rows
}

func show(t *testing.T, width int, o view.TableOptions) string {
	t.Helper()
	var out bytes.Buffer
	columns, rows := everyType()
	if err := view.New(view.Options{Out: &out, OutWidth: width}).Table(columns, rows, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTableOutputs(t *testing.T) {
	for _, o := range []view.Output{view.TableOutput, view.CSVOutput, view.JSONOutput, view.JSONLOutput, view.MarkdownOutput, view.VerticalOutput} {
		t.Run(string(o), func(t *testing.T) {
			golden(t, "table_"+string(o)+".golden", show(t, 0, view.TableOptions{Output: o}))
		})
	}
	golden(t, "table_80.golden", show(t, 80, view.TableOptions{More: true}))
	golden(t, "table_120.golden", show(t, 120, view.TableOptions{}))
}

func TestTableWithoutRows(t *testing.T) {
	for o, want := range map[view.Output]string{
		view.TableOutput: " a │ b\n───┼───\nno rows\n", view.CSVOutput: "a,b\n", view.JSONOutput: "[]\n", view.JSONLOutput: "",
		view.MarkdownOutput: "| a    | b    |\n| ---- | ---- |\n", view.VerticalOutput: "no rows\n",
	} {
		var out bytes.Buffer
		if err := view.New(view.Options{Out: &out}).Table([]engine.Column{{Name: "a"}, {Name: "b"}}, nil, view.TableOptions{Output: o}); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%s: got %q, want %q", o, out.String(), want)
		}
	}
}

func TestProgramsReadOurOutputs(t *testing.T) {
	var objects []map[string]any
	d := json.NewDecoder(strings.NewReader(show(t, 0, view.TableOptions{Output: view.JSONOutput})))
	d.UseNumber()
	if err := d.Decode(&objects); err != nil {
		t.Fatal(err)
	}
	if objects[0]["price"] != json.Number("12.5000") || objects[2]["n"] != json.Number("9007199254740993") || objects[1]["n"] != nil || objects[0]["n_2"] != json.Number("1") {
		t.Errorf("numbers lost digits: %v", objects)
	}
	records, err := csv.NewReader(strings.NewReader(show(t, 0, view.TableOptions{Output: view.CSVOutput}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 4 || records[2][0] != "牛乳 \"🛒\"\nline two, <b>" {
		t.Errorf("got %q", records)
	}
}

// TestTablesFitTheTerminal draws random texts at random widths: no line is wider.
func TestTablesFitTheTerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "columns")
		width := rapid.IntRange(40, 160).Draw(t, "width")
		columns, row := make([]engine.Column, n), make([]any, n)
		for i := range n {
			columns[i].Name = "c"
			row[i] = rapid.StringOfN(rapid.SampledFrom([]rune("ab 牛🛒é\n\x1b\t")), 0, 60, -1).Draw(t, "cell")
		}
		var out bytes.Buffer
		if err := view.New(view.Options{Out: &out, OutWidth: width}).Table(columns, [][]any{row}, view.TableOptions{}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(out.String(), "\n")
		if len(lines) < 4 {
			t.Fatalf("%q", lines)
		}
		for _, l := range lines[:3] {
			if w := text.StringWidth(l); w > width || strings.ContainsRune(l, '\x1b') {
				t.Fatalf("%d columns in %d: %q", w, width, l)
			}
		}
	})
}

func parsePromo() *udfs.Func {
	return &udfs.Func{
		Name: "parse_promo", Version: 3, Summary: "Reads a promotion text.",
		Args: []udfs.Arg{{Name: "text", Type: udfs.Type{Kind: udfs.Text}}, {Name: "unit_price", Type: udfs.DecimalType(18, 4), Optional: true}},
		Returns: []udfs.Field{
			{Name: "kind", Type: udfs.Type{Kind: udfs.Text}, Doc: "what sort of promotion it is"},
			{Name: "unit_price", Type: udfs.DecimalType(18, 4), Doc: "the price of one piece"},
			{Name: "minimum", Type: udfs.Type{Kind: udfs.Integer}},
		},
	}
}

func TestUDF(t *testing.T) {
	result := map[string]any{"kind": "multi_buy", "unit_price": "1.2500", "minimum": nil}
	for name, o := range map[string]view.TableOptions{"udf_table.golden": {}, "udf_json.golden": {Output: view.JSONOutput}} {
		var out bytes.Buffer
		if err := view.New(view.Options{Out: &out, OutWidth: 80}).UDF(parsePromo(), result, o); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.String())
	}
	for name, o := range map[string]view.TableOptions{"udfrows_table.golden": {}, "udfrows_json.golden": {Output: view.JSONOutput}} {
		var out bytes.Buffer
		args := [][]any{{"2 for 5"}, {nil}}
		if err := view.New(view.Options{Out: &out, OutWidth: 80}).UDFRows(parsePromo(), args, []map[string]any{result, nil}, o); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.String())
	}
	var out bytes.Buffer // nothing but NULL: all is shown
	if err := view.New(view.Options{Out: &out, OutWidth: 80}).UDF(parsePromo(), nil, view.TableOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); strings.Count(got, "│ null ") != 3 || strings.Contains(got, "null:") {
		t.Errorf("a result that is NULL:\n%s", got)
	}
	for name, o := range map[string]view.TableOptions{"udfs_table.golden": {}, "udfs_csv.golden": {Output: view.CSVOutput}} {
		var out bytes.Buffer
		if err := view.New(view.Options{Out: &out, OutWidth: 80}).UDFs([]*udfs.Func{parsePromo(), parsePromo()}, o); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.String())
	}
}

package materialize_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

func TestSeedTypes(t *testing.T) {
	cases := []struct{ values, want string }{
		{"true,FALSE,", "boolean"},
		{"1,-2,", "bigint"},
		{"1,2.5", "double"},
		{"1,1e3", "double"},
		{"9223372036854775808", "double"},
		{"007,8", "varchar"},
		{"0,0.5", "double"},
		{"inf,nan", "varchar"},
		{"2026-11-02,", "date"},
		{"2026-11-31", "varchar"},
		{"2026-11-02 10:00:00,2026-11-02T10:00:00.5", "timestamp"},
		{"2026-11-02,2026-11-02 10:00:00", "varchar"},
		{"1,x", "varchar"},
		{",", "varchar"},
	}
	for _, c := range cases {
		text := "a,b\n" + strings.ReplaceAll(c.values, ",", ",k\n") + ",k\n"
		table, problems := materialize.ReadSeed("s.csv", text, engine.Config{}, nil)
		if problems.HasErrors() {
			t.Errorf("%s: %v", c.values, problems)
			continue
		}
		if got := table.Columns[0].DataType; got != c.want {
			t.Errorf("%s: got %s, want %s", c.values, got, c.want)
		}
	}
}

func TestReadSeed(t *testing.T) {
	cfg := engine.Config{Delimiter: ";", ColumnTypes: map[string]string{"PRICE": "decimal(5,2)"}}
	declared := []engine.Column{{Name: "price", DataType: "varchar", Description: "in euros"}, {Name: "code", DataType: "varchar"}}
	_, problems := materialize.ReadSeed("s.csv", "\ufeffid;price;code\r\n1;\"1,5\";3\r\n", cfg, declared)
	if len(problems) != 1 || problems[0].Error() != `s.csv:2:3: error: "1,5" is not of type decimal(5,2), which column price has [wrong-type]` {
		t.Errorf("got %v", problems)
	}
	table, problems := materialize.ReadSeed("s.csv", "\ufeffid;price;code\r\n1;1.5;3\r\n\r\n2;;\"a\nb\"\r\n", cfg, declared)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	want := materialize.SeedTable{
		Columns: []engine.Column{{Name: "id", DataType: "bigint"}, {Name: "price", DataType: "decimal(5,2)", Description: "in euros"}, {Name: "code", DataType: "varchar"}},
		Rows:    [][]string{{"1", "1.5", "3"}, {"2", "", "a\nb"}},
	}
	if diff := cmp.Diff(want, table); diff != "" {
		t.Error(diff)
	}
}

func TestReadSeedFaults(t *testing.T) {
	types := map[string]string{"n": "integer", "d": "decimal(4,2)"}
	cases := []struct{ text, want string }{
		{"", "s.csv:1:1: error: this seed has no line of column names [empty-seed]"},
		{"a,b\n1\n1,2\n1,2,3\n", "s.csv:2:1: error: this row has 1 fields, but the header names 2 columns [ragged-row]\n" +
			"s.csv:4:1: error: this row has 3 fields, but the header names 2 columns [ragged-row]"},
		{"a,b,A\n", `s.csv:1:5: error: two columns are named "A" [duplicate-column]`},
		{"a,,c\n", "s.csv:1:3: error: column 2 has no name [empty-column]"},
		{"a,b\n\"ü\",\"x\n", "s.csv:3:1: error: a quote is not closed, or is followed by more text [seed-syntax]"},
		{"a,b\nü,x\"y\n", "s.csv:2:4: error: a quote stands inside a field that is not quoted [seed-syntax]"},
		{"a,n,d\n\"ü,\n\",1.5,1\nx,2,100\nx,3000000000,99.999\n", `s.csv:3:3: error: "1.5" is not of type integer, which column n has [wrong-type]` + "\n" +
			`s.csv:4:5: error: "100" is not of type decimal(4,2), which column d has [wrong-type]` + "\n" +
			`s.csv:5:3: error: "3000000000" is not of type integer, which column n has [wrong-type]`},
		{"a,nn,d\n1,2,3\n", `s.csv:1:1: error: column_types names "n", which the seed does not have [unknown-column]`},
	}
	for _, c := range cases {
		cfg := engine.Config{}
		if strings.HasSuffix(strings.SplitN(c.text, "\n", 2)[0], "d") {
			cfg.ColumnTypes = types
		}
		_, problems := materialize.ReadSeed("s.csv", c.text, cfg, nil)
		if got := problems.Error(); got != c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
	for _, delimiter := range []string{";;", "\"", "\n", "\xff"} {
		if _, problems := materialize.ReadSeed("s.csv", "a\n1\n", engine.Config{Delimiter: delimiter}, nil); !problems.HasErrors() {
			t.Errorf("delimiter %q is taken", delimiter)
		}
	}
}

func FuzzReadSeed(f *testing.F) {
	f.Add("a,b\n1,2\n", "integer")
	f.Add("\ufeffa;b\r\n\"x\"\"y\",\n", "date")
	f.Add("a,b\n\"\n", "decimal(3,1)")
	f.Fuzz(func(t *testing.T, text, dataType string) {
		table, problems := materialize.ReadSeed("s.csv", text, engine.Config{ColumnTypes: map[string]string{"b": dataType}}, nil)
		for _, d := range problems {
			if at := d.Span.Start; at.Offset < 0 || at.Offset > len(text) || at.Line > strings.Count(text, "\n")+1 {
				t.Errorf("a fault outside the file: %+v", at)
			}
			if utf8.ValidString(text) && d.Summary == "" {
				t.Error("a fault without words")
			}
		}
		if !problems.HasErrors() {
			for _, row := range table.Rows {
				if len(row) != len(table.Columns) {
					t.Errorf("a row of %d fields under %d columns", len(row), len(table.Columns))
				}
			}
		}
	})
}

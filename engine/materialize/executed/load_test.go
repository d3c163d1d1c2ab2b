package executed_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

// offers is a source of JSON lines with a folder column.
func offers() *engine.Source {
	s := &engine.Source{
		Files: &engine.Files{Globs: []string{"lake/d=*/*.json"}, Format: "json"},
		Columns: []engine.Column{
			{Name: "id", DataType: "BIGINT"}, {Name: "price", DataType: "DECIMAL(10,2)"}, {Name: "Größe", DataType: "VARCHAR"},
			{Name: "seen", DataType: "DATE"}, {Name: "tags", DataType: "VARCHAR[]"},
			{Name: "shop", DataType: "STRUCT(name VARCHAR, nr INTEGER)"},
		},
	}
	s.Name, s.ID, s.Kind = "offers", "source.p.raw.offers", engine.KindSource
	return s
}

func feed(node engine.Relational, row bool, files ...engine.File) materialize.Feed {
	return materialize.Feed{Input: engine.Input{Node: node.Head().ID, Stage: "stage_" + node.Head().Name, Row: row}, Node: node, Files: files}
}

const (
	dayOne = `{"id":1,"price":1.5,"Größe":"XL","seen":"2026-11-01","tags":["a","b"],"shop":{"name":"x","nr":3}}
not json

{"id":2,"price":"zz"}
{}
{"id":3,"price":null,"other":3}
[1]
{"id":4,"seen":"2026-13-01"}
{"id":5,"shop":"none"}
{"id":6,"tags":7}
{"id":7,"Größe":"é` + "\xff" + `"}
{"id":8,"price":"2.50","shop":{"name":"y","nr":"q"}}
{"id":9,"pri`
	dayTwo = "{\"id\":10,\"price\":1}\r\n\r\n{\"id\":11,\"price\":-1}\r\n{\"id\":1e3}\n"
)

const rejectsOfDayOne = `
2|not json|not JSON
4|{"id":2,"price":"zz"}|price: "zz" is not a DECIMAL(10,2)
5|{}|no declared column has a value
7|[1]|not a JSON object
8|{"id":4,"seen":"2026-13-01"}|seen: "2026-13-01" is not a DATE
9|{"id":5,"shop":"none"}|shop: "none" is not a STRUCT(name VARCHAR, nr INTEGER)
10|{"id":6,"tags":7}|tags: 7 is not a VARCHAR[]
11|{"id":7,"Größe":"é?"}|not valid UTF-8
12|{"id":8,"price":"2.50","shop":{"name":"y","nr":"q"}}|shop: {"name":"y","nr":"q"} is not a STRUCT(name VARCHAR, nr INTEGER)
13|{"id":9,"pri|not JSON`

func TestLoadJSON(t *testing.T) {
	for _, way := range []string{"plain", "row", "gated"} {
		t.Run(way, func(t *testing.T) {
			h := newHouse(t)
			one := h.write("lake/d=2026-11-01/a.json", dayOne)
			two := h.write("lake/d=2026-11-02/b [x].json", dayTwo)
			columns := "id, price, d, _file"
			if way == "row" {
				columns += ", _row"
			}
			b := h.model("m", engine.MaterializedLoad, "select "+columns+` from "stage_offers" -- end`)
			b.Feeds = []materialize.Feed{feed(offers(), way == "row", one, two)}
			b.Gated = way == "gated"
			rows, counts := h.must(b)
			if rows != 5 {
				t.Errorf("%d rows, want 5", rows)
			}
			slices.SortFunc(counts, func(a, b materialize.Count) int { return strings.Compare(a.Path, b.Path) })
			if len(counts) != 2 || counts[0] != (materialize.Count{Stage: "stage_offers", Path: one.Path, Rows: 2, Bad: 10}) ||
				counts[1] != (materialize.Count{Stage: "stage_offers", Path: two.Path, Rows: 3}) {
				t.Errorf("counts %+v", counts)
			}
			h.same("rows", "select id, price, d, _file from m order by id", `
1|1.50|2026-11-01|lake/d=2026-11-01/a.json
3|NULL|2026-11-01|lake/d=2026-11-01/a.json
10|1.00|2026-11-02|lake/d=2026-11-02/b [x].json
11|-1.00|2026-11-02|lake/d=2026-11-02/b [x].json
1000|NULL|2026-11-02|lake/d=2026-11-02/b [x].json`)
			if way == "row" {
				h.same("line numbers", "select id, _row from m order by id", "1|1\n3|6\n10|1\n11|3\n1000|4")
			}
			h.same("rejects", "select _row, line, reason from m__rejects where _file = '"+one.Path+"' order by _row", rejectsOfDayOne)
			h.same("rejects' source and time", "select distinct source, _loaded_at from m__rejects", "offers|2026-11-02")
			h.same("no temporary relation is left", "select count(*) from duckdb_tables() where temporary", "0")
		})
	}
}

func TestLoadReplacesChangedFiles(t *testing.T) {
	h := newHouse(t)
	a := h.write("lake/d=2026-11-01/a.json", "{\"id\":1}\nbad\n{\"id\":2}\n")
	other := h.write("lake/d=2026-11-01/b [?*].json", "{\"id\":3}\nworse\n")
	b := h.model("m", engine.MaterializedLoad, "select id, _file, _loaded_at from stage_offers")
	b.Ledger = []engine.Statement{{SQL: "create table if not exists ledger as select 1 as x"}}
	b.Feeds = []materialize.Feed{feed(offers(), false, a, other)}
	h.must(b)
	h.same("the ledger is written with the rows", "select * from ledger", "1")
	a = h.write("lake/d=2026-11-01/a.json", "bad still\n{\"id\":20}\n")
	b.Feeds = []materialize.Feed{feed(offers(), false, a)}
	b.Replaced = []string{a.Path}
	h.must(b)
	h.same("rows", "select id from m order by id", "3\n20")
	h.same("rejects", "select _file, _row, line from m__rejects order by all", "lake/d=2026-11-01/a.json|1|bad still\nlake/d=2026-11-01/b [?*].json|2|worse")

	// A failing publish leaves all as it was.
	b.Ledger = []engine.Statement{{SQL: "select error('no')"}}
	if _, _, err := h.build(b); err == nil {
		t.Fatal("no error")
	}
	h.same("rows after a fault", "select id from m order by id", "3\n20")

	// A full refresh builds all anew.
	b.Ledger, b.FullRefresh, b.Replaced = nil, true, nil
	b.Feeds = []materialize.Feed{feed(offers(), false, other)}
	h.must(b)
	h.same("rows after a full refresh", "select id from m order by id", "3")
	h.same("rejects after a full refresh", "select line from m__rejects", "worse")
}

func TestLoadNeedsFile(t *testing.T) {
	h := newHouse(t)
	b := h.model("m", engine.MaterializedLoad, "select id from stage_offers")
	b.Feeds = []materialize.Feed{feed(offers(), false, h.write("lake/d=2026-11-01/a.json", "{\"id\":1}\n"))}
	h.fails(b, "load-needs-file")
	b.Config.OnChangedFile = "refuse"
	h.must(b)
}

func TestLoadWithoutFiles(t *testing.T) {
	h := newHouse(t)
	b := h.model("m", engine.MaterializedLoad, "select id, price, d, _file, _row, _loaded_at from stage_offers where price > 1")
	b.Feeds = []materialize.Feed{feed(offers(), true)}
	if rows, counts := h.must(b); rows != 0 || counts != nil {
		t.Errorf("%d rows, counts %v", rows, counts)
	}
	h.same("columns", "select column_name, data_type from duckdb_columns() where table_name = 'm'", `
id|BIGINT
price|DECIMAL(10,2)
d|VARCHAR
_file|VARCHAR
_row|BIGINT
_loaded_at|TIMESTAMP`)
}

func TestLoadRecordOverLines(t *testing.T) {
	h := newHouse(t)
	file := h.write("lake/d=2026-11-01/a.json", "{\"id\":1}\n{\"id\":2,\n\"price\":3}\n{\"id\":4}\n")
	b := h.model("m", engine.MaterializedLoad, "select id, _file from stage_offers")
	b.Feeds = []materialize.Feed{feed(offers(), false, file)}
	h.must(b)
	h.same("rows", "select id from m order by id", "1\n4")
	h.same("rejects", "select _row, line, reason from m__rejects order by all", "2|{\"id\":2,|not JSON\n3|\"price\":3}|not JSON")
}

func TestLoadUndeclaredJSON(t *testing.T) {
	h := newHouse(t)
	s := offers()
	s.Columns = nil
	b := h.model("m", engine.MaterializedLoad, "select * from stage_offers")
	b.Feeds = []materialize.Feed{feed(s, false, h.write("lake/d=2026-11-01/a.json", "{\"id\":1,\"x\":\"y\"}\nbad\n"),
		h.write("lake/d=2026-11-02/a.json", "{\"id\":2,\"z\":true}\n"))}
	h.must(b)
	h.same("rows", "select id, x, z, d, _file from m order by id", "1|y|NULL|2026-11-01|lake/d=2026-11-01/a.json\n2|NULL|true|2026-11-02|lake/d=2026-11-02/a.json")
	h.same("rejects", "select _row, line, reason from m__rejects", "NULL|NULL|not JSON, or without a value")
}

func TestLoadArrays(t *testing.T) {
	h := newHouse(t)
	s := offers()
	s.Files.Options = map[string]any{"format": "array"}
	b := h.model("m", engine.MaterializedLoad, "select id, price, _file from stage_offers")
	b.Feeds = []materialize.Feed{feed(s, false, h.write("lake/d=2026-11-01/a.json", `[{"id":1,"price":2}, {"id":2,
  "price":"zz"}]`))}
	h.must(b)
	h.same("rows", "select id, price from m", "1|2.00")
	h.same("rejects", "select _row, reason from m__rejects", `2|price: "zz" is not a DECIMAL(10,2)`)
}

func TestLoadOddFiles(t *testing.T) {
	h := newHouse(t)
	b := h.model("m", engine.MaterializedLoad, "select id, _file from stage_offers")
	b.Feeds = []materialize.Feed{feed(offers(), false,
		h.write("lake/d=2026-11-01/empty.json", ""),
		h.write("lake/d=2026-11-01/bom.json", "\ufeff{\"id\":1}\nbad\n{\"id\":2}\n"),
		h.write("lake/d=2026-11-01/none.json.gz", ""),
		h.write("lake/d=2026-11-01/blank.json", "\n \n"),
		h.write("lake/d=2026-11-01/control.json", "{\"id\":3,\"Größe\":\"a\x01b\"}\n"))}
	h.must(b)
	h.same("rows", "select id from m order by id", "1\n2")
	h.same("rejects", "select _file, _row, reason from m__rejects order by all", `
lake/d=2026-11-01/bom.json|2|not JSON
lake/d=2026-11-01/control.json|1|not JSON`)

	// DuckDB's JSON reader skips a byte order mark in every file but the first; the line
	// reader in every file.
	b.FullRefresh = true
	b.Feeds[0].Files = b.Feeds[0].Files[1:2]
	h.must(b)
	h.same("rows", "select id from m order by id", "1\n2")
	h.same("rejects", "select _row, reason from m__rejects order by all", "2|not JSON")
}

// prices is a source of CSV files.
func prices(columns ...engine.Column) *engine.Source {
	s := &engine.Source{Files: &engine.Files{Globs: []string{"lake/*.csv"}, Format: "csv"}, Columns: columns}
	s.Name, s.ID, s.Kind = "prices", "source.p.raw.prices", engine.KindSource
	return s
}

func TestLoadCSV(t *testing.T) {
	h := newHouse(t)
	a := h.write("lake/a.csv", "id,Price,d\n1,1.5,2026-11-01\n2,zz,2026-11-01\n3\n4,5,2026-11-01,9\n\n\"5\",\"6\",\n7,7.5,2026-11-01\n8,8,20261101\n")
	other := h.write("lake/b.csv", "d,id,price\n2026-11-01,1,1\n")
	b := h.model("m", engine.MaterializedLoad, "select id, price, d, _file from stage_prices")
	b.Config.MaxRejects = "50%"
	b.Feeds = []materialize.Feed{feed(prices(engine.Column{Name: "id", DataType: "BIGINT"}, engine.Column{Name: "price", DataType: "DECIMAL(10,2)"},
		engine.Column{Name: "d", DataType: "DATE"}), false, a, other)}
	_, counts := h.must(b)
	slices.SortFunc(counts, func(a, b materialize.Count) int { return strings.Compare(a.Path, b.Path) })
	if len(counts) != 2 || counts[0].Rows != 3 || counts[0].Bad != 4 || counts[1].Rows != 0 {
		t.Errorf("counts %+v", counts)
	}
	h.same("rows", "select id, price, d, _file from m order by id", "1|1.50|2026-11-01|lake/a.csv\n5|6.00|NULL|lake/a.csv\n7|7.50|2026-11-01|lake/a.csv")
	h.same("rejects", "select _file, _row, line, reason from m__rejects order by all", `
lake/a.csv|3|2,zz,2026-11-01|price: "zz" is not a DECIMAL(10,2)
lake/a.csv|4|3|fewer fields than columns
lake/a.csv|5|4,5,2026-11-01,9|more fields than columns
lake/a.csv|9|8,8,20261101|d: "20261101" is not a DATE
lake/b.csv|1|d,id,price|the first line of the file does not name the declared columns id, price, d
lake/b.csv|2|2026-11-01,1,1|the first line of the file does not name the declared columns id, price, d`)
}

func TestLoadCSVOfTexts(t *testing.T) {
	h := newHouse(t)
	a := h.write("lake/a.csv", "a;b\nx;y\n\"z;1\";\n")
	other := h.write("lake/b.csv", "b;a\nx;y\n")
	s := prices(engine.Column{Name: "a", DataType: "VARCHAR"}, engine.Column{Name: "b", DataType: "VARCHAR"})
	s.Files.Options = map[string]any{"delimiter": ";"}
	b := h.model("m", engine.MaterializedLoad, "select a, b, _file from stage_prices")
	b.Feeds = []materialize.Feed{feed(s, false, a, other)}
	h.must(b)
	h.same("rows", "select a, b from m order by all", "x|y\nz;1|NULL")
	h.same("rejects", "select _file, _row, line, reason from m__rejects order by all", `
lake/b.csv|1|b;a|the first line of the file does not name the declared columns a, b
lake/b.csv|2|x;y|the first line of the file does not name the declared columns a, b`)
}

func TestLoadText(t *testing.T) {
	h := newHouse(t)
	s := prices()
	s.Files.Format = "text"
	b := h.model("m", engine.MaterializedLoad, "select line, _file, _row from stage_prices")
	b.Feeds = []materialize.Feed{feed(s, true, h.write("lake/a.csv", "one \"two\"\n\nbad\xff\nfour\n"))}
	h.must(b)
	h.same("rows", "select line, _row from m order by _row", "one \"two\"|1\n|2\nfour|4")
	h.same("rejects", "select _row, reason from m__rejects", "3|not valid UTF-8")
}

func TestExternalThenLoad(t *testing.T) {
	h := newHouse(t)
	e := h.model("clean", engine.MaterializedExternal, "select id, price, d, _file as source_file from stage_offers")
	e.Config.PartitionBy, e.Config.OrderBy = []string{"d"}, []string{"id desc"}
	model := e.Node.(*engine.Model)
	model.Config.PartitionBy, model.Config.Location = e.Config.PartitionBy, "out/clean"
	e.Folder = h.root + "/out/clean"
	h.write("out/clean/_hidden/d=1/no.parquet", "no parquet")
	e.Feeds = []materialize.Feed{feed(offers(), false, h.write("lake/d=2026-11-01/a.json", dayOne), h.write("lake/d=2026-11-02/b.json", dayTwo))}
	if rows, _ := h.must(e); rows != 5 {
		t.Errorf("%d rows, want 5", rows)
	}
	written := h.values(materialize.Written(e).SQL)
	if len(written) != 1 || written[0][1] != int64(3) {
		t.Errorf("written %v: two partitions and the hidden folder", written)
	}
	h.same("rejects", "select count(*) from clean__rejects", "10")

	reader, problems := materialize.InlineReader(model, h.root, true)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	h.same("inline", "select id, price, d, source_file, _file from "+reader+" as r where d = '2026-11-02' order by id limit 1",
		"10|1.00|2026-11-02|lake/d=2026-11-02/b.json|out/clean/d=2026-11-02/data_0.parquet")

	b := h.model("m", engine.MaterializedLoad, "select * from stage_clean")
	b.Feeds = []materialize.Feed{feed(model, true, engine.File{Path: "out/clean/d=2026-11-01/data_0.parquet"})}
	_, counts := h.must(b)
	if len(counts) != 1 || counts[0].Rows != 2 || counts[0].Bad != 0 {
		t.Errorf("counts %+v", counts)
	}
	h.same("rows", "select id, d, _file, _row from m order by id", "1|2026-11-01|out/clean/d=2026-11-01/data_0.parquet|2\n3|2026-11-01|out/clean/d=2026-11-01/data_0.parquet|1")
}

func TestExternalFormats(t *testing.T) {
	for _, format := range []string{"", "csv", "json"} {
		h := newHouse(t)
		b := h.model("out", engine.MaterializedExternal, "select 1 as id, 'x' as name -- end")
		b.Config.Format = format
		model := b.Node.(*engine.Model)
		model.Config.Format, model.Config.Location = format, "out"
		b.Folder = h.root + "/out"
		h.write("out/.keep", "")
		h.must(b)
		reader, problems := materialize.InlineReader(model, h.root, false)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		h.same("format "+format, "select id, name from "+reader+" as r", "1|x")
	}
}

func TestInlineReaders(t *testing.T) {
	h := newHouse(t)
	h.write("lake/d=2026-11-01/a.json", dayOne)
	h.write("lake/d=2026-11-02/b.json", dayTwo)
	h.write("lake/d=2026-11-02/_part.json", "{\"id\":99}")
	h.write("lake/d=2026-11-02/.b.json", "{\"id\":98}")
	for _, row := range []bool{false, true} {
		reader, problems := materialize.InlineReader(offers(), h.root, row)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		h.same("json", "select id, d, tags[2], shop.nr from "+reader+" as r order by id", "1|2026-11-01|b|3\n3|2026-11-01|NULL|NULL\n10|2026-11-02|NULL|NULL\n11|2026-11-02|NULL|NULL\n1000|2026-11-02|NULL|NULL")
	}
	h.write("lake/x.csv", "id,price\n1,2\nx,3\n")
	csv, _ := materialize.InlineReader(prices(engine.Column{Name: "id", DataType: "INTEGER"}, engine.Column{Name: "price", DataType: "DOUBLE"}), h.root, true)
	h.same("csv", "select id, price, _file, _row from "+csv+" as r", "1|2|lake/x.csv|2")
}

func TestSeeds(t *testing.T) {
	h := newHouse(t)
	text := "id,ok,price,day,at,code,note\n1,true,1.5,2026-11-01,2026-11-01 10:00:00,007,\"a 'quoted', \"\"one\"\"\"\n2,FALSE,2,,,8,\n"
	h.write("seeds/s.csv", text)
	table, problems := materialize.ReadSeed("seeds/s.csv", text, engine.Config{ColumnTypes: map[string]string{"price": "decimal(10,2)"}}, nil)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	for _, size := range []int{1, 6000} {
		for _, gated := range []bool{false, true} {
			s := &engine.Seed{Relation: engine.Relation{Schema: "main", Name: "s"}}
			s.Name, s.File = "s", "seeds/s.csv"
			s.Config.Materialized = engine.MaterializedSeed
			big := table
			file := text[:strings.IndexByte(text, '\n')+1]
			big.Rows = nil
			for range size {
				big.Rows = append(big.Rows, table.Rows...)
				file += text[strings.IndexByte(text, '\n')+1:]
			}
			h.write("seeds/s.csv", file)
			rows, _ := h.must(materialize.Build{Node: s, Config: s.Config, Relation: s.Relation, Dialect: h.adapter.Dialect(), Seed: &big, Root: h.root, Gated: gated})
			if rows != int64(2*size) {
				t.Errorf("%d rows, want %d", rows, 2*size)
			}
			h.same("rows", "select distinct id, ok, price, day, hour(\"at\"), code, note from s order by id",
				"1|true|1.50|2026-11-01|10|007|a 'quoted', \"one\"\n2|false|2.00|NULL|NULL|8|NULL")
		}
	}
}

// DuckDB's JSON reader reads on behind a line that is cut after a colon or a bracket,
// and refuses the good line behind it too. A load reads line by line and keeps it.
func TestLoadCutLines(t *testing.T) {
	h := newHouse(t)
	b := h.model("m", engine.MaterializedLoad, "select id, _file from stage_offers")
	b.Feeds = []materialize.Feed{feed(offers(), false,
		h.write("lake/d=2026-11-01/a.json", "{\"id\":1,\"price\":\n{\"id\":2}\n{\"id\":3}\n"),
		h.write("lake/d=2026-11-01/b.json", "{\"id\":4}\n{\"id\":5,\"tags\":[\n"),
		h.write("lake/d=2026-11-01/c.json", "{\"id\":6}\n"))}
	h.must(b)
	h.same("rows", "select id from m order by id", "2\n3\n4\n6")
	h.same("rejects", "select _file, _row, reason from m__rejects order by all", `
lake/d=2026-11-01/a.json|1|not JSON
lake/d=2026-11-01/b.json|2|not JSON`)

	// Two cut lines, one behind the other.
	b.FullRefresh = true
	b.Feeds[0].Files = []engine.File{h.write("lake/d=2026-11-02/d.json", "{\"id\":1,\"price\":\n{\"id\":2,\"price\":\n{\"id\":3}\n{\"id\":4}\n")}
	h.must(b)
	h.same("rows", "select id from m order by id", "3\n4")
	h.same("rejects", "select _row, reason from m__rejects order by all", "1|not JSON\n2|not JSON")
}

// Files that several threads read at once: large ones in parts, many small ones each by
// one thread. Every bad line has its own number.
func TestLoadNumbersOfManyLines(t *testing.T) {
	h := newHouse(t)
	s := offers()
	h.exec("set threads = 4")
	s.Files.Options = map[string]any{"maximum_object_size": 4096} // buffers are some of the longest line
	var files []engine.File
	var want []string
	for n, size := range []int{300_000, 3, 40_000, 40_000, 1, 40_000} {
		path := fmt.Sprintf("lake/d=2026-11-01/%d.json", n)
		var text strings.Builder
		for i := range size {
			switch {
			case i%9973 == 7:
				text.WriteString("{\"id\":" + strings.Repeat("7", i%5))
				want = append(want, fmt.Sprintf("%s|%d|not JSON", path, i+1))
			case i%19937 == 3:
				text.WriteString(`{"id":"x"}`)
				want = append(want, fmt.Sprintf("%s|%d|id: \"x\" is not a BIGINT", path, i+1))
			case i%30011 == 5:
				text.WriteString("{\"Größe\":\"\xff\"}")
				want = append(want, fmt.Sprintf("%s|%d|not valid UTF-8", path, i+1))
			case i%5003 != 11: // else a blank line
				fmt.Fprintf(&text, `{"id":%d,"price":1.5,"seen":"2026-11-01","tags":["a","b"],"shop":{"name":"a shop","nr":3}}`, i)
			}
			text.WriteString("\n")
		}
		files = append(files, h.write(path, text.String()))
	}
	b := h.model("m", engine.MaterializedLoad, "select id, _file from stage_offers")
	b.Feeds = []materialize.Feed{feed(s, false, files...)}
	h.must(b)
	slices.Sort(want)
	got := strings.Split(h.rows("select _file, _row, reason from m__rejects"), "\n")
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rejects (-want +got):\n%s", d)
	}
}

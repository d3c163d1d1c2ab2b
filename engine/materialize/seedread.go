package materialize

import (
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A SeedTable is a seed file that has been read: typed columns, and rows of text in
// which the empty text is NULL.
type SeedTable struct {
	Columns []engine.Column
	Rows    [][]string
}

// mostSeedFaults is how many faults of a seed file are told; more are of one making.
const mostSeedFaults = 20

// ReadSeed reads a seed's CSV text, whose first line names the columns. Types come from
// Config.ColumnTypes, then from the declared columns, else they are inferred: boolean,
// bigint, double, date, timestamp, varchar. An empty field is NULL. Faults are at
// file:line:column.
func ReadSeed(file, text string, cfg engine.Config, declared []engine.Column) (SeedTable, diag.List) {
	s := seedReader{file: file, text: text}
	comma := ','
	if cfg.Delimiter != "" {
		r, size := utf8.DecodeRuneInString(cfg.Delimiter)
		if size != len(cfg.Delimiter) || r == '"' || r == '\n' || r == '\r' || r == utf8.RuneError {
			return SeedTable{}, diag.List{diag.Errorf(diag.Span{File: file}, "wrong-value", "delimiter %q is not one character", cfg.Delimiter)}
		}
		comma = r
	}
	s.comma = string(comma)
	s.read(comma)
	if s.problems.HasErrors() {
		return SeedTable{}, s.problems
	}
	table := SeedTable{Columns: s.types(cfg, declared), Rows: s.rows}
	s.check(table)
	return table, s.problems
}

// A seedReader gathers the fields of a seed file with their places.
type seedReader struct {
	file, text string
	comma      string
	header     []string
	headerAt   []diag.Pos
	rows       [][]string
	places     [][2]int // of each row's first field: line and byte column, to find it again
	problems   diag.List
}

// read takes the text apart, and tells rows of another width than the header.
func (s *seedReader) read(comma rune) {
	body := strings.TrimPrefix(s.text, "\ufeff")
	shift := len(s.text) - len(body)
	lines := lineStarts(body)
	in := csv.NewReader(strings.NewReader(body))
	in.Comma, in.FieldsPerRecord = comma, -1
	pos := func(line, column int) diag.Pos {
		return diag.PosAt(s.text, shift+lines[min(line, len(lines))-1]+column-1)
	}
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			s.fault(pos(parse.Line, parse.Column), "seed-syntax", "%s", csvFault(parse.Err)).hint("a quote inside a quoted field is written twice")
			return
		}
		if err != nil {
			s.fault(diag.Pos{}, "seed-syntax", "%v", err)
			return
		}
		line, column := in.FieldPos(0)
		if s.header == nil {
			s.takeHeader(record, func(i int) diag.Pos { return pos(in.FieldPos(i)) })
			continue
		}
		if len(record) != len(s.header) && len(s.problems) < mostSeedFaults {
			s.fault(pos(line, column), "ragged-row", "this row has %d fields, but the header names %d columns", len(record), len(s.header))
		}
		s.rows = append(s.rows, record)
		s.places = append(s.places, [2]int{line, column})
	}
	if s.header == nil {
		s.fault(diag.Pos{Line: 1, Column: 1}, "empty-seed", "this seed has no line of column names").hint("the first line of a seed names its columns")
	}
}

// takeHeader checks the line of names.
func (s *seedReader) takeHeader(record []string, at func(int) diag.Pos) {
	for i, name := range record {
		name = strings.TrimSpace(name)
		for j, earlier := range s.header {
			if sameName(earlier, name) {
				s.problems.Add(diag.Diagnostic{
					Code: "duplicate-column", Summary: "two columns are named " + quote(name), Span: diag.Span{File: s.file, Start: at(i)},
					Related: []diag.Related{{Span: diag.Span{File: s.file, Start: s.headerAt[j]}, Message: "the first is here"}},
				})
			}
		}
		if name == "" {
			s.fault(at(i), "empty-column", "column %d has no name", i+1)
		}
		s.header = append(s.header, name)
		s.headerAt = append(s.headerAt, at(i))
	}
}

// types decides the type of each column, and tells settings that name no column.
func (s *seedReader) types(cfg engine.Config, declared []engine.Column) []engine.Column {
	out := make([]engine.Column, len(s.header))
	for _, name := range slices.Sorted(maps.Keys(cfg.ColumnTypes)) {
		if !slices.ContainsFunc(s.header, func(h string) bool { return sameName(h, name) }) {
			s.fault(diag.Pos{Line: 1, Column: 1}, "unknown-column", "column_types names %q, which the seed does not have", name).
				hint(diag.DidYouMean(name, s.header))
		}
	}
	for i, name := range s.header {
		out[i].Name = name
		for key, t := range cfg.ColumnTypes {
			if sameName(key, name) {
				out[i].DataType = t
			}
		}
		for _, c := range declared {
			if sameName(c.Name, name) {
				out[i].Description = c.Description
				if out[i].DataType == "" {
					out[i].DataType = c.DataType
				}
			}
		}
		if out[i].DataType == "" {
			out[i].DataType = inferType(s.rows, i)
		}
	}
	return out
}

// check tells values that are not of the type that was given to their column.
func (s *seedReader) check(table SeedTable) {
	for n, row := range s.rows {
		for i, value := range row {
			if len(s.problems) >= mostSeedFaults {
				return
			}
			if i < len(table.Columns) && value != "" && !fits(value, table.Columns[i].DataType) {
				c := table.Columns[i]
				s.fault(s.place(n, i), "wrong-type", "%s is not of type %s, which column %s has", quote(value), c.DataType, c.Name)
			}
		}
	}
}

// place finds a field again. Only faults need it, so places are not kept for all.
func (s *seedReader) place(row, field int) diag.Pos {
	body := strings.TrimPrefix(s.text, "\ufeff")
	shift := len(s.text) - len(body)
	begin := lineStarts(body)[s.places[row][0]-1] + s.places[row][1] - 1
	in, at := false, begin
	for i := begin; i < len(body) && field > 0; i++ {
		switch {
		case body[i] == '"':
			in = !in
		case !in && strings.HasPrefix(body[i:], s.comma):
			field--
			at = i + len(s.comma)
		}
	}
	return diag.PosAt(s.text, shift+at)
}

// A told fault can be given a hint.
type told struct{ d *diag.Diagnostic }

func (t told) hint(text string) { t.d.Hint = text }

func (s *seedReader) fault(at diag.Pos, code, format string, args ...any) told {
	s.problems.Add(diag.Errorf(diag.Span{File: s.file, Start: at}, code, format, args...))
	return told{&s.problems[len(s.problems)-1]}
}

// csvFault says a fault of encoding/csv in words for people.
func csvFault(err error) string {
	switch {
	case errors.Is(err, csv.ErrQuote):
		return "a quote is not closed, or is followed by more text"
	case errors.Is(err, csv.ErrBareQuote):
		return "a quote stands inside a field that is not quoted"
	}
	return err.Error()
}

// quote shows a value, cut when it is long.
func quote(value string) string {
	if utf8.RuneCountInString(value) > 60 {
		value = string([]rune(value)[:60]) + "..."
	}
	return `"` + value + `"`
}

// lineStarts are the byte offsets at which lines begin.
func lineStarts(text string) []int {
	out := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

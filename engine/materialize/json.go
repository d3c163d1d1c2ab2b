package materialize

import (
	"encoding/json"
	"strings"

	"github.com/martsql/mart/engine"
)

// A value of a JSON record is read as text and then cast, not by DuckDB's own
// conversion: with ignore_errors that one turns a value that does not fit into NULL
// without a word, and mart would lose it silently. The detour costs no time.

// array reports whether the files are JSON arrays.
func (r reader) array() bool { return r.options["format"] == "array" }

// nested reports whether a type has parts, so that its text is JSON.
func nested(dataType string) bool {
	t := strings.ToUpper(strings.TrimSpace(dataType))
	return strings.HasSuffix(t, "]") || strings.HasPrefix(t, "STRUCT") || strings.HasPrefix(t, "MAP") || t == "JSON"
}

// textual reports whether every text is a value of the type.
func textual(dataType string) bool {
	t := strings.ToUpper(strings.TrimSpace(dataType))
	base, _, _ := strings.Cut(t, "(")
	switch strings.TrimSpace(base) {
	case "VARCHAR", "TEXT", "STRING", "CHAR", "BPCHAR", "JSON":
		return !strings.HasSuffix(t, "]")
	}
	return false
}

// rawType is the type that a value is read as before its cast.
func rawType(c engine.Column) string {
	if nested(c.DataType) {
		return "JSON"
	}
	return "VARCHAR"
}

// cast is a raw value as its declared type; NULL when it does not fit.
func (r reader) cast(raw string, c engine.Column) string {
	if textual(c.DataType) {
		return raw
	}
	t := strings.ToUpper(strings.TrimSpace(c.DataType))
	if f := option(r.options, "dateformat", "date_format"); f != "" && t == "DATE" {
		return "cast(try_strptime(" + raw + ", " + quoted(f) + ") as date)"
	}
	if f := option(r.options, "timestampformat", "timestamp_format"); f != "" && strings.HasPrefix(t, "TIMESTAMP") {
		return "cast(try_strptime(" + raw + ", " + quoted(f) + ") as " + c.DataType + ")"
	}
	return "try_cast(" + raw + " as " + c.DataType + ")"
}

// misfit is the condition that a raw value is there and does not fit.
func (r reader) misfit(raw string, c engine.Column) string {
	if textual(c.DataType) {
		return ""
	}
	if nested(c.DataType) {
		return nestedMisfit(raw, c.DataType)
	}
	return raw + " is not null and " + r.cast(raw, c) + " is null"
}

// reason says which column does not fit and what it holds; NULL when all do. raw gives
// the expression of a column's raw value, without what to say of a row that has none.
func (r reader) reason(without string, raw func(engine.Column) string) string {
	var cases []string
	all := make([]string, len(r.columns))
	for i, c := range r.columns {
		all[i] = raw(c) + " is null"
		condition := r.misfit(raw(c), c)
		if condition == "" {
			continue
		}
		shown := "to_json(left(cast(" + raw(c) + " as varchar), 80))"
		if nested(c.DataType) {
			shown = "left(cast(" + raw(c) + " as varchar), 80)"
		}
		cases = append(cases, "when "+condition+" then "+quoted(c.Name+": ")+" || "+shown+" || "+quoted(" is not a "+c.DataType))
	}
	cases = append(cases, "when "+strings.Join(all, " and ")+" then "+without)
	return "case\n    " + strings.Join(cases, "\n    ") + " end"
}

// withoutValue is the reason of a record that has none of the declared columns.
const withoutValue = "'no declared column has a value'"

// data are the declared columns, cast.
func (r reader) data(raw func(engine.Column) string) []string {
	out := make([]string, len(r.columns))
	for i, c := range r.columns {
		out[i] = r.cast(raw(c), c) + " as " + ident(c.Name)
	}
	return out
}

// jsonQuery reads JSON with DuckDB's own reader. A line that is no JSON comes as a row
// without any value. The reader reads on behind a line that is cut after a colon or an
// opening bracket, and refuses both that line and the good one behind it: so it reads
// what nobody declared, and for models that keep no account of bad lines.
func (r reader) jsonQuery() string {
	layout := "newline_delimited"
	if r.array() {
		layout = "array"
	}
	options := map[string]any{}
	for k, v := range r.options {
		if k != "format" {
			options[k] = v
		}
	}
	from := "read_json(" + r.files + ", format = '" + layout + "', ignore_errors = true"
	if r.typed() {
		fields := make([]string, len(r.columns))
		for i, c := range r.columns {
			fields[i] = quoted(c.Name) + ": '" + rawType(c) + "'"
		}
		from += ", columns = {" + strings.Join(fields, ", ") + "}"
	} else {
		from += ", union_by_name = true"
	}
	from += r.fileOptions() + passed("json", options) + ")"
	row := ""
	if r.row {
		from, row = numbered(from), "__row"
	}
	return "select " + strings.Join(append(r.jsonData(), r.tail(row)...), ", ") + ",\n  " + r.jsonReason() +
		" as _reason, " + r.jsonLine() + " as _line\nfrom " + from + " as s" + r.where()
}

func inRow(c engine.Column) string { return "s." + ident(c.Name) }

func (r reader) jsonData() []string {
	if !r.typed() {
		return []string{r.found()}
	}
	return r.data(inRow)
}

func (r reader) jsonReason() string {
	if !r.typed() {
		found := "*" + r.found()
		return "case when concat(" + found + ") = '' then 'not JSON, or without a value' end"
	}
	return r.reason(withoutValue, inRow)
}

// jsonLine is the text of a record of an array, for its rejects. Lines have their own
// reader for that.
func (r reader) jsonLine() string {
	if !r.typed() || !r.array() {
		return "cast(null as varchar)"
	}
	fields := make([]string, len(r.columns))
	for i, c := range r.columns {
		fields[i] = quoted(c.Name) + ", " + inRow(c)
	}
	return "cast(json_object(" + strings.Join(fields, ", ") + ") as varchar)"
}

// jsonLineQuery reads JSON line by line.
func (r reader) jsonLineQuery() string {
	shape := map[string]string{}
	for _, c := range r.columns {
		shape[c.Name] = rawType(c)
	}
	structure, _ := json.Marshal(shape) // a map of texts has no faults; its keys come sorted
	raw := func(c engine.Column) string { return "s.__r[" + quoted(c.Name) + "]" }
	// A line that is no JSON gives no values; only then is it looked at again.
	without := "case when s.line is null or trim(s.line, e' \\t\\r') = '' then " + blankLine + "\n      when not json_valid(s.line) then 'not JSON'\n      when json_type(s.line) <> 'OBJECT' then 'not a JSON object'\n      else " +
		withoutValue + " end"
	// TRY goes through a whole vector value by value once one of them fails, and cut
	// lines are not rare: so they are kept away from it.
	parsed := "(select *, try(case when json_valid(line) then from_json(line, " + quoted(string(structure)) + ") end) as __r\n  from " +
		r.lines() + ") as s"
	query := "select " + strings.Join(append(r.data(raw), r.tail(r.lineNumber())...), ", ") + ",\n  " +
		r.reason(without, raw) + " as _reason, s.line as _line"
	// The text of good lines is not kept.
	return "select * replace (case when _reason is not null then _line end as _line) from (" + query + "\nfrom " + parsed + r.where() + ")"
}

// blankLine is the reason of a line without anything. It is no bad line, and is kept
// while files are staged for the others' numbers only.
const blankLine = "'blank line'"

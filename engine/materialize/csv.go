package materialize

import (
	"maps"
	"strings"
)

// headed reports whether a CSV file begins with a line of names. It does unless the
// source says otherwise.
func (r reader) headed() bool {
	on, ok := r.options["header"].(bool)
	return on || !ok
}

// checksHeader reports whether the read compares the line of names with the declared
// columns, whose order is all that tells which value is which.
func (r reader) checksHeader() bool {
	return r.format == "csv" && r.rejects != "" && r.typed() && r.headed()
}

// headerIsRow reports whether the line of names arrives as a row: it does when every
// column takes any text. Otherwise it is a line that cannot be converted.
func (r reader) headerIsRow() bool {
	for _, c := range r.columns {
		if !textual(c.DataType) {
			return false
		}
	}
	return r.checksHeader()
}

// rejectOptions tell DuckDB's CSV reader to go on after a bad line, and, when staged,
// to keep it.
func (r reader) rejectOptions() string {
	if r.rejects == "" {
		return ", ignore_errors = true"
	}
	return ", store_rejects = true, rejects_limit = 0, rejects_table = " + quoted(errorsTable(r.rejects)) +
		", rejects_scan = " + quoted(scansTable(r.rejects))
}

// csvQuery reads CSV. Declared columns are converted by DuckDB's reader, which keeps
// the lines that do not fit with their numbers.
func (r reader) csvQuery() string {
	from := "read_csv(" + r.files + r.rejectOptions() + r.fileOptions() + r.csvOptions() + ")"
	row := ""
	if r.row || r.headerIsRow() {
		from, row = numbered(from), "s.__row"
		if skip := option(r.options, "skip"); skip != "" {
			row += " + " + skip
		}
		if r.headed() && !r.checksHeader() {
			row += " + 1"
		}
	}
	head, reason := []string{r.found()}, "cast(null as varchar)"
	if r.typed() {
		head = nil
		for _, c := range r.columns {
			head = append(head, inRow(c))
		}
	}
	if r.headerIsRow() {
		same := make([]string, len(r.columns))
		for i, c := range r.columns {
			same[i] = "lower(trim(" + inRow(c) + ")) = " + quoted(strings.ToLower(c.Name))
		}
		reason = "case when s.__row = 1 then case when " + strings.Join(same, " and ") + " then " + quoted(goodHeader) + " else " + quoted(badHeader) + " end end"
	}
	return "select " + strings.Join(append(head, r.tail(row)...), ", ") + ",\n  " + reason + " as _reason, " +
		"cast(null as varchar) as _line\nfrom " + from + " as s" + r.where()
}

// csvOptions are the arguments about the layout of the files.
func (r reader) csvOptions() string {
	options := maps.Clone(r.options)
	if options == nil {
		options = map[string]any{}
	}
	if !r.typed() {
		return passed("csv", options)
	}
	if option(options, "delim", "delimiter", "sep") == "" {
		options["delim"] = ","
	}
	for _, key := range []string{"quote", "escape"} {
		if _, given := options[key]; !given {
			options[key] = `"`
		}
	}
	options["header"] = r.headed() && !r.checksHeader()
	fields := make([]string, len(r.columns))
	for i, c := range r.columns {
		fields[i] = quoted(c.Name) + ": " + quoted(c.DataType)
	}
	return ", columns = {" + strings.Join(fields, ", ") + "}, auto_detect = false" + passed("csv", options)
}

// The reasons that a staged CSV read gives to the line of names. The first is dropped
// afterwards; the second spreads to the whole file.
const (
	goodHeader = "header"
	badHeader  = "bad header"
)

// names is the line of names as headerText prints it.
func (r reader) names() string {
	out := make([]string, len(r.columns))
	for i, c := range r.columns {
		out[i] = strings.ToLower(c.Name)
	}
	return strings.Join(out, r.delimiter())
}

func (r reader) delimiter() string {
	if d := option(r.options, "delim", "delimiter", "sep"); d != "" {
		return d
	}
	return ","
}

// headerText is a line of names without quotes, blanks and capitals.
func headerText(line string) string {
	return "lower(regexp_replace(" + line + `, '["\s\x{FEFF}]', '', 'g'))`
}

// isHeader is the condition that a bad line of the CSV reader is the line of names.
func (r reader) isHeader(line, number string) string {
	if !r.checksHeader() || r.headerIsRow() {
		return "false"
	}
	skip := option(r.options, "skip")
	if skip == "" {
		skip = "0"
	}
	return number + " = 1 + " + skip + " and " + headerText(line) + " = " + headerText(quoted(r.names()))
}

// csvLine is a record put together again, for its rejects.
func (r reader) csvLine() string {
	fields := make([]string, len(r.columns))
	for i, c := range r.columns {
		fields[i] = "coalesce(cast(" + ident(c.Name) + " as varchar), '')"
	}
	return "concat_ws(" + quoted(r.delimiter()) + ", " + strings.Join(fields, ", ") + ")"
}

// csvReason says what is wrong with a line that the CSV reader refused; e is a row of
// its table of errors.
func (r reader) csvReason() string {
	types := ""
	for _, c := range r.columns {
		types += " when " + quoted(c.Name) + " then " + quoted(c.DataType)
	}
	if types != "" {
		types = "case e.column_name" + types + " end"
	} else {
		types = "'value of its column'"
	}
	return `case e.error_type
      when 'CAST' then e.column_name || ': ' || coalesce(nullif(regexp_extract(e.error_message, 'convert string (".*") to', 1, 's'), ''), 'the value') || ' is not a ' || ` + types + `
      when 'TOO MANY COLUMNS' then 'more fields than columns'
      when 'MISSING COLUMNS' then 'fewer fields than columns'
      when 'UNQUOTED VALUE' then 'a quote is not closed'
      when 'INVALID ENCODING' then 'not valid UTF-8'
      when 'LINE SIZE OVER MAXIMUM' then 'longer than max_line_size'
      else e.error_message end`
}

package materialize

// lines reads files as lines: columns line, __file and the folders, and __row where rows
// are numbered, under the alias s. CSV with a delimiter that no text has is DuckDB's line
// reader; a blank line is NULL.
func (r reader) lines() string {
	options := map[string]any{"max_line_size": maxLine}
	for k, v := range r.options {
		if k == "compression" || k == "max_line_size" {
			options[k] = v
		}
	}
	if most := option(r.options, "maximum_object_size"); most != "" {
		options["max_line_size"] = r.options["maximum_object_size"]
	}
	from := "read_csv(" + r.files + ", columns = {'line': 'VARCHAR'}, delim = e'\\x01\\x02\\x03\\x04', quote = '', escape = '', " +
		"header = false, auto_detect = false, strict_mode = false" + r.rejectOptions() + r.fileOptions() + passed("text", options) + ")"
	if r.row {
		from = numbered(from)
	}
	return from + " as s"
}

// maxLine is the longest line, in bytes. DuckDB holds a few of them in memory at once.
const maxLine = 16 << 20

// lineNumber is the number of a line in its file.
func (r reader) lineNumber() string { return "s.__row" }

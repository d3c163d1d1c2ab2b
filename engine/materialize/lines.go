package materialize

// lines reads files as lines, numbered: columns line, __file, __row and the folders,
// under the alias s. CSV with a delimiter that no text has is DuckDB's line reader; a
// blank line is NULL.
func (r reader) lines() string {
	options := map[string]any{"max_line_size": maxLine}
	for k, v := range r.options {
		if k == "compression" || k == "max_line_size" {
			options[k] = v
		}
	}
	return numbered("read_csv("+r.files+", columns = {'line': 'VARCHAR'}, delim = e'\\x01\\x02\\x03\\x04', quote = '', escape = '', "+
		"header = false, auto_detect = false, strict_mode = false"+r.rejectOptions()+r.fileOptions()+passed("text", options)+")") + " as s"
}

// maxLine is the longest line, in bytes. DuckDB holds a few of them in memory at once.
const maxLine = 16 << 20

// lineNumber is the number of a line in its file.
func (r reader) lineNumber() string { return "s.__row" }

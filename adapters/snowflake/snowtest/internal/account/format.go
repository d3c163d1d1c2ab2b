package account

import (
	"fmt"
	"strings"
)

// fileOptions are a FILE_FORMAT. Source: docs sql-reference/sql/create-file-format.
type fileOptions struct {
	kind        string // CSV, JSON, PARQUET
	delimiter   string
	enclosed    string
	skip        int
	parseHeader bool
	nullIf      []string
	emptyIsNull bool
	stripArray  bool
}

// formatOptions are the options in FILE_FORMAT = (...), or of the format that it names.
func (s *Session) formatOptions(o option) []option {
	name := ""
	if !o.inBrackets {
		name = o.value.value
	}
	for _, sub := range o.sub {
		if sub.name.is("FORMAT_NAME") {
			name = sub.value.value
			if sub.value.kind == stringToken {
				name = strings.ToUpper(name)
			}
		}
	}
	if name == "" {
		return o.sub
	}
	db, sch, last := s.fullName(s.parseName(name))
	in := s.schemaOf(db, sch)
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if in.formats[last] == nil {
		panic(missing("File format", name))
	}
	return in.formats[last].Options
}

func (s *Session) fileOptions(options []option) fileOptions {
	f := fileOptions{kind: "CSV", delimiter: ",", emptyIsNull: true, nullIf: []string{`\N`}}
	for _, o := range options {
		v := strings.ToUpper(o.value.value)
		switch o.name.value {
		case "TYPE":
			f.kind = oneOf(o, v, "CSV", "JSON", "PARQUET")
		case "FIELD_DELIMITER":
			f.delimiter = o.value.value
		case "SKIP_HEADER":
			if _, err := fmt.Sscan(o.value.text, &f.skip); err != nil {
				panic(syntaxError(o.value))
			}
		case "PARSE_HEADER":
			f.parseHeader = v == "TRUE"
		case "FIELD_OPTIONALLY_ENCLOSED_BY":
			if f.enclosed = o.value.value; v == "NONE" {
				f.enclosed = ""
			}
		case "NULL_IF":
			f.nullIf = nil
			for _, t := range o.list {
				f.nullIf = append(f.nullIf, t.value)
			}
		case "EMPTY_FIELD_AS_NULL":
			f.emptyIsNull = v == "TRUE"
		case "STRIP_OUTER_ARRAY":
			f.stripArray = v == "TRUE"
		case "USE_VECTORIZED_SCANNER", "USE_LOGICAL_TYPE", "BINARY_AS_TEXT", "COMPRESSION", "TRIM_SPACE", "ENCODING", "REPLACE_INVALID_CHARACTERS", "ERROR_ON_COLUMN_COUNT_MISMATCH":
			// DuckDB reads Parquet's logical types, and finds out the compression
		default:
			panic(compilation(1006, "22023", "invalid parameter '%s'", o.name.value))
		}
	}
	return f
}

// read is the DuckDB table function for a file; CSV without a header has the columns $1 ...
func (f fileOptions) read(path string, width int) string {
	file := literalText(path)
	switch f.kind {
	case "PARQUET":
		return "read_parquet(" + file + ")"
	case "JSON":
		format := "auto"
		if !f.stripArray {
			format = "unstructured"
		}
		return fmt.Sprintf("read_json_objects(%s, format = '%s')", file, format)
	}
	nulls := make([]string, 0, len(f.nullIf)+1)
	for _, n := range f.nullIf {
		nulls = append(nulls, literalText(n))
	}
	if f.emptyIsNull {
		nulls = append(nulls, "''")
	}
	options := fmt.Sprintf("delim = %s, quote = %s, escape = %s, nullstr = [%s], all_varchar = true, auto_detect = false", literalText(f.delimiter), literalText(f.enclosed), literalText(f.enclosed), strings.Join(nulls, ", "))
	if f.parseHeader {
		return fmt.Sprintf("read_csv(%s, %s, header = true, auto_detect = true)", file, strings.TrimSuffix(options, ", auto_detect = false"))
	}
	columns := make([]string, width)
	for i := range columns {
		columns[i] = fmt.Sprintf("'$%d': 'VARCHAR'", i+1)
	}
	return fmt.Sprintf("read_csv(%s, %s, header = false, skip = %d, columns = {%s})", file, options, f.skip, strings.Join(columns, ", "))
}

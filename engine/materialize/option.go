package materialize

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// readerOptions are the options that a source may give to its reader, by format, with
// the name that DuckDB has for each.
var readerOptions = map[string]map[string]string{
	"json": {
		"format": "format", "compression": "compression", "maximum_object_size": "maximum_object_size",
		"dateformat": "", "date_format": "", "timestampformat": "", "timestamp_format": "",
	},
	"csv": {
		"delim": "delim", "delimiter": "delim", "sep": "delim", "quote": "quote", "escape": "escape",
		"header": "header", "skip": "skip", "comment": "comment", "encoding": "encoding",
		"compression": "compression", "new_line": "new_line", "decimal_separator": "decimal_separator",
		"dateformat": "dateformat", "date_format": "dateformat",
		"timestampformat": "timestampformat", "timestamp_format": "timestampformat",
		"nullstr": "nullstr", "null": "nullstr", "max_line_size": "max_line_size",
		"null_padding": "null_padding", "strict_mode": "strict_mode",
	},
	"parquet": {"binary_as_string": "binary_as_string"},
	"text":    {"compression": "compression", "max_line_size": "max_line_size"},
}

// jsonLayouts are the values of the json option "format".
var jsonLayouts = []string{"newline_delimited", "array"}

// CheckSource tells what is wrong with the format and the options of a file source.
func CheckSource(s *engine.Source) diag.List {
	if s.Files == nil {
		return nil
	}
	known, ok := readerOptions[s.Files.Format]
	if !ok {
		formats := slices.Sorted(maps.Keys(readerOptions))
		d := diag.Errorf(s.Files.Span, "unknown-format", "source %s has the unknown format %q", s.Name, s.Files.Format)
		return diag.List{d.WithHint("the formats are %s", strings.Join(formats, ", "))}
	}
	var problems diag.List
	for _, key := range slices.Sorted(maps.Keys(s.Files.Options)) {
		if _, ok := known[key]; !ok {
			names := slices.Sorted(maps.Keys(known))
			hint := diag.DidYouMean(key, names)
			if hint == "" {
				hint = "the options are " + strings.Join(names, ", ")
			}
			problems.Add(diag.Errorf(s.Files.Span, "unknown-option", "the %s reader has no option %q", s.Files.Format, key).WithHint("%s", hint))
			continue
		}
		if _, err := optionLiteral(s.Files.Options[key]); err != nil {
			problems.Add(diag.Errorf(s.Files.Span, "wrong-type", "option %s: %v", key, err))
		}
	}
	if v, ok := s.Files.Options["format"]; ok && s.Files.Format == "json" && !slices.Contains(jsonLayouts, fmt.Sprint(v)) {
		problems.Add(diag.Errorf(s.Files.Span, "wrong-value", "option format of a json source is %q", fmt.Sprint(v)).
			WithHint("write newline_delimited (one object a line, the default) or array"))
	}
	return problems
}

// optionLiteral prints the value of an option.
func optionLiteral(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return quoted(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	case []any, []string:
		if s := texts(v); len(s) > 0 {
			return list(s), nil
		}
	}
	return "", fmt.Errorf("expected a text, a number, true or false, not %v", v)
}

// passed prints the options that go to DuckDB as they are, sorted.
func passed(format string, options map[string]any) string {
	var out strings.Builder
	for _, key := range slices.Sorted(maps.Keys(options)) {
		name := readerOptions[format][key]
		if value, err := optionLiteral(options[key]); err == nil && name != "" {
			out.WriteString(", " + name + " = " + value)
		}
	}
	return out.String()
}

// option returns the first of the named options that is given, as text.
func option(options map[string]any, names ...string) string {
	for _, n := range names {
		if v, ok := options[n]; ok {
			return fmt.Sprint(v)
		}
	}
	return ""
}

func itoa(n int) string { return strconv.Itoa(n) }

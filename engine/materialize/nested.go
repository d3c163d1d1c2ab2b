package materialize

import (
	"strconv"
	"strings"
)

// nestedMisfit is the condition that a JSON value does not fit a type with parts: one
// of its leaves does not, or it is of another shape. A JSON null fits.
func nestedMisfit(raw, dataType string) string {
	return misfitAt(raw, strings.TrimSpace(dataType), 0)
}

// misfitAt is nestedMisfit at some depth: lambdas need names of their own.
func misfitAt(raw, t string, depth int) string {
	upper := strings.ToUpper(t)
	switch {
	case strings.HasSuffix(t, "]") && strings.Contains(t, "["):
		inner := misfitAt("e"+strconv.Itoa(depth), strings.TrimSpace(t[:strings.LastIndexByte(t, '[')]), depth+1)
		return shaped(raw, "ARRAY", anyOf("from_json("+raw+`, '["JSON"]')`, inner, depth))
	case strings.HasPrefix(upper, "STRUCT"):
		var parts []string
		for _, field := range fieldsOf(t) {
			name, fieldType := splitField(field)
			path := quoted(`$."` + strings.ReplaceAll(name, `"`, `\"`) + `"`)
			if m := misfitAt("json_extract("+raw+", "+path+")", fieldType, depth); m != "" {
				parts = append(parts, "coalesce("+m+", false)")
			}
		}
		return shaped(raw, "OBJECT", strings.Join(parts, " or "))
	case strings.HasPrefix(upper, "MAP"):
		parts := fieldsOf(t)
		if len(parts) != 2 {
			break
		}
		inner := misfitAt("e"+strconv.Itoa(depth), parts[1], depth+1)
		return shaped(raw, "OBJECT", anyOf("json_extract("+raw+", '$.*')", inner, depth))
	case textual(t):
		return ""
	}
	return "json_type(" + raw + ") <> 'NULL' and try_cast(" + raw + " ->> '$' as " + t + ") is null"
}

// shaped adds the shape to a condition about the parts.
func shaped(raw, shape, parts string) string {
	condition := "json_type(" + raw + ") <> '" + shape + "'"
	if parts != "" {
		condition = "(" + condition + " or " + parts + ")"
	}
	return "json_type(" + raw + ") <> 'NULL' and " + condition
}

// anyOf is the condition that an element of a list fulfils another.
func anyOf(list, condition string, depth int) string {
	if condition == "" {
		return ""
	}
	return "len(list_filter(" + list + ", lambda e" + strconv.Itoa(depth) + ": coalesce(" + condition + ", false))) > 0"
}

// fieldsOf splits what stands in the outer brackets of STRUCT(...) or MAP(...).
func fieldsOf(t string) []string {
	open, end := strings.IndexByte(t, '('), strings.LastIndexByte(t, ')')
	if open < 0 || end < open {
		return nil
	}
	var out []string
	depth, begin, inQuotes := 0, open+1, false
	for i := open + 1; i < end; i++ {
		switch c := t[i]; {
		case c == '"':
			inQuotes = !inQuotes
		case inQuotes:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			out = append(out, strings.TrimSpace(t[begin:i]))
			begin = i + 1
		}
	}
	return append(out, strings.TrimSpace(t[begin:end]))
}

// splitField takes the name of a struct's field from its type.
func splitField(field string) (name, dataType string) {
	if strings.HasPrefix(field, `"`) {
		for i := 1; i < len(field); i++ {
			if field[i] != '"' {
				continue
			}
			if i+1 < len(field) && field[i+1] == '"' {
				i++
				continue
			}
			return strings.ReplaceAll(field[1:i], `""`, `"`), strings.TrimSpace(field[i+1:])
		}
	}
	name, dataType, _ = strings.Cut(field, " ")
	return name, strings.TrimSpace(dataType)
}

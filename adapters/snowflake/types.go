package snowflake

import (
	"fmt"
	"regexp"
	"strings"
)

// A field is the type of a column of a result.
type field struct {
	kind             string // fixed, real, text, boolean, date, timestamp_ntz ...
	precision, scale int64
}

// name is the type as SQL has it, and as normalType gives it for a column of a table.
func (f field) name() string {
	switch f.kind {
	case "fixed":
		return fmt.Sprintf("NUMBER(%d,%d)", f.precision, f.scale)
	case "real":
		return "FLOAT"
	case "text":
		return "VARCHAR"
	case "time", "timestamp_ntz", "timestamp_ltz", "timestamp_tz":
		if f.scale != 9 {
			return fmt.Sprintf("%s(%d)", strings.ToUpper(f.kind), f.scale)
		}
	}
	return strings.ToUpper(f.kind)
}

var typeShape = regexp.MustCompile(`^([A-Z_]+(?: [A-Z]+)*)\s*(?:\(([^()]*)\))?$`)

// normalType is a type of DESCRIBE TABLE without what says nothing: the length of texts,
// which Snowflake does not store by and which differs between two builds of the same
// query, the full precision of times, and other names of the same type.
func normalType(described string) string {
	text := strings.ToUpper(strings.TrimSpace(described))
	m := typeShape.FindStringSubmatch(text)
	if m == nil {
		return text // ARRAY(NUMBER(38,0)), OBJECT(a VARCHAR) ...
	}
	name, params := m[1], strings.ReplaceAll(m[2], " ", "")
	switch name {
	case "VARCHAR", "CHAR", "CHARACTER", "STRING", "TEXT":
		return "VARCHAR"
	case "BINARY", "VARBINARY":
		return "BINARY"
	case "DOUBLE", "DOUBLE PRECISION", "REAL", "FLOAT":
		return "FLOAT"
	case "TIME", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ":
		if params == "" || params == "9" {
			return name
		}
	case "DECIMAL", "NUMERIC", "NUMBER":
		name = "NUMBER"
		switch {
		case params == "":
			params = "38,0"
		case !strings.Contains(params, ","):
			params += ",0"
		}
	}
	if params == "" {
		return name
	}
	return name + "(" + params + ")"
}

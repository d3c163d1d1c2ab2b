package materialize

import (
	"regexp"
	"strings"
)

// snowflakeTypes are the names that DuckDB has under another one. JSON stands for what
// may have any shape.
var snowflakeTypes = map[string]string{
	"NUMBER": "DECIMAL(38, 0)", "STRING": "VARCHAR", "TEXT": "VARCHAR", "CHARACTER": "VARCHAR", "NCHAR": "VARCHAR", "NVARCHAR": "VARCHAR",
	"FLOAT": "DOUBLE", "FLOAT4": "DOUBLE", "FLOAT8": "DOUBLE", "BYTEINT": "TINYINT", "BINARY": "BLOB", "VARBINARY": "BLOB",
	"DATETIME": "TIMESTAMP", "TIMESTAMP_NTZ": "TIMESTAMP", "TIMESTAMP_LTZ": "TIMESTAMPTZ", "TIMESTAMP_TZ": "TIMESTAMPTZ",
	"VARIANT": "JSON", "OBJECT": "JSON", "ARRAY": "JSON[]", "GEOGRAPHY": "VARCHAR", "GEOMETRY": "VARCHAR",
	"NULL": "INTEGER", `"NULL"`: "INTEGER", // what DuckDB calls the type of a bare NULL, and makes of it in a table
}

var typeName = regexp.MustCompile(`^\s*("?[A-Za-z_][A-Za-z_0-9]*"?)\s*(\([0-9, ]*\))?\s*$`)

// DuckType is a type as DuckDB writes it, of one that was declared for any of our
// databases. A type that it does not take apart is left as it is.
func DuckType(dataType string) string {
	m := typeName.FindStringSubmatch(dataType)
	if m == nil {
		return dataType
	}
	name := strings.ToUpper(m[1])
	here, other := snowflakeTypes[name]
	switch {
	case !other:
		return dataType
	case name == "NUMBER" && m[2] != "":
		return "DECIMAL" + m[2]
	}
	return here
}

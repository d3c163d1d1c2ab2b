package account

import (
	"fmt"
	"strconv"
	"strings"
)

// A dataType is a Snowflake type.
type dataType struct {
	kind             string // FIXED, REAL, TEXT ... as in Column.Type
	precision, scale int
	length           int
}

// Lengths that Snowflake reports: reference section 2.2.
const (
	tableTextLength = 16777216
	castTextLength  = 134217728
	binaryLength    = 8388608
)

// typeNames leads from Snowflake's type names to their kinds. Source: docs
// sql-reference/intro-summary-data-types. What is not here is no type.
var typeNames = map[string]string{
	"NUMBER": "FIXED", "DECIMAL": "FIXED", "NUMERIC": "FIXED", "DEC": "FIXED",
	"INT": "INT", "INTEGER": "INT", "BIGINT": "INT", "SMALLINT": "INT", "TINYINT": "INT", "BYTEINT": "INT",
	"FLOAT": "REAL", "FLOAT4": "REAL", "FLOAT8": "REAL", "DOUBLE": "REAL", "REAL": "REAL",
	"VARCHAR": "TEXT", "STRING": "TEXT", "TEXT": "TEXT", "NVARCHAR": "TEXT", "CHAR": "CHAR", "CHARACTER": "CHAR", "NCHAR": "CHAR",
	"BINARY": "BINARY", "VARBINARY": "BINARY", "BOOLEAN": "BOOLEAN", "DATE": "DATE", "TIME": "TIME",
	"DATETIME": "TIMESTAMP_NTZ", "TIMESTAMP": "TIMESTAMP_NTZ", "TIMESTAMP_NTZ": "TIMESTAMP_NTZ", "TIMESTAMPNTZ": "TIMESTAMP_NTZ",
	"TIMESTAMP_LTZ": "TIMESTAMP_LTZ", "TIMESTAMPLTZ": "TIMESTAMP_LTZ", "TIMESTAMP_TZ": "TIMESTAMP_TZ", "TIMESTAMPTZ": "TIMESTAMP_TZ",
	"VARIANT": "VARIANT", "OBJECT": "OBJECT", "ARRAY": "ARRAY",
}

// newType makes a type of its name and arguments.
func newType(kind string, args []int) (dataType, bool) {
	arg := func(i, otherwise int) int {
		if i < len(args) {
			return args[i]
		}
		return otherwise
	}
	switch kind {
	case "INT":
		return dataType{kind: "FIXED", precision: 38}, len(args) == 0
	case "FIXED":
		t := dataType{kind: "FIXED", precision: arg(0, 38), scale: arg(1, 0)}
		return t, len(args) <= 2 && t.precision >= 1 && t.precision <= 38 && t.scale >= 0 && t.scale <= t.precision
	case "TEXT", "CHAR":
		length := tableTextLength
		if kind == "CHAR" {
			length = 1
		}
		t := dataType{kind: "TEXT", length: arg(0, length)}
		return t, len(args) <= 1 && t.length >= 1 && t.length <= castTextLength
	case "BINARY":
		return dataType{kind: kind, length: arg(0, binaryLength)}, len(args) <= 1
	case "TIME", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ":
		t := dataType{kind: kind, scale: arg(0, 9)}
		return t, len(args) <= 1 && t.scale >= 0 && t.scale <= 9
	}
	return dataType{kind: kind}, len(args) == 0
}

// duck is the DuckDB type that holds the values.
func (t dataType) duck() string {
	switch t.kind {
	case "FIXED":
		return fmt.Sprintf("DECIMAL(%d,%d)", t.precision, t.scale)
	case "REAL":
		return "DOUBLE"
	case "TEXT":
		return "VARCHAR"
	case "BINARY":
		return "BLOB"
	case "TIMESTAMP_NTZ":
		return "TIMESTAMP"
	case "TIMESTAMP_LTZ", "TIMESTAMP_TZ":
		return "TIMESTAMPTZ"
	case "VARIANT", "OBJECT", "ARRAY":
		return "JSON"
	}
	return t.kind
}

// String is the type as DESCRIBE and SHOW COLUMNS print it.
func (t dataType) String() string {
	switch t.kind {
	case "FIXED":
		return fmt.Sprintf("NUMBER(%d,%d)", t.precision, t.scale)
	case "REAL":
		return "FLOAT"
	case "TEXT":
		return fmt.Sprintf("VARCHAR(%d)", t.length)
	case "BINARY":
		return fmt.Sprintf("BINARY(%d)", t.length)
	case "TIME", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ":
		return fmt.Sprintf("%s(%d)", t.kind, t.scale)
	}
	return t.kind
}

// word is the type as INFORMATION_SCHEMA.COLUMNS prints it.
func (t dataType) word() string {
	word, _, _ := strings.Cut(t.String(), "(")
	if word == "VARCHAR" {
		return "TEXT"
	}
	return word
}

// column describes a result column of this type.
func (t dataType) column(name string, nullable bool) Column {
	return Column{Name: name, Type: t.kind, Precision: t.precision, Scale: t.scale, Length: t.length, Nullable: nullable}
}

// fromDuck is the Snowflake type that a DuckDB expression's type stands for.
func fromDuck(duck string) (dataType, bool) {
	name, args, _ := strings.Cut(strings.TrimSuffix(duck, ")"), "(")
	switch name {
	case "DECIMAL":
		p, s, _ := strings.Cut(args, ",")
		precision, _ := strconv.Atoi(p)
		scale, _ := strconv.Atoi(s)
		return dataType{kind: "FIXED", precision: precision, scale: scale}, true
	case "BIGINT":
		return dataType{kind: "FIXED", precision: 18}, true
	case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT":
		return dataType{kind: "FIXED", precision: 38}, true
	case "DOUBLE", "FLOAT":
		return dataType{kind: "REAL"}, true
	case "VARCHAR", "UUID", `"NULL"`, "NULL", "SQLNULL":
		return dataType{kind: "TEXT", length: tableTextLength}, true
	case "BLOB":
		return dataType{kind: "BINARY", length: binaryLength}, true
	case "BOOLEAN", "DATE":
		return dataType{kind: name}, true
	case "TIME":
		return dataType{kind: "TIME", scale: 9}, true
	case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS":
		return dataType{kind: "TIMESTAMP_NTZ", scale: 9}, true
	case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE":
		return dataType{kind: "TIMESTAMP_LTZ", scale: 9}, true
	case "JSON":
		return dataType{kind: "VARIANT"}, true
	}
	return dataType{}, false
}

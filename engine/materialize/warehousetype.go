package materialize

import (
	"strings"

	"github.com/martsql/mart/engine"
)

// A handed type is how a type of the lake side comes into a warehouse.
type handedType struct {
	warehouse string
	cast      string // what the lake side writes it as; empty: as it is
	json      bool   // written as JSON text, and parsed by the warehouse
}

// handedTypes are the types that DuckDB and Snowflake do not both have under Parquet.
// Huge integers would be written as doubles; times with a zone are instants in both.
var handedTypes = map[string]handedType{
	"BOOLEAN": {warehouse: "boolean"}, "VARCHAR": {warehouse: "varchar"}, "DATE": {warehouse: "date"}, "BLOB": {warehouse: "binary"},
	"TINYINT": {warehouse: "number(38,0)"}, "SMALLINT": {warehouse: "number(38,0)"}, "INTEGER": {warehouse: "number(38,0)"}, "BIGINT": {warehouse: "number(38,0)"},
	"UTINYINT": {warehouse: "number(38,0)"}, "USMALLINT": {warehouse: "number(38,0)"}, "UINTEGER": {warehouse: "number(38,0)"},
	"UBIGINT": {warehouse: "number(38,0)", cast: "decimal(20,0)"},
	"HUGEINT": {warehouse: "number(38,0)", cast: "decimal(38,0)"}, "UHUGEINT": {warehouse: "number(38,0)", cast: "decimal(38,0)"},
	"FLOAT": {warehouse: "float"}, "DOUBLE": {warehouse: "float"},
	"TIME":      {warehouse: "time"},
	"TIMESTAMP": {warehouse: "timestamp_ntz"}, "TIMESTAMP_NS": {warehouse: "timestamp_ntz"},
	"TIMESTAMP_S": {warehouse: "timestamp_ntz", cast: "timestamp"}, "TIMESTAMP_MS": {warehouse: "timestamp_ntz", cast: "timestamp"},
	"TIMESTAMP WITH TIME ZONE": {warehouse: "timestamp_ltz"},
	"JSON":                     {warehouse: "variant", cast: "varchar", json: true},
	"\"NULL\"":                 {warehouse: "varchar", cast: "varchar"}, "NULL": {warehouse: "varchar", cast: "varchar"},
}

// handed looks a type of the lake side up. What no warehouse has comes as text.
func handed(dataType string) handedType {
	t := strings.ToUpper(strings.TrimSpace(dataType))
	switch {
	case strings.HasSuffix(t, "]"):
		return handedType{warehouse: "array", json: true}
	case strings.HasPrefix(t, "STRUCT("), strings.HasPrefix(t, "MAP("):
		return handedType{warehouse: "object", json: true}
	case strings.HasPrefix(t, "UNION("):
		return handedType{warehouse: "variant", json: true}
	case strings.HasPrefix(t, "DECIMAL("):
		return handedType{warehouse: "number" + strings.ToLower(strings.TrimPrefix(t, "DECIMAL"))}
	}
	if known, ok := handedTypes[t]; ok {
		return known
	}
	return handedType{warehouse: "varchar", cast: "varchar"}
}

// warehouseType is the warehouse's type for one of the lake side, in lower case.
func warehouseType(dataType string) string { return handed(dataType).warehouse }

// WarehouseColumns gives columns of the lake side the warehouse's types.
func WarehouseColumns(columns []engine.Column) []engine.Column {
	out := make([]engine.Column, len(columns))
	for i, c := range columns {
		out[i] = engine.Column{Name: c.Name, DataType: warehouseType(c.DataType)}
	}
	return out
}

func isJSON(dataType string) bool { return handed(dataType).json }

func hasJSON(columns []engine.Column) bool {
	for _, c := range columns {
		if isJSON(c.DataType) {
			return true
		}
	}
	return false
}

// converted is the columns that are not written as they are, for "select * replace".
func converted(columns []engine.Column) []string {
	var out []string
	for _, c := range columns {
		name := ident(c.Name)
		switch t := handed(c.DataType); {
		case t.cast != "":
			out = append(out, "cast("+name+" as "+t.cast+") as "+name)
		case t.json:
			// The text of an absent value must be absent, too.
			out = append(out, "cast(to_json("+name+") as varchar) as "+name)
		}
	}
	return out
}

// sameType compares types as a warehouse writes them in its catalogue and as we write
// them. Lengths of texts and digits of seconds are no difference.
func sameType(a, b string) bool { return strings.EqualFold(plainType(a), plainType(b)) }

// plainTypes are the names that stand for another one on Snowflake.
var plainTypes = map[string]string{
	"TEXT": "VARCHAR", "STRING": "VARCHAR", "CHAR": "VARCHAR", "NUMERIC": "NUMBER", "DECIMAL": "NUMBER",
	"INT": "NUMBER(38,0)", "INTEGER": "NUMBER(38,0)", "BIGINT": "NUMBER(38,0)", "SMALLINT": "NUMBER(38,0)", "TINYINT": "NUMBER(38,0)",
	"DOUBLE": "FLOAT", "REAL": "FLOAT", "FLOAT4": "FLOAT", "FLOAT8": "FLOAT", "DOUBLE PRECISION": "FLOAT",
	"VARBINARY": "BINARY", "DATETIME": "TIMESTAMP_NTZ", "TIMESTAMPNTZ": "TIMESTAMP_NTZ", "TIMESTAMPLTZ": "TIMESTAMP_LTZ", "TIMESTAMPTZ": "TIMESTAMP_TZ",
}

func plainType(t string) string {
	t = strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(t)), ", ", ",")
	name, inside, _ := strings.Cut(t, "(")
	name = strings.TrimSpace(name)
	if plain, ok := plainTypes[name]; ok {
		name, _, _ = strings.Cut(plain, "(")
		if strings.Contains(plain, "(") {
			return plain
		}
	}
	if name != "NUMBER" {
		return name
	}
	if inside == "" {
		return "NUMBER(38,0)"
	}
	if !strings.Contains(inside, ",") {
		inside = strings.TrimSuffix(inside, ")") + ",0)"
	}
	return "NUMBER(" + inside
}

// sameColumns reports whether two tables have the same columns in the same order.
func sameColumns(a, b []engine.Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameName(a[i].Name, b[i].Name) || !sameType(a[i].DataType, b[i].DataType) {
			return false
		}
	}
	return true
}

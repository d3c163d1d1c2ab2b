package materialize

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The types that a seed's columns are inferred to have; both databases know them.
const (
	seedBoolean   = "boolean"
	seedBigint    = "bigint"
	seedDouble    = "double"
	seedDate      = "date"
	seedTimestamp = "timestamp"
	seedText      = "varchar"
)

// inferType is the narrowest type that all values of a column have; NULLs have any.
func inferType(rows [][]string, column int) string {
	for _, t := range []string{seedBoolean, seedBigint, seedDouble, seedDate, seedTimestamp} {
		some, all := false, true
		for _, row := range rows {
			if column >= len(row) || row[column] == "" {
				continue
			}
			some = true
			if !infers(row[column], t) {
				all = false
				break
			}
		}
		if some && all {
			return t
		}
	}
	return seedText
}

// leadingZero is a number that its author means as a code: 007, 01234.
var leadingZero = regexp.MustCompile(`^[+-]?0[0-9]`)

// infers is stricter than fits: codes with leading zeros stay texts, and words such as
// inf and nan are no numbers.
func infers(value, dataType string) bool {
	switch dataType {
	case seedBigint, seedDouble:
		if leadingZero.MatchString(value) || !plainNumber.MatchString(value) {
			return false
		}
	}
	return fits(value, dataType)
}

var plainNumber = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$`)

var decimalType = regexp.MustCompile(`^(?:decimal|numeric|number)(?:\s*\(\s*([0-9]+)\s*(?:,\s*([0-9]+)\s*)?\))?$`)

var timestampLayouts = []string{
	"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05Z07:00",
}

// fits reports whether a text is a value of a type. Types that it does not know are
// left to the database.
func fits(value, dataType string) bool {
	t := strings.ToLower(strings.TrimSpace(dataType))
	switch t {
	case "boolean", "bool":
		v := strings.ToLower(value)
		return v == "true" || v == "false"
	case "bigint", "int8", "long":
		return isInteger(value, 64)
	case "integer", "int", "int4":
		return isInteger(value, 32)
	case "smallint", "int2":
		return isInteger(value, 16)
	case "double", "float", "real", "float8", "float4", "double precision":
		_, err := strconv.ParseFloat(value, 64)
		return err == nil
	case "date":
		_, err := time.Parse("2006-01-02", value)
		return err == nil
	case "timestamp", "timestamp_ntz", "datetime":
		return isTimestamp(value)
	}
	if m := decimalType.FindStringSubmatch(t); m != nil {
		return isDecimal(value, m[1], m[2])
	}
	return true
}

func isInteger(value string, bits int) bool {
	_, err := strconv.ParseInt(value, 10, bits)
	return err == nil
}

func isTimestamp(value string) bool {
	for _, layout := range timestampLayouts {
		if _, err := time.Parse(layout, value); err == nil {
			return true
		}
	}
	return false
}

// isDecimal reports whether the digits before the point have room in the type. Digits
// after it are rounded by the database.
func isDecimal(value, precision, scale string) bool {
	if !plainNumber.MatchString(value) {
		return false
	}
	p, err := strconv.Atoi(precision)
	if err != nil {
		return true
	}
	s, _ := strconv.Atoi(scale)
	if strings.ContainsAny(value, "eE") {
		return true
	}
	before, _, _ := strings.Cut(strings.TrimLeft(value, "+-"), ".")
	return len(strings.TrimLeft(before, "0")) <= p-s
}

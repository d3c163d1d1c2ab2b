package view

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/martsql/mart/engine"
)

// A family is a group of types that are written alike.
type family uint8

const (
	textual family = iota
	numeric
	date
	timestamp
	timestampTZ
	timeOfDay
)

// familyOf reads a column's type, or, when the database does not say, its values.
func familyOf(c engine.Column, rows [][]any, i int) family {
	name := strings.ToUpper(strings.TrimSpace(c.DataType))
	if strings.HasSuffix(name, "]") {
		return textual // a list
	}
	base, _, _ := strings.Cut(name, "(")
	switch base = strings.TrimSpace(base); base {
	case "":
	case "DATE":
		return date
	case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ", "TIMESTAMP_TZ", "TIMESTAMP_LTZ":
		return timestampTZ
	case "TIME", "TIME WITH TIME ZONE", "TIMETZ", "TIME_NS":
		return timeOfDay
	case "TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
		"BIGNUM", "VARINT", "BYTEINT", "INT1", "INT2", "INT4", "INT8", "DECIMAL", "NUMERIC", "NUMBER", "FIXED", "FLOAT", "FLOAT4",
		"FLOAT8", "REAL", "DOUBLE", "DOUBLE PRECISION":
		return numeric
	default:
		if strings.HasPrefix(base, "TIMESTAMP") || base == "DATETIME" {
			return timestamp
		}
		return textual
	}
	for _, row := range rows {
		switch row[i].(type) {
		case nil:
			continue
		case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64, json.Number:
			return numeric
		case time.Time:
			return timestamp
		}
		return textual
	}
	return textual
}

// cellText writes a value so that nothing is lost. NULL is not its business.
func cellText(v any, f family) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return `\x` + hex.EncodeToString(v)
	case float64:
		return floatText(v)
	case float32:
		return floatText(float64(v))
	case time.Time:
		return timeText(v, f)
	case fmt.Stringer:
		return v.String()
	}
	if nested(v) {
		return string(appendJSON(nil, v, textual))
	}
	return fmt.Sprint(v)
}

func nested(v any) bool {
	switch reflect.ValueOf(v).Kind() {
	case reflect.Slice, reflect.Map, reflect.Array:
		return true
	}
	return false
}

// floatText writes the shortest digits that mean the same number, without an exponent
// as long as that is readable.
func floatText(f float64) string {
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e15) || math.IsInf(f, 0) || math.IsNaN(f) {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// timeText writes dates and times by ISO 8601, a blank between the two as SQL does.
func timeText(t time.Time, f family) string {
	switch f {
	case date:
		return t.Format("2006-01-02")
	case timeOfDay:
		return t.Format("15:04:05.999999")
	case timestampTZ:
		return t.Format("2006-01-02 15:04:05.999999Z07:00")
	}
	return t.Format("2006-01-02 15:04:05.999999")
}

// midnights reports whether all moments of a column are midnights, which are days.
func midnights(rows [][]any, i int) bool {
	some := false
	for _, row := range rows {
		t, ok := row[i].(time.Time)
		if !ok && row[i] != nil {
			return false
		}
		if ok && !t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())) {
			return false
		}
		some = some || ok
	}
	return some
}

// appendJSON writes a value as JSON: decimals as numbers with all their digits, lists
// and structs as such, what JSON cannot say (NaN, bytes, times) as text.
func appendJSON(b []byte, v any, f family) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return fmt.Append(b, v)
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return appendString(b, floatText(v))
		}
		return append(b, floatText(v)...)
	case json.Number:
		return append(b, v...)
	case string:
		if f == numeric && json.Valid([]byte(v)) && strings.ContainsAny(v, "0123456789") && !strings.HasPrefix(v, `"`) {
			return append(b, v...)
		}
		return appendString(b, v)
	case time.Time:
		return appendString(b, strings.Replace(timeText(v, f), " ", "T", 1))
	case []byte:
		return appendString(b, cellText(v, f))
	case []any:
		b = append(b, '[')
		for i, e := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, e, textual)
		}
		return append(b, ']')
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		b = append(b, '{')
		for i, k := range keys {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendString(b, k), ':')
			b = appendJSON(b, v[k], textual)
		}
		return append(b, '}')
	case fmt.Stringer:
		return appendString(b, v.String())
	}
	text, err := json.Marshal(v)
	if err != nil {
		return appendString(b, fmt.Sprint(v))
	}
	return append(b, text...)
}

func appendString(b []byte, s string) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}

// inOneLine shows line breaks, tabs and other control characters as their escapes: a
// value must not move the cursor or break a row.
func inOneLine(s string) string {
	if strings.IndexFunc(s, control) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !control(r) {
			b.WriteRune(r)
			continue
		}
		q := strconv.QuoteRune(r)
		b.WriteString(q[1 : len(q)-1])
	}
	return b.String()
}

func control(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

package account

import (
	"fmt"
	"strings"
)

// numeric reports whether a DuckDB type is a number that Snowflake keeps as NUMBER.
func exactNumber(t string) bool {
	typ, ok := fromDuck(t)
	return ok && typ.kind == "FIXED"
}

func duckScale(t string) int {
	typ, _ := fromDuck(t)
	return typ.scale
}

func isText(t string) bool { return t == "VARCHAR" || t == `"NULL"` || t == "NULL" }

func (w *printer) binary(x *binary) string {
	switch x.op {
	case "/":
		return w.divide(x.span, w.expr(x.l), w.expr(x.r))
	case "=", "<>", "!=", "<", ">", "<=", ">=":
		return "(" + w.comparand(x.l, x.r) + " " + x.op + " " + w.comparand(x.r, x.l) + ")"
	case "+", "-":
		return w.plus(x)
	case "||":
		return "((" + w.asText(x.l) + ") || (" + w.asText(x.r) + "))"
	}
	return "(" + w.expr(x.l) + " " + x.op + " " + w.expr(x.r) + ")"
}

// comparand writes a side of a comparison. A path into a VARIANT is compared by its value
// with the type of the other side, as Snowflake casts it.
func (w *printer) comparand(x, other expr) string {
	p, ok := x.(*path)
	if !ok {
		return w.expr(x)
	}
	value := "json_extract_string(" + w.expr(p) + ", '$')"
	switch o := other.(type) {
	case *literal:
		if o.text[0] >= '0' && o.text[0] <= '9' {
			return "(" + value + ")::DOUBLE"
		}
	case *path, *text, nil:
	default:
		return w.typed("compare", p.span, []string{w.expr(other)}, func(types []string) string {
			if types == nil || isText(types[0]) || types[0] == "JSON" {
				return value
			}
			return "(" + value + ")::" + types[0]
		})
	}
	return value
}

// divide is Snowflake's division: of NUMBERs it is a NUMBER with at least six digits more,
// at most twelve in all unless the dividend has more; by zero it fails.
// Source: docs sql-reference/operators-arithmetic (scale and precision), reference 6.1.
func (w *printer) divide(s span, l, r string) string {
	return w.typed("/", s, []string{l, r}, func(types []string) string { return quotient(types, l, r) })
}

func quotient(types []string, l, r string) string {
	plain := fmt.Sprintf("(CASE WHEN (%s) = 0 THEN error('Division by zero') ELSE (%s) / (%s) END)", r, l, r)
	if types == nil || !exactNumber(types[0]) || !exactNumber(types[1]) {
		return plain
	}
	scale := divisionScale(types[0])
	return fmt.Sprintf("(round((%s), %d)::DECIMAL(38,%d))", plain, scale, scale)
}

func divisionScale(dividend string) int {
	return max(duckScale(dividend), min(duckScale(dividend)+6, 12))
}

// plus keeps a DATE a DATE when whole days are added. Source: reference 6.1.
func (w *printer) plus(x *binary) string {
	l, r := w.expr(x.l), w.expr(x.r)
	sql := "(" + l + " " + x.op + " " + r + ")"
	i, ok := x.r.(*interval)
	if !ok {
		if _, chain := x.l.(*binary); chain { // a long sum would double its text at each step
			return sql
		}
		return w.typed(x.op, x.span, []string{l, r}, func(types []string) string {
			if types == nil && w.infer.probing { // DuckDB has no DATE + DECIMAL
				return "(" + l + ")"
			}
			if types != nil && types[0] == "DATE" && exactNumber(types[1]) {
				return "(" + l + " " + x.op + " (" + r + ")::INTEGER)"
			}
			return sql
		})
	}
	whole := true
	for _, unit := range []string{"hour", "minute", "second", "ms", "us", "ns"} {
		whole = whole && !strings.Contains(strings.ToLower(i.text), unit)
	}
	return w.typed(x.op, x.span, []string{l}, func(types []string) string {
		if whole && types != nil && types[0] == "DATE" {
			return sql + "::DATE"
		}
		return sql
	})
}

// asText writes an operand of ||: Snowflake casts it to text.
func (w *printer) asText(x expr) string {
	switch x := x.(type) {
	case *text:
		return w.expr(x)
	case *cast:
		if x.typ.kind == "TEXT" {
			return w.expr(x)
		}
	case *binary:
		if x.op == "||" {
			return w.expr(x)
		}
	case *path:
		return w.toText(x.span, w.expr(x))
	case *column:
		return w.expr(x)
	case *call:
		return w.toText(x.span, w.expr(x))
	}
	return w.expr(x)
}

// toText is a cast to VARCHAR: a VARIANT gives its text, timestamps three digits of the
// second, floats no trailing zero. Source: docs sql-reference/functions/to_char, parameter
// TIMESTAMP_OUTPUT_FORMAT.
func (w *printer) toText(s span, x string) string {
	return w.typed("text", s, []string{x}, func(types []string) string {
		if types == nil {
			return "(" + x + ")::VARCHAR"
		}
		switch types[0] {
		case "JSON":
			return "json_extract_string(" + x + ", '$')"
		case "TIMESTAMP":
			return "strftime(" + x + ", '%Y-%m-%d %H:%M:%S.%g')"
		case "TIMESTAMP WITH TIME ZONE":
			return "strftime((" + x + ")::TIMESTAMP, '%Y-%m-%d %H:%M:%S.%g +0000')"
		case "DOUBLE", "FLOAT":
			return "regexp_replace((" + x + ")::VARCHAR, '\\.0$', '')"
		case "BLOB":
			return "hex(" + x + ")"
		}
		return "(" + x + ")::VARCHAR"
	})
}

// cast writes CAST and TRY_CAST. Source: docs sql-reference/functions/cast, try_cast;
// reference 2.2 and 6.1.
func (w *printer) cast(x *cast) string {
	operand := w.expr(x.x)
	if x.try {
		return w.tryCast(x, operand)
	}
	return w.castTo(x.span, operand, x.typ)
}

// castTo casts a written operand to a type.
func (w *printer) castTo(s span, operand string, t dataType) string {
	switch t.kind {
	case "TEXT":
		text := w.toText(s, operand)
		if t.length < tableTextLength {
			return fmt.Sprintf("left(%s, %d)", text, t.length)
		}
		return text
	case "VARIANT", "OBJECT", "ARRAY":
		return w.typed("variant", s, []string{operand}, func(types []string) string {
			if types == nil || types[0] == "JSON" {
				return "(" + operand + ")::JSON"
			}
			return "to_json(" + operand + ")"
		})
	case "BINARY":
		return w.typed("binary", s, []string{operand}, func(types []string) string {
			if types != nil && isText(types[0]) {
				return "unhex(" + operand + ")"
			}
			return "(" + operand + ")::BLOB"
		})
	}
	return w.typed(t.kind, s, []string{operand}, func(types []string) string {
		if types != nil && types[0] == "JSON" {
			operand := "json_extract_string(" + operand + ", '$')"
			return "(" + operand + ")::" + t.duck()
		}
		if types != nil && t.kind == "DATE" && exactNumber(types[0]) {
			panic(compilation(1007, "22023", "invalid type [CAST(%s AS DATE)] for parameter 'TO_DATE'", w.source(s)))
		}
		return "(" + operand + ")::" + t.duck()
	})
}

// tryCast takes text only.
func (w *printer) tryCast(x *cast, operand string) string {
	return w.typed("try"+x.typ.kind, x.span, []string{operand}, func(types []string) string {
		if types != nil && !isText(types[0]) {
			from, _ := fromDuck(types[0])
			panic(compilation(1065, "22023", "Function TRY_CAST cannot be used with arguments of types %s and %s", from, x.typ))
		}
		if x.typ.kind == "TEXT" {
			if x.typ.length < tableTextLength {
				return fmt.Sprintf("(CASE WHEN length(%s) <= %d THEN %s END)", operand, x.typ.length, operand)
			}
			return "(" + operand + ")"
		}
		return "TRY_CAST(" + operand + " AS " + x.typ.duck() + ")"
	})
}

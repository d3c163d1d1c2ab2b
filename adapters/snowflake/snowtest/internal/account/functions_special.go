package account

import (
	"fmt"
	"regexp"
	"strings"
)

// specialFunctions are those whose text depends on more than their arguments' text.
// Sources: docs sql-reference/functions/<name>.
var specialFunctions map[string]func(*printer, *call) string

func init() {
	specialFunctions = map[string]func(*printer, *call) string{
		"DATE_TRUNC": dateTrunc, "DATEADD": dateAdd, "TIMEADD": dateAdd, "TIMESTAMPADD": dateAdd, "DATEDIFF": dateDiff, "TIMEDIFF": dateDiff, "TIMESTAMPDIFF": dateDiff,
		"DATE_PART": datePart, "LAST_DAY": lastDay, "AVG": average, "DIV0": div0, "DIV0NULL": div0,
		"TO_DATE": toTime("DATE", false), "DATE": toTime("DATE", false), "TRY_TO_DATE": toTime("DATE", true),
		"TO_TIMESTAMP": toTime("TIMESTAMP_NTZ", false), "TO_TIMESTAMP_NTZ": toTime("TIMESTAMP_NTZ", false), "TRY_TO_TIMESTAMP": toTime("TIMESTAMP_NTZ", true), "TRY_TO_TIMESTAMP_NTZ": toTime("TIMESTAMP_NTZ", true),
		"TO_TIMESTAMP_TZ": toTime("TIMESTAMP_TZ", false), "TO_TIMESTAMP_LTZ": toTime("TIMESTAMP_LTZ", false),
		"TO_NUMBER": toNumber, "TO_DECIMAL": toNumber, "TO_NUMERIC": toNumber, "TRY_TO_NUMBER": toNumber, "TRY_TO_DECIMAL": toNumber, "TRY_TO_NUMERIC": toNumber,
		"TO_DOUBLE": toPlain("REAL"), "TRY_TO_DOUBLE": toPlain("REAL"), "TO_BOOLEAN": toPlain("BOOLEAN"), "TRY_TO_BOOLEAN": toPlain("BOOLEAN"),
		"PERCENTILE_CONT": percentile, "PERCENTILE_DISC": percentile, "TO_VARCHAR": toChar, "TO_CHAR": toChar, "SHA2": sha2, "SHA2_HEX": sha2, "LISTAGG": listAgg, "ARRAY_AGG": arrayAgg,
		"GET_PATH": getPath, "GET": get, "REGEXP_SUBSTR": regexpSubstr, "SEQ4": sequence, "SEQ8": sequence,
		"SYSDATE":           func(w *printer, x *call) string { x.need(0, 0); return w.now() },
		"CURRENT_TIMESTAMP": func(w *printer, x *call) string { return "(" + w.now() + ")::TIMESTAMPTZ" },
		"GETDATE":           func(w *printer, x *call) string { x.need(0, 0); return "(" + w.now() + ")::TIMESTAMPTZ" },
		"LOCALTIMESTAMP":    func(w *printer, x *call) string { return "(" + w.now() + ")::TIMESTAMPTZ" },
		"CURRENT_DATE":      func(w *printer, x *call) string { return "(" + w.now() + ")::DATE" },
		"CURRENT_TIME":      func(w *printer, x *call) string { return "(" + w.now() + ")::TIME" },
		"CONVERT_TIMEZONE":  convertTimezone,
	}
	for name, value := range sessionFunctions {
		specialFunctions[name] = func(w *printer, x *call) string {
			x.need(0, 0)
			v := value(w.s)
			if v == "" {
				return "NULL::VARCHAR"
			}
			return literalText(v)
		}
	}
}

// sessionFunctions tell about the session. Source: docs sql-reference/functions-context.
var sessionFunctions = map[string]func(*Session) string{
	"CURRENT_DATABASE": func(s *Session) string { return s.database }, "CURRENT_SCHEMA": func(s *Session) string { return s.schema },
	"CURRENT_WAREHOUSE": func(s *Session) string { return s.warehouse }, "CURRENT_ROLE": func(s *Session) string { return s.role },
	"CURRENT_USER": func(s *Session) string { return s.user }, "CURRENT_SESSION": func(s *Session) string { return s.id },
	"CURRENT_ACCOUNT": func(*Session) string { return "TEST" }, "CURRENT_REGION": func(*Session) string { return "TEST_LOCAL" }, "CURRENT_VERSION": func(*Session) string { return "9.0.0" },
	"LAST_QUERY_ID": func(s *Session) string { return s.lastQuery },
}

// dateParts leads from the names of parts to DuckDB's. Source: docs
// sql-reference/functions-date-time (supported date and time parts).
var dateParts = map[string]string{}

func init() {
	for part, names := range map[string]string{
		"year": "year y yy yyy yyyy yr years yrs", "quarter": "quarter q qtr qtrs quarters", "month": "month mm mon mons months", "week": "week w wk weekofyear woy wy weeks",
		"day": "day d dd days dayofmonth", "hour": "hour h hh hr hours hrs", "minute": "minute m mi min minutes mins", "second": "second s sec seconds secs",
		"millisecond": "millisecond ms msec milliseconds", "microsecond": "microsecond us usec microseconds",
	} {
		for _, n := range strings.Fields(names) {
			dateParts[n] = part
		}
	}
}

// part reads the part of a date, bare or as a text.
func (x *call) part(n int) string {
	name := ""
	switch a := x.args[n].(type) {
	case *text:
		name = a.value
	case *column:
		if len(a.parts) == 1 {
			name = a.parts[0].value
		}
	}
	part, ok := dateParts[strings.ToLower(name)]
	if !ok {
		panic(compilation(1007, "22023", "'%s' is not a valid date/time component for function %s.", name, x.name.value))
	}
	return part
}

func wholeDay(part string) bool {
	return part == "year" || part == "quarter" || part == "month" || part == "week" || part == "day"
}

// dateTrunc keeps a DATE, and refuses a literal text: reference 2.2 and 6.1.
func dateTrunc(w *printer, x *call) string {
	x.need(2, 2)
	part, value := x.part(0), w.expr(x.args[1])
	if _, ok := x.args[1].(*text); ok {
		panic(compilation(1044, "42P13", "error line %d at position %d\nInvalid argument types for function 'DATE_TRUNC': (VARCHAR, VARCHAR)", x.name.line, x.name.col))
	}
	return w.typed("trunc", x.span, []string{value}, func(types []string) string {
		sql := fmt.Sprintf("date_trunc('%s', %s)", part, value)
		switch {
		case types == nil:
			return sql
		case types[0] == "DATE":
			return sql + "::DATE"
		case isText(types[0]):
			panic(compilation(1044, "42P13", "error line %d at position %d\nInvalid argument types for function 'DATE_TRUNC': (VARCHAR, VARCHAR)", x.name.line, x.name.col))
		case types[0] == "TIMESTAMP WITH TIME ZONE":
			return sql
		}
		return sql + "::TIMESTAMP"
	})
}

func dateAdd(w *printer, x *call) string {
	x.need(3, 3)
	part, n, value := x.part(0), w.expr(x.args[1]), w.expr(x.args[2])
	// the third argument may be a text, which is then a timestamp
	return w.typed("dateadd", x.span, []string{value}, func(types []string) string {
		amount := fmt.Sprintf("to_%ss((round(%s))::BIGINT)", part, n)
		switch part {
		case "year", "quarter", "month", "week", "day":
			amount = fmt.Sprintf("to_%ss((round(%s))::INTEGER)", part, n)
		case "second":
			amount = fmt.Sprintf("to_seconds((%s)::BIGINT)", n)
		}
		sql := fmt.Sprintf("((%s) + %s)", value, amount)
		switch {
		case types == nil:
			return sql
		case types[0] == "DATE" && wholeDay(part):
			return sql + "::DATE"
		case isText(types[0]):
			return fmt.Sprintf("((%s)::TIMESTAMP + %s)", value, amount)
		}
		return sql
	})
}

func dateDiff(w *printer, x *call) string {
	x.need(3, 3)
	part, a, b := x.part(0), w.expr(x.args[1]), w.expr(x.args[2])
	return w.typed("datediff", x.span, []string{a, b}, func(types []string) string {
		if types != nil && (types[0] != types[1] || isText(types[0])) {
			return fmt.Sprintf("date_diff('%s', (%s)::TIMESTAMP, (%s)::TIMESTAMP)", part, a, b)
		}
		return fmt.Sprintf("date_diff('%s', %s, %s)", part, a, b)
	})
}

func datePart(w *printer, x *call) string {
	x.need(2, 2)
	name := ""
	switch a := x.args[0].(type) {
	case *text:
		name = strings.ToLower(a.value)
	case *column:
		name = strings.ToLower(a.parts[0].value)
	}
	for special, duck := range map[string]string{"dayofweek": "dow", "dow": "dow", "weekday": "dow", "dayofweekiso": "isodow", "dayofweek_iso": "isodow", "dayofyear": "doy", "doy": "doy", "weekiso": "week", "epoch_second": "epoch", "epoch": "epoch"} {
		if name == special {
			return fmt.Sprintf("date_part('%s', %s)::BIGINT", duck, w.expr(x.args[1]))
		}
	}
	if name == "epoch_millisecond" || name == "epoch_milliseconds" {
		return fmt.Sprintf("epoch_ms(%s)", w.expr(x.args[1]))
	}
	return fmt.Sprintf("date_part('%s', %s)::BIGINT", x.part(0), w.expr(x.args[1]))
}

func lastDay(w *printer, x *call) string {
	x.need(1, 2)
	part := "month"
	if len(x.args) == 2 {
		part = x.part(1)
	}
	return fmt.Sprintf("(date_trunc('%s', %s) + INTERVAL 1 %s - INTERVAL 1 DAY)::DATE", part, w.expr(x.args[0]), part)
}

// average is a NUMBER of NUMBERs, with the scale that a division gives. Reference 6.1.
func average(w *printer, x *call) string {
	x.need(1, 1)
	value, distinct, over := w.expr(x.args[0]), "", w.window(x.over)
	if x.distinct {
		distinct = "DISTINCT "
	}
	// the sum has the same scale, and typeof(value) alone cannot stand beside aggregates
	return w.typed("avg", x.span, []string{"sum(" + value + ")" + over}, func(types []string) string {
		sql := fmt.Sprintf("avg(%s%s)%s", distinct, value, over)
		if types == nil || !exactNumber(types[0]) {
			return sql
		}
		scale := divisionScale(types[0])
		return fmt.Sprintf("round(%s, %d)::DECIMAL(38,%d)", sql, scale, scale)
	})
}

// percentile is of NUMBERs a NUMBER without any loss: between two values it lies at a
// multiple of the digits of the percentile. Source: docs functions/percentile_cont; how
// many zeros follow is not told there.
func percentile(w *printer, x *call) string {
	x.need(1, 1)
	at, ok := x.args[0].(*literal)
	if !ok || len(x.within) != 1 || x.distinct {
		panic(unsupported("this form of %s", x.name.value))
	}
	item, share, over := x.within[0], w.expr(at), w.window(x.over)
	value := w.expr(item.x)
	if x.name.value == "PERCENTILE_DISC" {
		if item.desc {
			panic(unsupported("PERCENTILE_DISC of a descending order"))
		}
		return fmt.Sprintf("quantile_disc(%s, %s)%s", value, share, over)
	}
	if item.desc {
		share = "1 - " + share
	}
	return w.typed("percentile", x.span, []string{"max(" + value + ")" + over}, func(types []string) string {
		if types == nil || !exactNumber(types[0]) {
			return fmt.Sprintf("quantile_cont((%s)::DOUBLE, %s)%s", value, share, over)
		}
		_, digits, _ := strings.Cut(at.text, ".")
		scale := duckScale(types[0]) + len(digits)
		return fmt.Sprintf("round(quantile_cont((%s)::DECIMAL(38,%d), %s)%s, %d)", value, scale+3, share, over, scale)
	})
}

// div0 gives 0 where the divisor is 0; DIV0NULL where it is NULL too.
func div0(w *printer, x *call) string {
	x.need(2, 2)
	a, b := w.expr(x.args[0]), w.expr(x.args[1])
	zero := fmt.Sprintf("(%s) = 0 AND (%s) IS NOT NULL", b, a)
	if x.name.value == "DIV0NULL" {
		zero = fmt.Sprintf("coalesce(%s, 0) = 0", b)
	}
	return w.typed("div0", x.span, []string{a, b}, func(types []string) string {
		return fmt.Sprintf("(CASE WHEN %s THEN 0 ELSE %s END)", zero, quotient(types, a, b))
	})
}

// timeFormats turns Snowflake's format elements into DuckDB's, the longest first.
// Source: docs sql-reference/date-time-input-output.
var timeFormats = []string{"YYYY", "%Y", "HH24", "%H", "HH12", "%I", "MMMM", "%B", "MON", "%b", "YY", "%y", "MM", "%m", "DD", "%d", "DY", "%a", "MI", "%M", "SS", "%S", "FF3", "%g", "FF6", "%f", "FF", "%n", "AM", "%p", "PM", "%p"}

var formatLetters = regexp.MustCompile(`[A-Za-z]+`)

func timeFormat(format string) string {
	var b strings.Builder
outer:
	for i := 0; i < len(format); {
		if format[i] == '"' {
			n := strings.IndexByte(format[i+1:], '"')
			if n >= 0 {
				b.WriteString(format[i+1 : i+1+n])
				i += n + 2
				continue
			}
		}
		for j := 0; j < len(timeFormats); j += 2 {
			if len(format)-i >= len(timeFormats[j]) && strings.EqualFold(format[i:i+len(timeFormats[j])], timeFormats[j]) {
				b.WriteString(timeFormats[j+1])
				i += len(timeFormats[j])
				continue outer
			}
		}
		if formatLetters.MatchString(format[i:i+1]) && format[i] != 'T' {
			panic(unsupported("time format '%s'", format))
		}
		b.WriteByte(format[i])
		i++
	}
	return b.String()
}

func toTime(kind string, try bool) func(*printer, *call) string {
	return func(w *printer, x *call) string {
		x.need(1, 2)
		value := w.expr(x.args[0])
		typ, _ := newType(kind, nil)
		if len(x.args) == 2 {
			switch a := x.args[1].(type) {
			case *text:
				parse := "strptime"
				if try {
					parse = "try_strptime"
				}
				return fmt.Sprintf("%s(%s, %s)::%s", parse, value, literalText(timeFormat(a.value)), typ.duck())
			default:
				panic(unsupported("%s with a scale", x.name.value))
			}
		}
		return w.typed("to"+kind, x.span, []string{value}, func(types []string) string {
			switch {
			case types == nil:
				return "(" + value + ")::" + typ.duck()
			case try && !isText(types[0]):
				panic(compilation(1044, "42P13", "error line %d at position %d\nInvalid argument types for function '%s'", x.name.line, x.name.col, x.name.value))
			case try:
				return "TRY_CAST(" + value + " AS " + typ.duck() + ")"
			case exactNumber(types[0]) && kind == "DATE":
				panic(compilation(1044, "42P13", "error line %d at position %d\nInvalid argument types for function 'TO_DATE': (NUMBER)", x.name.line, x.name.col))
			case exactNumber(types[0]): // seconds since 1970
				return "make_timestamp((" + value + ")::BIGINT * 1000000)::" + typ.duck()
			case types[0] == "JSON":
				return "json_extract_string(" + value + ", '$')::" + typ.duck()
			}
			return "(" + value + ")::" + typ.duck()
		})
	}
}

func toNumber(w *printer, x *call) string {
	x.need(1, 3)
	args := []int{38, 0}
	for i := 1; i < len(x.args); i++ {
		n, ok := x.args[i].(*literal)
		if !ok {
			panic(unsupported("%s with a format", x.name.value))
		}
		fmt.Sscan(n.text, &args[i-1])
	}
	typ, ok := newType("FIXED", args)
	if !ok {
		panic(compilation(2017, "22023", "invalid precision or scale for %s", x.name.value))
	}
	return w.convert(x, typ)
}

func toPlain(kind string) func(*printer, *call) string {
	return func(w *printer, x *call) string {
		x.need(1, 1)
		return w.convert(x, dataType{kind: kind})
	}
}

// convert is TO_x and TRY_TO_x: the latter takes text only (reference 2.2).
func (w *printer) convert(x *call, typ dataType) string {
	n := &cast{span: x.span, x: x.args[0], typ: typ}
	if strings.HasPrefix(x.name.value, "TRY_") {
		n.try = true
	}
	return w.cast(n)
}

func toChar(w *printer, x *call) string {
	x.need(1, 2)
	value := w.expr(x.args[0])
	if len(x.args) == 1 {
		return w.toText(x.span, value)
	}
	format := x.textArgument(1)
	return w.typed("tochar", x.span, []string{value}, func(types []string) string {
		if types != nil && !strings.HasPrefix(types[0], "TIMESTAMP") && types[0] != "DATE" && types[0] != "TIME" {
			panic(unsupported("%s of a number with a format", x.name.value))
		}
		return fmt.Sprintf("strftime((%s)::TIMESTAMP, %s)", value, literalText(timeFormat(format)))
	})
}

func sha2(w *printer, x *call) string {
	x.need(1, 2)
	if len(x.args) == 2 {
		if n, ok := x.args[1].(*literal); !ok || n.text != "256" {
			panic(unsupported("SHA2 of other than 256 bits"))
		}
	}
	return "sha256((" + w.expr(x.args[0]) + ")::VARCHAR)"
}

// listAgg is empty text, not NULL, when there is nothing: docs functions/listagg.
func listAgg(w *printer, x *call) string {
	x.need(1, 2)
	separator := "''"
	if len(x.args) == 2 {
		separator = w.expr(x.args[1])
	}
	inside := "(" + w.expr(x.args[0]) + ")::VARCHAR"
	if x.distinct {
		inside = "DISTINCT " + inside
	}
	order := ""
	if len(x.within) > 0 {
		order = " ORDER BY " + w.orderItems(x.within)
	}
	return fmt.Sprintf("coalesce(string_agg(%s, %s%s)%s, '')", inside, separator, order, w.window(x.over))
}

// arrayAgg leaves NULLs out: reference 6.1.
func arrayAgg(w *printer, x *call) string {
	x.need(1, 1)
	value, distinct, order := w.expr(x.args[0]), "", ""
	if x.distinct {
		distinct = "DISTINCT "
	}
	if len(x.within) > 0 {
		order = " ORDER BY " + w.orderItems(x.within)
	}
	return fmt.Sprintf("coalesce(to_json(list(%s%s%s) FILTER (WHERE (%s) IS NOT NULL)%s), '[]'::JSON)", distinct, value, order, value, w.window(x.over))
}

func getPath(w *printer, x *call) string {
	x.need(2, 2)
	return fmt.Sprintf("json_extract(%s, %s)", w.expr(x.args[0]), literalText(pathSteps(x.textArgument(1))))
}

func get(w *printer, x *call) string {
	x.need(2, 2)
	if t, ok := x.args[1].(*text); ok {
		return fmt.Sprintf("json_extract(%s, %s)", w.expr(x.args[0]), literalText("$."+jsonKey(t.value)))
	}
	return fmt.Sprintf("json_extract(%s, '$[' || (%s)::BIGINT || ']')", w.expr(x.args[0]), w.expr(x.args[1]))
}

// regexpSubstr is NULL where nothing is found: docs functions/regexp_substr. Only the
// first occurrence from the first letter on is modelled.
func regexpSubstr(w *printer, x *call) string {
	x.need(2, 6)
	group := "0"
	for i, want := range []string{"1", "1"} {
		if len(x.args) > 2+i {
			if n, ok := x.args[2+i].(*literal); !ok || n.text != want {
				panic(unsupported("REGEXP_SUBSTR from a later position or occurrence"))
			}
		}
	}
	if len(x.args) > 4 {
		if x.textArgument(4) != "e" {
			panic(unsupported("REGEXP_SUBSTR with parameters other than 'e'"))
		}
		group = "1"
	}
	if len(x.args) > 5 {
		group = w.expr(x.args[5])
	}
	s, pattern := w.expr(x.args[0]), w.expr(x.args[1])
	return fmt.Sprintf("(CASE WHEN regexp_matches(%s, %s) THEN regexp_extract(%s, %s, %s) END)", s, pattern, s, pattern, group)
}

func sequence(w *printer, x *call) string {
	x.need(0, 1)
	if !w.seq {
		panic(unsupported("%s without GENERATOR", x.name.value))
	}
	return `"$SEQ"`
}

func convertTimezone(w *printer, x *call) string {
	x.need(2, 3)
	if len(x.args) == 3 {
		return fmt.Sprintf("((%s)::TIMESTAMP AT TIME ZONE %s) AT TIME ZONE %s", w.expr(x.args[2]), w.expr(x.args[0]), w.expr(x.args[1]))
	}
	panic(unsupported("CONVERT_TIMEZONE of two arguments"))
}

// tableFunction writes FLATTEN, GENERATOR and RESULT_SCAN.
func (w *printer) tableFunction(item fromItem) string {
	alias := item.fn.name.value
	if item.alias.text != "" {
		alias = item.alias.value
	}
	switch item.fn.name.value {
	case "FLATTEN":
		return w.flatten(item.fn) + " AS " + quote(alias) + w.columnList(item.columns)
	case "GENERATOR":
		rows, ok := item.fn.named["ROWCOUNT"]
		if !ok || len(item.fn.named) != 1 || len(item.fn.args) != 0 {
			panic(unsupported("GENERATOR without ROWCOUNT"))
		}
		w.seq = true
		return fmt.Sprintf(`range((%s)::BIGINT) AS %s("$SEQ")`, w.expr(rows), quote(alias))
	case "QUERY_HISTORY", "QUERY_HISTORY_BY_SESSION":
		return w.s.queryHistory() + " AS " + quote(alias)
	case "COPY_HISTORY", "RESULT_SCAN":
		panic(unsupported("TABLE(%s())", item.fn.name.value))
	}
	panic(compilation(2141, "42601", "Unknown table function %s", item.fn.name.value))
}

// flatten gives a row for each item of an array or object. Source: docs functions/flatten.
func (w *printer) flatten(x *call) string {
	input := x.named["INPUT"]
	if len(x.args) == 1 {
		input = x.args[0]
	}
	if input == nil {
		panic(compilation(1015, "22023", "argument 'INPUT' is missing for function FLATTEN"))
	}
	value, items := w.expr(input), "sf_items"
	for name, arg := range x.named {
		switch name {
		case "INPUT":
		case "PATH":
			t, ok := arg.(*text)
			if !ok {
				panic(unsupported("FLATTEN with a PATH that is no literal"))
			}
			value = fmt.Sprintf("json_extract(%s, %s)", value, literalText(pathSteps(t.value)))
		case "OUTER":
			if l, ok := arg.(*literal); ok && l.text == "TRUE" {
				items = "sf_items_outer"
			}
		default:
			panic(unsupported("FLATTEN with %s", name))
		}
	}
	for _, n := range strings.Fields("SEQ KEY PATH INDEX VALUE THIS") {
		w.names[n] = true
	}
	return fmt.Sprintf(`LATERAL (SELECT 1::BIGINT AS "SEQ", i.k AS "KEY", coalesce(i.k, '[' || i.i || ']') AS "PATH", i.i AS "INDEX", i.v AS "VALUE", t AS "THIS" FROM (SELECT t, unnest(%s(t)) AS i FROM (SELECT (%s)::JSON AS t)))`, items, value)
}

package account

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// selects runs a query.
func (s *Session) selects(ctx context.Context, p *parser) *Result {
	q := p.query()
	p.end()
	w := s.printer(p)
	sql, err := w.resolve(ctx, s.conn, func() string { return w.query(q) })
	if err != nil {
		panic(err)
	}
	w.checkCase(sql)
	if len(w.relies) > 0 && s.warehouse == "" && !s.request.DescribeOnly {
		panic(missingWarehouse())
	}
	columns := s.columnsOf(ctx, w, sql)
	s.declared(q, w, columns)
	result := &Result{Kind: Select}
	for _, c := range columns {
		result.Columns = append(result.Columns, c.Type.column(c.Name, !c.NotNull))
	}
	if s.request.DescribeOnly {
		return result
	}
	rows, failure := s.fetch(ctx, jsonAsText(sql, columns))
	if failure != nil {
		s.intact(ctx)
		panic(w.translate(failure))
	}
	for _, row := range rows {
		for i := range row {
			row[i] = goValue(row[i], columns[i].Type)
		}
	}
	result.Rows = rows
	return result
}

// declared gives result columns the types that DuckDB does not keep, lengths, TIMESTAMP_TZ
// and OBJECT, where they are plain to see: a cast, or a column of the only table.
func (s *Session) declared(q *query, w *printer, columns []columnDef) {
	core, ok := q.body.(*selectCore)
	if !ok {
		return
	}
	var table *relation
	if len(core.from) == 1 && core.from[0].name != nil && len(w.relies) == 1 {
		table = w.relies[0]
	}
	_, everything := core.items[0].x.(*star)
	if len(core.items) != len(columns) && !(everything && len(core.items) == 1) {
		return
	}
	for i := range columns {
		from := columnDef{Name: columns[i].Name}
		if !everything {
			switch x := core.items[i].x.(type) {
			case *cast:
				if from.Type = x.typ; x.bare {
					from.Type.length = castTextLength
				}
			case *column:
				from.Name = x.parts[len(x.parts)-1].value
			default:
				continue
			}
		}
		if from.Type.kind == "" && table != nil {
			if d := table.column(from.Name); d != nil {
				from = *d
			}
		}
		if from.Type.kind != "" && from.Type.duck() == columns[i].Type.duck() {
			columns[i].Type, columns[i].NotNull = from.Type, from.NotNull
		}
	}
}

// columnsOf asks DuckDB for the columns of a query.
func (s *Session) columnsOf(ctx context.Context, w *printer, sql string) []columnDef {
	rows, err := s.fetch(ctx, "DESCRIBE "+sql)
	if err != nil {
		s.intact(ctx)
		panic(w.translate(err))
	}
	columns := make([]columnDef, len(rows))
	for i, row := range rows {
		name, duck := row[0].(string), row[1].(string)
		typ, ok := fromDuck(duck)
		if !ok {
			panic(unsupported("a column of DuckDB's type %s: %s", duck, name))
		}
		columns[i] = columnDef{Name: name, Type: typ}
	}
	return columns
}

// jsonAsText reads VARIANTs as text, for the DuckDB driver would take them apart.
func jsonAsText(sql string, columns []columnDef) string {
	list := make([]string, len(columns))
	found := false
	for i, c := range columns {
		list[i] = fmt.Sprintf("c%d", i)
		if c.Type.duck() == "JSON" {
			found = true
			list[i] += "::VARCHAR"
		}
	}
	if !found {
		return sql
	}
	names := make([]string, len(columns))
	for i := range names {
		names[i] = fmt.Sprintf("c%d", i)
	}
	return fmt.Sprintf("SELECT %s FROM (%s) AS q(%s)", strings.Join(list, ", "), sql, strings.Join(names, ", "))
}

// goValue turns a value of the DuckDB driver into one of a Result.
func goValue(v any, t dataType) any {
	switch v := v.(type) {
	case duckdb.Decimal:
		if v.Scale == 0 && v.Value.IsInt64() {
			return v.Value.Int64()
		}
		return decimalText(v.Value, int(v.Scale))
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
		return v
	case int8:
		return int64(v)
	case int16:
		return int64(v)
	case int32:
		return int64(v)
	case uint8:
		return int64(v)
	case uint16:
		return int64(v)
	case uint32:
		return int64(v)
	case uint64:
		return new(big.Int).SetUint64(v)
	case float32:
		return float64(v)
	case string:
		if t.duck() == "JSON" {
			var b bytes.Buffer
			if json.Indent(&b, []byte(v), "", "  ") == nil {
				return b.String()
			}
		}
	}
	return v
}

func decimalText(v *big.Int, scale int) string {
	digits := new(big.Int).Abs(v).String()
	if scale > 0 {
		if len(digits) <= scale {
			digits = strings.Repeat("0", scale-len(digits)+1) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if v.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// checkCase refuses a quoted name that DuckDB takes for a column although its case differs:
// a quoted name matches exactly (reference 2.2).
func (w *printer) checkCase(string) {
	folded := map[string]bool{}
	for n := range w.names {
		folded[strings.ToUpper(n)] = true
	}
	for i, t := range w.p.tokens {
		if t.kind != quotedToken && t.kind != wordToken || w.names[t.value] || !folded[strings.ToUpper(t.value)] {
			continue
		}
		if t.kind == quotedToken && (i == 0 || !w.p.tokens[i-1].is("AS", ".")) || t.kind == quotedToken && i+1 < len(w.p.tokens) && !w.p.tokens[i+1].is(".", "(") {
			if t.value != strings.ToUpper(t.value) || !w.names[t.value] {
				panic(invalidIdentifier(t, t.text))
			}
		}
	}
}

// bindValue writes the value for a ?.
func (s *Session) bindValue(n int) string {
	if n >= len(s.request.Binds) {
		panic(compilation(2049, "42601", "Bind variable :%d not set.", n+1))
	}
	b := s.request.Binds[n]
	if b.Array != nil {
		panic(unsupported("array binding outside of INSERT ... VALUES"))
	}
	return bindLiteral(b.Type, b.Value)
}

func bindLiteral(kind string, value *string) string {
	if value == nil {
		return "NULL"
	}
	switch kind {
	case "FIXED", "REAL":
		return "(" + literalText(*value) + ")::" + map[string]string{"FIXED": "DECIMAL(38,0)", "REAL": "DOUBLE"}[kind]
	case "BOOLEAN":
		return literalText(*value) + "::BOOLEAN"
	case "DATE": // milliseconds since 1970
		return "epoch_ms((" + literalText(*value) + ")::BIGINT)::DATE"
	case "TIME": // nanoseconds of the day
		return "(TIME '00:00:00' + to_microseconds((" + literalText(*value) + ")::BIGINT // 1000))"
	case "TIMESTAMP_NTZ", "TIMESTAMP_LTZ":
		typ := map[string]string{"TIMESTAMP_NTZ": "TIMESTAMP", "TIMESTAMP_LTZ": "TIMESTAMPTZ"}[kind]
		return "make_timestamp((" + literalText(*value) + ")::BIGINT // 1000)::" + typ
	case "TEXT":
		return literalText(*value)
	}
	panic(unsupported("a bind of type %s", kind))
}

// A Ran is a statement that ran, for tests and for QUERY_HISTORY.
type Ran struct {
	QueryID, SQL, Tag, Session, User  string
	Warehouse, Database, Schema, Role string
	Started, Ended                    time.Time
	Kind                              Kind
	Rows                              int64
	Err                               *Error
	// ImplicitCommit: the statement was DDL and committed an open transaction.
	ImplicitCommit bool
}

func (s *Session) remember(r Request) *Ran {
	tag, ok := r.Parameters["QUERY_TAG"]
	if !ok {
		tag = s.parameters["QUERY_TAG"]
	}
	ran := &Ran{QueryID: r.QueryID, SQL: r.SQL, Tag: tag, Session: s.id, User: s.user, Warehouse: s.warehouse,
		Database: s.database, Schema: s.schema, Role: s.role, Started: s.started}
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	s.account.history = append(s.account.history, ran)
	return ran
}

// History is all statements that ran, in order.
func (a *Account) History() []Ran {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]Ran, len(a.history))
	for i, r := range a.history {
		out[i] = *r
	}
	return out
}

// affected sums a DML grid, or counts a query's rows.
func affected(r *Result) int64 {
	if r.Kind&0xF000 != DML || r.Kind == Copy {
		return int64(len(r.Rows))
	}
	var sum int64
	for _, row := range r.Rows {
		for _, v := range row {
			n, _ := v.(int64)
			sum += n
		}
	}
	return sum
}

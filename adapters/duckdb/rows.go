package duckdb

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"
	"github.com/google/uuid"

	"github.com/martsql/mart/engine"
)

// rows is an open result.
type rows struct {
	ctx     context.Context //nolint:containedctx // names the cause of an error while reading
	session *session
	result  *sql.Rows
	columns []engine.Column
	cells   []any // pointers into values
	values  []any
}

func newRows(ctx context.Context, s *session, result *sql.Rows) (*rows, error) {
	types, err := result.ColumnTypes()
	if err != nil {
		return nil, err
	}
	r := &rows{ctx: ctx, session: s, result: result, values: make([]any, len(types)), cells: make([]any, len(types))}
	for i, t := range types {
		r.columns = append(r.columns, engine.Column{Name: t.Name(), DataType: t.DatabaseTypeName()})
		r.cells[i] = &r.values[i]
	}
	return r, nil
}

func (r *rows) Columns() []engine.Column { return r.columns }
func (r *rows) Next() bool               { return r.result.Next() }

func (r *rows) Values() ([]any, error) {
	if err := r.result.Scan(r.cells...); err != nil {
		return nil, r.session.note(fault(r.ctx, err))
	}
	out := make([]any, len(r.values))
	for i, v := range r.values {
		out[i] = plain(v, r.columns[i].DataType)
	}
	return out, nil
}

func (r *rows) Err() error {
	if err := r.result.Err(); err != nil {
		return r.session.note(fault(r.ctx, err))
	}
	return nil
}

func (r *rows) Close() error { return r.result.Close() }

// plain turns a value of the driver into one of those that engine.Rows promises. The
// type is that of the column: some of its parts look alike in Go.
func plain(v any, typ string) any {
	switch v := v.(type) {
	case nil, bool, int64, float64, string:
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
		if v > math.MaxInt64 {
			return strconv.FormatUint(v, 10)
		}
		return int64(v)
	case float32:
		return float64(v)
	case time.Time:
		return plainTime(v, typ)
	case []byte:
		return plainBytes(v, typ)
	case *big.Int:
		return v.String()
	case driver.Decimal:
		return decimalText(v.Value, int(v.Scale))
	case driver.Interval:
		return intervalText(v)
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = plain(e, typ)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = plain(e, typ)
		}
		return out
	case driver.OrderedMap:
		out := make(map[string]any, v.Len())
		for i, k := range v.Keys() {
			out[fmt.Sprint(plain(k, typ))] = plain(v.Values()[i], typ)
		}
		return out
	case driver.Union:
		return plain(v.Value, typ)
	}
	return fmt.Sprint(v)
}

// plainTime gives a time of day, which has no date, as text.
func plainTime(t time.Time, typ string) any {
	switch typ {
	case "TIME":
		return t.Format("15:04:05.999999")
	case "TIMETZ":
		return t.Format("15:04:05.999999-07:00")
	}
	return t
}

// plainBytes tells a UUID from a BLOB.
func plainBytes(b []byte, typ string) any {
	if len(b) == 16 && strings.Contains(typ, "UUID") && !strings.Contains(typ, "BLOB") {
		return uuid.UUID(b).String()
	}
	return b
}

// decimalText prints a scaled integer with all its digits: 250 at scale 2 is 2.50.
func decimalText(v *big.Int, scale int) string {
	digits := new(big.Int).Abs(v).String()
	if scale > 0 {
		if pad := scale + 1 - len(digits); pad > 0 {
			digits = strings.Repeat("0", pad) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if v.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// intervalText prints an interval as DuckDB does: 1 year 2 months 3 days 04:05:06.
func intervalText(i driver.Interval) string {
	var parts []string
	add := func(n int64, unit string) {
		switch n {
		case 0:
		case 1, -1:
			parts = append(parts, fmt.Sprintf("%d %s", n, unit))
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, unit))
		}
	}
	add(int64(i.Months/12), "year")
	add(int64(i.Months%12), "month")
	add(int64(i.Days), "day")
	if i.Micros != 0 || len(parts) == 0 {
		sign, micros := "", i.Micros
		if micros < 0 {
			sign, micros = "-", -micros
		}
		clock := fmt.Sprintf("%s%02d:%02d:%02d", sign, micros/3_600_000_000, micros/60_000_000%60, micros/1_000_000%60)
		if fraction := micros % 1_000_000; fraction != 0 {
			clock += strings.TrimRight(fmt.Sprintf(".%06d", fraction), "0")
		}
		parts = append(parts, clock)
	}
	return strings.Join(parts, " ")
}

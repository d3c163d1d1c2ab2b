package state

import (
	"fmt"
	"strconv"
	"time"

	"github.com/martsql/mart/engine"
)

// timeLayout is a timestamp in UTC, to the microsecond, as both databases read it.
const timeLayout = "2006-01-02 15:04:05.000000"

// literal prints a value. Times become timestamps without a zone; a zero time is NULL.
func literal(d engine.Dialect, v any) string {
	t, ok := v.(time.Time)
	switch {
	case !ok:
		return d.Literal(v)
	case t.IsZero():
		return d.Literal(nil)
	}
	return "cast('" + t.UTC().Format(timeLayout) + "' as " + timestamp(d) + ")"
}

// timestamp is the type of a time without a zone. What plain timestamp means on
// Snowflake is a setting of the account.
func timestamp(d engine.Dialect) string {
	if d.Name() == "snowflake" {
		return "timestamp_ntz"
	}
	return "timestamp"
}

// A decoder reads the values of a row one after the other and keeps the first fault.
type decoder struct {
	values []any
	next   int
	err    error
}

func (d *decoder) value() any {
	if d.next >= len(d.values) {
		if d.err == nil {
			d.err = fmt.Errorf("a row of mart's own table has only %d columns", len(d.values))
		}
		return nil
	}
	d.next++
	return d.values[d.next-1]
}

func (d *decoder) fault(want string, v any) {
	if d.err == nil {
		d.err = fmt.Errorf("column %d of a row of mart's own table is not a %s: %v", d.next, want, v)
	}
}

func (d *decoder) text() string {
	switch v := d.value().(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		d.fault("text", v)
		return ""
	}
}

func (d *decoder) number() int64 {
	switch v := d.value().(type) {
	case nil:
		return 0
	case int64:
		return v
	case int32:
		return int64(v)
	case int:
		return int64(v)
	case float64:
		return int64(v)
	case string: // Snowflake's numbers come as text
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			d.fault("number", v)
		}
		return n
	default:
		d.fault("number", v)
		return 0
	}
}

func (d *decoder) time() time.Time {
	switch v := d.value().(type) {
	case nil:
		return time.Time{}
	case time.Time:
		// A timestamp without a zone is in UTC, whatever zone the driver reads it in.
		return time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), v.Nanosecond(), time.UTC)
	case string:
		t, err := time.Parse("2006-01-02 15:04:05.999999999", v)
		if err != nil {
			d.fault("time", v)
		}
		return t
	default:
		d.fault("time", v)
		return time.Time{}
	}
}

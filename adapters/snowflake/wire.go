package snowflake

import (
	"context"
	"database/sql/driver"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/snowflakedb/gosnowflake/v2"
)

// send runs a statement on a connection and returns its result and the id of the query.
// The driver retries what the network or the server's load breaks, with the same request
// id, so that the server runs the statement once.
func (l *link) send(ctx context.Context, sql string, args []any, tag string) (gosnowflake.ArrowStreamLoader, string, error) {
	if err := ctx.Err(); err != nil {
		return nil, "", err // the driver would ask the server to cancel what it never sent
	}
	named, err := namedValues(args)
	if err != nil {
		return nil, "", err
	}
	ids := make(chan string, 1)
	asked := &idOnce{Context: gosnowflake.WithQueryIDChan(ctx, ids)}
	sent := context.Context(asked)
	if tag != "" {
		sent = gosnowflake.WithQueryTag(sent, tag)
	}
	loader, err := l.streams.QueryArrowStream(sent, sql, named...)
	id := ""
	select {
	case id = <-ids:
	default:
	}
	return loader, id, err
}

// idOnce gives the channel for the query's id to the driver once. The driver closes it
// after the first answer, and sends a PUT again to renew the credentials of an upload,
// with the same context: it would write to a closed channel.
type idOnce struct {
	context.Context
	given atomic.Bool
}

func (c *idOnce) Value(key any) any {
	v := c.Context.Value(key)
	if _, isChannel := v.(chan<- string); isChannel && !c.given.CompareAndSwap(false, true) {
		return nil
	}
	return v
}

// namedValues makes arguments of the driver of Go values. A time is sent as a timestamp
// without a time zone, in UTC.
func namedValues(args []any) ([]driver.NamedValue, error) {
	var out []driver.NamedValue
	for i, arg := range args {
		if t, ok := arg.(time.Time); ok {
			arg = t.UTC()
		}
		v, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		out = append(out, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return out, nil
}

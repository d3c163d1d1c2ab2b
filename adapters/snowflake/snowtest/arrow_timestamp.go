package snowtest

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// The fields of the structs that timestamps are written as.
var (
	epochField    = arrow.Field{Name: "epoch", Type: arrow.PrimitiveTypes.Int64, Nullable: true}
	fractionField = arrow.Field{Name: "fraction", Type: arrow.PrimitiveTypes.Int32, Nullable: true}
	zoneField     = arrow.Field{Name: "timezone", Type: arrow.PrimitiveTypes.Int32, Nullable: true}
)

// arrowTimestamp writes a timestamp as units of its scale while 64 bits hold them for
// the years of Snowflake, up to scale 7, else as seconds and nanoseconds.
func arrowTimestamp(c account.Column, values []any) (arrow.Array, error) {
	ntz := c.Type == "TIMESTAMP_NTZ"
	if c.Scale <= 7 {
		return build(array.NewInt64Builder(memory.DefaultAllocator), values, func(v any) (int64, error) {
			seconds, nanos, _, err := moment(v, ntz)
			return seconds*pow10(c.Scale) + int64(nanos)/pow10(9-c.Scale), err
		})
	}
	b := array.NewStructBuilder(memory.DefaultAllocator, arrow.StructOf(epochField, fractionField))
	return structs(b, values, func(v any) error {
		seconds, nanos, _, err := moment(v, ntz)
		b.FieldBuilder(0).(*array.Int64Builder).Append(seconds)
		b.FieldBuilder(1).(*array.Int32Builder).Append(int32(cutNanos(int64(nanos), c.Scale)))
		return err
	})
}

// arrowZoned writes a timestamp with its zone: units of the scale and the zone up to
// scale 3, else seconds, nanoseconds and the zone. The zone is minutes east plus 1440.
func arrowZoned(c account.Column, values []any) (arrow.Array, error) {
	if c.Scale <= 3 {
		b := array.NewStructBuilder(memory.DefaultAllocator, arrow.StructOf(epochField, zoneField))
		return structs(b, values, func(v any) error {
			seconds, nanos, east, err := moment(v, false)
			b.FieldBuilder(0).(*array.Int64Builder).Append(seconds*pow10(c.Scale) + int64(nanos)/pow10(9-c.Scale))
			b.FieldBuilder(1).(*array.Int32Builder).Append(int32(east + 1440))
			return err
		})
	}
	b := array.NewStructBuilder(memory.DefaultAllocator, arrow.StructOf(epochField, fractionField, zoneField))
	return structs(b, values, func(v any) error {
		seconds, nanos, east, err := moment(v, false)
		b.FieldBuilder(0).(*array.Int64Builder).Append(seconds)
		b.FieldBuilder(1).(*array.Int32Builder).Append(int32(cutNanos(int64(nanos), c.Scale)))
		b.FieldBuilder(2).(*array.Int32Builder).Append(int32(east + 1440))
		return err
	})
}

func structs(b *array.StructBuilder, values []any, fields func(any) error) (arrow.Array, error) {
	for _, v := range values {
		if v == nil {
			b.AppendNull()
			continue
		}
		b.Append(true)
		if err := fields(v); err != nil {
			return nil, err
		}
	}
	return b.NewArray(), nil
}

package snowtest

import (
	"bytes"
	"fmt"
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// arrowRows writes rows as an Arrow stream in Snowflake's layouts (reference 3.1;
// arrowToValue and arrowSnowflakeTimestampToTime of the driver's converter.go).
func arrowRows(columns []account.Column, rows [][]any) ([]byte, error) {
	fields := make([]arrow.Field, len(columns))
	arrays := make([]arrow.Array, len(columns))
	for i, c := range columns {
		values := make([]any, len(rows))
		for j, row := range rows {
			values[j] = row[i]
		}
		a, err := arrowColumn(c, values)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		arrays[i] = a
		fields[i] = arrow.Field{Name: c.Name, Type: a.DataType(), Nullable: c.Nullable, Metadata: fieldMetadata(c)}
	}
	schema := arrow.NewSchema(fields, nil)
	var out bytes.Buffer
	w := ipc.NewWriter(&out, ipc.WithSchema(schema))
	if err := w.Write(array.NewRecordBatch(schema, arrays, int64(len(rows)))); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// fieldMetadata is what Snowflake says of a column beside its Arrow type.
func fieldMetadata(c account.Column) arrow.Metadata {
	return arrow.NewMetadata(
		[]string{"logicalType", "precision", "scale", "charLength", "byteLength", "finalType"},
		[]string{c.Type, strconv.Itoa(c.Precision), strconv.Itoa(c.Scale), strconv.Itoa(c.Length), strconv.Itoa(byteLength(c)), "T"})
}

func arrowColumn(c account.Column, values []any) (arrow.Array, error) {
	switch c.Type {
	case "FIXED":
		return arrowFixed(c, values)
	case "REAL":
		return build(array.NewFloat64Builder(memory.DefaultAllocator), values, realValue)
	case "BOOLEAN":
		return build(array.NewBooleanBuilder(memory.DefaultAllocator), values, as[bool])
	case "TEXT", "VARIANT", "OBJECT", "ARRAY":
		return build(array.NewStringBuilder(memory.DefaultAllocator), values, as[string])
	case "BINARY":
		return build(array.NewBinaryBuilder(memory.DefaultAllocator, arrow.BinaryTypes.Binary), values, as[[]byte])
	case "DATE":
		return build(array.NewDate32Builder(memory.DefaultAllocator), values, func(v any) (arrow.Date32, error) {
			days, err := epochDays(v)
			return arrow.Date32(days), err
		})
	case "TIME":
		return arrowTime(c, values)
	case "TIMESTAMP_NTZ", "TIMESTAMP_LTZ":
		return arrowTimestamp(c, values)
	case "TIMESTAMP_TZ":
		return arrowZoned(c, values)
	}
	return nil, fmt.Errorf("the test server does not model the type %s", c.Type)
}

type builder[T any] interface {
	Append(T)
	AppendNull()
	NewArray() arrow.Array
}

func build[T any](b builder[T], values []any, convert func(any) (T, error)) (arrow.Array, error) {
	for _, v := range values {
		if v == nil {
			b.AppendNull()
			continue
		}
		t, err := convert(v)
		if err != nil {
			return nil, err
		}
		b.Append(t)
	}
	return b.NewArray(), nil
}

func as[T any](v any) (T, error) {
	t, ok := v.(T)
	if !ok {
		return t, fmt.Errorf("a value came as %T, not as %T", v, t)
	}
	return t, nil
}

// arrowFixed writes decimals as whole numbers of the last digit, in the narrowest width
// that holds those of this batch.
func arrowFixed(c account.Column, values []any) (arrow.Array, error) {
	numbers := make([]any, len(values))
	bits := 0
	for i, v := range values {
		if v == nil {
			continue
		}
		n, err := unscaled(v, c.Scale)
		if err != nil {
			return nil, err
		}
		numbers[i] = n
		bits = max(bits, signedBits(n))
	}
	whole := func(v any) int64 { return v.(*big.Int).Int64() }
	switch alloc := memory.DefaultAllocator; {
	case bits <= 8:
		return build(array.NewInt8Builder(alloc), numbers, func(v any) (int8, error) { return int8(whole(v)), nil })
	case bits <= 16:
		return build(array.NewInt16Builder(alloc), numbers, func(v any) (int16, error) { return int16(whole(v)), nil })
	case bits <= 32:
		return build(array.NewInt32Builder(alloc), numbers, func(v any) (int32, error) { return int32(whole(v)), nil })
	case bits <= 64:
		return build(array.NewInt64Builder(alloc), numbers, func(v any) (int64, error) { return whole(v), nil })
	}
	t := &arrow.Decimal128Type{Precision: 38, Scale: int32(c.Scale)}
	return build(array.NewDecimal128Builder(memory.DefaultAllocator, t), numbers, func(v any) (decimal128.Num, error) {
		return decimal128.FromBigInt(v.(*big.Int)), nil
	})
}

// signedBits is how many bits a number takes in two's complement.
func signedBits(n *big.Int) int {
	if n.Sign() < 0 {
		n = new(big.Int).Not(n)
	}
	return n.BitLen() + 1
}

// arrowTime writes a time of day as units of its scale, in 32 bits when they hold it.
func arrowTime(c account.Column, values []any) (arrow.Array, error) {
	units := func(v any) (int64, error) {
		nanos, err := clock(v)
		return nanos / pow10(9-c.Scale), err
	}
	if c.Scale > 4 {
		return build(array.NewInt64Builder(memory.DefaultAllocator), values, units)
	}
	return build(array.NewInt32Builder(memory.DefaultAllocator), values, func(v any) (int32, error) {
		n, err := units(v)
		return int32(n), err
	})
}

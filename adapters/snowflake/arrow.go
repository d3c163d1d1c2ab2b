package snowflake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/big"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/snowflakedb/gosnowflake/v2"
)

// An arrowSource reads a result in the Arrow format: streams of record batches.
type arrowSource struct {
	fields  []field
	batches []gosnowflake.ArrowStreamBatch
	stream  io.ReadCloser
	reader  *ipc.Reader
	cells   []func(row int) any
	row     int // the next of the current record batch
	rows    int
}

func (s *arrowSource) next(ctx context.Context) ([]any, error) {
	for s.row == s.rows {
		if err := s.advance(ctx); err != nil {
			return nil, err
		}
	}
	out := make([]any, len(s.cells))
	for i, cell := range s.cells {
		out[i] = cell(s.row)
	}
	s.row++
	return out, nil
}

// advance goes to the next record batch, of this stream or of the next.
func (s *arrowSource) advance(ctx context.Context) error {
	if s.reader != nil {
		if s.reader.Next() {
			record := s.reader.RecordBatch()
			s.cells = s.cells[:0]
			for i, column := range record.Columns() {
				s.cells = append(s.cells, cellOf(column, s.fields[i]))
			}
			s.row, s.rows = 0, int(record.NumRows())
			return nil
		}
		if err := s.reader.Err(); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	if err := s.close(); err != nil {
		return err
	}
	if len(s.batches) == 0 {
		return io.EOF
	}
	var err error
	if s.stream, err = s.batches[0].GetStream(ctx); err != nil {
		return noEOF(err)
	}
	s.batches = s.batches[1:]
	s.reader, err = ipc.NewReader(s.stream)
	return noEOF(err)
}

func (s *arrowSource) close() error {
	s.cells, s.row, s.rows = nil, 0, 0
	if s.reader != nil {
		s.reader.Release()
		s.reader = nil
	}
	if s.stream == nil {
		return nil
	}
	stream := s.stream
	s.stream = nil
	return stream.Close()
}

// cellOf returns what reads the values of a column. Its type decides, as in the JSON
// format; an array that does not fit its type is read as text.
func cellOf(column arrow.Array, f field) func(row int) any {
	read := readerOf(column, f)
	if read == nil {
		read = func(row int) any {
			if v, ok := f.fromText(column.ValueStr(row)); ok {
				return v
			}
			return column.ValueStr(row)
		}
	}
	return func(row int) any {
		if column.IsNull(row) {
			return nil
		}
		return read(row)
	}
}

func readerOf(column arrow.Array, f field) func(row int) any {
	switch f.kind {
	case "fixed":
		if whole := integers(column); whole != nil {
			return func(row int) any {
				if f.scale == 0 {
					return whole(row)
				}
				return scaled(big.NewInt(whole(row)), f.scale)
			}
		}
		if c, ok := column.(*array.Decimal128); ok {
			return func(row int) any { return scaled(c.Value(row).BigInt(), f.scale) }
		}
	case "real":
		if c, ok := column.(*array.Float64); ok {
			return func(row int) any { return c.Value(row) }
		}
	case "boolean":
		if c, ok := column.(*array.Boolean); ok {
			return func(row int) any { return c.Value(row) }
		}
	case "binary":
		if c, ok := column.(*array.Binary); ok {
			return func(row int) any { return bytes.Clone(c.Value(row)) }
		}
	case "date":
		if c, ok := column.(*array.Date32); ok {
			return func(row int) any { return time.Unix(int64(c.Value(row))*86400, 0).UTC() }
		}
	case "time":
		if units := integers(column); units != nil {
			return func(row int) any {
				sec, nsec := split(units(row), f.scale)
				return timeOfDay(sec, nsec)
			}
		}
	case "timestamp_ntz", "timestamp_ltz", "timestamp_tz":
		return timestamps(column, f)
	case "decfloat":
		return decfloats(column)
	case "variant", "object", "array", "map":
		if c, ok := column.(*array.String); ok {
			return func(row int) any { return strings.Clone(compact(c.Value(row))) }
		}
	}
	if c, ok := column.(*array.String); ok {
		return func(row int) any { return strings.Clone(c.Value(row)) }
	}
	return nil
}

// integers reads the integers of any width that numbers and times come in.
func integers(column arrow.Array) func(row int) int64 {
	switch c := column.(type) {
	case *array.Int8:
		return func(row int) int64 { return int64(c.Value(row)) }
	case *array.Int16:
		return func(row int) int64 { return int64(c.Value(row)) }
	case *array.Int32:
		return func(row int) int64 { return int64(c.Value(row)) }
	case *array.Int64:
		return c.Value
	}
	return nil
}

// split takes units of 10^-scale seconds apart.
func split(units, scale int64) (sec, nsec int64) {
	unit := int64(1)
	for range scale {
		unit *= 10
	}
	return units / unit, units % unit * (1_000_000_000 / unit)
}

// timestamps reads moments: whole units of the scale, or where these do not fit, or a
// zone goes with them, a struct of the parts.
func timestamps(column arrow.Array, f field) func(row int) any {
	moment := func(int) time.Time { return time.Time{} }
	var zone func(row int) int64
	parts := []arrow.Array{column}
	if c, ok := column.(*array.Struct); ok {
		parts = parts[:0]
		for i := range c.NumField() {
			parts = append(parts, c.Field(i))
		}
	}
	if f.kind == "timestamp_tz" && len(parts) > 1 {
		zone, parts = integers(parts[len(parts)-1]), parts[:len(parts)-1]
	}
	switch len(parts) {
	case 1:
		if units := integers(parts[0]); units != nil {
			moment = func(row int) time.Time { return time.Unix(split(units(row), f.scale)) }
			break
		}
		native, ok := parts[0].(*array.Timestamp)
		if !ok {
			return nil
		}
		unit := native.DataType().(*arrow.TimestampType).Unit
		moment = func(row int) time.Time { return native.Value(row).ToTime(unit) }
	case 2:
		sec, nsec := integers(parts[0]), integers(parts[1])
		if sec == nil || nsec == nil {
			return nil
		}
		moment = func(row int) time.Time { return time.Unix(sec(row), nsec(row)) }
	default:
		return nil
	}
	return func(row int) any {
		if zone != nil {
			return inZone(moment(row), zone(row))
		}
		return moment(row).UTC()
	}
}

// decfloats reads decimal floating point numbers: an exponent, and the digits as a
// big-endian integer in two's complement.
func decfloats(column arrow.Array) func(row int) any {
	c, ok := column.(*array.Struct)
	if !ok || c.NumField() != 2 {
		return nil
	}
	exponent := integers(c.Field(0))
	digits, isBinary := c.Field(1).(*array.Binary)
	if exponent == nil || !isBinary {
		return nil
	}
	return func(row int) any {
		b := digits.Value(row)
		n := new(big.Int).SetBytes(b)
		if len(b) > 0 && b[0]&0x80 != 0 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(b)*8)))
		}
		return decfloat(n, exponent(row))
	}
}

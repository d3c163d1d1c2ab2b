package udfs

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A Batch is a number of calls of a Func: the arguments of all rows, and the place for
// all results. Its memory belongs to whoever made it and is gone after Eval returns:
// a Func that keeps a string must clone it.
type Batch struct {
	Rows int
	Args []Column // one an argument given; optional ones may be missing at the end
	Out  []Column // one a returned field

	skip []bool
}

// Skip reports that the result of a row is NULL already and not to be computed.
func (b *Batch) Skip(row int) bool { return b.skip != nil && b.skip[row] }

// SetSkip marks the rows that Eval must leave alone; nil marks none.
func (b *Batch) SetSkip(skip []bool) { b.skip = skip }

// A Column is one argument or returned field over all rows of a batch: a view on
// memory of the engine, laid out by Type.Kind. Exactly the member that the kind names
// is set. New result columns have every row valid; the content is undefined until set.
type Column struct {
	Type    Type
	Bools   []bool
	Ints    []int32
	BigInts []int64 // BigInt, and Decimal scaled by 10^Scale
	Doubles []float64
	Texts   TextStore
	Lists   ListStore
	// Children are the fields of a Struct, with the same rows as the column itself.
	Children []Column
	// Valid has a bit a row, 0 for NULL; nil means that no row is NULL. A result
	// column always has it.
	Valid []uint64
}

// A TextStore holds the strings of a column.
type TextStore interface {
	// Text returns the string of a row. It may alias engine memory: see Batch.
	Text(row int) string
	// SetText stores a copy of s.
	SetText(row int, s string)
	// CopyText gives a row the string of a row that was set in the same batch. The two
	// may share memory, which makes it much cheaper than SetText.
	CopyText(row, from int)
}

// A ListStore holds the lists of a column.
type ListStore interface {
	// Span returns where in Elems the list of a row lies.
	Span(row int) (first, length int)
	// Append gives a row a list of n new elements and returns the index of the first
	// in Elems, which is valid until the next Append. The list of a row that is given none
	// is empty.
	Append(row, n int) (first int)
	// Elems is the column of all elements of all rows.
	Elems() *Column
}

// IsNull reports whether a row is NULL.
func (c *Column) IsNull(row int) bool {
	return c.Valid != nil && c.Valid[row>>6]&(1<<(uint(row)&63)) == 0
}

// SetNull makes a row NULL, and with it the fields of a struct.
func (c *Column) SetNull(row int) {
	c.Valid[row>>6] &^= 1 << (uint(row) & 63)
	for i := range c.Children {
		c.Children[i].SetNull(row)
	}
}

// SetNotNull makes a row valid again.
func (c *Column) SetNotNull(row int) { c.Valid[row>>6] |= 1 << (uint(row) & 63) }

// Text returns the string of a row of a Text column; see TextStore.Text.
func (c *Column) Text(row int) string { return c.Texts.Text(row) }

// SetText stores a copy of s in a row of a Text column.
func (c *Column) SetText(row int, s string) { c.Texts.SetText(row, s) }

// Value returns a row as a plain Go value: nil, bool, int32, int64, float64, string,
// the exact decimal as text ("2.50"), []any, or map[string]any. It is for printing and
// tests; it allocates.
func (c *Column) Value(row int) any {
	if c.IsNull(row) {
		return nil
	}
	switch c.Type.Kind {
	case Bool:
		return c.Bools[row]
	case Integer:
		return c.Ints[row]
	case BigInt:
		return c.BigInts[row]
	case Double:
		return c.Doubles[row]
	case Decimal:
		return FormatDecimal(c.BigInts[row], c.Type.Scale)
	case Text:
		return string([]byte(c.Texts.Text(row))) // a copy: the original dies with the batch
	case List:
		first, n := c.Lists.Span(row)
		out := make([]any, n)
		for i := range out {
			out[i] = c.Lists.Elems().Value(first + i)
		}
		return out
	case Struct:
		out := make(map[string]any, len(c.Children))
		for i := range c.Children {
			out[c.Type.Fields[i].Name] = c.Children[i].Value(row)
		}
		return out
	}
	panic(fmt.Sprintf("udfs: column of kind %d", c.Type.Kind))
}

// FormatDecimal prints a scaled integer exactly: FormatDecimal(250, 2) is "2.50".
func FormatDecimal(v int64, scale uint8) string {
	neg := v < 0
	u := uint64(v)
	if neg {
		u = uint64(-v)
	}
	s := fmt.Sprintf("%0*d", int(scale)+1, u)
	if scale > 0 {
		s = s[:len(s)-int(scale)] + "." + s[len(s)-int(scale):]
	}
	if neg {
		s = "-" + s
	}
	return s
}

// ParseDecimal reads decimal text ("2.5", "-0.333") into an integer scaled by
// 10^scale, rounding half away from zero. It reports false when the text is no number
// or does not fit into 64 bits.
func ParseDecimal(text string, scale uint8) (int64, bool) {
	f, err := strconv.ParseFloat(text, 64) // bounds the exponent, and refuses fractions
	if err != nil || !(math.Abs(f) < 1e19) || len(text) > 64 || strings.ContainsAny(text, "_xX") {
		return 0, false
	}
	if math.Abs(f) < 1e-19 {
		return 0, true
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return 0, false
	}
	r.Mul(r, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)))
	half := big.NewRat(1, 2)
	if r.Sign() < 0 {
		r.Sub(r, half)
	} else {
		r.Add(r, half)
	}
	q := new(big.Int).Quo(r.Num(), r.Denom()) // truncates towards zero
	if !q.IsInt64() {
		return 0, false
	}
	return q.Int64(), true
}

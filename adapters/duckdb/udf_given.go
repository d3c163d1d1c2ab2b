package duckdb

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/udfs"
)

// given is what calls may give for an argument, its own type first.
//
// Prices of JSON are doubles and bar codes are often numbers, and DuckDB casts neither to
// what a function asks for. A literal text is a VARCHAR for DuckDB as soon as it has
// several types to choose from, so there is one for it; bindArguments refuses other texts.
func given(a udfs.Arg) []udfs.Type {
	text, whole := udfs.Type{Kind: udfs.Text}, udfs.Type{Kind: udfs.BigInt}
	switch {
	case a.Type.Kind == udfs.Decimal:
		return []udfs.Type{a.Type, whole, {Kind: udfs.Double}, text}
	case a.Type.Kind == udfs.Text && a.Digits:
		return []udfs.Type{text, whole}
	}
	return []udfs.Type{a.Type}
}

// signatures are all lists of types that calls may give for these arguments.
func signatures(args []udfs.Arg) [][]udfs.Type {
	lists := [][]udfs.Type{nil}
	for _, a := range args {
		var longer [][]udfs.Type
		for _, list := range lists {
			for _, t := range given(a) {
				longer = append(longer, append(list[:len(list):len(list)], t))
			}
		}
		lists = longer
	}
	return lists
}

var (
	decimalType = regexp.MustCompile(`DECIMAL\(\d+,\d+\)`)
	givenType   = regexp.MustCompile(`\b(?:BIGINT|DOUBLE|VARCHAR)\b`)
)

// withoutGiven leaves out of proposed calls those that differ from another one only by what
// is given for a decimal.
func withoutGiven(calls []string) []string {
	asked := map[string]bool{}
	for _, c := range calls {
		for _, at := range decimalType.FindAllStringIndex(c, -1) {
			asked[c[:at[0]]+"?"+c[at[1]:]] = true
		}
	}
	return slices.DeleteFunc(calls, func(c string) bool {
		return slices.ContainsFunc(givenType.FindAllStringIndex(c, -1), func(at []int) bool { return asked[c[:at[0]]+"?"+c[at[1]:]] })
	})
}

// A conversion makes the column that a function asks for of one of another type. Its
// memory is used again for every chunk.
type conversion struct {
	from   *view
	to     udfs.Column
	valid  []uint64
	buf    []byte // digits
	ends   []int  // of every row in buf
	last   string // the literal read last
	read   int64
	number bool // last is one
}

func newConversion(from, to udfs.Type) *conversion {
	c := &conversion{from: newView(from), to: udfs.Column{Type: to}}
	if to.Kind == udfs.Text {
		c.to.Texts = (*digitTexts)(c)
	}
	return c
}

// column reads a vector and converts it.
func (c *conversion) column(vector mapping.Vector, rows int) udfs.Column {
	c.from.read(vector, rows)
	from := c.from.column
	if c.to.Type.Kind == udfs.Text {
		c.digits(from, rows)
		return c.to
	}
	if cap(c.to.BigInts) < rows {
		c.to.BigInts, c.valid = make([]int64, rows), make([]uint64, (rows+63)/64)
	}
	c.to.BigInts, c.valid = c.to.BigInts[:rows], c.valid[:(rows+63)/64]
	c.to.Valid = c.valid
	for i := range c.valid {
		c.valid[i] = ^uint64(0)
	}
	power := int64(math.Pow10(int(c.to.Type.Scale)))
	most := int64(math.Pow10(int(c.to.Type.Width))) // the first that is too large
	whole := most / power
	for row := range rows {
		var ok bool
		if !from.IsNull(row) {
			switch from.Type.Kind {
			case udfs.Double:
				v := from.Doubles[row]
				if ok = math.Abs(v) < float64(whole); ok { // neither NaN nor infinite
					units := math.Trunc(v) // apart, or large numbers lose their last digits
					n := int64(units)*power + int64(math.Round((v-units)*float64(power)))
					c.to.BigInts[row], ok = n, n < most && n > -most // rounded up it may not fit
				}
			case udfs.BigInt:
				v := from.BigInts[row]
				if ok = v < whole && v > -whole; ok {
					c.to.BigInts[row] = v * power
				}
			case udfs.Text:
				c.to.BigInts[row], ok = c.literal(from.Text(row))
			}
		}
		if !ok {
			c.to.SetNull(row)
		}
	}
	return c.to
}

// literal reads a number that bindArguments has let pass: the same in all rows.
func (c *conversion) literal(text string) (int64, bool) {
	if text != c.last {
		c.last = strings.Clone(text)
		c.read, c.number = readLiteral(text, c.to.Type)
	}
	return c.read, c.number
}

// readLiteral reads a number in a text as DuckDB's cast does, for a decimal of type t.
func readLiteral(text string, t udfs.Type) (int64, bool) {
	v, ok := udfs.ParseDecimal(strings.TrimSpace(text), t.Scale)
	most := int64(math.Pow10(int(t.Width)))
	return v, ok && v < most && v > -most
}

// digits writes whole numbers as texts.
func (c *conversion) digits(from *udfs.Column, rows int) {
	c.to.Valid = from.Valid
	c.buf, c.ends = c.buf[:0], c.ends[:0]
	for row := range rows {
		if !from.IsNull(row) {
			c.buf = strconv.AppendInt(c.buf, from.BigInts[row], 10)
		}
		c.ends = append(c.ends, len(c.buf))
	}
}

// digitTexts are the texts of a conversion. They are gone with the batch, like those of
// DuckDB.
type digitTexts conversion

func (d *digitTexts) Text(row int) string {
	start := 0
	if row > 0 {
		start = d.ends[row-1]
	}
	if start == d.ends[row] {
		return ""
	}
	return unsafe.String(&d.buf[start], d.ends[row]-start)
}

// SetText and CopyText do nothing: functions do not write arguments.
func (d *digitTexts) SetText(int, string) {}
func (d *digitTexts) CopyText(int, int)   {}

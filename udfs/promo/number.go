package promo

import (
	"strconv"

	"github.com/martsql/mart/udfs"
)

// scale is the power of ten of a Number: four digits behind the point.
const scale = 10_000

// A Number is an exact decimal with four digits behind the point, or absent.
type Number struct {
	Scaled int64 // the value times 10,000
	Valid  bool  // false: not stated
}

// Num makes a Number from its value times 10,000.
func Num(scaled int64) Number { return Number{Scaled: scaled, Valid: true} }

// ParseNumber reads "2.5"; anything that is no decimal is an absent Number.
func ParseNumber(text string) Number {
	v, ok := udfs.ParseDecimal(text, 4)
	return Number{v, ok}
}

// String prints the number without trailing zeros, or "" when it is absent.
func (n Number) String() string {
	if !n.Valid {
		return ""
	}
	return trimmed(n.Scaled)
}

func trimmed(v int64) string {
	if v%scale == 0 {
		return strconv.FormatInt(v/scale, 10)
	}
	s := udfs.FormatDecimal(v, 4)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	return s
}

// round2 rounds a positive scaled value to two digits behind the point.
func round2(v int64) int64 { return (v + 50) / 100 * 100 }

// ratio is 100*part/whole as a scaled percentage with two digits behind the point. Both
// arguments are below 10^16, which the reader of numbers guarantees.
func ratio(part, whole int64) int64 {
	const most = int64(9e18) / (100 * scale)
	for part > most || part < -most { // only for absurd prices: keep the arithmetic in 64 bits
		part, whole = part/10, whole/10
	}
	if whole == 0 {
		return 0
	}
	v := part * 100 * scale / whole
	if v < 0 {
		return -round2(-v)
	}
	return round2(v)
}

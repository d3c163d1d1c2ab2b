package snowtest

import (
	"fmt"
	"math/big"
	"strings"
	"time"
)

// unscaled is a decimal as a whole number of its last digit: 1.50 with scale 2 is 150.
func unscaled(v any, scale int) (*big.Int, error) {
	var text string
	switch v := v.(type) {
	case *big.Int:
		text = v.String()
	case string:
		text = v
	case int, int8, int16, int32, int64, uint8, uint16, uint32, uint64:
		text = fmt.Sprint(v)
	default:
		return nil, fmt.Errorf("a number came as %T", v)
	}
	whole, fraction, _ := strings.Cut(text, ".")
	for len(fraction) > scale && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	if len(fraction) > scale {
		return nil, fmt.Errorf("the number %s has more than %d decimals", text, scale)
	}
	n, ok := new(big.Int).SetString(whole+fraction+strings.Repeat("0", scale-len(fraction)), 10)
	if !ok {
		return nil, fmt.Errorf("%q is not a number", text)
	}
	return n, nil
}

// scaledText writes an unscaled number with its decimals.
func scaledText(n *big.Int, scale int) string {
	if scale == 0 {
		return n.String()
	}
	digits := new(big.Int).Abs(n).String()
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale-len(digits)+1) + digits
	}
	sign := ""
	if n.Sign() < 0 {
		sign = "-"
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}

// epochDays is a date as days since 1970.
func epochDays(v any) (int32, error) {
	t, ok := v.(time.Time)
	if !ok {
		return 0, fmt.Errorf("a date came as %T", v)
	}
	at := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix()
	return int32(floorDiv(at, 86400)), nil
}

// clock is a time of day in nanoseconds.
func clock(v any) (int64, error) {
	t, ok := v.(time.Time)
	if !ok {
		return 0, fmt.Errorf("a time came as %T", v)
	}
	return int64(t.Hour()*3600+t.Minute()*60+t.Second())*1e9 + int64(t.Nanosecond()), nil
}

// moment is a timestamp as seconds since 1970, rounded down, and nanoseconds. One without
// a zone counts its wall clock as if it were UTC.
func moment(v any, ntz bool) (seconds int64, nanos int32, minutesEast int, err error) {
	t, ok := v.(time.Time)
	if !ok {
		return 0, 0, 0, fmt.Errorf("a timestamp came as %T", v)
	}
	if ntz {
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	}
	_, offset := t.Zone()
	return t.Unix(), int32(t.Nanosecond()), offset / 60, nil
}

// cutNanos drops what a scale does not keep.
func cutNanos(nanos int64, scale int) int64 { return nanos / pow10(9-scale) * pow10(9-scale) }

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

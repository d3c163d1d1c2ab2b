package snowflake

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// scaled gives a number of n / 10^scale as engine.Rows promises it: an int64 where it is
// whole and small enough, else text with all digits of its scale.
func scaled(n *big.Int, scale int64) any {
	if scale == 0 {
		if n.IsInt64() {
			return n.Int64()
		}
		return n.String()
	}
	digits := new(big.Int).Abs(n).String()
	if pad := int(scale) + 1 - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	digits = digits[:len(digits)-int(scale)] + "." + digits[len(digits)-int(scale):]
	if n.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// number reads a number that is written with or without its point, so that both formats
// give the same text.
func number(text string, scale int64) (any, bool) {
	if scale == 0 {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, true
		}
	}
	whole, fraction, _ := strings.Cut(text, ".")
	if int64(len(fraction)) > scale {
		return nil, false
	}
	fraction += strings.Repeat("0", int(scale)-len(fraction))
	n, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return nil, false
	}
	return scaled(n, scale), true
}

// epoch reads seconds with a fraction, as the JSON format has them: -0.5 is half a
// second before 1970.
func epoch(text string) (sec, nsec int64, ok bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	negative := strings.HasPrefix(whole, "-")
	sec, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || len(fraction) > 9 {
		return 0, 0, false
	}
	if fraction != "" {
		nsec, err = strconv.ParseInt(fraction+strings.Repeat("0", 9-len(fraction)), 10, 64)
		if err != nil || nsec < 0 {
			return 0, 0, false
		}
	}
	if negative {
		nsec = -nsec
	}
	return sec, nsec, true
}

// timeOfDay gives a time without a date as text: 15:04:05.5.
func timeOfDay(sec, nsec int64) string {
	return time.Unix(sec, nsec).UTC().Format("15:04:05.999999999")
}

// inZone gives a moment in the zone that it was written in; offset is in minutes from
// UTC, plus 1440.
func inZone(t time.Time, offset int64) time.Time {
	if offset == 1440 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", int(offset-1440)*60))
}

// decfloat prints a decimal floating point number: digits times ten to the exponent.
func decfloat(digits *big.Int, exponent int64) string {
	if exponent == 0 {
		return digits.String()
	}
	if exponent > 0 && exponent <= 38 {
		return digits.String() + strings.Repeat("0", int(exponent))
	}
	if exponent < 0 && exponent >= -38 {
		if text, ok := scaled(digits, -exponent).(string); ok {
			return text
		}
	}
	return digits.String() + "e" + strconv.FormatInt(exponent, 10)
}

// compact gives the text of a semi-structured value without the line breaks and
// indentation that an account may add to it.
func compact(text string) string {
	if !strings.ContainsAny(text, "\n") {
		return text
	}
	var out bytes.Buffer
	if json.Compact(&out, []byte(text)) != nil {
		return text // undefined, NaN: JSON of Snowflake's own
	}
	return out.String()
}

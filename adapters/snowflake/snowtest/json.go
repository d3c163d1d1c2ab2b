package snowtest

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// jsonRows writes rows as the texts of a JSON result. Spellings: reference 3.1 and
// stringToValue of the driver's converter.go.
func jsonRows(columns []account.Column, rows [][]any) ([][]*string, error) {
	out := make([][]*string, len(rows))
	for i, row := range rows {
		out[i] = make([]*string, len(columns))
		for j, v := range row {
			if v == nil {
				continue
			}
			text, err := jsonCell(columns[j], v)
			if err != nil {
				return nil, fmt.Errorf("column %s: %w", columns[j].Name, err)
			}
			out[i][j] = &text
		}
	}
	return out, nil
}

func jsonCell(c account.Column, v any) (string, error) {
	switch c.Type {
	case "FIXED":
		n, err := unscaled(v, c.Scale)
		if err != nil {
			return "", err
		}
		return scaledText(n, c.Scale), nil
	case "REAL":
		return realText(v)
	case "BOOLEAN":
		b, ok := v.(bool)
		if !ok {
			return "", fmt.Errorf("a boolean came as %T", v)
		}
		if b {
			return "1", nil
		}
		return "0", nil
	case "DATE":
		days, err := epochDays(v)
		return strconv.Itoa(int(days)), err
	case "TIME":
		nanos, err := clock(v)
		return secondsText(nanos/1e9, nanos%1e9, c.Scale), err
	case "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ":
		return timestampText(c, v)
	case "BINARY":
		b, ok := v.([]byte)
		if !ok {
			return "", fmt.Errorf("a binary came as %T", v)
		}
		return strings.ToUpper(hex.EncodeToString(b)), nil
	case "TEXT", "VARIANT", "OBJECT", "ARRAY":
		s, ok := v.(string)
		if !ok {
			return "", fmt.Errorf("a text came as %T", v)
		}
		return s, nil
	}
	return "", fmt.Errorf("the test server does not model the type %s", c.Type)
}

func timestampText(c account.Column, v any) (string, error) {
	seconds, nanos, east, err := moment(v, c.Type == "TIMESTAMP_NTZ")
	if err != nil {
		return "", err
	}
	text := secondsText(seconds, int64(nanos), c.Scale)
	if c.Type == "TIMESTAMP_TZ" {
		text += " " + strconv.Itoa(east+1440)
	}
	return text, nil
}

// secondsText writes seconds, rounded down, and nanoseconds as one decimal number with
// the decimals of the scale: half a second before 1970 is -0.5. Snowflake's Python driver
// reads it so; gosnowflake takes the digits behind the point as if they counted forward
// (extractTimestamp).
func secondsText(seconds, nanos int64, scale int) string {
	if scale == 0 {
		return strconv.FormatInt(seconds, 10)
	}
	sign, fraction := "", nanos/pow10(9-scale)
	if seconds < 0 {
		sign, seconds = "-", -seconds
		if fraction > 0 {
			seconds, fraction = seconds-1, pow10(scale)-fraction
		}
	}
	return fmt.Sprintf("%s%d.%0*d", sign, seconds, scale, fraction)
}

func realText(v any) (string, error) {
	f, err := realValue(v)
	if err != nil {
		return "", err
	}
	switch {
	case math.IsNaN(f):
		return "NaN", nil
	case math.IsInf(f, 1):
		return "inf", nil
	case math.IsInf(f, -1):
		return "-inf", nil
	}
	return strconv.FormatFloat(f, 'g', -1, 64), nil
}

func realValue(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case float32:
		return float64(v), nil
	case int64:
		return float64(v), nil
	}
	return 0, fmt.Errorf("a float came as %T", v)
}

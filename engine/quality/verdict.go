package quality

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
)

// Decode reads the one row of TestSQL. A fail_calc of no rows, such as sum(x), is NULL
// and counts as no failure.
func Decode(values []any) (failures int64, shouldWarn, shouldError bool, err error) {
	if len(values) != 3 {
		return 0, false, false, fmt.Errorf("a test query gives three columns, not %d", len(values))
	}
	if failures, err = count(values[0]); err != nil {
		return 0, false, false, err
	}
	if shouldWarn, err = truth("warn_if", values[1]); err != nil {
		return 0, false, false, err
	}
	shouldError, err = truth("error_if", values[2])
	return failures, shouldWarn, shouldError, err
}

// count reads the value of fail_calc, which databases give in many types.
func count(v any) (int64, error) {
	switch v := v.(type) {
	case nil:
		return 0, nil
	case int64:
		return v, nil
	case int:
		return int64(v), nil
	case float64:
		return int64(v), nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case string:
		f, err := strconv.ParseFloat(v, 64)
		if err == nil {
			return int64(f), nil
		}
	}
	return 0, fmt.Errorf("fail_calc must give a number, not %v", v)
}

func truth(key string, v any) (bool, error) {
	switch v := v.(type) {
	case nil:
		return false, nil
	case bool:
		return v, nil
	case int64:
		return v != 0, nil
	case string:
		if b, err := strconv.ParseBool(strings.ToLower(v)); err == nil {
			return b, nil
		}
	}
	return false, fmt.Errorf(`%s must make a condition, such as "> 10", but it gives %v`, key, v)
}

// Verdict is the status and the message of a test. severity is error or warn; empty
// is error. With severity warn, shouldError is not looked at.
func Verdict(severity string, failures int64, shouldWarn, shouldError bool) (engine.Status, string) {
	if !strings.EqualFold(severity, "warn") && shouldError {
		return engine.Fail, results(failures)
	}
	if shouldWarn {
		return engine.Warn, results(failures)
	}
	return engine.Pass, ""
}

func results(n int64) string {
	if n == 1 {
		return "1 failing row"
	}
	return fmt.Sprintf("%d failing rows", n)
}

package quality

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
)

// An Answer is the one row that TestSQL gives.
type Answer struct {
	Failures    int64  // what fail_calc gave, cut to a whole number
	Value       string // the same as the database wrote it
	ShouldWarn  bool
	ShouldError bool
}

// None reports whether fail_calc gave nothing, or exactly zero.
func (a Answer) None() bool {
	if a.Failures != 0 || a.Value == "" || a.Value == "NULL" {
		return a.Failures == 0
	}
	f, err := strconv.ParseFloat(a.Value, 64)
	return err == nil && f == 0 || a.Value == "false"
}

// Decode reads the one row of TestSQL. A fail_calc of no rows, such as sum(x), is NULL
// and counts as no failure.
func Decode(values []any) (a Answer, err error) {
	if len(values) != 3 {
		return a, fmt.Errorf("a test query gives three columns, not %d", len(values))
	}
	if a.Failures, err = count(values[0]); err != nil {
		return a, err
	}
	a.Value = "NULL"
	if values[0] != nil {
		a.Value = fmt.Sprint(values[0])
	}
	if a.ShouldWarn, err = truth("warn_if", values[1]); err != nil {
		return a, err
	}
	a.ShouldError, err = truth("error_if", values[2])
	return a, err
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

// Verdict is the status and the message of a test with these settings. severity is error
// or warn; empty is error. With severity warn, error_if is not looked at.
func Verdict(c engine.Config, a Answer) (engine.Status, string) {
	if !strings.EqualFold(c.Severity, "warn") && a.ShouldError {
		return engine.Fail, because(c.FailCalc, a, "error_if", c.ErrorIf)
	}
	if a.ShouldWarn {
		return engine.Warn, because(c.FailCalc, a, "warn_if", c.WarnIf)
	}
	return engine.Pass, ""
}

// CountsRows reports whether a fail_calc makes the number of failures that of the failing
// rows, as the default does.
func CountsRows(failCalc string) bool {
	switch strings.ToLower(strings.Join(strings.Fields(failCalc), "")) {
	case "", "count(*)", "count(1)", "count()":
		return true
	}
	return false
}

// longestCalc is how many letters of a fail_calc are told.
const longestCalc = 60

// because says what was found: how many rows fail, or what fail_calc gave and what
// forbids that.
func because(calc string, a Answer, key, condition string) string {
	switch {
	case CountsRows(calc) && a.Failures == 1:
		return "1 failing row"
	case CountsRows(calc):
		return fmt.Sprintf("%d failing rows", a.Failures)
	}
	calc = strings.Join(strings.Fields(calc), " ")
	if letters := []rune(calc); len(letters) > longestCalc {
		calc = string(letters[:longestCalc-3]) + "..."
	}
	limit := ", must be 0"
	if condition = strings.Join(strings.Fields(condition), " "); condition != "" && condition != "!= 0" && condition != "!=0" {
		limit = ", and " + key + " is " + condition
	}
	return "fail_calc " + calc + " is " + a.Value + limit
}

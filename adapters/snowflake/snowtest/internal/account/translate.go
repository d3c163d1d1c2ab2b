package account

import (
	"context"
	"errors"
	"regexp"
	"strings"
)

// errorRules lead from DuckDB's messages to Snowflake's. Numbers and words: Snowflake's
// messages as quoted in docs (error messages of the load and conversion functions) and in
// dbt-snowflake's and gosnowflake's issues; reference 2.2.
var errorRules = []struct {
	duck    *regexp.Regexp
	number  int
	state   string
	message string // with $1 from the pattern
}{
	{regexp.MustCompile(`Division by zero`), 100051, "22012", "Division by zero"},
	{regexp.MustCompile(`(String '(?s:.*)' is too long and would be truncated)`), 100078, "22000", "$1"},
	{regexp.MustCompile(`Could not convert string '((?s:.*?))' to (?:U?(?:INT|TINY|SMALL|BIG|HUGE)\w*|DECIMAL|DOUBLE|FLOAT)`), 100038, "22018", "Numeric value '$1' is not recognized"},
	{regexp.MustCompile(`Could not convert string "?'?((?s:.*?))'?"? to (?:DECIMAL|DOUBLE|INT)`), 100038, "22018", "Numeric value '$1' is not recognized"},
	{regexp.MustCompile(`Could not convert string '((?s:.*?))' to BOOL`), 100037, "22018", "Boolean value '$1' is not recognized"},
	{regexp.MustCompile(`invalid date field format: "((?s:.*?))"`), 100040, "22007", "Date '$1' is not recognized"},
	{regexp.MustCompile(`date field value out of range: "(.*?)"`), 100040, "22007", "Date '$1' is not recognized"},
	{regexp.MustCompile(`(?:invalid timestamp field format|timestamp field value out of range): "((?s:.*?))"`), 100035, "22007", "Timestamp '$1' is not recognized"},
	{regexp.MustCompile(`Could not parse string "((?s:.*?))" according to format`), 100035, "22007", "Can't parse '$1' as timestamp with format"},
	{regexp.MustCompile(`NOT NULL constraint failed`), 100072, "22000", "NULL result in a non-nullable column"},
	{regexp.MustCompile(`[Cc]ould not cast value (\S+) .*to DECIMAL|Casting value "(.*?)" to type DECIMAL`), 100039, "22003", "Numeric value '$1$2' is out of representable range"},
	{regexp.MustCompile(`Overflow in|out of range`), 100039, "22003", "Numeric value is out of representable range"},
	{regexp.MustCompile(`Malformed JSON(?s:.*)`), 100069, "22P02", "Error parsing JSON"},
	{regexp.MustCompile(`More than one row returned by a subquery`), 90150, "22000", "Single-row subquery returns more than one row."},
	{regexp.MustCompile(`column "(.*?)" must appear in the GROUP BY`), 979, "42601", "SQL compilation error:\n[$1] is not a valid group by expression"},
	{regexp.MustCompile(`Ambiguous reference to column name "(.*?)"`), 1104, "42601", "SQL compilation error:\nambiguous column name '$1'"},
	{regexp.MustCompile(`Set operations can only apply to expressions with the same number of result columns`), 1789, "42601", "SQL compilation error:\ninvalid number of result columns for set operator input branches"},
	{regexp.MustCompile(`(?:Could not choose a best candidate function for the function call|No function matches the given name and argument types) ["'](\w+)\(`), 1044, "42P13", "SQL compilation error:\nInvalid argument types for function '$1'"},
	{regexp.MustCompile(`Contents of view were altered`), 2057, "42601", "SQL compilation error:\nView definition declared another number of column(s) or other types than the view query produces."},
	{regexp.MustCompile(`WHERE clause cannot contain (aggregates|window)`), 1063, "42601", "SQL compilation error:\nInvalid function in the where clause: $1"},
}

// notFound is DuckDB's message about a column.
var notFound = []*regexp.Regexp{
	regexp.MustCompile(`Referenced column "([^"]*)" (?:was )?not found`),
	regexp.MustCompile(`does not have a column named "([^"]*)"`),
	regexp.MustCompile(`Referenced table "([^"]*)" not found`),
	regexp.MustCompile(`Column "([^"]*)" referenced that exists in the SELECT clause`),
	regexp.MustCompile(`Column "?([^"]*?)"? in .* does not exist|Column with name (\S+) does not exist|Column "([^"]*)" in EXCLUDE list not found`),
}

// translate puts DuckDB's error into Snowflake's words.
func (w *printer) translate(err error) *Error {
	for _, pattern := range notFound {
		if m := pattern.FindStringSubmatch(err.Error()); m != nil && w != nil {
			return w.noColumn(strings.Join(m[1:], ""))
		}
	}
	return translateError(err)
}

// noColumn finds the name in the statement.
func (w *printer) noColumn(name string) *Error {
	tokens := w.p.tokens
	for i, t := range tokens {
		if !t.name() || t.value != name {
			continue
		}
		full := t
		shown := t.value
		for j := i; j >= 2 && tokens[j-1].is(".") && tokens[j-2].name(); j -= 2 {
			full, shown = tokens[j-2], tokens[j-2].value+"."+shown
		}
		if i+2 < len(tokens) && tokens[i+1].is(".") && tokens[i+2].name() {
			shown += "." + tokens[i+2].value
		}
		return invalidIdentifier(full, shown)
	}
	return invalidIdentifier(tokens[0], name)
}

func translateError(err error) *Error {
	var mine *Error
	if errors.As(err, &mine) {
		return mine
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "INTERRUPT") {
		return cancelled()
	}
	for _, rule := range errorRules {
		if m := rule.duck.FindStringSubmatchIndex(err.Error()); m != nil {
			return &Error{rule.number, rule.state, string(rule.duck.ExpandString(nil, rule.message, err.Error(), m))}
		}
	}
	return internal(err)
}

package account

import (
	"fmt"
	"strings"
)

// The numbers and states below are the ones that Snowflake's messages carry. Sources:
// reference sections 2.2 and 3.3, dbt-snowflake's matches on messages (4.1), and the error
// texts quoted in gosnowflake's and Snowflake's documentation.

// syntaxError is 001003: the statement cannot be read from this token on.
func syntaxError(t token) *Error {
	return &Error{1003, "42000", fmt.Sprintf("SQL compilation error:\nsyntax error line %d at position %d unexpected '%s'.", t.line, t.col, t.text)}
}

// unsupported is 000002: the double does not model this and says so.
func unsupported(format string, args ...any) *Error {
	return &Error{2, "0A000", fmt.Sprintf("Unsupported feature '%s'.", fmt.Sprintf(format, args...))}
}

// missing is 002003 for a kind of object in a statement about it: drop, alter, describe.
func missing(kind, name string) *Error {
	return &Error{2003, "02000", fmt.Sprintf("SQL compilation error:\n%s '%s' does not exist or not authorized.", kind, name)}
}

// missingObject is 002003 for a table or view that a query names.
func missingObject(name string) *Error {
	return &Error{2003, "42S02", fmt.Sprintf("SQL compilation error:\nObject '%s' does not exist or not authorized.", name)}
}

// cannotPerform is 002043: use of, or show in, what is not there.
func cannotPerform() *Error {
	return &Error{2043, "02000", "SQL compilation error:\nObject does not exist, or operation cannot be performed."}
}

// exists is 002002.
func exists(name string) *Error {
	return &Error{2002, "42710", fmt.Sprintf("SQL compilation error:\nObject '%s' already exists.", name)}
}

// invalidIdentifier is 000904, at the token that names it.
func invalidIdentifier(t token, name string) *Error {
	return &Error{904, "42000", fmt.Sprintf("SQL compilation error: error line %d at position %d\ninvalid identifier '%s'", t.line, t.col, name)}
}

// unknownFunction is 002140.
func unknownFunction(name string) *Error {
	return &Error{2140, "42601", fmt.Sprintf("SQL compilation error:\nUnknown function %s.", name)}
}

// compilation is another error of the compiler.
func compilation(number int, state, format string, args ...any) *Error {
	return &Error{number, state, "SQL compilation error:\n" + fmt.Sprintf(format, args...)}
}

// missingDatabase is 090105: a name without a schema and no current one.
func missingDatabase(what string) *Error {
	return &Error{90105, "22000", fmt.Sprintf("Cannot perform %s. This session does not have a current database. Call 'USE DATABASE', or use a qualified name.", what)}
}

// missingWarehouse is 000606.
func missingWarehouse() *Error {
	return &Error{606, "57P03", "No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse' command."}
}

// cancelled is 000604.
func cancelled() *Error {
	return &Error{604, "57014", "SQL execution canceled"}
}

// internal is what the double could not put into Snowflake's words; it names DuckDB, so
// that a test never takes it for an answer of Snowflake.
func internal(err error) *Error {
	return &Error{603, "XX000", "the test account's DuckDB: " + strings.TrimSpace(err.Error())}
}

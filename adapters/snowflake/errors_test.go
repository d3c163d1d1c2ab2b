package snowflake_test

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/engine"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		number         int
		state, message string
		sent           string
		kind           engine.ErrorKind
		want           string
		at             string // what the offset points at; empty: nowhere
	}{
		{1003, "42000", "SQL compilation error:\nsyntax error line 2 at position 2 unexpected 'from'.\nsyntax error line 2 at position 7 unexpected 'x'.",
			"select 1\n  from from x", engine.SyntaxError, "syntax error: unexpected 'from'.", "from from"},
		{904, "42000", "SQL compilation error: error line 2 at position 9\ninvalid identifier 'AMONT'",
			"select 'ü',\n  a, 'ü', amont from t", engine.BindError, "invalid identifier 'AMONT'", "amont"},
		{904, "42000", "SQL compilation error: error line 1 at position 7\ninvalid identifier 'T.AMONT'",
			"select t.amont from t", engine.BindError, "invalid identifier 'T.AMONT'", "t.amont"},
		// The position is that of the call; the name is better.
		{904, "42000", "SQL compilation error: error line 1 at position 7\ninvalid identifier 'AMONT'",
			"select sum(amont) from t", engine.BindError, "invalid identifier 'AMONT'", "amont"},
		{2003, "02000", "SQL compilation error:\nObject 'DB.MARTS.ORDRES' does not exist or not authorized.",
			"select * from marts.ordres", engine.BindError, "Object 'DB.MARTS.ORDRES' does not exist or not authorized.", "ordres"},
		{2003, "02000", "SQL compilation error:\nObject 'X' does not exist or not authorized.", "select x.a from x", engine.BindError, "Object 'X' does not exist or not authorized.", ""},
		{2140, "42601", "SQL compilation error:\nUnknown function NO_SUCH", "select no_such(1)", engine.BindError, "Unknown function NO_SUCH", "no_such(1)"},
		{2002, "42710", "SQL compilation error:\nObject 'T' already exists.", "create table t (a int)", engine.BindError, "Object 'T' already exists.", "t (a"},
		{100038, "22018", "Numeric value 'x' is not recognized", "select 'x'::int", engine.DataError, "Numeric value 'x' is not recognized", ""},
		{100051, "22012", "Division by zero", "select 1/0", engine.DataError, "Division by zero", ""},
		{100090, "42P18", "Duplicate row detected during DML action\nRow Values: [1]", "merge into t", engine.DataError, "Duplicate row detected during DML action\nRow Values: [1]", ""},
		{604, "57014", "SQL execution canceled", "select 1", engine.CanceledError, "SQL execution canceled", ""},
		{606, "57P03", "No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse' command.", "select 1", engine.OtherError,
			"no warehouse is active: set warehouse on the target, or grant the role usage on it (No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse' command.)", ""},
		{625, "57014", "Statement 'x' has locked table 'T'", "update t", engine.ConflictError, "too many statements wait for a lock on the table: Statement 'x' has locked table 'T'", ""},
		{390111, "", "Session no longer exists.", "select 1", engine.TemporaryError, "the session has ended: Session no longer exists.", ""},
		{390100, "08004", "Incorrect username or password was specified.", "", engine.UnreachableError, "Incorrect username or password was specified.", ""},
		{3001, "42501", "SQL access control error:\nInsufficient privileges to operate on schema 'X'", "create table x.y (a int)", engine.OtherError, "SQL access control error:\nInsufficient privileges to operate on schema 'X'", ""},
	} {
		err := snowflake.FaultOf(fmt.Errorf("wrapped: %w", &gosnowflake.SnowflakeError{Number: c.number, SQLState: c.state, Message: c.message, QueryID: "q1"}), c.sent)
		var e *engine.DatabaseError
		if !errors.As(err, &e) {
			t.Fatalf("%d: %v", c.number, err)
		}
		if e.Kind != c.kind || e.Message != c.want || e.QueryID != "q1" || e.Adapter != "snowflake" {
			t.Errorf("%d: got kind %d, %q, query %q; want kind %d, %q", c.number, e.Kind, e.Message, e.QueryID, c.kind, c.want)
		}
		switch {
		case c.at == "" && e.Offset != -1:
			t.Errorf("%d: offset %d", c.number, e.Offset)
		case c.at != "" && (e.Offset < 0 || !strings.HasPrefix(c.sent[e.Offset:], c.at)):
			t.Errorf("%d: offset %d does not point at %q", c.number, e.Offset, c.at)
		}
	}
}

func TestNetworkErrors(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&url.Error{Op: "Post", URL: "https://a.snowflakecomputing.com/queries/v1/query-request?requestId=1", Err: io.EOF}, "the connection failed: a.snowflakecomputing.com: EOF"},
		{errors.New("timeout after 20s and 3 attempts. HTTP Status: 503. Hanging?"), "the connection failed: timeout after 20s and 3 attempts. HTTP Status: 503."},
		{&gosnowflake.SnowflakeError{Number: 261000, Message: "failed to POST. HTTP: %v, URL: %v", MessageArgs: []any{502, "https://h/queries?x=1"}}, "the server did not answer: failed to POST. HTTP: 502, URL: https://h/queries"},
	} {
		var e *engine.DatabaseError
		if !errors.As(snowflake.FaultOf(c.err, "select 1"), &e) || e.Kind != engine.TemporaryError || e.Message != c.want {
			t.Errorf("got kind %d, %q; want %q", e.Kind, e.Message, c.want)
		}
	}
}

// No part of an error has a secret, in whatever words of the server or the driver.
func TestErrorsHideSecrets(t *testing.T) {
	const secret = "p%ss/word+1"
	for _, err := range []error{
		&gosnowflake.SnowflakeError{Number: 390100, Message: "bad login: " + secret},
		&gosnowflake.SnowflakeError{Number: 261000, Message: "URL: %v", MessageArgs: []any{"https://h/?p=" + url.QueryEscape(secret)}},
		&url.Error{Op: "Post", URL: "https://h/?p=" + url.QueryEscape(secret), Err: errors.New("no answer to " + secret)},
		errors.New(secret),
	} {
		got := snowflake.FaultOf(err, "select 1", secret)
		for e := got; e != nil; e = errors.Unwrap(e) {
			if text := fmt.Sprintf("%v %+v %#v", e, e, e); strings.Contains(text, secret) || strings.Contains(text, url.QueryEscape(secret)) {
				t.Errorf("the secret is in %s", text)
			}
		}
	}
}

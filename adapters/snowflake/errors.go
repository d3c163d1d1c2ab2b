package snowflake

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/engine"
)

// fault makes a database error of an error of the driver. sent is the SQL that it is
// about, so that its place can be told; empty: none that a user wrote. Secrets of the
// target are in no part of it.
func (a *Adapter) fault(ctx context.Context, err error, sent string) error {
	if err == nil {
		return nil
	}
	var already *engine.DatabaseError
	if errors.As(err, &already) {
		return err
	}
	err = a.withoutSecrets(err)
	e := &engine.DatabaseError{Adapter: "snowflake", Offset: -1, Err: err, QueryID: queryIDOf(err)}
	if cause := ctx.Err(); cause != nil {
		e.Kind, e.Message, e.Err = engine.CanceledError, "the query was canceled", errors.Join(cause, err)
		if errors.Is(cause, context.DeadlineExceeded) {
			e.Message = "the query ran out of time"
		}
		return e
	}
	var native *gosnowflake.SnowflakeError
	switch {
	case errors.As(err, &native):
		r := readReport(native)
		e.Kind, e.Message = kindOf(r), explain(r)
		if e.Kind == engine.SyntaxError || e.Kind == engine.BindError || r.line > 0 {
			e.Offset = r.offset(sent)
		}
	case transport(err):
		e.Kind, e.Message = engine.TemporaryError, "the connection failed: "+plainCause(err)
	default:
		e.Message = err.Error()
	}
	return e
}

// A report is what Snowflake says about an error, taken apart.
type report struct {
	number       int
	state        string // SQLSTATE
	message      string
	compilation  bool   // found before anything ran
	line, column int    // 1 and 0 are the first; line 0: not told
	name         string // what is not known, or not there
}

var (
	compilationPrefix = regexp.MustCompile(`^SQL (?:compilation|execution) error:\s*`)
	errorPosition     = regexp.MustCompile(`(?:syntax )?error line (\d+) at position (\d+)\s*`)
	unknownName       = regexp.MustCompile(`(?i)(?:invalid identifier|unknown function|object|table|view|schema|database|function|sequence|stage) '?((?:"[^"]+"|[\pL\pN_$]+)(?:\.(?:"[^"]+"|[\pL\pN_$]+))*)'?`)
)

func readReport(e *gosnowflake.SnowflakeError) report {
	r := report{number: e.Number, state: e.SQLState, message: messageOf(e)}
	r.compilation = strings.HasPrefix(r.message, "SQL compilation error")
	if m := unknownName.FindStringSubmatch(r.message); m != nil {
		r.name = m[1]
	}
	r.message = compilationPrefix.ReplaceAllString(r.message, "")
	if m := errorPosition.FindStringSubmatchIndex(r.message); m != nil {
		r.line, _ = strconv.Atoi(r.message[m[2]:m[3]])
		r.column, _ = strconv.Atoi(r.message[m[4]:m[5]])
		// A parser that goes on tells of what follows from the first error, too.
		before, after := r.message[:m[0]], r.message[m[1]:]
		if strings.HasPrefix(r.message[m[0]:], "syntax ") {
			after, _, _ = strings.Cut(after, "\n")
			before += "syntax error: "
		}
		r.message = before + after
	}
	r.message = strings.TrimSpace(r.message)
	return r
}

var numberPrefix = regexp.MustCompile(`^(?:\d{6}(?: \([0-9A-Z]{5}\))?:\s*)+`)

// messageOf is an error's text without its number and state.
func messageOf(e *gosnowflake.SnowflakeError) string {
	return strings.TrimSpace(numberPrefix.ReplaceAllString(e.Error(), ""))
}

// offset is the byte of the sent SQL that the error is about; -1: not known. Without a
// position, the name that is not there is looked for: it is the place when the SQL has
// it once.
func (r report) offset(sent string) int {
	if sent == "" {
		return -1
	}
	at := -1
	if r.line > 0 {
		at = byteOffset(sent, r.line, r.column)
	}
	name := lastPart(r.name)
	if name == "" || at >= 0 && strings.HasPrefix(strings.ToLower(strings.TrimLeft(sent[at:], `"`)), strings.ToLower(lastPart(firstPart(r.name)))) {
		return at
	}
	// The position is that of an expression around the name, or Snowflake counted from
	// another beginning: the name itself is better.
	return onlyPlace(sent, name)
}

// byteOffset is the byte of a line, counted from 1, and a letter in it, counted from 0.
func byteOffset(text string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return -1
		}
		at += i + 1
	}
	for ; column > 0; column-- {
		if at >= len(text) || text[at] == '\n' {
			return -1
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

func lastPart(name string) string {
	return strings.Trim(name[strings.LastIndexByte(name, '.')+1:], `"`)
}

func firstPart(name string) string {
	first, _, _ := strings.Cut(name, ".")
	return first
}

// onlyPlace finds a word that a text has once; -1 when it has none, or several.
func onlyPlace(text, word string) int {
	text, word = strings.ToLower(text), strings.ToLower(word)
	found := -1
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return found
		}
		at += i
		end := at + len(word)
		if (at == 0 || !isWord(text[at-1])) && (end == len(text) || !isWord(text[end])) {
			if found >= 0 {
				return -1
			}
			found = at
		}
		at = end
	}
}

func isWord(b byte) bool {
	return b == '_' || b == '$' || b >= 0x80 || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// The numbers of errors that have a meaning of their own.
const (
	syntaxNumber       = 1003
	canceledNumber     = 604
	timeoutNumber      = 630
	noWarehouseNumber  = 606
	lockWaitersNumber  = 625
	sessionGoneNumber  = 390111
	sessionEndNumber   = 390112
	masterTokenNumber  = 390114
	idTokenNumber      = 390195
	postFailedNumber   = gosnowflake.ErrFailedToPostQuery
	renewFailedNumber  = gosnowflake.ErrFailedToRenewSession
	chunkFailedNumber  = gosnowflake.ErrFailedToGetChunk
	uploadFailedNumber = gosnowflake.ErrFailedToUploadToStage
)

// kindOf sorts an error by what its author, or mart, can do about it.
func kindOf(r report) engine.ErrorKind {
	lower := strings.ToLower(r.message)
	has := func(part string) bool { return strings.Contains(lower, part) }
	switch {
	case r.number == canceledNumber || r.number == timeoutNumber:
		return engine.CanceledError
	case r.number == lockWaitersNumber, has("lock") && (has("timeout") || has("timed out")), has("deadlock"), r.state == "40001", r.state == "40P01":
		return engine.ConflictError
	case endsSession(r.number), r.number == postFailedNumber, r.number == chunkFailedNumber, r.number == uploadFailedNumber:
		return engine.TemporaryError
	case r.number >= 390000 && r.number < 400000, r.number >= 250000 && r.number < 261000:
		return engine.UnreachableError
	case r.number == syntaxNumber, strings.HasPrefix(lower, "syntax error"):
		return engine.SyntaxError
	case has("duplicate row detected"), r.number >= 100000 && r.number < 101000, strings.HasPrefix(r.state, "22") && !r.compilation, strings.HasPrefix(r.state, "23"):
		return engine.DataError
	case r.number == noWarehouseNumber:
		return engine.OtherError
	case r.compilation, r.number == 2003, r.number == 2043, r.number == 2002, r.number == 904, strings.HasPrefix(r.state, "42") && r.state != "42501":
		return engine.BindError
	case has("quota") || has("resource monitor"):
		return engine.SpaceError
	}
	return engine.OtherError
}

// explain adds to Snowflake's words what to do, where that is mart's to say.
func explain(r report) string {
	switch {
	case r.number == noWarehouseNumber:
		return "no warehouse is active: set warehouse on the target, or grant the role usage on it (" + r.message + ")"
	case r.number == lockWaitersNumber:
		return "too many statements wait for a lock on the table: " + r.message
	case endsSession(r.number):
		return "the session has ended: " + r.message
	case r.number == postFailedNumber:
		return "the server did not answer: " + withoutQuery(r.message)
	}
	return withoutQuery(r.message)
}

// endsSession reports whether an error says that the session is no more.
func endsSession(number int) bool {
	switch number {
	case sessionGoneNumber, sessionEndNumber, masterTokenNumber, idTokenNumber, renewFailedNumber:
		return true
	}
	return false
}

// lost reports whether a connection is of no use after an error: the session has ended,
// or nobody knows what it does. The driver itself would go on to use it.
func lost(err error) bool {
	if engine.DatabaseErrorKind(err) == engine.CanceledError {
		return false
	}
	if n := numberOf(err); n != 0 {
		return endsSession(n) || n == postFailedNumber
	}
	return err != nil && transport(err)
}

// refused reports whether the server itself has said no. After any other error nobody
// knows what it did.
func refused(err error) bool {
	n := numberOf(err)
	return n != 0 && !endsSession(n) && (n < 260000 || n >= 280000)
}

// unknownOutcome is the error of a commit whose answer did not come.
func (a *Adapter) unknownOutcome(err error, id string) error {
	err = a.withoutSecrets(err)
	cause := plainCause(err)
	var native *gosnowflake.SnowflakeError
	if errors.As(err, &native) {
		cause = explain(readReport(native))
	}
	return &engine.DatabaseError{
		Kind: engine.UnknownOutcomeError, Adapter: "snowflake", Offset: -1, Err: err, QueryID: id,
		Message: "the commit was sent and no answer came, so it may or may not have been applied: " + cause,
	}
}

// numberOf is the number of a Snowflake error; 0: it is none.
func numberOf(err error) int {
	var native *gosnowflake.SnowflakeError
	if errors.As(err, &native) {
		return native.Number
	}
	return 0
}

func queryIDOf(err error) string {
	var e *engine.DatabaseError
	if errors.As(err, &e) && e.QueryID != "" {
		return e.QueryID
	}
	var native *gosnowflake.SnowflakeError
	if errors.As(err, &native) {
		return native.QueryID
	}
	return ""
}

// withID adds the id of the query that an error is of.
func withID(err error, id string) error {
	var e *engine.DatabaseError
	if errors.As(err, &e) && e.QueryID == "" {
		e.QueryID = id
	}
	return err
}

// about puts what mart was doing before an error of a statement that no user wrote.
func about(err error, what string) error {
	var e *engine.DatabaseError
	if errors.As(err, &e) {
		e.Message, e.Offset = what+e.Message, -1
	}
	return err
}

// transport reports whether an error is of the network, not of the server.
func transport(err error) bool {
	var network net.Error
	var address *url.Error
	return errors.As(err, &network) || errors.As(err, &address) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		strings.HasPrefix(err.Error(), "timeout after ") || strings.Contains(err.Error(), "invalid character")
}

// plainCause is an error of the network without the address and its parameters.
func plainCause(err error) string {
	var address *url.Error
	if errors.As(err, &address) {
		if u, parseErr := url.Parse(address.URL); parseErr == nil {
			return u.Host + ": " + address.Err.Error()
		}
		return address.Err.Error()
	}
	return withoutQuery(strings.TrimSuffix(err.Error(), " Hanging?"))
}

var urlQuery = regexp.MustCompile(`(https?://[^\s?]+)\?\S*`)

// withoutQuery shortens the addresses in a message: their parameters mean nothing.
func withoutQuery(message string) string { return urlQuery.ReplaceAllString(message, "$1") }

// withoutSecrets is an error without the secrets of the target, in any of its parts.
func (a *Adapter) withoutSecrets(err error) error {
	text := err.Error()
	hidden := a.hide(text)
	if hidden == text {
		return err
	}
	var native *gosnowflake.SnowflakeError
	if errors.As(err, &native) {
		return &gosnowflake.SnowflakeError{Number: native.Number, SQLState: native.SQLState, QueryID: native.QueryID, Message: a.hide(messageOf(native))}
	}
	return errors.New(hidden)
}

// shortestSecret: a shorter text stands in half of all words, and taking it out would only
// tell what it is.
const shortestSecret = 4

func (a *Adapter) hide(text string) string {
	for _, s := range a.secrets {
		if len(s) < shortestSecret {
			continue
		}
		text = strings.ReplaceAll(text, s, "***")
		text = strings.ReplaceAll(text, url.QueryEscape(s), "***")
	}
	return text
}

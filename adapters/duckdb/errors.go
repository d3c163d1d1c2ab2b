package duckdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	driver "github.com/duckdb/duckdb-go/v2"

	"github.com/martsql/mart/engine"
)

// fault makes a database error of an error of the driver. The adapter asks DuckDB for
// errors as JSON: they carry the exact byte of the sent SQL, where the text form draws
// a caret under a shortened line. Text is still understood: opening a database gives
// it, and a session may have asked for it.
func fault(ctx context.Context, err error) error { return faultIn(ctx, err, "") }

// faultIn is fault for an error in the sent SQL, so that its place can be told.
func faultIn(ctx context.Context, err error, sent string) error {
	if err == nil {
		return nil
	}
	e := &engine.DatabaseError{Adapter: "duckdb", Offset: -1, Err: err}
	if cause := ctx.Err(); cause != nil {
		e.Kind, e.Message, e.Err = engine.CanceledError, "the query was canceled", errors.Join(cause, err)
		if errors.Is(cause, context.DeadlineExceeded) {
			e.Message = "the query ran out of time"
		}
		return e
	}
	var native *driver.Error
	if !errors.As(err, &native) {
		e.Message = strings.TrimPrefix(err.Error(), "database/sql/driver: ")
		return e
	}
	r := readReport(native.Msg)
	e.Message, e.Candidates = splitCandidates(r.Message)
	e.Kind = kindOf(r)
	if offset, err := strconv.Atoi(r.Position); err == nil {
		if r.Subtype == "SYNTAX_ERROR" {
			offset = byteOffset(sent, offset)
		}
		if credible(r, sent, offset) {
			e.Offset = offset
		}
	}
	return e
}

// byteOffset makes a position in bytes of one in letters: DuckDB's grammar counts
// letters, all else in it counts bytes.
func byteOffset(sent string, letters int) int {
	for at := range sent {
		if letters == 0 {
			return at
		}
		letters--
	}
	return len(sent)
}

// A report is what DuckDB says about an error.
type report struct {
	Type     string `json:"exception_type"` // Binder, IO, Out of Memory ...
	Message  string `json:"exception_message"`
	Position string `json:"position"` // byte offset in the sent SQL
	Errno    string `json:"errno"`
	Subtype  string `json:"error_subtype"` // COLUMN_NOT_FOUND, MISSING_ENTRY ...
	Name     string `json:"name"`          // what was not found
	Entry    string `json:"type"`          // MISSING_ENTRY: Table, Scalar Function ...
}

var (
	errorPrefix  = regexp.MustCompile(`^([A-Z][A-Za-z ]*?) ?Error: `)
	caretDrawing = regexp.MustCompile(`(?s)\n+LINE \d+: [^\n]*\n *\^\s*$`)
)

func readReport(text string) report {
	if i := strings.Index(text, `{"exception_type"`); i >= 0 {
		var r report
		if json.Unmarshal([]byte(text[i:]), &r) == nil {
			return r
		}
	}
	r := report{Message: text}
	if m := errorPrefix.FindStringSubmatch(text); m != nil {
		r.Type, r.Message = m[1], text[len(m[0]):]
	}
	r.Message = caretDrawing.ReplaceAllString(r.Message, "")
	return r
}

var (
	dottedName   = regexp.MustCompile(`^(?:"(?:[^"]|"")*"|[\pL\pN_$]+)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[\pL\pN_$]+))*`)
	sourceColumn = regexp.MustCompile(`when casting from source column (.+)$`)
)

// credible reports whether a position can be one in the sent SQL. For an error in the
// text of a view that the SQL reads, DuckDB gives the position in the view's own text:
// no position is better than a wrong one.
func credible(r report, sent string, offset int) bool {
	if offset < 0 || offset > len(sent) || offset == len(sent) && r.Type != "Parser" {
		return false
	}
	if offset == len(sent) {
		return true
	}
	if offset > 0 && isWord(sent[offset-1]) && isWord(sent[offset]) || strings.IndexByte(" \t\r\n", sent[offset]) >= 0 {
		return false
	}
	if r.Subtype == "COLUMN_NOT_FOUND" || r.Subtype == "MISSING_ENTRY" && r.Entry == "Table" {
		there := strings.ReplaceAll(dottedName.FindString(sent[offset:]), `"`, "")
		wanted := strings.ReplaceAll(r.Name, `"`, "")
		return strings.Contains(strings.ToLower(there), strings.ToLower(wanted)) || strings.HasPrefix(sent[offset:], "'")
	}
	if m := sourceColumn.FindStringSubmatch(r.Message); m != nil {
		return hasWord(strings.ToLower(sent), strings.ToLower(m[1]))
	}
	return true
}

// hasWord reports whether a text has a word that is not part of a longer one.
func hasWord(text, word string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if (at == 0 || !isWord(text[at-1])) && (end == len(text) || !isWord(text[end])) {
			return true
		}
	}
}

func isWord(b byte) bool {
	return b == '_' || b >= 0x80 || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

var (
	proposal       = regexp.MustCompile(`(?m)^(?:Candidate (?:bindings|tables|Entries|extensions):|Did you mean\b:?) ?(.*)\n?`)
	proposedCalls  = regexp.MustCompile(`(?m)^[ \t]*Candidate functions:\n((?:[ \t]+.*\n?)*)`)
	quotedProposal = regexp.MustCompile(`"((?:[^"]|"")*)"`)
)

// splitCandidates takes the names that DuckDB proposes out of a message.
func splitCandidates(message string) (rest string, names []string) {
	for _, m := range proposal.FindAllStringSubmatch(message, -1) {
		for _, q := range quotedProposal.FindAllStringSubmatch(m[1], -1) {
			names = append(names, q[1])
		}
	}
	for _, m := range proposedCalls.FindAllStringSubmatch(message, -1) {
		for line := range strings.Lines(m[1]) {
			if line = strings.TrimSpace(line); line != "" {
				names = append(names, line)
			}
		}
	}
	if len(names) == 0 {
		return strings.TrimSpace(message), nil
	}
	rest = proposedCalls.ReplaceAllString(proposal.ReplaceAllString(message, ""), "")
	return strings.TrimSpace(rest), withoutGiven(names)
}

// kindOf sorts an error by what its author, or mart, can do about it.
func kindOf(r report) engine.ErrorKind {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(r.Message, p) {
				return true
			}
		}
		return false
	}
	switch {
	case r.Type == "INTERRUPT" || r.Type == "Interrupt":
		return engine.CanceledError
	case strings.HasPrefix(r.Message, functionFailed):
		return engine.FunctionError
	case has("Could not set lock on file"):
		return engine.LockedError
	case has("read-only mode", "Read-only file system"):
		return engine.ReadOnlyError
	case r.Type == "Out of Memory" || r.Errno == "28" || has("No space left on device", "max_temp_directory_size"):
		return engine.SpaceError
	case has("write-write conflict", "Write-write conflict", "Conflict on ", "Transaction conflict", "has been altered", "cannot commit: "):
		return engine.ConflictError
	}
	return kindOfType(r)
}

func kindOfType(r report) engine.ErrorKind {
	switch r.Type {
	case "HTTP":
		return kindOfHTTP(r.Message)
	case "IO":
		if strings.Contains(r.Message, "error for HTTP ") { // no answer at all
			return engine.TemporaryError
		}
	case "Parser", "Syntax":
		return engine.SyntaxError
	case "Binder", "Catalog", "Planner", "Mismatch Type", "Invalid type", "Expression", "Parameter Not Resolved", "Parameter Not Allowed":
		return engine.BindError
	case "Conversion", "Constraint", "Out of Range", "Decimal", "Divide by Zero", "Invalid Input", "Index", "Object Size":
		return engine.DataError
	case "Connection", "Network":
		return engine.UnreachableError
	}
	return engine.OtherError
}

// kindOfHTTP tells the answers that will be the same next time from the others.
func kindOfHTTP(message string) engine.ErrorKind {
	for _, status := range []string{"(HTTP 400 ", "(HTTP 401 ", "(HTTP 403 ", "(HTTP 404 "} {
		if strings.Contains(message, status) {
			return engine.UnreachableError
		}
	}
	return engine.TemporaryError
}

// reword is fault with a beginning that says what mart was doing.
func reword(ctx context.Context, err error, format string, args ...any) error {
	err = fault(ctx, err)
	var e *engine.DatabaseError
	if errors.As(err, &e) {
		e.Message = fmt.Sprintf(format, args...) + e.Message
		e.Offset = -1 // of a statement that no user wrote
	}
	return err
}

package snowtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// queryRequest is the driver's execRequest (query.go).
type queryRequest struct {
	SQLText      string          `json:"sqlText"`
	AsyncExec    bool            `json:"asyncExec"`
	SequenceID   uint64          `json:"sequenceId"`
	DescribeOnly bool            `json:"describeOnly"`
	Parameters   map[string]any  `json:"parameters"`
	Bindings     map[string]bind `json:"bindings"`
	BindStage    string          `json:"bindStage"`
}

// queryReply is the driver's execResponseData (query.go).
type queryReply struct {
	Parameters        []parameter       `json:"parameters"`
	RowType           []rowType         `json:"rowtype,omitempty"`
	RowSet            [][]*string       `json:"rowset,omitempty"`
	RowSetBase64      string            `json:"rowsetBase64,omitempty"`
	Total             int               `json:"total"`
	Returned          int               `json:"returned"`
	QueryID           string            `json:"queryId"`
	DatabaseProvider  *string           `json:"databaseProvider"`
	Database          *string           `json:"finalDatabaseName"`
	Schema            *string           `json:"finalSchemaName"`
	Warehouse         *string           `json:"finalWarehouseName"`
	Role              *string           `json:"finalRoleName"`
	NumberOfBinds     int               `json:"numberOfBinds"`
	StatementTypeID   account.Kind      `json:"statementTypeId"`
	Version           int               `json:"version"`
	QueryResultFormat string            `json:"queryResultFormat,omitempty"`
	Chunks            []chunkReply      `json:"chunks,omitempty"`
	ChunkHeaders      map[string]string `json:"chunkHeaders,omitempty"`
	*transferReply
}

// query runs a statement once for every request id: a request that comes again gets the
// stored answer, or waits for it (reference 1.6 and 3.3, rule 1).
func (s *Server) query(w http.ResponseWriter, r *request) {
	ses := s.session(w, r)
	if ses == nil {
		return
	}
	var req queryRequest
	if err := json.Unmarshal(r.body, &req); err != nil {
		write(w, failure(nil, "390400", "The request cannot be read: "+err.Error()))
		return
	}
	e, fresh := s.claim(ses, r, req)
	if fresh {
		go s.run(e, r.fault)
	}
	if req.AsyncExec {
		s.accepted(w, e)
		return
	}
	s.await(w, r, e, codeRunning)
}

// claim finds the execution of a request id or makes a new one.
func (s *Server) claim(ses *session, r *request, req queryRequest) (*execution, bool) {
	id := r.URL.Query().Get("requestId")
	ses.mu.Lock()
	defer ses.mu.Unlock()
	if e, ok := ses.requests[id]; ok && id != "" {
		return e, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	e := &execution{session: ses, request: req, requestID: id, queryID: newQueryID(), ctx: ctx, cancel: cancel, done: make(chan struct{})}
	ses.remember(id, e)
	s.queries.add(e)
	return e, true
}

func newQueryID() string { return "01" + uuid.NewString()[2:] }

// run runs a statement when its session's turn comes and stores the answer.
func (s *Server) run(e *execution, fault *Fault) {
	defer close(e.done)
	defer e.cancel()
	ses := e.session
	st := s.log.begin(e.statement(s.now()))
	result, err := s.inTurn(e, st, fault)
	var answer reply
	if err == nil {
		answer, err = s.answer(e, result)
	}
	number := asError(err)
	if number != nil {
		answer = failed(e.queryID, number)
	}
	s.log.update(st, func(st *Statement) {
		st.End = s.now()
		if result != nil {
			st.Rows = len(result.Rows)
		}
		if number != nil {
			st.ErrorNumber, st.ErrorState, st.ErrorMessage = number.Number, number.SQLState, number.Message
		}
	})
	body, err := json.Marshal(answer)
	if err != nil {
		body, _ = json.Marshal(failed(e.queryID, internal(err)))
	}
	ses.mu.Lock()
	e.answer, e.err, e.statementRecord, e.ended = body, number, st, s.now()
	ses.mu.Unlock()
}

// inTurn waits for the session, runs the statement and follows what it changed.
func (s *Server) inTurn(e *execution, st *Statement, fault *Fault) (*account.Result, error) {
	ses := e.session
	if !ses.wait(e.ctx) {
		return nil, canceled()
	}
	defer func() { ses.turn <- struct{}{} }()
	s.abortIdle(ses)
	defer ses.touch(s.now)
	ses.mu.Lock()
	ses.used = s.now()
	inTx, at := ses.inTx, ses.at
	tag := ses.parameters.text("QUERY_TAG")
	ses.mu.Unlock()
	if v, ok := e.request.Parameters["QUERY_TAG"]; ok {
		tag = fmt.Sprint(v)
	}
	s.log.update(st, func(st *Statement) {
		st.InTransaction, st.Warehouse, st.Role, st.Tag = inTx, at.Warehouse, at.Role, tag
	})
	if err := fault.errorOf(); err != nil {
		return nil, err
	}
	if err := s.refuse(e.request, inTx); err != nil {
		return nil, err
	}
	req, err := s.toAccount(e)
	if err != nil {
		return nil, err
	}
	if fault != nil && fault.Kind == CopyOmitsFile {
		back, err := s.uploads.hide(s.folder.incoming())
		if err != nil {
			return nil, internal(err)
		}
		defer back()
	}
	result, err := ses.runner.Run(e.ctx, req)
	if err != nil {
		return nil, err
	}
	ses.after(e.request, result)
	return result, nil
}

func (ses *session) touch(now func() time.Time) {
	ses.mu.Lock()
	defer ses.mu.Unlock()
	ses.used = now()
}

// refuse tells what the server does not model, and DDL in a transaction when asked to.
func (s *Server) refuse(q queryRequest, inTx bool) error {
	if v, ok := q.Parameters["MULTI_STATEMENT_COUNT"]; ok && fmt.Sprint(v) != "1" {
		return unsupported("several statements in one request")
	}
	if s.options.RefuseDDLInTransaction && inTx && !q.DescribeOnly && ddl(q.SQLText) {
		return &account.Error{Number: 2, SQLState: "0A000", Message: "Unsupported feature 'DDL in an explicit transaction': Snowflake would commit the transaction here. The test server was told to refuse it."}
	}
	return nil
}

// ddlWords begin the statements that commit an open transaction (reference 5.1).
var ddlWords = map[string]bool{
	"create": true, "alter": true, "drop": true, "undrop": true, "rename": true, "grant": true, "revoke": true, "comment": true, "truncate": true,
}

func ddl(sql string) bool {
	word := firstWord(sql)
	return ddlWords[word] && !alterSession.MatchString(sql)
}

// leading are blanks and comments before a statement.
var leading = regexp.MustCompile(`^(?:\s|\(|--[^\n]*|//[^\n]*|/\*(?s:.*?)\*/)+`)

// firstWord is the word a statement begins with, in lower case.
func firstWord(sql string) string {
	word := sql[len(leading.FindString(sql)):]
	end := strings.IndexFunc(word, func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_') })
	if end >= 0 {
		word = word[:end]
	}
	return strings.ToLower(word)
}

// toAccount puts a request into the account's words.
func (s *Server) toAccount(e *execution) (account.Request, error) {
	q := e.request
	binds, err := s.binds(e.session, q)
	if err != nil {
		return account.Request{}, err
	}
	parameters := make(map[string]string, len(q.Parameters))
	for k, v := range q.Parameters {
		parameters[strings.ToUpper(k)] = fmt.Sprint(v)
	}
	return account.Request{QueryID: e.queryID, SQL: q.SQLText, Binds: binds, DescribeOnly: q.DescribeOnly, Parameters: parameters}, nil
}

// after follows what a statement did to the session: its place, its parameters and
// whether a transaction is open. Any DDL ends one (reference 5.1).
func (ses *session) after(q queryRequest, r *account.Result) {
	ses.mu.Lock()
	defer ses.mu.Unlock()
	if q.DescribeOnly {
		return
	}
	for _, f := range []struct {
		to   *string
		from string
	}{{&ses.at.Database, r.Database}, {&ses.at.Schema, r.Schema}, {&ses.at.Warehouse, r.Warehouse}, {&ses.at.Role, r.Role}} {
		if f.from != "" {
			*f.to = f.from
		}
	}
	switch word := firstWord(q.SQLText); {
	case r.Kind == account.Control:
		ses.inTx = word == "begin" || word == "start"
	case ses.parameters.follow(q.SQLText, ses.defaults):
	case r.Kind == account.DDL:
		ses.inTx = false
	}
}

func asError(err error) *account.Error {
	if err == nil {
		return nil
	}
	var e *account.Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, context.Canceled):
		return canceled()
	}
	return internal(err)
}

func canceled() *account.Error {
	return &account.Error{Number: 604, SQLState: "57014", Message: "SQL execution canceled"}
}

func internal(err error) *account.Error {
	return &account.Error{Number: 603, SQLState: "XX000", Message: "SQL execution internal error: " + err.Error()}
}

func unsupported(what string) *account.Error {
	return &account.Error{Number: 2, SQLState: "0A000", Message: fmt.Sprintf("Unsupported feature '%s'.", what)}
}

// statement is the record of an execution that begins.
func (e *execution) statement(now time.Time) Statement {
	q := e.request
	return Statement{
		SQL: q.SQLText, Session: e.session.id, QueryID: e.queryID, RequestID: e.requestID, DescribeOnly: q.DescribeOnly, Async: q.AsyncExec,
		// The driver numbers the statements of a session from 1, but not a PUT it sends again.
		Presign: q.SequenceID == 0 && firstWord(q.SQLText) == "put",
		Binds:   len(q.Bindings), Start: now,
	}
}

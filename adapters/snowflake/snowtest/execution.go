package snowtest

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// An execution is one statement that was accepted.
type execution struct {
	session   *session
	request   queryRequest
	requestID string
	queryID   string
	ctx       context.Context
	cancel    context.CancelFunc
	done      chan struct{} // closed when it ended

	// Set before done is closed.
	answer          []byte
	err             *account.Error
	statementRecord *Statement
	ended           time.Time
	chunks          [][]byte
}

// The codes of a statement that still runs (errors.go of the driver).
const (
	codeRunning      = "333333"
	codeRunningAsync = "333334"
	codeNotRunning   = "000605"
)

// keptRequests is how many answers a session keeps for requests that come again and for
// results that are fetched later.
const keptRequests = 200

// remember stores an execution and forgets the oldest that ended. The caller holds mu.
func (ses *session) remember(id string, e *execution) {
	if id == "" {
		id = e.queryID
	}
	ses.requests[id] = e
	ses.order = append(ses.order, id)
	for len(ses.order) > keptRequests {
		oldest := ses.requests[ses.order[0]]
		select {
		case <-oldest.done:
		default:
			return
		}
		delete(ses.requests, ses.order[0])
		ses.order = ses.order[1:]
	}
}

// queries finds executions by their query id, of all sessions.
type queries struct {
	mu   sync.Mutex
	byID map[string]*execution
	ids  []string
}

func (q *queries) add(e *execution) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.byID == nil {
		q.byID = map[string]*execution{}
	}
	q.byID[e.queryID] = e
	q.ids = append(q.ids, e.queryID)
	for len(q.ids) > 10*keptRequests && q.byID[q.ids[0]].over() {
		delete(q.byID, q.ids[0])
		q.ids = q.ids[1:]
	}
}

func (q *queries) get(id string) *execution {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.byID[id]
}

func (q *queries) cancelAll() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, e := range q.byID {
		e.cancel()
	}
}

func (e *execution) over() bool {
	select {
	case <-e.done:
		return true
	default:
		return false
	}
}

type runningReply struct {
	QueryID      string  `json:"queryId"`
	GetResultURL string  `json:"getResultUrl"`
	Aborts       int     `json:"queryAbortsAfterSecs"`
	Progress     *string `json:"progressDesc"`
}

func (e *execution) running() runningReply {
	return runningReply{QueryID: e.queryID, GetResultURL: "/queries/" + e.queryID + "/result", Aborts: 300}
}

// accepted answers an asynchronous request at once (async.go of the driver).
func (s *Server) accepted(w http.ResponseWriter, e *execution) {
	write(w, running(e.running(), codeRunningAsync))
}

// await answers with the result, or says after a while that the statement still runs;
// the driver then asks at /queries/{id}/result (restful.go, "ping pong").
func (s *Server) await(w http.ResponseWriter, r *request, e *execution, code string) {
	timer := time.NewTimer(s.options.LongPoll)
	defer timer.Stop()
	select {
	case <-e.done:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(e.answer)
	case <-timer.C:
		write(w, running(e.running(), code))
	case <-r.Context().Done(): // the client went; the statement runs on
	}
}

// result is the result of a statement, when it has one.
func (s *Server) result(w http.ResponseWriter, r *request) {
	if s.session(w, r) == nil {
		return
	}
	e := s.queries.get(r.PathValue("id"))
	if e == nil {
		write(w, failure(map[string]any{"sqlState": "02000"}, "000709", "Statement "+r.PathValue("id")+" not found"))
		return
	}
	code := codeRunning
	if e.request.AsyncExec {
		code = codeRunningAsync
	}
	s.await(w, r, e, code)
}

// monitor tells how a statement is doing (retStatus of the driver's monitoring.go).
func (s *Server) monitor(w http.ResponseWriter, r *request) {
	if s.session(w, r) == nil {
		return
	}
	e := s.queries.get(r.PathValue("id"))
	if e == nil {
		write(w, success(map[string]any{"queries": []any{}}))
		return
	}
	state := map[string]any{"id": e.queryID, "sqlText": e.request.SQLText, "status": "RUNNING", "errorCode": "", "errorMessage": ""}
	if e.over() {
		state["status"] = "SUCCESS"
		state["endTime"] = e.ended.UnixMilli()
		state["stats"] = map[string]any{"producedRows": e.statementRecord.Rows, "scanBytes": 0}
		if e.err != nil {
			state["status"], state["errorCode"], state["errorMessage"] = "FAILED_WITH_ERROR", failed("", e.err).Code, e.err.Message
		}
	}
	write(w, success(map[string]any{"queries": []any{state}}))
}

// abort cancels the statement of a request id (cancelQuery of restful.go).
func (s *Server) abort(w http.ResponseWriter, r *request) {
	ses := s.session(w, r)
	if ses == nil {
		return
	}
	var req struct {
		RequestID string `json:"requestId"`
	}
	_ = json.Unmarshal(r.body, &req) // an empty id is not found below
	ses.mu.Lock()
	e := ses.requests[req.RequestID]
	ses.mu.Unlock()
	if e == nil || e.over() {
		write(w, failure(nil, codeNotRunning, "Identified SQL statement is not currently executing."))
		return
	}
	e.cancel()
	write(w, success(nil))
}

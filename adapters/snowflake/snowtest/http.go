package snowtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// An Endpoint is a kind of request, for faults.
type Endpoint string

// The endpoints of the driver (restful.go, chunk_downloader.go, gcs_storage_client.go).
const (
	Login     Endpoint = "login"
	Query     Endpoint = "query"
	Abort     Endpoint = "abort"
	Result    Endpoint = "result"  // the result of an asynchronous or long statement
	Monitor   Endpoint = "monitor" // the state of a statement
	Renew     Endpoint = "renew"
	Heartbeat Endpoint = "heartbeat"
	Logout    Endpoint = "logout"
	Chunk     Endpoint = "chunk"
	Upload    Endpoint = "upload"
	Download  Endpoint = "download"
	Telemetry Endpoint = "telemetry"
)

// A request is one HTTP request, its body read (not that of an upload).
type request struct {
	*http.Request
	body  []byte
	fault *Fault // what is to go wrong inside the handler, or nil
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, e Endpoint, h func(http.ResponseWriter, *request)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, e, h) })
	}
	handle("POST /session/v1/login-request", Login, s.login)
	handle("POST /session/authenticator-request", Login, s.authenticator)
	handle("POST /session/token-request", Renew, s.renew)
	handle("POST /session/heartbeat", Heartbeat, s.heartbeat)
	handle("POST /session", Logout, s.logout)
	handle("POST /queries/v1/query-request", Query, s.query)
	handle("POST /queries/v1/abort-request", Abort, s.abort)
	handle("GET /queries/{id}/result", Result, s.result)
	handle("GET /monitoring/queries/{id}", Monitor, s.monitor)
	handle("POST /telemetry/send", Telemetry, s.telemetry)
	handle("GET /results/{id}/{chunk}", Chunk, s.chunk)
	handle("PUT /stage/{token}/{name...}", Upload, s.upload)
	handle("GET /stage/{token}/{name...}", Download, s.download)
	return mux
}

// serve reads the body, asks for a fault and lets the handler answer.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, e Endpoint, h func(http.ResponseWriter, *request)) {
	req := &request{Request: r}
	if e != Upload {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client is gone
		}
		req.body = body
	}
	req.fault = s.faults.next(e, req.sql(e))
	if req.fault == nil || req.fault.Kind.inside() {
		h(w, req)
		return
	}
	s.strike(w, req, h)
}

// sql is the text of a query request, or empty.
func (r *request) sql(e Endpoint) string {
	if e != Query {
		return ""
	}
	var q struct {
		SQLText string `json:"sqlText"`
	}
	_ = json.Unmarshal(r.body, &q) // the handler tells what is wrong with it
	return q.SQLText
}

// token is the token of the Authorization header: Snowflake Token="..." (restful.go).
func (r *request) token() string {
	v, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Snowflake Token=")
	return strings.Trim(v, `"`)
}

// A reply is the shape of every JSON answer of Snowflake.
type reply struct {
	Data    any     `json:"data"`
	Message *string `json:"message"`
	Code    *string `json:"code"`
	Success bool    `json:"success"`
}

func success(data any) reply { return reply{Data: data, Success: true} }

// failure is an answer with an error. Snowflake sends errors with HTTP status 200.
func failure(data any, code, message string) reply {
	return reply{Data: data, Code: &code, Message: &message}
}

// running is an answer that says where to ask for the result later.
func running(data any, code string) reply {
	message := "Query execution in progress."
	return reply{Data: data, Code: &code, Message: &message, Success: true}
}

func failed(queryID string, e *account.Error) reply {
	data := map[string]any{"queryId": queryID, "sqlState": e.SQLState, "errorCode": fmt.Sprintf("%06d", e.Number), "internalError": false}
	return failure(data, fmt.Sprintf("%06d", e.Number), e.Message)
}

func write(w http.ResponseWriter, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

package s3test

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// A Fault is what a proxy does to a request.
type Fault string

// The faults.
const (
	None       Fault = ""
	Drop       Fault = "drop"        // no answer: the server never hears of it
	DropAnswer Fault = "drop answer" // the server does it, and the answer is lost
	Busy       Fault = "503"
	Truncate   Fault = "truncate" // the answer ends in the middle
)

// A Proxy stands before a server and counts.
type Proxy struct {
	Endpoint string
	mu       sync.Mutex
	seen     []string
	fault    func(n int, r *http.Request) Fault
}

// NewProxy starts a proxy that ends with the test.
func NewProxy(t testing.TB, s *Server) *Proxy {
	t.Helper()
	p := &Proxy{}
	forward := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: s.Endpoint})
	forward.ErrorLog = log.New(io.Discard, "", 0) // clients that are killed are no news
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch fault := p.note(r); fault {
		case None:
			forward.ServeHTTP(w, r)
		case Busy:
			http.Error(w, "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>", http.StatusServiceUnavailable)
		default:
			p.broken(w, r, forward, fault)
		}
	}))
	t.Cleanup(server.Close)
	p.Endpoint = strings.TrimPrefix(server.URL, "http://")
	return p
}

// broken ends the connection before the answer, or in it.
func (p *Proxy) broken(w http.ResponseWriter, r *http.Request, forward http.Handler, fault Fault) {
	if fault != Drop {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		forward.ServeHTTP(answer, r)
		if text := answer.Body.Bytes(); fault == Truncate && len(text) > 1 {
			for key, values := range answer.Header() {
				w.Header()[key] = values
			}
			w.WriteHeader(answer.Code)
			_, _ = w.Write(text[:len(text)/2])
			w.(http.Flusher).Flush()
		}
	}
	panic(http.ErrAbortHandler) // closes the connection, silently
}

// Break sets what happens to requests from now on; n counts from 1.
func (p *Proxy) Break(fault func(n int, r *http.Request) Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault, p.seen = fault, nil
}

// Seen lists the requests since Break: "GET /bucket/key?query".
func (p *Proxy) Seen() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.seen...)
}

func (p *Proxy) note(r *http.Request) Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, r.Method+" "+r.URL.RequestURI())
	if p.fault == nil {
		return None
	}
	return p.fault(len(p.seen), r)
}

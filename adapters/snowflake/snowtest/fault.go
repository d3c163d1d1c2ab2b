package snowtest

import (
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// A FaultKind is a way to fail.
type FaultKind int

// The kinds of faults.
const (
	// DropBefore closes the connection; nothing was run.
	DropBefore FaultKind = iota + 1
	// DropAfter runs the request and closes the connection: the answer is lost.
	DropAfter
	// Status503 answers "service unavailable"; nothing was run.
	Status503
	// Status429 answers "too many requests"; nothing was run.
	Status429
	// SlowBody runs the request and sends half of the answer, the rest after Delay.
	SlowBody
	// TruncatedBody runs the request and sends half of the answer, then ends.
	TruncatedBody
	// SessionExpired ends the life of the session token: 390112, which the driver answers
	// with a renewal.
	SessionExpired
	// SessionGone ends the session, its transaction is rolled back: 390111.
	SessionGone
	// MasterExpired ends both tokens and with them the session: 390114.
	MasterExpired
	// LockWait fails the statement, unrun: 000625, too many wait for the lock.
	LockWait
	// Canceled fails the statement, unrun: 000604, as if another session had cancelled it.
	Canceled
	// CopyOmitsFile hides the file uploaded last from the statement, as a stage that does
	// not list it yet. It strikes COPY only.
	CopyOmitsFile
	// StorageStatus503 refuses an upload or a download: 503.
	StorageStatus503
	// PresignedExpired refuses an upload or a download: 403, the signed URL is too old.
	PresignedExpired
)

// A Fault is something that goes wrong at the requests it matches: all of At, Match and
// Endpoint that are given.
type Fault struct {
	At       int            // the number of the request, from 1, counted since SetFaults
	Match    *regexp.Regexp // on the text of a statement
	Endpoint Endpoint
	Kind     FaultKind
	Times    int           // how often; zero is once
	Delay    time.Duration // SlowBody; zero is 2 seconds
}

// A Request is one request of a driver, as Fault counts them.
type Request struct {
	Endpoint Endpoint
	SQL      string // of a query
}

type faults struct {
	mu      sync.Mutex
	pending []Fault
	seen    []Request
	fired   int
}

// SetFaults replaces the faults to come and counts requests from zero again.
func (s *Server) SetFaults(list ...Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.pending = append([]Fault(nil), list...)
	for i := range s.faults.pending {
		orDefault(&s.faults.pending[i].Times, 1)
		orDefault(&s.faults.pending[i].Delay, 2*time.Second)
	}
	s.faults.seen, s.faults.fired = nil, 0
}

// Requests is how many requests came since the start or the last SetFaults.
func (s *Server) Requests() int {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	return len(s.faults.seen)
}

// Seen is the requests since the start or the last SetFaults.
func (s *Server) Seen() []Request {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	return slices.Clone(s.faults.seen)
}

// Fired is how many faults struck since the last SetFaults. A fault that does not fit
// the request it stands at, such as LockWait at a login, does not strike.
func (s *Server) Fired() int {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	return s.faults.fired
}

// next counts a request and takes the first fault that fits it.
func (f *faults) next(e Endpoint, sql string) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen = append(f.seen, Request{e, sql})
	for i := range f.pending {
		p := &f.pending[i]
		if p.Times == 0 || !p.fits(len(f.seen), e, sql) {
			continue
		}
		p.Times--
		f.fired++
		hit := *p
		return &hit
	}
	return nil
}

func (f *Fault) fits(n int, e Endpoint, sql string) bool {
	if f.At != 0 && f.At != n || f.Endpoint != "" && f.Endpoint != e || f.Match != nil && (e != Query || !f.Match.MatchString(sql)) {
		return false
	}
	return f.Kind.Strikes(Request{e, sql})
}

// Strikes reports whether a fault of this kind can befall a request.
func (k FaultKind) Strikes(r Request) bool {
	e := r.Endpoint
	switch k {
	case LockWait, Canceled:
		return e == Query
	case CopyOmitsFile:
		return e == Query && firstWord(r.SQL) == "copy"
	case StorageStatus503, PresignedExpired:
		return e == Upload || e == Download
	case SessionExpired, SessionGone, MasterExpired:
		return e == Query || e == Abort || e == Result || e == Monitor || e == Heartbeat || e == Logout
	}
	return true
}

// inside says that the handler itself deals with the fault.
func (k FaultKind) inside() bool {
	switch k {
	case SessionExpired, SessionGone, MasterExpired, LockWait, Canceled, CopyOmitsFile:
		return true
	}
	return false
}

// errorOf is the error of a fault that fails a statement. The numbers are of the
// reference, section 3.3; the texts are ours.
func (f *Fault) errorOf() error {
	if f == nil {
		return nil
	}
	switch f.Kind {
	case LockWait:
		return &account.Error{Number: 625, SQLState: "57014", Message: "Statement aborted because the number of waiters for this lock exceeds the 20 statements limit."}
	case Canceled:
		return canceled()
	}
	return nil
}

// strike answers a request with a fault of the wire.
func (s *Server) strike(w http.ResponseWriter, r *request, h func(http.ResponseWriter, *request)) {
	switch f := r.fault; f.Kind {
	case DropBefore:
		cut(w)
	case Status503, StorageStatus503:
		http.Error(w, "service unavailable", http.StatusServiceUnavailable)
	case Status429:
		http.Error(w, "too many requests", http.StatusTooManyRequests)
	case PresignedExpired:
		http.Error(w, "the signed URL has expired", http.StatusForbidden)
	case DropAfter:
		h(httptest.NewRecorder(), r)
		cut(w)
	default:
		rec := httptest.NewRecorder()
		h(rec, r)
		halve(w, rec, f)
	}
}

// cut closes the connection with a reset, without an answer.
func cut(w http.ResponseWriter) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// halve sends half of the answer, then waits and sends the rest, or ends.
func halve(w http.ResponseWriter, rec *httptest.ResponseRecorder, f *Fault) {
	body := rec.Body.Bytes()
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(rec.Code)
	_, _ = w.Write(body[:len(body)/2])
	flusher, ok := w.(http.Flusher)
	if ok {
		flusher.Flush()
	}
	if f.Kind == TruncatedBody {
		// The server closes the connection when less than Content-Length was written.
		return
	}
	time.Sleep(f.Delay)
	_, _ = w.Write(body[len(body)/2:])
}

package snowtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// place is where a session stands.
type place struct {
	Database, Schema, Warehouse, Role string
}

// A session is one login. Statements of a session run one after the other.
type session struct {
	id            int64
	token, master string // the newest ones
	runner        account.Runner
	turn          chan struct{} // holds one token: whose turn it is

	mu         sync.Mutex
	parameters parameters
	defaults   parameters // of the login
	at         place
	inTx       bool
	used       time.Time // when the last statement began or ended
	requests   map[string]*execution
	order      []string // of requests, for forgetting the oldest
}

// A grant is what a token allows and until when.
type grant struct {
	session *session
	master  bool
	expires time.Time
	gone    bool
}

type sessions struct {
	mu     sync.Mutex
	last   int64
	grants map[string]*grant
}

// firstSession makes session numbers look like Snowflake's, which exceed 32 bits.
const firstSession = 1 << 33

func (s *sessions) add(runner account.Runner, p parameters, at place, now time.Time, life, master time.Duration) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	ses := &session{
		id: firstSession + s.last, runner: runner, turn: make(chan struct{}, 1), parameters: p, defaults: maps.Clone(p), at: at,
		requests: map[string]*execution{},
	}
	ses.turn <- struct{}{}
	s.issue(ses, now, life, master)
	return ses
}

// issue gives a session new tokens. Older ones live on until they expire.
func (s *sessions) issue(ses *session, now time.Time, life, master time.Duration) {
	if s.grants == nil {
		s.grants = map[string]*grant{}
	}
	ses.token, ses.master = "st-"+randomName(), "mt-"+randomName()
	s.grants[ses.token] = &grant{session: ses, expires: now.Add(life)}
	s.grants[ses.master] = &grant{session: ses, master: true, expires: now.Add(master)}
}

func randomName() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// The numbers 390111, 390112 and 390114 are in the reference, 1.4 and 3.3; 390104, 390113
// and 390115 are those that Snowflake's Python driver knows.
var (
	errSessionUnknown = &refusal{"390104", "Session token is invalid."}
	errSessionGone    = &refusal{"390111", "Session no longer exists. New login required to access the service."}
	errSessionExpired = &refusal{"390112", "Your session has expired. Please login again."}
	errMasterUnknown  = &refusal{"390113", "The master token is not found."}
	errMasterExpired  = &refusal{"390114", "Authentication token has expired. The user must authenticate again."}
)

// find is the session of a session token, or why there is none.
func (s *sessions) find(token string, now time.Time) (*session, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.grants[token]
	switch {
	case g == nil || g.master:
		return nil, errSessionUnknown
	case g.gone:
		return nil, errSessionGone
	case !now.Before(g.expires):
		return nil, errSessionExpired
	}
	return g.session, nil
}

// expire ends the life of a session's tokens; of the master tokens only if asked.
func (s *sessions) expire(ses *session, masters bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.grants {
		if g.session == ses && (!g.master || masters) {
			g.expires = time.Time{}
		}
	}
}

// end makes the tokens of a session those of a session that is gone. It says whether
// the session was there.
func (s *sessions) end(ses *session) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := false
	for _, g := range s.grants {
		if g.session == ses && !g.gone {
			g.gone, was = true, true
		}
	}
	return was
}

// all are the sessions that are open.
func (s *sessions) all() []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := map[*session]bool{}
	var out []*session
	for _, g := range s.grants {
		if !g.gone && !seen[g.session] {
			seen[g.session] = true
			out = append(out, g.session)
		}
	}
	return out
}

// close cancels what runs, waits for it and closes the runner, which rolls back.
func (ses *session) close() {
	ses.mu.Lock()
	for _, e := range ses.requests {
		e.cancel()
	}
	ses.mu.Unlock()
	<-ses.turn
	_ = ses.runner.Close()
	ses.turn <- struct{}{}
}

// session finds the session of a request and lets the faults of sessions strike. It
// answers when there is none.
func (s *Server) session(w http.ResponseWriter, r *request) *session {
	ses, no := s.sessions.find(r.token(), s.now())
	if no == nil && r.fault != nil {
		switch r.fault.Kind {
		case SessionExpired:
			s.sessions.expire(ses, false)
			no = errSessionExpired
		case SessionGone:
			s.drop(ses)
			no = errSessionGone
		case MasterExpired:
			s.drop(ses)
			no = errMasterExpired
		}
	}
	if no != nil {
		write(w, failure(nil, no.code, no.message))
		return nil
	}
	return ses
}

func (s *Server) drop(ses *session) {
	if s.sessions.end(ses) {
		ses.close()
	}
}

// renew trades a master token for new tokens (renewRestfulSession of restful.go).
func (s *Server) renew(w http.ResponseWriter, r *request) {
	var req struct {
		OldSessionToken string `json:"oldSessionToken"`
		RequestType     string `json:"requestType"`
	}
	if err := json.Unmarshal(r.body, &req); err != nil || req.RequestType != "RENEW" {
		write(w, failure(nil, "390400", "The test server models token requests of the type RENEW only."))
		return
	}
	s.sessions.mu.Lock()
	defer s.sessions.mu.Unlock()
	g, old := s.sessions.grants[r.token()], s.sessions.grants[req.OldSessionToken]
	var no *refusal
	switch {
	case g == nil || !g.master:
		no = errMasterUnknown
	case g.gone:
		no = errSessionGone
	case !s.now().Before(g.expires):
		no = errMasterExpired
	case old == nil || old.session != g.session:
		no = &refusal{"390115", "The session token is not of this master token."}
	}
	if no != nil {
		write(w, failure(nil, no.code, no.message))
		return
	}
	s.sessions.issue(g.session, s.now(), s.options.SessionLife, s.options.MasterLife)
	write(w, success(map[string]any{
		"sessionToken": g.session.token, "validityInSecondsST": seconds(s.options.SessionLife),
		"masterToken": g.session.master, "validityInSecondsMT": seconds(s.options.MasterLife), "sessionId": g.session.id,
	}))
}

func (s *Server) heartbeat(w http.ResponseWriter, r *request) {
	if ses := s.session(w, r); ses != nil {
		write(w, success(nil))
	}
}

// logout ends a session: POST /session?delete=true.
func (s *Server) logout(w http.ResponseWriter, r *request) {
	if r.URL.Query().Get("delete") != "true" {
		write(w, failure(nil, "000002", "Unsupported feature 'POST /session without delete'."))
		return
	}
	if ses := s.session(w, r); ses != nil {
		s.drop(ses)
		write(w, success(nil))
	}
}

// telemetry is ignored: the driver is told not to send any.
func (s *Server) telemetry(w http.ResponseWriter, _ *request) { write(w, success("Log Received")) }

// wait takes the session's turn, unless the statement is cancelled before or the session
// ends, which cancels its statements.
func (ses *session) wait(ctx context.Context) bool {
	select {
	case <-ses.turn:
	case <-ctx.Done():
		return false
	}
	if ctx.Err() != nil { // both were ready
		ses.turn <- struct{}{}
		return false
	}
	return true
}

package snowtest

import (
	"context"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// idleLimit is how long a transaction may lie idle while others want to work. Snowflake's
// documentation of transactions: one whose session went away stays open, and is rolled
// back after 5 minutes if it blocks another. Here it need not block.
const idleLimit = 5 * time.Minute

// abortIdle rolls back the transactions of other sessions that lie idle.
func (s *Server) abortIdle(mine *session) {
	now := s.now()
	for _, ses := range s.sessions.all() {
		ses.mu.Lock()
		idle := ses != mine && ses.inTx && now.Sub(ses.used) >= idleLimit
		ses.mu.Unlock()
		if idle {
			ses.abort()
		}
	}
}

// abort rolls a session's transaction back unless a statement runs in it.
func (ses *session) abort() {
	select {
	case <-ses.turn:
	default:
		return
	}
	defer func() { ses.turn <- struct{}{} }()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := ses.runner.Run(ctx, account.Request{QueryID: newQueryID(), SQL: "rollback"}); err != nil {
		return // it stays open; the next statement tries again
	}
	ses.mu.Lock()
	ses.inTx = false
	ses.mu.Unlock()
}

// EndSessions ends all sessions and rolls their transactions back, as if the time had
// passed after which Snowflake forgets clients that went away. A client that is there
// still gets 390111.
func (s *Server) EndSessions() {
	for _, ses := range s.sessions.all() {
		s.drop(ses)
	}
}

// Sessions is how many sessions are open.
func (s *Server) Sessions() int { return len(s.sessions.all()) }

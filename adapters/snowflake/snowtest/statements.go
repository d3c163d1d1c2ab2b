package snowtest

import (
	"sync"
	"time"
)

// A Statement is a statement that reached the account, once however often it was sent.
type Statement struct {
	SQL       string
	Tag       string // the query tag in force
	Warehouse string // of the session before the statement
	Role      string
	Session   int64
	QueryID   string
	RequestID string
	// InTransaction: an explicit transaction was open when the statement came.
	InTransaction bool
	DescribeOnly  bool
	Async         bool
	// Presign: the driver sent a PUT again only to be told the URL for one file
	// (updateFileMetadataWithPresignedURL of its file_transfer_agent.go). It carries no tag.
	Presign bool
	Binds   int
	Rows    int // of the result
	// ErrorNumber is zero for a statement that succeeded or still runs.
	ErrorNumber  int
	ErrorState   string
	ErrorMessage string
	Start, End   time.Time // End is zero while it runs
}

type statementLog struct {
	mu   sync.Mutex
	list []*Statement
}

// Statements are the statements of all sessions in the order in which they began.
func (s *Server) Statements() []Statement {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	out := make([]Statement, len(s.log.list))
	for i, st := range s.log.list {
		out[i] = *st
	}
	return out
}

// StatementCount is how many statements ran or run.
func (s *Server) StatementCount() int {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return len(s.log.list)
}

func (l *statementLog) begin(st Statement) *Statement {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, &st)
	return &st
}

func (l *statementLog) update(st *Statement, change func(*Statement)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(st)
}

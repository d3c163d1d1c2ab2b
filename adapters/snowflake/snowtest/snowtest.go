// Package snowtest is a Snowflake server for tests: it speaks the wire protocol of the
// Go driver over plain HTTP and runs the statements on an embedded DuckDB. The real
// driver connects to it, logs in, runs statements, uploads files and reads results as
// JSON or Arrow, and a test can make any request fail in the ways a network and
// Snowflake fail.
//
// It models what mart depends on and refuses the rest by name. The fields of requests
// and replies are those that gosnowflake v2.1.0 reads and writes; the file of the driver
// is named where a rule comes from it. "Reference" means the notes on Snowflake that
// the adapter was built from.
package snowtest

import (
	"crypto/rsa"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"
)

// Options says what server to start. The zero value is a server in memory with one user,
// DefaultUser, whose password is DefaultPassword.
type Options struct {
	// Addr is host:port to listen on; empty is a free port of 127.0.0.1.
	Addr string
	// Dir keeps the files of the stages and the database, to be looked at later. A later
	// server cannot go on with them. Empty: a temporary folder that Close removes, and a
	// database in memory.
	Dir string
	// Users may log in; empty is the one default user.
	Users []User
	// Databases, Schemas, Warehouses and Roles exist at start beside DefaultDatabase and
	// its schema PUBLIC, DefaultWarehouse and DefaultRole. A schema is written
	// database.schema.
	Databases, Schemas, Warehouses, Roles []string
	// Clock is the time of the server: life of tokens, load history of the account.
	// Nil is time.Now. Signed logins (JWT) are judged by the real time, because the
	// driver signs by it.
	Clock func() time.Time
	// ResultFormat is "json" or "arrow" for a session that does not ask with the parameter
	// GO_QUERY_RESULT_FORMAT. Empty is arrow.
	ResultFormat string
	// InlineRows is how many rows of a result stand in the reply itself, and ChunkRows how
	// many in each file the reply points to. Zero is 1000 and 10000.
	InlineRows, ChunkRows int
	// SessionLife and MasterLife are the lives of the two tokens. Zero is 1 and 4 hours.
	SessionLife, MasterLife time.Duration
	// LongPoll is how long a reply waits for a running statement before it says "still
	// running". Zero is 45 seconds.
	LongPoll time.Duration
	// Transfer says how PUT and GET move bytes; empty is TransferHTTP.
	Transfer TransferMode
	// Encrypt makes the driver encrypt what it uploads; the server decrypts it.
	Encrypt bool
	// LockWait is how long a statement waits for the transaction of another session. Zero
	// is 5 seconds.
	LockWait time.Duration
	// RefuseDDLInTransaction fails a DDL statement inside an explicit transaction, which
	// Snowflake would commit silently.
	RefuseDDLInTransaction bool
	// Parameters are told to the driver at login, over the server's own.
	Parameters map[string]string
}

// A TransferMode says how the files of PUT and GET travel.
type TransferMode string

const (
	// TransferHTTP sends files to this server, as to a Google bucket with signed URLs.
	TransferHTTP TransferMode = "GCS"
	// TransferLocal lets the driver copy files on disk. It cannot take streams.
	TransferLocal TransferMode = "LOCAL_FS"
)

// A User may log in with any of its secrets.
type User struct {
	Name       string
	Password   string
	PublicKeys []*rsa.PublicKey // for key-pair login
	Tokens     []string         // programmatic access tokens
	OAuth      []string         // OAuth access tokens
	Role       string           // the role of a login that names none; DefaultRole if empty
	Warehouse  string           // the warehouse of a login that names none, or none
}

// The user of a server whose Options name none.
const (
	DefaultUser     = "SNOWTEST"
	DefaultPassword = "snowtest"
)

// What exists in every account, and the role of a user that names none.
const (
	DefaultDatabase  = "MART"
	DefaultWarehouse = "MART_WH"
	DefaultRole      = "MART_ROLE"
)

// A Server is one Snowflake account behind one address. All its methods may be called
// while statements run.
type Server struct {
	options  Options
	backend  backend
	folder   accountFolder
	listener net.Listener
	http     *http.Server
	done     chan struct{}
	now      func() time.Time

	users    map[string]User
	sessions sessions
	queries  queries
	uploads  uploads
	faults   faults
	log      statementLog

	closing sync.Once
	closed  error
}

// Start starts a server. The caller closes it.
func Start(o Options) (*Server, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	o.fill()
	folder, err := makeFolder(o)
	if err != nil {
		return nil, err
	}
	b, err := openAccount(o, folder)
	if err != nil {
		return nil, errors.Join(err, folder.remove())
	}
	return start(o, b, folder)
}

func start(o Options, b backend, folder accountFolder) (*Server, error) {
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		err = fmt.Errorf("the test server cannot listen on %s: %w", o.Addr, err)
		return nil, errors.Join(err, b.Close(), folder.remove())
	}
	s := &Server{options: o, backend: b, folder: folder, listener: listener, done: make(chan struct{}), now: o.Clock, users: usersByName(o.Users)}
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: time.Minute}
	go func() {
		defer close(s.done)
		_ = s.http.Serve(listener) // ends with ErrServerClosed
	}()
	return s, nil
}

func (o Options) check() error {
	switch o.ResultFormat {
	case "", formatJSON, formatArrow:
	default:
		return fmt.Errorf("the result format is %q; it is json or arrow", o.ResultFormat)
	}
	switch o.Transfer {
	case "", TransferHTTP, TransferLocal:
	default:
		return fmt.Errorf("the transfer mode is %q; it is %s or %s", o.Transfer, TransferHTTP, TransferLocal)
	}
	if o.Encrypt && o.Transfer == TransferLocal {
		return fmt.Errorf("the driver does not encrypt files that it copies on disk")
	}
	if o.Dir != "" && !filepath.IsAbs(o.Dir) {
		return fmt.Errorf("the folder %q of the test server must be an absolute path", o.Dir)
	}
	return nil
}

// fill puts defaults where nothing is said. The lives of tokens and the 45 seconds are
// Snowflake's (documentation of sessions; async.go of the driver).
func (o *Options) fill() {
	orDefault(&o.Addr, "127.0.0.1:0")
	orDefault(&o.ResultFormat, formatArrow)
	orDefault(&o.Transfer, TransferHTTP)
	orDefault(&o.InlineRows, 1000)
	orDefault(&o.ChunkRows, 10000)
	orDefault(&o.SessionLife, time.Hour)
	orDefault(&o.MasterLife, 4*time.Hour)
	orDefault(&o.LongPoll, 45*time.Second)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if len(o.Users) == 0 {
		o.Users = []User{{Name: DefaultUser, Password: DefaultPassword, Warehouse: DefaultWarehouse}}
	}
}

func orDefault[T comparable](v *T, value T) {
	var zero T
	if *v == zero {
		*v = value
	}
}

// Host is the host to put into the driver's configuration.
func (s *Server) Host() string { return s.listener.Addr().(*net.TCPAddr).IP.String() }

// Port is the port to put into the driver's configuration.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// DB is the database behind the account, for reading back what was written by a way that
// shares nothing with the driver. The table T of the schema S in the database D is
// "D.S"."T" there.
func (s *Server) DB() *sql.DB { return s.backend.DB() }

// Close cancels what runs, rolls back what is open and ends the account.
func (s *Server) Close() error {
	s.closing.Do(func() {
		err := s.http.Close()
		<-s.done
		s.queries.cancelAll()
		s.EndSessions()
		s.closed = errors.Join(err, s.backend.Close(), s.folder.remove())
	})
	return s.closed
}

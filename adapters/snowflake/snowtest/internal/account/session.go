package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// SessionOptions are what a login asks for, as the client writes it.
type SessionOptions struct {
	User                              string
	Role, Database, Schema, Warehouse string
	Parameters                        map[string]string
	Validate                          bool // names that are unknown are an error; else they are left out
}

// A Session is one login. It runs one statement at a time.
type Session struct {
	account                           *Account
	conn                              *sql.Conn
	id, user                          string
	role, database, schema, warehouse string
	parameters                        map[string]string
	temporary                         map[string]*relation
	temporaryStages                   map[string]*stage
	open                              bool     // a transaction is open
	log                               []string // what DuckDB was sent in it
	lastQuery                         string
	started                           time.Time
	request                           Request
}

// Session logs in.
func (a *Account) Session(o SessionOptions) (*Session, error) {
	conn, err := a.db.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(context.Background(), "SET TimeZone = 'UTC'"); err != nil {
		return nil, err
	}
	a.mu.Lock()
	a.sessions++
	id := a.sessions
	a.mu.Unlock()
	s := &Session{account: a, conn: conn, id: fmt.Sprint(1000 + id), user: strings.ToUpper(o.User), role: "ACCOUNTADMIN",
		parameters: map[string]string{}, temporary: map[string]*relation{}, temporaryStages: map[string]*stage{}}
	for name, value := range o.Parameters {
		s.parameters[strings.ToUpper(name)] = value
	}
	if err := s.begin(o); err != nil && o.Validate {
		conn.Close()
		return nil, err
	}
	return s, nil
}

// begin sets the session's first context. Sources: error 390201 and 390189 as the driver's
// own tests quote them.
func (s *Session) begin(o SessionOptions) error {
	var failure error
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	c := s.account.catalog
	if name := fold(o.Database); name != "" {
		if d := c.databases[name]; d != nil {
			s.database = name
			s.schema = "PUBLIC"
			if sch := fold(o.Schema); sch != "" {
				if s.schema = ""; d.schemas[sch] != nil {
					s.schema = sch
				} else {
					failure = &Error{390201, "08001", "The requested schema does not exist or not authorized."}
				}
			}
		} else {
			failure = &Error{390201, "08001", "The requested database does not exist or not authorized."}
		}
	}
	if name := fold(o.Warehouse); name != "" {
		if c.warehouses[name] != nil {
			s.warehouse = name
		} else {
			failure = &Error{390201, "08001", "The requested warehouse does not exist or not authorized."}
		}
	}
	if name := fold(o.Role); name != "" {
		if c.roles[name] {
			s.role = name
		} else {
			failure = &Error{390189, "08001", fmt.Sprintf("Role '%s' specified in the connect string does not exist or not authorized.", name)}
		}
	}
	return failure
}

// fold reads a name as written in a connection: upper case unless quoted.
func fold(name string) string {
	if len(name) > 1 && name[0] == '"' {
		return strings.ReplaceAll(strings.Trim(name, `"`), `""`, `"`)
	}
	return strings.ToUpper(name)
}

// Place is where the session stands.
func (s *Session) Place() (database, schema, warehouse, role string) {
	return s.database, s.schema, s.warehouse, s.role
}

// Run runs one statement.
func (s *Session) Run(ctx context.Context, r Request) (*Result, error) {
	s.request, s.started = r, s.account.now()
	ran := s.remember(r)
	result, failure := s.run(ctx, r)
	if ctx.Err() != nil && failure != nil {
		failure = cancelled()
	}
	s.account.mu.Lock()
	ran.Ended, ran.Err = s.account.now(), failure
	if result != nil {
		ran.Kind, ran.Rows = result.Kind, affected(result)
	}
	s.account.mu.Unlock()
	s.lastQuery = r.QueryID
	if failure != nil {
		return nil, failure
	}
	result.Database, result.Schema, result.Warehouse, result.Role = s.database, s.schema, s.warehouse, s.role
	return result, nil
}

func (s *Session) run(ctx context.Context, r Request) (result *Result, failure *Error) {
	p, failure := newParser(r.SQL)
	if failure != nil {
		return nil, failure
	}
	if e := p.parse(func() { result = s.dispatch(ctx, p) }); e != nil {
		return nil, e
	}
	return result, nil
}

// Close rolls an open transaction back and ends the session.
func (s *Session) Close() error {
	ctx := context.Background()
	var failures []error
	if s.open {
		_, err := s.conn.ExecContext(ctx, "ROLLBACK")
		failures = append(failures, err)
	}
	for _, r := range s.temporary {
		_, err := s.conn.ExecContext(ctx, "DROP "+r.duckKind()+" IF EXISTS "+r.duck())
		failures = append(failures, err)
	}
	return errors.Join(append(failures, s.conn.Close())...)
}

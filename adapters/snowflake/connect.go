// Package snowflake is the adapter of Snowflake, over its own Go driver. It has the shape
// of the DuckDB adapter; what only an embedded database can do (Go functions, files of
// the lake) is not here: a project that needs it has a lake side beside the target.
//
// The adapter uses the driver below database/sql: it needs the id of every query, exact
// decimals in both of the driver's result formats, and to throw away a session that the
// server has ended, none of which database/sql lets through.
package snowflake

import (
	"context"
	"database/sql/driver"
	"errors"
	"path/filepath"
	"sync"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters"
	_ "github.com/martsql/mart/adapters/snowflake/quiet" // before the driver is initialized
	"github.com/martsql/mart/engine"
)

// An Opener opens Snowflake targets.
type Opener struct{}

var _ adapters.Opener = Opener{}

// New returns the opener.
func New() adapters.Opener { return Opener{} }

// Dialect returns the dialect, without a connection.
func (Opener) Dialect() engine.Dialect { return Dialect{} }

// Settings lists the target keys that Snowflake knows.
func (Opener) Settings() []string { return settingNames() }

// An Adapter is an account that mart has logged in to.
type Adapter struct {
	settings settings
	secrets  []string
	closing  sync.WaitGroup // connections that are closed in the background

	mu       sync.Mutex
	idle     []*link // for the catalog; sessions have their own
	noSchema bool    // the target's schema is not there yet
}

var (
	_ engine.Adapter     = (*Adapter)(nil)
	_ adapters.Describer = (*Adapter)(nil)
)

// Open checks the settings and logs in once, so that a wrong one is told before any work.
func (Opener) Open(ctx context.Context, t engine.Target, o adapters.Options) (engine.Adapter, error) {
	root, err := filepath.Abs(o.Root)
	if err != nil {
		return nil, err
	}
	s, err := readSettings(t, root)
	if err != nil {
		return nil, err
	}
	// What the driver has to say comes back as errors; its log would go to the terminal.
	if err := gosnowflake.GetLogger().SetLogLevel("OFF"); err != nil {
		return nil, err
	}
	a := &Adapter{settings: s, secrets: s.secrets()}
	l, err := a.connect(ctx)
	if err != nil {
		return nil, err
	}
	a.idle = append(a.idle, l)
	return a, nil
}

// Dialect returns how Snowflake spells things.
func (a *Adapter) Dialect() engine.Dialect { return Dialect{} }

// Session logs in for one worker: temporary tables, the current warehouse and the open
// transaction belong to a Snowflake session.
func (a *Adapter) Session(ctx context.Context) (engine.Session, error) {
	l, err := a.connect(ctx)
	if err != nil {
		return nil, err
	}
	return &session{adapter: a, link: l}, nil
}

// Close ends the connections of the catalog. Sessions must be closed before.
func (a *Adapter) Close() error {
	a.mu.Lock()
	idle := a.idle
	a.idle = nil
	a.mu.Unlock()
	var errs []error
	for _, l := range idle {
		errs = append(errs, l.Close())
	}
	a.closing.Wait()
	return errors.Join(errs...)
}

// A link is a Snowflake session on the wire.
type link struct {
	driver.Conn
	streams streamer
	// home is the warehouse that the session began with, and warehouse the one that it
	// uses now, as Quote writes them. Where the target names none, home is the user's
	// own: empty until it is needed and asked for.
	home, warehouse string
}

// A streamer is what the driver's connection can do: it gives results of every statement
// with their column types, unconverted.
type streamer interface {
	QueryArrowStream(ctx context.Context, query string, args ...driver.NamedValue) (gosnowflake.ArrowStreamLoader, error)
}

// connect logs in. A schema that does not exist yet is no reason to refuse: the first
// build makes it.
func (a *Adapter) connect(ctx context.Context) (*link, error) {
	if err := ctx.Err(); err != nil {
		return nil, a.fault(ctx, err, "")
	}
	c, err := a.settings.config()
	if err != nil {
		return nil, a.loginError(ctx, err)
	}
	a.mu.Lock()
	if a.noSchema {
		c.Schema = ""
	}
	a.mu.Unlock()
	conn, err := gosnowflake.NewConnector(gosnowflake.SnowflakeDriver{}, c).Connect(ctx)
	if c.Schema != "" && numberOf(err) == gosnowflake.ErrObjectNotExistOrAuthorized {
		c.Schema = ""
		if conn, err = gosnowflake.NewConnector(gosnowflake.SnowflakeDriver{}, c).Connect(ctx); err == nil {
			a.mu.Lock()
			a.noSchema = true
			a.mu.Unlock()
		}
	}
	if err != nil {
		return nil, a.loginError(ctx, err)
	}
	streams, ok := conn.(streamer)
	if !ok {
		return nil, errors.Join(errors.New("snowflake: the driver's connection has no QueryArrowStream"), conn.Close())
	}
	home := bare(a.settings.warehouse)
	return &link{Conn: conn, streams: streams, home: home, warehouse: home}, nil
}

// discard ends a connection that is of no use any more. The server may not answer, so
// this is done in the background; a session that is gone rolls back and drops its
// temporary tables.
func (a *Adapter) discard(l *link) {
	a.closing.Go(func() { _ = l.Close() })
}

// borrow takes a connection for the catalog, and gives it back by the returned function,
// which must be told the error that the work ended with.
func (a *Adapter) borrow(ctx context.Context) (*link, func(error), error) {
	a.mu.Lock()
	var l *link
	if n := len(a.idle); n > 0 {
		l, a.idle = a.idle[n-1], a.idle[:n-1]
	}
	a.mu.Unlock()
	if l == nil {
		var err error
		if l, err = a.connect(ctx); err != nil {
			return nil, nil, err
		}
	}
	return l, func(err error) {
		if lost(err) {
			a.discard(l)
			return
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		a.idle = append(a.idle, l)
	}, nil
}

package snowtest_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	sf "github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

func TestMain(m *testing.M) {
	// The driver looks for a cloud and loads a library unless told not to (reference 1.6).
	_ = os.Setenv("SNOWFLAKE_DISABLE_PLATFORM_DETECTION", "true")
	_ = os.Setenv("SF_DISABLE_MINICORE", "true")
	_ = sf.GetLogger().SetLogLevel("off")
	os.Exit(m.Run())
}

// A script is an account whose answers the test gives, so that the wire alone is tested.
type script struct {
	dir    string
	answer func(context.Context, account.Request) (*account.Result, error)
	onCopy func()

	mu     sync.Mutex
	ran    []account.Request
	opened []snowtest.Opening
	closed int
}

func (s *script) Session(o snowtest.Opening) (account.Runner, snowtest.Place, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = append(s.opened, o)
	if o.Database == "nowhere" && o.Validate {
		return nil, snowtest.Place{}, &account.Error{Number: 390201, SQLState: "08001", Message: "The requested database does not exist or not authorized."}
	}
	return &scripted{s}, snowtest.Place{Database: strings.ToUpper(o.Database), Warehouse: strings.ToUpper(o.Warehouse)}, nil
}

func (s *script) StagePath(t account.Transfer, name string) (string, error) {
	return filepath.Join(s.dir, t.Stage, t.Folder, name), nil
}

func (s *script) DB() *sql.DB  { return nil }
func (s *script) Close() error { return nil }

func (s *script) statements() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]string, len(s.ran))
	for i, r := range s.ran {
		out[i] = r.SQL
	}
	return out
}

func (s *script) requests() []account.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]account.Request(nil), s.ran...)
}

type scripted struct{ *script }

func (s *scripted) Run(ctx context.Context, r account.Request) (*account.Result, error) {
	s.mu.Lock()
	s.ran = append(s.ran, r)
	s.mu.Unlock()
	word, _, _ := strings.Cut(strings.ToLower(r.SQL), " ")
	switch word {
	case "begin", "commit", "rollback":
		return &account.Result{Kind: account.Control, Columns: status(), Rows: [][]any{{"Statement executed successfully."}}}, nil
	case "create", "drop", "alter":
		return &account.Result{Kind: account.DDL, Columns: status(), Rows: [][]any{{"done"}}}, nil
	case "slow":
		select {
		case <-ctx.Done():
			return nil, &account.Error{Number: 604, SQLState: "57014", Message: "SQL execution canceled"}
		case <-time.After(time.Minute):
		}
	case "fail":
		return nil, &account.Error{Number: 2003, SQLState: "02000", Message: "SQL compilation error:\nObject 'T' does not exist or not authorized."}
	case "insert", "copy":
		if word == "copy" && s.onCopy != nil {
			s.onCopy()
		}
		return &account.Result{Kind: account.Insert, Columns: number("number of rows inserted"), Rows: [][]any{{int64(3)}}}, nil
	}
	if s.answer != nil {
		return s.answer(ctx, r)
	}
	return &account.Result{Kind: account.Select, Columns: number("N"), Rows: [][]any{{int64(1)}}}, nil
}

func (s *scripted) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed++
	return nil
}

func status() []account.Column {
	return []account.Column{{Name: "status", Type: "TEXT", Length: 16777216}}
}

func number(name string) []account.Column {
	return []account.Column{{Name: name, Type: "FIXED", Precision: 38}}
}

// serve starts a server over a script.
func serve(t *testing.T, o snowtest.Options, s *script) *snowtest.Server {
	t.Helper()
	s.dir = t.TempDir()
	server, err := snowtest.StartWith(o, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// config is the least a driver needs.
func config(s *snowtest.Server) sf.Config {
	c := sf.Config{
		Protocol: "http", Host: s.Host(), Port: s.Port(), Account: "test", User: snowtest.DefaultUser, Password: snowtest.DefaultPassword,
		Database: "d", Warehouse: "w", MaxRetryCount: 3, Params: map[string]*string{},
	}
	//lint:ignore SA1019 the driver has nothing in its place
	c.LoginTimeout = 10 * time.Second
	return c
}

func open(t *testing.T, c sf.Config) *sql.DB {
	t.Helper()
	db := sql.OpenDB(sf.NewConnector(sf.SnowflakeDriver{}, c))
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// one is a single session of the driver.
func one(t *testing.T, c sf.Config) *sql.Conn {
	t.Helper()
	conn, err := open(t, c).Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func oneNumber(ctx context.Context, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, query string) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, query).Scan(&n)
	return n, err
}

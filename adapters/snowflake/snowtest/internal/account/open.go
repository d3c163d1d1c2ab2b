package account

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Options are how an account begins.
type Options struct {
	File       string           // the DuckDB file; in memory when empty. Its catalogue is not kept between two Opens.
	Folder     string           // where stages stand
	Clock      func() time.Time // time.Now when nil
	Databases  []string         // upper case; TEST when nil. Each has the schema PUBLIC.
	Warehouses []string         // upper case; COMPUTE_WH when nil
	Roles      []string         // beside Snowflake's own
	StrictDDL  bool             // DDL inside an explicit transaction is an error
	LockWait   time.Duration    // how long a statement waits for another transaction; 5 s when 0
	// OmitFiles, when set, is asked before a COPY without FILES which files it does not see.
	OmitFiles func(stage string, files []string) []string
}

// An Account is databases, stages, warehouses and roles on an embedded DuckDB.
type Account struct {
	options  Options
	db       *sql.DB
	probes   *probes
	ddl      sync.Mutex // one DDL statement at a time
	mu       sync.Mutex // guards all below
	catalog  *catalog
	history  []*Ran
	sessions int
	stages   int
}

// Open makes an account.
func Open(o Options) (*Account, error) {
	if o.Folder == "" {
		return nil, fmt.Errorf("a test account needs a folder for its stages")
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Databases == nil {
		o.Databases = []string{"TEST"}
	}
	if o.Warehouses == nil {
		o.Warehouses = []string{"COMPUTE_WH"}
	}
	if o.LockWait == 0 {
		o.LockWait = 5 * time.Second
	}
	connector, err := duckdb.NewConnector(o.File, nil)
	if err != nil {
		return nil, fmt.Errorf("open the DuckDB of the test account: %w", err)
	}
	a := &Account{options: o, db: sql.OpenDB(connector), probes: &probes{seen: map[string]map[int]string{}}, catalog: newCatalog()}
	if err := a.prepare(); err != nil {
		a.db.Close()
		return nil, fmt.Errorf("prepare the test account: %w", err)
	}
	return a, nil
}

func (a *Account) prepare() error {
	ctx := context.Background()
	conn, err := a.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := duckdb.RegisterScalarUDF(conn, "sf_seen", a.probes); err != nil {
		return err
	}
	statements := append([]string{"SET TimeZone = 'UTC'", `CREATE SCHEMA IF NOT EXISTS "_account"`,
		`CREATE TABLE IF NOT EXISTS "_account".loads (relation BIGINT, file VARCHAR, size BIGINT, tag VARCHAR, loaded TIMESTAMP, row_count BIGINT)`}, macros...)
	for _, s := range statements {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	for _, w := range a.options.Warehouses {
		a.catalog.warehouses[w] = &warehouse{Name: w, Size: "X-Small", Created: a.now()}
	}
	for _, r := range append([]string{"ACCOUNTADMIN", "SYSADMIN", "SECURITYADMIN", "USERADMIN", "PUBLIC"}, a.options.Roles...) {
		a.catalog.roles[r] = true
	}
	for _, d := range a.options.Databases {
		if err := a.addDatabase(ctx, conn, d); err != nil {
			return err
		}
	}
	return os.MkdirAll(a.options.Folder, 0o755)
}

func (a *Account) addDatabase(ctx context.Context, conn *sql.Conn, name string) error {
	if _, err := conn.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+quote(name+".PUBLIC")); err != nil {
		return err
	}
	d := &database{Name: name, Created: a.now(), schemas: map[string]*schema{}}
	d.schemas["PUBLIC"] = newSchema("PUBLIC", a.now())
	a.catalog.databases[name] = d
	return nil
}

func (a *Account) now() time.Time { return a.options.Clock().UTC() }

// DB is the DuckDB itself, for tests that read back what a session wrote. The table
// T of the schema S in the database D is "D.S"."T" there.
func (a *Account) DB() *sql.DB { return a.db }

// Close ends the account. Sessions must be closed before.
func (a *Account) Close() error { return a.db.Close() }

// StagePath is the file on disk of a file of a transfer: the base name of an upload, an
// entry of Files of a download.
func (a *Account) StagePath(t Transfer, name string) (string, error) {
	path := filepath.Join(a.options.Folder, t.Stage, filepath.FromSlash(name))
	if t.Upload {
		path = filepath.Join(a.options.Folder, t.Stage, filepath.FromSlash(t.Folder), filepath.FromSlash(name))
	}
	root := filepath.Join(a.options.Folder, t.Stage)
	if path != root && !strings.HasPrefix(path, root+string(filepath.Separator)) {
		return "", fmt.Errorf("the file %s lies outside of its stage", name)
	}
	if t.Upload {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return "", err
		}
	}
	return path, nil
}

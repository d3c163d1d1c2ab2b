// Package duckdb is the adapter of an embedded DuckDB: a target of its own, and the
// lake side of every target. Besides SQL it offers the Go functions of the registry
// (udf.go) and the files of the lake (lake.go, publish.go).
package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	driver "github.com/duckdb/duckdb-go/v2"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/engine"
)

// An Opener opens DuckDB targets.
type Opener struct{}

var _ adapters.Opener = Opener{}

// New returns the opener.
func New() adapters.Opener { return Opener{} }

// Dialect returns the dialect, without a connection.
func (Opener) Dialect() engine.Dialect { return Dialect{} }

// Settings lists the target keys that DuckDB knows.
func (Opener) Settings() []string { return settingNames() }

// An Adapter is an open database, and the lake beside it.
type Adapter struct {
	db       *sql.DB
	root     string
	database string   // how the project calls the database; may be empty
	startup  []string // settings that a session must make for itself
	secrets  []secret
	hidden   hiddenValues
	again    retries

	storesMu sync.Mutex
	stores   map[string]objects // open buckets, by secret and bucket
	loaded   map[string]bool    // extensions that URLs needed
}

var (
	_ engine.Adapter = (*Adapter)(nil)
	_ engine.Lake    = (*Adapter)(nil)
)

// Open opens the database file of a target, or makes it with its folder, and applies
// the target's settings. The project's `threads` says how many models are built at
// once; how many threads DuckDB uses for one query is its own setting, settings.threads.
func (Opener) Open(ctx context.Context, t engine.Target, o adapters.Options) (engine.Adapter, error) {
	root, err := filepath.Abs(o.Root)
	if err != nil {
		return nil, err
	}
	s, err := readSettings(t, root)
	if err != nil {
		return nil, err
	}
	s.readOnly = s.file != "" && (s.readOnly || o.ReadOnly)
	db, err := openFile(s)
	if err != nil {
		return nil, err
	}
	a := &Adapter{db: db, root: root, database: t.Database, secrets: s.secrets, hidden: hiddenIn(s), again: retriesOf(s.options)}
	if err := a.prepare(ctx, s, o); err != nil {
		return nil, errors.Join(a.hidden.from(err), db.Close())
	}
	return a, nil
}

// openFile opens the database itself.
func openFile(s settings) (*sql.DB, error) {
	if s.file != "" && !s.readOnly {
		if err := os.MkdirAll(filepath.Dir(s.file), 0o755); err != nil {
			return nil, folderError(s, err)
		}
	}
	config := url.Values{}
	if s.readOnly {
		config.Set("access_mode", "READ_ONLY")
	}
	for _, o := range s.options {
		if slices.Contains(openOptions, strings.ToLower(o.name)) {
			config.Set(o.name, fmt.Sprint(o.value))
		}
	}
	dsn := s.file
	if dsn == "" {
		dsn = memoryPath
	}
	if len(config) > 0 {
		dsn += "?" + config.Encode()
	}
	connector, err := driver.NewConnector(dsn, nil)
	if err != nil {
		return nil, openError(s, err)
	}
	db := sql.OpenDB(connector)
	// Temporary tables belong to a connection: one that a session gave back must not
	// come again with the tables of its last user.
	db.SetMaxIdleConns(0)
	return db, nil
}

// openOptions are settings that DuckDB takes only while it opens a database.
var openOptions = []string{
	"allow_unredacted_secrets", "allow_unsigned_extensions", "custom_user_agent",
	"default_block_size", "storage_compatibility_version",
}

// prepare applies what can be applied to an open database, in the order in which one
// thing may need the other: extensions before the secrets and attachments they read.
func (a *Adapter) prepare(ctx context.Context, s settings, o adapters.Options) error {
	conn, err := a.db.Conn(ctx)
	if err != nil {
		return fault(ctx, err)
	}
	defer conn.Close()
	steps := []func(context.Context, *sql.Conn, settings) error{
		a.applyOptions, loadExtensions, a.applyExtensionOptions, createSecrets, attachDatabases,
	}
	for _, step := range steps {
		if err := step(ctx, conn, s); err != nil {
			return err
		}
	}
	return registerFunctions(conn, o.Functions)
}

// temporaries numbers the databases in memory of this process: each spills to a folder
// of its own.
var temporaries atomic.Int64

func (a *Adapter) applyOptions(ctx context.Context, conn *sql.Conn, s settings) error {
	// Errors as JSON carry the exact byte they are about; see errors.go.
	values := []option{{"errors_as_json", true}, {"TimeZone", "UTC"}}
	if s.file == "" && s.tempDirectory == "" {
		s.tempDirectory = filepath.Join(a.root, fmt.Sprintf(".duckdb-%d-%d.tmp", os.Getpid(), temporaries.Add(1)))
	} else if s.tempDirectory != "" {
		// DuckDB makes the folder when it needs it, but not those above.
		if err := os.MkdirAll(filepath.Dir(s.tempDirectory), 0o755); err != nil {
			return lakeError("make the folder of temp_directory", err)
		}
	}
	if s.tempDirectory != "" {
		values = append(values, option{"temp_directory", s.tempDirectory})
	}
	if s.memoryLimit != "" {
		values = append(values, option{"memory_limit", s.memoryLimit})
	}
	for _, o := range s.options {
		if !slices.Contains(openOptions, strings.ToLower(o.name)) && !o.ofExtension() {
			values = append(values, o)
		}
	}
	return a.set(ctx, conn, values)
}

// applyExtensionOptions applies the settings that an extension has brought.
func (a *Adapter) applyExtensionOptions(ctx context.Context, conn *sql.Conn, s settings) error {
	return a.set(ctx, conn, slices.DeleteFunc(slices.Clone(s.options), func(o option) bool { return !o.ofExtension() }))
}

// ofExtension reports whether a setting belongs to an extension that reads object
// stores: DuckDB would fetch the extension to know it.
func (o option) ofExtension() bool {
	for _, prefix := range []string{"azure_", "force_download", "hf_", "http_", "s3_", "unsafe_disable_etag"} {
		if strings.HasPrefix(strings.ToLower(o.name), prefix) {
			return !strings.HasPrefix(strings.ToLower(o.name), "http_proxy") // DuckDB's own
		}
	}
	return false
}

// set makes settings for all sessions.
func (a *Adapter) set(ctx context.Context, conn *sql.Conn, options []option) error {
	for _, o := range options {
		text := " " + o.name + " = " + Dialect{}.Literal(o.value)
		_, err := conn.ExecContext(ctx, "SET GLOBAL"+text)
		if err != nil && strings.Contains(err.Error(), "cannot be set globally") {
			if _, err = conn.ExecContext(ctx, "SET"+text); err == nil {
				a.startup = append(a.startup, "SET"+text)
			}
		}
		if err != nil {
			return reword(ctx, err, "setting %s: ", o.name)
		}
	}
	return nil
}

func loadExtensions(ctx context.Context, conn *sql.Conn, s settings) error {
	for _, e := range s.extensions {
		if e.path != "" {
			if _, err := conn.ExecContext(ctx, "LOAD "+quoteText(e.path)); err != nil {
				return reword(ctx, err, "extension %s: ", e.path)
			}
			continue
		}
		if err := loadExtension(ctx, conn, e.name); err != nil {
			return err
		}
	}
	for _, secret := range s.secrets {
		for _, name := range secret.extensions() {
			if err := needExtension(ctx, conn, name, "secret "+secret.name); err != nil {
				return err
			}
		}
	}
	return nil
}

func createSecrets(ctx context.Context, conn *sql.Conn, s settings) error {
	for _, secret := range s.secrets {
		text := fmt.Sprintf("CREATE OR REPLACE TEMPORARY SECRET %s (TYPE %s", Dialect{}.Quote(secret.name), secret.typ)
		for _, p := range secret.params {
			text += ", " + p.name + " " + secretValue(p.value)
		}
		if _, err := conn.ExecContext(ctx, text+")"); err != nil {
			return secretError(ctx, err, secret)
		}
	}
	return nil
}

// secretValue prints a parameter of a secret; maps are for extra HTTP headers.
func secretValue(v any) string {
	m, ok := v.(map[string]any)
	if !ok {
		return Dialect{}.Literal(v)
	}
	parts := make([]string, 0, len(m))
	for k, e := range m {
		parts = append(parts, quoteText(k)+": "+secretValue(e))
	}
	slices.Sort(parts)
	return "MAP {" + strings.Join(parts, ", ") + "}"
}

func attachDatabases(ctx context.Context, conn *sql.Conn, s settings) error {
	for _, at := range s.attach {
		text := "ATTACH IF NOT EXISTS " + quoteText(at.path)
		if at.alias != "" {
			text += " AS " + Dialect{}.Quote(at.alias)
		}
		var with []string
		if at.typ != "" {
			with = append(with, "TYPE "+at.typ)
		}
		if at.readOnly || s.readOnly {
			with = append(with, "READ_ONLY")
		}
		if len(with) > 0 {
			text += " (" + strings.Join(with, ", ") + ")"
		}
		if _, err := conn.ExecContext(ctx, text); err != nil {
			name := at.alias
			if name == "" {
				name = filepath.Base(at.path)
			}
			return reword(ctx, err, "attach %s: ", name)
		}
	}
	return nil
}

// Dialect returns how DuckDB spells things.
func (a *Adapter) Dialect() engine.Dialect { return Dialect{} }

// Session opens a connection of its own, with temporary tables of its own.
func (a *Adapter) Session(ctx context.Context) (engine.Session, error) {
	conn, err := a.db.Conn(ctx)
	if err != nil {
		return nil, a.hidden.from(fault(ctx, err))
	}
	for _, text := range a.startup {
		if _, err := conn.ExecContext(ctx, text); err != nil {
			return nil, errors.Join(a.hidden.from(fault(ctx, err)), conn.Close())
		}
	}
	s := &session{conn: conn, hidden: a.hidden}
	s.watchProgress(ctx, conn)
	return s, nil
}

// Close closes the database. Its sessions must be closed before.
func (a *Adapter) Close() error { return a.db.Close() }

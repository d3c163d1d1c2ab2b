package snowtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// accountFolder is where an account's files stand: the stages, the database if it is kept,
// and uploads that are not complete.
type accountFolder struct {
	path    string
	ours    bool // to be removed at the end
	keepsDB bool
}

const databaseFile = "account.duckdb"

// makeFolder prepares the folder of the options. One that was used before is refused,
// because the account does not find its tables again.
func makeFolder(o Options) (accountFolder, error) {
	f := accountFolder{path: o.Dir, keepsDB: true}
	if o.Dir == "" {
		path, err := os.MkdirTemp("", "snowtest-")
		if err != nil {
			return f, err
		}
		f = accountFolder{path: path, ours: true}
	}
	if _, err := os.Stat(filepath.Join(f.path, databaseFile)); err == nil {
		return f, fmt.Errorf("the folder %s holds the account of an earlier test server; name another or remove it", f.path)
	}
	for _, sub := range []string{f.stages(), f.incoming()} {
		if err := os.MkdirAll(sub, 0o755); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (f accountFolder) stages() string   { return filepath.Join(f.path, "stages") }
func (f accountFolder) incoming() string { return filepath.Join(f.path, "incoming") }

func (f accountFolder) remove() error {
	if f.ours {
		return os.RemoveAll(f.path)
	}
	return os.RemoveAll(f.incoming())
}

// duckAccount is the account on DuckDB.
type duckAccount struct{ *account.Account }

// openAccount opens the account of the options.
func openAccount(o Options, f accountFolder) (backend, error) {
	inner := account.Options{
		Folder: f.stages(), Clock: o.Clock, LockWait: o.LockWait,
		Databases:  append([]string{DefaultDatabase}, upper(o.Databases)...),
		Warehouses: append([]string{DefaultWarehouse}, upper(o.Warehouses)...),
		Roles:      append([]string{DefaultRole}, upper(o.Roles)...),
	}
	if f.keepsDB {
		inner.File = filepath.Join(f.path, databaseFile)
	}
	a, err := account.Open(inner)
	if err != nil {
		return nil, err
	}
	d := duckAccount{a}
	if err := d.makeSchemas(o.Schemas); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return d, nil
}

// Session opens a session of the account.
func (d duckAccount) Session(o opening) (account.Runner, place, error) {
	s, err := d.Account.Session(account.SessionOptions(o))
	if err != nil {
		return nil, place{}, err
	}
	var at place
	at.Database, at.Schema, at.Warehouse, at.Role = s.Place()
	return s, at, nil
}

// makeSchemas creates the schemas of the options by a session of its own.
func (d duckAccount) makeSchemas(names []string) error {
	if len(names) == 0 {
		return nil
	}
	s, err := d.Account.Session(account.SessionOptions{User: "SNOWTEST"})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, name := range names {
		if _, err := s.Run(ctx, account.Request{QueryID: newQueryID(), SQL: "create schema if not exists " + name}); err != nil {
			return errors.Join(fmt.Errorf("schema %s: %w", name, err), s.Close())
		}
	}
	return s.Close()
}

func upper(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.ToUpper(n)
	}
	return out
}

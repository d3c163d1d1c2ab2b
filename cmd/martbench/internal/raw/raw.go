// Package raw sends SQL to DuckDB as a bare script does: no project, no graph, no tests.
// It is what mart is measured against.
package raw

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	_ "github.com/duckdb/duckdb-go/v2" // the driver that mart uses too

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// Run sends the statements of files, in order, to a database file over one connection. It has
// the function plain_promo, against which mart's are measured.
func Run(ctx context.Context, database string, files []string) (err error) {
	db, err := sql.Open("duckdb", database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := registerPlain(conn); err != nil {
		return err
	}
	return each(files, func(text string) error {
		_, err := conn.ExecContext(ctx, text)
		return err
	})
}

// RunWithFunctions is Run in a database that has mart's Go functions. Relative paths in
// the statements start at the working folder.
func RunWithFunctions(ctx context.Context, database string, files []string, functions *udfs.Registry) (err error) {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	path, err := filepath.Abs(database)
	if err != nil {
		return err
	}
	target := engine.Target{Name: "raw", Adapter: "duckdb", Settings: map[string]any{"path": path}}
	a, err := duckdb.New().Open(ctx, target, adapters.Options{Root: root, Functions: functions})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	session, err := a.Session(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	return each(files, func(text string) error {
		_, err := session.Exec(ctx, engine.Statement{SQL: text, Tag: "raw"})
		return err
	})
}

func each(files []string, send func(text string) error) error {
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if err := send(string(text)); err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
	}
	return nil
}

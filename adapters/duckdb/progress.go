package duckdb

import (
	"context"
	"database/sql"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/engine"
)

var _ engine.Progressor = (*session)(nil)

// watchProgress makes DuckDB keep count of how far a connection's statements are, and
// keeps the handle to ask with. Without it there is no progress, which is no fault.
func (s *session) watchProgress(ctx context.Context, conn *sql.Conn) {
	if _, err := conn.ExecContext(ctx, "set enable_progress_bar = true; set enable_progress_bar_print = false"); err != nil {
		return
	}
	_ = conn.Raw(func(native any) error {
		handle, err := nativeConnection(native)
		if err == nil {
			s.native = &handle
		}
		return err
	})
}

// Progress tells how far the running statement is, in percent. It may be called while
// another goroutine waits for that statement, and not after Close.
func (s *session) Progress() (percent float64, known bool) {
	if s.native == nil {
		return 0, false
	}
	p := mapping.QueryProgress(*s.native)
	percent, _, _ = mapping.QueryProgressTypeMembers(&p)
	return percent, percent > 0 && percent <= 100
}

package duckdb

import (
	"context"
	"runtime"
	"time"
	"unsafe"

	driver "github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"
)

// DuckDB's own wait for a statement is busy: while other threads have all the work that
// is left, the one that sent it asks again and again, and with several sessions at once
// it takes the processor from those that work. So statements are carried out here task
// by task, with a short sleep where there is none to take.

// longestSleep bounds how late a session sees that there is work again, or an end.
const longestSleep = time.Millisecond

// execPatiently runs statements without arguments and returns the rows that the last one
// changed or put into a new table.
func (s *session) execPatiently(ctx context.Context, sql string) (rows int64, err error) {
	rows = -1
	err = s.conn.Raw(func(any) error {
		interrupted := make(chan struct{})
		stop := context.AfterFunc(ctx, func() {
			mapping.Interrupt(*s.native)
			close(interrupted)
		})
		rows, err = s.runAll(ctx, sql)
		if !stop() {
			<-interrupted // it must not meet the next statement
		}
		return err
	})
	return rows, err
}

// runAll runs each statement of a text.
func (s *session) runAll(ctx context.Context, sql string) (rows int64, err error) {
	rows = -1
	var all mapping.ExtractedStatements
	count := mapping.ExtractStatements(*s.native, sql, &all)
	defer mapping.DestroyExtracted(&all)
	if count == 0 {
		if message := mapping.ExtractStatementsError(all); message != "" {
			return rows, &driver.Error{Msg: message}
		}
	}
	for i := range count {
		if err := ctx.Err(); err != nil {
			return -1, err
		}
		var prepared mapping.PreparedStatement
		if mapping.PrepareExtractedStatement(*s.native, all, i, &prepared) == mapping.StateError {
			err = &driver.Error{Msg: mapping.PrepareError(prepared)}
		} else {
			rows, err = s.runPrepared(ctx, prepared)
		}
		mapping.DestroyPrepare(&prepared)
		if err != nil {
			return -1, err
		}
	}
	return rows, nil
}

// runPrepared takes the tasks of a statement until it is done.
func (s *session) runPrepared(ctx context.Context, prepared mapping.PreparedStatement) (rows int64, err error) {
	var pending mapping.PendingResult
	defer mapping.DestroyPending(&pending)
	if mapping.PendingPrepared(prepared, &pending) == mapping.StateError {
		return -1, &driver.Error{Msg: mapping.PendingError(pending)}
	}
	sleep := time.Duration(0)
	for {
		if ctx.Err() != nil {
			mapping.Interrupt(*s.native) // again: one that came before the statement began is forgotten
		}
		state := mapping.PendingExecuteTask(pending)
		if state == mapping.PendingStateError {
			return -1, &driver.Error{Msg: mapping.PendingError(pending)}
		}
		if mapping.PendingExecutionIsFinished(state) {
			break
		}
		if state != mapping.PendingStateNoTasksAvailable {
			sleep = 0
			continue
		}
		if sleep == 0 {
			runtime.Gosched()
		}
		time.Sleep(sleep)
		sleep = min(2*sleep+20*time.Microsecond, longestSleep)
	}
	var result mapping.Result
	defer mapping.DestroyResult(&result)
	if mapping.ExecutePending(pending, &result) == mapping.StateError {
		return -1, &driver.Error{Msg: mapping.ResultError(&result)}
	}
	return changed(&result), nil
}

// changed is the count of a statement that changes rows, or that makes a table of a
// query: DuckDB tells the latter in a column Count only.
func changed(result *mapping.Result) int64 {
	if mapping.ColumnCount(result) != 1 || mapping.ColumnName(result, 0) != "Count" || mapping.ColumnType(result, 0) != mapping.TypeBigInt {
		return int64(mapping.RowsChanged(result))
	}
	chunk := mapping.FetchChunk(*result)
	defer mapping.DestroyDataChunk(&chunk)
	if mapping.DataChunkGetSize(chunk) != 1 {
		return int64(mapping.RowsChanged(result))
	}
	return *(*int64)(unsafe.Pointer(mapping.VectorGetData(mapping.DataChunkGetVector(chunk, 0))))
}

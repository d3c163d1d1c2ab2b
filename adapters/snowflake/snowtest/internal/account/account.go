// Package account is the Snowflake account behind the test server: sessions that run
// Snowflake's SQL on an embedded DuckDB, stages on disk, and the rules of Snowflake that
// mart depends on. What it does not model it refuses by name.
package account

import (
	"context"
	"fmt"
)

// A Request is one statement as the driver sends it.
type Request struct {
	QueryID      string
	SQL          string
	Binds        []Bind // for ?, in order
	DescribeOnly bool   // tell the columns, run nothing
	// Parameters are session parameters for this statement only, such as QUERY_TAG.
	Parameters map[string]string
}

// A Bind is a value for a placeholder, in the driver's spelling.
type Bind struct {
	Type  string // TEXT, FIXED, REAL, BOOLEAN, DATE, TIME, TIMESTAMP_NTZ ...
	Value *string
	Array []*string // array binding: one value for each row
}

// A Result is what a statement gives.
type Result struct {
	Columns []Column
	Rows    [][]any // Go values: nil, bool, int64, *big.Int, float64, string, []byte, time.Time; decimals as text
	Kind    Kind
	// Transfer, for PUT and GET, tells the driver which files go where; Rows are empty.
	Transfer *Transfer
	// The session's context after the statement.
	Database, Schema, Warehouse, Role string
}

// A Column is a column of a result, in Snowflake's words.
type Column struct {
	Name             string
	Type             string // FIXED, REAL, TEXT, BOOLEAN, DATE, TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ, VARIANT, OBJECT, ARRAY, BINARY
	Precision, Scale int
	Length           int
	Nullable         bool
}

// A Kind is the statementTypeId of the protocol.
type Kind int

// The kinds of statements, as the driver knows them.
const (
	Select   Kind = 0x1000
	DML      Kind = 0x3000
	Insert   Kind = 0x3100
	Update   Kind = 0x3200
	Delete   Kind = 0x3300
	Merge    Kind = 0x3400
	Copy     Kind = 0x3600
	Use      Kind = 0x4300
	Show     Kind = 0x4400
	Describe Kind = 0x4500
	Control  Kind = 0x5000 // begin, commit, rollback
	DDL      Kind = 0x6000
)

// A Transfer is the files of a PUT or GET.
type Transfer struct {
	Upload       bool
	Sources      []string // as written in the statement, file:// taken off: globs are the driver's to resolve
	Stage        string   // the name of the stage, as the account knows it
	Folder       string   // below the stage, with a slash at its end, or empty
	Files        []string // GET: the stage files
	AutoCompress bool
	Overwrite    bool
	Parallel     int
	Compression  string // SOURCE_COMPRESSION
}

// An Error is an error in Snowflake's numbers and words.
type Error struct {
	Number   int    // 1003, 2003 ...
	SQLState string // 42000, 02000 ...
	Message  string
}

// Error gives number, state and message.
func (e *Error) Error() string { return fmt.Sprintf("%06d (%s): %s", e.Number, e.SQLState, e.Message) }

// A Runner is a session as the wire side sees it.
type Runner interface {
	// Run runs one statement. An error is an *Error. When ctx is cancelled the statement
	// is cancelled, with 000604.
	Run(ctx context.Context, r Request) (*Result, error)
	// Close rolls an open transaction back and drops the session's temporary objects.
	Close() error
}

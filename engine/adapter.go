package engine

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// An Adapter is an open target.
type Adapter interface {
	Dialect() Dialect
	// Session opens a connection of its own for one worker.
	Session(ctx context.Context) (Session, error)
	// Relations lists what stands in the given schemas (nil: in all).
	Relations(ctx context.Context, schemas []string) ([]Existing, error)
	// Columns lists the columns of a relation in order; none when it does not exist.
	Columns(ctx context.Context, r Relation) ([]Column, error)
	Close() error
}

// Sides are the two databases that a run works on: the warehouse, which is the target, and
// the lake side, which reads and writes files and runs the Go functions. They are one
// adapter where the warehouse does that itself, as DuckDB does.
type Sides struct {
	Warehouse Adapter
	Lake      Adapter // also an engine.Lake
}

// Split reports whether rows must be handed over from the lake side to the warehouse.
func (s Sides) Split() bool { return s.Lake != s.Warehouse }

// A Session runs statements one after the other. It is used by one goroutine at a time.
type Session interface {
	Exec(ctx context.Context, s Statement) (ExecInfo, error)
	Query(ctx context.Context, s Statement) (Rows, error)
	// Begin opens a transaction; every statement until Commit or Rollback is in it.
	Begin(ctx context.Context) error
	Commit(ctx context.Context) error
	Rollback() error
	Close() error
}

// A Progressor is a Session that can tell how far its running statement is.
type Progressor interface {
	// Progress is called from another goroutine while a statement runs. known is false
	// when there is nothing to tell.
	Progress() (percent float64, known bool)
}

// Rows is an open result.
type Rows interface {
	Columns() []Column
	Next() bool
	// Values returns the current row as plain Go values: nil, bool, int64, float64,
	// string, time.Time, []byte, []any, map[string]any; decimals and huge integers as text.
	Values() ([]any, error)
	Err() error
	Close() error
}

// ReadAll reads a small result whole, and closes it.
func ReadAll(rows Rows) ([][]any, error) {
	defer rows.Close()
	var out [][]any
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		out = append(out, values)
	}
	return out, rows.Err()
}

// Identified is what Rows are whose database gives every query an id.
type Identified interface {
	// QueryID is known once the rows are open.
	QueryID() string
}

// A Dialect is how a database spells things. It is pure text and needs no connection.
type Dialect interface {
	Name() string // duckdb or snowflake: macro prefixes
	// Quote makes an identifier safe to write, quoting it when it must be.
	Quote(identifier string) string
	// Relation prints a relation as SQL.
	Relation(r Relation) string
	// Literal prints a Go value (nil, bool, integers, float64, string, time.Time) as SQL.
	Literal(v any) string
	Supports(c Capability) bool
}

// A Capability is something that not every database can do.
type Capability uint8

// The capabilities that mart asks about.
const (
	// GoUDFs: the Go functions of the registry can be called in SQL.
	GoUDFs Capability = iota
	// LakeFiles: SQL can read and write files of the lake.
	LakeFiles
	// TransactionalDDL: create, drop and rename roll back with their transaction.
	TransactionalDDL
	// Merge: MERGE INTO.
	Merge
	// ByName: insert ... by name.
	ByName
)

// Existing is a relation found in a target.
type Existing struct {
	Relation Relation
	Type     RelationType
}

// A RelationType is what a relation is in the database.
type RelationType string

// The relation types.
const (
	TableType RelationType = "table"
	ViewType  RelationType = "view"
)

// A Statement is SQL to send, and where its text came from.
type Statement struct {
	SQL  string
	Args []any
	Tag  string // what it is for, in logs and query tags: "build", "publish", "test"
	// Offset and Map lead back to a template: the compiled SQL stands in SQL at Offset,
	// and Map is that compiled SQL's. No Map: mart wrote the statement itself.
	Offset int
	Map    SourceMap
	// Origin is what the statement is sent for; a database that keeps a query tag gets it.
	Origin Origin
	// Warehouse is the compute that the statement is to run on, where a database has
	// several; empty: the target's.
	Warehouse string
}

// An Origin names the work that a statement belongs to.
type Origin struct {
	RunID   string
	Node    NodeID // none: of the run itself
	Attempt int    // 1 for the first
}

// ExecInfo is what a statement did.
type ExecInfo struct {
	Rows    int64  // affected; -1 when the database does not say
	QueryID string // as the database names the query; may be empty
}

// ErrorKind sorts database errors by what can be done about them.
type ErrorKind uint8

// The kinds of database errors.
const (
	OtherError       ErrorKind = iota
	SyntaxError                // the SQL cannot be read
	BindError                  // a name or a type in the SQL does not fit
	DataError                  // a value does not fit: casts, constraints, division
	FunctionError              // a Go UDF failed
	LockedError                // another process holds the database
	UnreachableError           // there is no such server or file, or it refuses us
	ReadOnlyError              // it may not be written to
	SpaceError                 // the disk, or the memory limit, is full
	ConflictError              // another transaction was quicker; trying again may help
	CanceledError              // ctrl-C, or a timeout
	TemporaryError             // trying again may help
	// UnknownOutcomeError: a commit was sent and no answer came, so the transaction may
	// or may not have been applied. Only what the transaction itself wrote can tell:
	// ask the ledger on a new session, and never repeat blindly.
	UnknownOutcomeError
)

// A DatabaseError is an error of a database, taken apart.
type DatabaseError struct {
	Kind    ErrorKind
	Adapter string
	Message string // the database's own words, without its code letters and caret drawing
	// Offset is the byte in the sent SQL that the database points at; -1: nowhere.
	Offset     int
	Candidates []string // names that the database proposes instead
	QueryID    string
	Err        error
}

// Error gives the database's words after its name.
func (e *DatabaseError) Error() string { return e.Adapter + ": " + e.Message }

// Unwrap gives the driver's error.
func (e *DatabaseError) Unwrap() error { return e.Err }

// DatabaseErrorKind returns the kind of a database error, and OtherError for all else.
func DatabaseErrorKind(err error) ErrorKind {
	var e *DatabaseError
	if errors.As(err, &e) {
		return e.Kind
	}
	return OtherError
}

// A Lake lists and publishes files. The lake side of an adapter implements it.
type Lake interface {
	// List returns the files that any of the globs matches, sorted by path.
	List(ctx context.Context, globs []string) ([]File, error)
	// Hash fills in the content hash of a file.
	Hash(ctx context.Context, f File) (File, error)
	// Publish replaces partitions of location, whole, by the ones in aside, which has
	// the same folders below it and is gone afterwards. A partition that aside does not
	// have goes too when goes says so (nil: none does); it is asked with the folders of
	// the partition, such as "day=2026-11-02/shop=a", or "." for files in location
	// itself. A reader of a partition sees the old or the new, never half. A call that
	// was interrupted is completed or undone by the next Recover.
	Publish(ctx context.Context, aside, location string, goes func(partition string) bool) error
	// Recover finishes or undoes what an interrupted Publish left, and removes asides
	// that no Publish began with.
	Recover(ctx context.Context, location string) error
}

// A File is one file of the lake, at one state of its content.
type File struct {
	Path     string // relative to the project root, slash-separated, or a URL
	Size     int64
	Modified time.Time
	// Hash tells the content from another: its sha256 in hex, or "etag:" and the version
	// that an object store gives it. Empty until Hash; List fills in versions.
	Hash string
}

// NotFoundError says that no file matches the globs of a source.
type NotFoundError struct{ Globs []string }

// Error names the globs.
func (e *NotFoundError) Error() string { return fmt.Sprintf("no file matches %s", e.Globs) }

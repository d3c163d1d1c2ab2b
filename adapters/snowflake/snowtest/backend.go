package snowtest

import (
	"database/sql"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// backend is what the wire needs of an account.
type backend interface {
	// Session opens a session and says where it stands. An *account.Error is told to the
	// client with its number.
	Session(opening) (account.Runner, place, error)
	// StagePath is the file on disk of a file of a transfer: the base name of an upload, an
	// entry of Files of a download.
	StagePath(t account.Transfer, name string) (string, error)
	DB() *sql.DB
	Close() error
}

// An opening is what a login asks of the account.
type opening struct {
	User                              string
	Role, Database, Schema, Warehouse string // as written by the client, or empty
	Parameters                        map[string]string
	Validate                          bool // names that are unknown are an error; else they are left out
}

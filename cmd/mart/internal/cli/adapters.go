package cli

import (
	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/standard"
)

// known is the adapters of this binary. To leave one out, leave out its line.
func known() adapters.Set {
	return adapters.Set{
		"duckdb": duckdb.New(),
	}
}

// functions is the Go functions of this binary.
func functions() (*udfs.Registry, error) { return standard.Registry() }

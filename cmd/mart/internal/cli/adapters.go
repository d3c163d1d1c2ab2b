package cli

import (
	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/standard"
)

// known is the adapters of this binary. To leave one out, leave out its line.
func known() adapters.Set {
	return adapters.Set{
		"duckdb":    duckdb.New(),
		"snowflake": snowflake.New(),
	}
}

// with is the Go functions of this binary: the standard ones, and those that its own
// main adds.
func with(own []*udfs.Func) func() (*udfs.Registry, error) {
	return func() (*udfs.Registry, error) {
		registry, err := standard.Registry()
		if err != nil {
			return nil, err
		}
		return registry, registry.Add(own...)
	}
}

// settings lists the target keys of every adapter.
func settings(known adapters.Set) map[string][]string {
	keys := make(map[string][]string, len(known))
	for name, a := range known {
		keys[name] = a.Settings()
	}
	return keys
}

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

// settings lists the target keys of every adapter. A project may declare targets of an
// adapter that this binary does not have: a fault only when such a target is chosen.
func settings(known adapters.Set) map[string][]string {
	keys := map[string][]string{
		"snowflake": {
			"account", "user", "password", "private_key_path", "private_key_passphrase", "token", "token_path",
			"authenticator", "role", "warehouse", "host", "port", "protocol", "query_tag",
		},
	}
	for name, a := range known {
		keys[name] = a.Settings()
	}
	return keys
}

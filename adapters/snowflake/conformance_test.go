package snowflake_test

import (
	"os"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/adaptertest"
	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

func TestConformance(t *testing.T) {
	for _, format := range []string{"json", "arrow"} {
		t.Run(format, func(t *testing.T) {
			adaptertest.Run(t, func(t *testing.T) engine.Adapter {
				server := serve(t, snowtest.Options{ResultFormat: format, RefuseDDLInTransaction: true, InlineRows: 2, ChunkRows: 3})
				return open(t, at(server, nil))
			})
		})
	}
}

// live is the settings of a real account, from the environment; the test is skipped
// without them.
func live(t *testing.T) engine.Target {
	t.Helper()
	settings := map[string]any{}
	for _, key := range []string{
		"account", "user", "password", "authenticator", "private_key_path", "private_key", "private_key_passphrase", "token", "token_path", "role", "warehouse", "host",
	} {
		if value := os.Getenv("SNOWFLAKE_" + strings.ToUpper(key)); value != "" {
			settings[key] = value
		}
	}
	database := os.Getenv("SNOWFLAKE_DATABASE")
	if settings["account"] == nil || settings["user"] == nil || database == "" {
		t.Skip("no Snowflake account: set SNOWFLAKE_ACCOUNT, SNOWFLAKE_USER, SNOWFLAKE_DATABASE, and SNOWFLAKE_PRIVATE_KEY_PATH, _TOKEN or _PASSWORD" +
			" (and _ROLE, _WAREHOUSE); the tests make and drop the schema MART_CONFORMANCE there")
	}
	return engine.Target{Database: database, Schema: "mart_conformance", Settings: settings}
}

// The conformance suite, on a real account.
func TestLive(t *testing.T) {
	target := live(t)
	adaptertest.Run(t, func(t *testing.T) engine.Adapter { return open(t, target) })
}

// The values of every type, on a real account, in both formats.
func TestLiveTypes(t *testing.T) {
	target := live(t)
	for _, format := range []string{"json", "arrow"} {
		target.Settings["session_parameters"] = map[string]any{"GO_QUERY_RESULT_FORMAT": format}
		checkTypes(t, format, newSession(t, open(t, target)))
	}
}

package snowflake_test

import (
	"testing"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

// serve starts a test server.
func serve(t testing.TB, o snowtest.Options) *snowtest.Server {
	t.Helper()
	server, err := snowtest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("close the server: %v", err)
		}
	})
	return server
}

// at is a target on a test server, with more settings.
func at(server *snowtest.Server, more map[string]any) engine.Target {
	settings := map[string]any{
		"account": "test", "user": snowtest.DefaultUser, "password": snowtest.DefaultPassword, "warehouse": snowtest.DefaultWarehouse, "role": snowtest.DefaultRole,
		"protocol": "http", "host": server.Host(), "port": server.Port(), "login_timeout": 10, "request_timeout": 20, "max_retries": 3,
	}
	for key, value := range more {
		if settings[key] = value; value == nil {
			delete(settings, key)
		}
	}
	return engine.Target{Database: snowtest.DefaultDatabase, Schema: "main", Settings: settings}
}

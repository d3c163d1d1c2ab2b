package snowflake_test

import (
	"context"
	"net"
	"strconv"
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/engine"
)

// open logs in with these settings.
func open(t testing.TB, target engine.Target) engine.Adapter {
	t.Helper()
	target.Name, target.Adapter = "prod", "snowflake"
	a, err := snowflake.New().Open(context.Background(), target, adapters.Options{Root: t.TempDir(), Threads: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return a
}

// local are the settings of a server on this machine.
func local(t testing.TB, address string) map[string]any {
	t.Helper()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{
		"account": "test", "user": "mart", "password": "secret", "protocol": "http", "host": host, "port": n,
		"login_timeout": 10, "request_timeout": 20, "max_retries": 2,
	}
}

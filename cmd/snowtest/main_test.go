package main

import (
	"bufio"
	"context"
	"database/sql"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	sf "github.com/snowflakedb/gosnowflake/v2"
)

// TestRun starts the command, connects as it says and ends it.
func TestRun(t *testing.T) {
	t.Setenv("SNOWFLAKE_DISABLE_PLATFORM_DETECTION", "true")
	t.Setenv("SF_DISABLE_MINICORE", "true")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	told, out := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"--port", "0", "--dir", t.TempDir()}, out)
		_ = out.Close()
	}()
	said := map[string]string{}
	lines := bufio.NewScanner(told)
	for lines.Scan() && lines.Text() != "Interrupt to stop." {
		if key, value, ok := strings.Cut(strings.TrimSpace(lines.Text()), ": "); ok {
			said[key] = value
		}
	}
	if len(said) == 0 {
		t.Fatal("nothing was told:", <-ended)
	}
	port, err := strconv.Atoi(said["port"])
	if err != nil {
		t.Fatalf("port %q", said["port"])
	}
	db := sql.OpenDB(sf.NewConnector(sf.SnowflakeDriver{}, sf.Config{
		Protocol: said["protocol"], Host: said["host"], Port: port, Account: said["account"], User: said["user"], Password: said["password"],
		Database: said["database"], Schema: said["schema"], Warehouse: said["warehouse"], Role: said["role"],
	}))
	var n int
	if err := db.QueryRowContext(ctx, "select 1").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	cancel()
	go func() { _, _ = io.Copy(io.Discard, told) }()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if conn, err := net.Dial("tcp", net.JoinHostPort(said["host"], said["port"])); err == nil {
		_ = conn.Close()
		t.Error("the server still listens")
	}
}

func TestFlags(t *testing.T) {
	for _, args := range [][]string{{"--port"}, {"--format", "csv"}, {"--nothing"}} {
		if err := run(context.Background(), args, io.Discard); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}

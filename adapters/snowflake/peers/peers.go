// Package peers starts servers by others that speak Snowflake's protocol, for tests: what
// our own test server and the adapter both get wrong is seen there.
//
// They run only when MART_PEERS is set. 1 skips a test whose server cannot be had here,
// and says why; required makes that a failure. They install themselves once, pinned, into
// MART_PEERS_DIR, or mart-peers in the user's cache folder.
package peers

import (
	"bytes"
	_ "embed"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	//go:embed install.py
	installPy string
	//go:embed fakesnow.py
	fakesnowPy string
	//go:embed snowduck.py
	snowduckPy string
)

// A Server is one that runs on this machine, until the test ends.
type Server struct {
	Host string
	Port int
}

// Address is host:port.
func (s Server) Address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// Fakesnow starts an empty account of fakesnow: DuckDB behind a
// translator of statements. Any login is let in.
func Fakesnow(t testing.TB) Server {
	t.Helper()
	python := environment(t, "fakesnow-0.12.1", "fakesnow[server]==0.12.1", "snowflake-connector-python==4.8.1",
		"duckdb==2.0.0", "sqlglot==30.22.0", "pyarrow==26.0.1", "starlette==1.10.0", "uvicorn==0.54.0")
	port := freePort(t)
	return start(t, port, exec.CommandContext(t.Context(), python, "-c", fakesnowPy, strconv.Itoa(port)))
}

// Snowduck starts an empty account of snowduck, DuckDB too, by another author: all
// sessions share one connection, and it takes no binds.
func Snowduck(t testing.TB) Server {
	t.Helper()
	python := environment(t, "snowduck-0.3.0", "snowduck[server]==0.3.0", "snowflake-connector-python==4.8.1",
		"duckdb==1.5.6", "sqlglot[c]==30.22.0", "pyarrow==26.0.1", "starlette==1.10.0", "uvicorn==0.54.0", "zstandard==0.25.0")
	port := freePort(t)
	return start(t, port, exec.CommandContext(t.Context(), python, "-c", snowduckPy, strconv.Itoa(port)))
}

// WireMock starts a server that gives recorded answers: the mapping files of the driver's
// own module, by their paths below test_data/wiremock/mappings, and mappings given as JSON.
func WireMock(t testing.TB, recorded []string, own ...string) Server {
	t.Helper()
	wanted(t)
	jar := wiremockJar(t)
	module := output(t, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/snowflakedb/gosnowflake/v2")
	root := t.TempDir()
	mappings := filepath.Join(root, "mappings")
	if err := os.Mkdir(mappings, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range recorded {
		text, err := os.ReadFile(filepath.Join(module, "test_data/wiremock/mappings", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		// The driver's tests fill this in: here the account wants telemetry.
		own = append(own, strings.ReplaceAll(string(text), "%CLIENT_TELEMETRY_ENABLED%", "true"))
	}
	for i, text := range own {
		if err := os.WriteFile(filepath.Join(mappings, strconv.Itoa(i)+".json"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	port := freePort(t)
	return start(t, port, exec.CommandContext(t.Context(), "java", "-Xmx256m", "-jar", jar,
		"--bind-address", "127.0.0.1", "--port", strconv.Itoa(port), "--root-dir", root, "--disable-banner"))
}

// start runs a server and waits until it listens.
func start(t testing.TB, port int, cmd *exec.Cmd) Server {
	t.Helper()
	var log bytes.Buffer
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "TMPDIR="+cmd.Dir) // for the files of its stages
	cmd.Stdout, cmd.Stderr = &log, &log
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
		if t.Failed() && log.Len() > 0 {
			t.Logf("the server's log ends:\n%s", log.Bytes()[max(0, log.Len()-4000):])
		}
	})
	server := Server{Host: "127.0.0.1", Port: port}
	for since := time.Now(); time.Since(since) < time.Minute; time.Sleep(50 * time.Millisecond) {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("the server does not start: %v\n%s", err, &log)
		default:
		}
		if conn, err := net.Dial("tcp", server.Address()); err == nil {
			_ = conn.Close()
			return server
		}
	}
	t.Fatal("the server does not listen after a minute")
	return server
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

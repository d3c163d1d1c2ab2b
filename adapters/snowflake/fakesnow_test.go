package snowflake_test

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// fakesnowPackages are versions that work together: the newest connector lacks a module
// that fakesnow imports.
var fakesnowPackages = []string{
	"fakesnow[server]==0.12.1", "snowflake-connector-python==4.8.1", "duckdb==2.0.0", "sqlglot==30.22.0", "pyarrow==26.0.1", "starlette==1.10.0", "uvicorn==0.54.0",
}

// fakesnow gives the address of a fakesnow server. MART_FAKESNOW is the address of one
// that runs, or 1: then fakesnow is installed from PyPI into the user's cache folder, once
// (350 MB), and started. Without it a fakesnow that is installed is started.
func fakesnow(t *testing.T) string {
	t.Helper()
	asked := os.Getenv("MART_FAKESNOW")
	if _, _, err := net.SplitHostPort(asked); err == nil {
		return asked
	}
	command, err := exec.LookPath("fakesnow")
	switch {
	case asked != "":
		command = installFakesnow(t)
	case err != nil:
		t.Skip("fakesnow is not installed; MART_FAKESNOW=1 installs and starts it (python 3.11 or newer, and the network)")
	}
	return startFakesnow(t, command)
}

func installFakesnow(t *testing.T) string {
	t.Helper()
	if exec.Command("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 11))").Run() != nil {
		t.Skip("python 3.11 or newer is not installed")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	folder := filepath.Join(cache, "mart", "fakesnow-0.12.1")
	command, ready := filepath.Join(folder, "bin", "fakesnow"), filepath.Join(folder, ".ready")
	if _, err := os.Stat(ready); err == nil {
		return command
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	for _, step := range [][]string{
		{"python3", "-m", "venv", folder},
		append([]string{filepath.Join(folder, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check"}, fakesnowPackages...),
	} {
		if out, err := exec.CommandContext(ctx, step[0], step[1:]...).CombinedOutput(); err != nil {
			t.Skipf("fakesnow cannot be installed: %v\n%s", err, out)
		}
	}
	must(t, os.WriteFile(ready, nil, 0o600))
	return command
}

func startFakesnow(t *testing.T, command string) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := free.Addr().String()
	must(t, free.Close())
	_, port, _ := net.SplitHostPort(address)
	server := exec.Command(command, "-s", "-p", port)
	server.Env = append(os.Environ(), "TMPDIR="+t.TempDir())
	must(t, server.Start())
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			_ = server.Process.Kill()
		}
	})
	for range 300 {
		select {
		case err := <-ended:
			t.Fatalf("fakesnow has ended: %v", err)
		default:
		}
		if conn, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			_ = conn.Close()
			return address
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("fakesnow does not listen on %s", address)
	return ""
}

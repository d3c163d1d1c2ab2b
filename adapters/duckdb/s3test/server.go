// Package s3test runs an S3 server for tests: moto, of PyPI. It gives DuckDB's httpfs
// extension as well, which comes from PyPI, too, where DuckDB's own server is not to be
// reached; and a proxy that breaks connections.
package s3test

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// The versions that are installed. The extension is of the DuckDB that the driver has.
const (
	motoVersion   = "5.2.5"
	duckdbVersion = "1.5.5"
)

// A Server is a running S3 server. It takes any credentials.
type Server struct {
	Endpoint  string // host:port, without TLS; buckets are folders of the path
	Extension string // the file of DuckDB's httpfs
	Chain     string // the file of DuckDB's aws, for credentials of the machine
}

// Start starts a server that ends with the test. MART_MOTO may name a program
// moto_server, which is then used. Otherwise moto is installed by pip into the user's
// cache, once. The test is skipped where neither can be done.
func Start(t testing.TB) *Server {
	t.Helper()
	command, packages := program(t)
	s := &Server{Endpoint: freePort(t), Extension: extension(t, packages, "httpfs"), Chain: extension(t, packages, "aws")}
	host, port, _ := net.SplitHostPort(s.Endpoint)
	command.Args = append(command.Args, "-H", host, "-p", port)
	said := &output{}
	command.Stdout, command.Stderr = said, said
	if err := command.Start(); err != nil {
		t.Skipf("moto does not start: %v", err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	for range 300 {
		if answer, err := http.Get("http://" + s.Endpoint + "/moto-api/"); err == nil {
			_ = answer.Body.Close()
			return s
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("moto does not answer:\n%s", said.text())
	return nil
}

// extension is the file of an extension of DuckDB.
func extension(t testing.TB, packages, name string) string {
	t.Helper()
	file := filepath.Join(packages, "duckdb_extension_"+name, "extensions", "v"+duckdbVersion, name+".duckdb_extension")
	if _, err := os.Stat(file); err != nil {
		t.Skipf("needs DuckDB's %s: pip install --no-deps duckdb-extension-%s==%s beside moto (%s)", name, name, duckdbVersion, packages)
	}
	return file
}

// program is the command that runs moto, and the folder of its Python packages.
func program(t testing.TB) (*exec.Cmd, string) {
	t.Helper()
	if path := os.Getenv("MART_MOTO"); path != "" {
		found, _ := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(path)), "lib", "python3*", "site-packages"))
		if len(found) == 0 {
			t.Fatalf("MART_MOTO is %s: it must be the moto_server of a Python venv", path)
		}
		return exec.Command(path), found[0]
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skipf("needs moto: set MART_MOTO to the moto_server of a venv (%v)", err)
	}
	packages := filepath.Join(cache, "mart-test", "moto-"+motoVersion+"-duckdb-"+duckdbVersion)
	if _, err := os.Stat(packages); err != nil {
		install(t, packages)
	}
	command := exec.Command("python3", "-m", "moto.server")
	command.Env = append(os.Environ(), "PYTHONPATH="+packages)
	return command, packages
}

// install puts the packages into a folder, which is there whole or not at all.
func install(t testing.TB, packages string) {
	t.Helper()
	fresh, err := os.MkdirTemp("", "moto")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(packages), 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	fresh = packages + filepath.Base(fresh)
	for _, what := range [][]string{
		{"moto[server]==" + motoVersion}, {"--no-deps", "duckdb-extension-httpfs==" + duckdbVersion}, {"--no-deps", "duckdb-extension-aws==" + duckdbVersion},
	} {
		pip := exec.CommandContext(ctx, "python3", append([]string{"-m", "pip", "install", "-q", "--target", fresh}, what...)...)
		if said, err := pip.CombinedOutput(); err != nil {
			_ = os.RemoveAll(fresh)
			t.Skipf("needs moto and DuckDB's extensions from PyPI, and pip cannot get %s: %v\n%s\n(or set MART_MOTO to the moto_server of a venv that has both)",
				what[len(what)-1], err, said)
		}
	}
	if err := os.Rename(fresh, packages); err != nil {
		_ = os.RemoveAll(fresh) // another test was quicker
	}
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Bucket makes a bucket.
func (s *Server) Bucket(t testing.TB, name string) {
	t.Helper()
	s.send(t, http.MethodPut, name, nil)
}

// Put writes an object: bucket/key.
func (s *Server) Put(t testing.TB, path string, content []byte) {
	t.Helper()
	s.send(t, http.MethodPut, path, content)
}

// Delete removes an object.
func (s *Server) Delete(t testing.TB, path string) {
	t.Helper()
	s.send(t, http.MethodDelete, path, nil)
}

// Get reads an object.
func (s *Server) Get(t testing.TB, path string) []byte {
	t.Helper()
	return s.send(t, http.MethodGet, path, nil)
}

// Keys lists the objects of a bucket whose key begins with prefix.
func (s *Server) Keys(t testing.TB, bucket, prefix string) []string {
	t.Helper()
	var page struct {
		Contents []struct{ Key string }
	}
	text := s.send(t, http.MethodGet, bucket+"?list-type=2&prefix="+url.QueryEscape(prefix), nil)
	if err := xml.Unmarshal(text, &page); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range page.Contents {
		out = append(out, c.Key)
	}
	return out
}

func (s *Server) send(t testing.TB, method, path string, content []byte) []byte {
	t.Helper()
	path, query, _ := strings.Cut(path, "?")
	to := url.URL{Scheme: "http", Host: s.Endpoint, Path: "/" + path, RawQuery: query}
	request, err := http.NewRequest(method, to.String(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	// moto reads who asks, and does not check the signature.
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+KeyID+"/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		t.Fatalf("%s %s: %s %v\n%s", method, path, answer.Status, err, text)
	}
	return text
}

// Target is the settings of a DuckDB target in memory that reaches the server, or a
// proxy before it, with credentials that can be looked for in what mart writes.
func (s *Server) Target(endpoint string) map[string]any {
	return map[string]any{
		"path": ":memory:", "extensions": []any{s.Extension},
		"settings": map[string]any{"http_retry_wait_ms": 1, "http_retry_backoff": 1},
		"secrets": map[string]any{"lake": map[string]any{
			"type": "s3", "key_id": KeyID, "secret": Secret, "session_token": Token, "region": "us-east-1",
			"endpoint": endpoint, "url_style": "path", "use_ssl": false,
		}},
	}
}

// The credentials of Target.
const (
	KeyID  = "AKIAMARTTESTKEYID"
	Secret = "marttest/SECRET+accesskey"
	Token  = "marttest-SESSION-token"
)

// Told reports which of the credentials a text has; none is well.
func Told(text string) string {
	for _, secret := range []string{KeyID, Secret, Token, url.QueryEscape(Secret)} {
		if strings.Contains(text, secret) {
			return secret
		}
	}
	return ""
}

// An output collects what a process writes.
type output struct {
	mu    sync.Mutex
	bytes bytes.Buffer
}

// Write adds to the output.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.bytes.Write(p)
}

func (o *output) text() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.bytes.String()
}

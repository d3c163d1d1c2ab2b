package main_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/duckdb/s3test"
)

// s3Yml is the mart.yml of a lake in a bucket. No secret stands in it.
const s3Yml = `name: killed
targets:
  dev:
    adapter: duckdb
    path: dev.duckdb
    threads: 3
    extensions: ['{{ env_var "LAKE_EXTENSION" }}']
    settings: {http_retry_wait_ms: 1, http_retry_backoff: 1}
    secrets:
      lake:
        type: s3
        key_id: '{{ env_var "LAKE_KEY_ID" }}'
        secret: '{{ env_var "LAKE_SECRET" }}'
        session_token: '{{ env_var "LAKE_TOKEN" }}'
        region: us-east-1
        endpoint: '{{ env_var "LAKE_ENDPOINT" }}'
        url_style: path
        use_ssl: false
`

// bucketProject makes the project of the kill test with its lake in a bucket.
func bucketProject(t *testing.T, s *s3test.Server, bucket string) string {
	t.Helper()
	dir := t.TempDir()
	writeKillProject(t, dir)
	s.Bucket(t, bucket)
	toBucket(t, s, dir, bucket)
	put(t, dir, "mart.yml", s3Yml)
	for name, words := range map[string][2]string{
		"models/sources.yml":    {"files: raw/", "files: s3://" + bucket + "/raw/"},
		"models/lake_sales.sql": {`"lake/sales"`, `"s3://` + bucket + `/lake/sales"`},
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, name, strings.Replace(string(text), words[0], words[1], 1))
	}
	return dir
}

// toBucket moves the raw files of a folder into a bucket.
func toBucket(t *testing.T, s *s3test.Server, dir, bucket string) {
	t.Helper()
	raw := filepath.Join(dir, "raw")
	err := filepath.WalkDir(raw, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		s.Put(t, bucket+"/"+filepath.ToSlash(rel), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(raw); err != nil {
		t.Fatal(err)
	}
}

// bucketSeen is seen for a lake in a bucket: its files are fetched to look at.
func bucketSeen(t *testing.T, s *s3test.Server, dir, bucket string) map[string]string {
	t.Helper()
	lake := filepath.Join(dir, "lake")
	if err := os.RemoveAll(lake); err != nil {
		t.Fatal(err)
	}
	for _, key := range s.Keys(t, bucket, "lake") {
		put(t, dir, key, string(s.Get(t, bucket+"/"+key)))
	}
	out := seen(t, dir)
	if err := os.RemoveAll(lake); err != nil {
		t.Fatal(err)
	}
	for name, text := range out {
		out[name] = strings.ReplaceAll(text, "s3://"+bucket+"/", "")
	}
	delete(out, "ledger") // its hashes are versions
	return out
}

// s3Mart is mart as a process that reaches a server at an endpoint.
func s3Mart(ctx context.Context, s *s3test.Server, endpoint, dir string, args ...string) *exec.Cmd {
	c := martCommand(ctx, dir, args...)
	c.Env = append(c.Env, "LAKE_EXTENSION="+s.Extension, "LAKE_ENDPOINT="+endpoint,
		"LAKE_KEY_ID="+s3test.KeyID, "LAKE_SECRET="+s3test.Secret, "LAKE_TOKEN="+s3test.Token)
	return c
}

func s3Build(t *testing.T, s *s3test.Server, endpoint, dir string) string {
	t.Helper()
	out, err := s3Mart(t.Context(), s, endpoint, dir, "build", "--log-format", "plain").CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return string(out)
}

// A lake in a bucket gives the rows that the same lake in a folder gives: at first, and
// after a new day, a late file and a changed one. What did not change is not read again.
func TestS3Lake(t *testing.T) {
	t.Parallel()
	s := s3test.Start(t)
	p := s3test.NewProxy(t, s)
	local := t.TempDir()
	writeKillProject(t, local)
	dir := bucketProject(t, s, "shop")
	same := func(when string) map[string]string {
		t.Helper()
		mustBuild(t, local)
		s3Build(t, s, p.Endpoint, dir)
		want, got := seen(t, local), bucketSeen(t, s, dir, "shop")
		delete(want, "ledger")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
		return want
	}
	same("at first")
	addSecondDay(t, local)
	addSecondDay(t, dir)
	toBucket(t, s, dir, "shop")
	p.Break(nil)
	want := same("a day later")
	for _, request := range p.Seen() {
		if strings.HasPrefix(request, "GET /shop/raw/day=2026-01-03/") {
			t.Errorf("read again: %s", request)
		}
	}
	p.Break(nil)
	if out := s3Build(t, s, p.Endpoint, dir); !strings.Contains(out, "up to date") && !strings.Contains(out, "no new files") {
		t.Errorf("nothing new, and it says\n%s", out)
	}
	for _, request := range p.Seen() {
		if !strings.HasPrefix(request, "GET ") && !strings.HasPrefix(request, "HEAD ") || strings.Contains(request, "/raw/day=") && !strings.Contains(request, "list-type") {
			t.Errorf("nothing new, and it asks %s", request)
		}
	}
	if t.Failed() || testing.Short() {
		return
	}
	t.Run("killed", func(t *testing.T) { killedAtRequests(t, s, p, want) })
}

// Every format is read from a bucket as it is from a folder, with its rejects.
func TestS3Formats(t *testing.T) {
	t.Parallel()
	s := s3test.Start(t)
	s.Bucket(t, "formats")
	local, dir := t.TempDir(), t.TempDir()
	for _, where := range []struct{ dir, lake, yml string }{
		{local, "", "name: killed\ntargets:\n  dev: {adapter: duckdb, path: dev.duckdb}\n"}, {dir, "s3://formats/", s3Yml},
	} {
		put(t, where.dir, "mart.yml", where.yml)
		put(t, where.dir, "models/sources.yml", `sources:
  - name: raw
    tables:
      - {name: c, files: '`+where.lake+`raw/*/*.csv', columns: [{name: a, data_type: bigint}, {name: b, data_type: varchar}]}
      - {name: t, files: '`+where.lake+`raw/day=*/*.txt', format: text}
      - {name: z, files: ['`+where.lake+`raw/day=*/*.json.gz'], format: json}
`)
		for _, source := range []string{"c", "t", "z"} {
			put(t, where.dir, "models/load_"+source+".sql", `{{ config "materialized" "load" "max_rejects" 5 }}
select * from {{ source "raw" "`+source+`" }}`)
			put(t, where.dir, "models/now_"+source+".sql", `{{ config "materialized" "table" }}
select * from {{ source "raw" "`+source+`" }}`)
		}
		put(t, where.dir, "models/p.sql", `{{ config "materialized" "external" "location" "`+where.lake+`lake/p" "format" "csv" }}
select a, b from {{ ref "load_c" }} order by all`)
		put(t, where.dir, "models/q.sql", `{{ config "materialized" "table" }}
select * from {{ ref "p" }}`)
		for name, text := range map[string]string{
			"raw/day=1/a.csv": "a,b\n1,x\nbad,y\n2,\"z\nz\"\n", "raw/day=2/b c+d%.csv": "a,b\n3,w\n", "raw/day=1/a.txt": "one\n\ntwo\n", "raw/day=2/ü.txt": "three",
			"raw/day=1/a.json.gz": inGzip(t, "{\"k\": 1, \"v\": {\"w\": [1, 2]}}\n{\"k\": 2}\n"),
		} {
			put(t, where.dir, name, text)
		}
	}
	toBucket(t, s, dir, "formats")
	mustBuild(t, local)
	s3Build(t, s, s.Endpoint, dir)
	for _, table := range []string{"load_c", "load_c__rejects", "load_t", "load_z", "now_c", "now_t", "now_z", "q"} {
		query := "select * exclude (_loaded_at) from main." + table + " order by all"
		var got [2]string
		for i, in := range []string{local, dir} {
			var err error
			if got[i], err = ask(filepath.Join(in, "dev.duckdb"), query); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(got[0], strings.ReplaceAll(got[1], "s3://formats/", "")); diff != "" || got[0] == "" {
			t.Errorf("%s: %s", table, diff)
		}
	}
}

// inGzip is a text as gzip has it.
func inGzip(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// killedAtRequests kills builds while they talk to the server, and builds again.
func killedAtRequests(t *testing.T, s *s3test.Server, p *s3test.Proxy, want map[string]string) {
	for i, at := range []float64{0.2, 0.45, 0.6, 0.7, 0.8, 0.9, 0.97} {
		bucket := fmt.Sprintf("kill%d", i)
		dir := bucketProject(t, s, bucket)
		p.Break(nil)
		s3Build(t, s, p.Endpoint, dir)
		victim := max(1, int(float64(len(p.Seen()))*at))
		addSecondDay(t, dir)
		toBucket(t, s, dir, bucket)
		c := s3Mart(t.Context(), s, p.Endpoint, dir, "build", "--log-format", "plain", "--full-refresh")
		p.Break(func(n int, _ *http.Request) s3test.Fault {
			if n < victim {
				return s3test.None
			}
			if n == victim {
				_ = c.Process.Kill()
			}
			return s3test.DropAnswer
		})
		if err := c.Run(); err == nil {
			t.Errorf("not killed at request %d", victim)
		}
		p.Break(nil)
		if i%2 == 1 { // on another machine, with what the target's file knows
			if err := os.RemoveAll(filepath.Join(dir, "target")); err != nil {
				t.Fatal(err)
			}
		}
		s3Build(t, s, p.Endpoint, dir)
		if diff := cmp.Diff(want, bucketSeen(t, s, dir, bucket)); diff != "" {
			t.Errorf("killed at request %d: %s", victim, diff)
		}
		if left, err := os.ReadDir(filepath.Join(dir, "target", "aside", bucket, "lake")); err == nil && len(left) > 0 {
			t.Errorf("killed at request %d: %v is left", victim, left)
		}
	}
}

// Whatever fails, no secret stands in what mart says or writes.
func TestS3SecretsStaySecret(t *testing.T) {
	t.Parallel()
	s := s3test.Start(t)
	dir := bucketProject(t, s, "hush")
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = fmt.Fprintf(w, "<Error><Code>AccessDenied</Code><Message>%s, %s, %s may not</Message></Error>", s3test.KeyID, s3test.Secret, s3test.Token)
	}))
	defer refuses.Close()
	put(t, dir, "models/plain.sql", `{{ config "materialized" "view" }}
select * from {{ source "raw" "sales" }}`)
	s3Build(t, s, s.Endpoint, dir)
	var said bytes.Buffer
	for _, args := range [][]string{
		{"build", "--log-format", "plain", "--full-refresh"}, {"build", "--log-format", "json"}, {"compile"}, {"debug"}, {"ls", "--output", "json"}, {"show", "plain"},
	} {
		for _, endpoint := range []string{s.Endpoint, strings.TrimPrefix(refuses.URL, "http://")} {
			c := s3Mart(t.Context(), s, endpoint, dir, args...)
			c.Stdout, c.Stderr = &said, &said
			_ = c.Run() // it may fail: what it says is looked at
		}
	}
	if !strings.Contains(said.String(), "AccessDenied") || !strings.Contains(said.String(), "*** may not") {
		t.Errorf("no refusal is told:\n%s", said.String())
	}
	if told := s3test.Told(said.String()); told != "" {
		at := strings.Index(said.String(), told)
		t.Errorf("%s is told: ...%s", told, said.String()[max(0, at-500):])
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if told := s3test.Told(string(text)); told != "" {
			t.Errorf("%s stands in %s", told, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

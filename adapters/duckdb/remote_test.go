package duckdb_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/adapters/duckdb/s3test"
	"github.com/martsql/mart/engine"
)

// openStore opens a database in memory that reaches an S3 server at an endpoint.
func openStore(t testing.TB, s *s3test.Server, endpoint string) (engine.Adapter, engine.Lake, string) {
	t.Helper()
	root := t.TempDir()
	target := engine.Target{Name: "dev", Settings: s.Target(endpoint)}
	a, err := duckdb.New().Open(context.Background(), target, adapters.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a, a.(engine.Lake), root
}

// All of an object store is told by one server: it takes a second to start.
func TestS3(t *testing.T) {
	s := s3test.Start(t)
	p := s3test.NewProxy(t, s)
	t.Run("list", func(t *testing.T) { testS3List(t, s, p) })
	t.Run("hash", func(t *testing.T) { testS3Hash(t, s, p) })
	t.Run("publish", func(t *testing.T) { testS3Publish(t, s) })
	t.Run("broken connections", func(t *testing.T) { testS3Broken(t, s, p) })
	t.Run("changed while read", func(t *testing.T) { testS3Changed(t, s, p) })
	t.Run("credentials of the machine", func(t *testing.T) { testS3Chain(t, s) })
	t.Run("through DuckDB alone", func(t *testing.T) { testS3BySQL(t, s) })
	t.Run("errors", func(t *testing.T) { testS3Errors(t, s, p) })
}

func testS3List(t *testing.T, s *s3test.Server, p *s3test.Proxy) {
	_, lake, root := openStore(t, s, p.Endpoint)
	s.Bucket(t, "list")
	for _, key := range []string{
		"raw/d=1/a.json", "raw/d=1/b.json", "raw/d=2/a.json", "raw/d=2/a.csv", "raw/d=2/_part.json", "raw/.hidden/a.json", "raw/_tmp/a.json",
		"raw/d=3/deep/er/a.json", "raw__build/d=1/a.json", "raw/d=4/sp ace+ü%25.json", "raw/d=5/", "top.json", ".top.json", "_top.json",
	} {
		s.Put(t, "list/"+key, []byte("12345"))
		if !strings.HasSuffix(key, "/") {
			write(t, root, "list/"+key+": 12345")
		}
	}
	for _, glob := range []string{
		"list/raw/d=*/*.json", "list/raw/**/a.json", "list/*/d=1/a.json", "list/raw/_tmp/*.json", "list/raw/d=2/a.{csv,json}", "list/top.json", "list/*.json", "list/*top.json", "list/none/*.json",
	} {
		p.Break(nil)
		found, err := lake.List(context.Background(), []string{"s3://" + glob, "s3://" + glob})
		if err != nil {
			t.Fatal(err)
		}
		local, err := lake.List(context.Background(), []string{glob})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, f := range found {
			got = append(got, strings.TrimPrefix(f.Path, "s3://"))
			if f.Size != 5 || f.Hash != "etag:827ccb0eea8a706c4c34a16891f84e7b" || time.Since(f.Modified).Abs() > time.Hour {
				t.Errorf("got %+v", f)
			}
		}
		for _, f := range local {
			want = append(want, f.Path)
		}
		if !cmp.Equal(got, want) {
			t.Errorf("%s: %s", glob, cmp.Diff(want, got))
		}
		if seen := p.Seen(); len(seen) != 1 {
			t.Errorf("%s asks %d times, want one listing: %s", glob, len(seen), seen)
		}
	}
}

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func testS3Hash(t *testing.T, s *s3test.Server, p *s3test.Proxy) {
	_, lake, _ := openStore(t, s, p.Endpoint)
	ctx := context.Background()
	s.Bucket(t, "hash")
	whole := zipped(t, strings.Repeat("{}\n", 1000))
	s.Put(t, "hash/a.json.gz", whole)
	s.Put(t, "hash/cut.json.gz", whole[:len(whole)-9])
	s.Put(t, "hash/plain.json", []byte("{}"))
	found, err := lake.List(ctx, []string{"s3://hash/*"})
	if err != nil || len(found) != 3 {
		t.Fatalf("%v %v", found, err)
	}
	p.Break(nil)
	if f, err := lake.Hash(ctx, found[2]); err != nil || f != found[2] || len(p.Seen()) > 0 {
		t.Errorf("a plain object is read: %v %v %v", f, err, p.Seen())
	}
	for _, fault := range []s3test.Fault{s3test.None, s3test.Drop, s3test.Busy, s3test.Truncate} {
		p.Break(func(n int, _ *http.Request) s3test.Fault {
			if n == 1 {
				return fault
			}
			return s3test.None
		})
		if f, err := lake.Hash(ctx, found[0]); err != nil || f != found[0] {
			t.Errorf("%q: %v %v", fault, f, err)
		}
	}
	p.Break(nil)
	if _, err := lake.Hash(ctx, found[1]); err == nil || !strings.Contains(err.Error(), "s3://hash/cut.json.gz: the file is cut off in the middle") {
		t.Errorf("cut off: %v", err)
	}
	s.Put(t, "hash/a.json.gz", zipped(t, "{}\n"))
	_, err = lake.Hash(ctx, found[0])
	if engine.DatabaseErrorKind(err) != engine.TemporaryError || !strings.Contains(err.Error(), "it changed while it was being read") {
		t.Errorf("changed: %v", err)
	}
	bare := engine.File{Path: "s3://hash/plain.json"}
	if f, err := lake.Hash(ctx, bare); err != nil || f.Hash != "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" {
		t.Errorf("without a version: %v %v", f, err)
	}
}

// asideOf is the local folder for builds of a location.
func asideOf(t testing.TB, root, location string) string {
	t.Helper()
	aside := filepath.Join(root, engine.AsideOf(location))
	if err := os.MkdirAll(aside, 0o755); err != nil {
		t.Fatal(err)
	}
	return aside
}

func testS3Publish(t *testing.T, s *s3test.Server) {
	a, lake, root := openStore(t, s, s.Endpoint)
	session := sessionOf(t, a)
	ctx := context.Background()
	s.Bucket(t, "pub")
	build := func(sql, options string) {
		t.Helper()
		aside := asideOf(t, root, "s3://pub/x/m")
		if _, err := session.Exec(ctx, engine.Statement{SQL: fmt.Sprintf("copy (%s) to '%s' (format %s)", sql, aside, options)}); err != nil {
			t.Fatal(err)
		}
		if err := lake.Publish(ctx, engine.AsideOf("s3://pub/x/m"), "s3://pub/x/m", nil); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(aside); err == nil {
			t.Error("the aside is left")
		}
	}
	// More partitions than DuckDB keeps open: it writes several files for some.
	build("select i, i % 250 as k from range(500000) t(i)", "parquet, partition_by (k), overwrite_or_ignore true, compression zstd")
	if n := len(s.Keys(t, "pub", "")); n != 250 {
		t.Errorf("%d objects, want one for each of 250 partitions", n)
	}
	sum := "select count(*), sum(i)::bigint, count(distinct k), min(filename[:13]) from read_parquet('s3://pub/x/m/*/*.parquet', filename = true)"
	if got := all(t, session, sum)[0]; !cmp.Equal(got, []any{int64(500000), int64(124999750000), int64(250), "s3://pub/x/m/"}) {
		t.Errorf("got %v", got)
	}
	if got := all(t, session, "select distinct compression from parquet_metadata('s3://pub/x/m/*/*.parquet')"); !cmp.Equal(got, [][]any{{"ZSTD"}}) {
		t.Errorf("got %v", got)
	}
	// Folder names that a URL writes otherwise; and a copy in parts.
	if err := duckdb.CopyInParts(ctx, a, "s3://pub/x/m", 6<<20); err != nil {
		t.Fatal(err)
	}
	build("select repeat(md5(i::varchar), 8) as i, case when i < 60000 then 'ü /a b+c%=' else '1' end as k from range(60001) t(i)", "csv, partition_by (k), overwrite_or_ignore true, header true")
	odd := "select k, count(distinct i) from read_csv('s3://pub/x/m/*/*.csv', hive_partitioning = true) group by k order by k"
	if got := all(t, session, odd); !cmp.Equal(got, [][]any{{"1", int64(1)}, {"ü /a b+c%=", int64(60000)}}) {
		t.Errorf("got %v in %s", got, s.Keys(t, "pub", "x/m/k=%"))
	}
	if keys := s.Keys(t, "pub", "x/m/k=1/"); !cmp.Equal(keys, []string{"x/m/k=1/data_0.csv"}) {
		t.Errorf("the partition holds %s", keys)
	}
}

// Whatever happens to a request, a publish ends well or is put right by the next one.
func testS3Broken(t *testing.T, s *s3test.Server, p *s3test.Proxy) {
	_, lake, root := openStore(t, s, p.Endpoint)
	ctx := context.Background()
	s.Bucket(t, "broken")
	location := "s3://broken/m"
	s.Put(t, "broken/m/d=1/data_0.csv", []byte("old 1"))
	s.Put(t, "broken/m/d=2/data_0.csv", []byte("old 2"))
	s.Put(t, "broken/m/d=3/data_0.csv", []byte("old 3"))
	goes := func(part string) bool { return part == "d=3" }
	generation, failed := 0, 0
	for _, fault := range []s3test.Fault{s3test.Drop, s3test.DropAnswer, s3test.Busy, s3test.Truncate} {
		for at := 1; at <= 13; at += 2 {
			for _, lasts := range []int{1, 100} { // once, and for good
				generation++
				fresh := fmt.Sprintf("new %d", generation)
				aside := asideOf(t, root, location)
				write(t, aside, "d=1/data_0.csv: "+fresh, "d=2/data_0.csv: "+fresh)
				p.Break(func(n int, _ *http.Request) s3test.Fault {
					if n >= at && n < at+lasts {
						return fault
					}
					return s3test.None
				})
				old := [2]string{string(s.Get(t, "broken/m/d=1/data_0.csv")), string(s.Get(t, "broken/m/d=2/data_0.csv"))}
				err := lake.Publish(ctx, aside, location, goes)
				p.Break(nil)
				for i, part := range []string{"d=1", "d=2"} {
					if now := string(s.Get(t, "broken/m/"+part+"/data_0.csv")); now != fresh && (err == nil || now != old[i]) {
						t.Errorf("%s at %d: %s holds %q, before %q (%v)", fault, at, part, now, old[i], err)
					}
				}
				if err == nil {
					continue
				}
				failed++
				if kind := engine.DatabaseErrorKind(err); kind != engine.TemporaryError || s3test.Told(err.Error()) != "" {
					t.Errorf("%s at %d: kind %d of %v", fault, at, kind, err)
				}
				if err := lake.Recover(ctx, location); err != nil {
					t.Errorf("%s at %d: recover: %v", fault, at, err)
				}
				one, two := string(s.Get(t, "broken/m/d=1/data_0.csv")), string(s.Get(t, "broken/m/d=2/data_0.csv"))
				if one != two {
					t.Errorf("%s at %d: recovered to %q and %q", fault, at, one, two)
				}
				for _, key := range s.Keys(t, "broken", "m__") {
					t.Errorf("%s at %d: left over: %s", fault, at, key)
				}
			}
		}
	}
	if keys := s.Keys(t, "broken", ""); len(keys) != 2 || failed < 10 {
		t.Errorf("%d publishes failed; in the end: %s", failed, keys)
	}
}

// An object that is replaced while DuckDB reads it is an error that is worth another
// try, not a mixture.
func testS3Changed(t *testing.T, s *s3test.Server, p *s3test.Proxy) {
	a, lake, root := openStore(t, s, p.Endpoint)
	session := sessionOf(t, a)
	ctx := context.Background()
	s.Bucket(t, "changed")
	version := func(n int) []byte {
		t.Helper()
		file := filepath.Join(root, fmt.Sprintf("%d.parquet", n))
		sql := fmt.Sprintf("copy (select %d as n, md5(i::varchar) as x from range(400000) t(i)) to '%s' (row_group_size 20000)", n, file)
		if _, err := session.Exec(ctx, engine.Statement{SQL: sql}); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	old, fresh := version(1), version(2)
	s.Put(t, "changed/a.parquet", old)
	p.Break(func(n int, _ *http.Request) s3test.Fault {
		if n == 5 {
			s.Put(t, "changed/a.parquet", fresh)
		}
		return s3test.None
	})
	before, err := lake.List(ctx, []string{"s3://changed/*.parquet"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = session.Exec(ctx, engine.Statement{SQL: "create temp table t as select * from read_parquet('s3://changed/a.parquet')"})
	if engine.DatabaseErrorKind(err) != engine.TemporaryError {
		t.Errorf("kind %d of %v", engine.DatabaseErrorKind(err), err)
	}
	p.Break(nil)
	if got := all(t, session, "select distinct n from read_parquet('s3://changed/a.parquet')"); !cmp.Equal(got, [][]any{{int64(2)}}) {
		t.Errorf("afterwards: %v", got)
	}
	after, err := lake.List(ctx, []string{"s3://changed/*.parquet"})
	if err != nil || len(after) != 1 || after[0].Hash == before[0].Hash {
		t.Errorf("%v, before %v, %v", after, before, err)
	}
}

// Without keys in the target, the environment has them: for DuckDB and for mart.
func testS3Chain(t *testing.T, s *s3test.Server) {
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": s3test.KeyID, "AWS_SECRET_ACCESS_KEY": s3test.Secret, "AWS_CONFIG_FILE": "none", "AWS_SHARED_CREDENTIALS_FILE": "none", "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	settings := s.Target(s.Endpoint)
	settings["extensions"] = []any{s.Extension, s.Chain}
	settings["secrets"] = map[string]any{
		"chain": map[string]any{"type": "s3", "provider": "credential_chain", "chain": "env", "region": "us-east-1", "endpoint": s.Endpoint, "url_style": "path", "use_ssl": false},
		"other": map[string]any{"type": "s3", "scope": "s3://elsewhere", "key_id": "x", "secret": "y", "endpoint": "127.0.0.1:1"},
	}
	a := open(t, settings)
	s.Bucket(t, "chain")
	s.Put(t, "chain/a.csv", []byte("a\n1\n"))
	found, err := a.(engine.Lake).List(context.Background(), []string{"s3://chain/*.csv"})
	if err != nil || len(found) != 1 {
		t.Errorf("%v %v", found, err)
	}
	if got := all(t, sessionOf(t, a), "select * from read_csv('s3://chain/a.csv')"); !cmp.Equal(got, [][]any{{int64(1)}}) {
		t.Errorf("got %v", got)
	}
}

// Without a secret of the target, as with stores that only DuckDB knows, DuckDB lists
// and reads; a file is known by its content then.
func testS3BySQL(t *testing.T, s *s3test.Server) {
	a := open(t, map[string]any{"path": ":memory:", "extensions": []any{s.Extension}, "settings": map[string]any{
		"s3_endpoint": s.Endpoint, "s3_url_style": "path", "s3_use_ssl": false, "s3_region": "us-east-1",
		"s3_access_key_id": s3test.KeyID, "s3_secret_access_key": s3test.Secret, "s3_session_token": s3test.Token,
	}})
	lake, ctx := a.(engine.Lake), context.Background()
	s.Bucket(t, "bysql")
	whole := zipped(t, "{}\n")
	s.Put(t, "bysql/raw/d=1/a.json", []byte("{}"))
	s.Put(t, "bysql/raw/d=1/_b.json", []byte("{}"))
	s.Put(t, "bysql/raw/d=2/a.json.gz", whole)
	s.Put(t, "bysql/raw/d=3/a.json.gz", whole[:len(whole)-5])
	found, err := lake.List(ctx, []string{"s3://bysql/raw/*/*.json", "s3://bysql/raw/**/*.gz", "s3://bysql/none/*.json"})
	if err != nil || len(found) != 3 || found[0].Path != "s3://bysql/raw/d=1/a.json" || found[0].Size != 2 || found[0].Modified.IsZero() || found[0].Hash != "" {
		t.Fatalf("%v %v", found, err)
	}
	if f, err := lake.Hash(ctx, found[0]); err != nil || f.Hash != "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" {
		t.Errorf("%v %v", f, err)
	}
	if f, err := lake.Hash(ctx, found[1]); err != nil || len(f.Hash) != 64 {
		t.Errorf("%v %v", f, err)
	}
	if _, err := lake.Hash(ctx, found[2]); err == nil || !strings.Contains(err.Error(), "cut off in the middle") {
		t.Errorf("cut off: %v", err)
	}
	_, err = lake.List(ctx, []string{"s3://nosuch/*.json"})
	if engine.DatabaseErrorKind(err) != engine.UnreachableError || s3test.Told(err.Error()) != "" {
		t.Errorf("kind %d of %v", engine.DatabaseErrorKind(err), err)
	}
}

// A server that refuses, and says aloud whom; the secrets stay out of every message.
func testS3Errors(t *testing.T, s *s3test.Server, p *s3test.Proxy) {
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = fmt.Fprintf(w, "<Error><Code>InvalidAccessKeyId</Code><Message>No key %s with %s and %s</Message><AWSAccessKeyId>%s</AWSAccessKeyId></Error>",
			s3test.KeyID, s3test.Secret, s3test.Token, s3test.KeyID)
	}))
	defer refuses.Close()
	a, lake, _ := openStore(t, s, strings.TrimPrefix(refuses.URL, "http://"))
	ctx := context.Background()
	_, listed := lake.List(ctx, []string{"s3://b/*.json"})
	_, hashed := lake.Hash(ctx, engine.File{Path: "s3://b/a.json"})
	_, read := sessionOf(t, a).Exec(ctx, engine.Statement{SQL: "select * from read_json('s3://b/a.json')"})
	for what, err := range map[string]error{"list": listed, "hash": hashed, "publish": lake.Recover(ctx, "s3://b/m"), "read": read} {
		if engine.DatabaseErrorKind(err) != engine.UnreachableError {
			t.Errorf("%s: kind %d of %v", what, engine.DatabaseErrorKind(err), err)
			continue
		}
		if told := s3test.Told(fmt.Sprintf("%v %+v", err, err)); told != "" {
			t.Errorf("%s tells %s: %v", what, told, err)
		}
	}
	_, lake, _ = openStore(t, s, p.Endpoint)
	p.Break(nil)
	_, err := lake.List(ctx, []string{"s3://nosuch/*.json"})
	if want := "lake: cannot list s3://nosuch/*.json: there is no such bucket"; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	p.Break(func(int, *http.Request) s3test.Fault { return s3test.Busy })
	_, err = lake.List(ctx, []string{"s3://nosuch/*.json"})
	if engine.DatabaseErrorKind(err) != engine.TemporaryError || !strings.Contains(err.Error(), "answers HTTP 503") {
		t.Errorf("kind %d of %v", engine.DatabaseErrorKind(err), err)
	}
	p.Break(nil)
}

// Files of a web server: sizes and times by asking; where a server tells no time, by
// reading.
func TestHTTP(t *testing.T) {
	s := s3test.Start(t)
	var content, told atomic.Value
	var seen atomic.Int64
	content.Store("a,b\n1,2\n")
	told.Store("Fri, 20 Nov 2026 10:00:00 GMT")
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		if strings.Contains(r.URL.Path, "none") {
			http.NotFound(w, r)
			return
		}
		if at := told.Load().(string); at != "" {
			w.Header().Set("Last-Modified", at)
		}
		http.ServeContent(w, r, "a.csv", time.Time{}, strings.NewReader(content.Load().(string)))
	}))
	defer web.Close()
	_, lake, _ := openStore(t, s, s.Endpoint)
	ctx := context.Background()
	found, err := lake.List(ctx, []string{web.URL + "/a.csv"})
	want := []engine.File{{Path: web.URL + "/a.csv", Size: 8, Modified: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)}}
	if err != nil || !cmp.Equal(found, want) || seen.Load() != 1 {
		t.Errorf("%d requests, %v, %s", seen.Load(), err, cmp.Diff(want, found))
	}
	hashed, err := lake.Hash(ctx, want[0])
	if err != nil || len(hashed.Hash) != 64 {
		t.Errorf("%v %v", hashed, err)
	}
	told.Store("")
	found, err = lake.List(ctx, []string{web.URL + "/a.csv"})
	if err != nil || len(found) != 1 || found[0].Hash != hashed.Hash {
		t.Errorf("without a time: %v %v", found, err)
	}
	content.Store("a,b\n1,3\n")
	again, err := lake.List(ctx, []string{web.URL + "/a.csv"})
	if err != nil || len(again) != 1 || again[0].Hash == hashed.Hash || again[0].Size != 8 {
		t.Errorf("without a time, changed: %v %v", again, err)
	}
	for glob, want := range map[string]string{"/*.csv": "Globs", "/none.csv": "404"} {
		if _, err := lake.List(ctx, []string{web.URL + glob}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", glob, err)
		}
	}
}

// A machine without an extension is told which, for what, and what to do.
func TestExtensionMissing(t *testing.T) {
	empty := t.TempDir()
	settings := map[string]any{
		"path": ":memory:", "settings": map[string]any{"extension_directory": empty, "custom_extension_repository": "http://127.0.0.1:1/none"},
		"secrets": map[string]any{"lake": map[string]any{"type": "s3", "key_id": s3test.KeyID, "secret": s3test.Secret}},
	}
	err := openError(t, t.TempDir(), settings, adapters.Options{})
	for _, want := range []string{"extension httpfs: ", "secret lake needs it", "extension_directory"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in %v", want, err)
		}
	}
	delete(settings, "secrets")
	a := open(t, settings)
	_, err = a.(engine.Lake).List(context.Background(), []string{"gs://bucket/*.csv"})
	if engine.DatabaseErrorKind(err) != engine.UnreachableError || !strings.Contains(err.Error(), "gs:// needs it") {
		t.Errorf("got %v", err)
	}
}

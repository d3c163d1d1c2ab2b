package snowtest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	sf "github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

func fetch(t *testing.T, url string) ([]byte, int) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b, r.StatusCode
}

var putStatement = regexp.MustCompile(`(?i)^put 'file://([^']+)' '?@(\S+?)'?( auto_compress=(true|false))?( overwrite=(true|false))?$`)

// stages is a script that knows PUT and one GET.
func stages() *script {
	s := &script{}
	s.answer = func(_ context.Context, r account.Request) (*account.Result, error) {
		if strings.HasPrefix(strings.ToLower(r.SQL), "get ") {
			parts := strings.Fields(r.SQL)
			return &account.Result{Kind: account.Control, Transfer: &account.Transfer{
				Sources: []string{strings.TrimSuffix(strings.TrimPrefix(parts[2], "'file://"), "'")}, Stage: "S", Files: []string{"in/out.bin"}, Parallel: 4,
			}}, nil
		}
		m := putStatement.FindStringSubmatch(r.SQL)
		if m == nil {
			return &account.Result{Kind: account.Insert, Columns: number("number of rows inserted"), Rows: [][]any{{int64(1)}}}, nil
		}
		stage, folder, _ := strings.Cut(m[2], "/")
		if folder != "" {
			folder = strings.TrimSuffix(folder, "/") + "/"
		}
		return &account.Result{Kind: account.Control, Transfer: &account.Transfer{
			Upload: true, Sources: []string{m[1]}, Stage: stage, Folder: folder, Parallel: 4,
			AutoCompress: m[4] != "false", Overwrite: m[6] == "true", Compression: "AUTO_DETECT",
		}}, nil
	}
	return s
}

func TestPut(t *testing.T) {
	ctx := context.Background()
	big := make([]byte, 3<<20+17)
	_, _ = rand.Read(big)
	for _, o := range []snowtest.Options{{}, {Encrypt: true}, {Transfer: snowtest.TransferLocal}} {
		t.Run(fmt.Sprintf("%s encrypted %t", o.Transfer, o.Encrypt), func(t *testing.T) {
			t.Parallel()
			account := stages()
			s := serve(t, o, account)
			conn := one(t, config(s))
			file := filepath.Join(t.TempDir(), "part.parquet")
			for _, content := range [][]byte{big, big[:100], {}} {
				if err := os.WriteFile(file, content, 0o600); err != nil {
					t.Fatal(err)
				}
				if len(content) == 0 && o.Encrypt {
					continue // the driver sends an empty file as one block of padding
				}
				var status string
				row := conn.QueryRowContext(ctx, "put 'file://"+file+"' @S/in auto_compress=false overwrite=true")
				if err := row.Scan(new(any), new(any), new(any), new(any), new(any), new(any), &status, new(any)); err != nil || status != "UPLOADED" {
					t.Fatalf("status %q, %v", status, err)
				}
				got, err := os.ReadFile(filepath.Join(account.dir, "S", "in", "part.parquet"))
				if err != nil || sha256.Sum256(got) != sha256.Sum256(content) {
					t.Errorf("%d bytes arrived of %d, %v", len(got), len(content), err)
				}
			}
		})
	}
}

func TestPutPattern(t *testing.T) {
	account := stages()
	s := serve(t, snowtest.Options{}, account)
	dir := t.TempDir()
	for _, name := range []string{"p1.parquet", "p2.parquet", "q.parquet"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := one(t, config(s)).ExecContext(context.Background(), "put 'file://"+dir+"/p*.parquet' @S auto_compress=false"); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(account.dir, "S", "*"))
	if err != nil || len(files) != 2 {
		t.Fatalf("files %q", files)
	}
	for _, f := range files {
		if b, err := os.ReadFile(f); err != nil || string(b) != filepath.Base(f) {
			t.Errorf("%s holds %q, %v", f, b, err)
		}
	}
}

func TestPutKeepsWhatIsThere(t *testing.T) {
	account := stages()
	s := serve(t, snowtest.Options{}, account)
	conn := one(t, config(s))
	file := filepath.Join(t.TempDir(), "a.csv")
	for _, content := range []string{"first", "second"} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.ExecContext(context.Background(), "put 'file://"+file+"' @S auto_compress=false overwrite=false"); err != nil {
			t.Fatal(err)
		}
	}
	if b, err := os.ReadFile(filepath.Join(account.dir, "S", "a.csv")); err != nil || string(b) != "first" {
		t.Errorf("the stage holds %q, %v", b, err)
	}
	list := s.Statements()
	if len(list) != 4 || list[0].Presign || !list[1].Presign {
		t.Errorf("statements %+v", list)
	}
}

func TestPutStream(t *testing.T) {
	account := stages()
	s := serve(t, snowtest.Options{}, account)
	content := bytes.Repeat([]byte("line of a stream\n"), 1000)
	ctx := sf.WithFilePutStream(context.Background(), bytes.NewReader(content))
	if _, err := one(t, config(s)).ExecContext(ctx, "put 'file:///nowhere/stream.csv' @S"); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(account.dir, "S", "stream.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes arrived of %d, %v", len(got), len(content), err)
	}
}

func TestGet(t *testing.T) {
	account := stages()
	s := serve(t, snowtest.Options{}, account)
	content := make([]byte, 12<<20) // more than one part of the driver's
	_, _ = rand.Read(content)
	if err := os.MkdirAll(filepath.Join(account.dir, "S", "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(account.dir, "S", "in", "out.bin"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if _, err := one(t, config(s)).ExecContext(context.Background(), "get @S 'file://"+to+"'"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(to, "out.bin")); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes arrived of %d, %v", len(got), len(content), err)
	}
}

// TestArrayBinds binds arrays in the request, and through a stage above the threshold.
func TestArrayBinds(t *testing.T) {
	names := []any{"plain", "", nil, `quo"te, and comma`, "line\nbreak"}
	array, err := sf.Array(&names)
	if err != nil {
		t.Fatal(err)
	}
	for _, threshold := range []string{"0", "1"} {
		t.Run("threshold "+threshold, func(t *testing.T) {
			account := stages()
			s := serve(t, snowtest.Options{Parameters: map[string]string{"CLIENT_STAGE_ARRAY_BINDING_THRESHOLD": threshold}}, account)
			if _, err := one(t, config(s)).ExecContext(context.Background(), "load into t values (?)", array); err != nil {
				t.Fatal(err)
			}
			ran := account.requests()
			last := ran[len(ran)-1]
			if staged := len(ran) > 1; staged != (threshold == "1") {
				t.Errorf("%d statements", len(ran))
			}
			if len(last.Binds) != 1 || len(last.Binds[0].Array) != len(names) {
				t.Fatalf("binds %+v", last.Binds)
			}
			for i, v := range last.Binds[0].Array {
				if names[i] == nil && v != nil || names[i] != nil && (v == nil || *v != names[i]) {
					t.Errorf("value %d is %v, want %v", i, v, names[i])
				}
			}
		})
	}
}

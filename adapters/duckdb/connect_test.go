package duckdb_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/udfs"
)

// holder is set in the environment of the process that holds a database file.
const holder = "MART_TEST_HOLD"

func TestMain(m *testing.M) {
	if path := os.Getenv(holder); path != "" {
		hold(path)
		return
	}
	os.Exit(m.Run())
}

// hold keeps a database open until its standard input ends.
func hold(path string) {
	target := engine.Target{Name: "dev", Settings: map[string]any{"path": path}}
	a, err := duckdb.New().Open(context.Background(), target, adapters.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("open")
	_, _ = os.Stdin.Read(make([]byte, 1))
	_ = a.Close()
}

func TestOpenLocked(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "target", "dev.duckdb")
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), holder+"="+path)
	in, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Wait() }()
	defer in.Close()
	said := make([]byte, 4)
	if _, err := out.Read(said); err != nil || string(said) != "open" {
		t.Fatalf("the other process says %q, %v", said, err)
	}
	err = openError(t, root, map[string]any{"path": "target/dev.duckdb"}, adapters.Options{})
	want := fmt.Sprintf("duckdb: target/dev.duckdb is held by another process (pid %d, %s)", other.Process.Pid, filepath.Base(os.Args[0]))
	if engine.DatabaseErrorKind(err) != engine.LockedError || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func openError(t *testing.T, root string, settings map[string]any, o adapters.Options) error {
	t.Helper()
	o.Root = root
	a, err := duckdb.New().Open(context.Background(), engine.Target{Name: "dev", Settings: settings}, o)
	if err == nil {
		_ = a.Close()
		t.Fatalf("%v: opened, want an error", settings)
	}
	return err
}

func TestOpenErrors(t *testing.T) {
	root := t.TempDir()
	write(t, root, "text.duckdb: "+strings.Repeat("this is no database ", 500), "short.duckdb: hi", "file: x")
	if err := os.Mkdir(filepath.Join(root, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path string
		o    adapters.Options
		kind engine.ErrorKind
		want string
	}{
		{"text.duckdb", adapters.Options{}, engine.UnreachableError, "duckdb: text.duckdb is not a DuckDB database"},
		{"short.duckdb", adapters.Options{}, engine.UnreachableError, "duckdb: short.duckdb is not a DuckDB database"},
		{"folder", adapters.Options{}, engine.UnreachableError, "duckdb: folder is a folder, not a database file"},
		{"file/x/dev.duckdb", adapters.Options{}, engine.UnreachableError, "duckdb: the folder of file/x/dev.duckdb cannot be made: not a directory"},
		{"none.duckdb", adapters.Options{ReadOnly: true}, engine.UnreachableError, "duckdb: none.duckdb does not exist"},
	} {
		err := openError(t, root, map[string]any{"path": c.path}, c.o)
		if engine.DatabaseErrorKind(err) != c.kind || err.Error() != c.want {
			t.Errorf("%s: got kind %d, %v; want %s", c.path, engine.DatabaseErrorKind(err), err, c.want)
		}
	}
}

func TestOpenSettingErrors(t *testing.T) {
	for _, c := range []struct {
		settings map[string]any
		want     string
	}{
		{map[string]any{}, "path is missing"},
		{map[string]any{"path": "a?b"}, "question mark"},
		{map[string]any{"path": "a%zz"}, "percent sign"},
		{map[string]any{"pathh": "x", "path": ":memory:"}, `there is no setting "pathh"`},
		{map[string]any{"path": ":memory:", "read_only": "maybe"}, "read_only must be true or false"},
		{map[string]any{"path": ":memory:", "extensions": "json"}, "extensions must be a list"},
		{map[string]any{"path": ":memory:", "extensions": []any{"js on"}}, "neither the name of an extension"},
		{map[string]any{"path": ":memory:", "settings": map[string]any{"a; drop": 1}}, `"a; drop" is not a name`},
		{map[string]any{"path": ":memory:", "settings": []any{1}}, "settings must be a map"},
		{map[string]any{"path": ":memory:", "secrets": []any{map[string]any{"type": "s3)"}}}, "needs a type"},
		{map[string]any{"path": ":memory:", "secrets": []any{map[string]any{"type": "s3", "key) id": "x"}}}, `"key) id" is not a name`},
		{map[string]any{"path": ":memory:", "attach": []any{map[string]any{"alias": "x"}}}, "path is missing"},
		{map[string]any{"path": ":memory:", "attach": []any{map[string]any{"path": "x", "type": "a b"}}}, "not a type of database"},
	} {
		err := openError(t, t.TempDir(), c.settings, adapters.Options{})
		var list diag.List
		if !errors.As(err, &list) || !strings.Contains(list[0].Summary, c.want) {
			t.Errorf("%v: got %v, want %s", c.settings, err, c.want)
		}
	}
	for _, c := range []struct {
		settings map[string]any
		want     string
	}{
		{map[string]any{"memory_limit": "lots"}, "duckdb: setting memory_limit: "},
		{map[string]any{"settings": map[string]any{"nosuch": 1}}, "duckdb: setting nosuch: unrecognized configuration parameter"},
		{map[string]any{"extensions": []any{"none.duckdb_extension"}}, "duckdb: extension "},
		{map[string]any{"attach": []any{map[string]any{"path": "no/such/folder.duckdb", "alias": "x"}}}, "duckdb: attach x: "},
	} {
		c.settings["path"] = ":memory:"
		if err := openError(t, t.TempDir(), c.settings, adapters.Options{}); !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %s", c.settings, err, c.want)
		}
	}
}

func TestOpenSettings(t *testing.T) {
	root := t.TempDir()
	target := func(settings map[string]any) engine.Target {
		return engine.Target{Name: "dev", Database: "wh", Settings: settings}
	}
	ctx := context.Background()
	first, err := duckdb.New().Open(ctx, target(map[string]any{"path": "deep/er/other.duckdb"}), adapters.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sessionOf(t, first).Exec(ctx, engine.Statement{SQL: "create table t as select 1 as a"}); err != nil {
		t.Fatal(err)
	}
	a, err := duckdb.New().Open(ctx, target(map[string]any{
		"path": "target/dev.duckdb", "memory_limit": "777MiB", "temp_directory": "target/tmp", "extensions": []any{"json", "icu"},
		"settings": map[string]any{"threads": 1, "enable_progress_bar": false, "search_path": "main", "default_null_order": "nulls_first", "allow_unsigned_extensions": true},
		"attach":   map[string]any{"other": map[string]any{"path": "deep/er/third.duckdb"}},
	}), adapters.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	got := all(t, sessionOf(t, a), `select current_setting('memory_limit'), current_setting('temp_directory'), current_setting('threads'),
		current_setting('default_null_order'), current_setting('TimeZone'), current_setting('search_path'), current_setting('allow_unsigned_extensions')`)
	want := []any{"777.0 MiB", filepath.Join(root, "target/tmp"), int64(1), "NULLS_FIRST", "UTC", "main", true}
	if !cmp.Equal(got[0], want) {
		t.Error(cmp.Diff(want, got[0]))
	}
	s := sessionOf(t, a)
	for _, sql := range []string{"create table other.main.x as select 1 a", "create table mine as select 1 a"} {
		if _, err := s.Exec(ctx, engine.Statement{SQL: sql}); err != nil {
			t.Fatal(err)
		}
	}
	found, err := a.Relations(ctx, nil)
	wantFound := []engine.Existing{
		{Relation: engine.Relation{Database: "wh", Schema: "main", Name: "mine"}, Type: engine.TableType},
		{Relation: engine.Relation{Database: "other", Schema: "main", Name: "x"}, Type: engine.TableType},
	}
	if err != nil || !cmp.Equal(found, wantFound) {
		t.Errorf("%v: %s", err, cmp.Diff(wantFound, found))
	}
}

func TestReadOnly(t *testing.T) {
	root := t.TempDir()
	ctx := context.Background()
	settings := map[string]any{"path": "dev.duckdb"}
	target := engine.Target{Name: "dev", Settings: settings}
	a, err := duckdb.New().Open(ctx, target, adapters.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Session(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Exec(ctx, engine.Statement{SQL: "create table t as select 42 as a"}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), a.Close()); err != nil {
		t.Fatal(err)
	}
	var functions udfs.Registry
	if err := functions.Add(parts()); err != nil {
		t.Fatal(err)
	}
	a, err = duckdb.New().Open(ctx, target, adapters.Options{Root: root, ReadOnly: true, Functions: &functions})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	s = sessionOf(t, a)
	if got := all(t, s, "select a from t where parts('x').args = 1"); got[0][0] != int64(42) {
		t.Errorf("got %v", got)
	}
	if _, err := s.Exec(ctx, engine.Statement{SQL: "create table u (a int)"}); engine.DatabaseErrorKind(err) != engine.ReadOnlyError {
		t.Errorf("kind %d of %v", engine.DatabaseErrorKind(err), err)
	}
}

// The values of a secret stay out of errors, whatever DuckDB puts into its message.
func TestSecretErrors(t *testing.T) {
	err := openError(t, t.TempDir(), map[string]any{"path": ":memory:", "secrets": []any{
		map[string]any{"name": "lake", "type": "http", "bearer_token": "TOPSECRET", "scope": "nonsense", "nosuch": "EVENMORE"},
	}}, adapters.Options{})
	if text := fmt.Sprintf("%v %+v", err, errors.Unwrap(err)); strings.Contains(text, "TOPSECRET") || strings.Contains(text, "EVENMORE") {
		t.Errorf("it tells the secret: %s", text)
	}
	if !strings.HasPrefix(err.Error(), "duckdb: secret lake: ") {
		t.Errorf("got %v", err)
	}
	a := open(t, map[string]any{"path": ":memory:", "secrets": map[string]any{
		"web": map[string]any{"type": "http", "bearer_token": "it's", "extra_http_headers": map[string]any{"X-A": "b"}},
	}})
	if got := all(t, sessionOf(t, a), "select name, type from duckdb_secrets()"); !cmp.Equal(got, [][]any{{"web", "http"}}) {
		t.Errorf("got %v", got)
	}
}

// A database in memory spills to a folder of its own when its memory is full, and the
// folder is gone in the end.
func TestSpill(t *testing.T) {
	root := t.TempDir()
	target := engine.Target{Name: "ci", Settings: map[string]any{"path": ":memory:", "memory_limit": "60MiB", "settings": map[string]any{"threads": 1}}}
	a, err := duckdb.New().Open(context.Background(), target, adapters.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	s := sessionOf(t, a)
	got := all(t, s, "select count(*) from (select i, hash(i) as h, repeat('x', 50) as x from range(1000000) t(i) order by h offset 1)")
	if got[0][0] != int64(999999) {
		t.Errorf("got %v", got)
	}
	limited := queryError(t, s, "select list(i order by hash(i)) from range(6000000) t(i)")
	if limited.Kind != engine.SpaceError {
		t.Errorf("kind %d of %v", limited.Kind, limited)
	}
	if err := errors.Join(s.Close(), a.Close()); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(root)
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v %v", left, err)
	}
}

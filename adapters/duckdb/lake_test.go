package duckdb_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
)

// openLake opens a database in memory with a project folder.
func openLake(t testing.TB) (engine.Adapter, engine.Lake, string) {
	t.Helper()
	root := t.TempDir()
	a, err := duckdb.New().Open(context.Background(), memoryTarget(), adapters.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a, a.(engine.Lake), root
}

// write makes files: "path=content", one a line, or "path" alone.
func write(t testing.TB, root string, files ...string) {
	t.Helper()
	for _, file := range files {
		name, content, _ := strings.Cut(file, ": ")
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tree lists the files below a folder with their contents, as write takes them.
func tree(t testing.TB, root, folder string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		out = append(out, filepath.ToSlash(rel)+": "+string(content))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return out
}

func TestList(t *testing.T) {
	_, lake, root := openLake(t)
	outside := t.TempDir()
	write(t, outside, "x.json: {}")
	write(t, root,
		"lake/raw/d=1/a.json: 12345", "lake/raw/d=1/b.json", "lake/raw/d=2/a.json", "lake/raw/d=2/a.csv",
		"lake/raw/d=2/_part.json", "lake/raw/.hidden/a.json", "lake/raw/_tmp/a.json", "lake/raw/d=3/deep/er/a.json",
		"lake/raw__build/d=1/a.json", "lake/raw__gone/d=1/a.json", "lake/raw/d=4/sp ace ü.json", "top.json")
	if err := os.Mkdir(filepath.Join(root, "lake/raw/folder.json"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		globs []string
		want  []string
	}{
		{[]string{"lake/raw/d=*/*.json"}, []string{"lake/raw/d=1/a.json", "lake/raw/d=1/b.json", "lake/raw/d=2/a.json", "lake/raw/d=4/sp ace ü.json"}},
		{[]string{"lake/raw/**/a.json"}, []string{"lake/raw/d=1/a.json", "lake/raw/d=2/a.json", "lake/raw/d=3/deep/er/a.json"}},
		{[]string{"lake/*/d=1/a.json"}, []string{"lake/raw/d=1/a.json"}},
		{[]string{"lake/raw/_tmp/*.json"}, []string{"lake/raw/_tmp/a.json"}},
		{[]string{"lake/raw/d=2/a.{csv,json}", "lake/raw/d=2/*.csv"}, []string{"lake/raw/d=2/a.csv", "lake/raw/d=2/a.json"}},
		{[]string{"top.json"}, []string{"top.json"}},
		{[]string{"./top.json", "*.json"}, []string{"top.json"}},
		{[]string{root + "/*.json"}, []string{"top.json"}},
		{[]string{outside + "/*.json"}, []string{filepath.ToSlash(outside) + "/x.json"}},
		{[]string{"none/*.json"}, nil},
		{nil, nil},
	} {
		found, err := lake.List(context.Background(), c.globs)
		if err != nil {
			t.Errorf("%s: %v", c.globs, err)
		}
		var got []string
		for _, f := range found {
			got = append(got, f.Path)
		}
		if !cmp.Equal(got, c.want) {
			t.Errorf("%s: %s", c.globs, cmp.Diff(c.want, got))
		}
	}
	found, err := lake.List(context.Background(), []string{"lake/raw/d=1/a.json"})
	if err != nil || found[0].Size != 5 || found[0].Modified.Nanosecond()%1000 != 0 || found[0].Modified.IsZero() {
		t.Errorf("got %+v, %v", found, err)
	}
	hashed, err := lake.Hash(context.Background(), found[0])
	if want := "5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5"; err != nil || hashed.Hash != want || hashed.Path != found[0].Path {
		t.Errorf("got %+v, %v", hashed, err)
	}
}

func TestLakeErrors(t *testing.T) {
	_, lake, root := openLake(t)
	ctx := context.Background()
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	write(t, root, "a.json: x")
	_, noBraces := lake.List(ctx, []string{"file://bucket/{a,b}.json"})
	_, badGlob := lake.List(ctx, []string{"lake/[a"})
	_, gone := lake.Hash(ctx, engine.File{Path: "gone.json"})
	for _, c := range []struct {
		err  error
		want string
	}{
		{noBraces, "cannot list file://bucket/{a,b}.json: alternatives in braces are not known to file://"},
		{badGlob, "cannot list lake/[a: this is no valid pattern"},
		{gone, "cannot read gone.json: "},
		{lake.Publish(ctx, "x__build", "gs://x/y", nil), "cannot publish gs://x/y: mart writes to folders and to s3://, and reads from gs://"},
		{lake.Recover(ctx, "gs://x"), "mart writes to folders and to s3://"},
		{lake.Recover(ctx, "s3://x"), "cannot publish s3://x: an external model needs a folder of its own"},
		{lake.Recover(ctx, "s3://x/y/"), "cannot publish s3://x/y/: the target has no secret of type s3 for it"},
		{lake.Publish(ctx, "lake/x/y", "lake/x", nil), "cannot publish lake/x: lake/x/y must be a folder beside it"},
		{lake.Publish(ctx, "lake/x__build", "lake/x", everything), "cannot publish lake/x: "},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("got %v, want %s", c.err, c.want)
		}
	}
	if _, err := lake.List(canceled, []string{"*.json"}); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

// publishCases are a location before, the partitions built aside, and what must stand
// there afterwards.
var publishCases = map[string]struct {
	before, aside, after []string
	all                  bool
}{
	"first": {
		aside: []string{"d=1/s=a/0.parquet: new", "d=2/s=b/0.parquet: new"},
		after: []string{"d=1/s=a/0.parquet: new", "d=2/s=b/0.parquet: new"},
	},
	"partitions": {
		before: []string{"d=1/0.parquet: old", "d=1/1.parquet: old", "d=2/0.parquet: old", "d=3/0.parquet: old"},
		aside:  []string{"d=1/0.parquet: new", "d=2/0.parquet: new", "d=2/1.parquet: new", "d=4/0.parquet: new"},
		after:  []string{"d=1/0.parquet: new", "d=2/0.parquet: new", "d=2/1.parquet: new", "d=3/0.parquet: old", "d=4/0.parquet: new"},
	},
	"all": {
		before: []string{"d=1/s=a/0.parquet: old", "d=1/s=b/0.parquet: old", "d=2/s=a/0.parquet: old"},
		aside:  []string{"d=1/s=a/0.parquet: new", "d=3/s=a/0.parquet: new"},
		after:  []string{"d=1/s=a/0.parquet: new", "d=3/s=a/0.parquet: new"},
		all:    true,
	},
	"one folder": {
		before: []string{"0.parquet: old", "1.parquet: old"},
		aside:  []string{"0.parquet: new"},
		after:  []string{"0.parquet: new"},
	},
	"now partitioned": {
		before: []string{"0.parquet: old"},
		aside:  []string{"d=1/0.parquet: new"},
		after:  []string{"d=1/0.parquet: new"},
		all:    true,
	},
	"no longer partitioned": {
		before: []string{"d=1/0.parquet: old"},
		aside:  []string{"0.parquet: new"},
		after:  []string{"0.parquet: new"},
		all:    true,
	},
	"deeper": {
		before: []string{"d=1/0.parquet: old", "d=2/0.parquet: old"},
		aside:  []string{"d=1/s=a/0.parquet: new"},
		after:  []string{"d=1/s=a/0.parquet: new"},
		all:    true,
	},
}

var errKilled = errors.New("killed")

// A publish is killed before every change on the disk, and the recovery after it too:
// in the end everything is in place, or nothing is when the journal was not written.
// On the way a reader finds each partition whole, and none missing where folders can be
// exchanged.
func TestPublish(t *testing.T) {
	a, _, root := openLake(t)
	runs := 0
	for name, c := range publishCases {
		for _, exchanges := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, exchange %t", name, exchanges), func(t *testing.T) {
				for kill := 1; ; kill++ {
					runs++
					lake := fmt.Sprintf("lake%d", runs)
					if !killedPublish(t, a, root, lake, c.before, c.aside, c.after, c.all, exchanges, kill) {
						break
					}
				}
			})
		}
	}
}

// killedPublish reports whether there was a step to be killed at.
// everything says that every partition goes which is not new.
func everything(string) bool { return true }

func goes(all bool) func(string) bool {
	if all {
		return everything
	}
	return nil
}

func killedPublish(t *testing.T, a engine.Adapter, root, lake string, before, aside, after []string, all, exchanges bool, kill int) bool {
	m := lake + "/m"
	under := func(folder string, files []string) []string {
		var out []string
		for _, f := range files {
			out = append(out, folder+"/"+f)
		}
		return out
	}
	write(t, root, under(m, before)...)
	write(t, root, under(m+"__build", aside)...)
	old, fresh, done := under(m, before), under(m, aside), under(m, after)
	var at string
	steps := 0
	step := func(what string) error {
		checkWhole(t, what, tree(t, root, m), old, fresh, all, exchanges)
		if steps++; steps == kill {
			at = what
			return errKilled
		}
		return nil
	}
	err := duckdb.PublishSteps(a, m+"__build", m, goes(all), exchanges, step)
	killed := errors.Is(err, errKilled)
	want := done
	if killed {
		if at == "journal" {
			want = old
		}
		// Recovery is killed as well, once at each of its steps.
		for stop := 1; ; stop++ {
			steps, kill = 0, stop
			if err = duckdb.RecoverSteps(a, m, exchanges, step); !errors.Is(err, errKilled) {
				break
			}
		}
	}
	if err != nil {
		t.Fatalf("killed at %q: %v", at, err)
	}
	if got := tree(t, root, lake); !cmp.Equal(got, want) {
		t.Errorf("killed at %q: %s", at, cmp.Diff(want, got))
	}
	entries, err := os.ReadDir(filepath.Join(root, lake))
	if err != nil || len(entries) > 1 {
		t.Errorf("killed at %q: left over: %v %v", at, entries, err)
	}
	for _, folder := range emptyFolders(t, filepath.Join(root, lake, "m")) {
		t.Errorf("killed at %q: %s is empty", at, folder)
	}
	return killed
}

func emptyFolders(t *testing.T, root string) []string {
	var out []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !d.IsDir() {
			return err
		}
		entries, err := os.ReadDir(path)
		if len(entries) == 0 {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// checkWhole looks at a location as a reader does, in the middle of a publish.
func checkWhole(t *testing.T, step string, now, old, fresh []string, all, exchanges bool) {
	t.Helper()
	folder := func(files []string) map[string]string {
		out := map[string]string{}
		for _, f := range files {
			name, content, _ := strings.Cut(f, ": ")
			out[filepath.Dir(name)] += filepath.Base(name) + ": " + content + "\n"
		}
		return out
	}
	have, before, after := folder(now), folder(old), folder(fresh)
	for dir, content := range have {
		if content != before[dir] && content != after[dir] {
			t.Errorf("before %q: %s has neither the old files nor the new ones:\n%s", step, dir, content)
		}
	}
	for dir := range before {
		if _, replaced := after[dir]; replaced && have[dir] == "" && exchanges {
			t.Errorf("before %q: %s is missing", step, dir)
		}
		if _, kept := have[dir]; !kept && !all && exchanges {
			t.Errorf("before %q: %s is missing though it was to stay", step, dir)
		}
	}
}

// What COPY writes with and without partitions is what Publish understands, and views
// read it after.
func TestPublishCopy(t *testing.T) {
	a, lake, root := openLake(t)
	s := sessionOf(t, a)
	ctx := context.Background()
	build := func(sql string, partitions string) {
		t.Helper()
		aside := filepath.Join(root, "lake/m__build")
		if err := os.MkdirAll(filepath.Dir(aside), 0o755); err != nil {
			t.Fatal(err)
		}
		copying := fmt.Sprintf("copy (%s) to '%s' (format parquet%s)", sql, aside, partitions)
		if _, err := s.Exec(ctx, engine.Statement{SQL: copying}); err != nil {
			t.Fatal(err)
		}
		if err := lake.Publish(ctx, "lake/m__build", "lake/m", nil); err != nil {
			t.Fatal(err)
		}
	}
	count := func(glob string) any {
		return all(t, s, "select count(*) from '"+root+"/"+glob+"'")[0][0]
	}
	build("select i, i % 3 as k from range(100) t(i)", ", partition_by (k)")
	if got := count("lake/m/*/*.parquet"); got != int64(100) {
		t.Errorf("first: %v rows", got)
	}
	build("select i, 1 as k from range(10) t(i)", ", partition_by (k)")
	if got := count("lake/m/*/*.parquet"); got != int64(34+10+33) {
		t.Errorf("one partition again: %v rows", got)
	}
	build("select i, 1 as k from range(0) t(i)", ", partition_by (k)")
	if got := count("lake/m/*/*.parquet"); got != int64(34+10+33) {
		t.Errorf("no rows: %v rows", got)
	}
	build("select i from range(7) t(i)", ", per_thread_output true")
	if got := count("lake/m/*.parquet"); got != int64(7) {
		t.Errorf("one folder: %v rows", got)
	}
}

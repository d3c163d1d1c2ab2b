package main_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// slowProject has a small table, and a model that takes minutes when asked to.
func slowProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "mart.yml", "name: slow\nvars: {slow: false}\ntargets:\n  dev: {adapter: duckdb, path: dev.duckdb, threads: 2}\n")
	put(t, dir, "models/quick.sql", `{{ config "materialized" "table" }}select 1 as id`)
	put(t, dir, "models/slow.sql", `{{ config "materialized" "table" }}
-- depends on {{ ref "quick" }}
select {{ if var "slow" }}sum(hash(a.range) % 7 * b.range % 3) from range(100000000) as a, range(1000) as b{{ else }}42 as id{{ end }}`)
	put(t, dir, "models/behind.sql", `{{ config "materialized" "table" }}select * from {{ ref "slow" }}`)
	return dir
}

// A running is a mart process that has been started.
type running struct {
	cmd    *exec.Cmd
	stderr *bytes.Buffer
	ended  chan error
}

func start(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	r := &running{cmd: martCommand(t.Context(), dir, args...), stderr: &bytes.Buffer{}, ended: make(chan error, 1)}
	lines := &lineSignal{to: r.stderr, seen: make(chan struct{})}
	r.cmd.Stderr = lines
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { r.ended <- r.cmd.Wait() }()
	select {
	case <-lines.seen: // quick is built: the slow one runs
	case err := <-r.ended:
		t.Fatalf("ended before it was to: %v\n%s", err, r.stderr)
	case <-time.After(30 * time.Second):
		t.Fatal("nothing was built in 30 s")
	}
	time.Sleep(300 * time.Millisecond) // for the slow one to have begun
	return r
}

// lineSignal keeps what is written, and tells when a model was built.
type lineSignal struct {
	to   *bytes.Buffer
	seen chan struct{}
	once bool
}

func (l *lineSignal) Write(p []byte) (int, error) {
	n, err := l.to.Write(p)
	if !l.once && strings.Contains(l.to.String(), "main.quick") {
		l.once = true
		close(l.seen)
	}
	return n, err
}

// wait gives the exit code of a process that must end within a time.
func (r *running) wait(t *testing.T, within time.Duration) int {
	t.Helper()
	select {
	case err := <-r.ended:
		return codeOf(t, err)
	case <-time.After(within):
		_ = r.cmd.Process.Kill()
		<-r.ended
		t.Fatalf("still running after %s\n%s", within, r.stderr)
	}
	return -1
}

func codeOf(t *testing.T, err error) int {
	t.Helper()
	var ended *exec.ExitError
	if err == nil {
		return 0
	}
	if !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return ended.ExitCode()
}

// built runs mart to its end and gives its exit code and what it told.
func built(t *testing.T, dir string, args ...string) (int, string) {
	t.Helper()
	out, err := martCommand(t.Context(), dir, args...).CombinedOutput()
	return codeOf(t, err), string(out)
}

func wantTold(t *testing.T, told string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(told, part) {
			t.Errorf("mart did not tell %q:\n%s", part, told)
		}
	}
}

// golden compares what was told with testdata/golden/NAME.txt, after replacing what
// differs from run to run, given in pairs.
func golden(t *testing.T, name, told string, replace ...string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".txt")
	got := steadied(strings.NewReplacer(replace...).Replace(told))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// TestInterrupted builds, then interrupts a build in the middle of a long query: it ends
// soon with 130, says what was done, and what stood before stands.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	dir := slowProject(t)
	mustBuild(t, dir)
	r := start(t, dir, "build", "--vars", "{slow: true}")
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := r.wait(t, 10*time.Second); code != 130 {
		t.Errorf("exit code %d, not 130", code)
	}
	wantTold(t, r.stderr.String(), "main.quick", "main.slow  interrupted: its query was cancelled and rolled back", "main.behind  not started: the run was interrupted", "1 model, 2 skipped")
	got, err := ask(filepath.Join(dir, "dev.duckdb"), "select id, (select count(*) from behind), (select status from _mart.runs order by started_at desc limit 1) from slow")
	if err != nil {
		t.Fatal(err)
	}
	if got != "42|1|interrupted\n" {
		t.Errorf("after the interrupt: %s", got)
	}
	mustBuild(t, dir) // nothing is locked or left behind
}

// TestInterruptedTwice ends at once at the second signal.
func TestInterruptedTwice(t *testing.T) {
	t.Parallel()
	dir := slowProject(t)
	r := start(t, dir, "build", "--vars", "{slow: true}")
	for range 2 {
		if err := r.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
	}
	if code := r.wait(t, 10*time.Second); code != 130 {
		t.Errorf("exit code %d, not 130", code)
	}
	mustBuild(t, dir)
}

// TestFailFastCancels fails a model while another one runs for minutes: the run ends.
func TestFailFastCancels(t *testing.T) {
	t.Parallel()
	dir := slowProject(t)
	put(t, dir, "models/failing.sql", `{{ config "materialized" "table" }}
select cast('x' || max(range) as integer) as id from range(30000000)`)
	put(t, dir, "models/behind_failing.sql", `select * from {{ ref "failing" }}`)
	r := start(t, dir, "build", "--fail-fast", "--threads", "3", "--vars", "{slow: true}")
	if code := r.wait(t, 10*time.Second); code != 1 {
		t.Errorf("exit code %d, not 1", code)
	}
	wantTold(t, r.stderr.String(), "main.behind_failing  skipped because model.failing failed",
		"main.slow  cancelled and rolled back: a failure ended the run (--fail-fast)",
		"main.behind  not started: a failure ended the run (--fail-fast)")
}

// TestTwoBuildsAtOnce starts a second build of a database file: it ends with 3 and says
// who holds the file; the first goes on.
func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	dir := slowProject(t)
	mustBuild(t, dir)
	r := start(t, dir, "build", "--vars", "{slow: true}")
	code, told := built(t, dir, "build")
	if code != 3 {
		t.Errorf("exit code %d, not 3", code)
	}
	wantTold(t, told, "[locked]", fmt.Sprint(r.cmd.Process.Pid), "mart.yml:4:3", "hint: end that process")
	if code, told := built(t, dir, "show", "quick"); code != 3 {
		t.Errorf("show: exit code %d, not 3:\n%s", code, told)
	}
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	r.wait(t, 5*time.Second)
	mustBuild(t, dir)
}

// TestHeldByAnotherProgram opens the database file elsewhere, as a user's own DuckDB
// would: mart says who holds it.
func TestHeldByAnotherProgram(t *testing.T) {
	t.Parallel()
	dir := slowProject(t)
	mustBuild(t, dir)
	db, err := sql.Open("duckdb", filepath.Join(dir, "dev.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Ping(); err != nil {
		t.Fatal(err)
	}
	code, told := built(t, dir, "build")
	if code != 3 {
		t.Errorf("exit code %d, not 3", code)
	}
	golden(t, "locked", told, fmt.Sprint(os.Getpid()), "PID", dir, "$DIR", filepath.Base(os.Args[0]), "PROGRAM")
}

// smallDisk mounts a file system of some size in memory, which takes root.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if os.Getuid() != 0 {
		t.Skip("needs root to mount a small disk; run as root, as containers do")
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("needs the right to mount a small disk: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", dir).CombinedOutput(); err != nil {
			t.Errorf("the small disk stays mounted: %v %s", err, out)
		}
	})
	return dir
}

// bigProject has a table of some size, and bigger ones when asked to.
func bigProject(t *testing.T, dir, database, target string) {
	t.Helper()
	put(t, dir, "mart.yml", "name: big\nvars: {rows: 10}\ntargets:\n  dev: {adapter: duckdb, path: "+filepath.Join(database, "dev.duckdb")+", "+target+"}\n")
	put(t, dir, "models/big.sql", `{{ config "materialized" "table" }}
select range as id, md5(cast(range as varchar)) || md5(cast(-range as varchar)) as text
from range({{ var "rows" }}) order by text`)
}

// TestFullDisk fills the disk: the build fails with a message that says so, and the
// table that stood before stands.
func TestFullDisk(t *testing.T) {
	dir, disk := t.TempDir(), smallDisk(t, "8m")
	bigProject(t, dir, disk, "threads: 1")
	mustBuild(t, dir)
	code, told := built(t, dir, "build", "--vars", "{rows: 400000}")
	if code != 1 {
		t.Errorf("exit code %d, not 1", code)
	}
	wantTold(t, told, "[no-space]", "models/big.sql:1:1", "hint: free space")
	stillThere(t, disk)
	mustBuild(t, dir)
}

// TestFullSpill forbids spilling and gives little memory: the same message, on any
// machine.
func TestFullSpill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bigProject(t, dir, ".", "memory_limit: 40MB, settings: {max_temp_directory_size: 1MB}, threads: 1")
	mustBuild(t, dir)
	code, told := built(t, dir, "build", "--vars", "{rows: 3000000}")
	if code != 1 {
		t.Errorf("exit code %d, not 1", code)
	}
	wantTold(t, told, "[no-space]", "models/big.sql:1:1", "memory_limit")
	stillThere(t, dir)
}

func stillThere(t *testing.T, dir string) {
	t.Helper()
	got, err := ask(filepath.Join(dir, "dev.duckdb"), "select count(*) from big")
	if err != nil || got != "10\n" {
		t.Errorf("the table that stood before: %q, %v", got, err)
	}
}

// TestReadOnlyFile builds into a file that may not be written.
func TestReadOnlyFile(t *testing.T) {
	dir := t.TempDir()
	if os.Getuid() == 0 { // root may write anything but a disk that is read-only
		dir = smallDisk(t, "64m")
	}
	bigProject(t, dir, ".", "threads: 1")
	mustBuild(t, dir)
	if os.Getuid() == 0 {
		if out, err := exec.Command("mount", "-o", "remount,ro", dir).CombinedOutput(); err != nil {
			t.Skipf("needs the right to make a disk read-only: %v %s", err, out)
		}
	} else if err := errors.Join(os.Chmod(filepath.Join(dir, "dev.duckdb"), 0o444), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	code, told := built(t, dir, "build")
	if code != 3 {
		t.Errorf("exit code %d, not 3", code)
	}
	golden(t, "read_only_file", told, dir, "$DIR")
	stillThere(t, dir)
	if code, told := built(t, dir, "show", "big", "--limit", "1"); code != 0 {
		t.Errorf("a reader needs to write nothing, but: exit code %d\n%s", code, told)
	}
}

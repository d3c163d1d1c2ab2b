package main_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/cmd/mart/internal/cli"
)

// everywhere asks for all faults at all requests, which takes many minutes; without it a
// random few are taken.
var everywhere = os.Getenv("MART_TEST_EVERYWHERE") != ""

// faultKinds are all that can go wrong with a request, and their names.
var faultKinds = map[snowtest.FaultKind]string{
	snowtest.DropBefore: "dropped before", snowtest.DropAfter: "dropped after", snowtest.Status503: "503", snowtest.Status429: "429",
	snowtest.SlowBody: "slow", snowtest.TruncatedBody: "truncated", snowtest.SessionExpired: "session expired", snowtest.SessionGone: "session gone",
	snowtest.MasterExpired: "master token expired", snowtest.LockWait: "lock wait", snowtest.Canceled: "cancelled by another", snowtest.CopyOmitsFile: "COPY omits a file",
	snowtest.StorageStatus503: "storage 503", snowtest.PresignedExpired: "signed URL expired", interrupted: "interrupted",
}

// interrupted is a person's ctrl-C when the request comes.
const interrupted snowtest.FaultKind = -1

// A swept is a project whose builds are struck.
type swept struct {
	project func(t *testing.T) (dir string, later func()) // later changes the lake
	threads int
	want    [2]map[string][]string // what DuckDB has after the first and the second build
}

// A strike is a fault at a request of a build.
type strike struct {
	of     *swept
	second bool // the build after the lake has changed, not the first
	at     int
	kind   snowtest.FaultKind
	on     snowtest.Request
}

func (s strike) String() string {
	return fmt.Sprintf("second=%v at=%d %s (%s %.40q)", s.second, s.at, faultKinds[s.kind], s.on.Endpoint, s.on.SQL)
}

// sweepProject has the shape of the retail project in small: files to the lake and from
// there to the warehouse, files straight to the warehouse, models of all kinds, a seed and
// tests that hold each of them back.
func sweepProject(t *testing.T) (string, func()) {
	t.Helper()
	dir := t.TempDir()
	writeKillProject(t, dir)
	put(t, dir, "seeds/shops.csv", "shop,name\ns0,Albert\ns1,Bilka\ns2,Coop\n")
	put(t, dir, "models/look.sql", `select t.shop, s.name, t.n from {{ ref "totals" }} as t join {{ ref "shops" }} as s on s.shop = t.shop`)
	put(t, dir, "models/days.sql", `{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" "day" }}
select day, count(*) as n, sum(cents) as cents from {{ ref "sales" }} group by day`)
	put(t, dir, "models/tests.yml", `models:
  - {name: sales, columns: [{name: id, data_tests: [not_null]}]}
  - {name: direct, columns: [{name: shop, data_tests: [not_null]}]}
  - {name: totals, columns: [{name: shop, data_tests: [unique]}]}
  - {name: look, columns: [{name: name, data_tests: [not_null]}]}
  - {name: running, columns: [{name: id, data_tests: [unique]}]}
seeds:
  - {name: shops, columns: [{name: shop, data_tests: [unique]}]}
`)
	return dir, func() { addSecondDay(t, dir) }
}

// sweptRetail is the retail project.
func sweptRetail(t *testing.T) (string, func()) {
	t.Helper()
	dir := t.TempDir()
	copyProject(t, dir)
	return dir, moveAside(t, dir)
}

// A trial is one build of the sweep with its own folder and account.
type trial struct {
	t      *testing.T
	dir    string
	later  func()
	server *snowtest.Server
}

func newTrial(t *testing.T, of *swept) *trial {
	t.Helper()
	tr := &trial{t: t, server: startAccount(t, snowtest.Options{LockWait: 500 * time.Millisecond})}
	tr.dir, tr.later = of.project(t)
	addAccount(t, tr.dir, tr.server, of.threads)
	return tr
}

// build builds once, within this process, since starting one takes longer than building.
func (tr *trial) build(ctx context.Context, more ...string) (int, string) {
	var out, errs bytes.Buffer
	args := append([]string{"build", "--target", "account", "--log-format", "plain", "--project-dir", tr.dir, "--no-color"}, more...)
	code := cli.Main(ctx, args, strings.NewReader(""), &out, &errs)
	return code, out.String() + errs.String()
}

func (tr *trial) mustBuild() {
	tr.t.Helper()
	if code, out := tr.build(tr.t.Context()); code != 0 {
		tr.t.Fatalf("a build that nothing befell: exit code %d\n%s", code, out)
	}
}

// TestFaultsEverywhere lets each request of a build fail in each way that it can, in the
// first build and in one that adds: the build ends right, or it says what went wrong and
// what to do, and the next one ends right. In both cases all rows are there once, and as
// on DuckDB. It does so with a project in small, and with the retail project.
func TestFaultsEverywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a hundred times; run without -short")
	}
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	sweep := func(name string, sample int, of *swept) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			of.wanted(t)
			all := of.strikes(t)
			r := rand.New(rand.NewPCG(seed, 2))
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			strikes := all
			if !everywhere {
				strikes = all[:min(sample, len(all))]
			}
			counts, told := map[string]int{}, map[string]int{}
			for _, s := range strikes {
				t.Run(fmt.Sprintf("%s_at_%d_%v", faultKinds[s.kind], s.at, s.second), func(t *testing.T) {
					how, text := endure(t, s)
					counts[how]++
					if text != "" {
						told[text]++
					}
				})
			}
			for _, text := range slices.Sorted(maps.Keys(told)) {
				t.Logf("%d builds said:\n%s", told[text], text)
			}
			t.Logf("seed %d: %d of %d faults at %d requests: %v", seed, len(strikes), len(all), requestsOf(all), counts)
		})
	}
	sweep("small", *strikes, &swept{project: sweepProject, threads: 1})
	sweep("retail", (*strikes+15)/16, &swept{project: sweptRetail, threads: 4})
}

// strikes is how many faults the ordinary test takes.
var strikes = flag.Int("strikes", 12, "how many faults TestFaultsEverywhere takes; with MART_TEST_EVERYWHERE=1 it takes all")

// untimed are the columns that hold the time of a build.
var untimed = []string{"_loaded_at", "loaded_at"}

// wanted fills in what DuckDB has after the two builds.
func (of *swept) wanted(t *testing.T) {
	t.Helper()
	dir, later := of.project(t)
	for i := range of.want {
		if i == 1 {
			later()
		}
		buildOn(t, dir, fmt.Sprintf("2026-11-2%d", i))
		files, err := filepath.Glob(filepath.Join(dir, "*", "dev.duckdb"))
		if err != nil || len(files) == 0 {
			files = []string{filepath.Join(dir, "dev.duckdb")}
		}
		of.want[i] = publishedInFile(t, files[0], untimed...)
	}
}

// strikes is all faults that can befall the requests of the two builds.
func (of *swept) strikes(t *testing.T) (out []strike) {
	t.Helper()
	tr := newTrial(t, of)
	for _, second := range []bool{false, true} {
		if second {
			tr.later()
		}
		tr.server.SetFaults()
		tr.mustBuild()
		for i, r := range tr.server.Seen() {
			for _, kind := range slices.Sorted(maps.Keys(faultKinds)) {
				if kind.Strikes(r) {
					out = append(out, strike{of, second, i + 1, kind, r})
				}
			}
		}
	}
	return out
}

// requestsOf is how many requests strikes are at.
func requestsOf(list []strike) int {
	seen := map[[2]any]bool{}
	for _, s := range list {
		seen[[2]any{s.second, s.at}] = true
	}
	return len(seen)
}

// endure lets a build be struck, and compares what there is after it, or after the next
// build when it failed. It tells how the build ended, and what it said when it failed.
func endure(t *testing.T, s strike) (how, text string) {
	t.Helper()
	tr := newTrial(t, s.of)
	stage := 0
	if s.second {
		tr.mustBuild()
		tr.later()
		stage = 1
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if s.kind == interrupted {
		tr.server.SetFaults()
		go tr.at(ctx, s.at, cancel)
	} else {
		tr.server.SetFaults(snowtest.Fault{At: s.at, Kind: s.kind, Delay: 200 * time.Millisecond})
	}
	code, out := tr.build(ctx)
	how = "right at once"
	switch fired := tr.server.Fired() > 0 || s.kind == interrupted && ctx.Err() != nil; {
	case !fired:
		how = "never struck"
	case code != 0:
		how = "right with the next build"
		text = clear(t, s, code, out)
		tr.server.SetFaults()
		tr.mustBuild()
	}
	tr.same(s, s.of.want[stage])
	if stage == 0 {
		tr.later()
		tr.server.SetFaults()
		tr.mustBuild()
		tr.same(s, s.of.want[1])
	}
	if err := errors.Join(tr.server.Close(), os.RemoveAll(tr.dir)); err != nil {
		t.Error(err)
	}
	return how, text
}

// at calls a function when a request comes.
func (tr *trial) at(ctx context.Context, n int, call func()) {
	for ctx.Err() == nil {
		if tr.server.Requests() >= n {
			call()
		}
		time.Sleep(time.Millisecond)
	}
}

func (tr *trial) same(s strike, want map[string][]string) {
	tr.t.Helper()
	before := tr.t.Failed()
	samePublished(tr.t, want, withoutAsides(published(tr.t, tr.server.DB(), true, untimed...)))
	if tr.t.Failed() && !before {
		tr.t.Errorf("that was after %s", s)
	}
}

// withoutAsides leaves out what a build that broke off left aside; the next one of the
// model drops it.
func withoutAsides(tables map[string][]string) map[string][]string {
	maps.DeleteFunc(tables, func(name string, _ []string) bool { return strings.Contains(name, "__build") })
	return tables
}

// clear checks that a build that failed says so by its exit code and in words, and gives
// these words without what differs from run to run.
func clear(t *testing.T, s strike, code int, out string) string {
	t.Helper()
	switch {
	case s.kind == interrupted && code == 130:
		return ""
	case code != 1 && code != 3:
		t.Errorf("%s: exit code %d\n%s", s, code, out)
	case !strings.Contains(out, "error: ") || !strings.Contains(out, "hint: ") && !strings.Contains(out, "(check "):
		t.Errorf("%s: the output does not say what is wrong and what to do:\n%s", s, out)
	}
	var lines []string
	for _, line := range strings.Split(out, "\n") {
		if strings.Contains(line, "error: ") || strings.Contains(line, "hint: ") {
			line = regexp.MustCompile(`[0-9a-f-]{30,}|\S*(models|seeds)/\S+|\d{3,}`).ReplaceAllString(strings.TrimSpace(line), "…")
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n")
}

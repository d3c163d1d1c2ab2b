package executed_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/run"
)

// wired is a house whose warehouse is the test server, behind the real driver.
func wired(t *testing.T) (*house, *snowtest.Server) {
	t.Helper()
	server, err := snowtest.Start(snowtest.Options{RefuseDDLInTransaction: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	target := engine.Target{Name: "prod", Adapter: "snowflake", Schema: "main", Database: snowtest.DefaultDatabase, Threads: 2, Settings: map[string]any{
		"account": "test", "user": snowtest.DefaultUser, "password": snowtest.DefaultPassword, "warehouse": snowtest.DefaultWarehouse,
		"protocol": "http", "host": server.Host(), "port": server.Port(),
	}}
	h := newHouse(t, "prod")
	h.shop = "made_of:shop::varchar"
	h.warehouse, err = snowflake.New().Open(t.Context(), target, adapters.Options{Root: h.root, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.warehouse.Close() })
	return h, server
}

// TestSameRowsOverTheWire tells the story on the test server, through the real driver.
func TestSameRowsOverTheWire(t *testing.T) {
	h, _ := wired(t)
	tell(t, h)
}

// TestFaultsOverTheWire lets requests fail as a network and Snowflake do, in the first and
// in the second build, and builds once more: all rows are there once.
func TestFaultsOverTheWire(t *testing.T) {
	want := newHouse(t, "dev")
	want.build(run.Options{})
	want.day(3, 2)
	want.build(run.Options{})
	for i, f := range []snowtest.Fault{
		{Match: regexp.MustCompile(`^commit`), Kind: snowtest.SessionGone},
		{Match: regexp.MustCompile(`^commit`), Kind: snowtest.DropAfter},
		{Match: regexp.MustCompile(`^copy into`), Kind: snowtest.CopyOmitsFile, Times: 2},
		{Match: regexp.MustCompile(`^copy into`), Kind: snowtest.SessionGone},
		{Match: regexp.MustCompile(`^copy into`), Kind: snowtest.TruncatedBody},
		{Match: regexp.MustCompile(`^put`), Kind: snowtest.SessionGone},
		{Match: regexp.MustCompile(`^update _mart.locks`), Kind: snowtest.LockWait, Times: 2},
		{Match: regexp.MustCompile(`^insert into _mart.loads`), Kind: snowtest.MasterExpired},
		{Match: regexp.MustCompile(`^create or replace table`), Kind: snowtest.SessionGone},
		{Match: regexp.MustCompile(`^insert into _mart.commits`), Kind: snowtest.Canceled},
	} {
		t.Run(fmt.Sprintf("%d_%s_%d", i, f.Match, f.Kind), func(t *testing.T) {
			t.Parallel()
			h, server := wired(t)
			server.SetFaults(f)
			h.survive(run.Options{})
			h.day(3, 2)
			fired := server.Fired()
			server.SetFaults(f)
			h.survive(run.Options{})
			if fired += server.Fired(); fired == 0 {
				t.Error("the fault never struck")
			}
			server.SetFaults()
			h.build(run.Options{})
			if diff := cmp.Diff(want.contents(), h.contents()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestRunsOwnStatementsAreTriedAgain lets what belongs to no node fail: the build goes on,
// and what it did is recorded once.
func TestRunsOwnStatementsAreTriedAgain(t *testing.T) {
	for _, f := range []snowtest.Fault{
		{Match: regexp.MustCompile(`^show terse objects`), Kind: snowtest.SessionGone},
		{Match: regexp.MustCompile(`^create table if not exists _mart.loads`), Kind: snowtest.MasterExpired},
		{Match: regexp.MustCompile(`^insert into _mart.runs`), Kind: snowtest.SessionGone},
		{Match: regexp.MustCompile(`^insert into _mart.results`), Kind: snowtest.LockWait, Times: 2},
		{Match: regexp.MustCompile(`^delete from _mart.commits`), Kind: snowtest.SessionGone},
	} {
		t.Run(fmt.Sprintf("%s_%d", f.Match, f.Kind), func(t *testing.T) {
			t.Parallel()
			h, server := wired(t)
			server.SetFaults(f)
			h.build(run.Options{})
			if server.Fired() == 0 {
				t.Error("the fault never struck")
			}
			var results, nodes, running int
			row := server.DB().QueryRow(`select count(*), count(distinct node), (select count(*) from "MART._MART".runs where status <> 'success') from "MART._MART".results`)
			if err := row.Scan(&results, &nodes, &running); err != nil {
				t.Fatal(err)
			}
			if results != nodes || results < 10 || running > 0 {
				t.Errorf("%d results of %d nodes are recorded, and %d runs that did not end", results, nodes, running)
			}
		})
	}
}

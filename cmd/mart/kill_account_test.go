package main_test

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// accountKills is how often the build on the test server is killed.
var accountKills = flag.Int("account-kills", 6, "how often TestKilledBuildsOnSnowflake kills a build")

// TestKilledBuildsOnSnowflake kills a build with SIGKILL at random instants, as
// TestKilledBuildsEndRight does on DuckDB. The next build ends right, or says that it waited
// in vain for what the server still holds of the dead process, and ends right once the
// server has given that up, which Snowflake does after minutes.
func TestKilledBuildsOnSnowflake(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes for some tens of seconds; run without -short")
	}
	t.Parallel()
	of := &swept{project: sweepProject, threads: 3}
	of.wanted(t)
	whole := func() time.Duration {
		tr := newTrial(t, of)
		start := time.Now()
		mustBuildAccount(t, tr.dir, "2026-11-20")
		return time.Since(start)
	}()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	killed, waited := 0, 0
	for i := range *accountKills {
		t.Run("", func(t *testing.T) {
			tr, stage := newTrial(t, of), 0
			flags := []string{"--target", "account"}
			switch i % 3 {
			case 1: // a build that adds
				tr.mustBuild()
				tr.later()
				stage = 1
			case 2: // one that builds what stands anew, with more
				tr.mustBuild()
				tr.later()
				stage = 1
				flags = append(flags, "--full-refresh")
			}
			for range 1 + i%2 { // the one that puts things right is killed, too
				after := time.Duration(random.Int64N(int64(whole) * 11 / 10))
				if killedBuild(t, tr.dir, after, flags...) {
					killed++
				}
				t.Logf("seed %d, kind %d, after %s of %s", seed, i%3, after, whole)
			}
			if code, out := buildAccount(t, tr.dir, "2026-11-21"); code != 0 {
				// The dead process's transaction may still hold a lock.
				if !strings.Contains(out, "[conflict]") || !strings.Contains(out, "run the command again") {
					t.Errorf("exit code %d, and no word of what to do:\n%s", code, out)
				}
				waited++
				tr.server.EndSessions()
				mustBuildAccount(t, tr.dir, "2026-11-21")
			}
			samePublished(t, of.want[stage], withoutAsides(published(t, tr.server.DB(), true, untimed...)))
			if stage == 0 {
				tr.later()
				mustBuildAccount(t, tr.dir, "2026-11-22")
				samePublished(t, of.want[1], withoutAsides(published(t, tr.server.DB(), true, untimed...)))
			}
		})
	}
	t.Logf("%d builds were killed before they ended; %d builds had to wait for what a dead one held", killed, waited)
	if killed < *accountKills/3 {
		t.Errorf("only %d of %d builds were killed in time: the test proves too little", killed, *accountKills)
	}
}

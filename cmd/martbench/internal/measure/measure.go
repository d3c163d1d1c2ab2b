// Package measure times commands as whole processes: contenders take turns, so that what
// else the machine does falls on all of them alike.
package measure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A Contender is a command to time.
type Contender struct {
	Name string
	Dir  string   // where it runs
	Args []string // the program and its arguments
	Env  []string // added to the environment, KEY=value
	// Before is called before every run, and not timed: it takes away what the last
	// run left. May be nil.
	Before func(context.Context) error
}

// A Sample is what one run took.
type Sample struct {
	Wall    time.Duration `json:"wall_ns"`
	CPU     time.Duration `json:"cpu_ns"`         // user and system, all threads
	PeakRSS int64         `json:"peak_rss_bytes"` // 0 where the system does not tell
}

// A Series is the runs of one contender.
type Series struct {
	Contender string   `json:"contender"`
	Samples   []Sample `json:"samples"`
	// Fault is why there are no more samples, in the contender's own words; empty: it
	// ran as often as the others.
	Fault string `json:"fault,omitempty"`
}

// Interleave runs all contenders in turn, A B A B: one round that warms caches up and is
// thrown away, and then as many rounds as asked for. A contender that fails is out, and
// its series says why. told is called before every run.
func Interleave(ctx context.Context, contenders []Contender, rounds int, told func(name string, round int)) ([]Series, error) {
	out := make([]Series, len(contenders))
	for i, c := range contenders {
		out[i].Contender = c.Name
	}
	for round := range rounds + 1 {
		for i, c := range contenders {
			if out[i].Fault != "" {
				continue
			}
			told(c.Name, round)
			sample, err := once(ctx, c)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err != nil {
				out[i].Fault = err.Error()
			} else if round > 0 {
				out[i].Samples = append(out[i].Samples, sample)
			}
		}
	}
	return out, nil
}

// once runs a contender.
func once(ctx context.Context, c Contender) (Sample, error) {
	if c.Before != nil {
		if err := c.Before(ctx); err != nil {
			return Sample{}, fmt.Errorf("getting ready: %w", err)
		}
	}
	var said tail
	cmd := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = c.Dir, append(os.Environ(), c.Env...), &said, &said
	started := time.Now()
	err := cmd.Run()
	wall := time.Since(started)
	if err != nil {
		return Sample{}, fault(err, said.text())
	}
	p := cmd.ProcessState
	return Sample{Wall: wall, CPU: p.UserTime() + p.SystemTime(), PeakRSS: peakBytes(p)}, nil
}

// fault is an error with the last thing the command said.
func fault(err error, said string) error {
	var exit *exec.ExitError
	if said == "" || !errors.As(err, &exit) {
		return err
	}
	return fmt.Errorf("%w: %s", err, said)
}

// Best is the shortest run. On a machine that does other things too it is the one that
// was disturbed least.
func (s Series) Best() time.Duration {
	return slices.MinFunc(s.Samples, func(a, b Sample) int { return int(a.Wall - b.Wall) }).Wall
}

// Median is the middle run by a measure; of an even number the lower of the two.
func (s Series) Median(of func(Sample) int64) int64 {
	values := make([]int64, len(s.Samples))
	for i, sample := range s.Samples {
		values[i] = of(sample)
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}

// A tail keeps the end of what is written to it.
type tail struct{ kept []byte }

const tailSize = 2000

func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - tailSize; over > 0 {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(p), nil
}

// text is the last three lines that say something.
func (t *tail) text() string {
	var lines []string
	for line := range bytes.SplitSeq(t.kept, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			lines = append(lines, string(line))
		}
	}
	return strings.Join(lines[max(0, len(lines)-3):], " / ")
}

package measure_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
)

func TestContendersTakeTurns(t *testing.T) {
	var order []string
	note := func(name string, round int) { order = append(order, name+strings.Repeat("'", round)) }
	ready := 0
	series, err := measure.Interleave(t.Context(), []measure.Contender{
		{Name: "a", Args: []string{"true"}, Before: func(context.Context) error { ready++; return nil }},
		{Name: "b", Args: []string{"sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"}},
	}, 2, note)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"a", "b", "a'", "b'", "a''", "b''"}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if ready != 3 {
		t.Errorf("a was readied %d times for 3 runs", ready)
	}
	for _, s := range series {
		if len(s.Samples) != 2 || s.Fault != "" {
			t.Errorf("%s: %d samples, fault %q: the warm-up is not to be kept", s.Contender, len(s.Samples), s.Fault)
		}
	}
	for _, sample := range series[1].Samples {
		if sample.CPU <= 0 || sample.PeakRSS < 100_000 || sample.Wall <= 0 {
			t.Errorf("b was measured as %+v", sample)
		}
	}
}

func TestAContenderThatFailsIsOut(t *testing.T) {
	series, err := measure.Interleave(t.Context(), []measure.Contender{
		{Name: "bad", Args: []string{"sh", "-c", "echo first; echo no such table >&2; exit 3"}},
		{Name: "missing", Args: []string{"/nowhere/at/all"}},
		{Name: "unready", Args: []string{"true"}, Before: func(context.Context) error { return errors.New("no space") }},
		{Name: "good", Args: []string{"true"}},
	}, 1, func(string, int) {})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"exit status 3: first / no such table", "no such file", "getting ready: no space"} {
		if s := series[i]; len(s.Samples) != 0 || !strings.Contains(s.Fault, want) {
			t.Errorf("%s: %d samples, fault %q, want %q", s.Contender, len(s.Samples), s.Fault, want)
		}
	}
	if s := series[3]; len(s.Samples) != 1 {
		t.Errorf("the good one ran %d times", len(s.Samples))
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, err := measure.Interleave(ctx, []measure.Contender{{Name: "a", Args: []string{"sleep", "60"}}}, 1, func(string, int) {
		time.AfterFunc(20*time.Millisecond, cancel)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestBestAndMedian(t *testing.T) {
	s := measure.Series{Samples: []measure.Sample{{Wall: 9, CPU: 4}, {Wall: 5, CPU: 6}, {Wall: 7, CPU: 8}}}
	wall := func(s measure.Sample) int64 { return int64(s.Wall) }
	if s.Best() != 5 || s.Median(wall) != 7 {
		t.Errorf("best %d, median %d", s.Best(), s.Median(wall))
	}
	s.Samples = s.Samples[:2]
	if s.Median(wall) != 5 {
		t.Errorf("median of two is %d", s.Median(wall))
	}
}

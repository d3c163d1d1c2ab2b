package view_test

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/event"
)

// A screen is a terminal as far as the live list needs one: lines, wrapped at a width,
// cursor up, clear below, colours dropped.
type screen struct {
	mu    sync.Mutex
	width int
	lines []string // the last is the cursor's
	fault string
}

var escape = regexp.MustCompile(`^\x1b\[(\d*)([A-Za-z])`)

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lines) == 0 {
		s.lines = []string{""}
	}
	for text := string(p); text != ""; {
		if m := escape.FindStringSubmatch(text); m != nil {
			s.control(m[1], m[2])
			text = text[len(m[0]):]
			continue
		}
		r := []rune(text)[0]
		text = text[len(string(r)):]
		last := len(s.lines) - 1
		switch {
		case r == '\n':
			s.lines = append(s.lines, "")
		case r == '\r':
		case len([]rune(s.lines[last])) == s.width:
			s.lines = append(s.lines, string(r))
		default:
			s.lines[last] += string(r)
		}
	}
	return len(p), nil
}

func (s *screen) control(n, kind string) {
	switch kind {
	case "A": // always followed by clear: forget the lines
		up, _ := strconv.Atoi(n)
		if up >= len(s.lines) {
			s.fault = "cursor left the top of the screen"
			up = len(s.lines) - 1
		}
		s.lines = s.lines[:len(s.lines)-up]
		s.lines[len(s.lines)-1] = ""
	case "J", "m":
	default:
		s.fault = "unexpected control " + kind
	}
}

// narrow makes the window narrower and wraps the lines anew, as terminals do.
func (s *screen) narrow(width int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.width = width
	var lines []string
	for _, l := range s.lines {
		for r := []rune(l); len(r) > width; r = []rune(l) {
			lines, l = append(lines, string(r[:width])), string(r[width:])
		}
		lines = append(lines, l)
	}
	s.lines = lines
}

func (s *screen) columns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.width
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.lines, "\n")
}

// until waits for a text to stand on the screen.
func (s *screen) until(t *testing.T, text string) {
	t.Helper()
	for range 200 {
		if strings.Contains(s.String(), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q never stood on the screen:\n%s", text, s)
}

func liveView(s *screen) *view.View {
	return view.New(view.Options{
		Err: s, Format: view.Text, Terminal: true, Color: true, Sources: sources,
		Size: s.columns, Now: func() time.Time { return noon.Add(7 * time.Second) },
	})
}

func TestLiveListLeavesLinesAndTally(t *testing.T) {
	for _, width := range []int{80, 120} {
		s := &screen{width: width}
		v := liveView(s)
		play(v, func(e event.Event) {
			if _, ok := e.(event.NodeProgress); ok {
				s.until(t, "runs   load         warehouse.offers")
				s.until(t, map[int]string{80: "]  30%       7s", 120: "12/40 files       7s  [==="}[width])
			}
		})
		v.Close()
		golden(t, "live_"+strconv.Itoa(width)+".golden", s.String())
		if s.fault != "" {
			t.Error(s.fault)
		}
	}
}

func TestLiveListShowsWhatRuns(t *testing.T) {
	s := &screen{width: 120}
	v := liveView(s)
	v.Emit(event.RunStarted{At: noon, Command: "build", Target: "dev", Adapter: "duckdb", Nodes: 30, Threads: 16})
	for i := range 16 {
		v.Emit(event.NodeStarted{At: noon, ID: engine.NodeID("model.a.m" + strconv.Itoa(i)), Kind: engine.KindModel, What: "table", Name: "marts.m" + strconv.Itoa(i), Index: i + 1, Total: 30})
	}
	v.Emit(event.NodeProgress{ID: "model.a.m0", Done: 12, Total: 40, Unit: "files"})
	s.until(t, "16 running")
	s.until(t, "12/40 files")
	golden(t, "live_running.golden", s.String())

	if _, err := io.WriteString(v.LogWriter(), "a driver says something\n"); err != nil {
		t.Fatal(err)
	}
	s.until(t, "a driver says something")
	s.until(t, "16 running")
	s.narrow(60)
	s.until(t, "[")
	time.Sleep(300 * time.Millisecond) // two frames and a bit: the new width is drawn
	if n := strings.Count(s.String(), "0/30"); n != 1 {
		t.Errorf("%d total lines after the window was made narrower:\n%s", n, s)
	}
	v.Emit(event.Interrupted{Running: 16})
	v.Close() // as ctrl-C does
	got := s.String()
	want := "build: 30 nodes on dev (duckdb), 16 threads\na driver says something\ninterrupted: stopping 16 running nodes"
	if !strings.HasPrefix(got, want) || strings.Contains(got, "runs") || !strings.HasSuffix(got, "\n") {
		t.Errorf("the screen is not clean:\n%s", got)
	}
	v.Close()
	v.Say("still here")
	if !strings.HasSuffix(s.String(), "still here\n") {
		t.Error("a closed view says nothing")
	}
}

// broken is a terminal whose window was closed.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestLiveListSurvivesItsTerminal(t *testing.T) {
	done := make(chan bool)
	go func() {
		v := view.New(view.Options{Err: broken{}, Terminal: true})
		play(v, func(event.Event) { time.Sleep(15 * time.Millisecond) })
		v.Close()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("the view hangs when its terminal is gone")
	}
}

func TestFramesPassOnWhatHasNoWayUp(t *testing.T) {
	var b bytes.Buffer
	f := view.NewFrames(&b, func() int { return 10 })
	_, _ = io.WriteString(f, "twelve chars\nshort\n")
	_, _ = io.WriteString(f, "\x1b[2A\x1b[Jnext\n")
	if got, want := b.String(), "twelve chars\nshort\n\x1b[3A\r\x1b[Jnext\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

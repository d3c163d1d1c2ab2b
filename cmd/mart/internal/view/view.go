// Package view shows a person or a program what mart does: the events of a run,
// problems, tables of values and functions. People on a terminal get a live list with
// progress bars, everybody else plain lines, programs one JSON object a line.
package view

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

// A Format is how events and problems are written.
type Format string

// The formats, as --log-format names them.
const (
	Text  Format = "text"  // for people: live on a terminal, lines elsewhere; problems with carets
	Plain Format = "plain" // always lines; one line a problem
	JSON  Format = "json"  // one object a line, with dbt's event names
)

// ParseFormat reads the value of --log-format. Empty is Text; dbt's words are known too.
func ParseFormat(s string) (Format, error) {
	switch strings.ToLower(s) {
	case "", "text", "default", "debug":
		return Text, nil
	case "plain":
		return Plain, nil
	case "json":
		return JSON, nil
	}
	return "", fmt.Errorf("unknown log format %q: write text, plain or json", s)
}

// Options says where a View writes and how. The zero value of all but the writers is
// fit for use; Detect fills in what the streams and the environment tell.
type Options struct {
	Out, Err io.Writer // results; progress and problems
	// Log takes events, problems and messages. Nil: Err, and Out for the JSON format,
	// where programs that know dbt look for it.
	Log      io.Writer
	Format   Format
	Color    bool // colour on Err and Log
	OutColor bool // colour on Out
	Quiet    bool // only what went wrong
	// Level is the least level that JSON lines are written of: debug, info, warn or
	// error. Empty is debug.
	Level string
	// Terminal: Log is a terminal and may be redrawn (Text format only).
	Terminal bool
	Width    int        // columns of the terminal behind Log; 0: 100
	OutWidth int        // columns of the terminal behind Out; 0: as wide as it takes
	Size     func() int // asked for the width at every redraw; nil: Width
	Sources  diag.Sources
	Now      func() time.Time // nil: time.Now
	// Version is mart's own, and InvocationID stands in JSON lines before a run has an
	// id of its own.
	Version, InvocationID string
}

// A View writes everything that mart tells. Its methods may be called from several
// goroutines.
type View struct {
	o        Options
	style    style
	outStyle style

	mu       sync.Mutex // guards all below, and the order of lines
	manifest *engine.Manifest
	run      event.RunStarted
	started  map[engine.NodeID]running
	ended    int                      // nodes finished so far
	names    map[engine.NodeID]string // of the nodes finished so far
	live     *live
	beat     *heartbeat
	blank    bool // the last thing written ended with an empty line
	report   Report
	ran      event.RunFinished
}

// running is a node at work.
type running struct {
	event.NodeStarted
	progress event.NodeProgress
	told     time.Time // when its last heartbeat line was written
}

// New makes a View.
func New(o Options) *View {
	if o.Out == nil {
		o.Out = io.Discard
	}
	if o.Err == nil {
		o.Err = io.Discard
	}
	if o.Format == "" {
		o.Format = Text
	}
	if o.Log == nil {
		o.Log = o.Err
		if o.Format == JSON {
			o.Log = o.Out
		}
	}
	if o.Width <= 0 {
		o.Width = 100
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &View{
		o: o, style: newStyle(o.Color && o.Format != JSON), outStyle: newStyle(o.OutColor),
		started: map[engine.NodeID]running{}, names: map[engine.NodeID]string{}, report: Report{Started: o.Now()},
	}
}

// SetManifest gives JSON events what they tell about a node besides its name.
func (v *View) SetManifest(m *engine.Manifest) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.manifest = m
}

// SetSources gives the texts that carets point into.
func (v *View) SetSources(s diag.Sources) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.o.Sources = s
}

// Emit shows one event of a run.
func (v *View) Emit(e event.Event) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.o.Format == JSON {
		v.emitJSON(e)
	} else {
		v.emitText(e)
	}
	v.record(e)
}

// Close ends the live list, if one stands, and leaves the terminal clean. It may be
// called again, and after it the View writes plain lines.
func (v *View) Close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.stop()
}

// Say tells something that is neither result nor problem, on one line or several.
func (v *View) Say(format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	text := fmt.Sprintf(format, args...)
	switch {
	case v.o.Quiet:
	case v.o.Format == JSON:
		v.jsonLine(noteEvent, "info", text, map[string]any{"msg": text})
	default:
		v.print(text)
	}
}

// Hint tells what to do next.
func (v *View) Hint(format string, args ...any) {
	if v.o.Format == JSON {
		v.Say("hint: "+format, args...)
		return
	}
	v.Say("%s: %s", v.style.bold("hint"), fmt.Sprintf(format, args...))
}

// LogWriter is for lines of others (a driver's log, say): they come out whole, above
// the live list.
func (v *View) LogWriter() io.Writer { return &lineWriter{v: v} }

// print writes text as whole lines on the log stream, above the live list if there is one.
func (v *View) print(text string) {
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	v.blank = strings.HasSuffix(text, "\n\n")
	if v.live != nil && v.live.write(text) {
		return
	}
	_, _ = io.WriteString(v.o.Log, text) // a closed stderr has nobody to tell
}

// lineWriter collects bytes until a line is whole.
type lineWriter struct {
	v   *View
	mu  sync.Mutex
	buf []byte
}

// Write prints the lines that p completes.
func (w *lineWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, p...)
	if i := strings.LastIndexByte(string(w.buf), '\n'); i >= 0 {
		lines := strings.TrimSuffix(string(w.buf[:i]), "\n")
		w.buf = append(w.buf[:0], w.buf[i+1:]...)
		w.v.Say("%s", lines)
	}
	return len(p), nil
}

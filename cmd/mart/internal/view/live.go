package view

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/event"
)

// refresh is the time between two drawings of the live list.
const refresh = 120 * time.Millisecond

// mostRunning is how many running nodes are listed; more are counted.
const mostRunning = 12

// live is the list at the bottom of a terminal: the running nodes and the bar of the
// whole run. mpb redraws it; lines that stay are printed above it.
type live struct {
	p    *mpb.Progress
	bar  *mpb.Bar
	node mpb.BarFiller // draws a node's bar
	v    *View         // its width, clock and style only: drawing must not wait for its lock

	mu                           sync.Mutex // guards what is drawn
	running                      []running  // in the order of starting
	started                      time.Time
	total, done, failed, skipped int
	stopped                      bool
}

func newLive(v *View) *live {
	l := &live{v: v, started: v.run.At, total: v.run.Nodes}
	l.node = mpb.BarStyle().FillerMeta(v.style.cyan).TipMeta(v.style.cyan).PaddingMeta(v.style.dim).Build()
	l.p = mpb.New(
		mpb.WithOutput(&frames{out: v.o.Log, width: v.width}),
		mpb.WithAutoRefresh(), mpb.WithRefreshRate(refresh),
	)
	whole := mpb.BarStyle().FillerMeta(v.style.green).TipMeta(v.style.green).PaddingMeta(v.style.dim).Build()
	fill := mpb.BarFillerFunc(func(w io.Writer, _ decor.Statistics) error { return l.drawTotal(w, whole) })
	above := mpb.BarFillerFunc(func(w io.Writer, _ decor.Statistics) error { return l.drawRunning(w) })
	// The bar never completes by itself: its total is not mpb's to know.
	l.bar = l.p.MustAdd(0, fill, mpb.BarFillerTrim(), mpb.BarExtender(above, true))
	return l
}

// write prints whole lines above the list. It reports false when mpb has ended, as it
// does when its terminal is gone.
func (l *live) write(text string) bool {
	_, err := l.p.Write([]byte(text))
	return err == nil
}

func (l *live) start(e event.NodeStarted) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = append(l.running, running{NodeStarted: e})
}

func (l *live) progress(e event.NodeProgress) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := l.find(e.ID); i >= 0 {
		l.running[i].progress = e
	}
}

func (l *live) finish(e event.NodeFinished) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := l.find(e.Result.ID); i >= 0 {
		l.running = slices.Delete(l.running, i, i+1)
	}
	l.done++
	l.total = cmp.Or(l.total, e.Total)
	switch e.Result.Status {
	case engine.Errored, engine.Fail:
		l.failed++
	case engine.Skipped:
		l.skipped++
	}
}

func (l *live) find(id engine.NodeID) int {
	return slices.IndexFunc(l.running, func(r running) bool { return r.ID == id })
}

// stop takes the list off the screen and waits until that is done.
func (l *live) stop() {
	l.mu.Lock()
	l.stopped = true
	l.mu.Unlock()
	l.bar.Abort(true)
	l.p.Wait()
}

// drawRunning writes a line a running node, the last first, as mpb's extender wants it.
func (l *live) drawRunning(w io.Writer) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stopped {
		return nil
	}
	var lines []string
	for i, r := range l.running {
		if i == mostRunning-1 && len(l.running) > mostRunning {
			more := fmt.Sprintf("and %d more running", len(l.running)-i)
			lines = append(lines, strings.Repeat(" ", l.v.indexWidth()+2)+l.v.style.dim(more))
			break
		}
		lines = append(lines, l.nodeLine(r))
	}
	slices.Reverse(lines)
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// nodeLine is the line of a running node, in the columns of the finished ones. The bar
// goes to the right of them where there is room, else into the column of the rows.
func (l *live) nodeLine(r running) string {
	st, width := l.v.style, l.v.width()-1 // the last column makes some terminals wrap
	name := r.Name
	if name == "" {
		name = shortID(r.ID)
	}
	indent := strings.Repeat(" ", l.v.indexWidth()+2)
	head := pad(whatOf(r.Kind, r.What), 11) + "  "
	nameWidth := l.v.nameWidth()
	right := width - len(indent) - len("runs   ") - len(head) - nameWidth - 2 - detailWidth - 2 - 7
	elapsed := text.AlignRight.Apply(whole(l.v.o.Now().Sub(r.At)), 7)
	if right < 0 { // too narrow for all columns: the name and the time are what matters
		line := indent + "runs   " + head + name
		return pad(cut(line, max(10, width-9)), width-9) + "  " + st.dim(elapsed)
	}
	detail, bar := cut(progressText(r.progress), detailWidth), ""
	if room := min(30, right-2); room >= 10 {
		if bar = l.gauge(r.progress, room); bar != "" {
			bar = "  " + bar
		}
	} else if g := l.gauge(r.progress, detailWidth-5); g != "" {
		detail = fmt.Sprintf("%s %3d%%", g, percent(r.progress))
	}
	return indent + st.cyan("runs") + "   " + head + pad(cut(name, nameWidth), nameWidth) + "  " +
		text.AlignRight.Apply(detail, detailWidth) + "  " +
		st.dim(elapsed) + bar
}

// gauge is the bar of a node that knows how far it is, else empty.
func (l *live) gauge(p event.NodeProgress, room int) string {
	if p.Total <= 0 && p.Unit != "percent" {
		return ""
	}
	var b bytes.Buffer
	if l.node.Fill(&b, decor.Statistics{AvailableWidth: room, Total: 100, Current: percent(p)}) != nil {
		return ""
	}
	return b.String()
}

// percent is how far a node is, 0 to 100.
func percent(p event.NodeProgress) int64 {
	total := p.Total
	if total <= 0 {
		total = 100
	}
	return max(0, min(100, p.Done*100/total))
}

// drawTotal writes the last line: done of all, a bar, what is wrong, the time.
func (l *live) drawTotal(w io.Writer, bar mpb.BarFiller) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stopped {
		return nil
	}
	st, width := l.v.style, l.v.width()-1
	head := fmt.Sprintf("%*d/%d", digits(l.total), l.done, l.total)
	tail, plain := l.counts()
	elapsed := whole(l.v.o.Now().Sub(l.started))
	room := width - len(head) - len(plain) - len(elapsed) - 6
	if room < 5 {
		_, err := io.WriteString(w, cut(head+"  "+elapsed, max(1, width)))
		return err
	}
	if _, err := fmt.Fprint(w, st.bold(head)+"  "); err != nil {
		return err
	}
	stat := decor.Statistics{AvailableWidth: min(room, 40), Total: int64(max(1, l.total)), Current: int64(l.done)}
	if err := bar.Fill(w, stat); err != nil {
		return err
	}
	_, err := fmt.Fprint(w, "  "+elapsed+tail)
	return err
}

// counts says what failed and what was skipped so far, coloured and plain.
func (l *live) counts() (colored, plain string) {
	add := func(n int, word string, paint func(string) string) {
		if n > 0 {
			s := fmt.Sprintf("%d %s", n, word)
			colored, plain = colored+"  "+paint(s), plain+"  "+s
		}
	}
	add(len(l.running), "running", l.v.style.cyan)
	add(l.failed, "failed", l.v.style.red)
	add(l.skipped, "skipped", l.v.style.yellow)
	return colored, plain
}

// whole is a duration in whole seconds: digits that change with every frame only flicker.
func whole(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%ds", max(0, int(d.Seconds())))
	}
	return seconds(d)
}

package view

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/event"
)

// emitText shows an event to people. Called with the lock held.
func (v *View) emitText(e event.Event) {
	switch e := e.(type) {
	case event.RunStarted:
		v.runStarted(e)
	case event.NodeStarted:
		e.Name = v.readable(e.ID, e.Name)
		v.started[e.ID] = running{NodeStarted: e, told: e.At}
		if v.live != nil {
			v.live.start(e)
		}
	case event.NodeProgress:
		if r, ok := v.started[e.ID]; ok {
			r.progress = e
			v.started[e.ID] = r
		}
		if v.live != nil {
			v.live.progress(e)
		}
	case event.NodeFinished:
		v.nodeFinished(e)
	case event.Problems:
		v.problems(e.List, "")
	case event.Interrupted:
		v.print(v.style.yellow(fmt.Sprintf("interrupted: stopping %s; again ctrl-C to leave at once", count(e.Running, "running node"))))
	case event.RunFinished:
		v.stop()
		v.runFinished(e)
	}
}

func (v *View) runStarted(e event.RunStarted) {
	v.run, v.ended = e, 0
	if v.o.Quiet {
		return
	}
	v.print(fmt.Sprintf("%s: %s on %s (%s), %s", e.Command, count(e.Nodes, "node"), e.Target, e.Adapter, count(e.Threads, "thread")))
	if v.redrawn() {
		v.live = newLive(v)
	} else {
		v.beat = newHeartbeat(v)
	}
}

// redrawn reports whether runs are shown as a live list.
func (v *View) redrawn() bool { return v.o.Terminal && v.o.Format == Text }

// stop ends whatever ticks. Called with the lock held.
func (v *View) stop() {
	if v.live != nil {
		v.live.stop()
		v.live = nil
	}
	if v.beat != nil {
		v.beat.stop()
		v.beat = nil
	}
}

func (v *View) nodeFinished(e event.NodeFinished) {
	v.ended++
	delete(v.started, e.Result.ID)
	v.names[e.Result.ID] = e.Name // whole, for the summary
	e.Name = v.readable(e.Result.ID, e.Name)
	if v.live != nil {
		v.live.finish(e)
	}
	bad := e.Result.Status == engine.Errored || e.Result.Status == engine.Fail
	if v.o.Quiet && !bad {
		return
	}
	// On a terminal the skipped ones are counted and named at the end, by their cause.
	if e.Result.Status == engine.Skipped && v.live != nil {
		return
	}
	v.print(v.nodeLine(e))
	v.problems(e.Result.Problems, "")
	if e.Result.Message != "" && len(e.Result.Problems) == 0 && (bad || e.Result.Status == engine.Warn) {
		v.print(indented(e.Result.Message, strings.Repeat(" ", v.indexWidth()+2)))
	}
}

// nodeLine is the line of a node that ended:
//
//	12/39  ok     table        marts.price_index            1,204 rows    0.31s
func (v *View) nodeLine(e event.NodeFinished) string {
	r := e.Result
	index := fmt.Sprintf("%*d/%d", digits(v.total(e.Total)), v.ended, v.total(e.Total))
	name := e.Name
	if name == "" {
		name = shortID(r.ID)
	}
	word, paint := statusWord(r.Status, v.style)
	line := fmt.Sprintf("%s  %s  %s  ", v.style.dim(index), paint(pad(word, 5)), pad(whatOf(e.Kind, e.What), 11))
	if r.Status == engine.Skipped {
		return line + name + v.style.dim("  "+v.skipReason(r))
	}
	extra := v.extraOf(r)
	if v.live != nil { // a line that stays must not wrap
		room := v.width() - 1 - text.StringWidthWithoutEscSequences(line) - len(detailOf(r)) - 11
		name = cut(name, max(20, room))
		if extra != "" && v.nameWidth()+text.StringWidthWithoutEscSequences(line+extra)+detailWidth+12 > v.width() {
			extra = "\n" + strings.Repeat(" ", v.indexWidth()) + extra
		}
	}
	if detailOf(r) == "" && r.Elapsed() <= 0 {
		return line + name + extra
	}
	// A name too long for its column takes from the blanks of the next.
	room := max(len(detailOf(r)), v.nameWidth()+2+detailWidth-max(v.nameWidth(), text.StringWidth(name))-2)
	line += pad(name, v.nameWidth()) + "  " + text.AlignRight.Apply(detailOf(r), room)
	return line + "  " + v.style.dim(text.AlignRight.Apply(seconds(r.Elapsed()), 7)) + extra
}

var hashed = regexp.MustCompile(`_[0-9a-f]{32}$`)

// readable is what stands for the name of a generic test that was cut and ends in a
// hash: what is tested, and how.
func (v *View) readable(id engine.NodeID, name string) string {
	if v.manifest == nil || !hashed.MatchString(name) {
		return name
	}
	t, ok := v.manifest.Nodes[id].(*engine.Test)
	if !ok || !t.Generic() {
		return name
	}
	tested, ok := v.manifest.Nodes[t.Attached]
	if !ok {
		return name
	}
	what := tested.Head().Name
	if t.Column != "" {
		what += "." + t.Column
	}
	return what + ": " + t.Macro
}

const detailWidth = 16

// nameWidth is what the other columns of a line leave, within reason.
func (v *View) nameWidth() int {
	rest := v.width() - 1 - v.indexWidth() - len("  error  incremental  ") - 2 - detailWidth - 2 - 7
	return max(20, min(48, rest))
}

func (v *View) indexWidth() int { return 2*digits(v.run.Nodes) + 1 }

func (v *View) width() int {
	if v.o.Size != nil {
		if w := v.o.Size(); w > 0 {
			return w
		}
	}
	return v.o.Width
}

func (v *View) total(of int) int {
	if of > 0 {
		return of
	}
	return v.run.Nodes
}

// statusWord is how a status is written in lines, and its colour.
func statusWord(s engine.Status, st style) (string, func(string) string) {
	switch s {
	case engine.Success:
		return "ok", st.green
	case engine.Pass:
		return "pass", st.green
	case engine.Warn:
		return "warn", st.yellow
	case engine.Errored:
		return "error", st.red
	case engine.Fail:
		return "fail", st.red
	case engine.Skipped:
		return "skip", st.yellow
	}
	return string(s), st.dim
}

// whatOf is what stands in the column of kinds: a model's materialization, else the kind.
func whatOf(kind engine.Kind, what string) string {
	if kind == engine.KindModel && what != "" {
		return what
	}
	return strings.ReplaceAll(string(kind), "_", " ")
}

// detailOf says how much a node did.
func detailOf(r engine.Result) string {
	switch {
	case r.Status == engine.NoOp:
		return "up to date"
	case r.Status == engine.Errored, r.Status == engine.Pass:
		return ""
	case r.Value != "":
		return cut("fail_calc "+r.Value, detailWidth)
	case r.Rows < 0:
		return ""
	}
	return count(int(r.Rows), "row")
}

// extraOf is the end of a load's line: files read and records refused.
func (v *View) extraOf(r engine.Result) string {
	extra := ""
	if r.Files > 0 {
		extra += "  " + v.style.dim(count(r.Files, "file"))
	}
	if r.Rejects > 0 {
		extra += "  " + v.style.yellow(count(int(r.Rejects), "reject"))
	}
	return extra
}

// skipReason says why a node was not built.
func (v *View) skipReason(r engine.Result) string {
	switch {
	case r.SkippedBy != "":
		return "skipped because " + v.label(r.SkippedBy) + " failed"
	case r.Message != "":
		return r.Message
	}
	return "skipped"
}

// label is a node for people: kind and name, without the package and, for tests, without
// the hash that makes ids unique.
func (v *View) label(id engine.NodeID) string {
	kind, _, _ := strings.Cut(string(id), ".")
	if name := v.names[id]; name != "" && engine.Kind(kind) == engine.KindTest {
		return kind + "." + name
	}
	return shortID(id)
}

// shortID is an id without its package: model.offers.
func shortID(id engine.NodeID) string {
	parts := strings.SplitN(string(id), ".", 3)
	if len(parts) < 3 {
		return string(id)
	}
	return parts[0] + "." + parts[2]
}

// seconds writes a duration as people read it: 0.31s, 12.4s, 3m05s, 2h07m.
func seconds(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.2fs", d.Seconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1fs", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%dm%02ds", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%dh%02dm", int(d.Hours()), int(d.Minutes())%60)
}

// thousands writes a number with commas: 1,204.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func digits(n int) int { return len(strconv.Itoa(n)) }

// pad fills a text with blanks to a width in columns; longer texts stay whole.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-text.StringWidthWithoutEscSequences(s)))
}

package view

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/martsql/mart/engine/event"
)

// quiet is how long a node may run before a line says that it still does.
const quiet = 30 * time.Second

// A heartbeat writes a line about nodes that run for long, where nothing is redrawn: a
// log that stands still looks like a program that hangs.
type heartbeat struct{ done chan struct{} }

func newHeartbeat(v *View) *heartbeat {
	h := &heartbeat{done: make(chan struct{})}
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-h.done:
				return
			case <-ticker.C:
				v.tick(v.o.Now())
			}
		}
	}()
	return h
}

func (h *heartbeat) stop() { close(h.done) }

// tick writes the heartbeats that are due.
func (v *View) tick(now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.beat == nil {
		return
	}
	var due []running
	for id, r := range v.started {
		if now.Sub(r.told) >= quiet {
			r.told = now
			v.started[id] = r
			due = append(due, r)
		}
	}
	slices.SortFunc(due, func(a, b running) int { return cmp.Compare(a.Index, b.Index) })
	for _, r := range due {
		line := fmt.Sprintf("%*s  %s  %s  %s", v.indexWidth(), "", v.style.cyan(pad("runs", 5)),
			pad(whatOf(r.Kind, r.What), 11), pad(r.Name, v.nameWidth()))
		v.print(line + fmt.Sprintf("  %*s  %7s", detailWidth, progressText(r.progress), seconds(now.Sub(r.At))))
	}
}

// progressText says how far a node is: "12/40 files", "63%", "1,200,000 rows".
func progressText(p event.NodeProgress) string {
	switch {
	case p.Unit == "percent" && p.Total > 0:
		return fmt.Sprintf("%d%%", p.Done*100/p.Total)
	case p.Unit == "percent":
		return fmt.Sprintf("%d%%", p.Done)
	case p.Total > 0:
		return fmt.Sprintf("%s/%s %s", thousands(p.Done), thousands(p.Total), p.Unit)
	case p.Done > 0:
		return thousands(p.Done) + " " + p.Unit
	}
	return ""
}

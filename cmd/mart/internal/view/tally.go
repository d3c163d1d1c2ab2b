package view

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/event"
)

// runFinished writes the end of a run: which nodes failed, what was skipped and why, the
// tally.
func (v *View) runFinished(e event.RunFinished) {
	failed := v.failures(e.Results)
	if len(failed) > 0 && !v.o.Quiet {
		if !v.blank {
			v.print("")
		}
		v.print(v.style.red(fmt.Sprintf("%s failed:", count(len(failed), "node"))))
		v.print(strings.Join(failed, "\n"))
	}
	if v.o.Quiet {
		return
	}
	if v.redrawn() {
		for _, line := range v.skips(e.Results) {
			v.print(v.style.yellow(line))
		}
	}
	paint := v.style.green
	switch {
	case e.Canceled || len(failed) > 0:
		paint = v.style.red
	case bad(e.Results):
		paint = v.style.yellow
	}
	if len(failed) > 0 {
		v.print("")
	}
	line := Tally(e)
	if v.redrawn() {
		line = wrapped(line, v.width())
	}
	v.print(paint(line))
}

// wrapped breaks a line between words.
func wrapped(line string, width int) string {
	lines := strings.Split(text.WrapSoft(line, width), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Tally is the last line of a run: "done in 4.2s: 31 models, 58 tests passed, 1 warning,
// 2 failed, 3 skipped".
func Tally(e event.RunFinished) string {
	var models, seeds, snapshots, tests, warnings, failed, skipped, idle int
	for _, r := range e.Results {
		kind, _, _ := strings.Cut(string(r.ID), ".")
		switch r.Status {
		case engine.Success:
			switch engine.Kind(kind) {
			case engine.KindModel:
				models++
			case engine.KindSeed:
				seeds++
			case engine.KindSnapshot:
				snapshots++
			}
		case engine.Pass:
			tests++
		case engine.Warn:
			warnings++
		case engine.Errored, engine.Fail:
			failed++
		case engine.Skipped:
			skipped++
		case engine.NoOp:
			idle++
		}
	}
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, what)
		}
	}
	add(models, count(models, "model"))
	add(seeds, count(seeds, "seed"))
	add(snapshots, count(snapshots, "snapshot"))
	add(tests, count(tests, "test")+" passed")
	add(idle, thousands(int64(idle))+" up to date")
	add(warnings, count(warnings, "warning"))
	add(failed, thousands(int64(failed))+" failed")
	add(skipped, thousands(int64(skipped))+" skipped")
	word := "done in "
	if e.Canceled {
		word = "interrupted after "
	}
	word += brief(e) + ": "
	if len(parts) == 0 {
		return word + "nothing to do"
	}
	return word + strings.Join(parts, ", ")
}

// brief is the time of a run, with one digit after the point: nobody needs more there.
func brief(e event.RunFinished) string {
	if e.Elapsed.Seconds() < 60 {
		return fmt.Sprintf("%.1fs", e.Elapsed.Seconds())
	}
	return seconds(e.Elapsed)
}

// failures has a line for every node that failed: its name, and where to look. What is
// wrong was told when it ended, and is not told again.
func (v *View) failures(results []engine.Result) []string {
	var names, places []string
	longest, widest := 0, 0
	for _, r := range results {
		if r.Status != engine.Errored && r.Status != engine.Fail {
			continue
		}
		name, at := v.label(r.ID), ""
		if len(r.Problems) > 0 {
			at = r.Problems[0].Span.String()
		}
		names, places = append(names, name), append(places, at)
		longest, widest = max(longest, text.StringWidth(name)), max(widest, text.StringWidth(at))
	}
	longest = min(longest, max(0, v.width()-1-len("    ")-widest))
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = "  " + v.style.bold(name)
		if places[i] != "" {
			out[i] += strings.Repeat(" ", max(0, longest-text.StringWidth(name))) + "  " + places[i]
		}
	}
	return out
}

// skips names the skipped nodes by their cause, a line a cause, cut to the width.
func (v *View) skips(results []engine.Result) []string {
	var order []string
	names := map[string][]string{}
	for _, r := range results {
		if r.Status != engine.Skipped {
			continue
		}
		why := v.skipReason(r)
		if names[why] == nil {
			order = append(order, why)
		}
		names[why] = append(names[why], v.label(r.ID))
	}
	var out []string
	for _, why := range order {
		line := fmt.Sprintf("%d %s: ", len(names[why]), why)
		for i, name := range names[why] {
			if i > 0 && len(line)+len(name)+len(" and 1,000 more") >= v.width() {
				line = strings.TrimSuffix(line, ", ") + fmt.Sprintf(" and %d more, ", len(names[why])-i)
				break
			}
			line += name + ", "
		}
		out = append(out, strings.TrimSuffix(line, ", "))
	}
	return out
}

func bad(results []engine.Result) bool {
	for _, r := range results {
		if r.Status.Bad() || r.Status == engine.Warn {
			return true
		}
	}
	return false
}

package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// endless tells of a macro that calls itself, through others or not, in every rendering.
// Calls in branches may have an end: only rendering finds that they have none. Macros in
// told are on a circle that was told already.
func (v *view) endless(m *macro, told map[*macro]bool) diag.List {
	path := v.circle(m)
	if path == nil || slices.ContainsFunc(path, func(c callee) bool { return told[c.macro] }) {
		return nil
	}
	names := []string{m.FullName()}
	for _, c := range path {
		told[c.macro] = true
		names = append(names, c.macro.FullName())
	}
	d := diag.Errorf(path[0].span, "macro-recursion", "macro %s calls itself without end", m.FullName()).
		WithHint("put the call into an  {{ if ... }}  that becomes false, or use  {{ range }}")
	if len(path) > 1 {
		d.Summary += ": " + strings.Join(names, " -> ")
	}
	for i, c := range path[1:] {
		d.Related = append(d.Related, diag.Related{Span: c.span, Message: "in macro " + path[i].macro.FullName()})
	}
	return diag.List{d}
}

// circle is the shortest way from a macro back to itself by calls that are always made;
// nil when there is none.
func (v *view) circle(m *macro) []callee {
	seen := map[*macro]bool{}
	for queue := [][]callee{{{macro: m}}}; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		r := v.direct[path[len(path)-1].macro]
		if r == nil {
			continue // this dialect has another variant
		}
		for _, c := range r.callees {
			if !c.sure || seen[c.macro] {
				continue
			}
			seen[c.macro] = true
			next := append(slices.Clone(path), c)
			if c.macro == m {
				return next[1:]
			}
			queue = append(queue, next)
		}
	}
	return nil
}

// folded shortens what explains a fault inside of a macro that calls itself: the places
// of one round, and how often they come again.
func folded(list diag.List) diag.List {
	for i, d := range list {
		if d.Code != "macro-recursion" {
			continue
		}
		n := period(d.Related)
		if rest := len(d.Related) - n; rest > 0 {
			more := diag.Related{Message: fmt.Sprintf("... %d more times", rest)}
			list[i].Related = append(slices.Clone(d.Related[:n]), more)
		}
	}
	return list
}

// period is the length of the shortest beginning that the whole repeats.
func period(places []diag.Related) int {
	for n := 1; n < len(places); n++ {
		repeats := true
		for i := n; i < len(places) && repeats; i++ {
			repeats = places[i] == places[i-n]
		}
		if repeats {
			return n
		}
	}
	return len(places)
}

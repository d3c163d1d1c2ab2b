package template

import (
	"maps"
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// A view is a library as one dialect sees it. It is not changed once made.
type view struct {
	macros   map[string]*macro   // by the name a template calls: "x", "test x", "mart__x"
	names    []string            // every function and macro, for suggestions
	others   map[string]string   // macros that only another adapter has: name -> adapter
	closures map[*macro]*Scan    // what a macro names, with all macros it calls
	direct   map[*macro]*reading // what a macro's own body names
}

// view returns the library for a dialect.
func (l *Library) view(dialect string) *view {
	l.mu.Lock()
	defer l.mu.Unlock()
	if v := l.views[dialect]; v != nil {
		return v
	}
	v := &view{macros: map[string]*macro{}, others: map[string]string{}, closures: map[*macro]*Scan{}, direct: map[*macro]*reading{}}
	for _, layer := range []map[string]*macro{l.standard, l.project} {
		for _, adapter := range []string{"", dialect} {
			for _, m := range layer {
				if m.Adapter != adapter {
					v.others[m.callName()] = m.Adapter
					continue
				}
				v.macros[m.callName()] = m
				if m.standard && !m.Test {
					v.macros[standardPrefix+m.Name] = m
				}
			}
		}
	}
	v.names = v.functionNames()
	for _, m := range v.macros {
		r := v.read(m.body, m.calls)
		v.direct[m] = &r
	}
	for _, m := range v.macros {
		v.closures[m] = v.closure(m)
	}
	l.views[dialect] = v
	return v
}

func (v *view) functionNames() []string {
	names := slices.Collect(maps.Keys(arities()))
	for name, m := range v.macros {
		if !m.Test && !strings.HasPrefix(name, standardPrefix) {
			names = append(names, name)
		}
	}
	names = slices.DeleteFunc(names, func(s string) bool { return strings.HasPrefix(s, standardPrefix) || s == "config_get" })
	slices.Sort(names)
	return names
}

// A callee is a macro that a body calls, and where.
type callee struct {
	macro *macro
	span  diag.Span
	sure  bool // called in every rendering
}

// A reading is what one body names by itself.
type reading struct {
	Scan
	callees []callee
}

// closure collects what a macro names through all macros that it reaches.
func (v *view) closure(m *macro) *Scan {
	type visit struct {
		macro *macro
		path  []diag.Related // the calls from m to here
	}
	out := &Scan{}
	seen := map[*macro]bool{m: true}
	for queue := []visit{{macro: m}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		r := v.direct[at.macro]
		out.absorb(&r.Scan, func(span diag.Span) []diag.Related {
			return append(slices.Clone(at.path), diag.Related{Span: span, Message: "in macro " + at.macro.FullName()})
		})
		for _, c := range r.callees {
			if seen[c.macro] {
				continue
			}
			seen[c.macro] = true
			out.Macros = append(out.Macros, Use{Name: c.macro.FullName()})
			path := append(slices.Clone(at.path), diag.Related{Span: c.span, Message: "in macro " + at.macro.FullName()})
			queue = append(queue, visit{c.macro, path})
		}
	}
	return out
}

// unknownFunction reports a function that does not exist, with a reason when we know one.
func (v *view) unknownFunction(name string, span diag.Span) diag.Diagnostic {
	if standard, ok := strings.CutPrefix(name, standardPrefix); ok {
		span.End = diag.Pos{Line: span.Start.Line, Column: span.Start.Column + len("mart."+standard), Offset: span.Start.Offset + len("mart."+standard)}
		d := diag.Errorf(span, "unknown-function", "mart has no macro %s", standard)
		d.Hint = diag.DidYouMean(standard, v.names)
		return d
	}
	d := diag.Errorf(span, "unknown-function", "there is no function or macro %s", name)
	switch {
	case v.others[name] != "":
		d.Summary = "the macro " + name + " is there for " + v.others[name] + " only"
		d.Hint = "define it for all adapters, or call it only where it exists: {{ if eq target.adapter \"" + v.others[name] + "\" }}"
	case slices.Contains(withheld, name):
		d.Summary = name + " is not offered in templates"
		d.Hint = "its result would differ from run to run or between machines; the same project compiles to the same SQL everywhere"
	case slices.Contains([]string{"test", "macro", "set", "for", "endif", "endfor", "elif", "not"}, name):
		d.Hint = "blocks are written  {{ if ... }} ... {{ end }}  and  {{ range ... }} ... {{ end }}"
	default:
		d.Hint = diag.DidYouMean(name, v.names)
	}
	return d
}

// tests lists the names of generic tests.
func (v *view) tests() []string {
	var names []string
	for _, m := range v.macros {
		if m.Test {
			names = append(names, m.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Functions lists what a template can call under a dialect: text/template's functions,
// sprig's, mart's own, and macros; sorted.
func (l *Library) Functions(dialect string) []string { return slices.Clone(l.view(dialect).names) }

package template

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// standardPrefix stands before the name of a standard macro that is called as
// mart.name, whether or not the project has one of that name.
const standardPrefix = "mart__"

// A Library is every macro of a project, and the standard ones below them. Fill it with
// AddStandard and Add from one goroutine; from then on it may be read by many.
type Library struct {
	standard, project map[string]*macro // by full name
	mu                sync.Mutex
	views             map[string]*view // by dialect
}

// A macro is a define block that was read.
type macro struct {
	Signature
	info     engine.Macro
	body     *body
	calls    []call
	standard bool
}

// NewLibrary makes an empty library.
func NewLibrary() *Library {
	return &Library{standard: map[string]*macro{}, project: map[string]*macro{}, views: map[string]*view{}}
}

// AddStandard adds the macros of all *.sql files in the top folder of fsys, which give
// way to project macros of the same name. Their files are named mart/macros/...
func (l *Library) AddStandard(fsys fs.FS) diag.List {
	var list diag.List
	files, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		list.Add(diag.Diagnostic{Summary: err.Error(), Cause: err})
	}
	for _, file := range files {
		content, err := fs.ReadFile(fsys, file)
		if err != nil {
			list.Add(diag.Diagnostic{Summary: err.Error(), Cause: err})
			continue
		}
		list.Add(l.add(path.Join("mart/macros", file), string(content), true)...)
	}
	return list
}

// Add adds the macros of one project file. Those that can be read are added even when
// others of the file have faults.
func (l *Library) Add(file, text string) diag.List { return l.add(file, text, false) }

func (l *Library) add(file, content string, standard bool) diag.List {
	src := newText(file, content)
	actions, lexical := readActions(content)
	list := jinja(src, actions)
	for _, f := range lexical {
		list.Add(lexDiagnostic(src, f))
	}
	if len(lexical) > 0 { // where blocks end is not certain
		return list
	}
	defines, faults := readDefines(src, actions)
	list.Add(faults...)
	for _, d := range defines {
		m, faults := readMacro(src, actions, d)
		list.Add(faults...)
		if m == nil {
			continue
		}
		m.standard = standard
		list.Add(l.keep(m)...)
	}
	list.Sort()
	clear(l.views)
	return list
}

// keep adds a macro, unless its name is taken.
func (l *Library) keep(m *macro) diag.List {
	if !m.Test && reserved(m.Name) {
		return diag.List{diag.Errorf(m.info.Span, "reserved-name", "%s is a function of the template language", m.Name).
			WithHint("choose another name for the macro")}
	}
	macros := l.project
	if m.standard {
		macros = l.standard
	}
	if first, ok := macros[m.FullName()]; ok {
		d := diag.Errorf(m.info.Span, "duplicate-name", "there are two macros %s", m.FullName()).WithHint("rename or remove one of them")
		d.Related = []diag.Related{{Span: first.info.Span, Message: "the other one"}}
		return diag.List{d}
	}
	macros[m.FullName()] = m
	return nil
}

// With returns a library in which some macros give a text of their own, whatever their
// arguments: what a unit test puts in their place. Names are those that templates call.
func (l *Library) With(texts map[string]string, at diag.Span) (*Library, diag.List) {
	out := &Library{standard: l.standard, project: maps.Clone(l.project), views: map[string]*view{}}
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		found := false
		for _, full := range []string{name, "duckdb." + name, "snowflake." + name} {
			m := l.all()[full]
			if m == nil {
				continue
			}
			found = true
			delete(out.project, full)
			problems.Add(out.add(at.File, "{{ define `"+m.info.Signature+"` }}"+texts[name]+"{{ end }}", false)...)
		}
		if !found {
			problems.Add(diag.Errorf(at, "unknown-function", "there is no macro %q to put another text in place of", name).
				WithHint("%s", diag.DidYouMean(name, slices.Collect(maps.Keys(l.all())))))
		}
	}
	return out, problems
}

// A define is the place of one define block.
type define struct {
	open, close int // indexes of its first and last action
	comment     int // index of the comment before it; -1: none
}

// readDefines finds the define blocks of a macro file, and what stands outside of them.
func readDefines(src *text, actions []action) ([]define, diag.List) {
	var defines []define
	var list diag.List
	last, depth, comment := 0, 0, -1
	for i, a := range actions {
		if depth == 0 {
			list.Add(outside(src, last, a.start)...)
			if strings.TrimSpace(src.body[last:a.start]) != "" {
				comment = -1
			}
			last = a.end
		}
		switch {
		case a.word == "block" || a.word == "template" || a.word == "define" && depth > 0:
			list.Add(diag.Errorf(src.span(a.start, a.end), CodeSyntax, "%s cannot stand here", a.word).
				WithHint("a macro file holds define blocks side by side; macros call one another by name"))
			if a.opens() {
				depth++
			}
		case depth == 0 && a.comment:
			comment = i
		case depth == 0 && a.word == "define":
			defines = append(defines, define{open: i, close: -1, comment: comment})
			depth, comment = 1, -1
		case depth == 0:
			list.Add(diag.Errorf(src.span(a.start, a.end), CodeSyntax, "an action stands outside of the macros").
				WithHint("put it into a  {{ define \"name(arguments)\" }} ... {{ end }}"))
		case a.opens():
			depth++
		case a.word == "end":
			if depth--; depth == 0 {
				defines[len(defines)-1].close = i
				last = a.end
			}
		}
	}
	if depth == 0 {
		list.Add(outside(src, last, len(src.body))...)
	}
	return defines, list
}

func outside(src *text, start, end int) diag.List {
	s := src.body[start:end]
	if blank(s) {
		return nil
	}
	start += len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	return diag.List{diag.Errorf(src.span(start, min(end, lineEnd(src.body, start))), CodeSyntax, "text stands outside of the macros").
		WithHint("put it into a  {{ define \"name(arguments)\" }} ... {{ end }},  or a comment  {{/* ... */}}")}
}

// readMacro reads one define block; nil when it cannot be used.
func readMacro(src *text, actions []action, d define) (*macro, diag.List) {
	open := actions[d.open]
	if d.close < 0 {
		return nil, diag.List{diag.Errorf(src.span(open.start, open.end), CodeSyntax, "define is opened here and never ended").
			WithHint("end it with  {{ end }}")}
	}
	m := &macro{}
	tokens := open.tokens(src.body)
	if len(tokens) != 3 || !tokens[2].delim {
		return nil, diag.List{diag.Errorf(src.span(open.start, open.end), CodeSyntax, "define needs a signature in quotes, and nothing else").
			WithHint(`write  {{ define "name(argument, other=1)" }}`)}
	}
	name := tokens[1]
	written, err := strconv.Unquote(src.body[name.start:name.end])
	if err != nil {
		return nil, diag.List{diag.Errorf(src.span(name.start, name.end), CodeSyntax, "define needs a signature in quotes").
			WithHint(`write  {{ define "name(argument, other=1)" }};  within it, quote with ' or put the whole between back quotes`)}
	}
	span := src.span(name.start+1, name.end-1)
	if m.Signature, err = parseSignature(written); err != nil {
		at := span.Start.Offset + faultAt(err)
		if len(written) == name.end-name.start-2 && at < span.End.Offset {
			span = src.span(at, span.End.Offset)
		}
		return nil, diag.List{diag.Errorf(span, "macro-signature", "%s", err).
			WithHint(`write  {{ define "name(argument, other=1)" }}`)}
	}
	inner := actions[d.open+1 : d.close]
	b, list := parseBody(src, open.end, actions[d.close].start, inner)
	if b == nil {
		return nil, list
	}
	w := &walker{params: m.paramNames()}
	if w.params == nil {
		w.params = []string{}
	}
	m.body, m.calls = b, b.readCalls(w)
	b.prepare(false)
	m.info = engine.Macro{Name: m.FullName(), Signature: written, File: src.name, Span: span, Uses: m.uses()}
	if d.comment >= 0 {
		m.info.Description = commentText(src.body[actions[d.comment].start:actions[d.comment].end])
	}
	return m, append(w.problems, w.syntax...)
}

// uses lists the functions that a macro calls and that mart does not have: macros.
func (m *macro) uses() []string {
	seen := map[string]bool{}
	for _, c := range m.calls {
		if name := strings.TrimPrefix(c.name, standardPrefix); !reserved(name) {
			seen[name] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// commentText is what a comment says, without its signs and the blanks of its margin.
func commentText(s string) string {
	s = strings.Trim(s, "{}- \t\r\n")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "/*"), "*/")
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}

// Macros lists the macros in force, sorted by full name. A variant for one adapter that
// has no description gets that of the others.
func (l *Library) Macros() []engine.Macro {
	all := l.all()
	out := make([]engine.Macro, 0, len(all))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		info := all[name].info
		for _, prefix := range []string{"", "duckdb.", "snowflake."} {
			if other := all[prefix+all[name].callName()]; info.Description == "" && other != nil {
				info.Description = other.info.Description
			}
		}
		out = append(out, info)
	}
	return out
}

// all has the macros by full name; a project's goes before the standard one.
func (l *Library) all() map[string]*macro {
	all := maps.Clone(l.standard)
	maps.Copy(all, l.project)
	return all
}

// LookupTest finds the generic test of a name ("unique"). Variants for adapters have the
// same parameters, or calling them says otherwise.
func (l *Library) LookupTest(name string) (Signature, bool) {
	for _, macros := range []map[string]*macro{l.project, l.standard} {
		for _, prefix := range []string{"", "duckdb.", "snowflake."} {
			if m, ok := macros[prefix+"test "+name]; ok {
				return m.Signature, true
			}
		}
	}
	return Signature{}, false
}

// Tests lists the names of all generic tests, sorted.
func (l *Library) Tests() []string {
	seen := map[string]bool{}
	for _, m := range l.all() {
		if m.Test {
			seen[m.Name] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

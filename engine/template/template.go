// Package template reads and renders mart's templates: Go's text/template with sprig's
// repeatable functions, mart's own functions (ref, source, config, ...) and macros.
// It knows the place of everything: each fault has a line and a column, refs and config
// are read without rendering, and rendered SQL comes with a map back to the template.
//
// Three steps: Parse a text to a File; Scan a File for what it names; Render it.
// Macros come from a Library, which is filled first and then only read.
package template

import (
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// A File is one parsed template. It is not changed after Parse, and any number of
// goroutines may scan and render it.
type File struct {
	Name string // as diagnostics name it
	Text string

	body     *body
	calls    []call
	problems diag.List // of arguments: see walker
}

// Parse reads a template. It reports every syntax fault that it finds [template-syntax];
// the File is nil when there is one. Functions are not looked up: Scan does that, as
// only a Library knows the macros.
func Parse(name, content string) (*File, diag.List) {
	src := newText(name, content)
	actions, lexical := readActions(content)
	list := jinja(src, actions)
	for _, a := range actions {
		switch a.word {
		case "define", "block", "template":
			list.Add(diag.Errorf(src.span(a.start, a.end), CodeSyntax, "%s stands in a model", a.word).
				WithHint("macros are defined in the macros folder, and called by their name: {{ name \"argument\" }}"))
		}
	}
	if len(list) > 0 || len(lexical) > 0 {
		list.Add(lexicalFaults(src, 0, len(content), actions, lexical)...)
		list.Sort()
		return nil, list
	}
	b, list := parseBody(src, 0, len(content), actions)
	if len(list) > 0 {
		list.Sort()
		return nil, list
	}
	f := &File{Name: name, Text: content, body: b}
	w := &walker{}
	f.calls, f.problems = b.readCalls(w), w.problems
	if len(w.syntax) > 0 {
		return nil, w.syntax
	}
	b.prepare(true)
	return f, nil
}

// Span gives the span between two byte offsets of the file.
func (f *File) Span(start, end int) diag.Span { return f.body.src.span(start, end) }

// lexicalFaults reports lexical faults, and the syntax faults of the rest when the
// faulty actions can be left out without unbalancing blocks.
func lexicalFaults(src *text, base, end int, actions []action, lexical []lexFault) diag.List {
	var list diag.List
	s := []byte(src.body)
	balanced := true
	for _, f := range lexical {
		list.Add(lexDiagnostic(src, f))
		a := actions[f.action]
		balanced = balanced && a.word == ""
		neutralize(s, a, 0)
	}
	if !balanced {
		return list
	}
	if _, err := parseTree(string(s[base:end])); err == nil {
		return list
	}
	rest := &text{src.name, string(s), src.lines}
	kept, _ := readActions(rest.body)
	_, more := parseBody(rest, base, end, within(kept, base, end))
	for _, d := range more {
		if !strings.HasSuffix(d.Summary, "is not set here") { // it may have been set in a faulty action
			list.Add(d)
		}
	}
	return list
}

var jinjaBlock = regexp.MustCompile(`\{%[-+]?\s*(?:if|elif|else|endif|for|endfor|set|endset|macro|endmacro|call|do|raw|endraw|test|endtest|snapshot|endsnapshot|materialization)\b[^\n]*?%\}|\{#[^\n]*?#\}`)

// jinja reports blocks of the Jinja language, which would reach the database as SQL,
// unless they stand in a comment.
func jinja(src *text, actions []action) diag.List {
	if !strings.Contains(src.body, "{%") && !strings.Contains(src.body, "{#") {
		return nil
	}
	var list diag.List
	for _, m := range jinjaBlock.FindAllStringIndex(src.body, -1) {
		line := src.body[strings.LastIndexByte(src.body[:m[0]], '\n')+1 : m[0]]
		if strings.Contains(line, "--") || touches(actions, m[0], m[1]) {
			continue
		}
		list.Add(diag.Errorf(src.span(m[0], m[1]), CodeSyntax, "this is Jinja, and mart's templates are Go's").
			WithHint("blocks are written  {{ if ... }} ... {{ else }} ... {{ end }},  {{ range ... }} ... {{ end }},  {{ $name := ... }}\ncomments are written  {{/* ... */}}"))
	}
	return list
}

// touches reports whether a stretch of the text lies in an action, or has one in it.
func touches(actions []action, start, end int) bool {
	return slices.ContainsFunc(actions, func(a action) bool { return a.start < end && start < a.end })
}

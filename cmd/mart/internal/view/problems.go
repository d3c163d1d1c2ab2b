package view

import (
	"errors"
	"fmt"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Problems tells a list of faults: with carets in Text, one line each in Plain, one
// object a line in JSON. Quiet leaves out warnings and notes.
func (v *View) Problems(list diag.List) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.report.Problems.Add(list...)
	v.problems(list, "")
}

// Faults is Problems and then the total: "5 errors in 4 files; nothing was run".
// outcome is the part after the semicolon; without it there is none.
func (v *View) Faults(list diag.List, outcome string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.report.Problems.Add(list...)
	v.faults(list, outcome)
}

// faults writes a list and its total. Called with the lock held.
func (v *View) faults(list diag.List, outcome string) {
	v.problems(list, "")
	text := Total(list)
	if text == "" {
		return
	}
	if outcome != "" {
		text += "; " + outcome
	}
	switch {
	case v.o.Format == JSON:
		v.jsonLine(endEvent, levelOf(list), text, map[string]any{"msg": text})
	case list.HasErrors():
		v.print(v.style.red(text))
	case !v.o.Quiet:
		v.print(v.style.yellow(text))
	}
}

// Fail tells an error of any kind: a diagnostic or a list of them is shown as such, a
// database's error with what can be done about it, all others as one line.
func (v *View) Fail(err error) {
	if err == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	list := Diagnostics(err)
	v.report.Problems.Add(list...)
	v.problems(list, "")
}

// Diagnostics makes a list of an error. The diagnostics within it stay as they are;
// anything else becomes one without a place.
func Diagnostics(err error) diag.List {
	var list diag.List
	if errors.As(err, &list) {
		return list
	}
	var one diag.Diagnostic
	if errors.As(err, &one) {
		return diag.List{one}
	}
	d := diag.Diagnostic{Summary: err.Error(), Cause: err}
	var db *engine.DatabaseError
	if errors.As(err, &db) {
		d.Code = "database"
	}
	if lines := strings.SplitN(d.Summary, "\n", 2); len(lines) == 2 {
		d.Summary, d.Hint = lines[0], strings.TrimSpace(lines[1])
	}
	return diag.List{d}
}

// Total counts a list: "5 errors and 1 warning in 4 files". It is empty for an empty list.
func Total(list diag.List) string {
	nErrors, nWarnings, files := list.Counts()
	var parts []string
	if nErrors > 0 {
		parts = append(parts, count(nErrors, "error"))
	}
	if nWarnings > 0 {
		parts = append(parts, count(nWarnings, "warning"))
	}
	if len(parts) == 0 {
		return ""
	}
	for _, d := range list {
		if d.Span.File == "" || strings.HasPrefix(d.Span.File, "--") {
			return strings.Join(parts, " and ") // not all of it is in files
		}
	}
	return fmt.Sprintf("%s in %s", strings.Join(parts, " and "), count(files, "file"))
}

// problems writes a list; indent stands before each line in Text.
func (v *View) problems(list diag.List, indent string) {
	for _, d := range list {
		if v.o.Quiet && d.Severity != diag.Error {
			continue
		}
		switch v.o.Format {
		case JSON:
			v.jsonLine(problemEvent, severityLevel(d.Severity), d.Error(), d)
		case Plain:
			v.print(oneLine(d))
		default:
			style := v.style.diag()
			if v.o.Terminal {
				style.Width = v.width() - 1 // the last column makes some terminals wrap
				d = fitted(d, style.Width-len("    "))
			}
			text := diag.Caret(d, v.o.Sources, style)
			v.print(indented(text, indent) + "\n") // a blank line apart from the next
		}
	}
}

// fitted is a diagnostic whose sample of rows does not wrap: wrapped, a table is no table.
// Other details, such as what differs in a unit test, stay whole.
func fitted(d diag.Diagnostic, width int) diag.Diagnostic {
	switch d.Code {
	case "test-failed", "test-warned", "constraint":
		lines := strings.Split(d.Detail, "\n")
		for i, line := range lines {
			lines[i] = cut(line, width)
		}
		d.Detail = strings.Join(lines, "\n")
	}
	return d
}

// oneLine is a diagnostic and its hint without line breaks, for grep and annotations.
func oneLine(d diag.Diagnostic) string {
	text := d.Error()
	if d.Hint != "" {
		text += " (hint: " + strings.Join(strings.Fields(d.Hint), " ") + ")"
	}
	return strings.ReplaceAll(text, "\n", " ")
}

func indented(text, indent string) string {
	if indent == "" {
		return text
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = indent + l
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func severityLevel(s diag.Severity) string {
	return [...]string{diag.Error: "error", diag.Warning: "warn", diag.Note: "info"}[s]
}

func levelOf(list diag.List) string {
	if list.HasErrors() {
		return "error"
	}
	return "warn"
}

// count is a number and its noun, in the plural when it must be.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return thousands(int64(n)) + " " + noun
}

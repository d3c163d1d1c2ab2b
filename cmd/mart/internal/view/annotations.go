package view

import (
	"fmt"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// mostAnnotations is how many annotations of a kind GitHub shows of a step.
const mostAnnotations = 10

// Annotations are the problems of a report as commands of GitHub's workflows, a line
// each, which GitHub shows at the lines of a pull request. Of more errors, or warnings,
// than it shows, the last line says how many are left.
func Annotations(r Report) []string {
	var out []string
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		var lines []string
		for _, d := range r.all() {
			if d.Severity == severity {
				lines = append(lines, r.annotation(d))
			}
		}
		if n := len(lines); n > mostAnnotations {
			more := count(n-mostAnnotations+1, "more "+severity.String())
			lines = append(lines[:mostAnnotations-1], fmt.Sprintf("::%s title=mart %s::%s: see the log of this step", severity, r.Command, more))
		}
		out = append(out, lines...)
	}
	return out
}

func (r Report) annotation(d diag.Diagnostic) string {
	var properties []string
	add := func(name string, value any) {
		properties = append(properties, name+"="+property.Replace(fmt.Sprint(value)))
	}
	if file := r.file(d.Span); file != "" {
		add("file", file)
		if d.Span.Known() {
			add("line", d.Span.Start.Line)
			add("col", d.Span.Start.Column)
			if d.Span.End.Line == d.Span.Start.Line { // columns are heeded on one line only
				add("endColumn", d.Span.End.Column)
			}
		}
	}
	add("title", "mart: "+ruleOf(d))
	text := d.Summary
	if d.Detail != "" {
		text += "\n" + strings.TrimRight(shortened(d.Detail, 2000), "\n")
	}
	if d.Hint != "" {
		text += "\nhint: " + d.Hint
	}
	return "::" + d.Severity.String() + " " + strings.Join(properties, ",") + "::" + message.Replace(text)
}

// What GitHub wants escaped in the text, and in the properties, of a command.
var (
	message  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

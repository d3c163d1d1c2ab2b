package view

import (
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

// The limits of a summary: GitHub takes a megabyte of all the steps of a job.
const (
	mostShown   = 40   // problems of a kind
	longestText = 4000 // bytes of a problem
)

// WriteMarkdown writes a report as a page of Markdown, for the summary of a CI job or a comment on
// a pull request: how many of each kind, then what is wrong, folded.
func WriteMarkdown(w io.Writer, r Report) error {
	var b strings.Builder
	word := "passed"
	if r.Failed {
		word = "failed"
	}
	title := "mart " + r.Command
	if r.Target != "" {
		title += " on " + r.Target
	}
	fmt.Fprintf(&b, "### %s: %s\n\n", html.EscapeString(title), word)
	if len(r.Nodes) > 0 {
		b.WriteString(r.markdownCounts())
		var results []engine.Result
		for _, n := range r.Nodes {
			results = append(results, n.Result)
		}
		if r.Nodes[0].Kind != engine.KindSource {
			fmt.Fprintf(&b, "%s\n\n", Tally(event.RunFinished{Elapsed: r.Elapsed, Results: results}))
		}
	}
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		r.markdownProblems(&b, severity)
	}
	r.markdownSkipped(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownCounts is a table of how many nodes of each kind ended how.
func (r Report) markdownCounts() string {
	var b strings.Builder
	b.WriteString("| | passed | warned | failed | skipped |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, k := range kinds {
		nodes := r.of(k.kind)
		if len(nodes) == 0 {
			continue
		}
		var passed, warned, failed, skipped int
		for _, n := range nodes {
			switch n.Result.Status {
			case engine.Warn:
				warned++
			case engine.Skipped:
				skipped++
			case engine.Errored, engine.Fail, engine.RuntimeError:
				failed++
			default:
				passed++
			}
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", k.name, passed, warned, failed, skipped)
	}
	return b.String() + "\n"
}

func (r Report) markdownProblems(b *strings.Builder, severity diag.Severity) {
	shown := 0
	for _, d := range r.all() {
		if d.Severity != severity {
			continue
		}
		if shown++; shown > mostShown {
			continue
		}
		if shown == 1 {
			fmt.Fprintf(b, "#### %ss\n\n", strings.ToUpper(severity.String()[:1])+severity.String()[1:])
		}
		text := shortened(told(d), longestText)
		fence := fenceFor(text)
		fmt.Fprintf(b, "<details><summary>%s</summary>\n\n%stext\n%s\n%s\n\n</details>\n\n", headline(d), fence, text, fence)
	}
	if shown > mostShown {
		fmt.Fprintf(b, "... and %s\n\n", count(shown-mostShown, "more "+severity.String()))
	}
}

// headline is a problem on one line of HTML.
func headline(d diag.Diagnostic) string {
	text := html.EscapeString(strings.Join(strings.Fields(shortened(d.Summary, 300)), " "))
	if at := d.Span.String(); at != "" {
		text = "<code>" + html.EscapeString(at) + "</code> " + text
	}
	return text
}

// fenceFor is a fence that no line of the text closes.
func fenceFor(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}

// markdownSkipped lists what was skipped by its cause.
func (r Report) markdownSkipped(b *strings.Builder) {
	var order []string
	names := map[string][]string{}
	for _, n := range r.Nodes {
		if n.Result.Status != engine.Skipped {
			continue
		}
		why := n.Result.Message
		if names[why] == nil {
			order = append(order, why)
		}
		names[why] = append(names[why], n.Name)
	}
	if len(order) == 0 {
		return
	}
	b.WriteString("#### Skipped\n\n")
	for _, why := range order {
		list, more := names[why], ""
		if len(list) > mostShown {
			more = fmt.Sprintf(" and %d more", len(list)-mostShown)
			list = list[:mostShown]
		}
		fmt.Fprintf(b, "- %s: <code>%s</code>%s\n", html.EscapeString(why), html.EscapeString(strings.Join(list, ", ")), more)
	}
	b.WriteString("\n")
}

package view

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Skipped  int          `xml:"skipped,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name      string      `xml:"name,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Errors    int         `xml:"errors,attr"`
	Skipped   int         `xml:"skipped,attr"`
	Time      string      `xml:"time,attr"`
	Timestamp string      `xml:"timestamp,attr,omitempty"`
	Cases     []junitCase `xml:"testcase"`
	seconds   float64
}

type junitCase struct {
	Class   string       `xml:"classname,attr"`
	Name    string       `xml:"name,attr"`
	File    string       `xml:"file,attr,omitempty"`
	Line    int          `xml:"line,attr,omitempty"`
	Time    string       `xml:"time,attr"`
	Failure *junitFault  `xml:"failure"`
	Error   *junitFault  `xml:"error"`
	Skipped *junitReason `xml:"skipped"`
	Out     *junitText   `xml:"system-out"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",cdata"`
}

type junitText struct {
	Text string `xml:",cdata"`
}

type junitReason struct {
	Message string `xml:"message,attr"`
}

// JUnit writes a report as JUnit XML: a suite a kind of node, and one for what belongs to
// no node. A test that found rows is a failure, what could not be carried out an error.
func JUnit(w io.Writer, r Report) error {
	all := junitSuites{Name: "mart " + r.Command, Time: junitSeconds(r.Elapsed.Seconds())}
	for _, k := range kinds {
		var s junitSuite
		for _, n := range r.of(k.kind) {
			s.add(r.junitNode(n), n.Result.Elapsed().Seconds())
		}
		all.add(k.name, s, r)
	}
	var s junitSuite
	for _, d := range r.Problems {
		if d.Severity == diag.Error {
			s.add(r.junitProblem(d), 0)
		}
	}
	if len(r.Nodes) == 0 && len(s.Cases) == 0 {
		c := junitCase{Class: "mart", Name: "mart " + r.Command}
		if r.Failed {
			c.Error = &junitFault{Message: "mart " + r.Command + " failed", Type: "failed"}
		}
		s.add(c, r.Elapsed.Seconds())
	}
	all.add("mart "+r.Command, s, r)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitNode is the case of a node.
func (r Report) junitNode(n Reported) junitCase {
	c := junitCase{Class: orMart(n.Span.File), Name: n.Name, File: r.file(n.Span), Line: n.Span.Start.Line}
	if c.File == "" {
		c.Line = 0
	}
	problems := n.problems()
	switch n.Result.Status {
	case engine.Skipped:
		c.Skipped = &junitReason{n.Result.Message}
	case engine.Fail:
		c.Failure = fault(problems)
	case engine.Errored, engine.RuntimeError:
		if n.Kind == engine.KindSource && n.Result.Status == engine.Errored { // it is too old
			c.Failure = fault(problems)
		} else {
			c.Error = fault(problems)
		}
	default:
		if len(problems) > 0 {
			c.Out = &junitText{texts(problems)}
		}
	}
	return c
}

// junitProblem is the case of a fault in the project.
func (r Report) junitProblem(d diag.Diagnostic) junitCase {
	c := junitCase{Class: orMart(d.Span.File), Name: d.Summary, File: r.file(d.Span), Line: d.Span.Start.Line, Error: fault(diag.List{d})}
	if at := d.Span.String(); at != "" {
		c.Name = at + ": " + d.Summary
	}
	return c
}

func orMart(file string) string {
	if file == "" {
		return "mart"
	}
	return file
}

// fault takes the message of the first error, and the text of all problems.
func fault(problems diag.List) *junitFault {
	out := &junitFault{Text: "\n" + texts(problems) + "\n"}
	for _, d := range problems {
		if out.Message == "" || d.Severity == diag.Error {
			out.Message, out.Type = d.Summary, d.Code
		}
		if d.Severity == diag.Error {
			break
		}
	}
	return out
}

func texts(problems diag.List) string {
	parts := make([]string, len(problems))
	for i, d := range problems {
		parts[i] = told(d)
	}
	return strings.Map(inXML, strings.Join(parts, "\n\n"))
}

// inXML replaces the letters that XML cannot have, escaped or not.
func inXML(c rune) rune {
	if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF {
		return utf8.RuneError
	}
	return c
}

// add puts a case into a suite and counts it.
func (s *junitSuite) add(c junitCase, seconds float64) {
	c.Time = junitSeconds(max(0, seconds))
	s.Tests++
	s.seconds += max(0, seconds)
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

// add puts a suite into the file, unless it is empty.
func (a *junitSuites) add(name string, s junitSuite, r Report) {
	if len(s.Cases) == 0 {
		return
	}
	s.Name, s.Time = name, junitSeconds(s.seconds)
	if !r.Started.IsZero() {
		s.Timestamp = r.Started.UTC().Format(time.RFC3339)
	}
	a.Tests, a.Failures, a.Errors, a.Skipped = a.Tests+s.Tests, a.Failures+s.Failures, a.Errors+s.Errors, a.Skipped+s.Skipped
	a.Suites = append(a.Suites, s)
}

func junitSeconds(s float64) string { return fmt.Sprintf("%.3f", s) }

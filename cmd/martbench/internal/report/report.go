// Package report prints what was measured: as a table for people, as JSON for others.
package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
)

// A Comparison is one piece of work and how long each contender took for it.
type Comparison struct {
	What   string `json:"what"`   // start, ls, compile, ...
	Work   string `json:"work"`   // what exactly was done, and on what
	Base   string `json:"base"`   // the contender that ratios are multiples of
	Budget string `json:"budget"` // what mart is to keep to
	// Notes say what to know before reading the figures.
	Notes  []string         `json:"notes,omitempty"`
	Series []measure.Series `json:"series"`
}

// A Report is all that one call of martbench measured.
type Report struct {
	Date        time.Time    `json:"date"`
	Machine     Machine      `json:"machine"`
	Versions    []Version    `json:"versions"`
	Missing     []string     `json:"missing,omitempty"` // peers that are not here, and how to install them
	Comparisons []Comparison `json:"comparisons"`
}

// A Version is what a contender calls itself.
type Version struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Ratio is a contender's best run as a multiple of the base's; false when one of the two
// has no runs.
func (c Comparison) Ratio(s measure.Series) (float64, bool) {
	return c.ratio(s, func(s measure.Series) float64 { return float64(s.Best()) })
}

// CPURatio is Ratio of the processor time, which a busy machine disturbs less.
func (c Comparison) CPURatio(s measure.Series) (float64, bool) {
	return c.ratio(s, func(s measure.Series) float64 { return float64(s.Median(cpu)) })
}

func (c Comparison) ratio(s measure.Series, of func(measure.Series) float64) (float64, bool) {
	for _, base := range c.Series {
		if base.Contender == c.Base && len(base.Samples) > 0 && len(s.Samples) > 0 {
			return of(s) / of(base), true
		}
	}
	return 0, false
}

func wall(s measure.Sample) int64 { return int64(s.Wall) }
func cpu(s measure.Sample) int64  { return int64(s.CPU) }
func peak(s measure.Sample) int64 { return s.PeakRSS }

// JSON writes the report as one JSON object.
func (r Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Markdown writes the comparisons as tables for a page.
func (r Report) Markdown(w io.Writer) error {
	return r.write(w, func(t table.Writer) string { return t.RenderMarkdown() })
}

// Text writes the comparisons as tables for a terminal.
func (r Report) Text(w io.Writer) error {
	return r.write(w, func(t table.Writer) string {
		t.SetStyle(table.StyleLight)
		return t.Render()
	})
}

func (r Report) write(w io.Writer, render func(table.Writer) string) error {
	p := printer{w: w}
	p.printf("%s, %s\n", r.Date.Format(time.DateOnly), r.Machine)
	for _, v := range r.Versions {
		p.printf("- %s: %s\n", v.Name, v.Version)
	}
	for _, m := range r.Missing {
		p.printf("- %s\n", m)
	}
	for _, c := range r.Comparisons {
		p.printf("\n%s: %s\n", c.What, c.Work)
		if c.Budget != "" {
			p.printf("Budget: %s\n", c.Budget)
		}
		p.printf("\n%s\n", render(c.table()))
		for _, n := range c.faults() {
			p.printf("- %s\n", n)
		}
		for _, n := range c.Notes {
			p.printf("- %s\n", n)
		}
	}
	return p.err
}

func (c Comparison) table() table.Writer {
	t := table.NewWriter()
	t.AppendHeader(table.Row{"contender", "best s", "median s", "x " + c.Base, "CPU s", "CPU x", "peak MB"})
	for _, s := range c.Series {
		if len(s.Samples) == 0 {
			t.AppendRow(table.Row{s.Contender, "failed", "", "", "", "", ""})
			continue
		}
		t.AppendRow(table.Row{
			s.Contender, seconds(int64(s.Best())), seconds(s.Median(wall)), times(c.Ratio(s)),
			seconds(s.Median(cpu)), times(c.CPURatio(s)), fmt.Sprint(s.Median(peak) / 1_000_000),
		})
	}
	return t
}

// times prints a ratio, and nothing when there is none.
func times(ratio float64, ok bool) string {
	if !ok {
		return ""
	}
	return fmt.Sprintf("%.2f", ratio)
}

// faults are the contenders that dropped out, and why.
func (c Comparison) faults() []string {
	var out []string
	for _, s := range c.Series {
		if s.Fault != "" {
			out = append(out, fmt.Sprintf("%s failed: %s", s.Contender, s.Fault))
		}
	}
	return out
}

// seconds prints nanoseconds with as many digits as a noisy machine gives sense to.
func seconds(ns int64) string {
	s := time.Duration(ns).Seconds()
	if s < 1 {
		return fmt.Sprintf("%.3f", s)
	}
	return fmt.Sprintf("%.2f", s)
}

// A printer keeps the first error of many writes.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

package quality

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// SampleSize is how many failing rows of a test are shown.
const SampleSize = 10

// mostColumns is how many columns of them are shown: those of a wide table fill screens.
const mostColumns = 8

// A Secrecy says which values are not shown.
type Secrecy struct {
	hidden, open map[string]bool // the columns of the nodes, in lower case
	tested       string          // the column that a test is of
}

// Sensitive is the secrecy of nodes: values of columns that they mark with
// meta: {sensitive: true}  or the tag sensitive or pii are not shown, nor those of columns
// that are nobody's, which may have been made of them.
func Sensitive(nodes ...engine.Relational) Secrecy {
	s := Secrecy{hidden: map[string]bool{}, open: map[string]bool{}}
	for _, n := range nodes {
		for _, c := range n.Cols() {
			marked, _ := c.Meta["sensitive"].(bool)
			if marked || slices.Contains(c.Tags, "sensitive") || slices.Contains(c.Tags, "pii") {
				s.hidden[strings.ToLower(c.Name)] = true
			} else {
				s.open[strings.ToLower(c.Name)] = true
			}
		}
	}
	return s
}

// Of is the secrecy of a test of one column: what it tells under names of its own are
// values of that column, and counts.
func (s Secrecy) Of(column string) Secrecy {
	s.tested = strings.ToLower(column)
	return s
}

// Any reports whether anything is to be hidden.
func (s Secrecy) Any() bool { return len(s.hidden) > 0 }

// hides reports whether a column's values are not shown.
func (s Secrecy) hides(name string) bool {
	name = strings.ToLower(name)
	switch {
	case !s.Any():
		return false
	case s.hidden[name]:
		return true
	case s.open[name]:
		return false
	case s.tested != "":
		return s.hidden[s.tested] && !strings.HasPrefix(name, "n_")
	}
	return true
}

var column = regexp.MustCompile(`[\pL_][\pL\pN_]*`)

// Covers reports whether the value of SQL is one of hidden columns, or of a test of one.
func (s Secrecy) Covers(sql string) bool {
	return s.hidden[s.tested] || slices.ContainsFunc(column.FindAllString(strings.ToLower(sql), -1), func(w string) bool { return s.hidden[w] })
}

// Sample draws the first failing rows of a test, with stars in place of sensitive values.
// failures is how many there are.
func Sample(columns []engine.Column, rows [][]any, failures int64, secrecy Secrecy) string {
	shown := columns[:min(mostColumns, len(columns))]
	table := [][]string{make([]string, len(shown))}
	for i, c := range shown {
		table[0][i] = c.Name
	}
	for _, row := range rows {
		cells := make([]string, len(shown))
		for i, c := range shown {
			if cells[i] = diag.Cell(row[i]); row[i] != nil && secrecy.hides(c.Name) {
				cells[i] = "***"
			}
		}
		table = append(table, cells)
	}
	text := diag.Table(table)
	if left := len(columns) - len(shown); left > 0 {
		text += "(" + more(int64(left), "column") + ")\n"
	}
	if left := failures - int64(len(rows)); left > 0 {
		text += "... and " + more(left, "row") + "\n"
	}
	return text
}

func more(n int64, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d more %s", n, noun)
}

package quality

import (
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// SampleSize is how many failing rows of a test are shown.
const SampleSize = 10

// mostColumns is how many columns of them are shown: those of a wide table fill screens.
const mostColumns = 8

// Sensitive lists the columns whose values are not shown, in lower case: those that a
// node marks with  meta: {sensitive: true}  or the tag sensitive or pii.
func Sensitive(nodes ...engine.Relational) map[string]bool {
	out := map[string]bool{}
	for _, n := range nodes {
		for _, c := range n.Cols() {
			marked, _ := c.Meta["sensitive"].(bool)
			if marked || slices.Contains(c.Tags, "sensitive") || slices.Contains(c.Tags, "pii") {
				out[strings.ToLower(c.Name)] = true
			}
		}
	}
	return out
}

// Sample draws the first failing rows of a test, with stars in place of sensitive values.
// failures is how many there are.
func Sample(columns []engine.Column, rows [][]any, failures int64, sensitive map[string]bool) string {
	shown := columns[:min(mostColumns, len(columns))]
	table := [][]string{make([]string, len(shown))}
	for i, c := range shown {
		table[0][i] = c.Name
	}
	for _, row := range rows {
		cells := make([]string, len(shown))
		for i, c := range shown {
			if cells[i] = diag.Cell(row[i]); row[i] != nil && hides(sensitive, c.Name) {
				cells[i] = "***"
			}
		}
		table = append(table, cells)
	}
	text := diag.Table(table)
	if left := len(columns) - len(shown); left > 0 {
		text += fmt.Sprintf("(%d more columns)\n", left)
	}
	if more := failures - int64(len(rows)); more > 0 {
		text += fmt.Sprintf("... and %d more rows\n", more)
	}
	return text
}

// hides reports whether a column's values are not shown. The columns of generic tests may
// have other names than those they tell of: value_field of accepted_values, for one; with
// a sensitive column in the table, a name that is nobody's is hidden too.
func hides(sensitive map[string]bool, name string) bool {
	name = strings.ToLower(name)
	if sensitive[name] {
		return true
	}
	return len(sensitive) > 0 && (name == "value" || name == "value_field" || name == "unique_field" || name == "from_field")
}

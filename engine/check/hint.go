package check

import (
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// noColumn is how DuckDB tells of a column that is not there.
var noColumn = regexp.MustCompile(`(?:Referenced column|does not have a column named) "([^"]+)"`)

// Of wide inputs the first columns are enough to see what they are called.
const (
	mostInputs  = 3
	mostColumns = 12
)

// thereAre is the hint for a column that is not there: the nearest name, and what the
// inputs of the node do have. It is "" for other faults.
func (c *checker) thereAre(n engine.Node, refused *engine.DatabaseError) string {
	m := noColumn.FindStringSubmatch(refused.Message)
	if m == nil {
		return ""
	}
	var names, lines []string
	inputs := c.inputs(n)
	for _, id := range inputs {
		columns, _ := c.columns(id)
		var own []string
		for _, column := range columns {
			own = append(own, column.Name)
		}
		names = append(names, own...)
		if len(own) > mostColumns {
			own = append(slices.Clone(own[:mostColumns]), "...")
		}
		if len(own) > 0 && len(lines) < mostInputs {
			lines = append(lines, c.project.Manifest.Nodes[id].Head().Name+" has "+strings.Join(own, ", "))
		}
	}
	var parts []string
	if guess := diag.DidYouMean(m[1], append(names, refused.Candidates...)); guess != "" {
		parts = append(parts, guess)
	}
	if len(lines) < len(inputs) && len(refused.Candidates) > 0 { // in a query of many inputs, what is near in it
		parts = append(parts, "the database proposes: "+strings.Join(refused.Candidates, ", "))
	}
	return strings.Replace(strings.Join(append(parts, lines...), "; "), "?; ", "? ", 1)
}

package materialize

import (
	"strings"

	"github.com/martsql/mart/engine"
)

// A Segment is statements of a publish that belong together on a database without
// TransactionalDDL: a transaction, or statements that each take effect by themselves.
type Segment struct {
	Transaction bool
	Statements  []engine.Statement
}

// Segments splits the statements of Publish, in their order, so that nothing that would
// commit stands within a transaction. Hooks are sent by themselves: nobody knows what
// they do.
func Segments(statements []engine.Statement) []Segment {
	var out []Segment
	for _, s := range statements {
		within := s.Tag != TagHook && !commits(s.SQL)
		if len(out) == 0 || out[len(out)-1].Transaction != within {
			out = append(out, Segment{Transaction: within})
		}
		last := &out[len(out)-1]
		last.Statements = append(last.Statements, s)
	}
	return out
}

// commits reports whether a statement of ours ends an open transaction.
func commits(sql string) bool {
	word, _, _ := strings.Cut(sql, " ")
	switch strings.TrimSpace(word) {
	case "create", "alter", "drop", "comment", "grant", "revoke":
		return true
	}
	return false
}

package engine

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// A Constraint is a promise about the rows of a model: see the types.
type Constraint struct {
	Type       string
	Expression string // check, custom: SQL; foreign_key: what is referred to, as SQL
	Name       string
	To         string   // foreign_key: the referenced relation, as written
	Target     Relation // foreign_key: where that stands
	ToColumns  []string
	Columns    []string // that it is about
	// WarnUnenforced and WarnUnsupported: a database that does not hold it is told of.
	WarnUnenforced, WarnUnsupported bool
	Span                            diag.Span
}

// The values of Constraint.Type.
const (
	NotNull    = "not_null"
	Unique     = "unique"
	PrimaryKey = "primary_key"
	ForeignKey = "foreign_key"
	Check      = "check"
	Custom     = "custom" // SQL that only the database knows
)

// Support is what a database does with a constraint.
type Support uint8

// The kinds of support.
const (
	Enforced    Support = iota // no row breaks it
	Unenforced                 // it is written down, and rows may break it
	Unsupported                // it cannot be written down
)

// SupportOf tells what comes of a constraint in a database. Foreign keys on DuckDB are
// enforced by mart, when the model is built: DuckDB would not let the table that is
// referred to be replaced any more.
func SupportOf(dialect string, c Constraint) Support {
	switch {
	case c.Type == ForeignKey && c.Target == Relation{} && dialect == "duckdb":
		return Unsupported // mart does not know where to look
	case dialect == "duckdb" || c.Type == NotNull || c.Type == Custom:
		return Enforced
	case c.Type == Check:
		return Unsupported
	}
	return Unenforced
}

// AllConstraints is the constraints of the model's columns, and those on the whole of it.
// Each knows its columns.
func (m *Model) AllConstraints() []Constraint {
	var out []Constraint
	for _, column := range m.Columns {
		for _, c := range column.Constraints {
			c.Columns = []string{column.Name}
			out = append(out, c)
		}
	}
	return append(out, slices.Clone(m.Constraints)...)
}

// String prints a constraint for people: unique (id), check (price > 0).
func (c Constraint) String() string {
	text := c.Type
	switch {
	case c.Type == Check || c.Type == Custom:
		text += " (" + c.Expression + ")"
	case len(c.Columns) > 0:
		text += " (" + strings.Join(c.Columns, ", ") + ")"
	}
	if c.Type == ForeignKey {
		to := c.To
		if to == "" {
			to = c.Expression
		}
		text += " to " + to
		if len(c.ToColumns) > 0 {
			text += " (" + strings.Join(c.ToColumns, ", ") + ")"
		}
	}
	if c.Name != "" {
		text = c.Name + ", " + text
	}
	return text
}

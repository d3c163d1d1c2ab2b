package unittest

import "github.com/martsql/mart/engine"

// WithClause is withClause.
func WithClause(sql string) (head string, names []string, ok bool) { return withClause(sql) }

// Difference is what compare finds.
type Difference struct {
	Wrong, Missing, Extra int
	Order, Same           bool
	Summary, Table        string
}

// Compare is compare.
func Compare(columns []engine.Column, expected, given [][]any, subset, ordered bool) Difference {
	d := compare(columns, expected, given, subset, ordered)
	return Difference{d.wrong, d.missing, d.extra, d.order, d.same(), d.summary(), d.table()}
}

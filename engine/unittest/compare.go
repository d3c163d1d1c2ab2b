package unittest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A difference is how what came out differs from what was expected.
type difference struct {
	columns []engine.Column
	lines   []line
	wrong   int // rows with another value in them
	missing int // rows expected and not given
	extra   int // rows given and not expected
	order   bool
}

// A line is a row of the table that is shown: equal (' '), expected ('-') or given ('+').
type line struct {
	sign  byte
	cells []any
	other []any // the row that it is compared with; nil: none is like it
}

func (d difference) same() bool { return d.wrong+d.missing+d.extra == 0 && !d.order }

// unsaid stands for a value that an expected row leaves open.
type unsaid struct{}

// leaveOpen marks the values that the rows of YAML do not name: they may be anything.
func leaveOpen(expected [][]any, f engine.Fixture, columns []engine.Column) {
	if f.Texts || f.SQL != "" || len(f.Rows) != len(expected) {
		return
	}
	for i, row := range f.Rows {
		for j, c := range columns {
			if _, said := row[c.Name]; !said {
				expected[i][j] = unsaid{}
			}
		}
	}
}

// compare finds the difference between expected and given rows, whose values are texts
// or nil. subset: more rows may be given. ordered: their order counts.
func compare(columns []engine.Column, expected, given [][]any, subset, ordered bool) difference {
	d := difference{columns: columns}
	equal := make([]func(a, b any) bool, len(columns))
	for i, c := range columns {
		equal[i] = sameText
		if approximate(c.DataType) {
			equal[i] = sameNumber
		}
	}
	same := func(a, b []any) bool { return alike(a, b, equal) == len(columns) }
	left := slices.Clone(given)
	var unmet [][]any
	last := -1
	for _, want := range expected {
		i := slices.IndexFunc(left, func(row []any) bool { return row != nil && same(want, row) })
		if i < 0 {
			unmet = append(unmet, want)
			continue
		}
		if ordered && i < last {
			d.order = true
		}
		last = i
		left[i] = nil
		d.lines = append(d.lines, line{sign: ' ', cells: want})
	}
	left = slices.DeleteFunc(left, func(row []any) bool { return row == nil })
	d.pair(unmet, left, equal, subset)
	if d.order && d.wrong+d.missing+d.extra == 0 {
		d.lines = nil
		for i, row := range given {
			d.lines = append(d.lines, line{sign: '+', cells: row})
			if i < len(expected) {
				d.lines = append(d.lines, line{sign: '-', cells: expected[i]})
			}
		}
	}
	return d
}

// pair sets beside each unmet row the one left that is most like it.
func (d *difference) pair(unmet, left [][]any, equal []func(a, b any) bool, subset bool) {
	for _, want := range unmet {
		best, most := -1, len(equal)/2 // with fewer values in common it is another row
		for i, row := range left {
			if n := alike(want, row, equal); n > most || n == most && best < 0 && n > 0 {
				best, most = i, n
			}
		}
		if best < 0 {
			d.missing++
			d.lines = append(d.lines, line{sign: '-', cells: want})
			continue
		}
		d.wrong++
		d.lines = append(d.lines, line{'-', want, left[best]}, line{'+', left[best], want})
		left = slices.Delete(slices.Clone(left), best, best+1)
	}
	if subset {
		return
	}
	for _, row := range left {
		d.extra++
		d.lines = append(d.lines, line{sign: '+', cells: row})
	}
}

// alike counts the equal values of two rows.
func alike(a, b []any, equal []func(a, b any) bool) int {
	n := 0
	for i := range a {
		if a[i] == (unsaid{}) || equal[i](a[i], b[i]) {
			n++
		}
	}
	return n
}

func sameText(a, b any) bool { return a == b }

// sameNumber compares floating numbers as they are meant: what differs after twelve
// digits comes from the way of computing.
func sameNumber(a, b any) bool {
	x, okX := a.(string)
	y, okY := b.(string)
	if !okX || !okY || x == y {
		return a == b
	}
	p, errP := strconv.ParseFloat(x, 64)
	q, errQ := strconv.ParseFloat(y, 64)
	return errP == nil && errQ == nil && math.Abs(p-q) <= 1e-12*max(math.Abs(p), math.Abs(q))
}

func approximate(dataType string) bool {
	t := strings.ToLower(dataType)
	return t == "double" || t == "float" || t == "real"
}

// summary tells the difference in a few words.
func (d difference) summary() string {
	var parts []string
	add := func(n int, what string) {
		switch {
		case n == 1:
			parts = append(parts, "1 row "+what)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d rows %s", n, what))
		}
	}
	add(d.wrong, "with another value")
	add(d.missing, "missing")
	add(d.extra, "too many")
	if len(parts) == 0 {
		return "the order is another one"
	}
	return strings.Join(parts, ", ")
}

// Of equal rows a few are enough to see where one is; of the others so many as fit a screen.
const (
	shownEqual     = 3
	shownDifferent = 20
)

// table draws the rows, one a line; values that differ from the row beside stand between
// arrows.
func (d difference) table() string {
	rows := [][]string{{""}}
	for _, c := range d.columns {
		rows[0] = append(rows[0], c.Name)
	}
	equal, different, hidden := 0, 0, 0
	for _, l := range d.lines {
		shown := &different
		limit := shownDifferent
		if l.sign == ' ' {
			shown, limit = &equal, shownEqual
		}
		if *shown++; *shown > limit {
			hidden++
			continue
		}
		rows = append(rows, l.row())
	}
	text := diag.Table(rows)
	if hidden > 0 {
		text += fmt.Sprintf("  ... and %d more rows\n", hidden)
	}
	return text
}

// row prints a line's values.
func (l line) row() []string {
	out := []string{string(l.sign)}
	for i, v := range l.cells {
		text := "any"
		if v != (unsaid{}) {
			text = diag.Cell(v)
		}
		if l.other != nil && v != (unsaid{}) && l.other[i] != (unsaid{}) && !sameText(v, l.other[i]) {
			text = ">" + text + "<"
		}
		out = append(out, text)
	}
	return out
}

package udfs

import (
	"fmt"
	"strings"
)

// NewColumn makes a column of n rows in plain Go memory, every row valid. It is what
// tests and `mart udf` evaluate functions on; adapters make views on their own memory.
func NewColumn(t Type, n int) Column {
	c := Column{Type: t, Valid: make([]uint64, (n+63)/64)}
	for i := range c.Valid {
		c.Valid[i] = ^uint64(0)
	}
	switch t.Kind {
	case Bool:
		c.Bools = make([]bool, n)
	case Integer:
		c.Ints = make([]int32, n)
	case BigInt, Decimal:
		c.BigInts = make([]int64, n)
	case Double:
		c.Doubles = make([]float64, n)
	case Text:
		c.Texts = make(memoryTexts, n)
	case List:
		c.Lists = &memoryLists{spans: make([][2]int, n), elems: NewColumn(*t.Elem, 0)}
	case Struct:
		for _, f := range t.Fields {
			c.Children = append(c.Children, NewColumn(f.Type, n))
		}
	}
	return c
}

// Set stores a Go value in a row of a column made by NewColumn: nil, bool, an integer,
// float64 or string; decimals are given as text or as integers.
func (c *Column) Set(row int, v any) error {
	if v == nil {
		c.SetNull(row)
		return nil
	}
	text := fmt.Sprint(v)
	switch c.Type.Kind {
	case Text:
		c.SetText(row, text)
		return nil
	case Bool:
		switch strings.ToLower(text) {
		case "true", "false":
			c.Bools[row] = strings.EqualFold(text, "true")
			return nil
		}
	case Integer, BigInt, Decimal:
		if n, ok := ParseDecimal(text, c.Type.Scale); ok {
			if c.Type.Kind == Integer {
				c.Ints[row] = int32(n)
			} else {
				c.BigInts[row] = n
			}
			return nil
		}
	case Double:
		if _, err := fmt.Sscan(text, &c.Doubles[row]); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is not a value of type %s", text, c.Type)
}

// Call evaluates f on one row of Go values, as Column.Set takes them, and returns the
// fields by name ("" for a scalar), or nil when the result is NULL.
func Call(f *Func, args ...any) (map[string]any, error) {
	results, err := CallRows(f, [][]any{args})
	if err != nil {
		return nil, err
	}
	return results[0], nil
}

// CallRows evaluates f like Call, on rows of as many arguments each.
func CallRows(f *Func, rows [][]any) ([]map[string]any, error) {
	b := Batch{Rows: len(rows)}
	out := make([]map[string]any, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	for i := range rows[0] {
		if i < len(f.Args) {
			b.Args = append(b.Args, NewColumn(f.Args[i].Type, len(rows)))
		}
	}
	for row, args := range rows {
		if len(args) < f.MinArgs() || len(args) > len(f.Args) || len(args) != len(rows[0]) {
			return nil, fmt.Errorf("%s takes %s, got %d arguments", f.Name, f.Signature(), len(args))
		}
		for i, a := range args {
			if err := b.Args[i].Set(row, a); err != nil {
				return nil, fmt.Errorf("%s: argument %s: %w", f.Name, f.Args[i].Name, err)
			}
		}
	}
	for _, r := range f.Returns {
		b.Out = append(b.Out, NewColumn(r.Type, len(rows)))
	}
	if err := f.New().Eval(&b); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	for row := range rows {
		if !f.SeesNull && rows[row][0] == nil {
			continue
		}
		out[row] = make(map[string]any, len(f.Returns))
		for i, r := range f.Returns {
			out[row][r.Name] = b.Out[i].Value(row)
		}
	}
	return out, nil
}

type memoryTexts []string

func (m memoryTexts) Text(row int) string       { return m[row] }
func (m memoryTexts) SetText(row int, s string) { m[row] = strings.Clone(s) }
func (m memoryTexts) CopyText(row, from int)    { m[row] = m[from] }

type memoryLists struct {
	spans [][2]int
	elems Column
	n     int
}

func (m *memoryLists) Span(row int) (first, length int) { return m.spans[row][0], m.spans[row][1] }
func (m *memoryLists) Elems() *Column                   { return &m.elems }

func (m *memoryLists) Append(row, n int) int {
	first := m.n
	m.spans[row] = [2]int{first, n}
	m.n += n
	grown := NewColumn(m.elems.Type, m.n)
	copyRows(&grown, &m.elems, first)
	m.elems = grown
	return first
}

// copyRows copies the first n rows of one memory column into another.
func copyRows(to, from *Column, n int) {
	copy(to.Bools, from.Bools)
	copy(to.Ints, from.Ints)
	copy(to.BigInts, from.BigInts)
	copy(to.Doubles, from.Doubles)
	for row := range n {
		if from.IsNull(row) {
			to.SetNull(row)
		} else if to.Type.Kind == Text {
			to.SetText(row, from.Text(row))
		}
	}
	for i := range to.Children {
		copyRows(&to.Children[i], &from.Children[i], n)
	}
}

package duckdb

import (
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/udfs"
)

// A view is a Column on the memory of a DuckDB vector. It is made once for a type and
// pointed at vector after vector.
type view struct {
	column   *udfs.Column
	children []*view // the fields of a struct, or the elements of a list
	vector   mapping.Vector
	text     textView
	list     listView
}

func newView(t udfs.Type) *view {
	v := &view{column: &udfs.Column{Type: t}}
	switch t.Kind {
	case udfs.Text:
		v.column.Texts = &v.text
	case udfs.List:
		elems := newView(*t.Elem)
		v.children = []*view{elems}
		v.list.elems = elems
		v.column.Lists = &v.list
	case udfs.Struct:
		v.column.Children = make([]udfs.Column, len(t.Fields))
		for _, f := range t.Fields {
			v.children = append(v.children, newView(f.Type))
		}
	}
	return v
}

// read points the view at an argument.
func (v *view) read(vector mapping.Vector, rows int) {
	v.vector = vector
	v.column.Valid = nil
	if mask := mapping.VectorGetValidity(vector); mask != nil {
		v.column.Valid = unsafe.Slice((*uint64)(mask), (rows+63)/64)
	}
	v.point(rows)
	switch v.column.Type.Kind {
	case udfs.List:
		v.children[0].read(mapping.ListVectorGetChild(vector), int(mapping.ListVectorGetSize(vector)))
	case udfs.Struct:
		for i, child := range v.children {
			child.read(mapping.StructVectorGetChild(vector, mapping.IdxT(i)), rows)
			v.column.Children[i] = *child.column
		}
	}
}

// write points the view at a result, all rows valid.
func (v *view) write(vector mapping.Vector, rows int) {
	v.vector = vector
	v.validate(0, rows)
	v.point(rows)
	switch v.column.Type.Kind {
	case udfs.Text:
		clear(v.text.strings) // rows that are never set must not lead to freed memory
	case udfs.List:
		clear(v.list.spans)
		v.list.used, v.list.capacity = 0, 0
		v.list.vector = vector
		v.list.grow(rows)
	case udfs.Struct:
		for i, child := range v.children {
			child.write(mapping.StructVectorGetChild(vector, mapping.IdxT(i)), rows)
			v.column.Children[i] = *child.column
		}
	}
}

// validate makes the rows from first on valid, and leaves those before as they are.
func (v *view) validate(first, rows int) {
	mapping.VectorEnsureValidityWritable(v.vector)
	valid := unsafe.Slice((*uint64)(mapping.VectorGetValidity(v.vector)), (rows+63)/64)
	for i := first; i < rows; {
		if i&63 == 0 {
			valid[i>>6] = ^uint64(0)
			i += 64
			continue
		}
		valid[i>>6] |= 1 << (uint(i) & 63)
		i++
	}
	v.column.Valid = valid
}

// point sets the slice that the kind of the column is stored in.
func (v *view) point(rows int) {
	if v.column.Type.Kind == udfs.Struct || rows == 0 {
		if rows == 0 {
			v.empty()
		}
		return
	}
	data := mapping.VectorGetData(v.vector)
	switch v.column.Type.Kind {
	case udfs.Bool:
		v.column.Bools = unsafe.Slice((*bool)(data), rows)
	case udfs.Integer:
		v.column.Ints = unsafe.Slice((*int32)(data), rows)
	case udfs.BigInt, udfs.Decimal:
		v.column.BigInts = unsafe.Slice((*int64)(data), rows)
	case udfs.Double:
		v.column.Doubles = unsafe.Slice((*float64)(data), rows)
	case udfs.Text:
		v.text.point(v.vector, data, rows)
	case udfs.List:
		v.list.spans = unsafe.Slice((*listEntry)(data), rows)
	}
}

func (v *view) empty() {
	v.column.Bools, v.column.Ints, v.column.BigInts, v.column.Doubles = nil, nil, nil, nil
	v.text.strings, v.text.block, v.list.spans = nil, nil, nil
}

// finish tells DuckDB the lengths of lists.
func (v *view) finish() {
	if v.column.Type.Kind == udfs.List {
		mapping.ListVectorSetSize(v.vector, mapping.IdxT(v.list.used))
	}
	for _, child := range v.children {
		child.finish()
	}
}

// listEntry is DuckDB's duckdb_list_entry.
type listEntry struct{ offset, length uint64 }

// listView is the lists of a vector.
type listView struct {
	vector   mapping.Vector
	spans    []listEntry
	elems    *view
	used     int // elements given to rows
	capacity int // elements there is room for
}

func (l *listView) Span(row int) (first, length int) {
	return int(l.spans[row].offset), int(l.spans[row].length)
}

func (l *listView) Elems() *udfs.Column { return l.elems.column }

func (l *listView) Append(row, n int) int {
	first := l.used
	l.used += n
	if l.used > l.capacity {
		l.grow(max(l.used, 2*l.capacity))
	}
	l.spans[row] = listEntry{uint64(first), uint64(n)}
	return first
}

// grow makes room for elements. What is there stays, though it may move.
func (l *listView) grow(capacity int) {
	before := l.capacity
	l.capacity = max(capacity, 1)
	mapping.ListVectorReserve(l.vector, mapping.IdxT(l.capacity))
	l.elems.extend(mapping.ListVectorGetChild(l.vector), before, l.capacity)
}

// extend points the view at a vector that has grown from before to rows.
func (v *view) extend(vector mapping.Vector, before, rows int) {
	v.vector = vector
	v.validate(before, rows)
	v.point(rows)
	switch v.column.Type.Kind {
	case udfs.Text:
		clear(v.text.strings[before:])
	case udfs.List:
		clear(v.list.spans[before:])
		v.list.vector = vector
		if before == 0 {
			v.list.used, v.list.capacity = 0, 0
			v.list.grow(rows)
		}
	case udfs.Struct:
		for i, child := range v.children {
			child.extend(mapping.StructVectorGetChild(vector, mapping.IdxT(i)), before, rows)
			v.column.Children[i] = *child.column
		}
	}
}

package duckdb

import (
	"fmt"
	"strings"
	"sync"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/udfs"
)

// A pool lends evaluators to DuckDB's threads, each with the views it fills anew for
// every chunk, so that a call allocates nothing of its own. It keeps what evaluators have
// learned until the function is dropped, which a sync.Pool does not: it has no more of
// them than threads ever called at once.
type pool struct {
	function *udfs.Func
	mu       sync.Mutex
	free     []*frame
}

func newPool(f *udfs.Func) *pool { return &pool{function: f} }

// get takes the frame that was used last.
func (p *pool) get() *frame {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.free) - 1
	if last < 0 {
		return newFrame(p.function)
	}
	fr := p.free[last]
	p.free = p.free[:last]
	return fr
}

func (p *pool) put(fr *frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, fr)
}

// A frame is what one call of a function works on.
type frame struct {
	eval   udfs.Evaluator // made on first use: New is code of the function, and may fail
	batch  udfs.Batch
	args   []*view
	out    []*view
	result *view // a struct around out; nil for a scalar
	skip   []bool
	// conversions of arguments given in another type, made on first use
	conversions []map[udfs.Kind]*conversion
}

func newFrame(f *udfs.Func) *frame {
	fr := &frame{conversions: make([]map[udfs.Kind]*conversion, len(f.Args))}
	for _, a := range f.Args {
		fr.args = append(fr.args, newView(a.Type))
	}
	if f.Scalar() {
		fr.out = []*view{newView(f.ResultType())}
		return fr
	}
	fr.result = newView(f.ResultType())
	fr.out = fr.result.children
	return fr
}

// call evaluates a chunk of rows.
func (o *overload) call(input mapping.DataChunk, output mapping.Vector) (err error) {
	f := o.pool.function
	fr := o.pool.get()
	defer func() {
		// After a panic the evaluator may be in any state: the frame is dropped.
		if p := recover(); p != nil {
			err = o.explain(fr, fmt.Errorf("panic: %v", p))
		} else if err == nil {
			o.pool.put(fr)
		}
	}()
	rows := int(mapping.DataChunkGetSize(input))
	fr.bind(o.types, rows, input, output)
	fr.prepare(f)
	if fr.eval == nil {
		fr.eval = f.New()
	}
	if err := fr.eval.Eval(&fr.batch); err != nil {
		return o.explain(fr, err)
	}
	for _, v := range fr.out {
		v.finish()
	}
	return nil
}

// bind points the views at the vectors of a chunk.
func (fr *frame) bind(types []udfs.Type, rows int, input mapping.DataChunk, output mapping.Vector) {
	fr.batch.Rows = rows
	fr.batch.Args = fr.batch.Args[:0]
	for i := range types {
		vector := mapping.DataChunkGetVector(input, mapping.IdxT(i))
		if types[i].Kind != fr.args[i].column.Type.Kind {
			fr.batch.Args = append(fr.batch.Args, fr.conversion(i, types[i]).column(vector, rows))
			continue
		}
		fr.args[i].read(vector, rows)
		fr.batch.Args = append(fr.batch.Args, *fr.args[i].column)
	}
	if fr.result != nil {
		fr.result.write(output, rows)
	} else {
		fr.out[0].write(output, rows)
	}
	fr.batch.Out = fr.batch.Out[:0]
	for _, v := range fr.out {
		fr.batch.Out = append(fr.batch.Out, *v.column)
	}
}

// conversion is that of an argument given in another type.
func (fr *frame) conversion(arg int, from udfs.Type) *conversion {
	if fr.conversions[arg] == nil {
		fr.conversions[arg] = map[udfs.Kind]*conversion{}
	}
	c := fr.conversions[arg][from.Kind]
	if c == nil {
		c = newConversion(from, fr.args[arg].column.Type)
		fr.conversions[arg][from.Kind] = c
	}
	return c
}

// prepare sets the results of rows whose first argument is NULL, unless the function
// wants to see them.
func (fr *frame) prepare(f *udfs.Func) {
	fr.batch.SetSkip(nil)
	first := &fr.batch.Args[0]
	if f.SeesNull || first.Valid == nil {
		return
	}
	rows := fr.batch.Rows
	if cap(fr.skip) < rows {
		fr.skip = make([]bool, rows)
	}
	fr.skip = fr.skip[:rows]
	result := fr.out[0].column
	if fr.result != nil {
		result = fr.result.column
	}
	nulls := false
	for row := range rows {
		null := first.IsNull(row)
		fr.skip[row] = null
		if null {
			result.SetNull(row)
			nulls = true
		}
	}
	if nulls {
		fr.batch.SetSkip(fr.skip)
	}
}

// explain names the function and the arguments of the row that it fails on, found by
// giving it the rows of the chunk one by one.
func (o *overload) explain(fr *frame, cause error) (err error) {
	f := o.pool.function
	defer func() {
		if recover() != nil { // the values themselves cannot be printed
			err = fmt.Errorf("%s%s: %w", functionFailed, f.Name, cause)
		}
	}()
	for row := range fr.batch.Rows {
		if fr.batch.Skip(row) {
			continue
		}
		if err := evalRow(f, &fr.batch, row); err != nil {
			return fmt.Errorf("%s%s(%s): %w", functionFailed, f.Name, callText(&fr.batch, row), err)
		}
	}
	return fmt.Errorf("%s%s: %w", functionFailed, f.Name, cause)
}

func evalRow(f *udfs.Func, b *udfs.Batch, row int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	one := udfs.Batch{Rows: 1}
	for i := range b.Args {
		one.Args = append(one.Args, rowOf(&b.Args[i], row))
	}
	for i := range b.Out {
		one.Out = append(one.Out, udfs.NewColumn(b.Out[i].Type, 1))
	}
	return f.New().Eval(&one)
}

// callText prints the arguments of a row, each shortened to what a person reads.
func callText(b *udfs.Batch, row int) string {
	const most = 200
	parts := make([]string, len(b.Args))
	for i := range b.Args {
		text := fmt.Sprint(b.Args[i].Value(row))
		switch v := b.Args[i].Value(row).(type) {
		case nil:
			text = "NULL"
		case string:
			text = quoteText(v)
		}
		if runes := []rune(text); len(runes) > most {
			text = string(runes[:most]) + "..."
		}
		parts[i] = text
	}
	return strings.Join(parts, ", ")
}

// rowOf is a column of one row of another.
func rowOf(c *udfs.Column, row int) udfs.Column {
	one := udfs.Column{Type: c.Type, Valid: []uint64{1}}
	if c.IsNull(row) {
		one.Valid[0] = 0
	}
	switch c.Type.Kind {
	case udfs.Bool:
		one.Bools = c.Bools[row : row+1]
	case udfs.Integer:
		one.Ints = c.Ints[row : row+1]
	case udfs.BigInt, udfs.Decimal:
		one.BigInts = c.BigInts[row : row+1]
	case udfs.Double:
		one.Doubles = c.Doubles[row : row+1]
	case udfs.Text:
		one.Texts = rowText{c.Texts, row}
	case udfs.List:
		one.Lists = rowList{c.Lists, row}
	case udfs.Struct:
		for i := range c.Children {
			one.Children = append(one.Children, rowOf(&c.Children[i], row))
		}
	}
	return one
}

type rowText struct {
	udfs.TextStore
	row int
}

func (t rowText) Text(int) string { return t.TextStore.Text(t.row) }

type rowList struct {
	udfs.ListStore
	row int
}

func (l rowList) Span(int) (first, length int) { return l.ListStore.Span(l.row) }

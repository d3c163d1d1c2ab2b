package duckdb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/duckdb"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// evaluator makes an Evaluator of a plain function.
type evaluator func(*udfs.Batch) error

func (e evaluator) Eval(b *udfs.Batch) error { return e(b) }

func perRow(f func(b *udfs.Batch, row int)) func() udfs.Evaluator {
	return func() udfs.Evaluator {
		return evaluator(func(b *udfs.Batch) error {
			for row := range b.Rows {
				if !b.Skip(row) {
					f(b, row)
				}
			}
			return nil
		})
	}
}

// copyValue copies a value of any kind from one column to another of the same type.
func copyValue(to, from *udfs.Column, toRow, fromRow int) {
	if from.IsNull(fromRow) {
		to.SetNull(toRow)
		return
	}
	switch from.Type.Kind {
	case udfs.Bool:
		to.Bools[toRow] = from.Bools[fromRow]
	case udfs.Integer:
		to.Ints[toRow] = from.Ints[fromRow]
	case udfs.BigInt, udfs.Decimal:
		to.BigInts[toRow] = from.BigInts[fromRow]
	case udfs.Double:
		to.Doubles[toRow] = from.Doubles[fromRow]
	case udfs.Text:
		to.SetText(toRow, from.Text(fromRow))
	case udfs.List:
		at, n := from.Lists.Span(fromRow)
		first := to.Lists.Append(toRow, n)
		for i := range n {
			copyValue(to.Lists.Elems(), from.Lists.Elems(), first+i, at+i)
		}
	case udfs.Struct:
		for i := range from.Children {
			copyValue(&to.Children[i], &from.Children[i], toRow, fromRow)
		}
	}
}

func identity(name string, t udfs.Type) *udfs.Func {
	return &udfs.Func{
		Name: name, Version: 1,
		Args:    []udfs.Arg{{Name: "v", Type: t}},
		Returns: []udfs.Field{{Type: t}},
		New:     perRow(func(b *udfs.Batch, row int) { copyValue(&b.Out[0], &b.Args[0], row, row) }),
	}
}

var (
	pairType = udfs.StructOf(udfs.Field{Name: "n", Type: udfs.Type{Kind: udfs.BigInt}}, udfs.Field{Name: "t", Type: udfs.Type{Kind: udfs.Text}})
	kinds    = map[string]struct {
		typ udfs.Type
		sql string // makes a value of the number i
	}{
		"boolean": {udfs.Type{Kind: udfs.Bool}, "i % 3 = 0"},
		"integer": {udfs.Type{Kind: udfs.Integer}, "cast(i - 500 as integer)"},
		"bigint":  {udfs.Type{Kind: udfs.BigInt}, "cast(i * 10000000000 as bigint)"},
		"double":  {udfs.Type{Kind: udfs.Double}, "i / 7.0::double"},
		"decimal": {udfs.DecimalType(18, 4), "cast(i / 8 as decimal(18, 4))"},
		"text":    {udfs.Type{Kind: udfs.Text}, "repeat('ü' || i, (i % 5)::int)"},
		"texts":   {udfs.ListOf(udfs.Type{Kind: udfs.Text}), "list_transform(range(i % 7), lambda x: if(x = 3, null, 'a longer element ' || x || i))"},
		"struct":  {pairType, "{'n': i, 't': if(i % 4 = 0, null, 'a long enough text ' || i)}"},
		"structs": {udfs.ListOf(pairType), "list_transform(range(i % 11), lambda x: {'n': x * i, 't': if(x = 5, null, 'text ' || x)})"},
		"nested":  {udfs.ListOf(udfs.ListOf(udfs.Type{Kind: udfs.Text})), "list_transform(range(i % 6), lambda x: list_transform(range(x), lambda y: 'element ' || x || ' of ' || y))"},
		"deep": {
			udfs.StructOf(udfs.Field{Name: "l", Type: udfs.ListOf(pairType)}, udfs.Field{Name: "d", Type: udfs.Type{Kind: udfs.Double}}),
			"{'l': list_transform(range(i % 3), lambda x: {'n': x, 't': 'text of some length ' || i}), 'd': i::double}",
		},
	}
)

func openWith(t testing.TB, funcs ...*udfs.Func) engine.Adapter {
	t.Helper()
	var r udfs.Registry
	if err := r.Add(funcs...); err != nil {
		t.Fatal(err)
	}
	a, err := duckdb.New().Open(context.Background(), memoryTarget(), adapters.Options{Root: t.TempDir(), Functions: &r})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func memoryTarget() engine.Target {
	return engine.Target{Name: "ci", Adapter: "duckdb", Settings: map[string]any{"path": ":memory:"}}
}

func sessionOf(t testing.TB, a engine.Adapter) engine.Session {
	t.Helper()
	s, err := a.Session(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func all(t testing.TB, s engine.Session, sql string) [][]any {
	t.Helper()
	r, err := s.Query(context.Background(), engine.Statement{SQL: sql})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer r.Close()
	var out [][]any
	for r.Next() {
		row, err := r.Values()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// Values of every kind go into a function and come out unchanged, whatever way DuckDB
// stores them: flat, constant, dictionary, filtered, from a table.
func TestFunctionKinds(t *testing.T) {
	var funcs []*udfs.Func
	for name, k := range kinds {
		funcs = append(funcs, identity("same_"+name, k.typ))
	}
	s := sessionOf(t, openWith(t, funcs...))
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			value := fmt.Sprintf("if(i %% 13 = 5, null, %s)", k.sql)
			for how, from := range map[string]string{
				"flat":       "select " + value + " as v from range(10000) t(i)",
				"constant":   "select " + k.sql + " as v from (select 42 as i)",
				"null":       "select null as v",
				"filtered":   "select v from (select i, " + value + " as v from range(20000) t(i)) where i % 3 = 1",
				"dictionary": "select b.v from range(10000) a(j) join (select i, " + value + " as v from range(50) t(i)) b on a.j % 50 = b.i",
				"sliced":     "select v from (select " + value + " as v, i from range(10000) t(i)) order by hash(i) limit 3000",
				"united":     "select " + value + " as v from range(3) t(i) union all select null union all select " + value + " from range(3000) t(i)",
			} {
				sql := fmt.Sprintf("select count(*), count(*) filter (v is distinct from same_%s(v)) from (%s)", name, from)
				if got := all(t, s, sql); got[0][0].(int64) == 0 || got[0][1].(int64) != 0 {
					t.Errorf("%s: %d of %d rows differ", how, got[0][1], got[0][0])
				}
			}
		})
	}
}

// parts is a function like parse_promo: text in, struct out, optional arguments.
func parts() *udfs.Func {
	return &udfs.Func{
		Name: "parts", Version: 1,
		Args: []udfs.Arg{
			{Name: "text", Type: udfs.Type{Kind: udfs.Text}},
			{Name: "price", Type: udfs.DecimalType(18, 4), Optional: true},
			{Name: "currency", Type: udfs.Type{Kind: udfs.Text}, Optional: true},
		},
		Returns: []udfs.Field{
			{Name: "head", Type: udfs.Type{Kind: udfs.Text}},
			{Name: "price", Type: udfs.DecimalType(18, 4)},
			{Name: "args", Type: udfs.Type{Kind: udfs.Integer}},
		},
		New: perRow(func(b *udfs.Batch, row int) {
			head, _, found := strings.Cut(b.Args[0].Text(row), " ")
			if found {
				b.Out[0].SetText(row, head)
			} else {
				b.Out[0].SetNull(row)
			}
			if len(b.Args) > 1 && !b.Args[1].IsNull(row) {
				b.Out[1].BigInts[row] = b.Args[1].BigInts[row]
			} else {
				b.Out[1].SetNull(row)
			}
			b.Out[2].Ints[row] = int32(len(b.Args))
		}),
	}
}

func TestFunctionStruct(t *testing.T) {
	s := sessionOf(t, openWith(t, parts()))
	for sql, want := range map[string]any{
		"select parts('a b')":                        map[string]any{"head": "a", "price": nil, "args": int64(1)},
		"select parts('ab', 2.5)":                    map[string]any{"head": nil, "price": "2.5000", "args": int64(2)},
		"select parts('longer than twelve x', 1)":    map[string]any{"head": "longer", "price": "1.0000", "args": int64(2)},
		"select parts('a b', null, 'EUR')":           map[string]any{"head": "a", "price": nil, "args": int64(3)},
		"select parts('a b', 7::int, null)":          map[string]any{"head": "a", "price": "7.0000", "args": int64(3)},
		"select parts(null)":                         nil,
		"select parts(null, 1.5, 'EUR')":             nil,
		"select parts(null).head":                    nil,
		"select parts('').args":                      int64(1),
		"select (parts('ü ü')).head":                 "ü",
		"select parts(v) from (select null::text v)": nil,
	} {
		if got := all(t, s, sql)[0][0]; !cmp.Equal(got, want) {
			t.Errorf("%s: %s", sql, cmp.Diff(want, got))
		}
	}
	err := queryError(t, s, "select parts('a', 1, 'b', 2)")
	if err.Kind != engine.BindError || len(err.Candidates) != 3 {
		t.Errorf("too many arguments: %+v", err)
	}
}

func queryError(t testing.TB, s engine.Session, sql string) *engine.DatabaseError {
	t.Helper()
	r, err := s.Query(context.Background(), engine.Statement{SQL: sql})
	var e *engine.DatabaseError
	if !errors.As(err, &e) {
		t.Fatalf("%s: got %v and error %v, want a database error", sql, r, err)
	}
	return e
}

func TestFunctionSeesNull(t *testing.T) {
	f := &udfs.Func{
		Name: "or_none", Version: 1, SeesNull: true,
		Args:    []udfs.Arg{{Name: "v", Type: udfs.Type{Kind: udfs.Text}}},
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Text}}},
		New: perRow(func(b *udfs.Batch, row int) {
			if b.Args[0].IsNull(row) {
				b.Out[0].SetText(row, "none")
				return
			}
			b.Out[0].SetText(row, b.Args[0].Text(row))
		}),
	}
	s := sessionOf(t, openWith(t, f))
	for sql, want := range map[string]any{
		"select or_none(null)": "none",
		"select or_none('x')":  "x",
		"select string_agg(or_none(v), ' ' order by i) from (values (1, 'a'), (2, null), (3, 'c')) t(i, v)": "a none c",
	} {
		if got := all(t, s, sql)[0][0]; got != want {
			t.Errorf("%s: got %v, want %v", sql, got, want)
		}
	}
}

// A function that fails, or panics, is a failed statement that names the function and
// the value, and the session goes on.
func TestFunctionFailure(t *testing.T) {
	failing := func(name string, fail func()) *udfs.Func {
		f := identity(name, udfs.Type{Kind: udfs.Text})
		f.New = perRow(func(b *udfs.Batch, row int) {
			if b.Args[0].Text(row) == "value 4321" {
				fail()
			}
			copyValue(&b.Out[0], &b.Args[0], row, row)
		})
		return f
	}
	returning := identity("returns_error", udfs.Type{Kind: udfs.Text})
	returning.New = func() udfs.Evaluator {
		return evaluator(func(b *udfs.Batch) error {
			for row := range b.Rows {
				if b.Args[0].Text(row) == "value 4321" {
					return errors.New("no such luck")
				}
			}
			return nil
		})
	}
	broken := identity("broken", udfs.Type{Kind: udfs.Text})
	broken.New = func() udfs.Evaluator { panic("cannot be made") }
	s := sessionOf(t, openWith(t,
		failing("out_of_range", func() { _ = []int{}[len(fmt.Sprint())] }),
		failing("nil_pointer", func() { var p *udfs.Func; p.Version++ }),
		returning, broken))
	for sql, want := range map[string]string{
		"select out_of_range('value ' || i) from range(10000) t(i)":  "udf out_of_range('value 4321'): panic: runtime error: index out of range [0] with length 0",
		"select nil_pointer('value ' || i) from range(10000) t(i)":   "udf nil_pointer('value 4321'): panic: runtime error: invalid memory address or nil pointer dereference",
		"select returns_error('value ' || i) from range(10000) t(i)": "udf returns_error('value 4321'): no such luck",
		"select broken('it''s ' || 1)":                               "udf broken('it''s 1'): panic: cannot be made",
	} {
		err := queryError(t, s, sql)
		if err.Kind != engine.FunctionError || err.Message != want {
			t.Errorf("%s:\ngot  %d %q\nwant %d %q", sql, err.Kind, err.Message, engine.FunctionError, want)
		}
	}
	if got := all(t, s, "select out_of_range('fine')")[0][0]; got != "fine" {
		t.Errorf("after failures: %v", got)
	}
}

// Bytes that are no UTF-8 do not reach the database.
func TestFunctionInvalidText(t *testing.T) {
	f := identity("bad_bytes", udfs.Type{Kind: udfs.Text})
	f.New = perRow(func(b *udfs.Batch, row int) { b.Out[0].SetText(row, b.Args[0].Text(row)+"\xff") })
	s := sessionOf(t, openWith(t, f))
	for _, text := range []string{"a", "a text that is longer than the inline ones"} {
		if got := all(t, s, "select bad_bytes('"+text+"')")[0][0]; got != text+"\uFFFD" {
			t.Errorf("got %q", got)
		}
	}
}

// A result that a function forgets to set must not lead DuckDB to freed memory.
func TestFunctionUnsetResults(t *testing.T) {
	f := identity("lazy", udfs.ListOf(udfs.Type{Kind: udfs.Text}))
	f.New = perRow(func(b *udfs.Batch, row int) { b.Out[0].Lists.Append(row, 2) })
	s := sessionOf(t, openWith(t, f))
	sql := "select sum(len(l)), max(l[1]) from (select lazy(['a longer text than twelve ' || i]) as l from range(50000) t(i))"
	if got, want := all(t, s, sql)[0], []any{"100000", ""}; !cmp.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Many sessions call one function at a time, over many rows.
func TestFunctionConcurrency(t *testing.T) {
	a := openWith(t, parts(), identity("same_texts", kinds["texts"].typ))
	var wg sync.WaitGroup
	for range 4 {
		s := sessionOf(t, a)
		wg.Go(func() {
			sql := `select count(*), count(*) filter (p.head is distinct from 'w' || i % 1000), count(*) filter (l is distinct from same_texts(l))
				from (select i, parts('w' || i % 1000 || ' and the rest of ' || i, i) as p, ['elem ' || i, 'a longer element'] as l from range(250000) t(i))`
			r, err := s.Query(context.Background(), engine.Statement{SQL: sql})
			if err != nil {
				t.Error(err)
				return
			}
			defer r.Close()
			r.Next()
			if got, _ := r.Values(); got[0] != int64(250000) || got[1] != int64(0) || got[2] != int64(0) {
				t.Errorf("got %v", got)
			}
		})
	}
	wg.Wait()
}

// A second target in the same file is the same database in one process: functions may
// be registered again.
func TestFunctionRegisteredTwice(t *testing.T) {
	root := t.TempDir()
	var r udfs.Registry
	if err := r.Add(parts()); err != nil {
		t.Fatal(err)
	}
	target := engine.Target{Name: "dev", Settings: map[string]any{"path": "dev.duckdb"}}
	for range 2 {
		a, err := duckdb.New().Open(context.Background(), target, adapters.Options{Root: root, Functions: &r})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = a.Close() })
		if got := all(t, sessionOf(t, a), "select parts('a b').head")[0][0]; got != "a" {
			t.Errorf("got %v", got)
		}
	}
}

func BenchmarkFunction(b *testing.B) {
	split := parts()
	split.Name = "split3"
	split.Returns = []udfs.Field{
		{Name: "a", Type: udfs.Type{Kind: udfs.Text}}, {Name: "b", Type: udfs.Type{Kind: udfs.Text}}, {Name: "c", Type: udfs.Type{Kind: udfs.Text}},
	}
	split.New = perRow(func(b *udfs.Batch, row int) {
		text := b.Args[0].Text(row)
		for i := range 3 {
			word, rest, _ := strings.Cut(text, " ")
			b.Out[i].SetText(row, word)
			text = rest
		}
	})
	s := sessionOf(b, openWith(b, split))
	ctx := context.Background()
	if _, err := s.Exec(ctx, engine.Statement{SQL: "create table t as select i, 'buy' || i || ' get' || (i % 97) || ' eur' || i % 7 as v from range(1000000) t(i)"}); err != nil {
		b.Fatal(err)
	}
	for name, sql := range map[string]string{
		"go":     "select count(p.a), count(p.b), count(p.c), max(p.c) from (select split3(v) as p from t)",
		"native": `select count(p.a), count(p.b), count(p.c), max(p.c) from (select regexp_extract(v, '(\S+) (\S+) (\S+)', ['a', 'b', 'c']) as p from t)`,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				all(b, s, sql)
			}
		})
	}
}

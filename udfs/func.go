// Package udfs defines functions written in Go that models call like any SQL function:
// what a function is (Func), how it sees a batch of rows (Batch, Column), and the
// Registry that adapters read. It knows no database; an adapter lends its own memory
// to a Batch, and the tests and `mart udf` lend plain slices.
package udfs

import (
	"fmt"
	"strings"
)

// A Func is one function: its signature, its documentation and the code behind it.
//
// A Func must be deterministic: the same arguments give the same result, in any order,
// on any thread. Engines are told so and evaluate repeated values once.
type Func struct {
	Name    string  // the SQL name, snake_case
	Version int     // raise it when results change: callers of the function become stale
	Summary string  // one line, for catalogues
	Doc     string  // the whole story, in Markdown
	Args    []Arg   // optional arguments come last
	Returns []Field // one field named "" is a scalar; otherwise a struct of these fields

	// SeesNull makes Eval see rows whose first argument is NULL. Without it such rows
	// are NULL in the result and Eval must leave them alone (Batch.Skip tells).
	SeesNull bool

	Examples []Example
	// Explain tells in words how one call comes to its result, for `mart udf --explain`.
	// Arguments are as in Example.Args. It may be nil.
	Explain func(args []any) (fmt.Stringer, error)
	// New makes an evaluator for one thread. It may keep memory between batches
	// (say, of strings it has seen); it is never called from two threads at once.
	New func() Evaluator
}

// An Arg is one argument of a Func. For a Decimal calls may give a number of any type: it is
// rounded to the scale, half away from zero, and NULL when it is not finite or does not fit.
type Arg struct {
	Name     string
	Type     Type
	Optional bool // calls may leave it out, with all that follow
	// Digits lets calls give a whole number for a Text; the function gets its digits.
	Digits bool
	// Check says what is wrong with a text that all rows have in common, so that a call can
	// be refused before it is made. Rows are never refused. It may be nil.
	Check func(literal string) error
	Doc   string
}

// A Field is one returned value of a Func, or a member of a struct type.
type Field struct {
	Name string
	Type Type
	Doc  string
}

// An Example is a call that the documentation shows and a test executes.
type Example struct {
	Args []any          // Go values as Memory.Set takes them; nil is NULL
	Want map[string]any // field name -> value as Column.Value gives it; "" for a scalar
}

// An Evaluator fills b.Out from b.Args for every row that b.Skip does not exclude.
// An error fails the whole statement; bad input of one row should be a NULL instead.
type Evaluator interface {
	Eval(b *Batch) error
}

// Scalar reports whether the function returns a plain value rather than a struct.
func (f *Func) Scalar() bool { return len(f.Returns) == 1 && f.Returns[0].Name == "" }

// ResultType is the SQL type of a call.
func (f *Func) ResultType() Type {
	if f.Scalar() {
		return f.Returns[0].Type
	}
	return Type{Kind: Struct, Fields: f.Returns}
}

// MinArgs is the number of arguments that a call cannot leave out.
func (f *Func) MinArgs() int {
	n := 0
	for _, a := range f.Args {
		if !a.Optional {
			n++
		}
	}
	return n
}

// Signature prints the call, optional arguments in brackets:
// parse_promo(text varchar [, unit_price decimal(18, 4) [, currency varchar]]).
func (f *Func) Signature() string {
	var b strings.Builder
	b.WriteString(f.Name + "(")
	for i, a := range f.Args {
		switch {
		case a.Optional && i > 0:
			b.WriteString(" [, ")
		case a.Optional:
			b.WriteString("[")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(a.Name + " " + a.Type.String())
	}
	b.WriteString(strings.Repeat("]", len(f.Args)-f.MinArgs()) + ")")
	return b.String()
}

// check reports what is wrong with the definition, in words for its author.
func (f *Func) check() error {
	switch {
	case f.Name == "" || strings.ToLower(f.Name) != f.Name || strings.ContainsAny(f.Name, " .\"'"):
		return fmt.Errorf("udf %q: the name must be a plain lower-case SQL name", f.Name)
	case f.Version < 1:
		return fmt.Errorf("udf %s: the version must be 1 or more", f.Name)
	case len(f.Args) == 0 || len(f.Returns) == 0:
		return fmt.Errorf("udf %s: needs at least one argument and one returned field", f.Name)
	case f.New == nil:
		return fmt.Errorf("udf %s: has no code (New is nil)", f.Name)
	}
	optional := false
	for _, a := range f.Args {
		if optional && !a.Optional {
			return fmt.Errorf("udf %s: argument %s follows an optional one and must be optional too", f.Name, a.Name)
		}
		optional = a.Optional
		if a.Digits && a.Type.Kind != Text {
			return fmt.Errorf("udf %s: argument %s: only a text can be given as a number (Digits)", f.Name, a.Name)
		}
		if a.Check != nil && a.Type.Kind != Text {
			return fmt.Errorf("udf %s: argument %s: only a text can have a Check", f.Name, a.Name)
		}
		if err := a.Type.check(); err != nil {
			return fmt.Errorf("udf %s: argument %s: %w", f.Name, a.Name, err)
		}
	}
	for _, r := range f.Returns {
		if err := r.Type.check(); err != nil {
			return fmt.Errorf("udf %s: returned field %s: %w", f.Name, r.Name, err)
		}
	}
	return nil
}

package template

import "github.com/martsql/mart/engine/diag"

// A Scan is what a template names, read without rendering it: in all branches, in
// pipelines and parentheses, and in the macros it calls, those they call, and so on.
type Scan struct {
	Refs    []Call // Args: name, or package and name
	Sources []Call // Args: source, table
	UDFs    []Call // Args: function
	Rejects []Call // Args: model
	Vars    []Call // Args: variable
	EnvVars []Call // Args: variable
	Docs    []Call // Args: name

	Settings []Setting // the pairs of constant config calls, in order
	Macros   []Use     // macros called, directly or through others, each once, at the first call

	This, IsIncremental, Query, Execute, Target bool // mentioned somewhere

	// Dynamic are the calls of ref, source, udf, rejects, config ... whose arguments are
	// not constant: only rendering tells what they name.
	Dynamic []Dynamic

	// Problems are unknown functions and wrong arguments.
	Problems diag.List
}

// A Call is one call of ref, source, ... with constant arguments.
type Call struct {
	Args    []string
	Span    diag.Span      // of the naming argument; for a call inside a macro, of the macro's call
	Related []diag.Related // inside a macro: where in the macro
}

// A Setting is one key and value of a config call.
type Setting struct {
	Key       string
	Value     any // string, bool, int64, float64, nil, []any, map[string]any
	KeySpan   diag.Span
	ValueSpan diag.Span
}

// A Use is a macro that a template calls.
type Use struct {
	Name string    // full, with adapter prefix, as in engine.Macro
	Span diag.Span // the call in the template
}

// A Dynamic is a call whose arguments only rendering tells.
type Dynamic struct {
	Func string // ref, source, config, ...
	Span diag.Span
}

// Scan reads what the file names. The dialect picks among the variants of macros.
func (f *File) Scan(lib *Library, dialect string) Scan {
	return scanFile(f, lib, dialect)
}

package template

import (
	"maps"
	"slices"

	"github.com/martsql/mart/engine/diag"
)

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

	Settings []Setting // the constant pairs of config calls, in order
	Macros   []Use     // macros called, directly or through others, each once, at the first call

	This, IsIncremental, Query, Execute, Target bool // mentioned somewhere

	// Dynamic are the calls of ref, source, udf, rejects, config ... whose arguments are
	// not constant: only rendering tells what they name.
	Dynamic []Dynamic

	// Problems are unknown functions and wrong arguments in the template itself; those
	// in macros are told by Library.Check.
	Problems diag.List
}

// A Call is one call of ref, source, ... with constant arguments.
type Call struct {
	Args    []string
	Span    diag.Span      // of the naming argument; for a call inside a macro, of the macro's call
	Related []diag.Related // inside a macro: where in the macro

	Fallback bool // var and env_var: the call gives a value for when it is not set
}

// A Setting is one key and value of a config call. Inside a macro both spans are those
// of the macro's call.
type Setting struct {
	Key       string
	Value     any // string, bool, int, float64, nil, []any, map[string]any
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
	if len(f.calls) == 0 {
		return Scan{Problems: slices.Clone(f.problems)}
	}
	v := lib.view(dialect)
	r := v.read(f.body, f.calls)
	r.Problems = append(r.Problems, f.problems...)
	r.Problems.Sort()
	for _, c := range r.callees {
		r.callMacro(c.macro, v, c.span)
	}
	return r.Scan
}

// ScanMacro is what a call of a macro ("test unique") at a place names, through all
// macros it calls. It is empty for a macro that does not exist.
func (l *Library) ScanMacro(name, dialect string, at diag.Span) Scan {
	var s Scan
	v := l.view(dialect)
	if m := v.macros[name]; m != nil {
		s.callMacro(m, v, at)
	}
	return s
}

// Check reports unknown functions, wrong calls and calls without end in the bodies of all macros. Macros for
// all adapters are looked at as the given dialect sees them, others as their own does. It
// is for after the last Add, as a macro may call one of a later file.
func (l *Library) Check(dialect string) diag.List {
	var list diag.List
	all := l.all()
	told := map[*macro]bool{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		m := all[name]
		v := l.view(dialect)
		if m.Adapter != "" {
			v = l.view(m.Adapter)
		}
		list.Add(v.read(m.body, m.calls).Problems...)
		list.Add(v.endless(m, told)...)
	}
	list.Sort()
	return list
}

// callMacro adds what a macro names, at the place of its call.
func (s *Scan) callMacro(m *macro, v *view, at diag.Span) {
	from := v.closures[m]
	s.addMacro(Use{m.FullName(), at})
	for _, use := range from.Macros {
		s.addMacro(Use{use.Name, at})
	}
	here := *from
	here.relocate(at)
	s.absorb(&here, nil)
}

func (s *Scan) addMacro(use Use) {
	if !slices.ContainsFunc(s.Macros, func(u Use) bool { return u.Name == use.Name }) {
		s.Macros = append(s.Macros, use)
	}
}

// lists are the calls by kind.
func (s *Scan) lists() [7]*[]Call {
	return [7]*[]Call{&s.Refs, &s.Sources, &s.UDFs, &s.Rejects, &s.Vars, &s.EnvVars, &s.Docs}
}

// absorb adds what another scan has, but for its macros and problems. related, when
// given, replaces what explains a call.
func (s *Scan) absorb(from *Scan, related func(diag.Span) []diag.Related) {
	into := s.lists()
	for i, calls := range from.lists() {
		for _, c := range *calls {
			if related != nil {
				c.Related = related(c.Span)
			}
			*into[i] = append(*into[i], c)
		}
	}
	s.Settings = append(s.Settings, from.Settings...)
	s.Dynamic = append(s.Dynamic, from.Dynamic...)
	s.This = s.This || from.This
	s.IsIncremental = s.IsIncremental || from.IsIncremental
	s.Query = s.Query || from.Query
	s.Execute = s.Execute || from.Execute
	s.Target = s.Target || from.Target
}

// relocate moves everything to one place. The slices are copied, as closures are shared.
func (s *Scan) relocate(at diag.Span) {
	for _, calls := range s.lists() {
		*calls = slices.Clone(*calls)
		for i := range *calls {
			(*calls)[i].Span = at
		}
	}
	s.Settings = slices.Clone(s.Settings)
	for i := range s.Settings {
		s.Settings[i].KeySpan, s.Settings[i].ValueSpan = at, at
	}
	s.Dynamic = slices.Clone(s.Dynamic)
	for i := range s.Dynamic {
		s.Dynamic[i].Span = at
	}
}

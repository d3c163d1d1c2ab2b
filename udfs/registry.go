package udfs

import (
	"fmt"
	"slices"
	"strings"
)

// A Registry is the set of functions that a mart binary offers, by name. The zero
// value is empty and ready.
type Registry struct {
	funcs []*Func // sorted by name
}

// Add registers functions. It refuses a broken definition and a name taken twice: both
// are faults of the program, found at its start.
func (r *Registry) Add(funcs ...*Func) error {
	for _, f := range funcs {
		if err := f.check(); err != nil {
			return err
		}
		i, taken := slices.BinarySearchFunc(r.funcs, f.Name, func(g *Func, name string) int { return strings.Compare(g.Name, name) })
		if taken {
			return fmt.Errorf("udf %s is registered twice", f.Name)
		}
		r.funcs = slices.Insert(r.funcs, i, f)
	}
	return nil
}

// Lookup finds a function by name.
func (r *Registry) Lookup(name string) (*Func, bool) {
	for _, f := range r.funcs {
		if f.Name == name {
			return f, true
		}
	}
	return nil, false
}

// All returns the functions sorted by name.
func (r *Registry) All() []*Func { return slices.Clone(r.funcs) }

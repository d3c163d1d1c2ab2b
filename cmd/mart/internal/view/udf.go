package view

import "github.com/martsql/mart/udfs"

// UDF shows what a function returns for one call: a line a field, with its value and
// its meaning. result is what udfs.Call gave; nil is NULL.
func (v *View) UDF(f *udfs.Func, result map[string]any, o TableOptions) error { return nil }

// UDFs lists functions: name, version, what they do.
func (v *View) UDFs(funcs []*udfs.Func, o TableOptions) error { return nil }

package view

import (
	"fmt"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// UDF shows what a function returns for one call: a line a field, with its value and
// its meaning. result is what udfs.Call gave; nil is NULL. The outputs for programs
// have the fields as columns of one row.
func (v *View) UDF(f *udfs.Func, result map[string]any, o TableOptions) error {
	switch o.Output {
	case CSVOutput, JSONOutput, JSONLOutput:
		return v.udfRow(f, result, o)
	}
	columns := []engine.Column{{Name: "field"}, {Name: "value"}, {Name: "meaning"}}
	var rows [][]any
	for _, r := range f.Returns {
		name := r.Name
		if f.Scalar() {
			name = f.Name
		}
		meaning := any(r.Doc)
		if r.Doc == "" {
			meaning = r.Type.String()
		}
		var value any
		if result[r.Name] != nil {
			value = cellText(result[r.Name], textual)
		}
		rows = append(rows, []any{name, value, meaning})
	}
	return v.Table(columns, rows, o)
}

func (v *View) udfRow(f *udfs.Func, result map[string]any, o TableOptions) error {
	var columns []engine.Column
	var row []any
	for _, r := range f.Returns {
		name := r.Name
		if f.Scalar() {
			name = f.Name
		}
		columns = append(columns, engine.Column{Name: name, DataType: r.Type.String()})
		row = append(row, result[r.Name])
	}
	return v.Table(columns, [][]any{row}, o)
}

// UDFs lists functions: how they are called, their version, what they do.
func (v *View) UDFs(funcs []*udfs.Func, o TableOptions) error {
	if o.Output == "" || o.Output == TableOutput {
		return v.catalogue(funcs)
	}
	columns := []engine.Column{
		{Name: "name"}, {Name: "version", DataType: "integer"}, {Name: "signature"}, {Name: "returns"}, {Name: "summary"},
	}
	var rows [][]any
	for _, f := range funcs {
		rows = append(rows, []any{f.Name, f.Version, f.Signature(), f.ResultType().String(), f.Summary})
	}
	return v.Table(columns, rows, o)
}

// catalogue is the list for people: signatures are too long for a column.
func (v *View) catalogue(funcs []*udfs.Func) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	for i, f := range funcs {
		if i > 0 {
			fmt.Fprintln(v.o.Out)
		}
		_, err := fmt.Fprintf(v.o.Out, "%s %s\n    %s\n    %s\n", v.outStyle.bold(f.Name),
			v.outStyle.dim(fmt.Sprintf("version %d", f.Version)), f.Signature(), f.Summary)
		if err != nil {
			return err
		}
	}
	return nil
}

package view

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// UDF shows what a function returns for one call: a line a field, with its value and
// its meaning. result is what udfs.Call gave; nil is NULL. The table leaves fields that
// are NULL out and names them below. The outputs for programs have the fields as columns
// of one row.
func (v *View) UDF(f *udfs.Func, result map[string]any, o TableOptions) error {
	switch o.Output {
	case CSVOutput, JSONOutput, JSONLOutput:
		return v.udfRow(f, result, o)
	}
	columns := []engine.Column{{Name: "field"}, {Name: "value"}, {Name: "meaning"}}
	var rows [][]any
	var null []string
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
		} else {
			null = append(null, name)
		}
		rows = append(rows, []any{name, value, meaning})
	}
	if o.table() {
		if v.o.OutWidth == 0 { // no terminal: a column as wide as the longest text is no table
			for _, row := range rows {
				row[2] = cut(fmt.Sprint(row[2]), longestMeaning)
			}
		}
		if len(null) < len(rows) {
			rows = slices.DeleteFunc(rows, func(row []any) bool { return row[1] == nil })
			o.Note = v.nullNote(null)
		}
	}
	return v.Table(columns, rows, o)
}

// UDFRows shows what a function returns for many texts, one row each. The table leaves
// fields that are NULL in every row out and names them below; other outputs have all.
func (v *View) UDFRows(f *udfs.Func, args [][]any, results []map[string]any, o TableOptions) error {
	columns := []engine.Column{{Name: f.Args[0].Name, DataType: f.Args[0].Type.String()}}
	rows := make([][]any, len(args))
	for i := range args {
		rows[i] = []any{args[i][0]}
	}
	var null []string
	for _, r := range f.Returns {
		name := r.Name
		if f.Scalar() {
			name = f.Name
		}
		if o.table() && !slices.ContainsFunc(results, func(m map[string]any) bool { return m[r.Name] != nil }) {
			null = append(null, name)
			continue
		}
		columns = append(columns, engine.Column{Name: name, DataType: r.Type.String()})
		for i := range rows {
			rows[i] = append(rows[i], results[i][r.Name])
		}
	}
	o.Note = v.nullNote(null)
	return v.Table(columns, rows, o)
}

// nullNote names the fields that a table leaves out.
func (v *View) nullNote(names []string) string {
	if len(names) == 0 {
		return ""
	}
	width := v.o.OutWidth
	if width == 0 {
		width = 100
	}
	return wrapped("null: "+strings.Join(names, ", "), width)
}

// longestMeaning is the columns that the meaning of a field takes where there is no
// terminal to say how wide it is. The whole is in the function's documentation.
const longestMeaning = 60

// UDFDoc tells of a function: how it is called, what it is given and returns, examples.
func (v *View) UDFDoc(f *udfs.Func) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n%s\n\n%s\n", v.outStyle.bold(f.Name), v.outStyle.dim(fmt.Sprintf("version %d", f.Version)), f.Summary, f.Signature())
	part := func(title string) { fmt.Fprintf(&b, "\n%s\n", v.outStyle.bold(title)) }
	part("arguments")
	for _, a := range f.Args {
		optional := ""
		if a.Optional {
			optional = ", optional"
		}
		v.described(&b, a.Name, a.Type.String()+optional, a.Doc)
	}
	part("result")
	for _, r := range f.Returns {
		v.described(&b, r.Name, r.Type.String(), r.Doc)
	}
	if len(f.Examples) > 0 {
		part("examples")
	}
	for _, e := range f.Examples {
		call := "  mart udf " + f.Name
		for _, a := range e.Args {
			if call += " "; a == nil {
				call += "null"
				continue
			}
			call += shellWord(fmt.Sprint(a))
		}
		b.WriteString(call + "\n")
	}
	if f.Doc != "" {
		fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(f.Doc))
	}
	_, err := fmt.Fprint(v.o.Out, b.String())
	return err
}

// described writes a name, its type, and below its meaning.
func (v *View) described(b *strings.Builder, name, kind, doc string) {
	if name == "" {
		name = "value"
	}
	fmt.Fprintf(b, "  %s %s\n", name, v.outStyle.dim(kind))
	if doc != "" {
		b.WriteString("      " + strings.ReplaceAll(wrapped(doc, 90), "\n", "\n      ") + "\n")
	}
}

// shellWord quotes an argument as a shell wants it.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_.,:/+-]+$`)

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
	if o.table() {
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

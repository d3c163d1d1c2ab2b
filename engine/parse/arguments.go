package parse

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// checkArguments holds a data test's arguments against the parameters of its macro. The
// parameters model and column are filled by where the test is written.
func checkArguments(t config.DataTest, params []template.Param, column string) diag.List {
	var problems diag.List
	given := map[string]bool{"model": true, "column": column != ""}
	var names []string
	for _, p := range params {
		names = append(names, p.Name)
	}
	for _, a := range t.Args {
		if !slices.Contains(names, a.Name) {
			hint := diag.DidYouMean(a.Name, names)
			if hint == "" {
				hint = "its arguments are " + strings.Join(names[min(1, len(names)):], ", ")
			}
			problems.Add(diag.Errorf(a.Span, "unknown-argument", "the test %s has no argument %q", t.Test, a.Name).WithHint("%s", hint))
		}
		given[a.Name] = true
	}
	for _, p := range params {
		if given[p.Name] || p.Optional {
			continue
		}
		d := diag.Errorf(t.Span, "missing-argument", "the test %s needs the argument %q", t.Test, p.Name)
		if p.Name == "column" {
			d.Hint = "write the test under a column, not under the whole relation"
		} else {
			d.Hint = "write  arguments: {" + p.Name + ": ...}"
		}
		problems.Add(d)
	}
	if column != "" && !slices.Contains(names, "column") {
		problems.Add(diag.Errorf(t.Span, "wrong-place", "the test %s is about a whole relation, and this is a column", t.Test).
			WithHint("write it under the relation's own data_tests"))
	}
	return problems
}

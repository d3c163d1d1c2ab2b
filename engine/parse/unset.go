package parse

import (
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// checkSet tells of variables and environment variables that a template needs and that
// are not set. A template that names such is rendered to see which it comes to: what
// stands in the branch for another target does no harm to this one.
func (l *loader) checkSet(id engine.NodeID, scan template.Scan) {
	tmpl := l.project.Templates[id]
	if tmpl == nil || scan.Problems.HasErrors() {
		return
	}
	vars := missing(scan.Vars, func(name string) error { _, err := l.project.Var(name); return err })
	env := missing(scan.EnvVars, func(name string) error { _, err := l.project.EnvVar(name); return err })
	if len(vars)+len(env) == 0 {
		return
	}
	reached := map[string]bool{}
	ctx := l.lookingContext()
	ctx.Var = func(name string, fallback ...any) (any, error) {
		v, err := l.project.Var(name, fallback...)
		if err != nil {
			reached["var "+name] = true
			return "", nil
		}
		return v, nil
	}
	ctx.EnvVar = func(name string, fallback ...string) (string, error) {
		v, err := l.project.EnvVar(name, fallback...)
		if err != nil {
			reached["env "+name] = true
		}
		return v, nil
	}
	// Faults of this rendering may come from the empty values: only names are of interest.
	l.project.Library.NewRenderer(l.project.Dialect).Render(tmpl, ctx)
	for _, u := range slices.Concat(vars, env) {
		kind := "env "
		if u.fault.Code == "unknown-var" {
			kind = "var "
		}
		told := func(d diag.Diagnostic) bool { return d.Code == u.fault.Code && d.Span == u.call.Span }
		if reached[kind+u.call.Args[0]] && !slices.ContainsFunc(l.problems, told) {
			u.fault.Span, u.fault.Related = u.call.Span, u.call.Related
			l.problems.Add(u.fault)
		}
	}
}

// An unset is a call for something that is not set, and the fault to tell of it.
type unset struct {
	call  template.Call
	fault diag.Diagnostic
}

// missing are the calls whose name is not set, each name once.
func missing(calls []template.Call, look func(name string) error) []unset {
	var out []unset
	seen := map[string]bool{}
	for _, c := range calls {
		if c.Fallback || seen[c.Args[0]] {
			continue
		}
		if d, isFault := look(c.Args[0]).(diag.Diagnostic); isFault {
			seen[c.Args[0]] = true
			out = append(out, unset{c, d})
		}
	}
	return out
}

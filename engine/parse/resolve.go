package parse

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// resolveUses finds the nodes that templates name, and says of those that are not there.
func (l *loader) resolveUses(context.Context) {
	for _, id := range sortedIDs(l.project.Manifest.Nodes) {
		h := l.project.Manifest.Nodes[id].Head()
		scan, ok := l.scans[id]
		if !ok {
			continue
		}
		if slices.ContainsFunc(scan.Dynamic, func(d template.Dynamic) bool { return d.Func != "config" }) {
			l.addRendered(id, &scan)
		}
		l.checkSet(id, scan)
		for _, c := range scan.Refs {
			l.use(h, c, l.findRef)
		}
		for _, c := range scan.Sources {
			l.use(h, c, l.findSource)
		}
		for _, c := range scan.Rejects {
			l.use(h, c, l.findRejects)
		}
		for _, c := range scan.UDFs {
			l.checkUDF(c)
		}
		for _, c := range scan.Docs {
			if _, ok := l.project.Docs[c.Args[0]]; !ok {
				l.problems.Add(diag.Errorf(c.Span, "unknown-doc", "no doc block is named %q", c.Args[0]).
					WithHint("%s", diag.DidYouMean(c.Args[0], keys(l.project.Docs))))
			}
		}
	}
}

// addRendered renders a template whose refs are computed, and adds what it named.
func (l *loader) addRendered(id engine.NodeID, scan *template.Scan) {
	tmpl := l.project.Templates[id]
	if tmpl == nil {
		return
	}
	ctx := l.lookingContext()
	ref, source, udf, rejects := ctx.Ref, ctx.Source, ctx.UDF, ctx.Rejects
	ctx.Ref = func(at diag.Span, pkg, name string) (string, error) {
		scan.Refs = append(scan.Refs, template.Call{Args: nonEmpty(pkg, name), Span: at})
		return ref(at, pkg, name)
	}
	ctx.Source = func(at diag.Span, s, t string) (string, error) {
		scan.Sources = append(scan.Sources, template.Call{Args: []string{s, t}, Span: at})
		return source(at, s, t)
	}
	ctx.UDF = func(at diag.Span, name string, args []string) (string, error) {
		scan.UDFs = append(scan.UDFs, template.Call{Args: []string{name}, Span: at})
		return udf(at, name, args)
	}
	ctx.Rejects = func(at diag.Span, model string) (string, error) {
		scan.Rejects = append(scan.Rejects, template.Call{Args: []string{model}, Span: at})
		return rejects(at, model)
	}
	_, problems := l.project.Library.NewRenderer(l.project.Dialect).Render(tmpl, ctx)
	l.problems.Add(problems...)
}

func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// use adds what a call names to a node's uses, or tells why it cannot.
func (l *loader) use(h *engine.Header, c template.Call, find func([]string) (engine.NodeID, *diag.Diagnostic)) {
	target, problem := find(c.Args)
	if problem != nil {
		problem.Span, problem.Related = c.Span, c.Related
		l.problems.Add(*problem)
		return
	}
	if target == "" {
		return // its file has a fault that is told already
	}
	h.Uses = append(h.Uses, engine.Use{Target: target, Span: c.Span})
}

func (l *loader) findRef(args []string) (engine.NodeID, *diag.Diagnostic) {
	name := args[len(args)-1]
	if len(args) > 1 && args[0] != l.project.Manifest.Project.Name {
		d := diag.Errorf(diag.Span{}, "unknown-ref", "there is no package %q", args[0]).WithHint("this project is %q; write  ref %q", l.project.Manifest.Project.Name, name)
		return "", &d
	}
	if id, ok := l.project.refs[name]; ok {
		return id, nil
	}
	if l.unread[name] {
		return "", nil
	}
	if at, ok := l.disabled[name]; ok {
		d := diag.Errorf(diag.Span{}, "disabled-ref", "%q is disabled", name).WithHint("enable it, or drop this ref (%s)", at)
		return "", &d
	}
	if d, ok := l.otherVersion(name); ok {
		return "", &d
	}
	d := diag.Errorf(diag.Span{}, "unknown-ref", "no model, seed or snapshot is named %q", name)
	if near := diag.Suggest(name, keys(l.project.refs)); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q? (%s)", near, l.project.Manifest.Nodes[l.project.refs[near]].Head().File)
	} else if table := l.sourceOfTable(name); table != "" {
		d.Hint = "a source has a table of that name; write  source " + table
	}
	return "", &d
}

// sourceOfTable spells a source call for a table that was looked for with ref.
func (l *loader) sourceOfTable(table string) string {
	for _, key := range slices.Sorted(slices.Values(keys(l.project.sources))) {
		if s, t, _ := strings.Cut(key, "."); t == table {
			return fmt.Sprintf("%q %q", s, t)
		}
	}
	return ""
}

func (l *loader) findSource(args []string) (engine.NodeID, *diag.Diagnostic) {
	key := strings.Join(args, ".")
	if id, ok := l.project.sources[key]; ok {
		return id, nil
	}
	d := diag.Errorf(diag.Span{}, "unknown-source", "no source %q has a table %q", args[0], args[1])
	if at, ok := l.disabled[key]; ok {
		d.Code, d.Summary, d.Hint = "disabled-ref", fmt.Sprintf("the source table %s is disabled", key), fmt.Sprintf("enable it (%s)", at)
	} else if near := diag.Suggest(key, keys(l.project.sources)); near != "" {
		s, t, _ := strings.Cut(near, ".")
		d.Hint = fmt.Sprintf("did you mean  source %q %q?", s, t)
	} else {
		d.Hint = "declare it under sources: in a property file beside the models"
	}
	return "", &d
}

// findRejects finds the model whose table of rejects is named.
func (l *loader) findRejects(args []string) (engine.NodeID, *diag.Diagnostic) {
	id, problem := l.findRef(args)
	if problem != nil || id == "" {
		return "", problem
	}
	if m := l.project.Manifest.Model(id); m == nil || !keepsRejects(m) {
		d := diag.Errorf(diag.Span{}, "no-rejects", "%q keeps no rejects", args[len(args)-1]).
			WithHint("only load and external models read files and keep the lines they cannot read")
		return "", &d
	}
	return id, nil
}

func keepsRejects(m *engine.Model) bool {
	return m.Config.Materialized == engine.MaterializedLoad || m.Config.Materialized == engine.MaterializedExternal
}

func (l *loader) checkUDF(c template.Call) {
	if l.project.Functions == nil {
		return
	}
	if _, ok := l.project.Functions.Lookup(c.Args[0]); ok {
		return
	}
	var names []string
	for _, f := range l.project.Functions.All() {
		names = append(names, f.Name)
	}
	hint := diag.DidYouMean(c.Args[0], names)
	if hint == "" {
		hint = "the functions are " + strings.Join(names, ", ") + "; see  mart udf --list"
	}
	d := diag.Errorf(c.Span, "unknown-udf", "no Go function is named %q", c.Args[0]).WithHint("%s", hint)
	d.Related = c.Related
	l.problems.Add(d)
}

// useOfText resolves a relation named in a property file, or tells why it cannot.
func (l *loader) useOfText(text string, span diag.Span) (engine.Use, bool) {
	kind, args, ok := config.ParseRelationText(text)
	if !ok {
		return engine.Use{}, false // config told of it
	}
	if kind == "this" {
		l.problems.Add(diag.Errorf(span, "relation-syntax", "this names no relation: %s", text).
			WithHint(`write  ref "orders"  or  source "raw" "orders"`))
		return engine.Use{}, false
	}
	find := l.findRef
	if kind == "source" {
		find = l.findSource
	}
	id, problem := find(args)
	if problem != nil {
		problem.Span = span
		l.problems.Add(*problem)
		return engine.Use{}, false
	}
	return engine.Use{Target: id, Span: span}, id != ""
}

// checkProperties tells of descriptions whose thing is not there: most often a typo, or
// a file that was renamed.
func (l *loader) checkProperties(context.Context) {
	for kind, entries := range l.entries {
		var names []string
		for _, n := range l.project.Manifest.Nodes {
			if n.Head().Kind == kind {
				names = append(names, n.Head().Name)
			}
		}
		for name, e := range entries {
			if e.used || kind == engine.KindModel && l.unread[name] {
				continue
			}
			hint := diag.DidYouMean(name, names)
			if e.Version != "" {
				hint = "version " + e.Version + " of " + e.Base + " is defined in " + e.DefinedIn + ".sql, which is not there; defined_in names another file"
			}
			if hint == "" {
				hint = "no file defines it: was it renamed or removed?"
			}
			l.problems.Add(diag.Warnf(e.Span, "nothing-described", "there is no %s named %q to describe", kind, name).WithHint("%s", hint))
		}
	}
}

func sortedIDs(nodes map[engine.NodeID]engine.Node) []engine.NodeID {
	return slices.Sorted(slices.Values(idKeys(nodes)))
}

func idKeys(nodes map[engine.NodeID]engine.Node) []engine.NodeID {
	out := make([]engine.NodeID, 0, len(nodes))
	for id := range nodes {
		out = append(out, id)
	}
	return out
}

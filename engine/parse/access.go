package parse

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// makeGroups files the groups of the property files.
func (l *loader) makeGroups(context.Context) {
	groups := map[string]engine.Group{}
	for _, p := range l.properties {
		for _, g := range p.Groups {
			if first, taken := groups[g.Name]; taken {
				d := diag.Errorf(g.Span, "duplicate-name", "two groups are named %q", g.Name).WithHint("keep one of them")
				d.Related = []diag.Related{{Span: first.Span, Message: "the other one"}}
				l.problems.Add(d)
				continue
			}
			groups[g.Name] = engine.Group{
				Name: g.Name, Description: l.describe(g.Description, g.Span), OwnerName: g.OwnerName, OwnerEmail: g.OwnerEmail,
				File: p.File, Span: g.Span,
			}
		}
	}
	l.project.Manifest.Groups = groups
}

// soon is how long before its deprecation_date the readers of a model are warned.
const soon = 30 * 24 * time.Hour

// checkAccess looks at every ref: a private model is for its group, and one that ends is
// for nobody. Tests of a model may always look at it.
func (l *loader) checkAccess(context.Context) {
	for _, id := range sortedIDs(l.project.Manifest.Nodes) {
		n := l.project.Manifest.Nodes[id]
		l.checkGroup(n)
		var seen []engine.NodeID
		for _, use := range n.Head().Uses {
			m := l.project.Manifest.Model(use.Target)
			if m == nil || slices.Contains(seen, m.ID) || looksAt(n, m.ID) {
				continue
			}
			seen = append(seen, m.ID)
			l.checkPrivate(n, m, use.Span)
			l.checkDeprecated(n, m, use.Span)
		}
	}
}

// looksAt reports whether a node is a test of a model.
func looksAt(n engine.Node, model engine.NodeID) bool {
	switch n := n.(type) {
	case *engine.Test:
		return n.Attached == model
	case *engine.UnitTest:
		return true // its fixtures stand for what the model reads
	}
	return false
}

// checkGroup tells of a group that nobody declares.
func (l *loader) checkGroup(n engine.Node) {
	h := n.Head()
	m, isModel := n.(*engine.Model)
	if !isModel {
		return
	}
	if _, ok := l.project.Manifest.Groups[h.Config.Group]; h.Config.Group != "" && !ok {
		names := keys(l.project.Manifest.Groups)
		hint := diag.DidYouMean(h.Config.Group, names)
		if hint == "" {
			hint = "declare it:  groups: [{name: " + h.Config.Group + ", owner: {name: ...}}]"
		}
		l.problems.Add(diag.Errorf(l.settingSpan(m, "group"), "unknown-group", "no group is named %q", h.Config.Group).WithHint("%s", hint))
	}
	if h.Config.Access == "private" && h.Config.Group == "" {
		l.problems.Add(diag.Errorf(l.settingSpan(m, "access"), "private-ref", "%s is private and belongs to no group, so that nothing could refer to it", h.Name).
			WithHint("give it a group, or access: protected"))
	}
}

// checkPrivate refuses a ref to a private model of another group.
func (l *loader) checkPrivate(n engine.Node, m *engine.Model, at diag.Span) {
	if m.Config.Access != "private" || m.Config.Group == "" {
		return // without a group it is told at the model
	}
	group := n.Head().Config.Group
	if t, ok := n.(*engine.Test); ok && t.Generic() && group == "" {
		if attached := l.project.Manifest.Node(t.Attached); attached != nil {
			group = attached.Head().Config.Group
		}
	}
	if group == m.Config.Group {
		return
	}
	from := "which is in no group"
	if group != "" {
		from = "which is in the group " + group
	}
	d := diag.Errorf(at, "private-ref", "%s is private to the group %s, and %s refers to it, %s", m.Name, m.Config.Group, n.Head().Name, from)
	hint := "refer to a model of that group that is not private, or ask its owner"
	if g := l.project.Manifest.Groups[m.Config.Group]; g.OwnerName+g.OwnerEmail != "" {
		hint += ": " + strings.TrimSpace(g.OwnerName+" "+g.OwnerEmail)
	}
	l.problems.Add(d.WithHint("%s", hint))
}

// checkDeprecated warns of a ref to a model that has ended, or soon ends.
func (l *loader) checkDeprecated(n engine.Node, m *engine.Model, at diag.Span) {
	if m.Deprecated.IsZero() || l.o.Now.IsZero() || l.o.Now.Before(m.Deprecated.Add(-soon)) {
		return
	}
	verb, date := "is deprecated since", m.Deprecated.Format(time.DateOnly)
	if l.o.Now.Before(m.Deprecated) {
		verb = "will be deprecated on"
	}
	d := diag.Warnf(at, "deprecated", "%s refers to %s, which %s %s", n.Head().Name, m.Name, verb, date)
	hint := "refer to what replaces it"
	switch {
	case m.Version != "" && m.Version != m.Latest:
		hint = "the latest version is " + m.Latest + ":  " + asRef(m.Base+".v"+m.Latest)
	case m.Config.Group != "":
		hint += ", or ask its owner, the group " + m.Config.Group
	}
	l.problems.Add(d.WithHint("%s", hint))
}

// settingSpan is where a model says a setting of its own; else where the model is.
func (l *loader) settingSpan(m *engine.Model, key string) diag.Span {
	span := m.Span
	for _, layer := range []config.Layer{l.described[m.ID], l.own[m.ID]} {
		for _, s := range layer {
			if s.Key == key {
				span = s.ValueSpan
			}
		}
	}
	return span
}

package parse

import (
	"fmt"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// expandVersions makes entries of their own of the versions of a file's models, and notes
// which file defines each.
func (l *loader) expandVersions(p *config.Properties) {
	var out []config.Entry
	for _, e := range p.Models {
		for _, one := range config.Expand(e) {
			if one.Version != "" {
				l.definedIn[one.DefinedIn] = one.Name
			}
			out = append(out, one)
		}
		l.checkLatest(e)
	}
	p.Models = out
}

// checkLatest tells of a latest_version that is none of the versions.
func (l *loader) checkLatest(e config.Entry) {
	latest := e.LatestVersion
	var all []string
	for _, v := range e.Versions {
		if v.V == latest.Value {
			return
		}
		all = append(all, v.V)
	}
	if latest.Value == "" {
		return
	}
	hint := "list the versions of " + e.Name + " under versions:"
	if len(all) > 0 {
		hint = "its versions are " + strings.Join(all, ", ")
	}
	l.problems.Add(diag.Errorf(latest.Span, "bad-value", "%s has no version %s", e.Name, latest.Value).WithHint("%s", hint))
}

// modelName is the name of the model that a file defines: the file's, or that of the
// version which says that it is defined there.
func (l *loader) modelName(file string) string {
	if name, ok := l.definedIn[file]; ok {
		return name
	}
	return file
}

// modelID is the id of a model by its name; versions have dbt's ids: model.shop.orders.v2.
func (l *loader) modelID(name string) engine.NodeID {
	if e, ok := l.entries[engine.KindModel][name]; ok && e.Version != "" {
		name = e.Base + ".v" + e.Version
	}
	return l.id(engine.KindModel, name)
}

// version fills in what a model knows of its versions, and when it ends.
func (l *loader) version(m *engine.Model, e described) {
	if e.Version != "" {
		m.ID, m.Name = l.modelID(e.Name), e.Name
		m.Version, m.Latest, m.Base = e.Version, e.Latest, e.Base
		m.FQN = append(m.FQN[:len(m.FQN)-1:len(m.FQN)-1], e.Base, "v"+e.Version)
	}
	date := e.DeprecationDate
	if date.Value == "" {
		return
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02 15:04:05", "2006-01-02 15:04:05-07:00"} {
		if t, err := time.Parse(layout, date.Value); err == nil {
			m.Deprecated = t
			return
		}
	}
	l.problems.Add(diag.Errorf(date.Span, "bad-value", "deprecation_date is no date: %q", date.Value).WithHint("write it like 2027-01-31"))
}

// putVersion makes a version known to refs: orders.v2 by its number, and orders when it is
// the latest.
func (l *loader) putVersion(m *engine.Model) {
	l.project.refs[m.Base+".v"+m.Version] = m.ID
	if m.Version != m.Latest {
		return
	}
	if first, taken := l.project.refs[m.Base]; taken {
		l.problems.Add(duplicateRef(m.Head(), l.project.Manifest.Nodes[first].Head()))
		return
	}
	l.project.refs[m.Base] = m.ID
}

// otherVersion helps with a ref to a version that is not there.
func (l *loader) otherVersion(name string) (d diag.Diagnostic, ok bool) {
	base, version, pinned := strings.Cut(name, ".v")
	if !pinned {
		return d, false
	}
	var versions []string
	for _, id := range sortedIDs(l.project.Manifest.Nodes) {
		if m := l.project.Manifest.Model(id); m != nil && m.Base == base {
			versions = append(versions, m.Version)
		}
	}
	if len(versions) == 0 {
		if _, there := l.project.refs[base]; !there {
			return d, false
		}
		d = diag.Errorf(diag.Span{}, "unknown-ref", "%q has no versions", base)
		return d.WithHint("write  ref %q", base), true
	}
	d = diag.Errorf(diag.Span{}, "unknown-ref", "%q has no version %s", base, version)
	return d.WithHint("its versions are %s", strings.Join(versions, ", ")), true
}

// asRef spells the ref of a name in project.refs.
func asRef(name string) string {
	if base, version, pinned := strings.Cut(name, ".v"); pinned {
		return fmt.Sprintf("ref %q (kw \"v\" %s)", base, version)
	}
	return fmt.Sprintf("ref %q", name)
}

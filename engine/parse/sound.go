package parse

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Sound is the nodes that no fault of the project reaches, so that they can be looked at
// although others cannot be read. It would rather leave a node out than take one whose
// fault is only that of another: a node goes with its files, with every node that it is
// built from, and with every name that its text mentions. nil: a fault concerns all.
func (p *Project) Sound(problems diag.List) map[engine.NodeID]bool {
	m := p.Manifest
	if _, err := m.Graph.Order(); err != nil {
		return nil
	}
	r := reach{project: p, files: map[string]bool{}, names: map[string]bool{}, described: map[string]bool{}}
	for _, d := range problems {
		if d.Severity == diag.Error && !r.fault(d.Span.File) {
			return nil
		}
	}
	if !r.spread() {
		return nil
	}
	reached := map[engine.NodeID]bool{}
	for id, n := range m.Nodes {
		if !r.reaches(n) {
			continue
		}
		reached[id] = true
		for _, d := range m.Graph.Descendants(id, -1) {
			reached[d] = true
		}
	}
	sound := map[engine.NodeID]bool{}
	for id := range m.Nodes {
		if !reached[id] {
			sound[id] = true
		}
	}
	return sound
}

// A reach is how far faults go.
type reach struct {
	project   *Project
	files     map[string]bool // with faults
	names     map[string]bool // of models and macros that may not be what they seem
	described map[string]bool // words of property files with faults: who is described there
	unread    bool            // a model is not there; its name may also be computed
}

// fault takes a file with a fault; false when it concerns everything.
func (r *reach) fault(file string) bool {
	text, ok := r.project.texts[file]
	paths := r.project.Manifest.Project.Paths
	switch ext := path.Ext(file); {
	case !ok && ext != ".csv", file == "mart.yml":
		return false
	case within(file, paths.Macros):
		return r.macros(file, text)
	case ext == ".yml", ext == ".yaml":
		for word := range words(text) {
			r.described[word] = true
		}
	case ext == ".sql", ext == ".csv":
		r.names[baseName(file)] = true
		r.unread = r.unread || !slices.ContainsFunc(idKeys(r.project.Manifest.Nodes), func(id engine.NodeID) bool {
			return r.project.Manifest.Nodes[id].Head().File == file
		})
	default:
		return false // a doc block may stand anywhere
	}
	r.files[file] = true
	return true
}

func within(file string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return strings.HasPrefix(file, strings.TrimSuffix(folder, "/")+"/") })
}

var (
	defined  = regexp.MustCompile("define\\s+[\"`](?:test\\s+)?(?:\\w+\\.)?(\\w+)")
	computed = regexp.MustCompile(`\b(?:ref|rejects|source)\s+[($.\w]`)
	word     = regexp.MustCompile(`\w+`)
)

// words is the words of a text.
func words(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range word.FindAllString(text, -1) {
		out[w] = true
	}
	return out
}

// macros takes the macros of a file; false when nobody knows which these are.
func (r *reach) macros(file, text string) bool {
	found := defined.FindAllStringSubmatch(text, -1)
	for _, m := range found {
		r.names[m[1]] = true
	}
	r.files[file] = true
	return len(found) > 0 && len(found) == strings.Count(text, "define")
}

// spread goes on to the macros that mention what is reached, until there are no more;
// false when the project file does.
func (r *reach) spread() bool {
	paths := r.project.Manifest.Project.Paths
	for grown := true; grown; {
		grown = false
		for file, text := range r.project.texts {
			if !r.files[file] && within(file, paths.Macros) && r.mentions(text) {
				if !r.macros(file, text) {
					return false
				}
				grown = true
			}
		}
	}
	return !r.mentions(r.project.texts["mart.yml"])
}

// mentions reports whether a text names what is reached.
func (r *reach) mentions(text string) bool {
	if r.unread && computed.MatchString(text) {
		return true
	}
	for w := range words(text) {
		if r.names[w] {
			return true
		}
	}
	return false
}

var version = regexp.MustCompile(`_v\w+$`)

// reaches reports whether a fault is one of a node.
func (r *reach) reaches(n engine.Node) bool {
	h := n.Head()
	if r.files[h.File] || r.files[h.PatchFile] {
		return true
	}
	names := []string{h.Name}
	if path.Ext(h.File) != ".yml" && path.Ext(h.File) != ".yaml" {
		base := baseName(h.File)
		names = append(names, base, version.ReplaceAllString(base, ""))
	}
	for _, name := range names {
		if r.names[name] || r.described[name] {
			return true
		}
	}
	if t, ok := n.(*engine.Test); ok && t.Generic() {
		return r.names[t.Macro] || r.mentions(fmt.Sprint(t.Args, t.Config))
	}
	tmpl := r.project.Templates[h.ID]
	return tmpl != nil && r.mentions(tmpl.Text)
}

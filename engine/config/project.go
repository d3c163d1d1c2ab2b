package config

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// A ProjectFile is what mart.yml says.
type ProjectFile struct {
	// Project has the defaults filled in. Its Targets are empty: only the chosen one
	// is rendered, by Target.
	Project      engine.Project
	Version      string
	Folders      []Folder // config, outer folders first
	OnRunStart   []Text   // SQL, not rendered
	OnRunEnd     []Text   // SQL, not rendered
	QueryComment Text     // not rendered
	Docs         map[string]any
	Span         diag.Span // of the project's name

	defaultSpan diag.Span // of default_target's value
	targets     []pair
	targetsSaid bool // the file has the key, with something in it or not
	r           *reader
}

// A Folder is the config of all resources below a folder.
type Folder struct {
	Path   string // slash-separated, below models/ or another resource folder; "." is all
	Span   diag.Span
	Config Layer
}

var projectName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

var projectObject = object[ProjectFile]{
	required: []string{"name"},
	keys: map[string]func(*reader, *ProjectFile, pair){
		"name":    (*reader).projectName,
		"version": func(r *reader, f *ProjectFile, p pair) { f.Version = r.str(p) },
		"vars":    func(r *reader, f *ProjectFile, p pair) { f.Project.Vars = r.mapping(p) },
		"paths":   func(r *reader, f *ProjectFile, p pair) { decodeAt(r, p, &pathsObject, &f.Project.Paths) },
		"config":  (*reader).folders,
		"default_target": func(r *reader, f *ProjectFile, p pair) {
			f.Project.DefaultTarget, f.defaultSpan = r.str(p), r.span(p.value)
		},
		"targets":       (*reader).targets,
		"on_run_start":  func(r *reader, f *ProjectFile, p pair) { f.OnRunStart = r.sql(p) },
		"on_run_end":    func(r *reader, f *ProjectFile, p pair) { f.OnRunEnd = r.sql(p) },
		"query_comment": func(r *reader, f *ProjectFile, p pair) { r.unrendered(func() { f.QueryComment = r.textAt(p) }) },
		"docs":          func(r *reader, f *ProjectFile, p pair) { f.Docs = r.mapping(p) },
		"anchors":       func(*reader, *ProjectFile, pair) {},
	},
	elsewhere: projectElsewhere,
}

// projectElsewhere helps with keys of dbt_project.yml and profiles.yml.
func projectElsewhere(key string) string {
	switch key {
	case "models", "seeds", "snapshots", "data_tests", "tests", "sources", "flags":
		return "folder defaults go under config:, with the folder as key:  config: {retail/marts: {materialized: table}}"
	case "model-paths", "seed-paths", "macro-paths", "snapshot-paths", "test-paths":
		return "write  paths: {" + strings.TrimSuffix(key, "-paths") + "s: [folder]}"
	case "profile", "profiles", "outputs", "target":
		return "databases stand under targets: in this file, and default_target: names one of them"
	case "on-run-start", "on-run-end":
		return `did you mean "` + strings.ReplaceAll(key, "-", "_") + `"?`
	}
	return ""
}

var pathsObject = object[engine.Paths]{keys: map[string]func(*reader, *engine.Paths, pair){
	"models":    func(r *reader, t *engine.Paths, p pair) { t.Models = r.foldersOf(p) },
	"macros":    func(r *reader, t *engine.Paths, p pair) { t.Macros = r.foldersOf(p) },
	"seeds":     func(r *reader, t *engine.Paths, p pair) { t.Seeds = r.foldersOf(p) },
	"snapshots": func(r *reader, t *engine.Paths, p pair) { t.Snapshots = r.foldersOf(p) },
	"tests":     func(r *reader, t *engine.Paths, p pair) { t.Tests = r.foldersOf(p) },
}}

// ParseProject reads mart.yml. The result is never nil; with errors in the list it
// holds what could be read.
func ParseProject(file, text string, o Options) (*ProjectFile, diag.List) {
	r, root := load(file, text, o)
	f := &ProjectFile{r: r, Project: engine.Project{File: file, Targets: map[string]engine.Target{}}}
	switch {
	case root != nil:
		decode(r, root, &projectObject, f)
		if !f.targetsSaid {
			f.targets = []pair{onlyTarget()}
		}
		f.checkDefault()
	case len(r.diags) == 0:
		at := diag.Span{File: file, Start: diag.Pos{Line: 1, Column: 1}}
		r.diags.Add(diag.Errorf(at, "missing-key", "the file is empty").WithHint("write at least  name: my_project"))
	}
	f.defaults()
	found := r.diags
	r.diags = nil
	found.Sort()
	return f, found
}

func (f *ProjectFile) defaults() {
	for _, d := range []struct {
		list *[]string
		name string
	}{
		{&f.Project.Paths.Models, "models"}, {&f.Project.Paths.Macros, "macros"}, {&f.Project.Paths.Seeds, "seeds"},
		{&f.Project.Paths.Snapshots, "snapshots"}, {&f.Project.Paths.Tests, "tests"},
	} {
		if *d.list == nil {
			*d.list = []string{d.name}
		}
	}
	if f.Project.DefaultTarget == "" && len(f.targets) == 1 {
		f.Project.DefaultTarget = f.targets[0].name
	}
}

func (r *reader) projectName(f *ProjectFile, p pair) {
	f.Project.Name, f.Span = r.name(p)
	if name := f.Project.Name; name != "" && !projectName.MatchString(name) {
		r.fault(p.value, "bad-value", "a project cannot be named %q", short(name)).Hint = "use letters, digits and _, and a letter first"
	}
}

// foldersOf reads folders relative to the project's root.
func (r *reader) foldersOf(p pair) []string {
	out := []string{}
	for _, t := range r.texts(p) {
		clean := path.Clean(strings.ReplaceAll(t.Value, `\`, "/"))
		if t.Value == "" || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") {
			r.diags.Add(diag.Errorf(t.Span, "bad-value", "%q is not a folder of the project", t.Value).
				WithHint("write it relative to the project's root"))
			continue
		}
		out = append(out, clean)
	}
	return out
}

// sql reads SQL or a list of SQL, to be rendered later.
func (r *reader) sql(p pair) (out []Text) {
	r.unrendered(func() { out = r.texts(p) })
	return out
}

// folders reads config: folder defaults.
func (r *reader) folders(f *ProjectFile, p pair) {
	n := follow(p.value)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(p, "a map of folders", p.name+": {retail/marts: {materialized: table}}")
		return
	}
	r.enter(step{key: p.name})
	defer r.leave()
	seen := map[string]bool{}
	for _, p := range r.pairs(n) {
		value := follow(p.value)
		if value.Kind != yaml.MappingNode && !isNull(value) && Known(strings.TrimPrefix(p.name, "+")) {
			r.fault(p.key, "wrong-type", "%s stands under config without a folder", p.name).Hint =
				"put it under a folder, or under . for all:  config: {.: {" + p.name + ": ...}}"
			continue
		}
		folder := path.Clean("/" + strings.ReplaceAll(p.name, `\`, "/"))[1:]
		if folder == "" {
			folder = "."
		}
		if seen[folder] {
			r.fault(p.key, "duplicate-key", "the folder %q stands twice%s", folder, r.under())
			continue
		}
		seen[folder] = true
		f.Folders = append(f.Folders, Folder{Path: folder, Span: r.span(p.key), Config: r.layer(p)})
	}
	slices.SortStableFunc(f.Folders, func(a, b Folder) int {
		return cmp.Or(cmp.Compare(depth(a.Path), depth(b.Path)), strings.Compare(a.Path, b.Path))
	})
}

func depth(folder string) int {
	if folder == "." {
		return 0
	}
	return strings.Count(folder, "/") + 1
}

// Layers returns the config of the folders that a file lies in, the outermost, which
// is the weakest, first. file is relative to its resource folder: retail/marts/a.sql.
func (f *ProjectFile) Layers(file string) []Layer {
	var out []Layer
	for _, folder := range f.Folders {
		if folder.Path == "." || strings.HasPrefix(file, folder.Path) && strings.HasPrefix(file[len(folder.Path):], "/") {
			out = append(out, folder.Config)
		}
	}
	return out
}

// Package parse turns the files of a project into a manifest: every node, its config,
// and who depends on whom. It reads files and templates, and no database. Load is a list
// of small steps, one file each; all faults of all steps are told at once.
package parse

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
	"github.com/martsql/mart/udfs"
)

// Options says what a project is read with.
type Options struct {
	Target     string                                // name of the target; empty: the default one
	Vars       map[string]any                        // --vars: beat those of mart.yml
	Env        func(string) (value string, set bool) // environment variables
	TargetKeys map[string][]string                   // adapter -> target keys of its own; see config.Options
	Functions  *udfs.Registry                        // the Go functions that udf may name
	Standard   fs.FS                                 // the standard macros
	Offline    bool                                  // no connection is to be made: what only it needs may be missing
	Log        func(string)                          // told what {{ log }} says; may be nil
	Now        time.Time                             // the run's clock: what is deprecated by then; zero: nothing is
}

// A Project is a parsed project: the manifest, and what compiling it needs besides.
type Project struct {
	Manifest  *engine.Manifest
	Library   *template.Library
	Templates map[engine.NodeID]*template.File // of models and singular tests
	Dialect   string                           // of the target's adapter
	Vars      map[string]any
	FileVars  map[string]any // Vars without those of the command line
	Files     []string       // all files read, sorted
	Env       func(string) (string, bool)
	Functions *udfs.Registry
	Docs      map[string]string // doc blocks by name
	Targets   []string          // names of the targets, as mart.yml lists them
	Adapters  []string          // of all targets, sorted
	// OnRunStart and OnRunEnd are SQL around every run, templates not rendered.
	OnRunStart, OnRunEnd []config.Text

	refs    map[string]engine.NodeID // models and seeds by name
	sources map[string]engine.NodeID // "source.table"
	texts   map[string]string
	macros  fs.FS // the standard ones
}

// Load reads the project whose root is fsys. The Project is nil when mart.yml cannot be
// used; with other faults it is as whole as it can be, so that commands that only look
// can show it.
func Load(ctx context.Context, fsys fs.FS, o Options) (*Project, diag.List) {
	l := &loader{fsys: fsys, o: o}
	if !l.readProject() {
		l.problems.Sort()
		return nil, l.problems
	}
	steps := []func(context.Context){
		l.readFiles,       // texts of all files
		l.readMacros,      // -> library
		l.readDocs,        // -> doc blocks
		l.readProperties,  // -> property files
		l.readTemplates,   // -> parsed and scanned templates
		l.makeGroups,      // -> groups
		l.makeSources,     // -> source nodes
		l.makeNodes,       // -> models, seeds, singular tests
		l.makeExposures,   // -> exposures
		l.makeTests,       // -> generic tests
		l.makeUnitTests,   // -> unit tests
		l.resolveUses,     // -> Uses, or faults with a hint
		l.checkContracts,  // contracts that cannot be held; constraints
		l.checkAccess,     // refs to what is private or deprecated
		l.checkProperties, // descriptions of things that are not there
		l.checkRelations,  // two nodes in one relation
		l.checkFolders,    // config of folders that are not there
		l.checkNotYet,     // what is written and not carried out
		l.connect,         // -> graph, or the exact circle
	}
	for _, step := range steps {
		if ctx.Err() != nil {
			return nil, diag.List{{Summary: "interrupted", Cause: ctx.Err()}}
		}
		step(ctx)
	}
	l.problems.Sort()
	return l.project, l.problems
}

// A loader carries the state of one Load from step to step.
type loader struct {
	fsys     fs.FS
	o        Options
	problems diag.List

	file       *config.ProjectFile
	project    *Project
	properties []*config.Properties
	found      found
	entries    map[engine.Kind]map[string]described // property entries by kind and name
	scans      map[engine.NodeID]template.Scan
	own        map[engine.NodeID]config.Layer // what templates say of themselves
	described  map[engine.NodeID]config.Layer // what property files say of models
	definedIn  map[string]string              // file name -> the version of a model that it defines
	unread     map[string]bool                // models whose templates cannot be read
	disabled   map[string]diag.Span           // ref name or "source.table" -> where it is disabled
}

// described is a property entry and the file it is in.
type described struct {
	config.Entry
	file string
	used bool
}

// found is the resource files of a project, paths sorted.
type found struct{ models, macros, seeds, tests, properties, docs []string }

func (l *loader) readProject() bool {
	const name = "mart.yml"
	text, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.problems.Add(diag.Errorf(diag.Span{File: name}, "no-project", "there is no mart.yml here: %s", plainError(err)).
			WithHint("go to the project's folder, name it with --project-dir, or make a project with  mart init NAME"))
		return false
	}
	l.project = &Project{
		Templates: map[engine.NodeID]*template.File{}, Env: l.o.Env, Functions: l.o.Functions,
		Docs: map[string]string{}, refs: map[string]engine.NodeID{}, sources: map[string]engine.NodeID{},
		texts: map[string]string{name: string(text)}, Files: []string{name}, macros: l.o.Standard,
	}
	file, problems := config.ParseProject(name, string(text), config.Options{Render: l.renderValue, TargetKeys: l.o.TargetKeys, Offline: l.o.Offline})
	l.problems.Add(problems...)
	if file == nil || broken(problems) {
		return false
	}
	l.file = file
	l.project.Targets, l.project.Adapters = file.TargetNames(), file.Adapters()
	l.project.OnRunStart, l.project.OnRunEnd = file.OnRunStart, file.OnRunEnd
	l.project.Vars = merged(file.Project.Vars, l.o.Vars) // what a target's own values may use
	target, problems := file.Target(l.o.Target, l.renderValue)
	l.project.Vars = merged(file.Project.Vars, target.Vars, l.o.Vars)
	l.problems.Add(problems...)
	l.project.FileVars = merged(file.Project.Vars, target.Vars)
	l.project.Vars = merged(l.project.FileVars, l.o.Vars)
	l.project.Dialect = target.Adapter
	l.project.Manifest = &engine.Manifest{
		Project: file.Project, Target: target,
		Nodes: map[engine.NodeID]engine.Node{}, Graph: dag.New[engine.NodeID](), Macros: map[string]engine.Macro{},
	}
	l.entries = map[engine.Kind]map[string]described{}
	l.scans = map[engine.NodeID]template.Scan{}
	l.unread = map[string]bool{}
	l.own = map[engine.NodeID]config.Layer{}
	l.definedIn = map[string]string{}
	l.described = map[engine.NodeID]config.Layer{}
	l.disabled = map[string]diag.Span{}
	return true
}

// broken reports whether a file is no YAML: what could be read of it would only lead to
// faults that are none.
func broken(problems diag.List) bool {
	return slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == "yaml-syntax" })
}

// Source gives the text of a project file, or of a standard macro file, which
// diagnostics name mart/macros/NAME.sql. It is a diag.Sources.
func (p *Project) Source(file string) (string, bool) {
	if text, ok := p.texts[file]; ok {
		return text, true
	}
	name, standard := strings.CutPrefix(file, "mart/macros/")
	if !standard || p.macros == nil {
		return "", false
	}
	text, err := fs.ReadFile(p.macros, name)
	return string(text), err == nil
}

// Ref finds the model, seed or snapshot of a name; pkg may be empty.
func (p *Project) Ref(pkg, name string) (engine.Relational, bool) {
	if pkg != "" && pkg != p.Manifest.Project.Name {
		return nil, false
	}
	n, ok := p.Manifest.Nodes[p.refs[name]].(engine.Relational)
	return n, ok
}

// SourceTable finds a table of a source.
func (p *Project) SourceTable(source, table string) (*engine.Source, bool) {
	n, ok := p.Manifest.Nodes[p.sources[source+"."+table]].(*engine.Source)
	return n, ok
}

func merged(maps ...map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

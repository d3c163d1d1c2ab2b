package parse

import (
	"context"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// readMacros fills the library: the standard macros, and the project's above them.
func (l *loader) readMacros(context.Context) {
	lib := template.NewLibrary()
	if l.o.Standard != nil {
		l.problems.Add(lib.AddStandard(l.o.Standard)...)
	}
	for _, f := range l.found.macros {
		l.problems.Add(lib.Add(f, l.project.texts[f])...)
	}
	l.problems.Add(lib.Check(l.project.Dialect)...)
	for _, m := range lib.Macros() {
		l.project.Manifest.Macros[m.Name] = m
	}
	l.project.Library = lib
}

func (l *loader) readDocs(context.Context) {
	for _, f := range l.found.docs {
		l.readDocBlocks(f, l.project.texts[f])
	}
}

// readProperties reads the property files and sorts their entries by what they describe.
func (l *loader) readProperties(ctx context.Context) {
	files := l.found.properties
	l.properties = make([]*config.Properties, len(files))
	problems := make([]diag.List, len(files))
	inParallel(ctx, len(files), func(i int) {
		// Rendering shares the library's cache with nobody: each value makes its own renderer.
		l.properties[i], problems[i] = config.ParseProperties(files[i], l.project.texts[files[i]], config.Options{Render: l.renderValue})
	})
	for i, p := range l.properties {
		l.problems.Add(problems[i]...)
		if p == nil {
			l.properties[i] = &config.Properties{File: files[i]}
			continue
		}
		l.expandVersions(p)
		l.enter(engine.KindModel, p.File, p.Models)
		l.enter(engine.KindSeed, p.File, p.Seeds)
		l.enter(engine.KindTest, p.File, p.DataTests)
	}
}

// enter files property entries by name, and refuses a second description of one thing.
func (l *loader) enter(kind engine.Kind, file string, entries []config.Entry) {
	if l.entries[kind] == nil {
		l.entries[kind] = map[string]described{}
	}
	for _, e := range entries {
		if e.Name == "" {
			continue // config told of it
		}
		if first, taken := l.entries[kind][e.Name]; taken {
			d := diag.Errorf(e.Span, "duplicate-name", "%s %q is described twice", kind, e.Name).
				WithHint("put both descriptions into one")
			d.Related = []diag.Related{{Span: first.Span, Message: "the first is here"}}
			l.problems.Add(d)
			continue
		}
		l.entries[kind][e.Name] = described{Entry: e, file: file}
	}
}

// parsed is a template file, read and scanned.
type parsed struct {
	file     *template.File
	scan     template.Scan
	problems diag.List
}

// readTemplates parses and scans every model and singular test, in parallel.
func (l *loader) readTemplates(ctx context.Context) {
	for _, group := range []struct {
		kind  engine.Kind
		files []string
	}{{engine.KindModel, l.found.models}, {engine.KindTest, l.found.tests}} {
		results := make([]parsed, len(group.files))
		inParallel(ctx, len(group.files), func(i int) {
			results[i] = l.parseTemplate(group.files[i])
		})
		seen := map[string]string{}
		for i, r := range results {
			file := group.files[i]
			l.problems.Add(r.problems...)
			name := baseName(file)
			if first, taken := seen[name]; taken {
				l.problems.Add(duplicate(group.kind, name, file, first))
				continue
			}
			seen[name] = file
			id := l.id(group.kind, name)
			if group.kind == engine.KindModel {
				name = l.modelName(name)
				id = l.modelID(name)
			}
			l.scans[id] = r.scan
			l.project.Templates[id] = r.file
			if r.file == nil && group.kind == engine.KindModel {
				l.unread[name] = true
			}
		}
	}
}

func (l *loader) parseTemplate(file string) parsed {
	var out parsed
	text, ok := l.project.texts[file]
	if !ok {
		return out // readFiles told of it
	}
	out.file, out.problems = template.Parse(file, text)
	if out.file != nil {
		out.scan = l.scan(out.file)
		out.problems = append(out.problems, out.scan.Problems...)
	}
	return out
}

// scan reads what a template names, as its target's dialect sees the macros; or as the
// lake side does, where only that knows them: which side a node runs on is settled later,
// and compile tells what does not fit there.
func (l *loader) scan(file *template.File) template.Scan {
	scan := file.Scan(l.project.Library, l.project.Dialect)
	if l.project.Dialect == lakeDialect || !scan.Problems.HasErrors() {
		return scan
	}
	if lake := file.Scan(l.project.Library, lakeDialect); !lake.Problems.HasErrors() {
		return lake
	}
	return scan
}

// lakeDialect is what the lake side of every target speaks.
const lakeDialect = "duckdb"

func duplicate(kind engine.Kind, name, file, first string) diag.Diagnostic {
	at := diag.Span{File: file, Start: diag.Pos{Line: 1, Column: 1}}
	d := diag.Errorf(at, "duplicate-name", "two %ss are named %q", kind, name).
		WithHint("rename one of the files: refs name a %s by its file name, whatever its folder", kind)
	d.Related = []diag.Related{{Span: diag.Span{File: first}, Message: "the other one"}}
	return d
}

// id makes the id of a node of this project.
func (l *loader) id(kind engine.Kind, name string) engine.NodeID {
	return engine.NodeID(string(kind) + "." + l.project.Manifest.Project.Name + "." + name)
}

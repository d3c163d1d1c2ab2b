package parse

import (
	"context"
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
)

// makeSources makes a node of every table of every source.
func (l *loader) makeSources(context.Context) {
	for _, p := range l.properties {
		for _, s := range p.Sources {
			for _, t := range s.Tables {
				l.makeSource(p.File, s, t)
			}
		}
	}
}

func (l *loader) makeSource(file string, s config.Source, t config.Table) {
	name := s.Name + "." + t.Name
	id := l.id(engine.KindSource, name)
	if first, taken := l.project.Manifest.Nodes[id]; taken {
		d := diag.Errorf(t.Span, "duplicate-name", "source table %q is declared twice", name).
			WithHint("declare it once")
		d.Related = []diag.Related{{Span: first.Head().Span, Message: "the first is here"}}
		l.problems.Add(d)
		return
	}
	cfg, problems := config.Resolve(engine.KindSource, append(l.file.Layers(below(file, l.project.Manifest.Project.Paths.Models)), s.Config, t.Config)...)
	l.problems.Add(problems...)
	project := l.project.Manifest.Project.Name
	n := &engine.Source{
		Header: engine.Header{
			ID: id, Kind: engine.KindSource, Name: t.Name, Package: project, File: file, PatchFile: file, Span: t.Span,
			FQN: []string{project, s.Name, t.Name}, Description: l.describe(t.Description, t.Span), Config: cfg,
		},
		SourceName: s.Name, Files: t.Files, Columns: l.columns(t.Columns),
		Relation: engine.Relation{Database: s.Database, Schema: s.Schema, Name: t.Identifier},
	}
	l.readAge(n, s.Details, t.Details)
	if n.Relation.Schema == "" {
		n.Relation.Schema = s.Name
	}
	if n.Relation.Name == "" {
		n.Relation.Name = t.Name
	}
	l.problems.Add(slices.DeleteFunc(materialize.CheckSource(n), func(d diag.Diagnostic) bool {
		return d.Code == "unknown-format" // config told of it
	})...)
	l.put(n)
}

// makeExposures makes a node of every exposure.
func (l *loader) makeExposures(context.Context) {
	for _, p := range l.properties {
		for _, e := range p.Exposures {
			cfg, problems := config.Resolve(engine.KindExposure, e.Config)
			l.problems.Add(problems...)
			project := l.project.Manifest.Project.Name
			n := &engine.Exposure{
				Header: engine.Header{
					ID: l.id(engine.KindExposure, e.Name), Kind: engine.KindExposure, Name: e.Name, Package: project,
					File: p.File, PatchFile: p.File, Span: e.Span, FQN: []string{project, e.Name},
					Description: l.describe(e.Description, e.Span), Config: cfg,
				},
				Label: e.Label, Type: e.Type, URL: e.URL, Maturity: e.Maturity, OwnerName: e.OwnerName, OwnerEmail: e.OwnerEmail,
			}
			for _, d := range e.DependsOn {
				if use, ok := l.useOfText(d.Value, d.Span); ok {
					n.Uses = append(n.Uses, use)
				}
			}
			l.put(n)
		}
	}
}

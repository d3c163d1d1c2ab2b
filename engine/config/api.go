package config

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// ParseProject reads mart.yml.
func ParseProject(file, text string, o Options) (*ProjectFile, diag.List) { return &ProjectFile{}, nil }

// TargetNames lists the targets, sorted.
func (p *ProjectFile) TargetNames() []string { return nil }

// Target renders and checks one target; an empty name is the default target.
func (p *ProjectFile) Target(name string, render Render) (engine.Target, diag.List) {
	return engine.Target{}, nil
}

// Layers returns the config of the folders that a path lies in, outermost first.
// The path is relative to the resource folder (models/, seeds/, ...).
func (p *ProjectFile) Layers(path string) []Layer { return nil }

// ParseProperties reads a property file.
func ParseProperties(file, text string, o Options) (*Properties, diag.List) {
	return &Properties{}, nil
}

// Resolve merges layers, from the weakest to the strongest, over the defaults of a kind.
func Resolve(kind engine.Kind, layers ...Layer) (engine.Config, diag.List) {
	return engine.Config{}, nil
}

// ParseRelationText reads `ref "orders"`, `source "raw" "orders"`, `this` and dbt's ref('orders').
// kind is ref, source or this.
func ParseRelationText(s string) (kind string, args []string, ok bool) { return "", nil, false }

// A KeyDoc explains a config key.
type KeyDoc struct{ Key, Type, Default, Meaning string }

// KeyDocs lists all config keys.
func KeyDocs() []KeyDoc { return nil }

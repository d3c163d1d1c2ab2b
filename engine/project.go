package engine

import (
	"github.com/martsql/mart/engine/dag"
	"github.com/martsql/mart/engine/diag"
)

// A Project is what mart.yml says.
type Project struct {
	Name          string
	Vars          map[string]any
	Paths         Paths
	DefaultTarget string
	Targets       map[string]Target
	File          string // mart.yml
}

// Paths names the project's folders, relative to its root.
type Paths struct {
	Models, Macros, Seeds, Snapshots, Tests []string
}

// A Target is a database that a project can be built into.
type Target struct {
	Name         string
	Adapter      string // duckdb or snowflake
	Schema       string // where models without a schema go; default main
	SchemaPrefix string // put before every schema: a developer's own corner
	Database     string
	Threads      int
	Vars         map[string]any // win over the project's
	Settings     map[string]any // the adapter's own, secrets rendered; never printed
	// Lake is the settings of the lake side, where it is a database of its own (key
	// "lake" of the target): those of the DuckDB adapter.
	Lake map[string]any
	Span diag.Span
}

// A Manifest is a parsed project: data only, not changed after parse.Load.
type Manifest struct {
	Project Project
	Target  Target
	Nodes   map[NodeID]Node
	Graph   *dag.Graph[NodeID] // child depends on parent
	Macros  map[string]Macro   // by full name, "duckdb." prefix included
	Groups  map[string]Group
}

// A Group is models of one owner. Models with access: private are for its own members.
type Group struct {
	Name, Description     string
	OwnerName, OwnerEmail string
	File                  string
	Span                  diag.Span
}

// A Macro is a named template with a signature.
type Macro struct {
	Name        string // with its adapter prefix or "test " prefix
	Signature   string // as written
	Description string
	File        string
	Span        diag.Span
	Uses        []string // macros it calls
}

// Node returns the node of an id, or nil.
func (m *Manifest) Node(id NodeID) Node { return m.Nodes[id] }

// Model returns the model of an id, or nil when it is another kind of node.
func (m *Manifest) Model(id NodeID) *Model {
	model, _ := m.Nodes[id].(*Model)
	return model
}

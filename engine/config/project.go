package config

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
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
	QueryComment string
	Docs         map[string]any
	Span         diag.Span // of the project's name
}

// A Folder is the config of all resources below a folder.
type Folder struct {
	Path   string // slash-separated, below models/ or another resource folder; "." is all
	Span   diag.Span
	Config Layer
}

package template

import (
	"io/fs"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Library is every macro of a project, and the standard ones below them. Fill it with
// AddStandard and Add from one goroutine; from then on it may be read by many.
type Library struct{}

// NewLibrary makes an empty library.
func NewLibrary() *Library { return &Library{} }

// AddStandard adds the macros of all *.sql files in the top folder of fsys, which give
// way to project macros of the same name.
func (l *Library) AddStandard(fsys fs.FS) diag.List { return nil }

// Add adds the macros of one project file.
func (l *Library) Add(file, text string) diag.List { return nil }

// Check reports unknown functions and wrong calls in the bodies of project macros. It is
// for after the last Add, as a macro may call one of a later file.
func (l *Library) Check() diag.List { return nil }

// Macros lists the macros in force, sorted by name.
func (l *Library) Macros() []engine.Macro { return nil }

// LookupTest finds the generic test of a name ("unique").
func (l *Library) LookupTest(name string) (Signature, bool) { return Signature{}, false }

// Tests lists the names of all generic tests, sorted.
func (l *Library) Tests() []string { return nil }

// ScanMacro is what a call of a macro ("test unique") at a place names, through all
// macros it calls.
func (l *Library) ScanMacro(name, dialect string, at diag.Span) Scan { return Scan{} }

// NewRenderer makes a renderer for one worker. Renderers of one library may work at the
// same time; one renderer is used by one goroutine.
func (l *Library) NewRenderer(dialect string) *Renderer { return nil }

// A Signature is the name and the parameters of a macro.
type Signature struct {
	Adapter string // "duckdb", "snowflake", or "" for all
	Test    bool   // a generic test
	Name    string // without adapter prefix and "test "
	Params  []Param
}

// A Param is one parameter of a macro.
type Param struct {
	Name     string
	Optional bool
	Default  any // nil, bool, int, float64, string, []any
}

// Package engine holds the nouns of mart: project, node, relation, compiled SQL,
// statement, result, and the interfaces that an adapter implements. It does no I/O.
package engine

import (
	"strings"
	"time"

	"github.com/martsql/mart/engine/diag"
)

// A NodeID names a node in all of a project: kind.package.name, for example
// "model.retail.offers" or "source.retail.scrapers.albert".
type NodeID string

// A Kind is what sort of thing a node is; selectors call it resource_type.
type Kind string

// The kinds of nodes.
const (
	KindModel    Kind = "model"
	KindSeed     Kind = "seed"
	KindSource   Kind = "source"
	KindTest     Kind = "test"
	KindSnapshot Kind = "snapshot"
	KindUnitTest Kind = "unit_test"
	KindExposure Kind = "exposure"
)

// A Node is a part of a project that others can depend on or be told of. The set is
// closed: *Model, *Seed, *Source, *Test, *UnitTest, *Exposure.
type Node interface {
	Head() *Header
	node()
}

// A Relational node stands in the target as a relation.
type Relational interface {
	Node
	Rel() Relation
	Cols() []Column
}

// A Header is what every node has.
type Header struct {
	ID          NodeID
	Kind        Kind
	Name        string
	Package     string
	File        string    // where it is defined, slash-separated, relative to the project
	PatchFile   string    // the property file that describes it; may be empty
	Span        diag.Span // where its name, or its text, stands
	PatchSpan   diag.Span // where the property file names it; may be empty
	FQN         []string  // package, folders below the resource folder, name
	Description string
	Config      Config
	Uses        []Use // direct dependencies, in order of appearance
}

// A Use is one mention of another node, at the place of the mention.
type Use struct {
	Target NodeID
	Span   diag.Span
}

// Head returns the header itself: every node embeds one.
func (h *Header) Head() *Header { return h }

func (h *Header) node() {}

// A Model is a SELECT that mart materializes.
type Model struct {
	Header
	Relation    Relation
	Raw         string // the template as its author wrote it
	Columns     []Column
	Constraints []Constraint // on the whole relation
	// Version is which of several versions of a model it is, and Latest the one that a ref
	// without a version means; both are empty for a model without versions. Base is the
	// name that the versions share; Name is Base + "_v" + Version.
	Version, Latest, Base string
	Deprecated            time.Time // from when on nobody should read it; zero: never
}

// A Seed is a CSV file that mart loads as a table.
type Seed struct {
	Header
	Relation Relation
	Columns  []Column
}

// A Source is a table, or a set of files, that others make.
type Source struct {
	Header
	SourceName string
	Relation   Relation
	Files      *Files // nil: a table of the target
	Columns    []Column
	Loader     string // who brings the rows, for people
	Freshness  *Freshness
	// LoadedAtField is SQL that gives the time at which a row came; of files it may be the
	// key of a key=value folder.
	LoadedAtField string
	LoadedAtQuery string    // a template: a query for the newest time, in place of the field
	LoadedAtSpan  diag.Span // of the key of the query, or else of the field
}

// Files says where a source's files lie and how to read them.
type Files struct {
	Globs   []string       // relative to the project root, or URLs
	Format  string         // json, csv, parquet or text
	Options map[string]any // the reader's own
	Span    diag.Span
}

// A Test is a query whose rows are failures: generic (a macro with arguments, attached
// to a node or a column) or singular (an SQL file).
type Test struct {
	Header
	Macro    string         // generic: the test's macro, without "test "; empty for a singular test
	Args     map[string]any // generic: arguments besides model and column
	Column   string         // generic: the tested column; may be empty
	Attached NodeID         // generic: the tested node
	Raw      string         // singular: the template
}

// Generic reports whether the test comes from a macro.
func (t *Test) Generic() bool { return t.Macro != "" }

// An Exposure is a use of the data outside the project: a report, a product.
type Exposure struct {
	Header
	Label, Type, URL, Maturity string
	OwnerName, OwnerEmail      string
}

// Rel returns where the model stands.
func (m *Model) Rel() Relation { return m.Relation }

// Rel returns where the seed stands.
func (s *Seed) Rel() Relation { return s.Relation }

// Rel returns where the source stands.
func (s *Source) Rel() Relation { return s.Relation }

// Cols returns the declared columns.
func (m *Model) Cols() []Column { return m.Columns }

// Cols returns the declared columns.
func (s *Seed) Cols() []Column { return s.Columns }

// Cols returns the declared columns.
func (s *Source) Cols() []Column { return s.Columns }

// A Column is a column of a relation, as declared or as found.
type Column struct {
	Name        string
	DataType    string // as written or as the database says; may be empty
	Description string
	Tags        []string
	Meta        map[string]any
	Constraints []Constraint
	Quote       bool
	Span        diag.Span
}

// A Relation is a place in a database. It is comparable: a map key.
type Relation struct {
	Database, Schema, Name string
}

// String prints the parts that are set, joined by dots, without quotes: for people.
func (r Relation) String() string {
	parts := make([]string, 0, 3)
	for _, p := range []string{r.Database, r.Schema, r.Name} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ".")
}

// Named returns the relation of another name beside this one.
func (r Relation) Named(name string) Relation {
	r.Name = name
	return r
}

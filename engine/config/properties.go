package config

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Properties is what one property file says.
type Properties struct {
	File      string
	Models    []Entry
	Seeds     []Entry
	Snapshots []Entry
	DataTests []Entry // of singular tests, by the name of their file
	Sources   []Source
	Exposures []Exposure
	UnitTests []UnitTest
	Macros    []Macro
	Groups    []Group
}

// An Entry describes a model, a seed, a snapshot or a singular test.
type Entry struct {
	Name        string
	Span        diag.Span // of the name
	Description string
	// Config is the entry's config, with tags, meta, docs, access and group that stand
	// beside it in front: what config says wins.
	Config          Layer
	Columns         []Column
	Tests           []DataTest // of the whole relation
	Constraints     []engine.Constraint
	Relation        Text // snapshots: what is snapshotted; see ParseRelationText
	LatestVersion   Text
	Versions        []Version
	DeprecationDate Text
	// Base, Version and Latest are set on the entries that Expand makes of versions; DefinedIn
	// is the name of the version's file, without its end.
	Base, Version, Latest, DefinedIn string
}

// A Version is what one of several versions of a model has of its own.
type Version struct {
	V               string
	Span            diag.Span // of v
	DefinedIn       string
	Description     string
	Config          Layer
	Columns         []Column
	Include         []string // of the model's columns; nil: all
	Exclude         []string
	Tests           []DataTest
	Constraints     []engine.Constraint
	OwnTests        bool // tests, and constraints below, replace the model's
	OwnConstraints  bool
	DeprecationDate Text
}

// A Column is a column as a property file describes it.
type Column struct {
	engine.Column
	Tests  []DataTest
	Config Layer
}

// A DataTest is one use of a generic test.
type DataTest struct {
	Test        string // the macro, without "test "; may have a package in front: pkg.name
	Name        string // the test's own name; empty: to be made from the rest
	Span        diag.Span
	Description string
	Args        []Arg // in the order written, without model and column
	Config      Layer
}

// An Arg is an argument of a data test.
type Arg struct {
	Name      string
	Value     any // nil, bool, int64, float64, string, []any, map[string]any
	Span      diag.Span
	ValueSpan diag.Span
}

// ArgMap returns the arguments by name.
func (t DataTest) ArgMap() map[string]any {
	if len(t.Args) == 0 {
		return nil
	}
	m := make(map[string]any, len(t.Args))
	for _, a := range t.Args {
		m[a.Name] = a.Value
	}
	return m
}

// A Source is a named group of tables that others make.
type Source struct {
	Name        string
	Span        diag.Span
	Description string
	Schema      string // empty: the source's name
	Database    string
	Config      Layer
	Tables      []Table
	Details
}

// Details are what a source says for all of its tables, and a table for itself.
type Details struct {
	Loader        string
	LoadedAtField string
	LoadedAtQuery string
	FieldSpan     diag.Span // of the key loaded_at_field
	QuerySpan     diag.Span // of the key loaded_at_query
	Freshness     *Freshness
	NoFreshness   bool // freshness: null, which takes away what the source says
	Quoting       map[string]any
}

// A Table is a table, or a set of files, of a source.
type Table struct {
	Entry
	Details
	Identifier string // the table's name in the database; empty: the same
	Files      *engine.Files
	External   map[string]any
}

// Freshness says how old a source's newest row may be.
type Freshness struct {
	WarnAfter, ErrorAfter *Age
	NoWarn, NoError       bool // null, which takes away what the source says
	Filter                string
	Span                  diag.Span // of the key freshness, as all here of the keys
	WarnSpan, ErrorSpan   diag.Span
	FilterSpan            diag.Span
}

// An Age is a length of time.
type Age struct {
	Count  int
	Period string // minute, hour or day
}

// An Exposure is a use of the data outside the project.
type Exposure struct {
	Name        string
	Span        diag.Span
	Description string
	Label       string
	Type        string
	URL         string
	Maturity    string
	OwnerName   string
	OwnerEmail  string
	DependsOn   []Text // see ParseRelationText
	Config      Layer
}

// A UnitTest gives inputs to a model and says what must come out.
type UnitTest struct {
	Name        string
	Span        diag.Span
	Description string
	Model       Text
	Given       []Fixture
	Expect      Fixture
	CTEs        []Fixture // expected of CTEs in the model's query; CTE names it
	Match       string    // exact (the default) or subset
	Ordered     bool
	Overrides   Overrides
	Config      Layer
	Versions    any // as written
}

// A Fixture is the rows of one input, or the rows expected.
type Fixture struct {
	Input   Text   // empty for the rows expected; see ParseRelationText
	CTE     string // of rows expected of a CTE
	Format  string // dict, csv or sql
	Rows    []map[string]any
	Columns []string // of Rows: the keys of all rows, in order of first appearance
	Text    string   // csv or sql
	Fixture string   // a file's name, instead of Rows and Text
	Given   bool     // rows were written, even if none
	Span    diag.Span
}

// Overrides replaces what a unit test's model would see.
type Overrides struct {
	Macros, Vars, EnvVars map[string]any
	Now                   Text // the clock; empty: it runs
}

// A Macro describes a macro.
type Macro struct {
	Name        string
	Span        diag.Span
	Description string
	Arguments   []Argument
	Config      Layer // meta and docs
}

// An Argument describes an argument of a macro.
type Argument struct {
	Name, Type, Description string
}

// A Group is a set of models with an owner.
type Group struct {
	Name                  string
	Span                  diag.Span
	Description           string
	OwnerName, OwnerEmail string
	Config                Layer
}

// Package materialize writes the SQL that puts a node into a target: view, table,
// incremental, seed, load and external. It is pure text: it sends nothing and reads no
// file. A build has two halves. Plan gives the statements that read the inputs and make
// the new data aside, where no reader sees it; Publish gives the statements that put it
// in its place, in one transaction. Tests can look at the data between the two.
package materialize

import (
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Build is what a materialization is given.
type Build struct {
	Node     engine.Relational // *engine.Model or *engine.Seed
	Config   engine.Config
	Relation engine.Relation
	Compiled engine.Compiled  // seeds have none
	Existing *engine.Existing // what stands at Relation; nil: nothing
	// ExistingAside is what a killed run left at AsideName(Relation); nil: nothing.
	ExistingAside *engine.Existing
	Dialect       engine.Dialect
	// PreHooks run before everything else, outside the transaction; PostHooks are the
	// last statements of the publish transaction. The caller renders them.
	PreHooks, PostHooks []engine.Statement

	FullRefresh bool // the flag; Config.FullRefresh beats it
	// Gated: tests look at the aside relation before Publish, so there must be one and
	// it must be visible to other sessions.
	Gated bool
	RunID string
	Now   time.Time // the run's clock: _loaded_at

	// Incremental and load models whose table stands.
	ExistingColumns []engine.Column // of the table
	AsideColumns    []engine.Column // for Publish, as Steps.Describe told them
	// QueryColumns is the columns of the query, in its order, where the database told them
	// before the build: a table with constraints is made of them.
	QueryColumns []engine.Column

	// Seeds.
	Seed *SeedTable

	// Load and external models.
	Root     string   // the project's folder, absolute: globs and file paths start there
	Feeds    []Feed   // one for each Compiled.Inputs, in that order
	Replaced []string // paths of due files whose earlier rows must go (File.Path)
	Rejects  int64    // bad lines that Steps.Tally counted, of all feeds
	// RejectsExist: <name>__rejects stands in the target.
	RejectsExist bool
	Ledger       []engine.Statement // put into the publish transaction
	// Handover, where the target cannot read files: the rows are computed on the lake side
	// and come over through a stage. Seeds have one when they are large.
	Handover *Handover
	// Warehouse is the compute of the target, and Standing how a dynamic table was made that
	// stands at Relation; nil: none does. SameQuery: it was made of the same SQL.
	Warehouse string
	Standing  *DynamicTable
	SameQuery bool
	Forget    []engine.Statement // clears the model's ledger, before a new table is made
	Folder    string             // external: the aside folder that COPY writes to, absolute
}

// A Feed is an input of a load or external model with the files that are due.
type Feed struct {
	Input engine.Input
	Node  engine.Relational // *engine.Source with Files, or an external *engine.Model
	Files []engine.File
	// Shape, when no file is due, is a file that tells the columns of Parquet files.
	Shape *engine.File
}

// Steps is the first half of a build. The statements run in the order of the fields, on
// one session. Until Publish, readers see nothing of it.
type Steps struct {
	// Prepare clears what a killed run left, and runs the pre-hooks. Idempotent.
	Prepare []engine.Statement
	// Stage reads the due files into temporary relations.
	Stage []engine.Statement
	// Tally, when set, is a query of rows (stage, path, rows, bad): per input and file
	// how many rows there were and how many of them cannot be used. Decode it with
	// DecodeTally. Files without any row are missing from it.
	Tally *engine.Statement
	// Rejects gathers the bad rows with their numbers and reasons, on the same session.
	// Needed only when Tally told of any.
	Rejects []engine.Statement
	// Build makes the aside relation, or (external) the aside folder.
	Build []engine.Statement
	// Aside is what Build makes; nil when the node is made at once by Publish.
	Aside *engine.Relation
	// Describe, when set, must be asked after Build: its rows (name, type) become
	// Build.AsideColumns of Publish. Decode them with DecodeColumns.
	Describe *engine.Statement
	// Cleanup drops what the build made aside. Run it after a commit, and after a
	// failure that is not to be looked at.
	Cleanup []engine.Statement
	// CleanupStage drops what Stage and Rejects made, on the side where they ran.
	CleanupStage []engine.Statement
}

// TagBuild marks the statements whose affected rows add up to a node's row count.
const TagBuild = "build"

// The tags of the other statements.
const (
	TagPrepare = "prepare"
	TagStage   = "stage"
	TagRejects = "rejects"
	TagPublish = "publish"
	TagHook    = "hook"
	TagCleanup = "cleanup"
	TagGrant   = "grant"
	// TagCopy and TagCopyRejects mark copies from a stage: the caller looks at what they
	// say of each file.
	TagCopy        = "copy"
	TagCopyRejects = "copy_rejects"
	// TagReplace marks the statement that puts a finished table in the place of another, on
	// a database where that cannot be rolled back.
	TagReplace = "replace"
	// TagSchema marks changes of the table's columns. They stand first in Publish; a
	// database without TransactionalDDL gets them before its transaction begins.
	TagSchema = "schema"
)

// materialization is the two halves of one kind of build.
type materialization struct {
	plan    func(Build) (Steps, diag.List)
	publish func(Build) ([]engine.Statement, diag.List)
}

// materializations is the table of all kinds, by the name in Config.Materialized.
func materializations() map[string]materialization {
	return map[string]materialization{
		engine.MaterializedView:         {planView, publishView},
		engine.MaterializedTable:        {planTable, publishTable},
		engine.MaterializedIncremental:  {planIncremental, publishIncremental},
		engine.MaterializedSeed:         {planSeed, publishSeed},
		engine.MaterializedLoad:         {planLoad, publishLoad},
		engine.MaterializedExternal:     {planExternal, publishExternal},
		engine.MaterializedEphemeral:    {planNothing, publishNothing},
		engine.MaterializedDynamicTable: {planDynamicTable, publishDynamicTable},
	}
}

// Names returns the names of the materializations, sorted.
func Names() []string {
	return []string{
		engine.MaterializedDynamicTable, engine.MaterializedEphemeral, engine.MaterializedExternal, engine.MaterializedIncremental,
		engine.MaterializedLoad, engine.MaterializedSeed, engine.MaterializedTable, engine.MaterializedView,
	}
}

// Plan returns the first half of a build.
func Plan(b Build) (Steps, diag.List) {
	m, problems := find(b)
	if problems != nil {
		return Steps{}, problems
	}
	return m.plan(b)
}

// Publish returns the second half: the statements that put the new data in its place.
// They are one transaction; a single statement needs none around it. For an external
// model they come after engine.Lake.Publish.
func Publish(b Build) ([]engine.Statement, diag.List) {
	m, problems := find(b)
	if problems != nil {
		return nil, problems
	}
	return m.publish(b)
}

// find looks a build's materialization up.
func find(b Build) (materialization, diag.List) {
	name := b.Config.Materialized
	if m, ok := materializations()[name]; ok {
		return m, nil
	}
	d := diag.Errorf(b.span(), "unknown-materialization", "there is no materialization %q", name)
	hint := diag.DidYouMean(name, Names())
	if hint == "" {
		hint = "the materializations are " + strings.Join(Names(), ", ")
	}
	return materialization{}, diag.List{d.WithHint("%s", hint)}
}

func planNothing(Build) (Steps, diag.List)                 { return Steps{}, nil }
func publishNothing(Build) ([]engine.Statement, diag.List) { return nil, nil }

// CreateSchema is the statement that makes a schema; the run sends it once for each.
func CreateSchema(d engine.Dialect, database, schema string) engine.Statement {
	name := d.Quote(schema)
	if database != "" {
		name = d.Quote(database) + "." + name
	}
	return engine.Statement{SQL: "create schema if not exists " + name, Tag: TagPrepare}
}

// AsideName is the name of the relation that a build is made in.
func AsideName(r engine.Relation) engine.Relation { return r.Named(r.Name + "__build") }

// RejectedName is the name that a build gets which its tests refused.
func RejectedName(r engine.Relation) engine.Relation { return r.Named(r.Name + "__rejected") }

// RejectsName is the table of the lines that a load model could not read.
func RejectsName(r engine.Relation) engine.Relation { return r.Named(r.Name + "__rejects") }

// Package state writes the SQL of the tables that mart keeps in the schema _mart of a
// target: loads, runs, results and builds. It is pure text and decoding of rows; who
// calls it sends the statements. docs/state-tables.md describes the tables for readers.
package state

import (
	"time"

	"github.com/martsql/mart/engine"
)

// Schema is where mart's own tables stand.
const Schema = "_mart"

// A FileRecord is a row of the loads table: one file of a load or external model, as
// it was when its rows were committed.
type FileRecord struct {
	Model    engine.NodeID
	Input    engine.NodeID // the source or external model that the file belongs to
	Path     string
	Size     int64
	Modified time.Time
	Hash     string // sha256 of the content, hex
	Rows     int64
	Rejects  int64
	RunID    string
	LoadedAt time.Time
}

// A RunRecord is a row of the runs table.
type RunRecord struct {
	RunID    string
	Command  string
	Target   string
	Started  time.Time
	Ended    time.Time // zero while the run is under way
	Status   string    // running, success, error
	Version  string    // of mart
	Selected int       // steps of the plan
}

// A BuildRecord is a row of the builds table: how a node's relation was last built.
type BuildRecord struct {
	Node        engine.NodeID
	Relation    string
	Fingerprint string // of the oldest rows that stand, see engine.Definition; empty: nobody asks
	Compiled    string // hash of the compiled SQL
	RunID       string
	BuiltAt     time.Time
	Rows        int64
}

package state

import "github.com/martsql/mart/engine"

// Create makes the schema and the tables that are missing. Send it once per run.
func Create(d engine.Dialect) []engine.Statement { return nil }

// LoadedFiles asks for the ledger of a model; decode its rows with DecodeFile.
func LoadedFiles(d engine.Dialect, model engine.NodeID) engine.Statement { return engine.Statement{} }

// DecodeFile reads a row of LoadedFiles.
func DecodeFile(values []any) (FileRecord, error) { return FileRecord{}, nil }

// Sort compares the files that were found with the ledger. Size and time as in the
// ledger mean unchanged; otherwise the hash decides, and files without one are Unsure.
func Sort(known []FileRecord, found []engine.File) Due { return Due{} }

// RecordFiles replaces the ledger's rows of these files. It belongs into the
// transaction that commits the files' rows.
func RecordFiles(d engine.Dialect, files []FileRecord) []engine.Statement { return nil }

// ForgetModel clears the ledger of a model, for a full refresh.
func ForgetModel(d engine.Dialect, model engine.NodeID) []engine.Statement { return nil }

// RecordRun writes a run, replacing its earlier row: once at the start, once at the end.
func RecordRun(d engine.Dialect, r RunRecord) []engine.Statement { return nil }

// RecordResults writes what became of the nodes of a run.
func RecordResults(d engine.Dialect, runID string, results []engine.Result) []engine.Statement {
	return nil
}

// RecordBuilds replaces the builds rows of these nodes.
func RecordBuilds(d engine.Dialect, builds []BuildRecord) []engine.Statement { return nil }

// Builds asks for all builds; decode its rows with DecodeBuild.
func Builds(d engine.Dialect) engine.Statement { return engine.Statement{} }

// DecodeBuild reads a row of Builds.
func DecodeBuild(values []any) (BuildRecord, error) { return BuildRecord{}, nil }

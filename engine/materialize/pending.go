package materialize

import (
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

func join(s []string) string { return strings.Join(s, ", ") }

func planIncremental(b Build) (Steps, diag.List)                 { return planTable(b) }
func publishIncremental(b Build) ([]engine.Statement, diag.List) { return publishTable(b) }
func planSeed(b Build) (Steps, diag.List)                        { return Steps{}, nil }
func publishSeed(b Build) ([]engine.Statement, diag.List)        { return nil, nil }
func planLoad(b Build) (Steps, diag.List)                        { return Steps{}, nil }
func publishLoad(b Build) ([]engine.Statement, diag.List)        { return nil, nil }
func planExternal(b Build) (Steps, diag.List)                    { return Steps{}, nil }
func publishExternal(b Build) ([]engine.Statement, diag.List)    { return nil, nil }

// A SeedTable is a seed file that has been read: typed columns and rows of text.
type SeedTable struct {
	Columns []engine.Column
	Rows    [][]string
	Nulls   [][]bool
}

// ReadSeed reads a seed's CSV text. Types come from Config.ColumnTypes, then from the
// declared columns, else they are inferred: boolean, bigint, double, date, timestamp,
// varchar. An empty field is NULL. Faults are at file:line:column.
func ReadSeed(file, text string, cfg engine.Config, declared []engine.Column) (SeedTable, diag.List) {
	return SeedTable{}, nil
}

// InlineReader is a parenthesised subquery over all files of a source, or of an
// external model: the rows that can be read, with the same columns as in a load model.
// root is the project's folder, absolute; row asks for _row. It stands where a relation
// stands: "from " + reader + " as offers".
func InlineReader(node engine.Relational, root string, row bool) (string, diag.List) { return "", nil }

// A Count is the rows of one file that a load or external model read.
type Count struct {
	Stage string // Input.Stage
	Path  string // File.Path
	Rows  int64  // usable ones
	Bad   int64
}

// DecodeTally reads a row of Steps.Tally.
func DecodeTally(values []any) (Count, bool) { return Count{}, false }

// DecodeColumns reads the rows of Steps.Describe.
func DecodeColumns(rows [][]any) []engine.Column { return nil }

// CheckRejects judges the bad lines of a load against max_rejects, a count ("100") or
// a share ("5%", the default). nil: they are few enough.
func CheckRejects(b Build, rejects, total int64) *diag.Diagnostic { return nil }

package engine

import (
	"time"

	"github.com/martsql/mart/engine/diag"
)

// A UnitTest gives rows to a model's inputs and says what rows must come out. It needs no
// relation in the target.
type UnitTest struct {
	Header
	Model  NodeID
	Given  []Fixture
	Expect []Expectation
	// Subset: rows that are not expected may come out, too.
	Subset bool
	// Ordered: the rows must come out in the order in which they are expected.
	Ordered   bool
	Overrides Overrides
}

// A Fixture is rows: of one input of a model, or those expected of it.
type Fixture struct {
	Input NodeID // of the model itself: what stands before an incremental build
	// Columns names the columns that the rows give; a row may leave some out.
	Columns []string
	Rows    []map[string]any // nil, bool, int64, float64, string, time.Time, lists and maps
	SQL     string           // instead of rows: a query
	Texts   bool             // the values are texts of a CSV file
	Span    diag.Span
}

// An Expectation is rows that a model gives, or one of the CTEs in its query.
type Expectation struct {
	CTE string // empty: the query itself
	Fixture
}

// Overrides replaces what a unit test's model sees.
type Overrides struct {
	Vars   map[string]any
	Env    map[string]string
	Macros map[string]string // a macro's name: the text it gives, whatever its arguments
	// Incremental says what is_incremental is; nil: whether the test gives rows for this.
	Incremental *bool
	Now         *time.Time // the clock of current_timestamp and its like; nil: runs
}

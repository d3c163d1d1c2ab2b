package run

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

// errNotStaged: a copy did not tell of all the files that it was to load.
var errNotStaged = errors.New("files that were put to the stage are not seen there")

// execChecked sends statements, looks at what copies say of each file, and adds up the
// rows of the node.
func (w *worker) execChecked(ctx context.Context, b *materialize.Build, statements []engine.Statement) (int64, error) {
	rows := int64(-1)
	for _, s := range statements {
		var n int64
		var err error
		switch s.Tag {
		case materialize.TagCopy:
			n, err = w.copy(ctx, s, b.Handover.Rows)
		case materialize.TagCopyRejects:
			_, err = w.copy(ctx, s, b.Handover.Rejects)
			n = -1
		default:
			n, err = w.execCounting(ctx, w.session, []engine.Statement{s})
		}
		if err != nil {
			return rows, err
		}
		if n >= 0 {
			rows = max(rows, 0) + n
		}
	}
	if b.Handover != nil && b.Config.Materialized != engine.MaterializedExternal {
		rows = max(rows, 0)
	}
	return rows, nil
}

// copyTries is how often a COPY is sent when it leaves files out.
const copyTries = 5

// copy loads files from the stage. A COPY that runs right after the PUT may not see all
// of them, and says nothing of the others; it loads no file twice.
func (w *worker) copy(ctx context.Context, s engine.Statement, handed []materialize.HandedFile) (int64, error) {
	want := map[string]int64{}
	for _, f := range materialize.NamedIn(s, handed) {
		want[f.Name] = f.Rows
	}
	var rows int64
	for try := 1; len(want) > 0; try++ {
		told, err := w.copied(ctx, s)
		if err != nil {
			return rows, err
		}
		forced := false
		for _, c := range told {
			expected, mine := want[c.File]
			switch {
			case !mine:
			case c.Status == "LOADED" && c.Parsed == expected && c.Loaded == expected:
				rows += c.Loaded
				delete(want, c.File)
			case c.Status == "LOAD_SKIPPED":
				forced = true
			default:
				return rows, &statementError{s, fmt.Errorf("copying %s from the stage loaded %d of %d rows (%s) %s", c.File, c.Loaded, expected, c.Status, c.FirstError)}
			}
		}
		if len(want) == 0 {
			return rows, nil
		}
		if try == copyTries {
			return rows, &statementError{s, errNotStaged}
		}
		s = materialize.OnlyFiles(s, handed, want)
		if forced {
			s = materialize.Forced(s) // the ledger says that these were not loaded
		}
		pause(ctx, time.Duration(try*try)*50*time.Millisecond)
	}
	return rows, nil
}

func (w *worker) copied(ctx context.Context, s engine.Statement) ([]materialize.Copied, error) {
	rows, err := w.session.Query(ctx, s)
	if err != nil {
		return nil, &statementError{s, err}
	}
	defer rows.Close()
	var out []materialize.Copied
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		if c, ok := materialize.DecodeCopy(rows.Columns(), values); ok {
			out = append(out, c)
		}
	}
	return out, rows.Err()
}

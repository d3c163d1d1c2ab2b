package run

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// lakeModel builds a load or external model: it finds the files that are due, stages
// them, and publishes rows, rejects and ledger together.
func (w *worker) lakeModel(ctx context.Context, m *engine.Model, b materialize.Build, res engine.Result) engine.Result {
	lake, ok := w.sides.Lake.(engine.Lake)
	if !ok {
		res.Status = engine.Errored
		res.Problems = diag.List{diag.Errorf(m.Span, "no-lake", "%s cannot read files, and there is no lake side", w.adapter.Dialect().Name())}
		return res
	}
	if m.Config.Materialized == engine.MaterializedExternal {
		if err := lake.Recover(ctx, m.Location()); err != nil {
			return w.broken(res, m, err)
		}
	}
	due, err := w.dueFiles(ctx, lake, m, &b)
	if err != nil {
		return w.broken(res, m, err)
	}
	res.Files = due.files()
	if due.nothing {
		w.dropRefused(ctx, &b) // the files that it was made of are no more
		res.Status, res.Message, res.Rows = engine.NoOp, "no new files", 0
		return res
	}
	if w.sides.Split() {
		b.Handover = &materialize.Handover{Stage: engine.Relation{Schema: state.Schema, Name: state.Stage}}
		b.Forget = state.ForgetModel(w.adapter.Dialect(), m.ID)
		b.Gated = false // the gate looks within the publish: see looksWithin
	}
	steps, counts, err := w.stage(ctx, &b)
	if err != nil {
		w.cleanUp(ctx, steps)
		return w.broken(res, m, err)
	}
	var read int64
	for _, c := range counts {
		read += c.Rows + c.Bad
		b.Rejects += c.Bad
	}
	res.Rejects = b.Rejects
	if tooMany := materialize.CheckRejects(b, b.Rejects, read); tooMany != nil {
		tooMany.Related = w.badLines(ctx, b)
		res.Status, res.Problems = engine.Errored, diag.List{*tooMany}
		w.cleanUp(ctx, steps)
		return res
	}
	err = errors.Join(w.makeAside(m), w.knowColumns(ctx, &b))
	if err != nil {
		w.cleanUp(ctx, steps)
		return w.broken(res, m, err)
	}
	return w.finishBuild(ctx, b, steps, res, func(ctx context.Context, b *materialize.Build) error {
		b.Ledger, w.work.ledger = w.ledger(m, due, counts), due.known
		if m.Config.Materialized != engine.MaterializedExternal {
			return nil
		}
		return lake.Publish(ctx, m.AsideLocation(), m.Location(), w.goes(m, due))
	})
}

// goes says which partitions are given up when the query gives them no more: all, when
// all is written anew; else those below the key=value folders that were read as a whole.
func (w *worker) goes(m *engine.Model, d due) func(partition string) bool {
	switch {
	case m.Config.Overwrite == "all" && d.whole, w.fullRefresh(m):
		return func(string) bool { return true }
	case d.whole || len(d.folders) == 0:
		return nil
	}
	return func(partition string) bool {
		for folder := range d.folders {
			if folder != "" && within(partition, folder) {
				return true
			}
		}
		return false
	}
}

// within reports whether a partition has all the key=value folders of another path.
func within(partition, folder string) bool {
	parts := strings.Split(partition, "/")
	for _, key := range strings.Split(folder, "/") {
		if !slices.Contains(parts, key) {
			return false
		}
	}
	return true
}

// makeAside makes the local folder that an external model is built in.
func (w *worker) makeAside(m *engine.Model) error {
	if m.Config.Materialized != engine.MaterializedExternal {
		return nil
	}
	return os.MkdirAll(filepath.Join(w.o.Root, filepath.FromSlash(m.AsideLocation())), 0o755)
}

// stage reads the due files into temporary relations, counts the rows and the bad
// lines, and gathers the bad ones. The steps are those that the rest of
// the build follows; after an error, too, they say what to clear.
func (w *worker) stage(ctx context.Context, b *materialize.Build) (materialize.Steps, []materialize.Count, error) {
	steps, problems := materialize.Plan(*b)
	if err := problems.Err(); err != nil {
		return steps, nil, err
	}
	err := execAll(ctx, w.lake, steps.Stage)
	if err != nil || steps.Tally == nil {
		return steps, nil, err
	}
	counts, bad, err := w.tally(ctx, steps)
	if err == nil && bad > 0 {
		err = execAll(ctx, w.lake, steps.Rejects)
	}
	return steps, counts, err
}

// tally counts the staged rows of each file, and the bad ones of all.
func (w *worker) tally(ctx context.Context, steps materialize.Steps) (counts []materialize.Count, bad int64, err error) {
	rows, err := queryAll(ctx, w.lake, *steps.Tally)
	if err != nil {
		return nil, 0, err
	}
	for _, values := range rows {
		if c, ok := materialize.DecodeTally(values); ok {
			counts = append(counts, c)
			bad += c.Bad
		}
	}
	return counts, bad, nil
}

// shownBadLines is how many bad lines the message of a refused load shows.
const shownBadLines = 3

// badLines is the first bad lines of a load, as the explanation of its refusal. Without
// them the refusal still stands, so a fault in asking is of no consequence.
func (w *worker) badLines(ctx context.Context, b materialize.Build) []diag.Related {
	sample := materialize.SampleRejects(b, shownBadLines)
	if sample == nil {
		return nil
	}
	rows, err := queryAll(ctx, w.lake, *sample)
	if err != nil {
		return nil
	}
	var out []diag.Related
	for _, r := range rows {
		if len(r) != 4 {
			continue
		}
		span, message := diag.Span{File: fmt.Sprint(r[0])}, fmt.Sprint(r[3])
		if line, err := strconv.Atoi(fmt.Sprint(r[1])); err == nil { // not every reader knows it
			span.Start = diag.Pos{Line: line, Column: 1}
		}
		if text, ok := r[2].(string); ok {
			message += ": " + shortened(text)
		}
		out = append(out, diag.Related{Span: span, Message: message})
	}
	return out
}

// shortened is the beginning of a line, on one line.
func shortened(s string) string {
	const most = 80
	letters := []rune(oneLine(s))
	if len(letters) > most {
		return string(letters[:most]) + " ..."
	}
	return string(letters)
}

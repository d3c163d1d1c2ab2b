package run

import (
	"context"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// seed reads a CSV file and puts it into a table.
func (w *worker) seed(ctx context.Context, s *engine.Seed, res engine.Result) engine.Result {
	text, err := w.o.ReadFile(s.File)
	if err != nil {
		res.Status = engine.Errored
		res.Problems = diag.List{diag.Errorf(diag.Span{File: s.File}, "unreadable", "this seed cannot be read: %s", err)}
		return res
	}
	table, problems := materialize.ReadSeed(s.File, text, s.Config, s.Columns)
	res.Compiled = time.Now()
	if problems.HasErrors() {
		res.Status, res.Problems = engine.Errored, problems
		return res
	}
	b := w.newBuild(s, s.Config, engine.Compiled{ID: s.ID})
	b.Seed = &table
	if w.sides.Split() && w.lake != nil {
		b.Handover = materialize.SeedHandover(&table, engine.Relation{Schema: state.Schema, Name: state.Stage})
		b.Gated = b.Gated && b.Handover == nil
	}
	return w.buildAndPublish(ctx, b, res)
}

package run

import (
	"context"

	"github.com/martsql/mart/engine"
)

// unit runs a unit test. It needs nothing of the target.
func (w *worker) unit(ctx context.Context, t *engine.UnitTest, res engine.Result) engine.Result {
	if w.bench == nil {
		session, err := w.o.Bench.Session(ctx)
		if err != nil {
			return w.broken(res, t, err)
		}
		w.bench = session
	}
	problems, err := w.o.Units.Run(ctx, w.bench, t)
	if err != nil {
		return w.broken(res, t, err)
	}
	res.Status, res.Rows, res.Problems = engine.Pass, 0, problems
	if !problems.HasErrors() {
		return res
	}
	res.Status, res.Rows = engine.Fail, 1
	for _, d := range problems {
		if d.Code != "unit-test" {
			res.Status = engine.Errored // it could not be run
		}
	}
	res.Message = failed(problems)
	return res
}

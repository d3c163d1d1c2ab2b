package run

import (
	"context"
	"errors"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/event"
)

// A HookError says that a hook around the run failed.
type HookError struct{ Problems diag.List }

// Error gives the first problem.
func (e *HookError) Error() string { return e.Problems.Error() }

// hooks runs the hooks around the run in one transaction: all or none of them take
// effect, where creating can be rolled back.
func (r *runner) hooks(ctx context.Context, key string, texts []config.Text) error {
	if len(texts) == 0 {
		return nil
	}
	statements, problems := r.compiler.RunHooks(texts)
	if problems.HasErrors() {
		r.sink.Emit(event.Problems{List: problems})
		return &HookError{problems}
	}
	session, err := r.runSession(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	err = together(ctx, r.adapter.Dialect(), session, func() error {
		for i, s := range statements {
			if _, err := session.Exec(ctx, s); err != nil {
				return r.hookProblem(key, texts[i].Span, err)
			}
		}
		return nil
	})
	if err == nil || ctx.Err() != nil {
		return err
	}
	var hook *HookError
	if !errors.As(err, &hook) {
		hook = r.hookProblem(key, texts[0].Span, err)
	}
	r.sink.Emit(event.Problems{List: hook.Problems})
	return hook
}

func (r *runner) hookProblem(key string, span diag.Span, err error) *HookError {
	d := diag.Errorf(span, "hook", "this %s hook failed: %s", key, oneLine(err.Error()))
	var database *engine.DatabaseError
	if errors.As(err, &database) {
		d.Summary = "this " + key + " hook failed: " + database.Adapter + ": " + oneLine(database.Message)
	}
	d.Cause = err
	return &HookError{diag.List{d}}
}

// skipAll gives every step a result, because a hook before them failed.
func (r *runner) skipAll() {
	for _, id := range r.plan.IDs() {
		now := time.Now()
		r.end(engine.Result{ID: id, Status: engine.Skipped, Started: now, Ended: now, Rows: -1,
			Message: "not started: an on_run_start hook failed"})
	}
}

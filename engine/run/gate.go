package run

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
)

// The publish gate: a build is looked at by its contract and its tests before any reader
// sees it. What is made aside is looked at there. Rows that are added to a table are
// looked at within their transaction, in the table as it will be. A build that is refused
// is kept for people to look at, and what was published before stays as it was.

// A refusal is the error of a build that its gate does not let through.
type refusal struct{ diag.List }

// gates is the tests of each step's gate.
func (r *runner) gates() map[engine.NodeID][]engine.NodeID {
	out := map[engine.NodeID][]engine.NodeID{}
	for _, s := range r.plan.Steps {
		if len(s.Gate) > 0 {
			out[s.ID] = s.Gate
		}
	}
	return out
}

// isGated reports whether something looks at a node's build before it is published. A
// contract always does: publish: immediate is about tests. Files are compared before they are written.
func (w *worker) isGated(n engine.Node) bool {
	h := n.Head()
	return len(w.gate[h.ID]) > 0 || h.Config.ContractEnforced && h.Config.Materialized != engine.MaterializedExternal
}

// lookAside has the gate look at a build that was made aside.
func (w *worker) lookAside(ctx context.Context, b *materialize.Build, steps materialize.Steps) error {
	if !b.Gated || steps.Aside == nil {
		return nil
	}
	id := b.Node.Head().ID
	return w.look(ctx, b, *steps.Aside, w.compiler.Under(id, *steps.Aside))
}

// looksWithin reports whether the gate looks at a build in the publish transaction: one
// that adds to a table, or that fills one anew with what was handed over.
func (w *worker) looksWithin(b *materialize.Build) bool {
	return w.isGated(b.Node) && !b.Gated && (materialize.Adds(*b) || b.Handover != nil)
}

// lookWithin has the gate look at a table within the transaction that adds to it.
func (w *worker) lookWithin(ctx context.Context, b *materialize.Build) error {
	w.work.within, w.work.unstored = true, nil
	defer func() { w.work.within = false }()
	return w.look(ctx, b, b.Relation, w.compiler)
}

// lookBeforeReplace has the gate look at a table that was filled from the stage, before it
// takes the place of the one that stands.
func (w *worker) lookBeforeReplace(ctx context.Context, b *materialize.Build, statements []engine.Statement) error {
	replaces := slices.ContainsFunc(statements, func(s engine.Statement) bool { return s.Tag == materialize.TagReplace })
	if !replaces || !w.looksWithin(b) {
		return nil
	}
	w.work.looked = true
	aside := b.HandoverAside()
	return w.look(ctx, b, aside, w.compiler.Under(b.Node.Head().ID, aside))
}

// look compares a build with its contract and runs its tests on it. The error is a
// refusal, or says that they could not be asked.
func (w *worker) look(ctx context.Context, b *materialize.Build, at engine.Relation, c *compile.Compiler) error {
	if problems, err := w.breaches(ctx, b, at); err != nil || problems != nil {
		if err == nil {
			err = problems
		}
		return err
	}
	if err := w.orphans(ctx, b, at); err != nil {
		return asRefusal(err)
	}
	bad, err := w.testGate(ctx, b.Node.Head().ID, c)
	if err != nil || len(bad) == 0 {
		return err
	}
	return &refusal{diag.List{w.refused(b, bad)}}
}

// testGate runs the tests of a gate and returns those that let nothing through. The
// error is one that another try may not have.
func (w *worker) testGate(ctx context.Context, id engine.NodeID, c *compile.Compiler) (bad []engine.NodeID, err error) {
	var questions []*question
	for _, id := range w.gate[id] {
		t := w.project.Manifest.Nodes[id].(*engine.Test)
		before := len(w.work.queries)
		q := w.prepareTest(ctx, c, t, engine.Result{ID: id, Started: time.Now(), Worker: w.n, Rows: -1})
		w.takeQueries(before, &q.res)
		questions = append(questions, q)
	}
	w.askTogether(ctx, questions)
	for _, q := range questions {
		before := len(w.work.queries)
		if !q.answered && ctx.Err() == nil {
			q.res.Started = time.Now()
			w.ask(ctx, q)
		}
		q.res.Ended = time.Now()
		w.takeQueries(before, &q.res)
		w.looked = append(w.looked, q.res)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case again(q.res):
			return nil, q.res.Problems
		case q.res.Status == engine.Fail || q.res.Status == engine.Errored:
			bad = append(bad, q.res.ID)
		}
	}
	return bad, nil
}

// takeQueries gives the statements since before to the result of a test: they are not the
// build's.
func (w *worker) takeQueries(before int, res *engine.Result) {
	res.QueryIDs = append(res.QueryIDs, w.work.queries[before:]...)
	w.work.queries = w.work.queries[:before]
}

// lookAgain runs the tests of a gate on what stands, when there was nothing to build. It
// returns the first that failed, or "".
func (w *worker) lookAgain(ctx context.Context, id engine.NodeID) engine.NodeID {
	bad, err := w.testGate(ctx, id, w.compiler)
	if err != nil {
		bad = append(bad, w.looked[len(w.looked)-1].ID)
	}
	if len(bad) == 0 {
		return ""
	}
	return bad[0]
}

// breaches is how a build differs from the contract of its model.
func (w *worker) breaches(ctx context.Context, b *materialize.Build, at engine.Relation) (diag.List, error) {
	m, ok := b.Node.(*engine.Model)
	if !ok || !m.Config.ContractEnforced {
		return nil, nil
	}
	columns := b.AsideColumns
	if columns == nil {
		var err error
		if columns, err = w.adapter.Columns(ctx, at); err != nil {
			return nil, err
		}
	}
	if problems := quality.Contract(m, columns, w.adapter.Dialect().Name()); len(problems) > 0 {
		return problems, nil
	}
	return nil, nil
}

// refused tells that a build was not published, what stands instead, and where it is.
func (w *worker) refused(b *materialize.Build, bad []engine.NodeID) diag.Diagnostic {
	name := label(b.Node)
	const most = 5
	for i, res := range w.looked { // what is published does not have these rows
		for j, problem := range res.Problems {
			hint := strings.Replace(problem.Hint, "mart show ", "mart show --rejected ", 1)
			if w.looksWithin(b) && problem.Code == "test-failed" { // and what is kept are the new rows alone
				hint = fmt.Sprintf("the rows that were to be added are kept:  mart show --rejected %s", b.Node.Head().Name)
			}
			w.looked[i].Problems[j].Hint = hint
		}
	}
	var names []string
	for _, id := range bad[:min(most, len(bad))] {
		names = append(names, w.project.Manifest.Nodes[id].Head().Name)
	}
	shown := strings.Join(names, ", ")
	if len(bad) > most {
		shown += fmt.Sprintf(" and %d more", len(bad)-most)
	}
	d := diag.Errorf(b.Node.Head().Span, "not-published", "%s was not published: %d of its %s failed: %s", name,
		len(bad), plural(int64(len(w.gate[b.Node.Head().ID])), "test", "tests"), shown)
	stands := name + " is as it was before"
	if b.Existing == nil {
		stands = "there is no " + name + " yet"
	}
	return d.WithHint("%s; what was refused is kept in %s until the next good build",
		stands, materialize.RejectedName(b.Relation))
}

// keepRefused keeps a build that was refused beside what is published, and reports whether
// it is kept. A failure is of no consequence to the latter.
func (w *worker) keepRefused(ctx context.Context, b *materialize.Build) bool {
	var earlier *engine.Existing
	rejected := materialize.RejectedName(b.Relation)
	if e, ok := w.catalog.lookup(rejected); ok {
		earlier = &e
	}
	if execAll(ctx, w.session, materialize.Reject(*b, earlier)) != nil {
		return false
	}
	kind := engine.TableType
	if b.Config.Materialized == engine.MaterializedView {
		kind = engine.ViewType
	}
	w.catalog.put(rejected, kind)
	return true
}

// dropRefused drops a build that was refused earlier: this one was good.
func (w *worker) dropRefused(ctx context.Context, b *materialize.Build) {
	rejected := materialize.RejectedName(b.Relation)
	if e, ok := w.catalog.lookup(rejected); ok {
		w.cleanUp(ctx, materialize.Steps{Cleanup: []engine.Statement{materialize.Drop(*b, e)}})
		w.catalog.remove(rejected)
	}
}

// endGate files the results of a gate's tests: those that ran, or that none did.
func (w *worker) endGate(id engine.NodeID, ran bool) {
	if ran {
		for _, res := range w.looked {
			w.begin(w, w.project.Manifest.Nodes[res.ID])
			w.end(res)
		}
		return
	}
	seen := map[engine.NodeID]bool{}
	for _, res := range w.looked {
		seen[res.ID] = true
	}
	var left []engine.NodeID
	for _, t := range w.gate[id] {
		if !seen[t] {
			left = append(left, t)
		}
	}
	w.skip(left, id)
}

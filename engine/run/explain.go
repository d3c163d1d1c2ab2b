package run

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/quality"
)

// explain turns an error of a step into diagnostics, at the author's place where the
// database points into the author's SQL.
func (w *worker) explain(n engine.Node, err error) diag.List {
	var list diag.List
	if errors.As(err, &list) {
		return list
	}
	var one diag.Diagnostic
	if errors.As(err, &one) {
		return diag.List{one}
	}
	var database *engine.DatabaseError
	if !errors.As(err, &database) {
		return diag.List{{Code: "failed", Summary: err.Error(), Span: n.Head().Span, Cause: err}}
	}
	var at *statementError
	errors.As(err, &at)
	d := compile.Database(n.Head(), database, at.compiledAt(), w.project.Source)
	if database.Kind == engine.DataError && w.readsSecrets(n) {
		d.Summary = quotedValue.ReplaceAllString(d.Summary, "'***'")
	}
	if missing := w.unbuilt(n); missing != "" && database.Kind == engine.BindError {
		d.Hint = missing // what the database proposes instead is no help
	}
	return diag.List{d}
}

// quotedValue is a value in a database's message about data.
var quotedValue = regexp.MustCompile(`'(?:[^']|\'\')*'`)

// readsSecrets reports whether a node, or what it reads at any distance, has columns whose
// values are not to be shown.
func (w *worker) readsSecrets(n engine.Node) bool {
	m := w.project.Manifest
	for _, id := range append(m.Graph.Ancestors(n.Head().ID, -1), n.Head().ID) {
		if r, ok := m.Nodes[id].(engine.Relational); ok && quality.Sensitive(r).Any() {
			return true
		}
	}
	return false
}

// unbuilt says what to do about the first of a node's inputs that does not stand in the
// target, or is "".
func (w *worker) unbuilt(n engine.Node) string {
	for _, use := range n.Head().Uses {
		input, ok := w.project.Manifest.Nodes[use.Target].(engine.Relational)
		if !ok || input.Head().Config.Materialized == engine.MaterializedEphemeral || input.Head().Config.Materialized == engine.MaterializedExternal {
			continue
		}
		if _, stands := w.catalog.lookup(input.Rel()); stands {
			continue
		}
		source, isSource := input.(*engine.Source)
		switch {
		case !isSource:
			return fmt.Sprintf("%s has not been built in this target: run  mart build +%s", input.Head().Name, n.Head().Name)
		case source.Files == nil:
			return fmt.Sprintf("the source table %s is not in this target", input.Rel())
		}
	}
	return ""
}

// compiledAt is the statement that failed, or none.
func (e *statementError) compiledAt() engine.Statement {
	if e == nil {
		return engine.Statement{}
	}
	return e.statement
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

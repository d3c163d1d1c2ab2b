package parse

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// checkRelations tells of nodes that would be built into the same relation: each would
// take the place of the other. Databases do not tell letter case apart, so neither does
// this.
func (l *loader) checkRelations(context.Context) {
	taken := map[string]engine.Relational{}
	ids := slices.SortedFunc(maps.Keys(l.project.Manifest.Nodes), cmp.Compare[engine.NodeID])
	for _, id := range ids {
		n, ok := l.project.Manifest.Nodes[id].(engine.Relational)
		if !ok || n.Head().Kind == engine.KindSource || n.Head().Config.Materialized == engine.MaterializedEphemeral {
			continue
		}
		r := n.Rel()
		key := strings.ToLower(r.Database + "\x00" + r.Schema + "\x00" + r.Name)
		first, twice := taken[key]
		if !twice {
			taken[key] = n
			continue
		}
		if first.Head().Name == n.Head().Name {
			continue // that two have one name is told already
		}
		d := diag.Errorf(n.Head().Span, "duplicate-relation", "%s and %s would both be built as %s", first.Head().Name, n.Head().Name, r).
			WithHint("give one of them another alias or schema")
		d.Related = []diag.Related{{Span: first.Head().Span, Message: first.Head().Name + " is here"}}
		l.problems.Add(d)
	}
}

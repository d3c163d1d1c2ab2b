package cli

import (
	"context"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/materialize"
)

// rejected is SQL over a build that its tests refused: its rows, or those that a test
// found fault with.
func (s *session) rejected(ctx context.Context, open *opened, compiler *compile.Compiler, n engine.Node) (*engine.Header, engine.Compiled, error) {
	adapter, err := open.side(ctx, false)
	if err != nil {
		return nil, engine.Compiled{}, err
	}
	candidates := []engine.NodeID{n.Head().ID}
	_, isTest := n.(*engine.Test)
	if isTest {
		candidates = s.project.Manifest.Graph.Parents(n.Head().ID)
	}
	for _, id := range candidates {
		r, ok := s.project.Manifest.Nodes[id].(engine.Relational)
		if !ok {
			continue
		}
		at := materialize.RejectedName(r.Rel())
		switch columns, err := adapter.Columns(ctx, at); {
		case err != nil:
			return nil, engine.Compiled{}, err
		case len(columns) == 0:
			continue
		}
		if !isTest {
			return n.Head(), engine.Compiled{SQL: "select * from " + adapter.Dialect().Relation(at)}, nil
		}
		compiled, problems := compiler.Under(id, at).Node(n.Head().ID)
		return n.Head(), compiled, s.faulty(problems)
	}
	return nil, engine.Compiled{}, usageError{"no build of " + n.Head().Name + " was refused", "without --rejected, mart show tells of what is published"}
}

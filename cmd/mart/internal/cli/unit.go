package cli

import (
	"context"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/check"
	"github.com/martsql/mart/engine/plan"
	"github.com/martsql/mart/engine/unittest"
)

// unitBench prepares what the unit tests of a plan run on: a DuckDB in memory, and the
// types of what their models read; nothing for a plan without any.
func (s *session) unitBench(ctx context.Context, p *plan.Plan) (*unittest.Bench, engine.Adapter, error) {
	m := s.project.Manifest
	models := map[engine.NodeID]bool{}
	for _, step := range p.Steps {
		if t, ok := m.Nodes[step.ID].(*engine.UnitTest); ok {
			models[t.Model] = true
		}
	}
	if len(models) == 0 {
		return nil, nil, nil
	}
	db, err := s.memory(ctx)
	if err != nil {
		return nil, nil, err
	}
	result, err := s.typesOn(ctx, db, check.Options{Only: models, Kept: s.keptTypes()})
	if err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return &unittest.Bench{Project: s.project, Dialect: db.Dialect(), Root: s.root, Columns: result.Columns, ReadFile: s.readFile}, db, nil
}

// onlyUnitTests reports whether a plan needs no target.
func onlyUnitTests(m *engine.Manifest, p *plan.Plan) bool {
	for _, step := range p.Steps {
		if _, ok := m.Nodes[step.ID].(*engine.UnitTest); !ok {
			return false
		}
	}
	return true
}

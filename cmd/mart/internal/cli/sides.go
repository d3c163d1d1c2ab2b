package cli

import (
	"context"
	"maps"
	"path"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/plan"
)

// lakeAdapter is the adapter of the lake side, where the warehouse cannot read files.
const lakeAdapter = "duckdb"

// split reports whether the target needs a lake side of its own.
func (s *session) split() bool {
	_, opener := s.target()
	return !opener.Dialect().Supports(engine.LakeFiles)
}

// compiler makes the compiler of the target's dialects. No database is opened.
func (s *session) compiler(o compile.Options) *compile.Compiler {
	_, opener := s.target()
	o.Root = s.root
	if lake := s.adapters[lakeAdapter]; s.split() && lake != nil {
		o.Lake = lake.Dialect()
	}
	return compile.New(s.project, opener.Dialect(), o)
}

// connectSides opens what a plan works on. The lake side is opened only for a plan that
// has something to do there; seeds are written there too, when they are large.
func (s *session) connectSides(ctx context.Context, p *plan.Plan) (engine.Sides, error) {
	if onlyUnitTests(s.project.Manifest, p) {
		return engine.Sides{}, nil
	}
	warehouse, err := s.connect(ctx, false)
	if err != nil {
		return engine.Sides{}, err
	}
	sides := engine.Sides{Warehouse: warehouse, Lake: warehouse}
	if !s.split() {
		return sides, nil
	}
	sides.Lake = nil
	for _, step := range p.Steps {
		_, isSeed := s.project.Manifest.Nodes[step.ID].(*engine.Seed)
		if !isSeed && !s.project.Manifest.OnLake(step.ID) {
			continue
		}
		if sides.Lake, err = s.connectLake(ctx); err != nil {
			_ = warehouse.Close()
			return engine.Sides{}, err
		}
		break
	}
	return sides, nil
}

func closeSides(sides engine.Sides) {
	if sides.Lake != nil && sides.Split() {
		_ = sides.Lake.Close()
	}
	if sides.Warehouse != nil {
		_ = sides.Warehouse.Close()
	}
}

// connectLake opens the lake side: a DuckDB in memory, with the settings that the target
// gives under lake, or, for one that reads files itself, with its own: beside its database,
// which need not be there, and which another process may hold.
func (s *session) connectLake(ctx context.Context) (engine.Adapter, error) {
	t := s.project.Manifest.Target
	opener := s.adapters[lakeAdapter]
	if opener == nil {
		s.view.Faults(diag.List{s.noAdapter(engine.Target{Name: t.Name, Adapter: lakeAdapter, Span: t.Span})}, "nothing was run")
		return nil, told{exitProject}
	}
	lake := engine.Target{Name: t.Name, Adapter: lakeAdapter, Schema: "main", Threads: t.Threads, Span: t.Span, Settings: map[string]any{}}
	if s.split() {
		maps.Copy(lake.Settings, t.Lake)
	} else {
		maps.Copy(lake.Settings, t.Settings)
		delete(lake.Settings, "attach")
		delete(lake.Settings, "read_only")
	}
	lake.Settings["path"] = ":memory:"
	if lake.Settings["temp_directory"] == nil {
		lake.Settings["temp_directory"] = path.Join("target", "tmp")
	}
	a, err := opener.Open(ctx, lake, adapters.Options{Root: s.root, Functions: s.registry, Threads: s.threads()})
	return a, s.notOpened(ctx, lake, err)
}

// opened is the sides of a target for a command that looks at one of them: each is
// connected to when it is asked for.
type opened struct {
	session         *session
	warehouse, lake engine.Adapter
}

func (o *opened) side(ctx context.Context, lake bool) (engine.Adapter, error) {
	var err error
	switch {
	case lake && o.session.split():
		if o.lake == nil {
			o.lake, err = o.session.connectLake(ctx)
		}
		return o.lake, err
	case o.warehouse == nil:
		o.warehouse, err = o.session.connect(ctx, true)
	}
	return o.warehouse, err
}

func (o *opened) close() {
	for _, a := range []engine.Adapter{o.warehouse, o.lake} {
		if a != nil {
			_ = a.Close()
		}
	}
}

package cli

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
)

// compileAll compiles nodes to SQL on all processors; the faults come sorted, with what
// look, when there is one, has to say of each. The maps back to the templates are not
// kept: they take more memory than the SQL.
func compileAll(ctx context.Context, compiler *compile.Compiler, ids []engine.NodeID, look func(engine.Compiled) diag.List) ([]string, diag.List) {
	out := make([]string, len(ids))
	faults := make([]diag.List, len(ids))
	var g errgroup.Group
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		g.Go(func() error {
			for i := w; i < len(ids) && ctx.Err() == nil; i += workers {
				compiled, problems := compiler.Node(ids[i])
				if look != nil && !problems.HasErrors() {
					problems = append(problems, look(compiled)...)
				}
				out[i], faults[i] = compiled.SQL, problems
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors
	return out, faultsOf(faults)
}

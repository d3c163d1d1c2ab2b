package cli

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
)

// compileAll compiles nodes on all processors; the faults come sorted.
func compileAll(ctx context.Context, compiler *compile.Compiler, ids []engine.NodeID) ([]engine.Compiled, diag.List) {
	out := make([]engine.Compiled, len(ids))
	faults := make([]diag.List, len(ids))
	var g errgroup.Group
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		g.Go(func() error {
			for i := w; i < len(ids) && ctx.Err() == nil; i += workers {
				out[i], faults[i] = compiler.Node(ids[i])
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors
	return out, faultsOf(faults)
}

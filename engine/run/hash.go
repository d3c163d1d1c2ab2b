package run

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/state"
)

// hashes remembers the content hashes of a run: several models may read the same files,
// and a file is known by its size and time, as in the ledger.
type hashes struct {
	asked singleflight.Group
	known sync.Map // hashes by key
}

// of is the content hash of a file. The file is read once, whoever asks.
func (h *hashes) of(ctx context.Context, lake engine.Lake, f engine.File) (string, error) {
	key := fmt.Sprint(f.Path, "\n", f.Size, "\n", f.Modified.UnixMicro(), "\n", f.Hash)
	if sum, ok := h.known.Load(key); ok {
		return sum.(string), nil
	}
	read := func() (any, error) {
		hashed, err := lake.Hash(ctx, f)
		if err == nil {
			h.known.Store(key, hashed.Hash)
		}
		return hashed.Hash, err
	}
	sum, err, shared := h.asked.Do(key, read)
	if err != nil && shared && ctx.Err() == nil {
		sum, err = read() // it may be the other one who was cancelled
	}
	if err != nil {
		return "", err
	}
	return sum.(string), nil
}

// hash fills in the content hashes: from the ledger where size and time (and the version,
// where the lake tells one) are as they were, else by reading the file.
func (w *worker) hash(ctx context.Context, lake engine.Lake, known []state.FileRecord, found []engine.File) error {
	ledger := make(map[string]state.FileRecord, len(known))
	for _, k := range known {
		ledger[k.Path] = k
	}
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(4) // reading waits for the disk more than for the processor
	for i, f := range found {
		if k, ok := ledger[f.Path]; ok && k.Size == f.Size && k.Modified.Equal(f.Modified) && (f.Hash == "" || f.Hash == k.Hash) {
			found[i].Hash = k.Hash
			continue
		}
		work.Go(func() (err error) {
			found[i].Hash, err = w.hashes.of(ctx, lake, f)
			return err
		})
	}
	return work.Wait()
}

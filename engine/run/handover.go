package run

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

// handOver writes what the lake side computed as Parquet files and puts them to the
// warehouse's stage. No table has them yet: that is for the publish transaction.
func (w *worker) handOver(ctx context.Context, b *materialize.Build) error {
	folder := filepath.Join(w.o.Root, "target", "preload", w.o.RunID, b.Relation.Name)
	defer func() {
		_ = os.RemoveAll(folder)
		_ = os.Remove(filepath.Dir(folder)) // the run's, once it is empty
	}()
	var err error
	if b.Config.Materialized != engine.MaterializedExternal {
		if b.Config.Materialized == engine.MaterializedLoad {
			b.Handover.Columns = b.AsideColumns
			b.AsideColumns = materialize.WarehouseColumns(b.Handover.Columns)
		}
		rows := filepath.Join(folder, "rows")
		b.Handover.Rows, err = w.carryOver(ctx, b, materialize.RowsPart, rows, materialize.WriteRows(*b, filepath.ToSlash(rows)))
	}
	rejects := filepath.Join(folder, "rejects")
	if write := materialize.WriteRejects(*b, filepath.ToSlash(rejects)); write != nil && err == nil {
		b.Handover.Rejects, err = w.carryOver(ctx, b, materialize.RejectsPart, rejects, *write)
	}
	return err
}

// carryOver writes files below a folder, and puts each to the stage while the next one is
// being written.
func (w *worker) carryOver(ctx context.Context, b *materialize.Build, part materialize.Part, folder string, write engine.Statement) ([]materialize.HandedFile, error) {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	written := make(chan error, 1)
	go func() {
		written <- execAll(ctx, w.lake, []engine.Statement{write})
	}()
	p := &putter{w: w, b: b, part: part, folder: folder}
	var err error
	for ended := false; !ended && err == nil; {
		select {
		case err = <-written:
			ended = true
			if err == nil {
				err = p.putFinished(ctx, true)
			}
			written <- nil
		case <-time.After(100 * time.Millisecond):
			err = p.putFinished(ctx, false)
		}
	}
	if err != nil {
		cancel()
	}
	<-written // the session is free again
	if err != nil || len(p.done) == 0 {
		return nil, err
	}
	return p.counted(ctx)
}

// A putter puts finished files to the stage.
type putter struct {
	w      *worker
	b      *materialize.Build
	part   materialize.Part
	folder string
	done   []string // paths under their new names
}

// putFinished puts the files that are finished: one is when the next one has been begun,
// and all are when the writing has ended.
func (p *putter) putFinished(ctx context.Context, all bool) error {
	files, err := p.numbered()
	if err != nil {
		return err
	}
	if !all && len(files) > 0 {
		files = files[:len(files)-1]
	}
	for _, file := range files {
		if whole, err := isParquet(file); err != nil || !whole && all {
			return errors.Join(err, fmt.Errorf("%s is not a whole Parquet file", file))
		} else if !whole {
			return nil // its last bytes are still to come
		}
		if err := p.put(ctx, file); err != nil {
			return err
		}
	}
	return nil
}

// numbered lists the files that DuckDB wrote, data_0.parquet and so on, in their order.
func (p *putter) numbered() ([]string, error) {
	files, err := filepath.Glob(filepath.Join(p.folder, "data_*.parquet"))
	number := func(file string) int {
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "data_"), ".parquet"))
		return n
	}
	slices.SortFunc(files, func(a, b string) int { return number(a) - number(b) })
	return files, err
}

// put names a file by its content and sends it.
func (p *putter) put(ctx context.Context, file string) error {
	hash, size, err := hashOf(file)
	if err != nil {
		return err
	}
	named := filepath.Join(p.folder, materialize.HandedName(hash))
	for n := 2; slices.Contains(p.done, named); n++ { // the same rows again are a file of their own
		named = filepath.Join(p.folder, fmt.Sprintf("%x_%d.parquet", hash, n))
	}
	if err := os.Rename(file, named); err != nil {
		return err
	}
	s := materialize.Put(*p.b, p.part, named)
	rows, err := p.w.session.Query(ctx, s)
	if err != nil {
		return &statementError{s, err}
	}
	defer rows.Close()
	told := 0
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return err
		}
		if err := materialize.CheckPut(rows.Columns(), values, size); err != nil {
			return err
		}
		told++
	}
	if err := rows.Err(); err != nil {
		return &statementError{s, err}
	}
	if told == 0 {
		return errors.New("the warehouse did not say what became of a file put to its stage")
	}
	p.done = append(p.done, named)
	return nil
}

// counted asks for the rows of each file. Files without rows are not copied.
func (p *putter) counted(ctx context.Context) ([]materialize.HandedFile, error) {
	files := make([]string, len(p.done))
	for i, f := range p.done {
		files[i] = filepath.ToSlash(f)
	}
	rows, err := queryAll(ctx, p.w.lake, materialize.CountRows(files))
	if err != nil {
		return nil, err
	}
	var out []materialize.HandedFile
	for _, r := range rows {
		n, err := strconv.ParseInt(fmt.Sprint(r[1]), 10, 64)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, materialize.HandedFile{Name: filepath.Base(fmt.Sprint(r[0])), Rows: n})
		}
	}
	if len(rows) != len(files) {
		return nil, fmt.Errorf("%d of %d written files could be counted", len(rows), len(files))
	}
	return out, nil
}

// isParquet reports whether a file ends as a Parquet file does.
func isParquet(file string) (bool, error) {
	f, err := os.Open(file)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < 12 {
		return false, err
	}
	end := make([]byte, 4)
	_, err = f.ReadAt(end, info.Size()-4)
	return string(end) == "PAR1", err
}

func hashOf(file string) (hash []byte, size int64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return h.Sum(nil), size, err
}

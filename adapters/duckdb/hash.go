package duckdb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/martsql/mart/engine"
)

// Hash fills in the sha256 of a file's content. A gzip file is unpacked on the way: of
// one that is cut off, DuckDB would read what there is and say nothing.
func (a *Adapter) Hash(ctx context.Context, f engine.File) (engine.File, error) {
	if isRemote(f.Path) {
		f, err := a.hashURL(ctx, f)
		return f, a.storeError("read "+f.Path, err)
	}
	file, err := os.Open(a.absolute(f.Path))
	if err != nil {
		return f, lakeError("read "+f.Path, err)
	}
	defer file.Close()
	sum, err := digest(&interruptible{ctx, file}, strings.HasSuffix(f.Path, ".gz"))
	if err != nil {
		return f, lakeError("read "+f.Path, err)
	}
	f.Hash = sum
	return f, nil
}

// digest is the sha256 of a content; a zipped one is unpacked on the way, to see that it
// is whole.
func digest(r io.Reader, zipped bool) (string, error) {
	sum := sha256.New()
	content := io.TeeReader(r, sum)
	if zipped {
		if err := unpack(content); err != nil {
			return "", err
		}
	}
	if _, err := io.Copy(io.Discard, content); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// unpack reads a gzip stream to its end. An empty file is let through: it has no rows.
func unpack(content io.Reader) error {
	unzipped, err := gzip.NewReader(content)
	if err == io.EOF {
		return nil
	}
	if err == nil {
		_, err = io.Copy(io.Discard, unzipped)
	}
	switch {
	case interrupted(err):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the file is cut off in the middle; is it still being written?")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return fmt.Errorf("the file is no whole gzip file: %w", err)
	}
	return err
}

// interruptible is a file whose reading ends with a context.
type interruptible struct {
	ctx  context.Context
	file *os.File
}

// Read reads from the file while the context lasts.
func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.file.Read(p)
}

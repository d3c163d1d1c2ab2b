package duckdb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/martsql/mart/engine"
)

// List returns the files that any of the globs matches, sorted by path, each once. A
// path is relative to the project when the file is in it, and absolute otherwise; it
// has forward slashes. Files and folders whose name begins with _ or . are left out,
// and so are the folders in which external models are being built, unless the glob
// names them before its first wildcard. Times have the microseconds that DuckDB keeps,
// so that they compare equal after a round through a ledger. Globs may be URLs of object
// stores: see remote.go.
func (a *Adapter) List(ctx context.Context, globs []string) ([]engine.File, error) {
	var found []engine.File
	asked := listings{}
	for _, glob := range globs {
		if u, remote := parseURL(glob); remote {
			files, err := a.listURL(ctx, glob, u, asked)
			if err != nil {
				return nil, a.storeError("list "+glob, err)
			}
			found = append(found, files...)
			continue
		}
		files, err := a.listGlob(ctx, glob)
		if err != nil {
			return nil, lakeError("list "+glob, err)
		}
		found = append(found, files...)
	}
	return sortFiles(found), nil
}

func (a *Adapter) listGlob(ctx context.Context, glob string) ([]engine.File, error) {
	if !doublestar.ValidatePattern(glob) {
		return nil, errors.New("this is no valid pattern: a bracket or brace is open")
	}
	base, pattern := doublestar.SplitPattern(path.Clean(filepath.ToSlash(glob)))
	folder := a.absolute(base)
	var found []engine.File
	err := doublestar.GlobWalk(os.DirFS(folder), pattern, func(match string, d fs.DirEntry) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.IsDir() || hidden(match) {
			return nil
		}
		full := filepath.Join(folder, filepath.FromSlash(match))
		info, err := os.Stat(full)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone while we looked, or a link to nothing
		}
		if err != nil {
			return err
		}
		if info.Mode().IsRegular() {
			modified := info.ModTime().UTC().Truncate(time.Microsecond)
			found = append(found, engine.File{Path: a.projectPath(full), Size: info.Size(), Modified: modified})
		}
		return nil
	}, doublestar.WithFailOnIOErrors())
	if errors.Is(err, fs.ErrNotExist) {
		err = nil // no such folder: no file matches
	}
	return found, err
}

// hidden reports whether a path below a glob's base is not for readers.
func hidden(match string) bool {
	for part := range strings.SplitSeq(match, "/") {
		if strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".") ||
			strings.HasSuffix(part, asideSuffix) || strings.HasSuffix(part, goneSuffix) {
			return true
		}
	}
	return false
}

// absolute is where a path of the project is on this machine.
func (a *Adapter) absolute(p string) string {
	p = filepath.FromSlash(p)
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(a.root, p)
}

// projectPath is a path as a project writes it.
func (a *Adapter) projectPath(full string) string {
	if rel, err := filepath.Rel(a.root, full); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(full)
}

// lakeError says what could not be done, and sorts the causes that mart treats apart.
func lakeError(what string, err error) error {
	kind := engine.OtherError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC):
		kind = engine.SpaceError
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		kind = engine.ReadOnlyError
	}
	if kind == engine.OtherError {
		return fmt.Errorf("cannot %s: %w", what, err)
	}
	return &engine.DatabaseError{Kind: kind, Adapter: "lake", Message: fmt.Sprintf("cannot %s: %v", what, err), Offset: -1, Err: err}
}

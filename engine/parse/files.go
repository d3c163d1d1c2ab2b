package parse

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/martsql/mart/engine/diag"
)

// readFiles finds the project's files and reads them all, in parallel: on a cold disk
// cache reading is most of a cold start.
func (l *loader) readFiles(ctx context.Context) {
	p := l.project.Manifest.Project.Paths
	for _, kind := range []struct {
		folders []string
		files   *[]string
		suffix  string
	}{
		{p.Models, &l.found.models, ".sql"},
		{p.Macros, &l.found.macros, ".sql"},
		{p.Seeds, &l.found.seeds, ".csv"},
		{p.Tests, &l.found.tests, ".sql"},
	} {
		for _, folder := range kind.folders {
			l.walk(folder, kind.suffix, kind.files)
		}
	}
	l.readTexts(ctx, slices.Concat(l.found.models, l.found.macros, l.found.tests, l.found.properties, l.found.docs))
}

// walk lists the files of a folder with a suffix, and the property and doc files beside
// them. A folder that does not exist has none. Names that begin with a dot are passed
// over, as editors leave such files.
func (l *loader) walk(folder, suffix string, into *[]string) {
	err := fs.WalkDir(l.fsys, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != folder {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			if into == &l.found.tests && name == path.Join(folder, fixturesFolder) {
				return fs.SkipDir // rows of unit tests, not tests
			}
			return nil
		}
		switch ext := strings.ToLower(path.Ext(name)); ext {
		case suffix:
			*into = append(*into, name)
		case ".yml", ".yaml":
			l.found.properties = append(l.found.properties, name)
		case ".md":
			l.found.docs = append(l.found.docs, name)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.problems.Add(diag.Errorf(diag.Span{File: folder}, "unreadable", "this folder cannot be read: %s", plainError(err)))
	}
}

func (l *loader) readTexts(ctx context.Context, files []string) {
	texts := make([]string, len(files))
	unreadable := make([]bool, len(files))
	var mu sync.Mutex
	inParallel(ctx, len(files), func(i int) {
		b, err := fs.ReadFile(l.fsys, files[i])
		if err != nil {
			unreadable[i] = true
			mu.Lock()
			defer mu.Unlock()
			l.problems.Add(diag.Errorf(diag.Span{File: files[i]}, "unreadable", "this file cannot be read: %s", plainError(err)))
			return
		}
		texts[i] = string(b)
	})
	for i, f := range files {
		if !unreadable[i] {
			l.project.texts[f] = texts[i]
		}
	}
	l.project.Files = append(l.project.Files, files...)
	l.project.Files = append(l.project.Files, l.found.seeds...)
	slices.Sort(l.project.Files)
	l.project.Files = slices.Compact(l.project.Files)
}

// inParallel calls f for 0..n-1 on all processors, in stretches that are long enough
// for the handing out not to matter.
func inParallel(ctx context.Context, n int, f func(i int)) {
	const stretch = 16
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < n; from += stretch {
		g.Go(func() error {
			for i := from; i < min(from+stretch, n) && ctx.Err() == nil; i++ {
				f(i)
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors
}

// plainError is what the operating system says, without the path in front: the message
// names the file already.
func plainError(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}

// baseName is a file's name without folder and suffix: the name of what it defines.
func baseName(file string) string {
	return strings.TrimSuffix(path.Base(file), path.Ext(file))
}

// below is a file's path below whichever of the folders it lies in.
func below(file string, folders []string) string {
	for _, f := range folders {
		if rest, ok := strings.CutPrefix(file, strings.TrimSuffix(f, "/")+"/"); ok {
			return rest
		}
	}
	return file
}

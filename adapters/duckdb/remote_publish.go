package duckdb

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/martsql/mart/engine"
)

// An object store has no rename, and no folders. What it has is an object that is
// replaced at once: by a put, or by a copy. So a partition on an object store is one
// object, and its replacement is one copy; a reader has the old one or the new one.
//
// The build is made on the local disk. Publish puts it beside the location, writes to a
// journal there what is to be done, copies each partition into its place, deletes those
// that are given up, and then what stands beside the location, the journal last. Up to
// the journal nothing has happened to the location; from then on Recover, from whatever
// machine, does the rest: every step can be done twice.

// A storeJournal is what a Publish is about to do, in the store before it does it.
type storeJournal struct {
	Copy   []storeCopy `json:"copy"`
	Delete []string    `json:"delete"` // keys
}

// A storeCopy puts one partition in its place.
type storeCopy struct {
	From string `json:"from"`
	To   string `json:"to"`
	Size int64  `json:"size"`
}

// A storePublisher swaps the partitions of one location of an object store.
type storePublisher struct {
	bucket   objects
	aside    string // local folder
	location string // key, without a slash at the end
	// unite makes one file of several that are one partition.
	unite func(ctx context.Context, files []string) (string, error)
}

// publishURL is Publish for a location in an object store.
func (a *Adapter) publishURL(ctx context.Context, location string, goes func(partition string) bool) error {
	p, err := a.storePublisher(ctx, location)
	if err != nil {
		return err
	}
	return a.storeError("publish "+location, p.publish(ctx, goes))
}

// recoverURL is Recover for a location in an object store.
func (a *Adapter) recoverURL(ctx context.Context, location string) error {
	p, err := a.storePublisher(ctx, location)
	if err != nil {
		return err
	}
	return a.storeError("recover "+location, p.recover(ctx))
}

// atOnce is how many requests for small work are under way at a time.
const atOnce = 8

func (a *Adapter) storePublisher(ctx context.Context, location string) (*storePublisher, error) {
	u, _ := parseURL(location)
	if !u.isS3() {
		return nil, fmt.Errorf("cannot publish %s: mart writes to folders and to s3://, and reads from %s://", location, u.scheme)
	}
	u.key = strings.Trim(u.key, "/")
	if u.bucket == "" || u.key == "" {
		return nil, fmt.Errorf("cannot publish %s: an external model needs a folder of its own in a bucket, say s3://bucket/folder", location)
	}
	bucket, err := a.bucket(ctx, u)
	if err != nil {
		return nil, err
	}
	if bucket == nil {
		return nil, fmt.Errorf("cannot publish %s: the target has no secret of type s3 for it", location)
	}
	return &storePublisher{bucket: bucket, aside: a.absolute(engine.AsideOf(location)), location: u.key, unite: a.unite}, nil
}

func (p *storePublisher) asidePrefix() string { return p.location + asideSuffix + "/" }
func (p *storePublisher) journal() string     { return p.location + journalSuffix }

// publish does the whole of it.
func (p *storePublisher) publish(ctx context.Context, goes func(partition string) bool) error {
	switch _, err := p.readJournal(ctx); {
	case err == nil:
		return fmt.Errorf("another publish is under way, or was interrupted: %s", p.journal())
	case !errors.Is(err, errNoObject):
		return err
	}
	fresh, err := p.upload(ctx)
	if err != nil {
		return err
	}
	old, err := p.bucket.List(ctx, p.location+"/")
	if err != nil {
		return err
	}
	j := storeJournal{Copy: fresh, Delete: p.outdated(fresh, old, goes)}
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if err := p.bucket.Put(ctx, p.journal(), bytes.NewReader(text)); err != nil {
		return err
	}
	missing, err := p.copyAll(context.WithoutCancel(ctx), j) // it is quicker to finish than to undo
	if missing && err == nil {
		return fmt.Errorf("%s was removed by somebody else before it was published", p.asidePrefix())
	}
	return p.finish(context.WithoutCancel(ctx), j, err)
}

// recover finishes what a publish began, or clears what never came to that.
func (p *storePublisher) recover(ctx context.Context) error {
	j, err := p.readJournal(ctx)
	if errors.Is(err, errNoObject) {
		return p.clear(ctx)
	}
	if err != nil {
		return err
	}
	missing, err := p.copyAll(ctx, j)
	if missing && err == nil {
		// The aside is cleared last, so all was done before; or else somebody else took it
		// away: then nothing is deleted, and the next build writes the rest.
		return p.tidy(ctx)
	}
	return p.finish(ctx, j, err)
}

// upload puts the partitions of the local aside beside the location.
func (p *storePublisher) upload(ctx context.Context) ([]storeCopy, error) {
	parts, err := partitions(p.aside)
	if err != nil {
		return nil, err
	}
	out := make([]storeCopy, len(parts))
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(atOnce)
	for i, part := range parts {
		file, err := p.partitionFile(ctx, part)
		if err != nil {
			return nil, errors.Join(err, work.Wait())
		}
		key := path.Join(filepath.ToSlash(part), filepath.Base(file))
		out[i] = storeCopy{From: p.asidePrefix() + key, To: p.location + "/" + key}
		work.Go(func() (err error) {
			out[i].Size, err = p.put(ctx, out[i].From, file)
			return err
		})
	}
	return out, work.Wait()
}

// partitionFile is the one file of a partition. DuckDB writes several when it has more
// partitions open than it likes to.
func (p *storePublisher) partitionFile(ctx context.Context, part string) (string, error) {
	folder := filepath.Join(p.aside, part)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	if len(files) == 1 {
		return files[0], nil
	}
	// data_10 comes after data_9.
	slices.SortFunc(files, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return p.unite(ctx, files)
}

func (p *storePublisher) put(ctx context.Context, key, file string) (int64, error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), p.bucket.Put(ctx, key, f)
}

// outdated lists the objects that go: those of a partition that has a new one, below it
// too, and those of partitions that are given up.
func (p *storePublisher) outdated(fresh []storeCopy, old []object, goes func(partition string) bool) []string {
	stays, made := map[string]bool{}, map[string]bool{}
	for _, c := range fresh {
		stays[c.To], made[path.Dir(c.To)] = true, true
	}
	var out []string
	for _, o := range old {
		if stays[o.Key] {
			continue
		}
		part := path.Dir(strings.TrimPrefix(o.Key, p.location+"/"))
		replaced := made[p.location]
		for dir := part; dir != "." && !replaced; dir = path.Dir(dir) {
			replaced = made[p.location+"/"+dir]
		}
		if replaced || goes != nil && goes(part) {
			out = append(out, o.Key)
		}
	}
	return out
}

// copyAll puts the new partitions in their places. missing says that some are not to be
// found any more.
func (p *storePublisher) copyAll(ctx context.Context, j storeJournal) (missing bool, err error) {
	var gone atomic.Bool
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(atOnce)
	for _, c := range j.Copy {
		work.Go(func() error {
			err := p.bucket.Copy(ctx, c.From, c.To, c.Size)
			if errors.Is(err, errNoObject) {
				gone.Store(true)
				return nil
			}
			return err
		})
	}
	err = work.Wait()
	return gone.Load(), err
}

// finish deletes what is given up and clears up, after the copies were made.
func (p *storePublisher) finish(ctx context.Context, j storeJournal, copied error) error {
	if copied != nil {
		return copied
	}
	if err := p.deleteAll(ctx, j.Delete); err != nil {
		return err
	}
	return p.tidy(ctx)
}

// tidy removes what is left beside the location; the journal goes last.
func (p *storePublisher) tidy(ctx context.Context) error {
	if err := p.clear(ctx); err != nil {
		return err
	}
	return p.bucket.Delete(ctx, p.journal())
}

// clear removes builds, here and in the bucket.
func (p *storePublisher) clear(ctx context.Context) error {
	left, err := p.bucket.List(ctx, p.asidePrefix())
	if err != nil {
		return err
	}
	keys := make([]string, len(left))
	for i, o := range left {
		keys[i] = o.Key
	}
	if err := p.deleteAll(ctx, keys); err != nil {
		return err
	}
	return os.RemoveAll(p.aside)
}

func (p *storePublisher) deleteAll(ctx context.Context, keys []string) error {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(atOnce)
	for _, key := range keys {
		work.Go(func() error { return p.bucket.Delete(ctx, key) })
	}
	return work.Wait()
}

func (p *storePublisher) readJournal(ctx context.Context) (j storeJournal, err error) {
	body, err := p.bucket.Get(ctx, p.journal(), "")
	if err != nil {
		return j, err
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	text, err := io.ReadAll(body)
	if err == nil {
		if err = json.Unmarshal(text, &j); err != nil {
			err = fmt.Errorf("%s is damaged: %w", p.journal(), err)
		}
	}
	return j, err
}

// unite makes one file of the files of a partition, in their order, and removes them.
func (a *Adapter) unite(ctx context.Context, files []string) (string, error) {
	first := files[0]
	whole := first + ".whole" + filepath.Ext(first)
	var err error
	switch filepath.Ext(first) {
	case ".parquet":
		err = a.uniteParquet(ctx, files, whole)
	case ".csv":
		err = uniteCSV(files, whole)
	default:
		return "", fmt.Errorf("a partition of %s files has %d of them", filepath.Ext(first), len(files))
	}
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if err := os.Remove(f); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return first, os.Rename(whole, first)
}

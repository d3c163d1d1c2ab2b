package duckdb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// What stands beside the location of an external model while it is built and published.
const (
	asideSuffix   = "__build"        // the new partitions; see engine.Model.AsideLocation
	goneSuffix    = "__gone"         // partitions taken away, soon to be deleted
	journalSuffix = "__publish.json" // what a Publish is about to do
)

// Publish replaces partitions of location by those in aside. A partition is a folder
// with files in it; location itself is one when files lie in it directly. Each is
// swapped by one rename, where the system can exchange two folders (Linux, macOS). What
// is to be done is written to a journal first: a Publish that dies in the middle is
// finished by Recover. A location in an object store is served by remote_publish.go.
func (a *Adapter) Publish(ctx context.Context, aside, location string, goes func(partition string) bool) error {
	if isRemote(location) {
		return a.publishURL(ctx, location, goes)
	}
	p, err := a.publisher(aside, location)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err // from here on it is quicker to finish than to undo
	}
	if err := p.publish(goes); err != nil {
		return lakeError("publish "+location, err)
	}
	return nil
}

// Recover finishes what a Publish left half done, and removes what a build that was
// never published left beside location.
func (a *Adapter) Recover(ctx context.Context, location string) error {
	if isRemote(location) {
		return a.recoverURL(ctx, location)
	}
	p, err := a.publisher(location+asideSuffix, location)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := p.recover(); err != nil {
		return lakeError("recover "+location, err)
	}
	return nil
}

func (a *Adapter) publisher(aside, location string) (*publisher, error) {
	p := &publisher{aside: a.absolute(aside), location: a.absolute(location), exchange: exchange, step: func(string) error { return nil }}
	if p.aside == p.location || within(p.aside, p.location) || within(p.location, p.aside) {
		return nil, fmt.Errorf("cannot publish %s: %s must be a folder beside it", location, aside)
	}
	return p, nil
}

func within(inner, outer string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && filepath.IsLocal(rel)
}

// A publisher swaps the partitions of one location.
type publisher struct {
	aside, location string
	exchange        func(a, b string) error // swaps two folders by one rename
	step            func(what string) error // called before each change on the disk; tests die here
}

func (p *publisher) gone() string    { return p.location + goneSuffix }
func (p *publisher) journal() string { return p.location + journalSuffix }

func (p *publisher) publish(goes func(string) bool) error {
	if _, err := os.Stat(p.journal()); err == nil {
		return fmt.Errorf("another publish is under way, or was interrupted: %s", p.journal())
	}
	j, err := p.plan(goes)
	if err != nil {
		return err
	}
	if err := p.step("journal"); err != nil {
		return err
	}
	if err := writeJournal(p.journal(), j); err != nil {
		return err
	}
	return p.carryOut(j)
}

func (p *publisher) recover() error {
	j, err := readJournal(p.journal())
	if errors.Is(err, fs.ErrNotExist) {
		return p.tidy()
	}
	if err != nil {
		return err
	}
	p.aside = j.Aside
	return p.carryOut(j)
}

// plan lists the partitions to swap and those to take away.
func (p *publisher) plan(goes func(partition string) bool) (journal, error) {
	j := journal{Aside: p.aside}
	fresh, err := partitions(p.aside)
	if err != nil {
		return j, err
	}
	if slices.Contains(fresh, ".") {
		fresh = []string{"."} // the folder is one partition, with all below it
	}
	for _, part := range fresh {
		id, err := identity(filepath.Join(p.aside, part))
		if err != nil {
			return j, err
		}
		j.Swap = append(j.Swap, swap{Path: filepath.ToSlash(part), Identity: id})
	}
	if goes == nil {
		return j, nil
	}
	old, err := partitions(p.location)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return j, err
	}
	for _, part := range old {
		if !goes(filepath.ToSlash(part)) {
			continue
		}
		paths, err := p.outdated(part, fresh)
		if err != nil {
			return j, err
		}
		j.Remove = append(j.Remove, paths...)
	}
	return j, nil
}

// outdated lists what of an old partition has to go: nothing when a new one takes its
// place, its files when new partitions lie below it, else the folder.
func (p *publisher) outdated(part string, fresh []string) ([]string, error) {
	above := part == "."
	for _, f := range fresh {
		if f == part || f == "." || strings.HasPrefix(part, f+string(filepath.Separator)) {
			return nil, nil
		}
		above = above || strings.HasPrefix(f, part+string(filepath.Separator))
	}
	if !above {
		return []string{filepath.ToSlash(part)}, nil
	}
	entries, err := os.ReadDir(filepath.Join(p.location, part))
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() {
			files = append(files, filepath.ToSlash(filepath.Join(part, e.Name())))
		}
	}
	return files, nil
}

// carryOut does what the journal says. It can be called again after it was interrupted
// anywhere: each step sees for itself whether it was done.
func (p *publisher) carryOut(j journal) error {
	for _, s := range j.Swap {
		if err := p.swap(s); err != nil {
			return err
		}
	}
	for _, part := range j.Remove {
		if err := p.takeAway(filepath.FromSlash(part)); err != nil {
			return err
		}
	}
	return p.tidy()
}

// swap puts a new partition in its place. The one that stood there is in aside then, or
// in gone.
func (p *publisher) swap(s swap) error {
	part := filepath.FromSlash(s.Path)
	from, to := filepath.Join(p.aside, part), filepath.Join(p.location, part)
	id, err := identity(to)
	switch {
	case err == nil && id == s.Identity:
		return nil // done before an interruption
	case errors.Is(err, fs.ErrNotExist):
		return p.rename(from, to)
	case err != nil:
		return err
	}
	if err := p.step("exchange " + s.Path); err != nil {
		return err
	}
	if err = p.exchange(from, to); errors.Is(err, errors.ErrUnsupported) {
		return errors.Join(p.takeAway(part), p.rename(from, to))
	}
	return err
}

// takeAway moves a partition, or a file, out of the readers' sight.
func (p *publisher) takeAway(part string) error {
	if _, err := os.Lstat(filepath.Join(p.location, part)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return p.rename(filepath.Join(p.location, part), filepath.Join(p.gone(), part))
}

func (p *publisher) rename(from, to string) error {
	if err := p.step("rename " + filepath.Base(from)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// tidy removes what is left over; the journal goes last.
func (p *publisher) tidy() error {
	for _, folder := range []string{p.aside, p.gone()} {
		if _, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := p.step("remove " + filepath.Base(folder)); err != nil {
			return err
		}
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	if err := removeEmpty(p.location); err != nil {
		return err
	}
	if err := p.step("end"); err != nil {
		return err
	}
	return removeJournal(p.journal())
}

// partitions lists the folders below root that have files, relative to it and sorted.
func partitions(root string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		found = append(found, rel)
		return err
	})
	slices.Sort(found)
	return slices.Compact(found), err
}

// removeEmpty removes the folders below root that have nothing in them any more.
func removeEmpty(root string) error {
	entries, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if err != nil {
			break
		}
		if e.IsDir() {
			folder := filepath.Join(root, e.Name())
			if err = removeEmpty(folder); err == nil {
				_ = os.Remove(folder) // refused unless it is empty
			}
		}
	}
	return err
}

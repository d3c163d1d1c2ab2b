package run

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/state"
)

// due is the files that a load or external model has to read.
type due struct {
	feeds   []materialize.Feed
	folders map[string]bool    // external: the key=value folders with a change
	gone    []state.FileRecord // files that are no more, and whose rows go with them
	forget  bool               // the ledger of the model is cleared first
	whole   bool               // every file there is, is read
	nothing bool               // there is no work
	known   []state.FileRecord // the ledger as it was
}

func (d due) files() int {
	n := 0
	for _, f := range d.feeds {
		n += len(f.Files)
	}
	return n
}

// dueFiles compares the files on the lake with the ledger, and fills in the build.
func (w *worker) dueFiles(ctx context.Context, lake engine.Lake, m *engine.Model, b *materialize.Build) (due, error) {
	known, err := w.knownFiles(ctx, m.ID)
	if err != nil {
		return due{}, err
	}
	d := due{known: known, whole: w.wantsAll(m, *b, len(known) > 0)}
	if !d.whole && m.Config.Materialized == engine.MaterializedExternal {
		written, err := lake.List(ctx, m.FileGlobs())
		if err != nil {
			return due{}, err
		}
		d.whole = len(written) == 0 // somebody removed what was written
	}
	d.forget = d.whole
	var changed []engine.File // changed content, of all inputs
	var sorted []state.Due
	for _, in := range b.Compiled.Inputs {
		s, err := w.sortFiles(ctx, lake, in, known)
		if err != nil {
			return due{}, err
		}
		sorted = append(sorted, s)
		changed = append(changed, s.Changed...)
		if w.givenUp(m, in) {
			d.gone = append(d.gone, s.Vanished...)
		}
	}
	if err := w.checkChanged(m, changed, d.whole); err != nil {
		return due{}, err
	}
	d.folders = changedFolders(sorted)
	work := len(d.gone) > 0 || m.Config.Materialized == engine.MaterializedExternal && len(d.folders) > 0
	for i, in := range b.Compiled.Inputs {
		files := w.pick(m, sorted[i], d.whole, d.folders)
		work = work || len(files) > 0
		node := w.project.Manifest.Nodes[in.Node].(engine.Relational)
		if problems := checkFolders(node, files); problems.HasErrors() {
			return due{}, problems
		}
		feed := materialize.Feed{Input: in, Node: node, Files: files}
		if len(files) == 0 && len(sorted[i].Unchanged) > 0 {
			feed.Shape = &sorted[i].Unchanged[0]
		}
		d.feeds = append(d.feeds, feed)
	}
	if !d.whole && m.Config.Materialized == engine.MaterializedLoad {
		for _, f := range changed {
			b.Replaced = append(b.Replaced, f.Path)
		}
	}
	for _, f := range d.gone {
		b.Replaced = append(b.Replaced, f.Path)
	}
	d.nothing = !work && !d.whole && len(b.Compiled.Inputs) > 0
	b.Feeds = d.feeds
	b.FullRefresh = d.whole
	b.Folder = filepath.Join(w.o.Root, filepath.FromSlash(m.AsideLocation()))
	return d, nil
}

// givenUp reports whether the rows of an input's files go when the files do. A load keeps
// what it read of a source: old files are put away. Files of an external model are ours,
// and one that is no more holds no rows; an external model has no more than its inputs.
func (w *worker) givenUp(m *engine.Model, in engine.Input) bool {
	return m.Config.Materialized == engine.MaterializedExternal || w.project.Manifest.Model(in.Node) != nil
}

// wantsAll reports whether every file is read again: asked for, or because there is
// nothing to add to.
func (w *worker) wantsAll(m *engine.Model, b materialize.Build, known bool) bool {
	full := w.fullRefresh(m)
	if m.Config.Materialized == engine.MaterializedLoad {
		// On two sides an empty ledger also is what a run leaves that ended before its
		// new table was told of.
		return full || b.Existing == nil || !known && w.sides.Split()
	}
	// An external model's partitions are all of one making: other SQL makes them anew.
	earlier, built := w.builds[m.ID]
	return full || !known || m.Config.Read != "changed_folders" || !built || earlier.Compiled != b.Compiled.Hash
}

// fullRefresh is the model's own setting, or else the flag.
func (w *worker) fullRefresh(m *engine.Model) bool {
	if m.Config.FullRefresh != nil {
		return *m.Config.FullRefresh
	}
	return w.o.FullRefresh
}

func (w *worker) knownFiles(ctx context.Context, id engine.NodeID) ([]state.FileRecord, error) {
	rows, err := queryAll(ctx, w.session, state.LoadedFiles(w.adapter.Dialect(), id))
	if err != nil {
		return nil, err
	}
	out := make([]state.FileRecord, 0, len(rows))
	for _, values := range rows {
		f, err := state.DecodeFile(values)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// sortFiles lists the files of an input and sorts them by what the ledger knows. Only
// files whose size or time is another than in the ledger are read, for their hash.
func (w *worker) sortFiles(ctx context.Context, lake engine.Lake, in engine.Input, known []state.FileRecord) (state.Due, error) {
	node := w.project.Manifest.Nodes[in.Node]
	globs := globsOf(node)
	found, err := lake.List(ctx, globs)
	if err != nil {
		return state.Due{}, err
	}
	mine := slices.DeleteFunc(slices.Clone(known), func(f state.FileRecord) bool { return f.Input != in.Node })
	if _, isSource := node.(*engine.Source); isSource && len(found) == 0 && (len(mine) == 0 || w.lakeIsGone(globs)) {
		return state.Due{}, noFiles(node, globs)
	}
	if err := w.hash(ctx, lake, mine, found); err != nil {
		if ctx.Err() != nil || engine.DatabaseErrorKind(err) != engine.OtherError {
			return state.Due{}, err
		}
		return state.Due{}, diag.List{diag.Errorf(spanOfFiles(node), "unreadable", "%s", err).
			WithHint("nothing was loaded; mend the file, move it away, or build again when it is whole")}
	}
	return state.Sort(mine, found), nil
}

func globsOf(n engine.Node) []string {
	switch n := n.(type) {
	case *engine.Source:
		return n.Files.Globs
	case *engine.Model:
		return n.FileGlobs()
	}
	return nil
}

func noFiles(n engine.Node, globs []string) error {
	return diag.List{diag.Errorf(spanOfFiles(n), "no-files", "no file matches %s", strings.Join(globs, ", ")).
		WithHint("paths start at the folder of mart.yml; is the lake where this source says it is?")}
}

// lakeIsGone reports whether not even the folders stand in which the globs look: then
// the lake was moved, or is not mounted. Files alone may have been put away.
func (w *worker) lakeIsGone(globs []string) bool {
	for _, g := range globs {
		if strings.Contains(g, "://") {
			return false
		}
		folder, _ := doublestar.SplitPattern(g)
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(w.o.Root, filepath.FromSlash(folder))
		}
		if _, err := os.Stat(folder); err == nil {
			return false
		}
	}
	return true
}

// spanOfFiles is where a source says where its files are.
func spanOfFiles(n engine.Node) diag.Span {
	if s, ok := n.(*engine.Source); ok && s.Files.Span.Known() {
		return s.Files.Span
	}
	return n.Head().Span
}

// checkChanged refuses changed files where the model says so.
func (w *worker) checkChanged(m *engine.Model, changed []engine.File, whole bool) error {
	if m.Config.Materialized != engine.MaterializedLoad || m.Config.OnChangedFile != "refuse" || whole || len(changed) == 0 {
		return nil
	}
	var paths []string
	for _, f := range changed {
		paths = append(paths, f.Path)
	}
	return diag.List{diag.Errorf(m.Span, "changed-file", "%s changed after %s was loaded: %s",
		plural(int64(len(paths)), "file", "files"), m.Name, strings.Join(paths, ", ")).
		WithHint("put the old files back under their names, or load the new ones with  on_changed_file: replace")}
}

// pick says which files of an input are read.
func (w *worker) pick(m *engine.Model, s state.Due, whole bool, folders map[string]bool) []engine.File {
	all := slices.Concat(s.New, s.Changed, s.Unchanged)
	slices.SortFunc(all, func(a, b engine.File) int { return strings.Compare(a.Path, b.Path) })
	switch {
	case whole:
		return all
	case m.Config.Materialized == engine.MaterializedExternal:
		return slices.DeleteFunc(all, func(f engine.File) bool { return !folders[hiveFolder(f.Path)] })
	case m.Config.OnChangedFile == "ignore":
		return s.New
	}
	return slices.DeleteFunc(all, func(f engine.File) bool {
		return slices.ContainsFunc(s.Unchanged, func(u engine.File) bool { return u.Path == f.Path })
	})
}

// changedFolders is the key=value folders in which a file is new, changed or gone.
func changedFolders(sorted []state.Due) map[string]bool {
	out := map[string]bool{}
	for _, s := range sorted {
		for _, f := range slices.Concat(s.New, s.Changed) {
			out[hiveFolder(f.Path)] = true
		}
		for _, f := range s.Vanished {
			out[hiveFolder(f.Path)] = true
		}
	}
	return out
}

// hiveFolder is the key=value folders of a path, joined: "crawl_date=2026-11-02".
func hiveFolder(file string) string {
	var out []string
	for _, part := range strings.Split(path.Dir(file), "/") {
		if strings.Contains(part, "=") {
			out = append(out, part)
		}
	}
	return strings.Join(out, "/")
}

// checkFolders refuses files below a key=value folder whose value is not of the declared
// type: their rows would make the column a text for everybody.
func checkFolders(n engine.Relational, files []engine.File) diag.List {
	var problems diag.List
	for _, f := range files {
		for _, part := range strings.Split(path.Dir(f.Path), "/") {
			key, value, isKey := strings.Cut(part, "=")
			i := slices.IndexFunc(n.Cols(), func(c engine.Column) bool { return c.Name == key })
			if !isKey || i < 0 || fits(value, n.Cols()[i].DataType) {
				continue
			}
			problems.Add(diag.Errorf(spanOfFiles(n), "bad-folder", "%s lies in the folder %s, and %s is not a %s", f.Path, part, value, n.Cols()[i].DataType).
				WithHint("rename the folder or move the file away; nothing was read"))
		}
	}
	return problems
}

// fits checks a folder's value against the types that folders have.
func fits(value, dataType string) bool {
	var err error
	switch strings.ToLower(dataType) {
	case "date":
		_, err = time.Parse(time.DateOnly, value)
	case "integer", "bigint", "int", "smallint":
		_, err = strconv.ParseInt(value, 10, 64)
	}
	return err == nil
}

// ledger is the statements that record the files of a load, with their rows.
func (w *worker) ledger(m *engine.Model, d due, counts []materialize.Count) []engine.Statement {
	var out []engine.Statement
	if d.forget {
		out = state.ForgetModel(w.adapter.Dialect(), m.ID)
	}
	for _, f := range d.gone {
		out = append(out, state.ForgetFiles(w.adapter.Dialect(), m.ID, f.Input, []string{f.Path})...)
	}
	type key struct{ stage, path string }
	counted := map[key]materialize.Count{}
	for _, c := range counts {
		counted[key{c.Stage, c.Path}] = c
	}
	var records []state.FileRecord
	for _, feed := range d.feeds {
		for _, f := range feed.Files {
			c := counted[key{feed.Input.Stage, f.Path}]
			records = append(records, state.FileRecord{
				Model: m.ID, Input: feed.Input.Node, Path: f.Path, Size: f.Size, Modified: f.Modified, Hash: f.Hash,
				Rows: c.Rows, Rejects: c.Bad, RunID: w.o.RunID, LoadedAt: w.o.Now,
			})
		}
	}
	return append(out, state.RecordFiles(w.adapter.Dialect(), records)...)
}

// Package freshness finds out how old sources are: by a query for their newest value, or,
// for files of the lake, by when the newest file was written and by the folders they lie
// in. What an age means is said by engine/quality.
package freshness

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/quality"
)

// A Bench is what ages are found with. It may be used from several goroutines.
type Bench struct {
	Project  *parse.Project
	Compiler *compile.Compiler
	Now      time.Time // the clock that ages are counted from
	RunID    string
	// Side gives the database of a side. It is called when one is needed.
	Side func(ctx context.Context, lake bool) (engine.Adapter, error)

	mu    sync.Mutex
	known map[engine.NodeID]*once
}

// once is a source that was, or is being, looked at.
type once struct {
	sync.Once
	age engine.SourceAge
}

// Look finds the age of a source, once: asked again it gives what it found.
func (b *Bench) Look(ctx context.Context, s *engine.Source) engine.SourceAge {
	b.mu.Lock()
	if b.known == nil {
		b.known = map[engine.NodeID]*once{}
	}
	o := b.known[s.ID]
	if o == nil {
		o = &once{}
		b.known[s.ID] = o
	}
	b.mu.Unlock()
	o.Do(func() { o.age = b.look(ctx, s) })
	return o.age
}

func (b *Bench) look(ctx context.Context, s *engine.Source) engine.SourceAge {
	age := engine.SourceAge{ID: s.ID, Asked: b.Now, Started: time.Now()}
	err := b.newest(ctx, s, &age)
	age.Ended = time.Now()
	if err != nil {
		age.Status, age.Problems = engine.RuntimeError, b.explain(s, err)
		return age
	}
	age.Status = quality.Judge(*s.Freshness, age.Newest, b.Now)
	return age
}

// newest finds the time of the newest row.
func (b *Bench) newest(ctx context.Context, s *engine.Source, age *engine.SourceAge) error {
	if s.Files != nil && s.LoadedAtQuery == "" {
		key := s.LoadedAtField
		switch {
		case key == "":
			return b.newestFile(ctx, s, age)
		case s.Freshness.Filter == "" && inFolders(s.Files.Globs, key):
			return b.newestFolder(ctx, s, key, age)
		}
	}
	return b.newestValue(ctx, s, age)
}

// files lists the files of a source; that there are none is an error.
func (b *Bench) files(ctx context.Context, s *engine.Source) ([]engine.File, error) {
	side, err := b.Side(ctx, true)
	if err != nil {
		return nil, err
	}
	lake, ok := side.(engine.Lake)
	if !ok {
		return nil, diag.Errorf(s.Span, "no-lake", "%s.%s lies in files, which this target cannot list", s.SourceName, s.Name)
	}
	found, err := lake.List(ctx, s.Files.Globs)
	if err == nil && len(found) == 0 {
		err = diag.Errorf(cmp.Or(s.Files.Span, s.Span), "no-files", "no file matches %s", strings.Join(s.Files.Globs, ", ")).
			WithHint("paths start at the folder of mart.yml; is the lake where this source says it is?")
	}
	return found, err
}

func (b *Bench) newestFile(ctx context.Context, s *engine.Source, age *engine.SourceAge) error {
	found, err := b.files(ctx, s)
	if err != nil {
		return err
	}
	newest := slices.MaxFunc(found, func(x, y engine.File) int { return x.Modified.Compare(y.Modified) })
	age.Newest, age.What = newest.Modified.UTC(), newest.Path
	return nil
}

// newestFolder takes the greatest time of the key=value folders. No file is read.
func (b *Bench) newestFolder(ctx context.Context, s *engine.Source, key string, age *engine.SourceAge) error {
	found, err := b.files(ctx, s)
	if err != nil {
		return err
	}
	for _, f := range found {
		value, _ := folderValue(f.Path, key)
		t, ok := quality.ParseTime(value)
		if !ok {
			return diag.Errorf(cmp.Or(s.Files.Span, s.Span), "bad-folder", "%s lies in the folder %s=%s, and that is no time", f.Path, key, value).
				WithHint("rename the folder or move the file away, or name another loaded_at_field")
		}
		if t.After(age.Newest) {
			age.Newest, age.What = t, key+"="+value
		}
	}
	return nil
}

// inFolders reports whether every glob has a folder of the key.
func inFolders(globs []string, key string) bool {
	return !slices.ContainsFunc(globs, func(g string) bool { _, ok := folderValue(g, key); return !ok })
}

// folderValue is the value of a key=value folder of a path.
func folderValue(file, key string) (string, bool) {
	for _, folder := range strings.Split(path.Dir(file), "/") {
		if value, ok := strings.CutPrefix(folder, key+"="); ok {
			return value, true
		}
	}
	return "", false
}

// newestValue asks the database.
func (b *Bench) newestValue(ctx context.Context, s *engine.Source, age *engine.SourceAge) error {
	compiled, problems := b.Compiler.Freshness(s)
	if err := problems.Err(); err != nil {
		return err
	}
	if compiled.SQL == "" {
		return diag.Errorf(s.Freshness.Span, "no-loaded-at", "nothing says how old %s.%s is", s.SourceName, s.Name).
			WithHint("name the column that tells when a row came:  loaded_at_field: loaded_at")
	}
	age.What = "max(" + s.LoadedAtField + ")"
	switch {
	case s.LoadedAtQuery != "":
		age.What = "loaded_at_query"
	case s.LoadedAtField == "":
		age.What = "last change"
	}
	side, err := b.Side(ctx, compiled.Lake)
	if err != nil {
		return err
	}
	session, err := side.Session(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	statement := engine.Statement{SQL: compiled.SQL, Map: compiled.Map, Tag: "freshness", Origin: engine.Origin{RunID: b.RunID, Node: s.ID, Attempt: 1}}
	rows, err := session.Query(ctx, statement)
	if err != nil {
		return &refused{err, statement}
	}
	if identified, ok := rows.(engine.Identified); ok {
		age.QueryID = identified.QueryID()
	}
	values, err := engine.ReadAll(rows)
	if err != nil {
		return &refused{err, statement}
	}
	if len(values) != 1 || len(values[0]) != 1 {
		return fmt.Errorf("one value was expected, the newest time, and the query gave %d rows", len(values))
	}
	if age.Newest, err = quality.FreshnessTime(values[0][0]); err != nil {
		return diag.Errorf(cmp.Or(s.LoadedAtSpan, s.Freshness.Span), "no-loaded-at", "%s of %s.%s: %s", age.What, s.SourceName, s.Name, err).
			WithHint("it must be a date or a timestamp, in UTC; cast it:  loaded_at_field: cast(changed as timestamp)")
	}
	return nil
}

// refused is a database's error, with the statement that it is about.
type refused struct {
	error
	statement engine.Statement
}

// Unwrap gives the database's error.
func (r *refused) Unwrap() error { return r.error }

// explain tells why an age could not be found: at the setting that the database points
// at, or else at the place of the thresholds.
func (b *Bench) explain(s *engine.Source, err error) diag.List {
	var list diag.List
	if errors.As(err, &list) {
		return list
	}
	var one diag.Diagnostic
	if errors.As(err, &one) {
		return diag.List{one}
	}
	at := s.Header
	at.Span = s.Freshness.Span
	var database *engine.DatabaseError
	if errors.As(err, &database) {
		var statement engine.Statement
		if r := (*refused)(nil); errors.As(err, &r) {
			statement = r.statement
		}
		d := compile.Database(&at, database, statement, b.Project.Source)
		d.Related = nil // no command shows this SQL
		d.Summary = fmt.Sprintf("the age of %s.%s could not be found: %s", s.SourceName, s.Name, d.Summary)
		return diag.List{d}
	}
	return diag.List{{Code: "failed", Summary: fmt.Sprintf("the age of %s.%s could not be found: %s", s.SourceName, s.Name, err), Span: at.Span, Cause: err}}
}

package check

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
)

// source finds the columns of a source: as they are declared, else as the files or the
// target's catalogue tell.
func (c *checker) source(ctx context.Context, s engine.Session, source *engine.Source) error {
	columns, known := declared(source)
	if source.Files != nil {
		columns, known = materialize.ReaderColumns(source)
	}
	if known {
		if problems := c.typesHold(ctx, s, source.Columns); problems != nil {
			c.tell(problems...)
			c.unchecked(source.ID, "its declared types cannot be read")
			return nil
		}
		c.found(source.ID, columns)
		return nil
	}
	if source.Files != nil {
		return c.filesThemselves(ctx, s, source)
	}
	return c.catalog(ctx, source)
}

// filesThemselves asks DuckDB what it finds in the files of a source without declared
// types.
func (c *checker) filesThemselves(ctx context.Context, s engine.Session, source *engine.Source) error {
	reader, problems := materialize.InlineReader(source, c.o.Root, true)
	if problems.HasErrors() {
		c.tell(problems...)
		c.unchecked(source.ID, "its files cannot be read")
		return nil
	}
	columns, err := describe(ctx, s, engine.Statement{SQL: "describe select * from " + reader, Tag: "check"})
	if err != nil {
		return c.noColumns(ctx, source, err)
	}
	c.found(source.ID, columns)
	return nil
}

// Why a source table without declared types is not known.
var (
	errNotAsked = errors.New("the target is not asked")
	errNotThere = errors.New("not in the target")
)

// catalog asks the target for the columns of a source table.
func (c *checker) catalog(ctx context.Context, source *engine.Source) error {
	if c.o.Catalog == nil {
		return c.noColumns(ctx, source, errNotAsked)
	}
	columns, err := c.o.Catalog(ctx, source.Relation)
	switch {
	case err != nil:
		return c.noColumns(ctx, source, err)
	case len(columns) == 0:
		return c.noColumns(ctx, source, errNotThere)
	}
	c.found(source.ID, columns)
	return nil
}

// noColumns files a source that nobody knows the columns of.
func (c *checker) noColumns(ctx context.Context, source *engine.Source, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	why := plain(err)
	c.unchecked(source.ID, why)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unknown[why] = append(c.unknown[why], source)
	return nil
}

// tellUnknown tells of the sources without columns, those of one reason together: they
// mostly have one.
func (c *checker) tellUnknown() {
	for why, sources := range c.unknown {
		slices.SortFunc(sources, func(a, b *engine.Source) int { return strings.Compare(a.Name, b.Name) })
		names := make([]string, len(sources))
		for i, s := range sources {
			names[i] = s.SourceName + "." + s.Name
		}
		const most = 5
		if len(names) > most {
			names = append(names[:most], fmt.Sprintf("and %d more", len(sources)-most))
		}
		c.tell(diag.Warnf(sources[0].Span, "unchecked", "nothing tells the columns of %s, so what reads them is not checked: %s", strings.Join(names, ", "), why).
			WithHint("declare the columns with name and data_type, or check where the target can be reached"))
	}
}

// plain is a database's message without a place.
func plain(err error) string {
	var database *engine.DatabaseError
	if errors.As(err, &database) {
		return compile.Database(&engine.Header{}, database, engine.Statement{}, nil).Summary
	}
	return err.Error()
}

// seed finds the columns of a seed: its values tell their types.
func (c *checker) seed(seed *engine.Seed) {
	text, err := c.o.ReadFile(seed.File)
	if err != nil {
		c.tell(diag.Errorf(diag.Span{File: seed.File}, "unreadable", "this seed cannot be read: %s", err))
		c.unchecked(seed.ID, "it cannot be read")
		return
	}
	table, problems := materialize.ReadSeed(seed.File, text, seed.Config, seed.Columns)
	if problems.HasErrors() {
		c.tell(problems...)
		c.unchecked(seed.ID, "it cannot be read")
		return
	}
	c.found(seed.ID, table.Columns)
}

package check

import (
	"context"
	"errors"

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
	if err == nil {
		c.found(source.ID, columns)
		return nil
	}
	return c.noColumns(ctx, source, err, "the files of "+source.Name+" do not tell their columns: "+plain(err))
}

// catalog asks the target for the columns of a source table.
func (c *checker) catalog(ctx context.Context, source *engine.Source) error {
	if c.o.Catalog == nil {
		return c.noColumns(ctx, source, nil, "nothing tells the columns of the source table "+source.Relation.String())
	}
	columns, err := c.o.Catalog(ctx, source.Relation)
	switch {
	case err != nil:
		return c.noColumns(ctx, source, err, "the target does not tell the columns of "+source.Relation.String()+": "+plain(err))
	case len(columns) == 0:
		return c.noColumns(ctx, source, nil, "the source table "+source.Relation.String()+" is not in the target")
	}
	c.found(source.ID, columns)
	return nil
}

// noColumns tells once, at the source, that what is built on it is not checked.
func (c *checker) noColumns(ctx context.Context, source *engine.Source, err error, why string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if database := (*engine.DatabaseError)(nil); err != nil && !errors.As(err, &database) {
		return err
	}
	c.tell(diag.Warnf(source.Span, "unchecked", "%s; what reads it is not checked", why).
		WithHint("declare its columns with name and data_type"))
	c.unchecked(source.ID, why)
	return nil
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

package compile

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// onLake reports whether a node is compiled for the lake side.
func (c *Compiler) onLake(id engine.NodeID) bool {
	return c.o.Lake != nil && c.project.Manifest.OnLake(id)
}

// speaks is the dialect of a side.
func (c *Compiler) speaks(lake bool) engine.Dialect {
	if lake && c.o.Lake != nil {
		return c.o.Lake
	}
	return c.dialect
}

// renderer lends a renderer of a side; free gives it back.
func (c *Compiler) renderer(lake bool) (r *template.Renderer, free func()) {
	pool := &c.renderers[0]
	if lake {
		pool = &c.renderers[1]
	}
	r = pool.Get().(*template.Renderer)
	return r, func() { pool.Put(r) }
}

// acrossSides refuses a ref from one side to what stands on the other.
func (c *Compiler) acrossSides(at diag.Span, n engine.Node, target engine.Relational, lake bool) error {
	files := engine.InFiles(target)
	switch {
	case c.o.Lake == nil || files == lake:
		return nil
	case lake:
		return c.tableOnLake(at, n, called(target))
	}
	where := c.dialect.Name()
	if _, isTest := n.(*engine.Test); isTest {
		if _, tables := c.project.Manifest.Reads(n.Head().ID); tables {
			return diag.Errorf(at, "test-of-both-sides", "test %s reads %s, which lies in files, together with tables of %s", n.Head().Name, called(target), where).
				WithHint("make a load model of the files, and test that")
		}
	}
	what := "runs"
	if n.Head().Config.Materialized == engine.MaterializedEphemeral {
		what = "is part of a node that runs"
	}
	return diag.Errorf(at, "files-on-warehouse", "%s %s inside %s, which cannot read %s: that lies in files", n.Head().Name, what, where, called(target)).
		WithHint("read the files in a load model (materialized: load), and ref that here")
}

func (c *Compiler) tableOnLake(at diag.Span, n engine.Node, what string) error {
	return diag.Errorf(at, "table-on-lake", "%s runs on the lake side, which cannot read %s: that stands in %s", n.Head().Name, what, c.dialect.Name()).
		WithHint("do this part in a model behind it, which runs inside %s", c.dialect.Name())
}

// called is a node as templates name it.
func called(n engine.Relational) string {
	if s, ok := n.(*engine.Source); ok {
		return s.SourceName + "." + s.Name
	}
	return n.Head().Name
}

// readsOnlyFiles reports whether a template outside the project names files, itself or
// through ephemeral models, and no table.
func (c *Compiler) readsOnlyFiles(file *template.File) bool {
	scan := file.Scan(c.project.Library, c.o.Lake.Name())
	files, tables := false, len(scan.Rejects) > 0
	look := func(target engine.Relational, ok bool) {
		if !ok {
			return
		}
		f, t := engine.InFiles(target), !engine.InFiles(target)
		if target.Head().Config.Materialized == engine.MaterializedEphemeral && target.Head().Kind == engine.KindModel {
			f, t = c.project.Manifest.Reads(target.Head().ID)
		}
		files, tables = files || f, tables || t
	}
	for _, ref := range scan.Refs {
		look(c.project.Ref("", ref.Args[len(ref.Args)-1]))
	}
	for _, source := range scan.Sources {
		target, ok := c.project.SourceTable(source.Args[0], source.Args[1])
		look(target, ok)
	}
	return (files || len(scan.UDFs) > 0) && !tables
}

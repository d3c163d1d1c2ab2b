package check

import (
	"context"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
)

// place is where the empty table of a node stands: in the node's own relation, so that
// columns can be named by it, or for files in a schema of their own.
func place(n engine.Relational) engine.Relation {
	switch n := n.(type) {
	case *engine.Source:
		if n.Files != nil {
			return engine.Relation{Schema: "files of " + n.SourceName, Name: n.Relation.Name}
		}
	case *engine.Model:
		if n.Config.Materialized == engine.MaterializedExternal {
			return engine.Relation{Schema: "files", Name: n.Relation.Name}
		}
	}
	return n.Rel()
}

// own is a statement of ours.
func own(sql string) engine.Statement { return engine.Statement{SQL: sql, Tag: "check"} }

func bySQL(a, b engine.Statement) int { return strings.Compare(a.SQL, b.SQL) }

// stand makes the empty table of every node that another one reads. It reports whether
// all could be made; if not, why is the node that has no columns.
func (c *checker) stand(ctx context.Context, s engine.Session, inputs []engine.NodeID) (missing engine.NodeID, err error) {
	for _, id := range inputs {
		n, ok := c.project.Manifest.Nodes[id].(engine.Relational)
		if !ok || ephemeral(n) {
			continue
		}
		columns, known := c.columns(id)
		if !known {
			return id, nil
		}
		if err := c.table(ctx, s, place(n), readable(n, columns)); err != nil {
			return "", err
		}
		if m, ok := n.(*engine.Model); ok && readsFiles(m) {
			if err := c.table(ctx, s, materialize.RejectsName(m.Relation), materialize.RejectsColumns()); err != nil {
				return "", err
			}
		}
	}
	return "", nil
}

// readable is the columns that a node's readers find. Readers of files add their own.
func readable(n engine.Relational, columns []engine.Column) []engine.Column {
	if m, ok := n.(*engine.Model); !ok || m.Config.Materialized != engine.MaterializedExternal {
		return columns
	}
	out := slices.Clone(columns)
	for _, added := range materialize.AddedColumns() {
		if !hasColumn(out, added.Name) {
			out = append(out, added)
		}
	}
	return out
}

func ephemeral(n engine.Relational) bool {
	return n.Head().Config.Materialized == engine.MaterializedEphemeral
}

// columns is what is known of a node.
func (c *checker) columns(id engine.NodeID) ([]engine.Column, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	columns, ok := c.result.Columns[id]
	return columns, ok
}

// table makes an empty table, once. Of two nodes that read it one makes it, and the other
// waits: that takes less than a millisecond.
func (c *checker) table(ctx context.Context, s engine.Session, r engine.Relation, columns []engine.Column) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stands[r] {
		return nil
	}
	if _, err := s.Exec(ctx, own(createEmpty(c.db.Dialect(), r, columns))); err != nil {
		return err
	}
	c.stands[r] = true
	return nil
}

func createEmpty(d engine.Dialect, r engine.Relation, columns []engine.Column) string {
	defined := make([]string, len(columns))
	for i, column := range columns {
		defined[i] = d.Quote(column.Name) + " " + materialize.DuckType(column.DataType)
	}
	return "create or replace table " + d.Relation(r) + " (" + strings.Join(defined, ", ") + ")"
}

// declared is a node's columns as its author describes them, when all of them have types.
func declared(n engine.Relational) ([]engine.Column, bool) {
	columns := n.Cols()
	for _, column := range columns {
		if column.DataType == "" {
			return nil, false
		}
	}
	return columns, len(columns) > 0
}

// typesHold asks the database whether the types that somebody wrote are types.
func (c *checker) typesHold(ctx context.Context, s engine.Session, columns []engine.Column) diag.List {
	var problems diag.List
	for _, column := range columns {
		if column.DataType == "" || !column.Span.Known() {
			continue
		}
		rows, err := s.Query(ctx, own("select cast(null as "+materialize.DuckType(column.DataType)+")"))
		if err != nil {
			problems.Add(diag.Errorf(column.Span, "unknown-type", "%q, the type of the column %s, is no type that DuckDB knows", column.DataType, column.Name).
				WithHint("write it as in SQL: varchar, bigint, decimal(12, 2), date, timestamp, boolean, double"))
			continue
		}
		_ = rows.Close()
	}
	return problems
}

// readsFiles reports whether a model has a table of the lines that it could not read.
func readsFiles(m *engine.Model) bool {
	return m.Config.Materialized == engine.MaterializedLoad || m.Config.Materialized == engine.MaterializedExternal
}

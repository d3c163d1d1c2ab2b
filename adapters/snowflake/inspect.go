package snowflake

import (
	"context"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
)

// page is how many objects SHOW lists at once.
const page = 10_000

// Relations lists the tables and views of the schemas, sorted, by one query for each
// schema, or for all together when schemas is nil. SHOW needs no running warehouse.
func (a *Adapter) Relations(ctx context.Context, schemas []string) (found []engine.Existing, err error) {
	if len(schemas) == 0 && schemas != nil {
		return nil, nil
	}
	l, giveBack, err := a.borrow(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { giveBack(err) }()
	if schemas == nil {
		in := "database " + bare(a.settings.database)
		found, err = a.list(ctx, l, in, page)
		if err != nil || len(found) < page {
			return sorted(found), err
		}
		// A page of a whole database cannot be followed by the next: names come again
		// in other schemas.
		if schemas, err = a.schemas(ctx, l); err != nil {
			return nil, err
		}
		found = nil
	}
	for _, schema := range slices.Compact(slices.Sorted(slices.Values(schemas))) {
		more, err := a.list(ctx, l, "schema "+Dialect{}.Relation(engine.Relation{Database: a.settings.database, Schema: schema}), page)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return sorted(found), nil
}

// list lists the objects in a schema or database, page for page; none when it does not
// exist. Those of the information schema are left out.
func (a *Adapter) list(ctx context.Context, l *link, in string, size int) ([]engine.Existing, error) {
	var found []engine.Existing
	from := ""
	for {
		text := "show terse objects in " + in
		if strings.HasPrefix(in, "schema ") {
			text += " limit " + Dialect{}.Literal(size)
			if from != "" {
				text += " from " + quoteText(from)
			}
		}
		grid, err := a.ask(ctx, l, text)
		if missing(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		for _, row := range grid {
			from = row["name"]
			t, known := relationType(row["kind"])
			if !known || row["schema_name"] == "INFORMATION_SCHEMA" {
				continue
			}
			found = append(found, engine.Existing{Type: t, Relation: engine.Relation{
				Database: a.databaseName(row["database_name"]), Schema: logical(row["schema_name"]), Name: logical(row["name"]),
			}})
		}
		if len(grid) < size || !strings.HasPrefix(in, "schema ") {
			return found, nil
		}
	}
}

// schemas lists the schemas of the target's database.
func (a *Adapter) schemas(ctx context.Context, l *link) ([]string, error) {
	grid, err := a.ask(ctx, l, "show terse schemas in database "+bare(a.settings.database))
	var out []string
	for _, row := range grid {
		if row["name"] != "INFORMATION_SCHEMA" {
			out = append(out, logical(row["name"]))
		}
	}
	return out, err
}

// databaseName gives the target's own database as the target writes it.
func (a *Adapter) databaseName(name string) string {
	if name == "" || name == stored(bare(a.settings.database)) {
		return a.settings.database
	}
	return logical(name)
}

// relationType reads the kind of an object: TABLE, TRANSIENT, VIEW, MATERIALIZED_VIEW,
// DYNAMIC_TABLE and so on. Temporary tables belong to their session alone.
func relationType(kind string) (engine.RelationType, bool) {
	switch kind = strings.ToUpper(kind); {
	case strings.Contains(kind, "VIEW"):
		return engine.ViewType, true
	case strings.Contains(kind, "TABLE"), kind == "TRANSIENT", kind == "DYNAMIC", kind == "ICEBERG", kind == "EXTERNAL", kind == "HYBRID":
		return engine.TableType, true
	}
	return "", false
}

func sorted(found []engine.Existing) []engine.Existing {
	slices.SortFunc(found, func(a, b engine.Existing) int {
		return strings.Compare(a.Relation.String(), b.Relation.String())
	})
	return found
}

// Columns lists the columns of a relation in order; none when it does not exist.
func (a *Adapter) Columns(ctx context.Context, r engine.Relation) (columns []engine.Column, err error) {
	l, giveBack, err := a.borrow(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { giveBack(err) }()
	if r.Database == "" {
		r.Database = a.settings.database
	}
	grid, err := a.ask(ctx, l, "describe table "+Dialect{}.Relation(r))
	if missing(err) {
		return nil, nil
	}
	for _, row := range grid {
		c := engine.Column{Name: logical(row["name"]), DataType: normalType(row["type"]), Description: row["comment"]}
		if row["null?"] == "N" {
			c.Constraints = []engine.Constraint{{Type: "not_null"}}
		}
		columns = append(columns, c)
	}
	return columns, err
}

// ask runs a statement of the catalog and returns its rows by column.
func (a *Adapter) ask(ctx context.Context, l *link, text string) ([]map[string]string, error) {
	loader, id, err := l.send(ctx, text, nil, tagOf(engine.Statement{Tag: "inspect"}, a.settings.queryTag))
	if err != nil {
		return nil, withID(a.fault(ctx, err, ""), id)
	}
	r, err := newRows(ctx, a, loader, id, false)
	if err != nil {
		return nil, a.fault(ctx, err, "")
	}
	defer r.Close()
	var out []map[string]string
	for r.Next() {
		values, err := r.Values()
		if err != nil {
			return nil, err
		}
		row := make(map[string]string, len(values))
		for i, name := range r.names {
			row[strings.ToLower(name)] = textOf(values[i])
		}
		out = append(out, row)
	}
	return out, r.Err()
}

// missing reports whether an error says that an object of the catalog, or what it is in,
// does not exist, or may not be seen, which Snowflake does not tell apart.
func missing(err error) bool {
	switch numberOf(err) {
	case 2003, 2043:
		return true
	}
	return false
}

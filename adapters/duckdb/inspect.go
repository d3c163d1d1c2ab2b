package duckdb

import (
	"context"
	"strings"

	"github.com/martsql/mart/engine"
)

const relationsSQL = `
select if(database_name = current_database(), '', database_name), schema_name, name, type
from (
  select database_name, schema_name, table_name as name, 'table' as type from duckdb_tables()
  where not internal and not temporary
  union all
  select database_name, schema_name, view_name, 'view' from duckdb_views()
  where not internal and not temporary
)`

// Relations lists the tables and views of the schemas, sorted, by one catalog query.
// Those of the target's own database carry the database name that the target was
// given, which may be empty; those of attached databases carry theirs.
func (a *Adapter) Relations(ctx context.Context, schemas []string) ([]engine.Existing, error) {
	text := relationsSQL
	var args []any
	if schemas != nil {
		lower := make([]string, len(schemas))
		for i, s := range schemas {
			lower[i] = strings.ToLower(s)
		}
		text += "\nwhere list_contains(?::varchar[], lower(schema_name))"
		args = append(args, lower)
	}
	result, err := a.db.QueryContext(ctx, text+"\norder by all", args...)
	if err != nil {
		return nil, a.hidden.from(fault(ctx, err))
	}
	defer result.Close()
	var found []engine.Existing
	for result.Next() {
		var e engine.Existing
		if err := result.Scan(&e.Relation.Database, &e.Relation.Schema, &e.Relation.Name, (*string)(&e.Type)); err != nil {
			return nil, a.hidden.from(fault(ctx, err))
		}
		if e.Relation.Database == "" {
			e.Relation.Database = a.database
		}
		found = append(found, e)
	}
	if err := result.Err(); err != nil {
		return nil, a.hidden.from(fault(ctx, err))
	}
	return found, nil
}

// Columns lists the columns of a relation in order; none when it does not exist. It
// asks for the one relation: listing the catalog costs with its size.
func (a *Adapter) Columns(ctx context.Context, r engine.Relation) ([]engine.Column, error) {
	result, err := a.db.QueryContext(ctx, "DESCRIBE "+Dialect{}.Relation(r))
	if err != nil {
		err := a.hidden.from(fault(ctx, err))
		if missing(err, r) {
			return nil, nil
		}
		return nil, err
	}
	defer result.Close()
	var columns []engine.Column
	for result.Next() {
		var name, typ, null string
		var rest [3]any
		if err := result.Scan(&name, &typ, &null, &rest[0], &rest[1], &rest[2]); err != nil {
			return nil, a.hidden.from(fault(ctx, err))
		}
		c := engine.Column{Name: name, DataType: typ}
		if null == "NO" {
			c.Constraints = []engine.Constraint{{Type: "not_null"}}
		}
		columns = append(columns, c)
	}
	if err := result.Err(); err != nil {
		return nil, a.hidden.from(fault(ctx, err))
	}
	return columns, nil
}

// missing reports whether an error says that the relation itself does not exist, its
// schema or its database; a view over something that is gone exists.
func missing(err error, r engine.Relation) bool {
	if engine.DatabaseErrorKind(err) != engine.BindError || !strings.Contains(err.Error(), "does not exist") {
		return false
	}
	message := strings.ToLower(err.Error())
	for _, name := range []string{
		"table with name " + r.Name + " does",
		`table with name "` + r.Schema + "." + r.Name + `"`,
		`table with name "` + r.Database + "." + r.Schema + "." + r.Name + `"`,
		`catalog "` + r.Database + `"`,
	} {
		if strings.Contains(message, strings.ToLower(name)) {
			return true
		}
	}
	return false
}

package materialize

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// sameName compares column names as both databases do without quotes.
func sameName(a, b string) bool {
	return strings.EqualFold(strings.Trim(a, `"`), strings.Trim(b, `"`))
}

func has(columns []engine.Column, name string) bool {
	return slices.ContainsFunc(columns, func(c engine.Column) bool { return sameName(c.Name, name) })
}

func names(columns []engine.Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name
	}
	return out
}

// DecodeColumns reads the rows of Steps.Describe: name and type come first.
func DecodeColumns(rows [][]any) []engine.Column {
	var out []engine.Column
	for _, row := range rows {
		if len(row) < 2 {
			continue
		}
		name, _ := row[0].(string)
		dataType, _ := row[1].(string)
		if name != "" {
			out = append(out, engine.Column{Name: name, DataType: dataType})
		}
	}
	return out
}

// LogicalNames gives columns as Snowflake describes them the names that mart writes: one
// in upper case was written without quotes, any other is to be quoted.
func LogicalNames(columns []engine.Column) []engine.Column {
	out := slices.Clone(columns)
	for i, c := range out {
		if c.Name == strings.ToUpper(c.Name) && !strings.ContainsFunc(c.Name, func(r rune) bool {
			return r != '_' && r != '$' && (r < '0' || r > '9') && (r < 'A' || r > 'Z')
		}) {
			out[i].Name = strings.ToLower(c.Name)
		} else {
			out[i].Name = exactly(c.Name)
		}
	}
	return out
}

// difference is how the new columns differ from the table's.
type difference struct {
	added, missing, retyped []engine.Column // retyped: with the new type
}

func compareColumns(table, fresh []engine.Column, same func(a, b string) bool) difference {
	var d difference
	for _, c := range fresh {
		if !has(table, c.Name) {
			d.added = append(d.added, c)
		}
	}
	for _, old := range table {
		i := slices.IndexFunc(fresh, func(c engine.Column) bool { return sameName(c.Name, old.Name) })
		if i < 0 {
			d.missing = append(d.missing, old)
		} else if !same(old.DataType, fresh[i].DataType) {
			d.retyped = append(d.retyped, engine.Column{Name: old.Name, DataType: fresh[i].DataType})
		}
	}
	return d
}

// onSchemaChange are the values of on_schema_change, the default first.
var onSchemaChange = []string{"ignore", "append_new_columns", "sync_all_columns", "fail"}

// reconcile settles what on_schema_change says about columns that differ: the
// statements that change the table, and the columns to insert.
func (b Build) reconcile() ([]engine.Statement, []string, diag.List) {
	policy := b.Config.OnSchemaChange
	switch {
	case (policy == "" || policy == onSchemaChange[0]) && b.Config.ContractEnforced:
		policy = "append_new_columns" // the table is to have what the contract says
	case policy == "":
		policy = onSchemaChange[0]
	}
	if !slices.Contains(onSchemaChange, policy) {
		return nil, nil, diag.List{diag.Errorf(b.span(), "wrong-value", "there is no on_schema_change %q", policy).
			WithHint("the values are %s", strings.Join(onSchemaChange, ", "))}
	}
	if len(b.AsideColumns) == 0 || len(b.ExistingColumns) == 0 {
		// Without this, sync_all_columns would drop every column.
		return nil, nil, diag.List{diag.Errorf(b.span(), "no-columns", "the columns of %s could not be read", b.Relation).
			WithHint("run again; with --full-refresh the table is built anew")}
	}
	same := strings.EqualFold
	if b.snowflake() {
		same = sameType
	}
	d := compareColumns(b.ExistingColumns, b.AsideColumns, same)
	if b.Config.ContractEnforced && len(d.retyped) > 0 {
		// Rows of the contract's new type would be cast to the table's old one.
		return nil, nil, diag.List{b.changed(difference{retyped: d.retyped}).
			WithHint("a column under a contract keeps its type while the table stands: run with --full-refresh")}
	}
	switch policy {
	case "fail":
		if len(d.added)+len(d.missing)+len(d.retyped) > 0 {
			return nil, nil, diag.List{b.changed(d)}
		}
	case "append_new_columns":
		return b.alter(d.added, nil, nil), names(b.AsideColumns), nil
	case "sync_all_columns":
		return b.alter(d.added, d.missing, d.retyped), names(b.AsideColumns), nil
	default:
		if len(d.missing) > 0 {
			return nil, nil, diag.List{diag.Errorf(b.span(), "missing-column", "the query of %s no longer gives %s, which the table has",
				b.Relation.Name, join(names(d.missing))).
				WithHint("give it again, or set on_schema_change to append_new_columns (it stays and gets NULL) or sync_all_columns (it goes)")}
		}
	}
	return nil, names(b.ExistingColumns), nil
}

// changed tells a difference that on_schema_change fail does not allow.
func (b Build) changed(d difference) diag.Diagnostic {
	var parts []string
	for _, p := range []struct {
		word    string
		columns []engine.Column
	}{{"new", d.added}, {"missing", d.missing}, {"of another type", d.retyped}} {
		if len(p.columns) > 0 {
			parts = append(parts, p.word+": "+join(names(p.columns)))
		}
	}
	return diag.Errorf(b.span(), "schema-change", "the columns of %s have changed (%s)", b.Relation.Name, strings.Join(parts, "; ")).
		WithHint("on_schema_change is fail: run with --full-refresh, or set it to append_new_columns or sync_all_columns")
}

// alter changes the columns of the table. Added columns are NULL in the old rows.
func (b Build) alter(add, drop, retype []engine.Column) []engine.Statement {
	var out []engine.Statement
	head := "alter table " + b.target()
	for _, c := range add {
		out = append(out, own(TagSchema, head, " add column ", b.Dialect.Quote(c.Name), " ", c.DataType))
	}
	for _, c := range drop {
		out = append(out, own(TagSchema, head, " drop column ", b.Dialect.Quote(c.Name)))
	}
	for _, c := range retype {
		word := " type "
		if b.snowflake() {
			word = " set data type "
		}
		out = append(out, own(TagSchema, head, " alter column ", b.Dialect.Quote(c.Name), word, c.DataType))
	}
	return out
}

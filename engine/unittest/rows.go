package unittest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
)

// give makes a table of every input of the model: of the rows that the test gives, or of
// a seed's own file.
func (r *runner) give(ctx context.Context) error {
	var problems diag.List
	inputs := r.inputs()
	for _, f := range r.test.Given {
		if f.Input != r.model.ID && !slices.Contains(inputs, f.Input) {
			problems.Add(diag.Errorf(f.Span, "unknown-ref", "%s does not read %s, for which unit test %s gives rows", r.model.Name, r.name(f.Input), r.test.Name).
				WithHint("it reads %s", r.list(inputs)))
		}
	}
	for _, id := range inputs {
		problems.Add(r.giveOne(ctx, id)...)
	}
	if r.incremental() {
		problems.Add(r.giveOne(ctx, r.model.ID)...)
	}
	if problems.HasErrors() {
		return problems
	}
	return ctx.Err()
}

// inputs is the nodes that the model's query reads: its parents, and where the test
// gives no rows for an ephemeral one, the parents of that.
func (r *runner) inputs() []engine.NodeID {
	var out []engine.NodeID
	var add func(engine.NodeID)
	add = func(id engine.NodeID) {
		for _, p := range r.Project.Manifest.Graph.Parents(id) {
			n, ok := r.Project.Manifest.Nodes[p].(engine.Relational)
			switch {
			case !ok || slices.Contains(out, p):
			case n.Head().Config.Materialized == engine.MaterializedEphemeral && r.given(p) == nil:
				add(p)
			default:
				out = append(out, p)
			}
		}
	}
	add(r.model.ID)
	return out
}

func (r *runner) given(id engine.NodeID) *engine.Fixture {
	for i := range r.test.Given {
		if r.test.Given[i].Input == id {
			return &r.test.Given[i]
		}
	}
	return nil
}

func (r *runner) name(id engine.NodeID) string {
	switch n := r.Project.Manifest.Nodes[id].(type) {
	case nil:
		return string(id)
	case *engine.Source:
		return fmt.Sprintf("source %q %q", n.SourceName, n.Name)
	default:
		return fmt.Sprintf("ref %q", n.Head().Name)
	}
}

func (r *runner) list(ids []engine.NodeID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = r.name(id)
	}
	return strings.Join(names, ", ")
}

// giveOne makes the table of one input. An incremental model that stands without rows is
// given none.
func (r *runner) giveOne(ctx context.Context, id engine.NodeID) diag.List {
	f := r.given(id)
	if f == nil && id == r.model.ID {
		f = &engine.Fixture{Input: id, Span: r.test.Span}
	}
	columns := r.columns(id)
	if seed, ok := r.Project.Manifest.Nodes[id].(*engine.Seed); ok && f == nil {
		var problems diag.List
		if f, columns, problems = r.seedRows(seed); problems.HasErrors() {
			return problems
		}
	}
	if f == nil {
		return diag.List{diag.Errorf(r.test.Span, "no-rows", "unit test %s gives no rows for %s, which %s reads", r.test.Name, r.name(id), r.model.Name).
			WithHint("add under given:   - {input: '%s', rows: []}", r.name(id))}
	}
	if columns == nil && f.SQL == "" {
		return diag.List{diag.Errorf(f.Span, "unchecked", "the columns of %s are not known, so that no rows of it can be given", r.name(id)).
			WithHint("mend what  mart check  tells of it, declare its columns with data_type, or give a query:  format: sql")}
	}
	r.names[id] = r.tableName(id)
	return r.fill(ctx, r.names[id], *f, columns)
}

// columns is what the type check found, and what readers of files add.
func (r *runner) columns(id engine.NodeID) []engine.Column {
	columns := r.Columns[id]
	m, ok := r.Project.Manifest.Nodes[id].(*engine.Model)
	if !ok || columns == nil || m.Config.Materialized != engine.MaterializedExternal {
		return columns
	}
	out := slices.Clone(columns)
	for _, added := range materialize.AddedColumns() {
		if !slices.ContainsFunc(out, func(c engine.Column) bool { return c.Name == added.Name }) {
			out = append(out, added)
		}
	}
	return out
}

func (r *runner) seedRows(seed *engine.Seed) (*engine.Fixture, []engine.Column, diag.List) {
	text, err := r.ReadFile(seed.File)
	if err != nil {
		return nil, nil, diag.List{diag.Errorf(diag.Span{File: seed.File}, "unreadable", "this seed cannot be read: %s", err)}
	}
	table, problems := materialize.ReadSeed(seed.File, text, seed.Config, seed.Columns)
	f := &engine.Fixture{Input: seed.ID, Texts: true, Span: seed.Span}
	for _, c := range table.Columns {
		f.Columns = append(f.Columns, c.Name)
	}
	for _, values := range table.Rows {
		row := make(map[string]any, len(values))
		for i, v := range values {
			row[f.Columns[i]] = nil
			if v != "" {
				row[f.Columns[i]] = v
			}
		}
		f.Rows = append(f.Rows, row)
	}
	return f, table.Columns, problems
}

// tableName is the node's own name where it is the only one, so that columns can be
// named by it, or with its source's.
func (r *runner) tableName(id engine.NodeID) string {
	name := r.Project.Manifest.Nodes[id].(engine.Relational).Rel().Name
	for other := range r.names {
		if strings.EqualFold(r.Project.Manifest.Nodes[other].(engine.Relational).Rel().Name, name) {
			name = string(id)
		}
	}
	return "temp.main." + r.Dialect.Quote(name)
}

// fill makes a table of a fixture: typed where the columns are known, and with NULL in
// what the rows leave out.
func (r *runner) fill(ctx context.Context, table string, f engine.Fixture, columns []engine.Column) diag.List {
	r.made = append(r.made, "table if exists "+table)
	if f.SQL != "" {
		return r.fillFromQuery(ctx, table, f, columns)
	}
	if problems := unknownColumns(f, columns); problems != nil {
		return problems
	}
	if err := r.do(ctx, "create or replace temp table "+strings.TrimPrefix(table, "temp.main.")+" ("+r.definitions(columns)+")"); err != nil {
		return r.unusable(f, err)
	}
	named := named(f.Columns, columns)
	for chunk := range slices.Chunk(f.Rows, 500) {
		if err := r.do(ctx, "insert into "+table+r.insertable(named)+" values\n"+r.values(chunk, named)); err != nil {
			return r.culprit(ctx, f, named, err)
		}
	}
	return nil
}

func (r *runner) fillFromQuery(ctx context.Context, table string, f engine.Fixture, columns []engine.Column) diag.List {
	bare := strings.TrimPrefix(table, "temp.main.")
	err := r.do(ctx, "create or replace temp table "+bare+" as\n"+materialize.Body(f.SQL))
	if err != nil || columns == nil {
		return r.unusable(f, err)
	}
	given, err := r.columnsOf(ctx, table)
	if err != nil {
		return r.unusable(f, err)
	}
	for _, c := range given {
		f.Columns = append(f.Columns, c.Name)
	}
	if problems := unknownColumns(f, columns); problems != nil {
		return problems
	}
	var selected []string
	for _, c := range columns {
		if slices.ContainsFunc(given, func(g engine.Column) bool { return strings.EqualFold(g.Name, c.Name) }) {
			selected = append(selected, "cast("+r.Dialect.Quote(c.Name)+" as "+known(c.DataType)+") as "+r.Dialect.Quote(c.Name))
			continue
		}
		selected = append(selected, "cast(null as "+known(c.DataType)+") as "+r.Dialect.Quote(c.Name))
	}
	return r.unusable(f, r.do(ctx, "create or replace temp table "+bare+" as select "+strings.Join(selected, ", ")+" from "+table))
}

// named is the columns of rows, with their types, in the rows' order.
func named(names []string, columns []engine.Column) []engine.Column {
	var out []engine.Column
	for _, name := range names {
		for _, c := range columns {
			if strings.EqualFold(c.Name, name) {
				out = append(out, engine.Column{Name: name, DataType: c.DataType})
			}
		}
	}
	return out
}

func (r *runner) definitions(columns []engine.Column) string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = r.Dialect.Quote(c.Name) + " " + known(c.DataType)
	}
	return strings.Join(out, ", ")
}

// known is a type, or that of texts where it is not known.
func known(dataType string) string {
	if dataType == "" {
		return "varchar"
	}
	return materialize.DuckType(dataType)
}

func (r *runner) insertable(columns []engine.Column) string {
	if len(columns) == 0 {
		return ""
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = r.Dialect.Quote(c.Name)
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// values prints rows as the VALUES of an insert.
func (r *runner) values(rows []map[string]any, columns []engine.Column) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(columns))
		for j, c := range columns {
			cells[j] = r.cell(row[c.Name], c.DataType)
		}
		if len(columns) == 0 {
			cells = []string{"default"} // a row that says nothing is a row of NULLs
		}
		lines[i] = "(" + strings.Join(cells, ", ") + ")"
	}
	return strings.Join(lines, ",\n")
}

// cell prints a value, cast to the type of its column.
func (r *runner) cell(v any, dataType string) string {
	if v == nil {
		return "null"
	}
	return "cast(" + r.literal(v) + " as " + known(dataType) + ")"
}

// literal prints a value of YAML; lists and maps become DuckDB's.
func (r *runner) literal(v any) string {
	switch v := v.(type) {
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = r.literal(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		var items []string
		for _, k := range slices.Sorted(keysOf(v)) {
			items = append(items, r.Dialect.Literal(k)+": "+r.literal(v[k]))
		}
		return "{" + strings.Join(items, ", ") + "}"
	case time.Time:
		return r.Dialect.Literal(v.Format("2006-01-02 15:04:05.999999"))
	}
	return r.Dialect.Literal(v)
}

func keysOf(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// unknownColumns tells the columns of a fixture that are not there.
func unknownColumns(f engine.Fixture, columns []engine.Column) diag.List {
	var problems diag.List
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	for _, name := range f.Columns {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			continue
		}
		hint := "the columns are " + strings.Join(names, ", ")
		if guess := diag.DidYouMean(name, names); guess != "" {
			hint = guess + " " + hint
		}
		problems.Add(diag.Errorf(f.Span, "unknown-column", "these rows have a column %q, which is not there", name).WithHint("%s", hint))
	}
	return problems
}

// unusable tells that a fixture cannot be used; nil when there is no error.
func (r *runner) unusable(f engine.Fixture, err error) diag.List {
	if err == nil {
		return nil
	}
	var refused *engine.DatabaseError
	if errors.As(err, &refused) {
		d := compile.Database(&engine.Header{Span: f.Span}, refused, engine.Statement{}, nil)
		d.Code, d.Summary = "bad-fixture", "these rows cannot be used: "+strings.TrimPrefix(d.Summary, "duckdb: ")
		return diag.List{d}
	}
	return diag.List{{Code: "bad-fixture", Summary: "these rows cannot be used: " + err.Error(), Span: f.Span, Cause: err}}
}

// culprit finds the value that an insert refused.
func (r *runner) culprit(ctx context.Context, f engine.Fixture, columns []engine.Column, err error) diag.List {
	for i, row := range f.Rows {
		for _, c := range columns {
			if row[c.Name] == nil {
				continue
			}
			if _, wrong := r.ask(ctx, "select "+r.cell(row[c.Name], c.DataType)); wrong != nil {
				return diag.List{diag.Errorf(f.Span, "bad-fixture", "row %d: %v is no %s, which the column %s is", i+1, row[c.Name], strings.ToLower(known(c.DataType)), c.Name)}
			}
		}
	}
	return r.unusable(f, err)
}

// expectedRows makes the table of the rows that are expected, typed as what came out,
// and returns the columns that are compared: those that the rows name.
func (r *runner) expectedRows(ctx context.Context, e engine.Expectation, actual []engine.Column) ([]engine.Column, error) {
	f := e.Fixture
	if f.SQL == "" && len(f.Columns) == 0 { // no rows are expected, or any
		for _, c := range actual {
			f.Columns = append(f.Columns, c.Name)
		}
	}
	if f.SQL != "" {
		query, err := r.ask(ctx, "describe "+materialize.Body(f.SQL))
		if err != nil {
			return nil, r.unusable(f, err)
		}
		for _, c := range materialize.DecodeColumns(query) {
			f.Columns = append(f.Columns, c.Name)
		}
	}
	if problems := unknownColumns(f, actual); problems != nil {
		return nil, problems
	}
	compared := named(f.Columns, actual)
	fixture := f
	if f.SQL != "" {
		fixture.Columns = nil
	}
	if problems := r.fill(ctx, expectedTable, fixture, compared); problems != nil {
		return nil, problems
	}
	return compared, nil
}

// texts reads columns of a table as texts, in the order of the rows.
func (r *runner) texts(ctx context.Context, table string, columns []engine.Column) ([][]any, error) {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = "cast(" + r.Dialect.Quote(c.Name) + " as varchar)"
	}
	return r.ask(ctx, "select "+strings.Join(cells, ", ")+" from "+table)
}

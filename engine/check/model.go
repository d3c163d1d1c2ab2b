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
	"github.com/martsql/mart/engine/quality"
)

// model binds a model: as a first build is, and when that is other SQL, as a build that
// adds to what stands.
func (c *checker) model(ctx context.Context, s engine.Session, m *engine.Model) error {
	compiled, problems := c.whole.Node(m.ID)
	if problems.HasErrors() {
		c.tell(problems...)
		return c.asDeclared(m, "its template does not render")
	}
	var adding *engine.Compiled
	if m.Config.Materialized == engine.MaterializedIncremental {
		more, problems := c.adding.Node(m.ID)
		if problems.HasErrors() {
			c.tell(problems...)
			return c.asDeclared(m, "its template does not render for a build that adds rows")
		}
		if more.SQL != compiled.SQL {
			adding = &more
		}
	}
	key := c.key(m, compiled, adding)
	columns, same := c.o.Kept.columns(m.ID, key)
	if !same {
		var err error
		if columns, err = c.bindModel(ctx, s, m, compiled, adding); err != nil || columns == nil {
			return err
		}
	}
	c.count(same)
	c.result.Keep.put(m.ID, key, columns)
	c.found(m.ID, columns)
	c.tell(c.declaration(m, columns)...)
	return nil
}

// bindModel has the database look at a model; no columns: it was told why.
func (c *checker) bindModel(ctx context.Context, s engine.Session, m *engine.Model, compiled engine.Compiled, adding *engine.Compiled) ([]engine.Column, error) {
	missing, err := c.stand(ctx, s, c.inputs(m))
	if err != nil {
		return nil, err
	}
	if missing != "" {
		return nil, c.asDeclared(m, "the columns of "+string(missing)+" are not known")
	}
	if pivots(compiled.SQL) {
		if columns, ok := declared(m); ok {
			return columns, nil
		}
		c.tell(diag.Warnf(m.Span, "unchecked", "the columns of %s come from its data (PIVOT); what reads it is not checked", m.Name).
			WithHint("declare its columns with name and data_type"))
		return nil, c.asDeclared(m, "its columns come from data")
	}
	columns, err := c.bind(ctx, s, m, compiled)
	if err != nil || columns == nil || adding == nil {
		return columns, err
	}
	if err := c.table(ctx, s, m.Relation, columns); err != nil {
		return nil, err
	}
	added, err := c.bind(ctx, s, m, *adding)
	if err != nil || added == nil {
		return nil, err
	}
	if d := differs(columns, added); d != "" {
		c.tell(diag.Warnf(m.Span, "type-check", "%s gives other columns when it adds to what stands: %s", m.Name, d).
			WithHint("give the same columns with and without is_incremental; on_schema_change says what a build does otherwise"))
	}
	return columns, nil
}

// bind asks the database for the columns of a node's query. No columns and no error: it
// was told at the author's place what is wrong.
func (c *checker) bind(ctx context.Context, s engine.Session, n engine.Relational, compiled engine.Compiled) ([]engine.Column, error) {
	const before = "describe\n"
	statement := engine.Statement{SQL: before + materialize.Body(compiled.SQL), Tag: "check", Offset: len(before), Map: compiled.Map}
	columns, err := describe(ctx, s, statement)
	if err == nil {
		return columns, nil
	}
	return nil, c.notBound(ctx, s, n, statement, err)
}

// describe asks for the columns of a query.
func describe(ctx context.Context, s engine.Session, statement engine.Statement) ([]engine.Column, error) {
	rows, err := s.Query(ctx, statement)
	if err != nil {
		return nil, err
	}
	all, err := engine.ReadAll(rows)
	return materialize.DecodeColumns(all), err
}

// notBound tells of a database's refusal of a node's SQL. What is left is an error of
// the database itself.
func (c *checker) notBound(ctx context.Context, s engine.Session, n engine.Node, statement engine.Statement, err error) error {
	var refused *engine.DatabaseError
	if ctx.Err() != nil || !errors.As(err, &refused) {
		return errors.Join(ctx.Err(), err)
	}
	c.tell(c.refusal(n, statement, refused))
	c.more(ctx, s, n, statement, refused)
	if r, ok := n.(engine.Relational); ok {
		return c.asDeclared(r, "it does not bind")
	}
	c.unchecked(n.Head().ID, "it does not bind")
	return nil
}

// refusal is a database's refusal of a node's SQL, at the author's place.
func (c *checker) refusal(n engine.Node, statement engine.Statement, refused *engine.DatabaseError) diag.Diagnostic {
	h := n.Head()
	d := compile.Database(h, refused, statement, c.project.Source)
	d.Code, d.Related = "type-check", nil // nothing was sent that its author would look for
	d.Summary = strings.TrimPrefix(d.Summary, "duckdb: ")
	if hint := c.thereAre(n, refused); hint != "" {
		d.Hint = hint
	}
	if c.foreign(h, refused) {
		d.Severity = diag.Warning
		d.Code = "unchecked"
		d.Summary = "DuckDB does not know this, so the types of " + h.Name + " are not checked: " + d.Summary
		d.Hint = "if it is good on " + c.project.Manifest.Target.Adapter + ", declare the columns with name and data_type; a macro can hide it;  strict: true  makes this an error"
	}
	return d
}

// foreign reports whether a refusal may be of SQL that is right on the target, which is
// another database: a grammar, a function or a type that DuckDB does not have.
func (c *checker) foreign(h *engine.Header, refused *engine.DatabaseError) bool {
	if strict, _ := h.Config.Values["strict"].(bool); strict || c.project.Manifest.Target.Adapter == "duckdb" {
		return false
	}
	return refused.Kind == engine.SyntaxError ||
		strings.Contains(refused.Message, "Function with name") || strings.Contains(refused.Message, "Type with name")
}

// asDeclared keeps what a node's author says of its columns, so that its readers can be
// checked although the node was not.
func (c *checker) asDeclared(n engine.Relational, why string) error {
	c.unchecked(n.Head().ID, why)
	if columns, ok := declared(n); ok {
		c.found(n.Head().ID, columns)
	}
	return nil
}

// declaration compares the columns of a model with those that its author describes: all
// of them under a contract, else those that are not there.
func (c *checker) declaration(m *engine.Model, columns []engine.Column) []diag.Diagnostic {
	if m.Config.ContractEnforced {
		return quality.Contract(m, columns, c.db.Dialect().Name())
	}
	return quality.Described(m, columns)
}

// pivots reports whether SQL may take its columns from data.
func pivots(sql string) bool {
	return strings.Contains(strings.ToLower(sql), "pivot")
}

// differs says how the columns of two queries differ by name, or is "".
func differs(a, b []engine.Column) string {
	var parts []string
	for _, c := range a {
		if !hasColumn(b, c.Name) {
			parts = append(parts, c.Name+" is missing")
		}
	}
	for _, c := range b {
		if !hasColumn(a, c.Name) {
			parts = append(parts, c.Name+" is new")
		}
	}
	return strings.Join(parts, ", ")
}

func hasColumn(list []engine.Column, name string) bool {
	return slices.ContainsFunc(list, func(c engine.Column) bool { return strings.EqualFold(c.Name, name) })
}

// test binds a data test.
func (c *checker) test(ctx context.Context, s engine.Session, t *engine.Test) error {
	compiled, problems := c.whole.Node(t.ID)
	if problems.HasErrors() {
		c.tell(problems...)
		c.unchecked(t.ID, "its template does not render")
		return nil
	}
	key := c.key(t, compiled, nil)
	if _, same := c.o.Kept.columns(t.ID, key); same {
		c.count(true)
		c.result.Keep.put(t.ID, key, nil)
		return nil
	}
	missing, err := c.stand(ctx, s, c.inputs(t))
	if err != nil {
		return err
	}
	if missing != "" {
		c.unchecked(t.ID, "the columns of "+string(missing)+" are not known")
		return nil
	}
	statement := quality.TestSQL(t, compiled, c.db.Dialect())
	const before = "describe\n"
	statement.SQL, statement.Offset = before+statement.SQL, statement.Offset+len(before)
	if _, err := describe(ctx, s, statement); err != nil {
		return c.notBound(ctx, s, t, statement, err)
	}
	c.count(false)
	c.result.Keep.put(t.ID, key, nil)
	return nil
}

// count counts a node that is as it should be.
func (c *checker) count(same bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if same {
		c.result.Same++
	} else {
		c.result.Bound++
	}
}

// Summary is what a check did, for people.
func (r *Result) Summary() string {
	text := fmt.Sprintf("%d bound", r.Bound)
	if r.Same > 0 {
		text += fmt.Sprintf(", %d as before", r.Same)
	}
	if n := len(r.Unchecked); n > 0 {
		text += fmt.Sprintf(", %d not checked", n)
	}
	return text
}

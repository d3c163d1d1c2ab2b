package compile

import (
	"slices"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
	"github.com/martsql/mart/engine/template"
)

// Freshness compiles the query for the time of a source's newest row: see
// quality.FreshnessSQL. In its filter and query `this` is the source. The SQL is empty
// where nothing says how to find the time.
func (c *Compiler) Freshness(s *engine.Source) (engine.Compiled, diag.List) {
	out := engine.Compiled{ID: s.ID, Lake: s.Files != nil && c.o.Lake != nil}
	d := c.speaks(out.Lake)
	at := quality.Loaded{
		Relation: d.Relation(s.Relation), Field: s.LoadedAtField, RelationSpan: s.Span, FieldSpan: s.LoadedAtSpan, QuerySpan: s.LoadedAtSpan,
	}
	if slices.ContainsFunc(s.Columns, func(c engine.Column) bool { return c.Name == s.LoadedAtField }) {
		at.Field = d.Quote(s.LoadedAtField) // else it is an expression
	}
	if s.Files != nil {
		reader, problems := materialize.InlineReader(s, c.o.Root, false)
		if problems.HasErrors() {
			return out, problems
		}
		at.Relation = reader
	}
	o := c.o
	o.Relation = func(n engine.Relational) (string, bool) { return at.Relation, n.Head().ID == s.ID }
	under := &Compiler{project: c.project, dialect: c.dialect, o: o, renderers: c.renderers}
	var problems, more diag.List
	at.Query, problems = under.piece(s, s.LoadedAtQuery, s.LoadedAtSpan, out.Lake)
	if s.Freshness != nil {
		at.FilterSpan = s.Freshness.FilterSpan
		at.Filter, more = under.piece(s, s.Freshness.Filter, at.FilterSpan, out.Lake)
		problems = append(problems, more...)
	}
	out.SQL, out.Map = quality.FreshnessSQL(s, at, d)
	return out, problems
}

// piece renders a text of a property file. Its faults are told at the key.
func (c *Compiler) piece(n engine.Node, text string, key diag.Span, lake bool) (string, diag.List) {
	if text == "" {
		return "", nil
	}
	file, problems := template.Parse(n.Head().File, text)
	if file == nil {
		return "", faultsAt(key, problems)
	}
	r, problems := c.render(n, file, lake)
	if len(problems) == 0 {
		return r.SQL, nil
	}
	return r.SQL, faultsAt(key, problems)
}

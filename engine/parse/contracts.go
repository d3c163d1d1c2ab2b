package parse

import (
	"context"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/quality"
)

// checkContracts tells of contracts that cannot be held and of constraints that cannot be
// applied, and finds what foreign keys refer to.
func (l *loader) checkContracts(context.Context) {
	for _, id := range sortedIDs(l.project.Manifest.Nodes) {
		m := l.project.Manifest.Model(id)
		if m == nil {
			continue
		}
		if m.Config.ContractEnforced {
			l.problems.Add(quality.Undeclared(m)...)
			l.checkSchemaChange(m)
		}
		for i := range m.Columns {
			for j := range m.Columns[i].Constraints {
				c := &m.Columns[i].Constraints[j]
				c.Columns = []string{m.Columns[i].Name}
				l.constraint(m, c)
			}
		}
		for i := range m.Constraints {
			l.constraint(m, &m.Constraints[i])
		}
	}
}

// checkSchemaChange refuses what would let a table differ from its contract.
func (l *loader) checkSchemaChange(m *engine.Model) {
	policy, _ := m.Config.Values["on_schema_change"].(string)
	if m.Config.Materialized != engine.MaterializedIncremental || policy != "ignore" && policy != "sync_all_columns" {
		return
	}
	l.problems.Add(diag.Errorf(l.settingSpan(m, "on_schema_change"), "conflicting-settings",
		"%s has a contract, and on_schema_change: %s would let its table differ from it", m.Name, policy).
		WithHint("set on_schema_change to append_new_columns or fail"))
}

// constraint checks one constraint, and settles what a foreign key refers to.
func (l *loader) constraint(m *engine.Model, c *engine.Constraint) {
	if missing := unsaid(*c); missing != "" {
		l.problems.Add(diag.Errorf(c.Span, "missing-key", "the constraint %s of %s has no %q", c.Type, m.Name, missing).
			WithHint("%s", constraintExample[c.Type]))
		return
	}
	for _, name := range c.Columns {
		if !slices.ContainsFunc(m.Columns, func(col engine.Column) bool { return strings.EqualFold(col.Name, name) }) {
			l.problems.Add(diag.Errorf(c.Span, "unknown-column", "the constraint %s of %s names the column %s, which is not declared", c.Type, m.Name, name).
				WithHint("%s", diag.DidYouMean(name, columnNames(m))))
			return
		}
	}
	if len(c.ToColumns) > 0 && len(c.ToColumns) != len(c.Columns) {
		l.problems.Add(diag.Errorf(c.Span, "bad-value", "the foreign key of %s has %d columns, and to_columns has %d", m.Name, len(c.Columns), len(c.ToColumns)).
			WithHint("name the columns of both sides in the same order"))
		return
	}
	if c.Type == engine.ForeignKey && c.To != "" {
		l.referred(m, c)
	}
	l.problems.Add(l.notApplied(m, *c)...)
}

// unsaid is the key that a constraint needs and does not have, or "".
func unsaid(c engine.Constraint) string {
	switch c.Type {
	case engine.Check, engine.Custom:
		if c.Expression == "" {
			return "expression"
		}
	case engine.ForeignKey:
		if c.To == "" && c.Expression == "" {
			return "to"
		}
	}
	if len(c.Columns) == 0 && c.Type != engine.Check && c.Type != engine.Custom {
		return "columns"
	}
	return ""
}

// constraintExample shows how each type is written.
var constraintExample = map[string]string{
	engine.Check:      `write  {type: check, expression: "price > 0"}`,
	engine.Custom:     `write  {type: custom, expression: "..."}  with SQL that the database knows`,
	engine.ForeignKey: `write  {type: foreign_key, to: ref "shops", to_columns: [shop_id]};  of a whole model with  columns: [shop_id]`,
	engine.NotNull:    `write  {type: not_null, columns: [shop_id]}`,
	engine.Unique:     `write  {type: unique, columns: [shop_id, day]}`,
	engine.PrimaryKey: `write  {type: primary_key, columns: [shop_id, day]}`,
}

func columnNames(m *engine.Model) []string {
	out := make([]string, len(m.Columns))
	for i, c := range m.Columns {
		out[i] = c.Name
	}
	return out
}

// referred finds what a foreign key refers to. It is built before the model.
func (l *loader) referred(m *engine.Model, c *engine.Constraint) {
	if _, _, ok := config.ParseRelationText(c.To); !ok {
		c.Expression = c.To // a table that mart does not know
		return
	}
	use, ok := l.useOfText(c.To, c.Span)
	if !ok {
		return
	}
	target, ok := l.project.Manifest.Nodes[use.Target].(engine.Relational)
	if !ok {
		return
	}
	c.Target = target.Rel()
	if use.Target != m.ID {
		m.Uses = append(m.Uses, use)
	}
}

// notApplied tells of a constraint that no table will have, or that rows may break.
func (l *loader) notApplied(m *engine.Model, c engine.Constraint) diag.List {
	dialect := l.project.Dialect
	support := engine.SupportOf(dialect, c)
	switch {
	case !m.Config.ContractEnforced && (c.WarnUnsupported || c.WarnUnenforced):
		return diag.List{diag.Warnf(c.Span, "not-enforced", "the constraint %s is not applied: %s has no enforced contract", c, m.Name).
			WithHint("a table with constraints needs its columns and types:  config: {contract: {enforced: true}}")}
	case !materialize.HasTable(m.Config, dialect) && c.WarnUnsupported:
		return diag.List{diag.Warnf(c.Span, "not-enforced", "the constraint %s is not applied: %s is a %s, and only tables have constraints", c, m.Name, materializedAs(m)).
			WithHint("materialize it as a table, or test it with data_tests;  warn_unsupported: false  silences this")}
	case support == engine.Unsupported && c.WarnUnsupported:
		return diag.List{diag.Warnf(c.Span, "not-enforced", "the constraint %s of %s is left out: %s cannot hold it", c, m.Name, dialect).
			WithHint("test it with data_tests;  warn_unsupported: false  silences this")}
	case support == engine.Unenforced && c.WarnUnenforced:
		return diag.List{diag.Warnf(c.Span, "not-enforced", "%s writes the constraint %s of %s down and does not enforce it", dialect, c, m.Name).
			WithHint("test it with data_tests, too;  warn_unenforced: false  silences this")}
	}
	return nil
}

func materializedAs(m *engine.Model) string {
	if m.Config.Materialized == "" {
		return engine.MaterializedView
	}
	return m.Config.Materialized
}

package account

import (
	"context"
	"fmt"
	"strings"
)

// A mergeClause is one WHEN of a MERGE.
type mergeClause struct {
	matched bool
	and     expr
	action  string // UPDATE, DELETE, INSERT
	sets    func() string
	columns []token
	values  []expr
	into    []columnDef
}

// merge runs MERGE. Source: docs sql-reference/sql/merge; reference 2.2: a target row that
// two source rows would update is an error, deletes and inserts are not.
func (s *Session) merge(ctx context.Context, p *parser) *Result {
	p.expect("MERGE", "INTO")
	w := s.printer(p)
	t, alias := s.mergeTarget(p, w)
	p.expect("USING")
	source := p.relation()
	p.expect("ON")
	on := p.expr()
	var clauses []mergeClause
	for p.skip("WHEN") {
		clauses = append(clauses, s.mergeClause(p, w, t))
	}
	p.end()
	if len(clauses) == 0 {
		p.fail()
	}
	head := func() string { return w.relation(source) + " ON " + w.expr(on) }
	sql, err := w.resolve(ctx, s.conn, func() string {
		text := "MERGE INTO " + t.duck() + " AS " + alias + " USING " + head()
		for _, c := range clauses {
			text += w.mergeClause(c)
		}
		return text + " RETURNING merge_action"
	})
	if err != nil {
		s.intact(ctx)
		panic(err)
	}
	w.checkCase(sql)
	rows := s.atomically(ctx, w, func(run func(string) [][]any) [][]any {
		s.nonDeterministic(run, w, t, alias, head(), clauses)
		return run(sql)
	})
	return mergeCounts(clauses, rows)
}

func (s *Session) mergeTarget(p *parser, w *printer) (*relation, string) {
	return s.aliased(p, w)
}

func (s *Session) mergeClause(p *parser, w *printer, t *relation) mergeClause {
	c := mergeClause{matched: !p.skip("NOT")}
	p.expect("MATCHED")
	if p.peek().is("BY") {
		panic(unsupported("MERGE ... WHEN NOT MATCHED BY"))
	}
	if p.skip("AND") {
		c.and = p.expr()
	}
	p.expect("THEN")
	switch {
	case c.matched && p.skip("UPDATE", "SET"):
		c.action, c.sets = "UPDATE", s.setList(p, w, t)
	case c.matched && p.skip("DELETE"):
		c.action = "DELETE"
	case !c.matched && p.skip("INSERT"):
		c.action = "INSERT"
		if p.peek().is("(") {
			c.columns = p.idents()
		}
		v := p.values()
		c.values = v.rows[0]
		c.into = s.insertColumns(t, c.columns)
		s.width(len(c.into), len(c.values))
	default:
		p.fail()
	}
	return c
}

func (w *printer) mergeClause(c mergeClause) string {
	text := " WHEN MATCHED"
	if !c.matched {
		text = " WHEN NOT MATCHED"
	}
	if c.and != nil {
		text += " AND " + w.expr(c.and)
	}
	switch c.action {
	case "UPDATE":
		return text + " THEN UPDATE SET " + c.sets()
	case "DELETE":
		return text + " THEN DELETE"
	}
	fits := make([]string, len(c.values))
	for i, x := range c.values {
		fits[i] = fit(w.expr(x), c.into[i].Type)
	}
	columns := ""
	if c.columns != nil {
		columns = " (" + quoteTokens(c.columns) + ")"
	}
	return text + " THEN INSERT" + columns + " VALUES (" + strings.Join(fits, ", ") + ")"
}

// nonDeterministic looks for a target row that would be updated by two source rows.
func (s *Session) nonDeterministic(run func(string) [][]any, w *printer, t *relation, alias, head string, clauses []mergeClause) {
	var when []string
	for _, c := range clauses {
		if c.action != "UPDATE" {
			continue
		}
		condition := "TRUE"
		if c.and != nil {
			condition = w.expr(c.and)
		}
		when = append(when, condition)
	}
	if when == nil {
		return
	}
	rows := run(fmt.Sprintf("SELECT %s.rowid FROM %s AS %s JOIN %s WHERE %s GROUP BY 1 HAVING count(*) > 1 LIMIT 1",
		alias, t.duck(), alias, head, strings.Join(when, " OR ")))
	if len(rows) > 0 {
		panic(&Error{100090, "42P18", "Duplicate row detected during DML action\nRow Values: []"})
	}
}

// mergeCounts has a column for each action that the statement can do.
func mergeCounts(clauses []mergeClause, rows [][]any) *Result {
	done := map[string]int64{}
	for _, row := range rows {
		if name, ok := row[0].(string); ok {
			done[name]++
		}
	}
	var pairs []any
	for _, action := range []string{"INSERT", "UPDATE", "DELETE"} {
		for _, c := range clauses {
			if c.action == action {
				pairs = append(pairs, map[string]string{"INSERT": "inserted", "UPDATE": "updated", "DELETE": "deleted"}[action], done[action])
				break
			}
		}
	}
	return counts(Merge, pairs...)
}

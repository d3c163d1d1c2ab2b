package account

import (
	"context"
	"fmt"
	"strings"
)

// needTable finds a table that DML may change.
func (s *Session) needTable(name []token) *relation {
	r := s.relationOf(name)
	if r == nil {
		panic(missingObject(joinNames(name)))
	}
	if r.Kind != tableKind {
		panic(compilation(1003, "42601", "%s '%s' cannot be the target of DML", r.Kind, r.Name))
	}
	if s.warehouse == "" {
		panic(missingWarehouse())
	}
	return r
}

// counts is the result grid of DML: reference 2.2.
func counts(kind Kind, pairs ...any) *Result {
	r := &Result{Kind: kind, Rows: [][]any{{}}}
	for i := 0; i < len(pairs); i += 2 {
		r.Columns = append(r.Columns, Column{Name: "number of rows " + pairs[i].(string), Type: "FIXED", Precision: 19})
		r.Rows[0] = append(r.Rows[0], pairs[i+1])
	}
	return r
}

// count reads DuckDB's answer to DML.
func count(rows [][]any) int64 {
	if len(rows) == 1 && len(rows[0]) == 1 {
		n, _ := rows[0][0].(int64)
		return n
	}
	return 0
}

// insert runs INSERT [OVERWRITE] INTO. Source: docs sql-reference/sql/insert.
func (s *Session) insert(ctx context.Context, p *parser) *Result {
	p.expect("INSERT")
	overwrite := p.skip("OVERWRITE")
	if p.peek().is("ALL", "FIRST") {
		panic(unsupported("INSERT %s", p.peek().value))
	}
	p.expect("INTO")
	t := s.needTable(p.qualified())
	var names []token
	if p.peek().is("(") && !p.startsQuery() {
		names = p.idents()
	}
	columns := s.insertColumns(t, names)
	w := s.printer(p)
	var write func() string
	if p.peek().is("VALUES") {
		v := p.values()
		for _, row := range v.rows {
			s.width(len(columns), len(row))
		}
		write = func() string { return s.insertedValues(w, v, columns) }
	} else {
		q := p.query()
		write = func() string { return w.query(q) }
	}
	p.end()
	source, err := w.resolve(ctx, s.conn, write)
	if err != nil {
		s.intact(ctx)
		panic(err)
	}
	w.checkCase(source)
	s.width(len(columns), len(s.columnsOf(ctx, w, source)))
	list, fits := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		list[i], fits[i] = quote(c.Name), fit(fmt.Sprintf("c%d", i), c.Type)
	}
	sql := fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM (%s) AS q(%s)", t.duck(), strings.Join(list, ", "), strings.Join(fits, ", "), source, numbered(len(list)))
	rows := s.atomically(ctx, w, func(run func(string) [][]any) [][]any {
		if !overwrite {
			return run(sql)
		}
		// the query may read the table itself
		run(fmt.Sprintf("CREATE OR REPLACE TEMP TABLE \"$overwrite\" AS SELECT %s FROM (%s) AS q(%s)", strings.Join(fits, ", "), source, numbered(len(list))))
		run("DELETE FROM " + t.duck())
		run(fmt.Sprintf("DELETE FROM \"_account\".loads WHERE relation = %d", t.ID))
		n := run(fmt.Sprintf("INSERT INTO %s (%s) SELECT * FROM temp.main.\"$overwrite\"", t.duck(), strings.Join(list, ", ")))
		run("DROP TABLE temp.main.\"$overwrite\"")
		return n
	})
	return counts(Insert, "inserted", count(rows))
}

func (s *Session) width(want, got int) {
	if want != got {
		panic(compilation(2020, "21S01", "Insert value list does not match column list expecting %d but got %d", want, got))
	}
}

func (s *Session) insertColumns(t *relation, names []token) []columnDef {
	if names == nil {
		return t.Columns
	}
	columns := make([]columnDef, len(names))
	for i, n := range names {
		c := t.column(n.value)
		if c == nil {
			panic(invalidIdentifier(n, n.value))
		}
		columns[i] = *c
	}
	return columns
}

// insertedValues writes rows of VALUES, with array binds spread out to a row each.
func (s *Session) insertedValues(w *printer, v *values, columns []columnDef) string {
	rows := 0
	for _, b := range s.request.Binds {
		rows = max(rows, len(b.Array))
	}
	var lines []string
	if rows > 0 {
		if len(v.rows) != 1 {
			panic(unsupported("array binding of several rows of VALUES"))
		}
		for n := 0; n < rows; n++ {
			line := make([]string, len(v.rows[0]))
			for i, x := range v.rows[0] {
				if b, ok := x.(*bind); ok && b.n < len(s.request.Binds) && s.request.Binds[b.n].Array != nil {
					line[i] = bindLiteral(s.request.Binds[b.n].Type, s.request.Binds[b.n].Array[n])
				} else {
					line[i] = w.expr(x)
				}
			}
			lines = append(lines, "("+strings.Join(line, ", ")+")")
		}
		return "VALUES " + strings.Join(lines, ", ")
	}
	if len(v.rows) > 16384 {
		panic(compilation(1795, "42601", "maximum number of expressions in a list exceeded, expected at most 16,384, got %d", len(v.rows)))
	}
	for _, row := range v.rows {
		line := make([]string, len(row))
		for i, x := range row {
			if l, ok := x.(*literal); ok && l.text == "DEFAULT" {
				line[i] = "NULL"
				if d := columns[i].duckDefault; d != "" {
					line[i] = d
				}
			} else {
				line[i] = "(" + w.expr(x) + ")::" + columns[i].Type.duck()
			}
		}
		lines = append(lines, "("+strings.Join(line, ", ")+")")
	}
	return "VALUES " + strings.Join(lines, ", ")
}

// setList reads column = expression, ...
func (s *Session) setList(p *parser, w *printer, t *relation) func() string {
	type set struct {
		column *columnDef
		value  expr
	}
	var sets []set
	for {
		parts := []token{p.ident()}
		for p.skip(".") {
			parts = append(parts, p.ident())
		}
		name := parts[len(parts)-1]
		c := t.column(name.value)
		if c == nil {
			panic(invalidIdentifier(name, name.value))
		}
		p.expect("=")
		sets = append(sets, set{c, p.expr()})
		if !p.skip(",") {
			break
		}
	}
	return func() string {
		list := make([]string, len(sets))
		for i, x := range sets {
			list[i] = quote(x.column.Name) + " = " + fit(w.expr(x.value), x.column.Type)
		}
		return strings.Join(list, ", ")
	}
}

// aliased reads a table that DML changes, and writes it with its alias.
func (s *Session) aliased(p *parser, w *printer) (*relation, string) {
	name := p.qualified()
	t := s.needTable(name)
	alias := t.Name
	if p.skip("AS") {
		alias = p.ident().value
	} else if q := p.peek(); q.kind == quotedToken || q.kind == wordToken && !reserved[q.value] && q.value != "SET" {
		alias = p.take().value
	}
	for _, c := range t.Columns {
		w.names[c.Name] = true
	}
	return t, quote(alias)
}

// update runs UPDATE. Source: docs sql-reference/sql/update.
func (s *Session) update(ctx context.Context, p *parser) *Result {
	p.expect("UPDATE")
	w := s.printer(p)
	t, alias := s.aliased(p, w)
	p.expect("SET")
	sets := s.setList(p, w, t)
	var from []fromItem
	if p.skip("FROM") {
		from = p.from()
	}
	var where expr
	if p.skip("WHERE") {
		where = p.expr()
	}
	p.end()
	rows := s.change1(ctx, w, func() string {
		sql := ""
		if from != nil {
			sql = " FROM " + w.from(from)
		}
		if where != nil {
			sql += " WHERE " + w.expr(where)
		}
		return "UPDATE " + t.duck() + " AS " + alias + " SET " + sets() + sql
	})
	return counts(Update, "updated", count(rows), "multi-joined rows updated", int64(0))
}

// deletes runs DELETE. Source: docs sql-reference/sql/delete.
func (s *Session) deletes(ctx context.Context, p *parser) *Result {
	p.expect("DELETE", "FROM")
	w := s.printer(p)
	t, alias := s.aliased(p, w)
	var using []fromItem
	if p.skip("USING") {
		using = p.from()
	}
	var where expr
	if p.skip("WHERE") {
		where = p.expr()
	}
	p.end()
	rows := s.change1(ctx, w, func() string {
		sql := "DELETE FROM " + t.duck() + " AS " + alias
		if using != nil {
			sql += " USING " + w.from(using)
		}
		if where != nil {
			sql += " WHERE " + w.expr(where)
		}
		return sql
	})
	return counts(Delete, "deleted", count(rows))
}

// change1 settles and runs one statement of DML.
func (s *Session) change1(ctx context.Context, w *printer, write func() string) [][]any {
	sql, err := w.resolve(ctx, s.conn, write)
	if err != nil {
		s.intact(ctx)
		panic(err)
	}
	w.checkCase(sql)
	return s.atomically(ctx, w, func(run func(string) [][]any) [][]any { return run(sql) })
}

package account

import (
	"context"
	"fmt"
	"strings"
)

// create reads what stands between CREATE and the kind of object.
// Source: docs sql-reference/sql/create-<kind>.
func (s *Session) create(ctx context.Context, p *parser) *Result {
	replace := p.skip("OR", "REPLACE")
	if p.peek().is("OR") {
		panic(unsupported("CREATE OR ALTER"))
	}
	t := &relation{Created: s.started}
	for {
		switch {
		case p.skip("TRANSIENT"):
			t.Transient = true
		case p.skip("TEMPORARY"), p.skip("TEMP"), p.skip("VOLATILE"), p.skip("LOCAL", "TEMPORARY"), p.skip("LOCAL", "TEMP"):
			t.Temporary = true
		case p.skip("SECURE"):
			t.Secure = true
		case p.skip("TABLE"):
			t.Kind = tableKind
			return s.createTable(ctx, p, t, replace)
		case p.skip("VIEW"):
			t.Kind = viewKind
			return s.createView(ctx, p, t, replace)
		case p.skip("DYNAMIC", "TABLE"):
			t.Kind = dynamicKind
			return s.createDynamic(ctx, p, t, replace)
		case p.skip("SCHEMA"):
			return s.createSchema(ctx, p, replace)
		case p.skip("DATABASE"):
			return s.createDatabase(ctx, p, replace)
		case p.skip("STAGE"):
			return s.createStage(p, replace, t.Temporary)
		case p.skip("FILE", "FORMAT"):
			return s.createFormat(p, replace)
		case p.skip("WAREHOUSE"):
			return s.createWarehouse(p, replace)
		case p.skip("ROLE"):
			return s.createRole(p)
		default:
			panic(unsupported("CREATE %s", p.peek().value))
		}
	}
}

func (p *parser) ifNotExists() bool { return p.skip("IF", "NOT", "EXISTS") }

// target prepares a new relation's place. It tells whether there is nothing to do, and what
// stands there now.
func (s *Session) target(p *parser, r *relation, replace, quiet bool) (old *relation, skip bool) {
	name := p.qualified()
	r.Database, r.Schema, r.Name = s.fullName(name)
	sch := s.schemaOf(r.Database, r.Schema)
	old = s.temporary[r.full()]
	if !r.Temporary {
		s.account.mu.Lock()
		old = sch.relations[r.Name]
		failure := clash(sch.relations, r.Name)
		s.account.mu.Unlock()
		if failure != nil {
			panic(failure)
		}
	}
	if old == nil {
		return nil, false
	}
	if quiet && old.Kind == r.Kind {
		return old, true
	}
	// create or replace replaces only its own kind: docs, create-view; dbt's needs_to_drop
	if old.Kind != r.Kind && replace {
		panic(&Error{1998, "42710", fmt.Sprintf("SQL compilation error:\nObject '%s' already exists as %s", r.full(), old.Kind)})
	}
	if !replace {
		panic(exists(r.full()))
	}
	return old, false
}

func (s *Session) createTable(ctx context.Context, p *parser, r *relation, replace bool) *Result {
	quiet := p.ifNotExists()
	if quiet && replace {
		panic(compilation(2076, "42601", "options IF NOT EXISTS and OR REPLACE are incompatible."))
	}
	old, skip := s.target(p, r, replace, quiet)
	if p.peek().is("(") {
		s.columnDefs(p, r)
	}
	copyGrants, source, like := false, (*relation)(nil), false
	var q *query
	for p.peek().kind != endToken {
		switch {
		case p.skip("CLUSTER", "BY"):
			r.ClusterBy = "LINEAR" + p.bracketText()
		case p.skip("COPY", "GRANTS"):
			copyGrants = true
		case p.skip("COMMENT", "="):
			r.Comment = p.textValue()
		case p.skip("DATA_RETENTION_TIME_IN_DAYS", "="), p.skip("MAX_DATA_EXTENSION_TIME_IN_DAYS", "="), p.skip("CHANGE_TRACKING", "="):
			p.take()
		case p.skip("CLONE"), p.skip("LIKE"):
			like = p.tokens[p.at-1].value == "LIKE"
			name := p.qualified()
			if source = s.relationOf(name); source == nil {
				panic(missingObject(joinNames(name)))
			}
			switch {
			case source.Kind == viewKind:
				panic(compilation(2203, "0A000", "Clone of a view is not supported."))
			case (source.Transient || source.Temporary) && !r.Transient && !r.Temporary && !like: // docs, create-clone
				panic(compilation(2120, "0A000", "Transient object cannot be cloned to a permanent object."))
			}
		case p.skip("AS"):
			q = p.query()
			p.end()
		default:
			p.fail()
		}
	}
	if skip {
		return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", r.Name))
	}
	var w *printer
	body := ""
	switch {
	case q != nil:
		w = s.printer(p)
		body = s.tableQuery(ctx, w, q, r)
	case source != nil:
		body = "SELECT * FROM " + source.duck()
		if like {
			body = ""
		} else if r.Comment == "" {
			r.Comment = source.Comment
		}
		r.Columns, r.Keys, r.ClusterBy = source.Columns, source.Keys, source.ClusterBy
	case len(r.Columns) == 0:
		p.fail()
	}
	r.ID = s.newID()
	s.atomically(ctx, w, func(run func(string) [][]any) [][]any {
		s.fill(run, r, old, body)
		return nil
	})
	s.install(r, old, copyGrants)
	return done(DDL, fmt.Sprintf("Table %s successfully created.", r.Name))
}

// tableQuery prints the query of a CREATE TABLE AS and takes over its columns.
func (s *Session) tableQuery(ctx context.Context, w *printer, q *query, r *relation) string {
	sql, err := w.resolve(ctx, s.conn, func() string { return w.query(q) })
	if err != nil {
		panic(err)
	}
	w.checkCase(sql)
	columns := s.columnsOf(ctx, w, sql)
	s.declared(q, w, columns)
	for i := range columns {
		columns[i].NotNull = false
		if columns[i].Type.kind == "TEXT" { // a table's VARCHAR without a length: reference 2.2
			columns[i].Type.length = min(columns[i].Type.length, tableTextLength)
		}
	}
	if len(r.Columns) == 0 {
		s.named(w, q)
		r.Columns = columns
		return sql
	}
	if len(r.Columns) != len(columns) {
		panic(compilation(2026, "42601", "Invalid column definition list"))
	}
	for i := range r.Columns {
		if r.Columns[i].Type.kind == "" {
			r.Columns[i].Type = columns[i].Type
		}
	}
	return sql
}

// named refuses a select list with an expression that has no name, and names that stand
// twice: 002022 and 002025.
func (s *Session) named(w *printer, q *query) {
	core, ok := q.body.(*selectCore)
	if !ok {
		return
	}
	for _, item := range core.items {
		switch item.x.(type) {
		case *column, *star:
		default:
			if item.alias.text == "" {
				panic(compilation(2022, "42601", "Missing column specification"))
			}
		}
	}
}

// fill makes the DuckDB table of a relation, with the rows of a query when there is one.
func (s *Session) fill(run func(string) [][]any, r, old *relation, body string) {
	aside := *r
	aside.Name = r.Name + "$NEW"
	if old == nil {
		aside.Name = r.Name
	}
	create := "CREATE TABLE "
	if r.Temporary {
		create = "CREATE TEMP TABLE "
	}
	if r.Temporary {
		create = "CREATE TEMPORARY TABLE "
	}
	defs, list := make([]string, len(r.Columns)), make([]string, len(r.Columns))
	seen := map[string]bool{}
	for i, c := range r.Columns {
		if seen[strings.ToUpper(c.Name)] {
			panic(compilation(2025, "42S21", "duplicate column name '%s'", c.Name))
		}
		seen[strings.ToUpper(c.Name)] = true
		defs[i] = quote(c.Name) + " " + c.Type.duck()
		if c.NotNull {
			defs[i] += " NOT NULL"
		}
		if c.duckDefault != "" {
			defs[i] += " DEFAULT " + c.duckDefault
		}
		list[i] = fit(fmt.Sprintf("c%d", i), c.Type)
	}
	run(create + aside.duck() + " (" + strings.Join(defs, ", ") + ")")
	if body != "" {
		run(fmt.Sprintf("INSERT INTO %s SELECT %s FROM (%s) AS q(%s)", aside.duck(), strings.Join(list, ", "), body, numbered(len(list))))
	}
	if old != nil {
		run("DROP " + old.duckKind() + " " + old.duck())
		run("ALTER TABLE " + aside.duck() + " RENAME TO " + quote(r.duckName()))
	}
}

// duckName is the last part of the relation's name in DuckDB.
func (r *relation) duckName() string {
	if r.Temporary {
		return r.full()
	}
	return r.Name
}

func (r *relation) duckKind() string {
	if r.Kind == viewKind {
		return "VIEW"
	}
	return "TABLE"
}

// fit makes a value one of the column's type, and fails where a text is too long.
func fit(value string, t dataType) string {
	if t.kind == "TEXT" && t.length < tableTextLength {
		return fmt.Sprintf("sf_fit((%s)::VARCHAR, %d)", value, t.length)
	}
	return "(" + value + ")::" + t.duck()
}

func numbered(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("c%d", i)
	}
	return strings.Join(list, ", ")
}

// install puts a new relation into the catalogue. Grants go over with COPY GRANTS, else they
// are gone with the old one, and the new one is its creator's.
func (s *Session) install(r, old *relation, copyGrants bool) {
	s.put(r)
	if r.Temporary {
		return
	}
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	var kept []grant
	for _, g := range s.account.catalog.grants {
		if old != nil && g.id == old.ID {
			if !copyGrants || g.Privilege == "OWNERSHIP" {
				continue
			}
			g.id = r.ID
		}
		kept = append(kept, g)
	}
	kind := string(r.Kind)
	s.account.catalog.grants = append(kept, grant{Privilege: "OWNERSHIP", Kind: kind, Object: r.full(), Role: s.role, id: r.ID, Created: s.started})
}

// columnDefs reads (name type ..., constraint ...).
func (s *Session) columnDefs(p *parser, r *relation) {
	p.expect("(")
	for {
		if p.peek().is("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN") {
			s.constraint(p, r)
		} else {
			r.Columns = append(r.Columns, s.columnDef(p, r))
		}
		if !p.skip(",") {
			break
		}
	}
	p.expect(")")
}

// constraint reads one of a table; keys are recorded and not enforced: docs
// sql-reference/constraints-overview.
func (s *Session) constraint(p *parser, r *relation) {
	if p.skip("CONSTRAINT") {
		p.ident()
	}
	k := key{}
	switch {
	case p.skip("PRIMARY", "KEY"):
		k.Kind = "PRIMARY KEY"
	case p.skip("UNIQUE"):
		k.Kind = "UNIQUE"
	case p.skip("FOREIGN", "KEY"):
		k.Kind = "FOREIGN KEY"
	default:
		p.fail()
	}
	for _, c := range p.idents() {
		k.Columns = append(k.Columns, c.value)
	}
	if k.Kind == "FOREIGN KEY" {
		p.references()
	}
	s.keyOptions(p)
	r.Keys = append(r.Keys, k)
}

func (p *parser) references() {
	p.expect("REFERENCES")
	p.qualified()
	if p.peek().is("(") {
		p.idents()
	}
}

func (s *Session) keyOptions(p *parser) {
	for p.skip("NOT", "ENFORCED") || p.skip("RELY") || p.skip("NORELY") {
	}
}

func (s *Session) columnDef(p *parser, r *relation) columnDef {
	c := columnDef{Name: p.ident().value}
	if t := p.peek(); t.kind == wordToken && !t.is("NOT", "DEFAULT", "PRIMARY", "UNIQUE", "COMMENT", "CONSTRAINT") {
		c.Type, _ = p.typeName()
	}
	for {
		switch {
		case p.skip("NOT", "NULL"):
			c.NotNull = true
		case p.skip("NULL"):
		case p.skip("DEFAULT"):
			from := p.at
			x := p.sum()
			w := s.printer(p)
			c.Default, c.duckDefault = w.source(span{from, p.at}), w.expr(x)
		case p.skip("PRIMARY", "KEY"):
			r.Keys = append(r.Keys, key{"PRIMARY KEY", []string{c.Name}})
			c.NotNull = true
			s.keyOptions(p)
		case p.skip("UNIQUE"):
			r.Keys = append(r.Keys, key{"UNIQUE", []string{c.Name}})
			s.keyOptions(p)
		case p.skip("CONSTRAINT"):
			p.ident()
		case p.peek().is("REFERENCES"):
			p.references()
		case p.skip("COMMENT"):
			p.skip("=")
			c.Comment = p.textValue()
		case p.peek().is("AUTOINCREMENT", "IDENTITY", "COLLATE", "MASKING", "TAG", "WITH"):
			panic(unsupported("column option %s", p.peek().value))
		default:
			if c.Type.kind == "" && c.Default != "" {
				p.fail()
			}
			return c
		}
	}
}

func (p *parser) textValue() string {
	t := p.take()
	if t.kind != stringToken {
		panic(syntaxError(t))
	}
	return t.value
}

// bracketText is the source of (...).
func (p *parser) bracketText() string {
	from := p.peek().start
	p.expect("(")
	for depth := 1; depth > 0; {
		switch t := p.take(); {
		case t.is("("):
			depth++
		case t.is(")"):
			depth--
		}
	}
	return p.src[from:p.tokens[p.at-1].end]
}

func (s *Session) createView(ctx context.Context, p *parser, r *relation, replace bool) *Result {
	if r.Transient {
		p.at--
		p.fail()
	}
	quiet := p.ifNotExists()
	old, skip := s.target(p, r, replace, quiet)
	var names []columnDef
	if p.skip("(") {
		for {
			c := columnDef{Name: p.ident().value}
			if p.skip("COMMENT") {
				p.skip("=")
				c.Comment = p.textValue()
			}
			names = append(names, c)
			if !p.skip(",") {
				break
			}
		}
		p.expect(")")
	}
	copyGrants := false
	for !p.skip("AS") {
		switch {
		case p.skip("COPY", "GRANTS"):
			copyGrants = true
		case p.skip("COMMENT", "="):
			r.Comment = p.textValue()
		default:
			p.fail()
		}
	}
	q := p.query()
	p.end()
	if skip {
		return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", r.Name))
	}
	w := s.printer(p)
	r.Columns = names
	body := s.tableQuery(ctx, w, q, r)
	for _, on := range w.relies {
		if on.Temporary && !r.Temporary {
			panic(unsupported("a view on the temporary table %s", on.Name))
		}
	}
	list := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		list[i] = quote(c.Name)
	}
	r.ID, r.Text, r.body = s.newID(), s.request.SQL, body
	s.atomically(ctx, w, func(run func(string) [][]any) [][]any {
		if r.Temporary { // a name without its catalogue is asked for here
			return run(fmt.Sprintf("CREATE OR REPLACE TEMP VIEW %s (%s) AS %s", quote(r.full()), strings.Join(list, ", "), body))
		}
		return run(fmt.Sprintf("CREATE OR REPLACE VIEW %s (%s) AS %s", r.duck(), strings.Join(list, ", "), body))
	})
	s.install(r, old, copyGrants)
	return done(DDL, fmt.Sprintf("View %s successfully created.", r.Name))
}

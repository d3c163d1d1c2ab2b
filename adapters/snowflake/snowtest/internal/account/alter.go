package account

import (
	"context"
	"fmt"
	"strings"
)

const succeeded = "Statement executed successfully."

// lookup finds the relation that an ALTER or DROP names; nil when it may be missing.
func (s *Session) lookup(p *parser, kind relationKind, quiet bool) *relation {
	name := p.qualified()
	db, sch, _ := s.fullName(name)
	r := s.relationOf(name)
	if r == nil {
		if quiet {
			return nil
		}
		s.schemaOf(db, sch)
		panic(missing(strings.ToUpper(string(kind[:1]))+strings.ToLower(string(kind[1:])), joinNames(name)))
	}
	if r.Kind != kind && !(kind == tableKind && r.Kind == dynamicKind) {
		panic(&Error{1998, "42710", fmt.Sprintf("SQL compilation error:\nObject found is of type '%s', not specified type '%s'.", r.Kind, kind)})
	}
	return r
}

// drop runs DROP. Source: docs sql-reference/sql/drop-<kind>.
func (s *Session) drop(ctx context.Context, p *parser) *Result {
	kind := tableKind
	switch {
	case p.skip("TABLE"):
	case p.skip("VIEW"):
		kind = viewKind
	case p.skip("DYNAMIC", "TABLE"):
		kind = dynamicKind
	case p.skip("SCHEMA"):
		return s.dropSchema(ctx, p)
	case p.skip("STAGE"):
		return s.dropStage(p)
	case p.skip("WAREHOUSE"):
		return s.dropWarehouse(p)
	default:
		panic(unsupported("DROP %s", p.peek().value))
	}
	quiet := p.skip("IF", "EXISTS")
	r := s.lookup(p, kind, quiet)
	name := p.tokens[p.at-1].value
	if !p.skip("CASCADE") {
		p.skip("RESTRICT")
	}
	p.end()
	if r == nil {
		return done(DDL, fmt.Sprintf("Drop statement executed successfully (%s already dropped).", name))
	}
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		run(fmt.Sprintf(`DELETE FROM "_account".loads WHERE relation = %d`, r.ID))
		return run("DROP " + r.duckKind() + " " + r.duck())
	})
	s.remove(r)
	s.forgetGrants(r)
	return done(DDL, fmt.Sprintf("%s successfully dropped.", r.Name))
}

func (s *Session) dropSchema(ctx context.Context, p *parser) *Result {
	quiet := p.skip("IF", "EXISTS")
	db, name := s.schemaName(p)
	if !p.skip("CASCADE") {
		p.skip("RESTRICT")
	}
	p.end()
	s.account.mu.Lock()
	d := s.account.catalog.databases[db]
	found := d != nil && d.schemas[name] != nil
	s.account.mu.Unlock()
	if !found {
		if quiet {
			return done(DDL, fmt.Sprintf("Drop statement executed successfully (%s already dropped).", name))
		}
		panic(missing("Schema", db+"."+name))
	}
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		return run("DROP SCHEMA " + quote(db+"."+name) + " CASCADE")
	})
	s.account.mu.Lock()
	delete(d.schemas, name)
	s.account.mu.Unlock()
	if s.database == db && s.schema == name {
		s.schema = ""
	}
	return done(DDL, fmt.Sprintf("%s successfully dropped.", name))
}

// schemaName reads [database.]schema.
func (s *Session) schemaName(p *parser) (db, name string) {
	parts := p.qualified()
	db, name = s.database, parts[len(parts)-1].value
	switch {
	case len(parts) == 2:
		db = parts[0].value
	case len(parts) > 2:
		panic(syntaxError(parts[2]))
	case db == "":
		panic(missingDatabase("CREATE SCHEMA"))
	}
	return db, name
}

func (s *Session) createSchema(ctx context.Context, p *parser, replace bool) *Result {
	quiet := p.ifNotExists()
	db, name := s.schemaName(p)
	comment := ""
	for p.peek().kind != endToken {
		switch {
		case p.skip("COMMENT", "="):
			comment = p.textValue()
		case p.skip("WITH", "MANAGED", "ACCESS"):
		default:
			refuse(p)
		}
	}
	if replace {
		panic(unsupported("CREATE OR REPLACE SCHEMA"))
	}
	s.account.mu.Lock()
	d := s.account.catalog.databases[db]
	var old *schema
	var failure *Error
	if d != nil {
		old, failure = d.schemas[name], clash(d.schemas, name)
	}
	s.account.mu.Unlock()
	switch {
	case d == nil:
		panic(missing("Database", db))
	case failure != nil:
		panic(failure)
	case old != nil && quiet:
		return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", name))
	case old != nil:
		panic(exists(db + "." + name))
	}
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		return run("CREATE SCHEMA " + quote(db+"."+name))
	})
	made := newSchema(name, s.started)
	made.Comment = comment
	s.account.mu.Lock()
	d.schemas[name] = made
	s.account.mu.Unlock()
	s.database, s.schema = db, name // a new schema is the current one: docs, create-schema
	return done(DDL, fmt.Sprintf("Schema %s successfully created.", name))
}

func (s *Session) createDatabase(ctx context.Context, p *parser, replace bool) *Result {
	quiet := p.ifNotExists()
	name := p.ident().value
	p.end()
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if s.account.catalog.databases[name] != nil {
		if quiet {
			return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", name))
		}
		panic(exists(name))
	}
	if replace {
		panic(unsupported("CREATE OR REPLACE DATABASE"))
	}
	if err := s.account.addDatabase(ctx, s.conn, name); err != nil {
		panic(internal(err))
	}
	s.database, s.schema = name, "PUBLIC"
	return done(DDL, fmt.Sprintf("Database %s successfully created.", name))
}

// alter runs ALTER. Source: docs sql-reference/sql/alter-<kind>.
func (s *Session) alter(ctx context.Context, p *parser) *Result {
	switch {
	case p.skip("TABLE"):
		quiet := p.skip("IF", "EXISTS")
		r := s.lookup(p, tableKind, quiet)
		if r == nil {
			return done(DDL, succeeded)
		}
		s.alterTable(ctx, p, r)
	case p.skip("VIEW"):
		quiet := p.skip("IF", "EXISTS")
		r := s.lookup(p, viewKind, quiet)
		switch {
		case r == nil:
			return done(DDL, succeeded)
		case p.skip("RENAME", "TO"):
			s.rename(ctx, p, r)
		case p.skip("SET", "SECURE"):
			s.change(r, func(r *relation) { r.Secure = true })
		case p.skip("UNSET", "SECURE"):
			s.change(r, func(r *relation) { r.Secure = false })
		case p.skip("SET", "COMMENT", "="):
			text := p.textValue()
			s.change(r, func(r *relation) { r.Comment = text })
		case p.peek().is("ALTER", "MODIFY"):
			s.alterColumns(ctx, p, r)
		default:
			refuse(p)
		}
	case p.skip("DYNAMIC", "TABLE"):
		return s.alterDynamic(ctx, p)
	case p.skip("WAREHOUSE"):
		return s.alterWarehouse(p)
	default:
		panic(unsupported("ALTER %s", p.peek().value))
	}
	p.end()
	return done(DDL, succeeded)
}

func (s *Session) alterTable(ctx context.Context, p *parser, r *relation) {
	switch {
	case p.skip("SWAP", "WITH"):
		s.swap(ctx, p, r)
	case p.skip("RENAME", "TO"):
		s.rename(ctx, p, r)
	case p.skip("RENAME", "COLUMN"):
		s.renameColumn(ctx, p, r)
	case p.skip("ADD", "COLUMN"), p.skip("ADD") && !p.peek().is("CONSTRAINT", "PRIMARY", "UNIQUE", "SEARCH"):
		s.addColumns(ctx, p, r)
	case p.peek().is("CONSTRAINT", "PRIMARY", "UNIQUE"):
		s.change(r, func(r *relation) { s.constraint(p, r) })
	case p.skip("DROP", "COLUMN"):
		s.dropColumns(ctx, p, r)
	case p.peek().is("ALTER", "MODIFY"):
		s.alterColumns(ctx, p, r)
	case p.skip("CLUSTER", "BY"):
		text := "LINEAR" + p.bracketText()
		s.change(r, func(r *relation) { r.ClusterBy = text })
	case p.skip("DROP", "CLUSTERING", "KEY"):
		s.change(r, func(r *relation) { r.ClusterBy = "" })
	case p.skip("RESUME", "RECLUSTER"), p.skip("SUSPEND", "RECLUSTER"):
	case p.skip("SET", "COMMENT", "="):
		text := p.textValue()
		s.change(r, func(r *relation) { r.Comment = text })
	default:
		refuse(p)
	}
}

// swap renames two tables at once; permanent and temporary do not mix. Source: docs,
// alter-table (SWAP WITH). Comments, grants and load metadata stay with the object.
func (s *Session) swap(ctx context.Context, p *parser, a *relation) {
	name := p.qualified()
	b := s.relationOf(name)
	switch {
	case b == nil:
		panic(missing("Table", joinNames(name)))
	case b.Temporary || a.Temporary:
		panic(compilation(2211, "0A000", "Cannot swap a temporary table."))
	case b.Kind != tableKind || a.Kind != tableKind:
		panic(compilation(2211, "0A000", "Swap needs two tables."))
	case a.Database+"."+a.Schema != b.Database+"."+b.Schema:
		panic(unsupported("SWAP WITH a table of another schema"))
	case a == b:
		return
	}
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		aside := quote(a.Database+"."+a.Schema) + "." + quote("$SWAP")
		run("ALTER TABLE " + a.duck() + " RENAME TO " + quote("$SWAP"))
		run("ALTER TABLE " + b.duck() + " RENAME TO " + quote(a.Name))
		return run("ALTER TABLE " + aside + " RENAME TO " + quote(b.Name))
	})
	first, second := *a, *b
	first.Name, second.Name = b.Name, a.Name
	s.put(&first)
	s.put(&second)
}

func (s *Session) rename(ctx context.Context, p *parser, r *relation) {
	name := p.qualified()
	changed := *r
	changed.Database, changed.Schema, changed.Name = s.fullName(name)
	sch := s.schemaOf(changed.Database, changed.Schema)
	if s.relationOf(name) != nil {
		panic(exists(changed.full()))
	}
	if failure := clash(sch.relations, changed.Name); failure != nil && !strings.EqualFold(changed.Name, r.Name) {
		panic(failure)
	}
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		if changed.Database+"."+changed.Schema == r.Database+"."+r.Schema {
			return run("ALTER " + r.duckKind() + " " + r.duck() + " RENAME TO " + quote(changed.duckName()))
		}
		if r.Kind != tableKind || r.Temporary {
			panic(unsupported("RENAME of a view into another schema"))
		}
		s.fill(run, &changed, nil, "SELECT * FROM "+r.duck())
		return run("DROP TABLE " + r.duck())
	})
	s.remove(r)
	s.put(&changed)
}

func (s *Session) needColumn(p *parser, r *relation) *columnDef {
	t := p.ident()
	c := r.column(t.value)
	if c == nil {
		panic(invalidIdentifier(t, t.value))
	}
	return c
}

func (s *Session) renameColumn(ctx context.Context, p *parser, r *relation) {
	old := s.needColumn(p, r).Name
	p.expect("TO")
	name := p.ident().value
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		return run("ALTER TABLE " + r.duck() + " RENAME COLUMN " + quote(old) + " TO " + quote(name))
	})
	s.change(r, func(r *relation) { r.column(old).Name = name })
}

func (s *Session) addColumns(ctx context.Context, p *parser, r *relation) {
	var statements []string
	added := *r
	added.Columns = append([]columnDef(nil), r.Columns...)
	for {
		quiet := p.ifNotExists()
		at := p.peek()
		c := s.columnDef(p, &added)
		if c.Type.kind == "" {
			panic(syntaxError(p.peek()))
		}
		if added.column(c.Name) != nil {
			if !quiet {
				panic(compilation(1430, "42601", "column '%s' already exists", at.value))
			}
		} else {
			sql := "ALTER TABLE " + r.duck() + " ADD COLUMN " + quote(c.Name) + " " + c.Type.duck()
			if c.duckDefault != "" {
				sql += " DEFAULT " + c.duckDefault
			}
			statements = append(statements, sql)
			if c.NotNull {
				statements = append(statements, "ALTER TABLE "+r.duck()+" ALTER COLUMN "+quote(c.Name)+" SET NOT NULL")
			}
			added.Columns = append(added.Columns, c)
		}
		if !p.skip(",") {
			break
		}
		p.skip("COLUMN")
	}
	s.runAll(ctx, statements)
	s.put(&added)
}

func (s *Session) runAll(ctx context.Context, statements []string) {
	s.atomically(ctx, nil, func(run func(string) [][]any) [][]any {
		for _, sql := range statements {
			run(sql)
		}
		return nil
	})
}

func (s *Session) dropColumns(ctx context.Context, p *parser, r *relation) {
	quiet := p.skip("IF", "EXISTS")
	gone := map[string]bool{}
	var statements []string
	for {
		if quiet && r.column(p.peek().value) == nil {
			p.ident()
		} else {
			c := s.needColumn(p, r)
			gone[c.Name] = true
			statements = append(statements, "ALTER TABLE "+r.duck()+" DROP COLUMN "+quote(c.Name))
		}
		if !p.skip(",") {
			break
		}
	}
	s.runAll(ctx, statements)
	s.change(r, func(r *relation) {
		kept := r.Columns[:0]
		for _, c := range r.Columns {
			if !gone[c.Name] {
				kept = append(kept, c)
			}
		}
		r.Columns = kept
	})
}

// alterColumns runs ALTER TABLE ... ALTER COLUMN. A type may only grow: docs,
// alter-table-column.
func (s *Session) alterColumns(ctx context.Context, p *parser, r *relation) {
	p.take()
	brackets := p.skip("(")
	changed := *r
	changed.Columns = append([]columnDef(nil), r.Columns...)
	var statements []string
	for {
		p.skip("COLUMN")
		c := s.needColumn(p, &changed)
		column := "ALTER TABLE " + r.duck() + " ALTER COLUMN " + quote(c.Name)
		switch {
		case p.skip("COMMENT"):
			p.skip("=")
			c.Comment = p.textValue()
		case p.skip("UNSET", "COMMENT"):
			c.Comment = ""
		case p.skip("SET", "NOT", "NULL"):
			c.NotNull = true
			statements = append(statements, column+" SET NOT NULL")
		case p.skip("DROP", "NOT", "NULL"):
			c.NotNull = false
			statements = append(statements, column+" DROP NOT NULL")
		case p.skip("SET", "DATA", "TYPE"), p.skip("TYPE"):
			typ, _ := p.typeName()
			if !widens(c.Type, typ) {
				panic(compilation(2108, "22000", "cannot change column %s from type %s to %s", c.Name, c.Type, typ))
			}
			c.Type = typ
			statements = append(statements, column+" TYPE "+typ.duck())
		default:
			refuse(p)
		}
		if !p.skip(",") {
			break
		}
		if p.peek().is("ALTER", "MODIFY") {
			p.take()
		}
	}
	if brackets {
		p.expect(")")
	}
	if r.Kind == viewKind && statements != nil {
		panic(unsupported("ALTER VIEW ... TYPE"))
	}
	s.runAll(ctx, statements)
	s.put(&changed)
}

// widens reports whether a column may get another type: a longer text, or a NUMBER of the
// same scale with more digits (fewer are allowed by Snowflake only when all values fit,
// which is refused here).
func widens(from, to dataType) bool {
	if from.kind != to.kind {
		return false
	}
	switch from.kind {
	case "TEXT", "BINARY":
		return to.length >= from.length
	case "FIXED":
		return to.scale == from.scale && to.precision >= from.precision
	}
	return from == to
}

// truncate is DDL here, as dbt's seeds take it to be; sources disagree (reference 5.1). It
// clears the load metadata.
func (s *Session) truncate(ctx context.Context, p *parser) *Result {
	p.skip("TABLE")
	quiet := p.skip("IF", "EXISTS")
	r := s.lookup(p, tableKind, quiet)
	p.end()
	if r != nil {
		s.runAll(ctx, []string{"DELETE FROM " + r.duck(), fmt.Sprintf(`DELETE FROM "_account".loads WHERE relation = %d`, r.ID)})
	}
	return done(DDL, succeeded)
}

// comment runs COMMENT ON.
func (s *Session) comment(p *parser) *Result {
	quiet := p.skip("IF", "EXISTS")
	p.expect("ON")
	kind := p.take()
	switch kind.value {
	case "TABLE", "VIEW":
		r := s.lookup(p, relationKind(kind.value), quiet)
		p.expect("IS")
		text := p.textValue()
		if r != nil {
			s.change(r, func(r *relation) { r.Comment = text })
		}
	case "COLUMN":
		parts := []token{p.ident()}
		for p.skip(".") {
			parts = append(parts, p.ident())
		}
		name := parts[len(parts)-1]
		if len(parts) < 2 {
			panic(syntaxError(name))
		}
		r := s.relationOf(parts[:len(parts)-1])
		if r == nil {
			panic(missing("Table", joinNames(parts[:len(parts)-1])))
		}
		p.expect("IS")
		text := p.textValue()
		if r.column(name.value) == nil {
			panic(invalidIdentifier(name, name.value))
		}
		s.change(r, func(r *relation) { r.column(name.value).Comment = text })
	case "SCHEMA":
		db, name := s.schemaName(p)
		sch := s.schemaOf(db, name)
		p.expect("IS")
		sch.Comment = p.textValue()
	default:
		panic(unsupported("COMMENT ON %s", kind.value))
	}
	p.end()
	return done(DDL, succeeded)
}

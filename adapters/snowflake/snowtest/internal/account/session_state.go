package account

import (
	"context"
	"fmt"
	"strings"
)

// use runs USE. Source: docs sql-reference/sql/use-<kind>; error 002043.
func (s *Session) use(p *parser) *Result {
	p.expect("USE")
	kind := "DATABASE"
	if p.peek().is("DATABASE", "SCHEMA", "WAREHOUSE", "ROLE") {
		kind = p.take().value
	}
	if p.peek().is("SECONDARY") {
		panic(unsupported("USE SECONDARY ROLES"))
	}
	parts := p.qualified()
	p.end()
	name := parts[len(parts)-1].value
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	c := s.account.catalog
	if kind == "DATABASE" && len(parts) == 2 {
		kind = "SCHEMA"
	}
	if len(parts) > 2 || len(parts) == 2 && kind != "SCHEMA" {
		panic(syntaxError(parts[len(parts)-1]))
	}
	switch kind {
	case "DATABASE":
		if c.databases[name] == nil {
			panic(cannotPerform())
		}
		s.database, s.schema = name, ""
		if c.databases[name].schemas["PUBLIC"] != nil {
			s.schema = "PUBLIC"
		}
	case "SCHEMA":
		db := s.database
		if len(parts) == 2 {
			db = parts[0].value
		}
		if c.databases[db] == nil || c.databases[db].schemas[name] == nil {
			panic(cannotPerform())
		}
		s.database, s.schema = db, name
	case "WAREHOUSE":
		if c.warehouses[name] == nil {
			panic(cannotPerform())
		}
		s.warehouse = name
	case "ROLE":
		if !c.roles[name] {
			panic(cannotPerform())
		}
		s.role = name
	}
	return done(Use, succeeded)
}

// sessionParameters are those that ALTER SESSION takes here. Source: docs
// sql-reference/parameters.
var sessionParameters = wordSet(`QUERY_TAG TIMEZONE AUTOCOMMIT STATEMENT_TIMEOUT_IN_SECONDS LOCK_TIMEOUT TRANSACTION_ABORT_ON_ERROR GO_QUERY_RESULT_FORMAT
	CLIENT_TELEMETRY_ENABLED ERROR_ON_NONDETERMINISTIC_MERGE CLIENT_STAGE_ARRAY_BINDING_THRESHOLD MULTI_STATEMENT_COUNT ABORT_DETACHED_QUERY USE_CACHED_RESULT`)

func (s *Session) alterSession(p *parser) *Result {
	switch {
	case p.skip("SET"):
		for p.peek().kind != endToken {
			name := p.ident()
			if !sessionParameters[name.value] {
				panic(compilation(1006, "22023", "invalid parameter '%s'", name.value))
			}
			p.expect("=")
			value := p.take()
			if name.value == "TIMEZONE" && value.value != "UTC" {
				panic(unsupported("TIMEZONE other than UTC"))
			}
			if name.value == "AUTOCOMMIT" && value.value != "TRUE" {
				panic(unsupported("AUTOCOMMIT = FALSE"))
			}
			s.parameters[name.value] = value.value
			p.skip(",")
		}
	case p.skip("UNSET"):
		for p.peek().kind != endToken {
			delete(s.parameters, p.ident().value)
			p.skip(",")
		}
	default:
		p.fail()
	}
	return done(DDL, succeeded)
}

func (s *Session) createWarehouse(p *parser, replace bool) *Result {
	quiet := p.ifNotExists()
	w := &warehouse{Name: p.ident().value, Size: "X-Small", Created: s.started}
	p.skip("WITH")
	s.warehouseOptions(p, w)
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if s.account.catalog.warehouses[w.Name] != nil && !replace {
		if quiet {
			return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", w.Name))
		}
		panic(exists(w.Name))
	}
	s.account.catalog.warehouses[w.Name] = w
	s.warehouse = w.Name // a new warehouse is the current one: docs, create-warehouse
	return done(DDL, fmt.Sprintf("Warehouse %s successfully created.", w.Name))
}

func (s *Session) warehouseOptions(p *parser, w *warehouse) {
	for p.peek().kind != endToken {
		name := p.ident()
		p.expect("=")
		value := p.take().value
		switch name.value {
		case "WAREHOUSE_SIZE":
			w.Size = value
		case "COMMENT":
			w.Comment = value
		case "INITIALLY_SUSPENDED":
			w.Suspended = strings.EqualFold(value, "TRUE")
		case "AUTO_SUSPEND", "AUTO_RESUME", "MIN_CLUSTER_COUNT", "MAX_CLUSTER_COUNT", "SCALING_POLICY", "WAREHOUSE_TYPE", "STATEMENT_TIMEOUT_IN_SECONDS":
		default:
			panic(compilation(1006, "22023", "invalid property '%s' for 'WAREHOUSE'", name.value))
		}
	}
}

func (s *Session) alterWarehouse(p *parser) *Result {
	quiet := p.skip("IF", "EXISTS")
	name := p.ident().value
	s.account.mu.Lock()
	old := s.account.catalog.warehouses[name]
	s.account.mu.Unlock()
	if old == nil {
		if quiet {
			return done(DDL, succeeded)
		}
		panic(missing("Warehouse", name))
	}
	w := *old
	switch {
	case p.skip("SET"):
		s.warehouseOptions(p, &w)
	case p.skip("SUSPEND"):
		w.Suspended = true
	case p.skip("RESUME"):
		p.skip("IF", "SUSPENDED")
		w.Suspended = false
	default:
		refuse(p)
	}
	p.end()
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	s.account.catalog.warehouses[name] = &w
	return done(DDL, succeeded)
}

func (s *Session) dropWarehouse(p *parser) *Result {
	quiet := p.skip("IF", "EXISTS")
	name := p.ident().value
	p.end()
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if s.account.catalog.warehouses[name] == nil && !quiet {
		panic(missing("Warehouse", name))
	}
	delete(s.account.catalog.warehouses, name)
	if s.warehouse == name {
		s.warehouse = ""
	}
	return done(DDL, fmt.Sprintf("%s successfully dropped.", name))
}

func (s *Session) createRole(p *parser) *Result {
	quiet := p.ifNotExists()
	name := p.ident().value
	p.end()
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if s.account.catalog.roles[name] && !quiet {
		panic(exists(name))
	}
	s.account.catalog.roles[name] = true
	return done(DDL, fmt.Sprintf("Role %s successfully created.", name))
}

// dynamicOptions reads the properties of a dynamic table. Source: docs
// sql-reference/sql/create-dynamic-table.
func (s *Session) dynamicOptions(p *parser, r *relation) {
	for p.peek().kind == wordToken && !p.peek().is("AS") {
		switch {
		case p.skip("TARGET_LAG", "="):
			r.TargetLag = p.take().value
		case p.skip("WAREHOUSE", "="):
			r.Warehouse = p.ident().value
		case p.skip("REFRESH_MODE", "="):
			t := p.take() // FULL is a reserved word
			if !t.is("AUTO", "FULL", "INCREMENTAL") {
				panic(syntaxError(t))
			}
			if r.RefreshMode = "INCREMENTAL"; t.is("FULL") {
				r.RefreshMode = "FULL"
			}
		case p.skip("INITIALIZE", "="):
			if t := p.ident(); !t.is("ON_CREATE", "ON_SCHEDULE") {
				panic(syntaxError(t))
			}
		case p.skip("COMMENT", "="):
			r.Comment = p.textValue()
		case p.skip("CLUSTER", "BY"):
			r.ClusterBy = "LINEAR" + p.bracketText()
		default:
			p.fail()
		}
	}
}

func (s *Session) createDynamic(ctx context.Context, p *parser, r *relation, replace bool) *Result {
	quiet := p.ifNotExists()
	old, skip := s.target(p, r, replace, quiet)
	s.dynamicOptions(p, r)
	p.expect("AS")
	r.Query = p.src[p.peek().start:]
	q := p.query()
	p.end()
	if r.RefreshMode == "" {
		r.RefreshMode = "INCREMENTAL"
	}
	if r.TargetLag == "" || r.Warehouse == "" {
		panic(compilation(1038, "22023", "Missing option(s): [TARGET_LAG, WAREHOUSE]"))
	}
	s.needWarehouse(r.Warehouse)
	if skip {
		return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", r.Name))
	}
	w := s.printer(p)
	body := s.tableQuery(ctx, w, q, r)
	r.ID, r.Text = s.newID(), s.request.SQL
	s.atomically(ctx, w, func(run func(string) [][]any) [][]any {
		s.fill(run, r, old, body)
		return nil
	})
	s.install(r, old, false)
	return done(DDL, fmt.Sprintf("Dynamic table %s successfully created.", r.Name))
}

func (s *Session) needWarehouse(name string) {
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if s.account.catalog.warehouses[name] == nil {
		panic(missing("Warehouse", name))
	}
}

func (s *Session) alterDynamic(ctx context.Context, p *parser) *Result {
	quiet := p.skip("IF", "EXISTS")
	r := s.lookup(p, dynamicKind, quiet)
	switch {
	case r == nil:
		return done(DDL, succeeded)
	case p.skip("REFRESH"):
		s.refresh(ctx, r)
	case p.skip("SET"):
		s.change(r, func(r *relation) { s.dynamicOptions(p, r) })
	case p.skip("SUSPEND"), p.skip("RESUME"):
	default:
		refuse(p)
	}
	p.end()
	return done(DDL, succeeded)
}

// refresh fills a dynamic table anew from its query.
func (s *Session) refresh(ctx context.Context, r *relation) {
	p, err := newParser(r.Query)
	if err != nil {
		panic(err)
	}
	q := p.query()
	w := s.printer(p)
	body, err := w.resolve(ctx, s.conn, func() string { return w.query(q) })
	if err != nil {
		panic(err)
	}
	s.runAll(ctx, []string{"DELETE FROM " + r.duck(), "INSERT INTO " + r.duck() + " " + body})
}

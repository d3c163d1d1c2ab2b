package account

import (
	"fmt"
	"strings"
)

// grant runs GRANT and REVOKE, which are recorded and enforce nothing. Source: docs
// sql-reference/sql/grant-privilege.
func (s *Session) grant(p *parser, give bool) *Result {
	if p.peek().is("ROLE") {
		p.take()
		p.ident()
		if give {
			p.expect("TO")
		} else {
			p.expect("FROM")
		}
		p.take()
		p.ident()
		p.end()
		return done(DDL, succeeded)
	}
	privileges := s.privileges(p)
	p.expect("ON")
	if p.peek().is("FUTURE", "ALL") {
		panic(unsupported("GRANT ON %s", p.peek().value))
	}
	kind := "TABLE"
	if p.peek().is("DATABASE", "SCHEMA", "TABLE", "VIEW", "WAREHOUSE", "STAGE") {
		kind = p.take().value
	} else if p.skip("DYNAMIC", "TABLE") {
		kind = "DYNAMIC TABLE"
	}
	g := grant{Kind: kind, Created: s.started}
	parts := p.qualified()
	s.grantee(&g, kind, parts)
	if give {
		p.expect("TO")
	} else {
		p.expect("FROM")
	}
	p.skip("ROLE")
	g.Role = p.ident().value
	if !p.skip("WITH", "GRANT", "OPTION") && !p.skip("CASCADE") {
		p.skip("RESTRICT")
	}
	p.end()
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if !s.account.catalog.roles[g.Role] {
		panic(missing("Role", g.Role))
	}
	for _, privilege := range privileges {
		g.Privilege = privilege
		s.record(g, give)
	}
	return done(DDL, succeeded)
}

func (s *Session) privileges(p *parser) []string {
	var list []string
	for {
		var words []string
		for p.peek().kind == wordToken && !p.peek().is("ON") {
			words = append(words, p.take().value)
		}
		if len(words) == 0 {
			p.fail()
		}
		list = append(list, strings.Join(words, " "))
		if !p.skip(",") {
			return list
		}
	}
}

// grantee finds what a grant is on.
func (s *Session) grantee(g *grant, kind string, parts []token) {
	switch kind {
	case "TABLE", "VIEW", "DYNAMIC TABLE":
		r := s.relationOf(parts)
		if r == nil {
			panic(missing("Object", joinNames(parts)))
		}
		g.id, g.Kind, g.Object = r.ID, string(r.Kind), r.full()
	case "SCHEMA":
		db, name := s.database, parts[len(parts)-1].value
		if len(parts) == 2 {
			db = parts[0].value
		}
		s.schemaOf(db, name)
		g.Object = db + "." + name
	default:
		g.Object = joinNames(parts)
	}
}

// record adds or removes a grant. The account is locked.
func (s *Session) record(g grant, give bool) {
	c := s.account.catalog
	kept := c.grants[:0:0]
	for _, old := range c.grants {
		same := old.Kind == g.Kind && old.id == g.id && (g.id != 0 || old.Object == g.Object) && old.Role == g.Role
		if !same || old.Privilege != g.Privilege && g.Privilege != "ALL" && g.Privilege != "ALL PRIVILEGES" || old.Privilege == "OWNERSHIP" && g.Privilege != "OWNERSHIP" {
			kept = append(kept, old)
		}
	}
	if give {
		kept = append(kept, g)
	}
	c.grants = kept
}

func (s *Session) forgetGrants(r *relation) {
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	var kept []grant
	for _, g := range s.account.catalog.grants {
		if g.id != r.ID {
			kept = append(kept, g)
		}
	}
	s.account.catalog.grants = kept
}

// showGrants runs SHOW GRANTS ON kind name and SHOW GRANTS TO ROLE name.
func (s *Session) showGrants(p *parser) *Result {
	var want func(grant) bool
	switch {
	case p.skip("ON"):
		kind := p.take().value
		parts := p.qualified()
		g := grant{Kind: kind}
		s.grantee(&g, kind, parts)
		want = func(o grant) bool { return o.id == g.id && (g.id != 0 || o.Object == g.Object && o.Kind == kind) }
	case p.skip("TO", "ROLE"):
		role := p.ident().value
		want = func(o grant) bool { return o.Role == role }
	default:
		refuse(p)
	}
	p.end()
	result := grid(Show, "created_on", "privilege", "granted_on", "name", "granted_to", "grantee_name", "grant_option", "granted_by")
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	for _, g := range s.account.catalog.grants {
		if want(g) {
			name := g.Object
			if r := s.byID(g.id); r != nil {
				name = r.full()
			}
			result.Rows = append(result.Rows, []any{g.Created, g.Privilege, strings.ReplaceAll(g.Kind, " ", "_"), name, "ROLE", g.Role, fmt.Sprint(g.Privilege == "OWNERSHIP"), "ACCOUNTADMIN"})
		}
	}
	return result
}

// byID finds a relation by its number. The account is locked.
func (s *Session) byID(id int64) *relation {
	for _, d := range s.account.catalog.databases {
		for _, sch := range d.schemas {
			for _, r := range sch.relations {
				if r.ID == id {
					return r
				}
			}
		}
	}
	return nil
}

package account

import (
	"context"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// grid is an empty result with columns of text; created_on is a timestamp.
func grid(kind Kind, names ...string) *Result {
	r := &Result{Kind: kind}
	for _, n := range names {
		c := Column{Name: n, Type: "TEXT", Length: tableTextLength, Nullable: true}
		if n == "created_on" || n == "last_modified_on" {
			c = Column{Name: n, Type: "TIMESTAMP_LTZ", Scale: 3}
		}
		if n == "rows" || n == "bytes" || n == "size" {
			c = Column{Name: n, Type: "FIXED", Precision: 38, Nullable: true}
		}
		r.Columns = append(r.Columns, c)
	}
	return r
}

// A showing is what may follow the kind in SHOW. Source: docs sql-reference/sql/show-<kind>.
type showing struct {
	like             *regexp.Regexp
	database, schema string // "" for all
	table            *relation
	prefix, after    string
	limit            int
}

// likePattern reads a LIKE pattern, without regard to case; a backslash escapes.
func likePattern(p string) *regexp.Regexp {
	var b strings.Builder
	escaped := false
	for _, r := range p {
		if escaped || r == '\\' {
			if escaped {
				b.WriteString(regexp.QuoteMeta(string(r)))
			}
			escaped = !escaped
			continue
		}
		switch r {
		case '%':
			b.WriteString(".*")
		case '_':
			b.WriteByte('.')
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.MustCompile("(?is)^" + b.String() + "$")
}

func (s *Session) showing(p *parser) showing {
	w := showing{limit: 10000, database: s.database, schema: s.schema}
	if p.skip("LIKE") {
		w.like = likePattern(p.textValue())
	}
	if p.skip("IN") {
		s.showIn(p, &w)
	}
	if p.skip("STARTS", "WITH") {
		w.prefix = p.textValue()
	}
	if p.skip("LIMIT") {
		t := p.take()
		n, err := strconv.Atoi(t.text)
		if err != nil || n < 1 || n > 10000 { // LIMIT 0 is refused: reference 2.2
			panic(syntaxError(t))
		}
		if w.limit = n; p.skip("FROM") {
			w.after = p.textValue()
		}
	}
	p.end()
	return w
}

func (s *Session) showIn(p *parser, w *showing) {
	switch {
	case p.skip("ACCOUNT"):
		w.database, w.schema = "", ""
		return
	case p.skip("DATABASE"):
		w.schema = ""
		if p.peek().name() && !p.peek().is("STARTS", "LIMIT") {
			w.database = p.ident().value
		}
	case p.skip("TABLE"), p.skip("VIEW"):
		name := p.qualified()
		if w.table = s.relationOf(name); w.table == nil {
			panic(missing("Table", joinNames(name)))
		}
		return
	default:
		p.skip("SCHEMA")
		parts := p.qualified()
		w.schema = parts[len(parts)-1].value
		if len(parts) == 2 {
			w.database = parts[0].value
		}
	}
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	d := s.account.catalog.databases[w.database]
	if d == nil || w.schema != "" && d.schemas[w.schema] == nil {
		panic(cannotPerform())
	}
}

func (w showing) name(n string) bool {
	return (w.like == nil || w.like.MatchString(n)) && strings.HasPrefix(n, w.prefix) && (w.after == "" || n > w.after)
}

// relations lists what a SHOW is about, by database, schema and name.
func (s *Session) relations(w showing, kinds ...relationKind) []*relation {
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	var list []*relation
	add := func(r *relation) {
		if (w.database == "" || r.Database == w.database) && (w.schema == "" || r.Schema == w.schema) && w.name(r.Name) {
			for _, k := range kinds {
				if k == r.Kind {
					list = append(list, r)
				}
			}
		}
	}
	for _, d := range s.account.catalog.databases {
		for _, sch := range d.schemas {
			for _, r := range sch.relations {
				if s.temporary[r.full()] == nil {
					add(r)
				}
			}
		}
	}
	for _, r := range s.temporary {
		add(r)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].full() < list[j].full() })
	return list
}

func (s *Session) show(ctx context.Context, p *parser) *Result {
	p.expect("SHOW")
	terse := p.skip("TERSE")
	kind := p.take()
	var r *Result
	limit := 10000
	switch kind.value {
	case "GRANTS":
		return s.showGrants(p)
	case "PARAMETERS":
		return s.showParameters(p)
	case "OBJECTS", "TABLES", "VIEWS":
		w := s.showing(p)
		limit = w.limit
		r = s.showRelations(ctx, kind.value, terse, w)
	case "DYNAMIC":
		p.expect("TABLES")
		w := s.showing(p)
		r = grid(Show, "created_on", "name", "database_name", "schema_name", "target_lag", "warehouse", "refresh_mode", "text", "comment")
		for _, t := range s.relations(w, dynamicKind) {
			r.Rows = append(r.Rows, []any{t.Created, t.Name, t.Database, t.Schema, t.TargetLag, t.Warehouse, t.RefreshMode, t.Text, t.Comment})
		}
	case "COLUMNS":
		r = s.showColumns(s.showing(p))
	case "SCHEMAS", "DATABASES", "WAREHOUSES", "STAGES":
		r = s.showContainers(kind.value, p)
	default:
		panic(unsupported("SHOW %s", kind.value))
	}
	if len(r.Rows) > limit {
		r.Rows = r.Rows[:limit]
	}
	return r
}

func yes(b bool) string {
	if b {
		return "Y"
	}
	return "N"
}

func (r *relation) tableKindWord() string {
	switch {
	case r.Temporary:
		return "TEMPORARY"
	case r.Transient:
		return "TRANSIENT"
	}
	return string(r.Kind)
}

func (s *Session) showRelations(ctx context.Context, what string, terse bool, w showing) *Result {
	kinds := map[string][]relationKind{"OBJECTS": {tableKind, viewKind, dynamicKind}, "TABLES": {tableKind, dynamicKind}, "VIEWS": {viewKind}}[what]
	names := []string{"created_on", "name", "kind", "database_name", "schema_name"}
	switch {
	case terse:
	case what == "VIEWS":
		names = []string{"created_on", "name", "database_name", "schema_name", "owner", "comment", "text", "is_secure"}
	default:
		names = append(names, "comment", "cluster_by", "rows", "bytes", "owner", "is_dynamic", "is_iceberg")
	}
	r := grid(Show, names...)
	for _, t := range s.relations(w, kinds...) {
		kind := t.tableKindWord()
		if what == "OBJECTS" && t.Kind == dynamicKind {
			kind = "TABLE"
		}
		var row []any
		for _, n := range names {
			row = append(row, map[string]func() any{
				"created_on": func() any { return t.Created }, "name": func() any { return t.Name }, "kind": func() any { return kind }, "database_name": func() any { return t.Database },
				"schema_name": func() any { return t.Schema }, "comment": func() any { return t.Comment }, "cluster_by": func() any { return t.ClusterBy }, "owner": func() any { return "ACCOUNTADMIN" },
				"rows": func() any { return s.rowCount(ctx, t) }, "bytes": func() any { return nil }, "text": func() any { return t.Text }, "is_secure": func() any { return strconv.FormatBool(t.Secure) },
				"is_dynamic": func() any { return yes(t.Kind == dynamicKind) }, "is_iceberg": func() any { return "N" },
			}[n]())
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func (s *Session) rowCount(ctx context.Context, r *relation) any {
	if r.Kind == viewKind {
		return nil
	}
	rows, err := s.fetch(ctx, "SELECT count(*) FROM "+r.duck())
	if err != nil {
		return nil
	}
	return rows[0][0]
}

func (s *Session) showColumns(w showing) *Result {
	r := grid(Show, "table_name", "schema_name", "column_name", "data_type", "null?", "default", "kind", "expression", "comment", "database_name")
	list := []*relation{w.table}
	if w.table == nil {
		in := w
		in.like, in.prefix = nil, ""
		list = s.relations(in, tableKind, viewKind, dynamicKind)
	}
	for _, t := range list {
		for _, c := range t.Columns {
			if w.name(c.Name) {
				r.Rows = append(r.Rows, []any{t.Name, t.Schema, c.Name, c.Type.json(!c.NotNull), strconv.FormatBool(!c.NotNull), c.Default, "COLUMN", "", c.Comment, t.Database})
			}
		}
	}
	return r
}

// json is the type as SHOW COLUMNS gives it.
func (t dataType) json(nullable bool) string {
	switch t.kind {
	case "FIXED":
		return fmt.Sprintf(`{"type":"FIXED","precision":%d,"scale":%d,"nullable":%t}`, t.precision, t.scale, nullable)
	case "TEXT", "BINARY":
		return fmt.Sprintf(`{"type":"%s","length":%d,"nullable":%t}`, t.kind, t.length, nullable)
	}
	return fmt.Sprintf(`{"type":"%s","nullable":%t}`, t.kind, nullable)
}

func (s *Session) showContainers(kind string, p *parser) *Result {
	if kind != "STAGES" && kind != "SCHEMAS" {
		outer := s.schema
		s.schema = ""
		defer func() { s.schema = outer }()
	}
	w := s.showing(p)
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	c := s.account.catalog
	var r *Result
	switch kind {
	case "DATABASES":
		r = grid(Show, "created_on", "name", "is_current", "comment")
		for _, n := range sorted(c.databases) {
			if w.name(n) {
				r.Rows = append(r.Rows, []any{c.databases[n].Created, n, yes(n == s.database), c.databases[n].Comment})
			}
		}
	case "WAREHOUSES":
		r = grid(Show, "name", "state", "type", "size", "is_current", "created_on", "comment")
		for _, n := range sorted(c.warehouses) {
			x, state := c.warehouses[n], "STARTED"
			if x.Suspended {
				state = "SUSPENDED"
			}
			if w.name(n) {
				r.Rows = append(r.Rows, []any{n, state, "STANDARD", x.Size, yes(n == s.warehouse), x.Created, x.Comment})
			}
		}
	case "SCHEMAS":
		r = grid(Show, "created_on", "name", "is_default", "is_current", "database_name", "owner", "comment")
		for _, db := range sorted(c.databases) {
			if w.database != "" && db != w.database {
				continue
			}
			for _, n := range sorted(c.databases[db].schemas) {
				if x := c.databases[db].schemas[n]; w.name(n) {
					r.Rows = append(r.Rows, []any{x.Created, n, "N", yes(db == s.database && n == s.schema), db, "ACCOUNTADMIN", x.Comment})
				}
			}
		}
	case "STAGES":
		r = grid(Show, "created_on", "name", "database_name", "schema_name", "url", "owner", "comment", "type")
		for _, db := range sorted(c.databases) {
			for _, n := range sorted(c.databases[db].schemas) {
				for _, st := range sorted(c.databases[db].schemas[n].stages) {
					x := c.databases[db].schemas[n].stages[st]
					if w.name(st) && (w.database == "" || w.database == db) && (w.schema == "" || w.schema == n) {
						r.Rows = append(r.Rows, []any{x.Created, st, db, n, "", "ACCOUNTADMIN", x.Comment, "INTERNAL"})
					}
				}
			}
		}
	}
	return r
}

func (s *Session) showParameters(p *parser) *Result {
	var like *regexp.Regexp
	if p.skip("LIKE") {
		like = likePattern(p.textValue())
	}
	if p.skip("IN") || p.skip("FOR") {
		p.expect("SESSION")
	}
	p.end()
	r := grid(Show, "key", "value", "default", "level", "description", "type")
	for _, n := range sorted(sessionParameters) {
		if like == nil || like.MatchString(n) {
			level := ""
			if s.parameters[n] != "" {
				level = "SESSION"
			}
			r.Rows = append(r.Rows, []any{n, s.parameters[n], "", level, "", "STRING"})
		}
	}
	return r
}

// describe runs DESCRIBE TABLE and VIEW. Source: docs sql-reference/sql/desc-table.
func (s *Session) describe(_ context.Context, p *parser) *Result {
	p.take()
	kind := p.take()
	if kind.is("DYNAMIC") && p.skip("TABLE") {
		kind.value = "TABLE"
	}
	if !kind.is("TABLE", "VIEW") {
		panic(unsupported("DESCRIBE %s", kind.value))
	}
	name := p.qualified()
	p.end()
	r := s.relationOf(name)
	if r == nil {
		panic(missing(kind.text[:1]+strings.ToLower(kind.value[1:]), joinNames(name)))
	}
	out := grid(Describe, "name", "type", "kind", "null?", "default", "primary key", "unique key", "check", "expression", "comment", "policy name")
	for _, c := range r.Columns {
		var otherwise, comment any
		if c.Default != "" {
			otherwise = c.Default
		}
		if c.Comment != "" {
			comment = c.Comment
		}
		out.Rows = append(out.Rows, []any{c.Name, c.Type.String(), "COLUMN", yes(!c.NotNull), otherwise, yes(r.inKey("PRIMARY KEY", c.Name)), yes(r.inKey("UNIQUE", c.Name)), nil, nil, comment, nil})
	}
	return out
}

func (r *relation) inKey(kind, column string) bool {
	for _, k := range r.Keys {
		for _, c := range k.Columns {
			if k.Kind == kind && c == column {
				return true
			}
		}
	}
	return false
}

package account

import (
	"sort"
	"strings"
	"time"
)

// A catalog is what the account knows by exact name. DuckDB holds the rows, and compares
// names without case; this decides which names there are. Relations are not changed once
// they are in it, but replaced.
type catalog struct {
	databases  map[string]*database
	warehouses map[string]*warehouse
	roles      map[string]bool
	grants     []grant
	last       int64
}

type database struct {
	Name, Comment string
	Created       time.Time
	schemas       map[string]*schema
}

type schema struct {
	Name, Comment string
	Created       time.Time
	relations     map[string]*relation
	stages        map[string]*stage
	formats       map[string]*fileFormat
}

type warehouse struct {
	Name, Size, Comment string
	Created             time.Time
	Suspended           bool
}

// A fileFormat is what CREATE FILE FORMAT names.
type fileFormat struct {
	Name    string
	Options []option
}

// A relation is a table, view or dynamic table.
type relation struct {
	ID                     int64
	Database, Schema, Name string
	Kind                   relationKind
	Transient, Temporary   bool
	Secure                 bool
	Columns                []columnDef
	ClusterBy, Comment     string
	Text                   string // the statement of a view or dynamic table
	body                   string // the query of a view, for DuckDB
	Query                  string // the query of a dynamic table, in Snowflake's SQL
	TargetLag, Warehouse   string // of a dynamic table
	RefreshMode            string // FULL or INCREMENTAL, as AUTO is shown as what was chosen
	Created                time.Time
	Keys                   []key
}

type key struct {
	Kind    string // PRIMARY KEY, UNIQUE, FOREIGN KEY
	Columns []string
}

type relationKind string

const (
	tableKind   relationKind = "TABLE"
	viewKind    relationKind = "VIEW"
	dynamicKind relationKind = "DYNAMIC TABLE"
)

type columnDef struct {
	Name, Comment string
	Type          dataType
	NotNull       bool
	Default       string // in Snowflake's SQL
	duckDefault   string
}

type grant struct {
	Privilege, Kind, Object, Role string
	id                            int64 // of a relation, whose name may change
	Created                       time.Time
}

func newCatalog() *catalog {
	return &catalog{databases: map[string]*database{}, warehouses: map[string]*warehouse{}, roles: map[string]bool{}}
}

func newSchema(name string, at time.Time) *schema {
	return &schema{Name: name, Created: at, relations: map[string]*relation{}, stages: map[string]*stage{}, formats: map[string]*fileFormat{}}
}

// duck is the relation's name in DuckDB.
func (r *relation) duck() string {
	if r.Temporary {
		return "temp.main." + quote(r.full())
	}
	return quote(r.Database+"."+r.Schema) + "." + quote(r.Name)
}

func (r *relation) full() string { return r.Database + "." + r.Schema + "." + r.Name }

func (r *relation) column(name string) *columnDef {
	for i := range r.Columns {
		if r.Columns[i].Name == name {
			return &r.Columns[i]
		}
	}
	return nil
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// fullName resolves one to three parts with the session's database and schema.
func (s *Session) fullName(parts []token) (db, sch, name string) {
	db, sch = s.database, s.schema
	switch len(parts) {
	case 3:
		db = parts[0].value
		fallthrough
	case 2:
		sch = parts[len(parts)-2].value
	}
	name = parts[len(parts)-1].value
	if db == "" || sch == "" {
		panic(missingDatabase("this operation"))
	}
	return db, sch, name
}

// schemaOf finds the schema of a name, or fails with 002003.
func (s *Session) schemaOf(db, sch string) *schema {
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	d := s.account.catalog.databases[db]
	if d == nil {
		panic(missing("Database", db))
	}
	found := d.schemas[sch]
	if found == nil {
		panic(missing("Schema", db+"."+sch))
	}
	return found
}

// relationOf finds a relation by name: a temporary table of the session hides another.
func (s *Session) relationOf(parts []token) *relation {
	db, sch, name := s.fullName(parts)
	if r := s.temporary[db+"."+sch+"."+name]; r != nil {
		return r
	}
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if d := s.account.catalog.databases[db]; d != nil && d.schemas[sch] != nil {
		return d.schemas[sch].relations[name]
	}
	return nil
}

// put adds or replaces a relation.
func (s *Session) put(r *relation) {
	if r.Temporary {
		s.temporary[r.full()] = r
		return
	}
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	s.account.catalog.databases[r.Database].schemas[r.Schema].relations[r.Name] = r
}

func (s *Session) remove(r *relation) {
	if r.Temporary {
		delete(s.temporary, r.full())
		return
	}
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	delete(s.account.catalog.databases[r.Database].schemas[r.Schema].relations, r.Name)
}

// change puts a changed copy of a relation in its place.
func (s *Session) change(r *relation, how func(*relation)) {
	changed := *r
	changed.Columns = append([]columnDef(nil), r.Columns...)
	how(&changed)
	s.put(&changed)
}

func (s *Session) newID() int64 {
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	s.account.catalog.last++
	return s.account.catalog.last
}

// clash refuses a name that differs from another only in case, which DuckDB cannot hold.
func clash[V any](in map[string]V, name string) *Error {
	for other := range in {
		if other != name && strings.EqualFold(other, name) {
			return unsupported("two names that differ only in case: %s, %s", other, name)
		}
	}
	return nil
}

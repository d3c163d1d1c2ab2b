package adaptertest

import (
	"context"
	"strings"

	"github.com/martsql/mart/engine"
)

func (s *suite) relations() {
	ctx := context.Background()
	s.exec("create table " + s.rel("B_TABLE") + " (A integer)")
	s.exec("create view " + s.rel("A_VIEW") + " as select * from " + s.rel("B_TABLE"))
	found, err := s.adapter.Relations(ctx, []string{schema})
	if err != nil {
		s.Fatal(err)
	}
	types := map[string]engine.RelationType{}
	for _, e := range found {
		if !strings.EqualFold(e.Relation.Schema, schema) {
			s.Errorf("%s is of another schema", e.Relation)
		}
		types[strings.ToUpper(e.Relation.Name)] = e.Type
	}
	s.equal("types", types, map[string]engine.RelationType{"A_VIEW": engine.ViewType, "B_TABLE": engine.TableType})

	all, err := s.adapter.Relations(ctx, nil)
	if err != nil {
		s.Fatal(err)
	}
	if len(all) < len(found) {
		s.Errorf("all schemas have %d relations, this one alone %d", len(all), len(found))
	}
	for _, schemas := range [][]string{{}, {"MART_NO_SUCH_SCHEMA"}} {
		none, err := s.adapter.Relations(ctx, schemas)
		if err != nil || len(none) > 0 {
			s.Errorf("schemas %v: got %v, %v", schemas, none, err)
		}
	}
	s.exec("drop view " + s.rel("A_VIEW"))
	found, err = s.adapter.Relations(ctx, []string{schema})
	if err != nil || len(found) != 1 {
		s.Errorf("after a drop: got %v, %v", found, err)
	}
}

func (s *suite) columns() {
	ctx := context.Background()
	s.exec("create table " + s.rel("T") + ` (Z integer not null, A varchar, "mixed Case" decimal(10, 2))`)
	s.exec("create view " + s.rel("V") + " as select A, Z from " + s.rel("T"))
	for name, want := range map[string][]string{
		"T":               {"Z", "A", "mixed Case"},
		"V":               {"A", "Z"},
		"NO_SUCH_TABLE":   nil,
		"NO SUCH\"TABLE'": nil,
	} {
		columns, err := s.adapter.Columns(ctx, s.relation(name))
		if err != nil {
			s.Errorf("%s: %v", name, err)
		}
		var got []string
		for _, c := range columns {
			got = append(got, s.folded(c.Name))
			if c.DataType == "" {
				s.Errorf("%s.%s has no type", name, c.Name)
			}
		}
		for i := range want {
			want[i] = s.folded(want[i])
		}
		s.equal(name, got, want)
	}
	none, err := s.adapter.Columns(ctx, engine.Relation{Schema: "MART_NO_SUCH_SCHEMA", Name: "T"})
	if err != nil || len(none) > 0 {
		s.Errorf("no such schema: got %v, %v", none, err)
	}
}

// hardNames are identifiers that must survive Quote, as tables and as columns.
var hardNames = []string{
	"PLAIN", "lower", "Mixed Case", `double"quote`, "single'quote", "semi;colon", "dot.dot", "dash-dash--",
	"SELECT", "order", "GROUP", "table", "1ST", "ünïcode", "日本", "a\tb", "$1", "per%cent", "{{ x }}",
}

func (s *suite) quoting() {
	for _, name := range hardNames {
		table, column := s.rel(name), s.quote(name)
		s.exec("create table " + table + " (" + column + " integer)")
		s.exec("insert into " + table + " values (7)")
		s.equal(name, s.query(s.session, "select "+column+" from "+table), "[[7]]")
		columns, err := s.adapter.Columns(context.Background(), s.relation(name))
		if err != nil || len(columns) != 1 || !s.sameName(columns[0].Name, name) {
			s.Errorf("columns of %q: got %v, %v", name, columns, err)
		}
	}
	found, err := s.adapter.Relations(context.Background(), []string{schema})
	if err != nil || len(found) != len(hardNames) {
		s.Errorf("found %d of %d tables: %v", len(found), len(hardNames), err)
	}
}

// sameName compares a name of the catalog with one that was written.
func (s *suite) sameName(got, want string) bool { return s.folded(got) == s.folded(want) }

// folded is a name as the database sees it: one that needs no quotes may be folded.
func (s *suite) folded(name string) string {
	quoted := s.quote(name)
	if quoted == name && !strings.HasPrefix(name, `"`) {
		return strings.ToUpper(name)
	}
	return quoted
}

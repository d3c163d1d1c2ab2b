package executed_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/engine"
)

func TestViewsAndTables(t *testing.T) {
	for _, materialized := range []string{engine.MaterializedView, engine.MaterializedTable} {
		for _, gated := range []bool{false, true} {
			for _, before := range []string{"nothing", "view", "table"} {
				name := materialized + " over " + before
				if gated {
					name += ", gated"
				}
				t.Run(name, func(t *testing.T) {
					h := newHouse(t)
					if before != "nothing" {
						h.exec("create " + before + " m as select 1 as old")
					}
					b := h.model("m", materialized, "select 7 as a -- the end;")
					b.Gated = gated
					b.PreHooks = []engine.Statement{{SQL: "create table pre as select 1"}}
					b.PostHooks = []engine.Statement{{SQL: "create table post as select * from m"}}
					b.Config.PersistDocs = map[string]bool{"relation": true, "columns": true}
					m := b.Node.(*engine.Model)
					m.Description, m.Columns = "the 'm'", []engine.Column{{Name: "a", Description: "an a"}}
					rows, _ := h.must(b)
					if materialized == engine.MaterializedTable && rows != 1 {
						t.Errorf("%d rows, want 1", rows)
					}
					h.same("rows", "select a from m", "7")
					h.same("post", "select a from post", "7")
					if e := h.existing("m"); e == nil || string(e.Type) != materialized {
						t.Errorf("got %v", e)
					}
					h.same("comment", "select comment from duckdb_"+materialized+"s() where "+materialized+"_name = 'm'", "the 'm'")
					h.same("column comment", "select comment from duckdb_columns() where table_name = 'm'", "an a")
					b.PreHooks, b.PostHooks = nil, nil
					h.must(b) // and again
				})
			}
		}
	}
}

func TestKilledBuildIsCleared(t *testing.T) {
	for _, left := range []string{"view", "table"} {
		h := newHouse(t)
		h.exec("create "+left+" m__build as select 1 as old", "create table m as select 2 as a")
		b := h.model("m", engine.MaterializedTable, "select 7 as a")
		b.Gated = true
		h.must(b)
		h.same("rows", "select a from m", "7")
	}
}

func TestFailedBuildKeepsTheOld(t *testing.T) {
	h := newHouse(t)
	h.exec("create view m as select 2 as a")
	for _, gated := range []bool{false, true} {
		b := h.model("m", engine.MaterializedTable, "select cast('x' as int) as a")
		b.Gated = gated
		if _, _, err := h.build(b); err == nil {
			t.Fatal("no error")
		}
		h.same("rows", "select a from m", "2")
	}
}

const before = "create table m as select * from (values (1, 10, 'old'), (2, 20, 'old'), (3, 30, 'old')) t(id, n, w)"

const fresh = "select * from (values (2, 21, 'new'), (4, 40, 'new')) t(id, n, w) -- end"

func TestIncrementalStrategies(t *testing.T) {
	cases := []struct {
		name string
		set  func(*engine.Config)
		want string
	}{
		{"append", func(c *engine.Config) { c.IncrementalStrategy = "append" }, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
		{"default with key", func(c *engine.Config) { c.UniqueKey = []string{"id"} }, "1|10|old\n2|21|new\n3|30|old\n4|40|new"},
		{"default without key", func(c *engine.Config) {}, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
		{"delete+insert, two keys", func(c *engine.Config) { c.UniqueKey = []string{"id", "n"} }, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
		{"delete+insert with predicate", func(c *engine.Config) {
			c.UniqueKey, c.IncrementalPredicate = []string{"id"}, []string{"n > 100"}
		}, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
		{"merge", func(c *engine.Config) { c.IncrementalStrategy, c.UniqueKey = "merge", []string{"id"} }, "1|10|old\n2|21|new\n3|30|old\n4|40|new"},
		{"merge without key", func(c *engine.Config) { c.IncrementalStrategy = "merge" }, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
		{"merge some columns", func(c *engine.Config) {
			c.IncrementalStrategy, c.UniqueKey, c.MergeUpdateColumns = "merge", []string{"ID"}, []string{"w"}
		}, "1|10|old\n2|20|new\n3|30|old\n4|40|new"},
		{"merge without some columns", func(c *engine.Config) {
			c.IncrementalStrategy, c.UniqueKey, c.MergeExcludeColumns = "merge", []string{"id"}, []string{"w"}
		}, "1|10|old\n2|21|old\n3|30|old\n4|40|new"},
		{"merge with predicate", func(c *engine.Config) {
			c.IncrementalStrategy, c.UniqueKey = "merge", []string{"id"}
			c.IncrementalPredicate = []string{"DBT_INTERNAL_DEST.n < 20"}
		}, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
		{"insert_overwrite", func(c *engine.Config) { c.IncrementalStrategy = "insert_overwrite" }, "2|21|new\n4|40|new"},
		{"insert_overwrite with predicate", func(c *engine.Config) {
			c.IncrementalStrategy, c.IncrementalPredicate = "insert_overwrite", []string{"id >= 2", "id < 3"}
		}, "1|10|old\n2|21|new\n3|30|old\n4|40|new"},
	}
	for _, c := range cases {
		for _, gated := range []bool{false, true} {
			name := c.name
			if gated {
				name += ", gated"
			}
			t.Run(name, func(t *testing.T) {
				h := newHouse(t)
				h.exec(before)
				b := h.model("m", engine.MaterializedIncremental, fresh)
				b.Gated = gated
				c.set(&b.Config)
				if rows, _ := h.must(b); rows != 2 {
					t.Errorf("%d rows, want 2", rows)
				}
				h.same("rows", "from m order by all", c.want)
			})
		}
	}
}

func TestIncrementalStartsAnew(t *testing.T) {
	yes, no := true, false
	cases := []struct {
		name, before string
		flag         bool
		setting      *bool
		want         string
	}{
		{"nothing there", "select 1", false, nil, "2|21|new\n4|40|new"},
		{"a view there", "create view m as select 1 as x", false, nil, "2|21|new\n4|40|new"},
		{"full refresh", before, true, nil, "2|21|new\n4|40|new"},
		{"full refresh by setting", before, false, &yes, "2|21|new\n4|40|new"},
		{"the setting beats the flag", before, true, &no, "1|10|old\n2|20|old\n2|21|new\n3|30|old\n4|40|new"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.exec(c.before)
			b := h.model("m", engine.MaterializedIncremental, fresh)
			b.FullRefresh, b.Config.FullRefresh = c.flag, c.setting
			h.must(b)
			h.same("rows", "from m order by all", c.want)
		})
	}
}

func TestMergeRefusesDuplicateKeys(t *testing.T) {
	h := newHouse(t)
	h.exec(before)
	b := h.model("m", engine.MaterializedIncremental, "select 1 as id, range::int as n, 'x' as w from range(2)")
	b.Config.IncrementalStrategy, b.Config.UniqueKey = "merge", []string{"id"}
	_, _, err := h.build(b)
	if err == nil || !strings.Contains(err.Error(), "gives the unique_key (id) more than once") {
		t.Errorf("got %v", err)
	}
	h.same("rows", "select count(*) from m where w = 'old'", "3")
}

func TestOnSchemaChange(t *testing.T) {
	const moreAndLess = "select 5 as id, 'new' as w, 9 as extra"
	cases := []struct{ policy, sql, want, code string }{
		{"", "select 5 as id, 50 as n, 'new' as w, 9 as extra", "3|30|old\n5|50|new", ""},
		{"", "select 'new' as w, 5 as id, 50 as n", "3|30|old\n5|50|new", ""},
		{"", moreAndLess, "", "missing-column"},
		{"fail", moreAndLess, "", "schema-change"},
		{"fail", "select 5 as id, 50 as n, 'new' as w", "3|30|old\n5|50|new", ""},
		{"append_new_columns", moreAndLess, "3|30|old|NULL\n5|NULL|new|9", ""},
		{"sync_all_columns", moreAndLess, "3|old|NULL\n5|new|9", ""},
		{"sync_all_columns", "select 5 as id, 5000000000 as n, 'new' as w", "3|30|old\n5|5000000000|new", ""},
		{"sync", moreAndLess, "", "wrong-value"},
	}
	for _, c := range cases {
		t.Run(c.policy, func(t *testing.T) {
			h := newHouse(t)
			h.exec(before)
			b := h.model("m", engine.MaterializedIncremental, c.sql)
			b.Config.OnSchemaChange = c.policy
			if c.code != "" {
				h.fails(b, c.code)
				h.same("rows", "select count(*) from m", "3")
				return
			}
			h.must(b)
			h.same("rows", "from m where id > 2 order by all", c.want)
		})
	}
}

func TestSettingsThatNameNoColumn(t *testing.T) {
	h := newHouse(t)
	h.exec(before)
	b := h.model("m", engine.MaterializedIncremental, fresh)
	b.Config.UniqueKey = []string{"idd"}
	h.fails(b, "unknown-column")
	b.Config.UniqueKey, b.Config.MergeUpdateColumns, b.Config.MergeExcludeColumns = nil, []string{"n"}, []string{"w"}
	h.fails(b, "conflicting-settings")
	b.Config.MergeUpdateColumns, b.Config.IncrementalStrategy = nil, "upsert"
	h.fails(b, "wrong-value")
}

package snowflake_test

import (
	"fmt"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/peers"
	"github.com/martsql/mart/engine"
)

// TestSnowduck runs what fakesnow cannot: SWAP, comments, what SHOW finds, and numbers of
// 38 digits. All sessions of snowduck are one connection, so this uses one at a time.
func TestSnowduck(t *testing.T) {
	server := peers.Snowduck(t)
	target := peer(t, server, nil)
	a := open(t, target)
	s := newSession(t, a)
	run(t, s, "create schema if not exists SHOP")
	run(t, s, "create or replace table SHOP.A as select 1 as X, 'old' as NAME")
	run(t, s, "create or replace table SHOP.B as select 2 as X, 'new' as NAME")
	run(t, s, "create or replace view SHOP.V as select * from SHOP.A")

	run(t, s, "alter table SHOP.A swap with SHOP.B")
	if got := fmt.Sprint(all(t, s, "select X, NAME from SHOP.A")); got != "[[2 new]]" {
		t.Errorf("after the swap: %s", got)
	}
	run(t, s, "comment on table SHOP.A is 'it''s a table'")
	run(t, s, "comment on column SHOP.A.X is 'a \"number\"'")
	if got := fmt.Sprint(all(t, s, "select comment from information_schema.tables where table_schema = 'SHOP' and table_name = 'A'")); got != "[[it's a table]]" {
		t.Errorf("comment: %s", got)
	}

	found, err := a.Relations(t.Context(), []string{"shop"})
	must(t, err)
	kinds := map[string]engine.RelationType{}
	for _, e := range found {
		kinds[e.Relation.Name] = e.Type
	}
	if want := map[string]engine.RelationType{"a": engine.TableType, "b": engine.TableType, "v": engine.ViewType}; fmt.Sprint(kinds) != fmt.Sprint(want) {
		t.Errorf("SHOW: got %v, want %v", kinds, want)
	}
	none, err := a.Relations(t.Context(), []string{"no_such_schema"})
	if err != nil || len(none) > 0 {
		t.Errorf("SHOW in no schema: %v, %v", none, err)
	}
	columns, err := a.Columns(t.Context(), engine.Relation{Schema: "shop", Name: "a"})
	if err != nil || len(columns) != 2 || columns[0].Name != "x" || columns[1].Name != "name" {
		t.Errorf("columns: %v, %v", columns, err)
	}

	const digits = "12345678901234567890123456789012345678"
	got := all(t, s, "select "+digits+"::number(38,0) as N, -"+digits+"::number(38,0) as M, 1234567890123456789012345678.90::number(38,2) as D")
	if fmt.Sprint(got) != "[["+digits+" -"+digits+" 1234567890123456789012345678.90]]" {
		t.Errorf("38 digits: %v", got)
	}
}

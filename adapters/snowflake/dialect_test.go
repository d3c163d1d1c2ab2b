package snowflake_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/engine"
)

func TestQuote(t *testing.T) {
	d := snowflake.Dialect{}
	for name, want := range map[string]string{
		"orders": "orders", "Orders": "Orders", "_a1": "_a1", "a$b": "a$b",
		"order": `"ORDER"`, "Order": `"ORDER"`, "ORDER": `"ORDER"`, "date": "date",
		`"orders"`: `"orders"`, `"a""b"`: `"a""b"`, "a b": `"a b"`, `a"b`: `"a""b"`, `"a"b"`: `"""a""b"""`, "1st": `"1st"`, "": `""`, `""`: `""""""`, "é": `"é"`,
	} {
		if got := d.Quote(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
	r := engine.Relation{Database: "db", Schema: "select", Name: "a.b"}
	if got, want := d.Relation(r), `db."SELECT"."a.b"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What the catalog calls an object, mart's name of it written in SQL means again.
func TestNamesComeBack(t *testing.T) {
	for name, want := range map[string]string{
		"ORDERS": "orders", "ORDER": "order", "orders": `"orders"`, "Mixed": `"Mixed"`, "A B": `"A B"`, `a"b`: `"a""b"`, "COUNT(*)": `"COUNT(*)"`,
	} {
		if got := snowflake.Logical(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(
			rapid.StringMatching(`[A-Za-z_][A-Za-z0-9_$]{0,8}`),
			rapid.StringMatching(`["a-zA-Z é.'\\-]{1,8}`),
			rapid.SampledFrom(snowflake.Keywords()),
		).Draw(t, "name")
		if got := snowflake.Stored(snowflake.Dialect{}.Quote(snowflake.Logical(name))); got != name {
			t.Errorf("%q comes back as %q", name, got)
		}
	})
}

func TestKeywordsAreSorted(t *testing.T) {
	words := snowflake.Keywords()
	if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Error("the keywords are searched by halves: they must be sorted, each once")
	}
}

func TestLiteral(t *testing.T) {
	d := snowflake.Dialect{}
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, "NULL"}, {true, "true"}, {-17, "-17"}, {uint8(200), "200"},
		{"it's", "'it''s'"}, {`back\slash`, `'back\\slash'`}, {"a\x00b", `'a\0b'`}, {"line\nbreak", "'line\nbreak'"},
		{1.5, "'1.5e+00'::double"}, {math.Inf(-1), "'-inf'::double"}, {math.NaN(), "'NaN'::double"},
		{time.Date(2026, 11, 3, 1, 2, 3, 400, time.FixedZone("", 3600)), "'2026-11-03 00:02:03.0000004'::timestamp_ntz"},
		{time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC), "'2026-11-03 00:00:00'::timestamp_ntz"},
		{[]byte{0, 255}, "to_binary('00ff', 'HEX')"}, {[]any{1, "a"}, "array_construct(1, 'a')"}, {[]string{"x"}, "array_construct('x')"},
	} {
		if got := d.Literal(c.value); got != c.want {
			t.Errorf("%v: got %s, want %s", c.value, got, c.want)
		}
	}
}

func TestSupports(t *testing.T) {
	for c := engine.GoUDFs; c <= engine.ByName; c++ {
		if got := (snowflake.Dialect{}).Supports(c); got != (c == engine.Merge) {
			t.Errorf("capability %d: %t", c, got)
		}
	}
}

func TestNormalType(t *testing.T) {
	for described, want := range map[string]string{
		"VARCHAR(16777216)": "VARCHAR", "varchar(3)": "VARCHAR", "TEXT": "VARCHAR", "NUMBER(38,0)": "NUMBER(38,0)", "decimal(10, 2)": "NUMBER(10,2)",
		"NUMBER": "NUMBER(38,0)", "NUMBER(5)": "NUMBER(5,0)", "DOUBLE": "FLOAT", "TIMESTAMP_NTZ(9)": "TIMESTAMP_NTZ", "TIMESTAMP_NTZ(3)": "TIMESTAMP_NTZ(3)",
		"BINARY(8388608)": "BINARY", "ARRAY": "ARRAY", "ARRAY(NUMBER(38,0))": "ARRAY(NUMBER(38,0))", "TIME(9)": "TIME", "BOOLEAN": "BOOLEAN", "VECTOR(FLOAT,3)": "VECTOR(FLOAT,3)",
	} {
		if got := snowflake.NormalType(described); got != want {
			t.Errorf("%s: got %s, want %s", described, got, want)
		}
	}
}

func TestFirstWord(t *testing.T) {
	for sql, want := range map[string]string{
		"select 1": "select", "  -- a\n/* create */ CREATE table x": "create", "(select 1)": "(", "": "", "-- only": "", "/* open": "", "with\tx as": "with", "// c\nput 'x'": "put",
	} {
		if got := snowflake.FirstWord(sql); got != want {
			t.Errorf("%q: got %q, want %q", sql, got, want)
		}
	}
}

func TestQueryTag(t *testing.T) {
	s := engine.Statement{Tag: "build", Origin: engine.Origin{RunID: "r1", Node: "model.p.orders", Attempt: 2}}
	if got, want := snowflake.TagOf(s, "team-a"), `{"run":"r1","node":"model.p.orders","attempt":2,"step":"build","tag":"team-a"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := snowflake.TagOf(engine.Statement{}, ""); got != "" {
		t.Errorf("nothing to say, and yet %s", got)
	}
	s.Origin.Node = engine.NodeID(strings.Repeat("n", 3000))
	if got := snowflake.TagOf(s, "team-a"); got != "team-a" {
		t.Errorf("a tag that Snowflake would refuse as too long: %d characters", len(got))
	}
}

package duckdb_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
)

// Every type of DuckDB comes out as one of the plain Go values that engine.Rows names.
func TestRowsTypes(t *testing.T) {
	s := sessionOf(t, open(t, map[string]any{"path": ":memory:"}))
	for _, c := range []struct {
		sql  string
		want any
		typ  string
	}{
		{"null", nil, "INTEGER"},
		{"1::utinyint", int64(1), "UTINYINT"},
		{"18446744073709551615::ubigint", "18446744073709551615", "UBIGINT"},
		{"170141183460469231731687303715884105727::hugeint", "170141183460469231731687303715884105727", "HUGEINT"},
		{"-5::hugeint", "-5", "HUGEINT"},
		{"0.5::float", 0.5, "FLOAT"},
		{"0::decimal(4, 2)", "0.00", "DECIMAL(4,2)"},
		{"-0.05::decimal(4, 2)", "-0.05", "DECIMAL(4,2)"},
		{"100::decimal(38, 0)", "100", "DECIMAL(38,0)"},
		{"'a'::blob", []byte("a"), "BLOB"},
		{"'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "UUID"},
		{"['6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid]", []any{"6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, "UUID[]"},
		{"'b'::enum ('a', 'b')", "b", "ENUM"},
		{"date '1969-07-20'", time.Date(1969, 7, 20, 0, 0, 0, 0, time.UTC), "DATE"},
		{"time '12:34:56.5'", "12:34:56.5", "TIME"},
		{"timestamptz '2024-01-01 00:00:00+02'", time.Date(2023, 12, 31, 22, 0, 0, 0, time.UTC), "TIMESTAMPTZ"},
		{"timestamp_ns '2024-01-01 00:00:00.123456789'", time.Date(2024, 1, 1, 0, 0, 0, 123456789, time.UTC), "TIMESTAMP_NS"},
		{"interval '1 year 2 months 3 days 04:05:06.7'", "1 year 2 months 3 days 04:05:06.7", "INTERVAL"},
		{"interval '0 days'", "00:00:00", "INTERVAL"},
		{"-interval '90 minutes'", "-01:30:00", "INTERVAL"},
		{"[1, null, 2.50]", []any{"1.00", nil, "2.50"}, "DECIMAL(12,2)[]"},
		{"array[1, 2]::int[2]", []any{int64(1), int64(2)}, "INTEGER[2]"},
		{"{'a': 1, 'b': [{'c': 2.5}]}", map[string]any{"a": int64(1), "b": []any{map[string]any{"c": "2.5"}}}, `STRUCT("a" INTEGER, "b" STRUCT("c" DECIMAL(2,1))[])`},
		{"map {1: 'x'}", map[string]any{"1": "x"}, "MAP(INTEGER, VARCHAR)"},
		{`'{"a": [1, "x"]}'::json`, map[string]any{"a": []any{1.0, "x"}}, "JSON"},
		{"union_value(n := 3)", int64(3), `UNION("n" INTEGER)`},
	} {
		r, err := s.Query(context.Background(), engine.Statement{SQL: "select " + c.sql + " as v"})
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		if r.Columns()[0].DataType != c.typ {
			t.Errorf("%s: type %s, want %s", c.sql, r.Columns()[0].DataType, c.typ)
		}
		r.Next()
		got, err := r.Values()
		if err != nil || !cmp.Equal(got[0], c.want) {
			t.Errorf("%s: %v: %s", c.sql, err, cmp.Diff(c.want, got[0]))
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A failed statement that was sent as several rolls back what went before it only in a
// transaction; the count is that of the last one.
func TestExecSeveral(t *testing.T) {
	s := sessionOf(t, open(t, map[string]any{"path": ":memory:"}))
	info, err := s.Exec(context.Background(), engine.Statement{SQL: "create table t (a int); insert into t values (1), (2); update t set a = a + ? where a > ?", Args: []any{10, 1}})
	if err != nil || info.Rows != 1 {
		t.Errorf("got %+v, %v", info, err)
	}
	if got := all(t, s, "select list(a order by a) from t"); !cmp.Equal(got[0][0], []any{int64(1), int64(12)}) {
		t.Errorf("got %v", got)
	}
}

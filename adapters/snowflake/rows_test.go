package snowflake_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

// Every type comes out as one of the plain Go values that engine.Rows names, and as the
// same one in both formats of a result.
func TestRowsTypes(t *testing.T) {
	for _, format := range []string{"json", "arrow"} {
		server := serve(t, snowtest.Options{ResultFormat: format})
		checkTypes(t, format, newSession(t, open(t, at(server, nil))))
	}
}

func checkTypes(t *testing.T, format string, s engine.Session) {
	t.Helper()
	at1969 := time.Date(1969, 12, 31, 23, 59, 58, 500_000_000, time.UTC)
	for _, c := range []struct {
		sql  string
		want any
	}{
		{"null::integer", nil}, {"null::timestamp_ntz", nil}, {"null::varchar", nil},
		{"true", true}, {"false", false},
		{"1", int64(1)}, {"-42", int64(-42)}, {"9223372036854775807", int64(9223372036854775807)},
		{"9223372036854775808", "9223372036854775808"}, {"99999999999999999999999999999999999999", "99999999999999999999999999999999999999"},
		{"0.10::number(10, 2)", "0.10"}, {"-0.05::number(38, 2)", "-0.05"}, {"-7::number(3, 1)", "-7.0"}, {"0::number(4, 2)", "0.00"},
		// These have more digits than a double.
		{"1234567890123456.78::number(18, 2)", "1234567890123456.78"}, {"99999999999999999999999999999999999.999::number(38, 3)", "99999999999999999999999999999999999.999"},
		{"0.1::double", 0.1}, {"1e300::double", 1e300}, {"'inf'::double", "+Inf"},
		{"'text'", "text"}, {"''", ""}, {"'1.50'", "1.50"},
		{"'2024-02-29'::date", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}, {"'1899-12-31'::date", time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)},
		{"'1969-12-31 23:59:58.5'::timestamp_ntz", at1969}, {"'1969-12-31 23:59:59.25'::timestamp_ntz", at1969.Add(750 * time.Millisecond)},
		{"'2026-11-03 04:05:06.789123'::timestamp_ntz", time.Date(2026, 11, 3, 4, 5, 6, 789123000, time.UTC)},
		{"'2026-11-03 04:05:06.789'::timestamp_ntz(3)", time.Date(2026, 11, 3, 4, 5, 6, 789000000, time.UTC)},
		{"'12:34:56.5'::time", "12:34:56.5"},
		{"'00ff'::binary", []byte{0, 255}},
		{`parse_json('{"a": [1, "x"]}')`, `{"a":[1,"x"]}`},
	} {
		got := all(t, s, "select "+c.sql+" as v")[0][0]
		if c.want == "+Inf" {
			got = fmt.Sprint(got)
		}
		if !cmp.Equal(got, c.want) {
			t.Errorf("%s: %s: got %#v, want %#v", format, c.sql, got, c.want)
		}
	}
}

// A result of several chunks and record batches comes whole and in order.
func TestManyRows(t *testing.T) {
	for _, format := range []string{"json", "arrow"} {
		server := serve(t, snowtest.Options{ResultFormat: format, InlineRows: 10, ChunkRows: 100})
		s := newSession(t, open(t, at(server, nil)))
		run(t, s, "create table public.n as select 0 as x")
		for i := range 10 {
			run(t, s, fmt.Sprintf("insert into public.n select x + %d from public.n", 1<<i))
		}
		rows := all(t, s, "select x, 'row ' || x::varchar as label from public.n order by x")
		if len(rows) != 1024 {
			t.Fatalf("%s: %d rows", format, len(rows))
		}
		for i, row := range rows {
			if row[0] != int64(i) || row[1] != fmt.Sprintf("row %d", i) {
				t.Fatalf("%s: row %d is %v", format, i, row)
			}
		}
	}
}

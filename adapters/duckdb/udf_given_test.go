package duckdb_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// Numbers of every type are given for a decimal, and whole ones for a text of digits.
func TestFunctionGivenNumbers(t *testing.T) {
	digits := identity("digits", udfs.Type{Kind: udfs.Text})
	digits.Args[0].Digits = true
	s := sessionOf(t, openWith(t, parts(), identity("amount", udfs.DecimalType(18, 4)), identity("whole", udfs.DecimalType(18, 0)), identity("small", udfs.DecimalType(10, 4)), digits))
	for sql, want := range map[string]any{
		"select amount(2.5::double)":                          "2.5000",
		"select amount(2.99::float)":                          "2.9900",
		"select amount(-1.00005::double)":                     "-1.0001",
		"select amount('nan'::double)":                        nil,
		"select amount('-inf'::double)":                       nil,
		"select amount(1e14)":                                 nil,
		"select amount(99999999999999.5::double)":             "99999999999999.5000",
		"select amount(7::tinyint)":                           "7.0000",
		"select amount(7::ubigint)":                           "7.0000",
		"select amount(99999999999999)":                       "99999999999999.0000",
		"select amount(100000000000000)":                      nil,
		"select amount((-9223372036854775808)::bigint)":       nil,
		"select small(999999.99999::double)":                  nil,
		"select small(999999.9999::double)":                   "999999.9999",
		"select whole(999999999999999999)":                    "999999999999999999",
		"select amount(1.55555::decimal(20, 5))":              "1.5556",
		"select amount(1.5::decimal(4, 1))":                   "1.5000",
		"select amount(' 2.5 ')":                              "2.5000",
		"select amount('2' || '.5')":                          "2.5000",
		"select amount(null)":                                 nil,
		"select amount(null::varchar)":                        nil,
		"select parts('a b', 2.5::double, 'EUR').price":       "2.5000",
		"select parts('a b', '2.5', 'EUR').price":             "2.5000",
		"select parts('a b', null).price":                     nil,
		"select parts('a b', 'nan'::double)":                  map[string]any{"head": "a", "price": nil, "args": int64(2)},
		"select sum(amount(v::double)) from range(9000) t(v)": "40495500.0000",
		"select digits(8710400280507)":                        "8710400280507",
		"select digits(5::utinyint)":                          "5",
		"select digits('08')":                                 "08",
		"select digits(null)":                                 nil,
		"select digits(null::bigint)":                         nil,
	} {
		if got := all(t, s, sql)[0][0]; !cmp.Equal(got, want) {
			t.Errorf("%s: %s", sql, cmp.Diff(want, got))
		}
	}
}

// Columns with NULLs in other types, over several chunks, are what casts make of them.
func TestFunctionGivenColumns(t *testing.T) {
	digits := identity("digits", udfs.Type{Kind: udfs.Text})
	digits.Args[0].Digits = true
	s := sessionOf(t, openWith(t, identity("amount", udfs.DecimalType(18, 4)), digits))
	for _, typ := range []string{"double", "float", "integer", "bigint", "hugeint", "decimal(9, 2)"} {
		sql := "select count(*) filter (amount(v) is distinct from v::decimal(18, 4)), count(amount(v)) from (select if(i % 7 = 3, null, (i - 4000) / 8)::" + typ + " as v from range(10000) t(i))"
		if got, want := fmt.Sprint(all(t, s, sql)[0]), "[0 8571]"; got != want {
			t.Errorf("%s: %s, want %s", typ, got, want)
		}
	}
	sql := "select count(*) filter (digits(v) is distinct from v::varchar), count(digits(v)) from (select if(i % 7 = 3, null, i * 1000003 - 9) as v from range(10000) t(i))"
	if got, want := fmt.Sprint(all(t, s, sql)[0]), "[0 8571]"; got != want {
		t.Errorf("digits: %s, want %s", got, want)
	}
}

// A text for a number is refused when the query is bound, with what to write, unless it is
// a literal number.
func TestFunctionGivenTexts(t *testing.T) {
	f := parts()
	f.Args[2].Check = func(literal string) error {
		if literal == "euro" {
			return errors.New("no code")
		}
		return nil
	}
	s := sessionOf(t, openWith(t, f))
	if got := all(t, s, "select parts(v, 2, v).head from (values ('euro cent')) t(v)")[0][0]; got != "euro" {
		t.Error(got) // rows are not refused
	}
	const cast = "parts: price is a number, and a text is given: write try_cast(... as decimal(18, 4))"
	for sql, want := range map[string]string{
		"create view v as select parts('x', 'abc') as p":                    "parts: price is a number, and 'abc' is none of type decimal(18, 4)",
		"select parts('x', '1e999999999')":                                  "parts: price is a number, and '1e999999999' is none of type decimal(18, 4)",
		"select parts('x', 2, 'eu' || 'ro')":                                "parts: currency: no code",
		"select parts('x', '2,50', 'EUR')":                                  "parts: price is a number, and '2,50' is none of type decimal(18, 4)",
		"select parts('x', v) from (values ('2.5'), ('2.6')) t(v)":          cast,
		"select parts('x', v, 'EUR') from (values ('2.5'), ('2.6')) t(v)":   cast,
		"create view w as select parts(v, v) from (values ('2.5')) as t(v)": cast,
	} {
		_, err := s.Exec(t.Context(), engine.Statement{SQL: sql})
		if err == nil || engine.DatabaseErrorKind(err) != engine.BindError || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s:\ngot  %v\nwant %s", sql, err, want)
		}
	}
}

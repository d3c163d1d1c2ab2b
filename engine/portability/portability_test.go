package portability_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine/portability"
)

// What Check finds: each finding as its rule and the text that it marks.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"select count(a) / count(*) as share from t", "integer-division /"},
		{"select sum(case when a then 1 else 0 end) / count(*) as share from t", "integer-division /"},
		{"select 1 / 3", "integer-division /"},
		{"select a::int / b::bigint from t", "integer-division /"},
		{"select cast(a as integer) / nullif(count(*), 0) from t", "integer-division /"},
		{"select datediff('day', a, b) / 7 as weeks from t", "integer-division /"},
		{"select v:price.amount from t", "variant-path v:price"},
		{"select total: a + b from t", "variant-path total: a"},
		{"select row_number() over (partition by a order by b desc) from t", "desc-nulls desc"},
		{"select first_value(x) over w from t window w as (partition by a order by b desc, c)", "desc-nulls desc"},
		{"select * from t order by a desc limit 3", "desc-nulls desc"},
		{"select * from (select * from t order by a, b.c desc limit 3) as x", "desc-nulls desc"},
		{"select string_agg(a, ',' order by b desc) from t", "desc-nulls desc"},
		{"select percentile_cont(0.9) within group (order by a desc) from t", "desc-nulls desc"},
		{"select * from t qualify row_number() over (partition by a order by lower(b) desc) = 1", "desc-nulls desc"},
		{"select concat(a, 'x') from t", "concat-nulls concat"},
		{"select concat_ws('-', a, b) from t", "concat-nulls concat_ws"},
		{"select greatest(a, b), least(coalesce(a, 0), b) from t", "greatest-nulls greatest; greatest-nulls least"},
		{"select regexp_replace(a, '[0-9]+', '') from t", "regexp-replace regexp_replace"},
		{"select regexp_replace(a, '[0-9]+', '', 'g') from t", "regexp-replace regexp_replace"},
		{"select regexp_replace(a, '^a|b', '') from t", "regexp-replace regexp_replace"},
		{"select regexp_replace(a, '^(?:a)', '') from t", "regexp-syntax '^(?:a)'"},
		{`select split_part(a, '\', 1) from t`, `backslash '\'`},
		{"select substr(a, 0, 2) from t", "substr-zero 0"},
		{"select array_agg(a) from t", "array-agg-nulls array_agg"},
		{"select a[1], split(b, ',')[0] from t", "array-index [1]; array-index [0]"},
		{"select monthname(d), dayname(d) from t", "names-of-days monthname; names-of-days dayname"},
		{"select hash(a) from t", "hash hash"},
		{"select a::binary, cast(a as varbinary) from t", "binary-cast binary; binary-cast varbinary"},
		{`select a as "productId" from t`, `quoted-case "productId"`},
		{"select date_trunc('week', d) from t", "week date_trunc"},
		{"select datediff('week', a, b) from t", "week datediff"},
		{"select date_trunc('month', current_date) as m", "date-type date_trunc('month', current_date)"},
		{"select date '2026-01-01' + interval '1 day' as d", "date-type date '2026-01-01' + interval '1 day'"},
		{"select cast(a as date) - interval '1' month as d from t", "date-type cast(a as date) - interval '1' month"},
		{"select try_cast(1.5 as int), try_cast(sum(a) as int) from t", "try-cast try_cast; try-cast try_cast"},
		{"select count(*) filter (where a > 1) from t", "one-syntax filter"},
		{"select a // 2 from t", "one-syntax //"},
		{"select a from t where b == 1", "one-syntax =="},
		{"select a ->> 'x', a -> 'x' from t", "one-syntax ->>; one-syntax ->"},
		{"select distinct on (a) * from t", "one-syntax distinct on"},
		{"select * from t anti join u using (a)", "one-syntax anti join"},
		{"select * from t using sample 10 rows", "one-syntax using sample"},
		{"select a from t where b similar to 'x.*'", "one-syntax similar to"},
		{"select a at time zone 'UTC' from t", "one-syntax at time zone"},
		{"select a + interval 1 day, a - interval (n) month from t", "one-syntax interval; one-syntax interval"},
		{"select a from t minus select a from u", "one-syntax minus"},
		{"select listagg(a, ',') within group (order by b) from t", "one-syntax within group"},
		{"select a from t where a rlike 'x.*'", "one-syntax rlike"},
		{"select datediff(day, a, b), date_trunc(month, d) from t", "one-syntax day; one-syntax month"},
		{"select strftime(d, '%Y'), iff(a, 1, 2), list_filter(a, lambda x: x > 1) from t", "one-function strftime; one-function iff; one-function list_filter"},
		{"select * from t, unnest(a) as u(x)", "one-function unnest"},
		{"select * from t, lateral flatten(input => a) as u", "one-syntax lateral flatten"},
		{"select a::hugeint, cast(a as number(10, 2)), a::timestamp_ntz from t", "one-type hugeint; one-type number; one-type timestamp_ntz"},
	} {
		if diff := cmp.Diff(c.want, told(c.sql)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.sql, diff)
		}
	}
}

// told prints findings.
func told(sql string) string {
	var out []string
	for _, f := range portability.Check(sql) {
		out = append(out, f.Rule+" "+sql[f.Offset:f.Offset+f.Length])
	}
	return strings.Join(out, "; ")
}

// What Check is silent about, because it is the same on both, or because it cannot know.
func TestSilence(t *testing.T) {
	for _, sql := range []string{
		"select price / 100 from t",
		"select a / b from t",
		"select 100.0 * count(a) / count(*) as percent from t",
		"select round(count(a) / count(*), 2) as share from t",
		"select cast(count(a) / count(*) as decimal(5, 2)) from t",
		"select (count(a) / count(*))::decimal(5, 2) as x, count(a)::double / count(*) from t where 1 / 2 > x",
		"select sum(a) / count(*), sum(case when a then price end) / count(*) from t",
		"select count(a) / sum(weight), count(a) * 1.0 / count(*), 1.0 / 3, 1e0 / 3, 24 / rate from t",
		"select a.b.c::varchar, '12:30', time '10:00', case when a then b end from t",
		"select x[1:2], {'a': b}, {a: b} from t where c = :name",
		"select * from t order by a desc",
		"select * from t order by count(*) desc limit 3",
		"select row_number() over (order by a desc nulls last) from t",
		"select row_number() over (order by a) from t order by b desc",
		"select row_number() over (order by a desc) from t where t.a is not null",
		"with a as (select * from t order by b desc) select * from a limit 3",
		"select a as desc_text, description from t",
		"select concat('a', 'b'), concat(coalesce(a, ''), 'x'), a || b from t",
		"select greatest(1, 2), greatest(coalesce(a, 0), ifnull(b, 1)) from t",
		"select regexp_replace(a, '^0+', ''), regexp_replace(a, ' +$', '') from t",
		"select 'it''s a text', $$a\\d$$, 'C:/x' from t",
		"select substr(a, 1, 2), substring(a, 2) from t",
		"select array_agg(a) from t where a is not null",
		"select decimal(5, 2), x in (1), [1, 2], array[1], list[n] from t",
		`select a as "Total Price", b as "order", c as "ID" from t`,
		"select date_trunc('month', d), date_trunc('month', day), datediff('day', a, b), last_day(d) from t",
		"select * from t where d >= current_date - interval '7 days'",
		"select cast(date_trunc('month', current_date) as date) as m, cast(current_date - interval '1 day' as date) as d, a + interval '1 day' as b",
		"select try_cast(a as int), try_cast('1' as int), try_cast(a::varchar as int) from t",
		"select filter, number, flatten, minus, epoch from t as number",
		"with flatten(a) as (select 1), epoch (b) as (select 2) select t.iff(a) from flatten as iff(x)",
		"select date, hash, concat from t where a = -1 and b in (select c from u)",
		"select a from t where b like 'x\\%' escape '!' -- portable: ok",
		"-- portable: ok\nselect strftime(d, '%Y') from t",
		"/* a // b */ select a -- c // d\nfrom t",
		"select max_by(a, b), min_by(a, b), count_if(a), median(a), a ilike 'x%', any_value(b) from t group by all",
		"select * exclude (a) from t where a is not distinct from b",
		"select timestamp '2026-01-01 10:00:00', date '2026-01-01', extract(year from d), cast(a as decimal(12, 2)) from t",
		"",
		"'", `"`, "((", "))", "select", "desc", "/", "a/", "/a", "[", "interval", "case", "end", "::", "x::", "- interval",
	} {
		if got := told(sql); got != "" {
			t.Errorf("%s\nis said to have %s", sql, got)
		}
	}
}

// A comment silences its line, or the next, or everything.
func TestPortableOK(t *testing.T) {
	for _, c := range []struct {
		sql  string
		want int
	}{
		{"select hash(a),\n  hash(b), -- portable: ok, used within a run only\n  hash(c)\nfrom t", 2},
		{"select hash(a),\n  -- portable: ok\n  hash(b),\n  hash(c)\nfrom t", 2},
		{"-- a comment\n-- portable: ok\nselect hash(a),\n  hash(b)\nfrom t", 0},
		{"select '-- portable: ok', hash(a)", 1},
		{"select hash(a) -- not portable: ok", 1},
	} {
		if got := len(portability.Check(c.sql)); got != c.want {
			t.Errorf("%s\nhas %d findings, want %d", c.sql, got, c.want)
		}
	}
}

// Every finding says what differs and what to write.
func TestFindingsAreWhole(t *testing.T) {
	for _, f := range portability.Check("select hash(a), iff(a, 1, 2), strftime(a, ''), list_filter(a), count(a) / count(*), a // b, x::number from t") {
		if f.Message == "" || f.Hint == "" || strings.HasSuffix(f.Message, ".") {
			t.Error(fmt.Sprint(f))
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, sql := range []string{"select a / b", "select v:a order by x desc limit", "case when a end / 1::int", "x[1]('", `"a$$--`, "(/*"} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		for _, found := range portability.Check(sql) {
			if found.Offset < 0 || found.Length <= 0 || found.Offset+found.Length > len(sql) {
				t.Fatalf("%q: %+v", sql, found)
			}
		}
	})
}

package account_test

import (
	"strings"
	"testing"
)

// TestStrict: what Snowflake refuses and DuckDB would take. Sources: reference 2.2, 6.1.
func TestStrict(t *testing.T) {
	s := login(t, open(t))
	play(t, s,
		turn{"create table t as select 1 as id, 'x' as s, date '2026-01-02' as d", "Table T successfully created."},
		turn{"select id from t group by 1 order by id limit 1", "1"},
		turn{"select x.id from t x join t y using (id)", "1"},
		turn{"select t.* , 2 as two from t", "1|x|2026-01-02|2"},
		turn{"select [1, 2][0]", "1"},
		turn{"select id from t where id in (1, 2) and s like 'x%' and s not ilike any ('y', 'z') and d between '2026-01-01' and '2026-02-01'", "1"},
		turn{"select case id when 1 then 'one' else 'other' end from t", "one"},
		turn{"select count(distinct id), count_if(id = 1) from t group by all", "1|1"},
		turn{"select sum(id) over (partition by s order by d rows between unbounded preceding and current row) from t", "1"},
		turn{"from t select id", "000002 (0A000)..."},
		turn{"select id from t using sample 10", "001003 (42000)..."},
		turn{"select * from read_csv('x')", "001003 (42000)..."},
		turn{"select id // 2 from t", "000904 (42000)..."},
		turn{"select {'a': 1}", "{\n  \"a\": 1\n}"},
		turn{"select s[1:2] from t", "001003 (42000)..."},
		turn{"select id::hugeint from t", "002040 (42601)..."},
		turn{"select columns(*) from t", "002140 (42601)..."},
		turn{"pragma version", "000002 (0A000)..."}, turn{"attach 'x'", "000002 (0A000)..."}, turn{"set a = 1", "000002 (0A000)..."}, turn{"call f()", "000002 (0A000)..."}, turn{"install x", "000002 (0A000)..."},
		turn{"insert into t by name select 1 as id", "001003 (42000)..."},
		turn{"insert or replace into t values (1)", "001003 (42000)..."},
		turn{"delete from t returning *", "001003 (42000)..."},
		turn{"create macro m() as 1", "000002 (0A000): Unsupported feature 'CREATE MACRO'."},
		turn{"create table u (a hugeint)", "002040 (42601)..."},
		turn{"select row_number() from t", "002070 (42601)..."},
		turn{"select rank() over (order by id) from t", "1"},
		turn{"select iff(1, 2) from t", "000938 (22023)..."},
		turn{"", "000900 (42601)..."}, turn{"select 1; select 2", "001003 (42000)..."}, turn{"select 'a", "001003 (42000)..."}, turn{"select 1;", "1"},
		turn{"select round(5 / 2, 1), trunc(7 / 2), -id, not true, id is not null, s is distinct from 'x' from t", "2.5|3|-1|false|true|false"},
		turn{"select coalesce(cast(id as varchar), '') || '-' || s from t", "1-x"},
		turn{"select to_timestamp_ntz('2026-01-02 03:04:05'), to_timestamp_ntz(0), to_varchar('2026-01-02 03:04:05'::timestamp_ntz, 'YYYY-MM-DD HH24:MI:SS')", "2026-01-02 03:04:05|1970-01-01|2026-01-02 03:04:05"},
		turn{"select date_part(dayofweek, d), extract(year from d), dayname(d), week(d) from t", "5|2026|Fri|1"},
		turn{"select id from t where exists (select 1 from t as i where i.id = t.id) minus select 2", "1"},
		turn{"select id, (select max(id) from t) from t fetch first 1 rows only", "1|1"},
		turn{"with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select max(n) from r", "3"},
		turn{"select v.column1 from (values (1), (2)) as v where column1 > 1", "2"},
		turn{"select is_nullable, numeric_precision from information_schema.columns where table_name = 'T' and column_name = 'ID'", "YES|38"},
		turn{"select upper(listagg(distinct s, '/') within group (order by s)) from t", "X"},
		turn{"select sum(case when id = 1 then 1 else 0 end) * 1.0 / nullif(count(*), 0) as share from t", "1.0000000"},
		turn{"select 1" + strings.Repeat(" + id", 60) + " from t", "61"}, turn{"select d + 1, d + id, d - interval '1 month' from t", "2026-01-03|2026-01-03|2025-12-02"},
		turn{"select nope(1)", "002140 (42601): SQL compilation error:\nUnknown function NOPE."},
		turn{"select avg(id) over (partition by s), median(id), stddev(id) from t group by id, s", "1.000000|1|<nil>"},
		turn{"select date_day from (select dateadd('day', row_number() over (order by seq4()) - 1, cast(date '2026-01-01' as timestamp_ntz)) as date_day from table(generator(rowcount => 20000))) as spine where date_day < cast(date '2026-01-03' as timestamp_ntz)", "2026-01-01\n2026-01-02"},
	)
}

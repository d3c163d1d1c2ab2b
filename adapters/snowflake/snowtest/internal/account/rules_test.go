package account_test

import "testing"

// TestExpressions has a line for each rule where Snowflake's answer is not what DuckDB
// would say, or where DuckDB has another name. Sources: reference 6.1 to 6.3 and the page
// of the function in Snowflake's documentation.
func TestExpressions(t *testing.T) {
	s := login(t, open(t))
	for _, x := range []turn{
		{"5/2", "2.500000"}, {"1/3", "0.333333"}, {"1.00::number(10,2)/3", "0.33333333"}, {"1/0", "100051 (22012): Division by zero"},
		{"1::float/4", "0.25"}, {"div0(1, 0)", "0.000000"}, {"7 % 4", "3"}, {"iff(1 > 2, 'a', 'b')", "b"},
		{"nvl(null, 3)", "3"}, {"nvl2(null, 1, 2)", "2"}, {"zeroifnull(null)", "0"}, {"concat('a', null)", "<nil>"}, {"greatest(1, null)", "<nil>"}, {"least(2, 1)", "1"},
		{"equal_null(null, null)", "true"}, {"substr('abc', 0, 2)", "ab"}, {"left('abc', 2)", "ab"}, {"monthname(date '2026-02-01')", "Feb"},
		{"date_trunc('month', date '2026-02-17')", "2026-02-01"}, {"dateadd(day, 1, date '2026-02-28')", "2026-03-01"}, {"dateadd('month', -1, '2026-03-31'::timestamp_ntz)", "2026-02-28"},
		{"datediff(day, date '2026-01-01', date '2026-02-01')", "31"}, {"date '2026-01-01' + interval '1 day'", "2026-01-02"},
		{"date_trunc('month', '2026-01-01')", "001044 (42P13)..."}, {"dateadd(parsec, 1, current_date)", "001007 (22023)..."},
		{"last_day(date '2026-02-03')", "2026-02-28"}, {"last_day(date '2026-02-03', 'year')", "2026-12-31"},
		{"to_date('2026-02-03')", "2026-02-03"}, {"to_date('03/02/2026', 'DD/MM/YYYY')", "2026-02-03"}, {"try_to_date('x')", "<nil>"},
		{"to_varchar(date '2026-02-03', 'YYYYMMDD')", "20260203"}, {"to_varchar(1.50::number(5,2))", "1.50"}, {"(2.0::float)::varchar", "2"}, {"true::varchar", "true"},
		{"'2026-01-02 03:04:05'::timestamp_ntz::varchar", "2026-01-02 03:04:05.000"}, {"'abcdef'::varchar(3)", "abc"},
		{"to_number('12.5', 10, 1)", "12.5"}, {"to_number('12.5')", "13"}, {"try_to_number('x')", "<nil>"}, {"try_cast('12' as int)", "12"}, {"try_cast('x' as int)", "<nil>"},
		{"try_cast(1.5 as int)", "001065 (22023)..."}, {"'x'::int", "100038 (22018): Numeric value 'x' is not recognized"},
		{"parse_json('{\"a\":{\"b\":[1,\"x\"]}}'):a.b[1]::varchar", "x"}, {"get_path(parse_json('{\"a\":{\"b\":[1,\"x\"]}}'), 'a.b[0]')::int", "1"}, {"parse_json('{\"a\":null}'):a::varchar", "<nil>"},
		{"try_parse_json('{')", "<nil>"}, {"parse_json('{')", "100069 (22P02)..."}, {"array_size(parse_json('[1,2]'))", "2"}, {"parse_json('{\"a\":\"x\"}'):a = 'x'", "true"},
		{"object_construct('a', 1, 'b', null)::varchar", `{"a":1}`}, {"sha2('a')", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}, {"md5('a')", "0cc175b9c0f1b6a831c399e269772661"},
		{"regexp_replace('aXbX', 'X', '-')", "a-b-"}, {"regexp_like('abc', 'b')", "false"}, {"regexp_substr('abc', 'z')", "<nil>"}, {"regexp_substr('id=42', '([a-z]+)=([0-9]+)', 1, 1, 'e', 2)", "42"}, {"regexp_instr('abc', 'c')", "3"},
		{"sysdate()", "2026-03-01 08:00:00"}, {"current_date", "2026-03-01"}, {"current_warehouse()", "COMPUTE_WH"}, {"startswith('abc', 'a')", "true"}, {"'it''s' || '\\n'", "it's\n"}, {"$$a'b$$", "a'b"},
		{"list_sort([2, 1])", "002140 (42601)..."}, {"strftime(current_date, '%Y')", "002140 (42601)..."}, {"epoch_ms(1)", "002140 (42601)..."}, {"struct_pack(1)", "002140 (42601)..."}, {"sf_substr('a', 1)", "002140 (42601)..."},
		{"1 +", "001003 (42000): SQL compilation error:\nsyntax error line 1 at position 10 unexpected '<EOF>'."},
		{"convert_timezone('UTC', 'Europe/Prague', '2026-01-01 12:00:00'::timestamp_ntz)", "2026-01-01 13:00:00"}, {"unhex('ff')", "002140 (42601)..."}, {"'ff'::binary", "[255]"},
	} {
		play(t, s, turn{"select " + x.sql, x.want})
	}
}

// TestQueries: clauses whose meaning differs. Source: reference 6.1, 6.2.
func TestQueries(t *testing.T) {
	s := login(t, open(t))
	play(t, s,
		turn{"create table n (a int, b varchar, v variant)", "Table N successfully created."},
		turn{"insert into n select column1, column2, parse_json(column3) from (values (1, 'x', '{\"l\":[1,2]}'), (2, 'y', '{\"l\":[]}'), (null, 'z', null))", "3"},
		turn{"select a from n order by a desc", "<nil>\n2\n1"},
		turn{"select a from n order by a", "1\n2\n<nil>"},
		turn{"select a from n qualify row_number() over (order by a desc) = 1", "<nil>"},
		turn{"select avg(a), sum(a) from n", "1.500000|3"},
		turn{"select listagg(b, ',') within group (order by b desc) from n", "z,y,x"},
		turn{"select listagg(b) from n where false", ""},
		turn{"select percentile_cont(0.25) within group (order by a), percentile_cont(0.25) within group (order by a desc), percentile_disc(0.5) within group (order by a) from n", "1.25|1.75|1"},
		turn{"select array_agg(a) within group (order by a)::varchar from n", "[1,2]"},
		turn{"select a, f.value::int from n, lateral flatten(input => v:l) as f order by 2", "1|1\n1|2"},
		turn{"select a, f.value::int from n, lateral flatten(input => v:l, outer => true) f order by 1, 2", "1|1\n1|2\n2|<nil>\n<nil>|<nil>"},
		turn{"select f.index, f.value from table(flatten(input => parse_json('[7,8]'))) f", "0|7\n1|8"},
		turn{"select row_number() over (order by seq4()) + 4 as g from table(generator(rowcount => 3))", "5\n6\n7"},
		turn{"select max_by(b, a), min_by(b, a), any_value(1), boolor_agg(a > 1) from n", "y|x|1|true"},
		turn{"with c as (select a / 2 as h from n where a = 1) select try_cast(h as int) from c", "001065 (22023)..."},
		turn{"with c as (select a / 2 as h from n where a = 1) select h / 2, h::varchar from c", "0.250000000000|0.500000"},
		turn{"select a / 2 as h, count(*) from n group by a / 2 order by 1", "0.500000|1\n1.000000|1\n<nil>|1"},
		turn{"select count(*) from n union all select a from n where a = 1", "3\n1"},
		turn{"select * exclude (v) from n where a in (select max(a) from n)", "2|y"},
		turn{"select nope from n", "000904 (42000): SQL compilation error: error line 1 at position 7\ninvalid identifier 'NOPE'"},
		turn{"select n.nope\nfrom n", "000904 (42000): SQL compilation error: error line 1 at position 7\ninvalid identifier 'N.NOPE'"},
		turn{`select "a" from n`, "000904 (42000): SQL compilation error: error line 1 at position 7\ninvalid identifier '\"a\"'"},
		turn{`select "A" from "N" where "A" = 1`, "1"},
		turn{`select * from "n"`, "002003 (42S02): SQL compilation error:\nObject 'n' does not exist or not authorized."},
		turn{"select * from other.n", "002003 (42S02): SQL compilation error:\nObject 'OTHER.N' does not exist or not authorized."},
		turn{"select * from test.public.n where a = 1 and v:l[0] = 1", "1|x|{\n  \"l\": [\n    1,\n    2\n  ]\n}"},
		turn{"with x as (select 1) insert into n select 1, 'a', null", "001003 (42000)..."},
		turn{"select a b c from n", "001003 (42000): SQL compilation error:\nsyntax error line 1 at position 11 unexpected 'c'."},
		turn{"explain select 1", "000002 (0A000): Unsupported feature 'EXPLAIN SELECT'."},
		turn{"from n", "000002 (0A000)..."},
		turn{"select a from n group by b", "000979 (42601)..."},
	)
}

// TestTransactions. Source: reference 3.3 (2, 3), 5.1.
func TestTransactions(t *testing.T) {
	a := open(t)
	s, other := login(t, a), login(t, a)
	play(t, s,
		turn{"create table t (n int not null)", "Table T successfully created."},
		turn{"begin", "Statement executed successfully."},
		turn{"insert into t values (1)", "1"},
		turn{"insert into t select 'x'", "100038 (22018): Numeric value 'x' is not recognized"},
		turn{"insert into t values (null)", "100072 (22000)..."},
		turn{"insert into t values (2)", "1"},
	)
	play(t, other, turn{"select count(*) from t", "0"})
	play(t, s, turn{"commit", "Statement executed successfully."})
	play(t, other, turn{"select count(*) from t", "2"})
	play(t, s,
		turn{"begin", "Statement executed successfully."},
		turn{"delete from t", "2"},
		turn{"create table u (n int)", "Table U successfully created."}, // commits
		turn{"rollback", "Statement executed successfully."},
		turn{"select count(*) from t", "0"},
	)
	for _, ran := range a.History() {
		if ran.ImplicitCommit != (ran.SQL == "create table u (n int)") {
			t.Errorf("%s: implicit commit %v", ran.SQL, ran.ImplicitCommit)
		}
	}
}

func TestLocks(t *testing.T) {
	a := open(t)
	s, other := login(t, a), login(t, a)
	play(t, s, turn{"create table t as select 1 as n", "Table T successfully created."},
		turn{"begin", "Statement executed successfully."}, turn{"update t set n = 2", "1|0"})
	play(t, other, turn{"update t set n = 3", "000625 (57014)..."})
	play(t, s, turn{"commit", "Statement executed successfully."})
	play(t, other, turn{"update t set n = n + 1", "1|0"}, turn{"select n from t", "3"})
}

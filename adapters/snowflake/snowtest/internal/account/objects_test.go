package account_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

const okay = "Statement executed successfully."

// TestTables: DDL. Sources: docs sql-reference/sql/create-table, alter-table, desc-table;
// reference 3.3 (7), 4.1, 4.4.
func TestTables(t *testing.T) {
	s := login(t, open(t))
	play(t, s,
		turn{"create transient table t (id int not null primary key comment 'the key', name varchar(3) default 'x', d date, amount number(12,2), at timestamp_tz) cluster by (d) comment = 'all'", "Table T successfully created."},
		turn{"describe table t", "ID|NUMBER(38,0)|COLUMN|N|<nil>|Y|N|<nil>|<nil>|the key|<nil>\nNAME|VARCHAR(3)|COLUMN|Y|'x'|N|N|<nil>|<nil>|<nil>|<nil>\nD|DATE|COLUMN|Y|<nil>|N|N|<nil>|<nil>|<nil>|<nil>\nAMOUNT|NUMBER(12,2)|COLUMN|Y|<nil>|N|N|<nil>|<nil>|<nil>|<nil>\nAT|TIMESTAMP_TZ(9)|COLUMN|Y|<nil>|N|N|<nil>|<nil>|<nil>|<nil>"},
		turn{"insert into t (id, name) values (1, 'abcd')", "100078 (22000): String 'abcd' is too long and would be truncated"},
		turn{"insert into t (id) values (1)", "1"},
		turn{"insert into t (id, nope) values (1, 2)", "000904 (42000)..."},
		turn{"insert into t (id, name) values (1)", "002020 (21S01)..."},
		turn{"select id, name from t", "1|x"},
		turn{"create table t (i int)", "002002 (42710)..."},
		turn{"create table if not exists t (i int)", "T already exists, statement succeeded."},
		turn{"create or replace view t as select 1 as a", "001998 (42710)..."},
		turn{"create table x as select count(*) from t", "002022 (42601)..."},
		turn{"create table x (a, b) as select 1, 'z'", "Table X successfully created."},
		turn{"select * from x", "1|z"},
		turn{"create table c clone t", "002120 (0A000)..."}, turn{"create transient table c clone t", "Table C successfully created."},
		turn{"insert into c (id) values (2)", "1"},
		turn{"alter table t swap with c", okay},
		turn{"select id from t order by id", "1\n2"}, turn{"select count(*) from c", "1"},
		turn{"alter table t swap with nope", "002003 (02000)..."},
		turn{"alter table x rename to marts.x", "002003 (02000)..."},
		turn{"alter table x rename to y", okay}, turn{"select a from y", "1"},
		turn{"alter table y add column d date, e int default 7", okay}, turn{"select * from y", "1|z|<nil>|7"},
		turn{"alter table y add column if not exists d date", okay}, turn{"alter table y add column d date", "001430 (42601)..."},
		turn{"alter table y drop column d, e", okay}, turn{"select * from y", "1|z"},
		turn{"alter table y alter column a set data type number(38,2)", "002108 (22000)..."},
		turn{"alter table y alter column a comment 'first'", okay},
		turn{"comment on table y is 'the ys'", okay}, turn{"comment on column y.b is 'second'", okay},
		turn{"select column_name, data_type, comment from information_schema.columns where table_name = 'Y' order by ordinal_position", "A|NUMBER|first\nB|TEXT|second"},
		turn{"select table_name, table_type, is_transient, comment from test.information_schema.tables order by 1", "C|BASE TABLE|YES|all\nT|BASE TABLE|YES|all\nY|BASE TABLE|NO|the ys"},
		turn{"create table \"y\" (a int)", "000002 (0A000)..."},
		turn{"undrop table y", "000002 (0A000): Unsupported feature 'UNDROP TABLE'."},
		turn{"truncate table y", okay}, turn{"select count(*) from y", "0"},
		turn{"drop table nope", "002003 (02000): SQL compilation error:\nTable 'NOPE' does not exist or not authorized."},
		turn{"drop table if exists nope", "Drop statement executed successfully (NOPE already dropped)."},
		turn{"drop view y", "001998 (42710)..."},
		turn{"create sequence q", "000002 (0A000): Unsupported feature 'CREATE SEQUENCE'."},
		turn{"create table z (i int autoincrement)", "000002 (0A000)..."},
		turn{"use schema nope", "002043 (02000)..."}, turn{"use warehouse nope", "002043 (02000)..."}, turn{"show tables in schema nope", "002043 (02000)..."},
	)
}

func TestShow(t *testing.T) {
	s := login(t, open(t))
	play(t, s,
		turn{"create schema s", "Schema S successfully created."},
		turn{"create table b as select 1 as i", "Table B successfully created."}, turn{"create view a as select i from b", "View A successfully created."},
		turn{"create temporary table c (i int)", "Table C successfully created."},
		turn{"show terse objects in schema test.s", "2026-03-01 08:00:00|A|VIEW|TEST|S\n2026-03-01 08:00:00|B|TABLE|TEST|S\n2026-03-01 08:00:00|C|TEMPORARY|TEST|S"},
		turn{"show terse objects like 'a%' in schema s", "2026-03-01 08:00:00|A|VIEW|TEST|S"},
		turn{"show terse objects in schema s limit 1 from 'A'", "2026-03-01 08:00:00|B|TABLE|TEST|S"},
		turn{"show objects limit 0", "001003 (42000)..."},
		turn{"show terse tables", "2026-03-01 08:00:00|B|TABLE|TEST|S\n2026-03-01 08:00:00|C|TEMPORARY|TEST|S"},
		turn{"show columns in table b", `B|S|I|{"type":"FIXED","precision":38,"scale":0,"nullable":true}|true||COLUMN|||TEST`},
		turn{"show warehouses", "COMPUTE_WH|STARTED|STANDARD|X-Small|Y|2026-03-01 08:00:00|"},
		turn{"alter session set query_tag = 'run 1'", okay}, turn{"show parameters like 'query_tag' in session", "QUERY_TAG|run 1||SESSION||STRING"},
		turn{"select query_tag, warehouse_name from snowflake.account_usage.query_history where query_text like 'show parameters%'", "run 1|COMPUTE_WH"},
		turn{"show users", "000002 (0A000)..."},
		turn{"grant select on table b to role reporter", okay},
		turn{"grant select on b to role nobody", "002003 (02000)..."},
		turn{"show grants on table b", "2026-03-01 08:00:00|OWNERSHIP|TABLE|TEST.S.B|ROLE|ACCOUNTADMIN|true|ACCOUNTADMIN\n2026-03-01 08:00:00|SELECT|TABLE|TEST.S.B|ROLE|REPORTER|false|ACCOUNTADMIN"},
		turn{"create or replace table b copy grants as select 2 as i", "Table B successfully created."},
		turn{"show grants to role reporter", "2026-03-01 08:00:00|SELECT|TABLE|TEST.S.B|ROLE|REPORTER|false|ACCOUNTADMIN"},
		turn{"create or replace table b as select 2 as i", "Table B successfully created."}, turn{"show grants to role reporter", ""},
		turn{"create dynamic table d target_lag = '1 hour' warehouse = compute_wh as select i + 1 as j from b", "Dynamic table D successfully created."},
		turn{"update b set i = 10", "1|0"}, turn{"select j from d", "3"}, turn{"alter dynamic table d refresh", okay}, turn{"select j from d", "11"},
		turn{"alter dynamic table d set target_lag = '2 hours'", okay},
		turn{`create or replace dynamic table "D_X" target_lag = '1 hour' warehouse = "COMPUTE_WH" refresh_mode = full as select i from b`, "Dynamic table D_X successfully created."},
		turn{`show dynamic tables like 'd\\_x' in schema "TEST"."S"`, "2026-03-01 08:00:00|D_X|TEST|S|1 hour|COMPUTE_WH|FULL|..."},
		turn{`show dynamic tables like 'd'`, "2026-03-01 08:00:00|D|TEST|S|2 hours|COMPUTE_WH|INCREMENTAL|..."},
		turn{"create warehouse big warehouse_size = 'large'", "Warehouse BIG successfully created."}, turn{"select current_warehouse()", "BIG"},
	)
}

// TestTemporary: a temporary table is its session's, and hides another of its name. Source:
// docs user-guide/tables-temp-transient.
func TestTemporary(t *testing.T) {
	a := open(t)
	s, other := login(t, a), login(t, a)
	play(t, s, turn{"create table t as select 1 as n", "Table T successfully created."}, turn{"create or replace temporary table t as select 2 as n", "Table T successfully created."},
		turn{"select n from t", "2"}, turn{"create or replace temporary table t as select 3 as n", "Table T successfully created."}, turn{"select n from t", "3"})
	play(t, other, turn{"select n from t", "1"})
	play(t, s, turn{"create or replace temp view w as select n from t", "View W successfully created."}, turn{"select n from w", "3"}, turn{"drop view w", "W successfully dropped."})
	play(t, s, turn{"drop table t", "T successfully dropped."}, turn{"select n from t", "1"})
}

// TestChanges: DML. Sources: docs sql-reference/sql/merge, insert, update, delete; reference 2.2.
func TestChanges(t *testing.T) {
	s := login(t, open(t))
	play(t, s,
		turn{"create table t as select column1 as id, column2 as v from (values (1, 'a'), (2, 'b'))", "Table T successfully created."},
		turn{"create table n as select column1 as id, column2 as v from (values (2, 'B'), (3, 'C'))", "Table N successfully created."},
		turn{`merge into "T" as D using "N" as S on S."ID" = D."ID" when matched then update set "V" = S."V" when not matched then insert ("ID", "V") values (S."ID", S."V")`, "1|1"},
		turn{"select id, v from t order by id", "1|a\n2|B\n3|C"},
		turn{"insert into n values (3, 'D')", "1"},
		turn{"merge into t using n on t.id = n.id when matched then update set v = n.v", "100090 (42P18)..."},
		turn{"merge into t using n on t.id = n.id when matched then delete", "2"},
		turn{"insert overwrite into t (id, v) select id + 1, v from t", "1"}, turn{"select * from t", "2|a"},
		turn{"update t set v = n.v from n where t.id = n.id", "1|0"}, turn{"select v from t", "B"},
		turn{"delete from t using n where t.id = n.id", "1"},
		turn{"insert into t values ('7', null), (8, 'z')", "2"}, turn{"delete from t where (id, v) in (select distinct id, v from t where id = 8)", "1"},
	)
}

func TestStrictDDL(t *testing.T) {
	s := login(t, open(t, func(o *account.Options) { o.StrictDDL = true }))
	play(t, s, turn{"begin", okay}, turn{"create table t (i int)", "090000 (25001)..."}, turn{"rollback", okay})
}

// TestCopy. Sources: reference 2.2, 5.1, 5.3; docs sql-reference/sql/copy-into-table.
func TestCopy(t *testing.T) {
	at := &clock{morning}
	var unseen []string
	a := open(t, func(o *account.Options) {
		o.Clock = at.now
		o.OmitFiles = func(string, []string) []string { return unseen }
	})
	s := login(t, a)
	play(t, s, turn{"create stage if not exists s", "Stage area S successfully created."},
		turn{"create table t (id int, name varchar, file varchar)", "Table T successfully created."},
		turn{"copy into t from @s/run/ file_format = (type = parquet) match_by_column_name = case_insensitive", "Copy executed with 0 files processed."})
	r, err := s.Run(t.Context(), account.Request{SQL: "put 'file:///a/b*.parquet' @s/run auto_compress=false overwrite=true parallel=8"})
	if err != nil || r.Transfer == nil || !r.Transfer.Upload || r.Transfer.AutoCompress || !r.Transfer.Overwrite || r.Transfer.Folder != "run/" || r.Transfer.Parallel != 8 || r.Transfer.Sources[0] != "/a/b*.parquet" {
		t.Fatalf("%+v %v", r, err)
	}
	path, err := a.StagePath(*r.Transfer, "b1.parquet")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.DB().Exec("copy (select i as id, 'n' || i as \"Name\" from range(3) r(i)) to '" + path + "' (format parquet)"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.StagePath(*r.Transfer, "../../x"); err == nil {
		t.Error("a file outside of the stage")
	}
	copyAll := "copy into t from @s/run/ files = ('b1.parquet') file_format = (type = parquet use_vectorized_scanner = true) match_by_column_name = case_insensitive include_metadata = (file = metadata$filename) on_error = abort_statement"
	loaded := "s/run/b1.parquet|LOADED|3|3|1|0|<nil>|<nil>|<nil>|<nil>"
	skipped := "s/run/b1.parquet|LOAD_SKIPPED..."
	unseen = []string{"run/b1.parquet"}
	play(t, s, turn{copyAll, "091016 (22000): Remote file '@s/run/b1.parquet' was not found...."})
	unseen = nil
	play(t, s, turn{"begin", okay}, turn{copyAll, loaded}, turn{"rollback", okay},
		turn{copyAll, loaded}, turn{"select count(*), max(name), max(file) from t", "3|n2|run/b1.parquet"}, turn{copyAll, skipped},
		turn{"copy into t from @s file_format = (type = parquet) match_by_column_name = case_insensitive", "Copy executed with 0 files processed."},
		turn{copyAll + " force = true", loaded}, turn{"select count(*) from t", "6"},
		turn{copyAll + " on_error = bogus", "001006 (22023): SQL compilation error:\ninvalid value ['BOGUS'] for parameter 'ON_ERROR'"},
		turn{"copy into t from @s bogus = 1", "001006 (22023)..."},
		turn{"copy into t from @s/run files = ('x.parquet') file_format = (type = parquet) match_by_column_name = case_insensitive", "091016 (22000)..."},
		turn{"copy into t from @nope", "002003 (02000): SQL compilation error:\nStage 'NOPE' does not exist or not authorized."},
		turn{"copy into t (id, name) from (select $1:id::int, $1:Name::varchar from @s/run/b1.parquet) file_format = (type = parquet) force = true", loaded},
		turn{"list @s", "s/run/b1.parquet|..."},
		turn{"create or replace table t (id int, name varchar, file varchar)", "Table T successfully created."}, turn{copyAll, loaded},
		turn{"select * exclude (file) from t where id = 1", "1|n1"},
	)
	at.at = morning.Add(65 * 24 * time.Hour)
	play(t, s, turn{copyAll, loaded}) // the metadata has expired, and the file is young: loaded twice
	csv := filepath.Join(filepath.Dir(path), "c.csv")
	if err := os.WriteFile(csv, []byte("id;name\n9;'a;b'\n10;\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	play(t, s, turn{"copy into t (id, name) from @s/run/ pattern = '.*[.]csv' file_format = (type = csv field_delimiter = ';' skip_header = 1 field_optionally_enclosed_by = '\\'')", "s/run/c.csv|LOADED|2|2|1|0|<nil>|<nil>|<nil>|<nil>"},
		turn{"select id, name from t where id > 8 order by id", "9|a;b\n10|<nil>"},
		turn{"remove @s/run", "s/run/b1.parquet|removed\ns/run/c.csv|removed"}, turn{"list @s", ""}, turn{"drop stage s", "S successfully dropped."})
}

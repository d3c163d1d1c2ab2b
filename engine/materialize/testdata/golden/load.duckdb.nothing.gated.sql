-- stage: stage
set preserve_insertion_order = true;
-- stage: stage
drop table if exists temp.main."src__errors";
-- stage: stage
drop table if exists temp.main."src__scans";
-- stage: stage
create or replace temp table "src__all" as
select * replace (case when _reason is not null then _line end as _line) from (select try_cast(s.__r['id'] as BIGINT) as "id", try_cast(s.__r['n'] as INTEGER) as "n", s."d", case when starts_with(__file, '/project/') then __file[10:] else __file end as _file, cast(null as bigint) as _row, cast('2026-11-02 06:00:00.000000' as timestamp) as _loaded_at,
  case
    when s.__r['id'] is not null and try_cast(s.__r['id'] as BIGINT) is null then 'id: ' || to_json(left(cast(s.__r['id'] as varchar), 80)) || ' is not a BIGINT'
    when s.__r['n'] is not null and try_cast(s.__r['n'] as INTEGER) is null then 'n: ' || to_json(left(cast(s.__r['n'] as varchar), 80)) || ' is not a INTEGER'
    when s.__r['id'] is null and s.__r['n'] is null then case when s.line is null or trim(s.line, e' \t\r') = '' then 'blank line'
      when not json_valid(s.line) then 'not JSON'
      when json_type(s.line) <> 'OBJECT' then 'not a JSON object'
      else 'no declared column has a value' end end as _reason, s.line as _line
from (select *, try(case when json_valid(line) then from_json(line, '{"id":"VARCHAR","n":"VARCHAR"}') end) as __r
  from read_csv(['/project/lake/d=2026-11-01/a.json', '/project/lake/d=2026-11-02/it''s.json'], columns = {'line': 'VARCHAR'}, delim = e'\x01\x02\x03\x04', quote = '', escape = '', header = false, auto_detect = false, strict_mode = false, store_rejects = true, rejects_limit = 0, rejects_table = 'src__errors', rejects_scan = 'src__scans', filename = '__file', hive_partitioning = true, max_line_size = 16777216) as s) as s);
-- stage: stage
insert into temp.main."src__all" by name
select _file, _row, _reason, _line from (select case when starts_with(__file, '/project/') then __file[10:] else __file end as _file, cast(line as bigint) as _row, min(reason) as _reason, any_value(csv_line) as _line
  from (select sc.file_path as __file, e.line, e.csv_line, case e.error_type
      when 'CAST' then e.column_name || ': ' || coalesce(nullif(regexp_extract(e.error_message, 'convert string (".*") to', 1, 's'), ''), 'the value') || ' is not a ' || case e.column_name when 'id' then 'BIGINT' when 'n' then 'INTEGER' end
      when 'TOO MANY COLUMNS' then 'more fields than columns'
      when 'MISSING COLUMNS' then 'fewer fields than columns'
      when 'UNQUOTED VALUE' then 'a quote is not closed'
      when 'INVALID ENCODING' then 'not valid UTF-8'
      when 'LINE SIZE OVER MAXIMUM' then 'longer than max_line_size'
      else e.error_message end as reason
    from temp.main."src__errors" as e join temp.main."src__scans" as sc using (scan_id, file_id))
  group by all)
where not coalesce(false, false);
-- stage: stage
create or replace temp view "src" as select * exclude (_reason, _line, _row) from temp.main."src__all" where _reason is null;
-- tally: stage
select 'src' as stage, _file, count(*) filter (_reason is null) as usable, count(*) filter (_reason is not null and _reason <> 'blank line') as bad
from temp.main."src__all" group by _file;
-- rejects: rejects
create or replace temp table mart__rejects as
select a._file, a.rowid - f.first_row + 1 as _row, _line as line, _reason as reason, 'src' as source
from temp.main."src__all" as a join (select _file, min(rowid) as first_row from temp.main."src__all" where _row is null group by _file) as f using (_file)
where a._row is null and _reason is not null and _reason <> 'blank line';
-- rejects: rejects
update temp.main.mart__rejects as t set _row = t._row + len(list_filter(e.good, lambda g: g < t._row))
from (select _file, list(_row - nth) as good
  from (select _file, _row, row_number() over (partition by _file order by _row) as nth from (select case when starts_with(__file, '/project/') then __file[10:] else __file end as _file, cast(line as bigint) as _row, min(reason) as _reason, any_value(csv_line) as _line
  from (select sc.file_path as __file, e.line, e.csv_line, case e.error_type
      when 'CAST' then e.column_name || ': ' || coalesce(nullif(regexp_extract(e.error_message, 'convert string (".*") to', 1, 's'), ''), 'the value') || ' is not a ' || case e.column_name when 'id' then 'BIGINT' when 'n' then 'INTEGER' end
      when 'TOO MANY COLUMNS' then 'more fields than columns'
      when 'MISSING COLUMNS' then 'fewer fields than columns'
      when 'UNQUOTED VALUE' then 'a quote is not closed'
      when 'INVALID ENCODING' then 'not valid UTF-8'
      when 'LINE SIZE OVER MAXIMUM' then 'longer than max_line_size'
      else e.error_message end as reason
    from temp.main."src__errors" as e join temp.main."src__scans" as sc using (scan_id, file_id))
  group by all))
  group by _file) as e
where e._file = t._file and t.source = 'src';
-- rejects: rejects
insert into temp.main.mart__rejects by name select _file, _row, _line as line, _reason as reason, 'src' as source from temp.main."src__all" where _row is not null and _reason is not null and _reason <> 'blank line';
-- build: build
create or replace table marts.m__build as
select id, n from src -- all of them;
-- aside: marts.m__build
-- describe: publish
describe marts.m__build;
-- publish: publish
alter table marts.m__build rename to m;
-- publish: publish
create table if not exists marts.m__rejects (_file varchar, _row bigint, line varchar, reason varchar, source varchar, _loaded_at timestamp);
-- publish: publish
insert into marts.m__rejects (_file, _row, line, reason, source, _loaded_at)
select *, cast('2026-11-02 06:00:00.000000' as timestamp) from (select _file, _row, line, reason, source from temp.main.mart__rejects) order by all;
-- publish: 
-- the ledger;
-- cleanup: cleanup
drop view if exists temp.main."src";
-- cleanup: cleanup
drop table if exists temp.main."src__all";
-- cleanup: cleanup
drop table if exists temp.main."src__errors";
-- cleanup: cleanup
drop table if exists temp.main."src__scans";
-- cleanup: cleanup
drop table if exists temp.main."mart__rejects";
-- cleanup: cleanup
drop table if exists marts.m__build;

-- stage: stage
create or replace temp table "src__all" as
select try_cast(s."id" as BIGINT) as "id", try_cast(s."n" as INTEGER) as "n", s."d", case when starts_with(__file, '/project/') then __file[10:] else __file end as _file, cast('2026-11-02 06:00:00.000000' as timestamp) as _loaded_at,
  case
    when s."id" is not null and try_cast(s."id" as BIGINT) is null then 'id: ' || to_json(left(cast(s."id" as varchar), 80)) || ' is not a BIGINT'
    when s."n" is not null and try_cast(s."n" as INTEGER) is null then 'n: ' || to_json(left(cast(s."n" as varchar), 80)) || ' is not a INTEGER'
    when s."id" is null and s."n" is null then 'no declared column has a value' end as _reason, cast(null as varchar) as _line
from read_json(['/project/lake/d=2026-11-01/a.json', '/project/lake/d=2026-11-02/it''s.json'], format = 'newline_delimited', ignore_errors = true, columns = {'id': 'VARCHAR', 'n': 'VARCHAR'}, filename = '__file', hive_partitioning = true) as s;
-- stage: stage
create or replace temp view "src" as select * exclude (_reason, _line) from temp.main."src__all" where _reason is null;
-- tally: stage
select 'src' as stage, _file, count(*) filter (_reason is null) as usable, count(_reason) as bad
from temp.main."src__all" group by _file;
-- rejects: rejects
set variable "src__bad" = (select coalesce(list(distinct regexp_replace(case when starts_with(_file, '/') or contains(_file, '://') then _file else '/project/' || _file end, '([*?\[])', '[\1]', 'g')), ['/project/lake/d=2026-11-01/a.json']) from temp.main."src__all" where _reason is not null);
-- rejects: rejects
create or replace temp table "src__needles" as
select _file as __needle_file, list(distinct coalesce(word, '')) as __needles
from (select _file, list_sort(list_transform(regexp_extract_all(_reason, '[A-Za-z0-9_-]+'), lambda w: {'n': length(w), 'word': w}))[-1].word as word
  from temp.main."src__all" where _reason is not null and _reason <> 'no declared column has a value')
group by _file;
-- rejects: rejects
drop table if exists temp.main."src__bad__errors";
-- rejects: rejects
drop table if exists temp.main."src__bad__scans";
-- rejects: rejects
create or replace temp table "src__suspects" as
select s.* from (select *, lag(case when not __valid and right(rtrim(line, e' \t\r'), 1) in (':', '[') then __file end) over () = __file as __behind
  from (select *, json_valid(line) as __valid from (select *, __n - max(__f) over (rows between unbounded preceding and current row) + 1 as __row
  from (select *, case when lag(__file) over () is distinct from __file then __n end as __f
  from (select *, row_number() over () as __n from read_csv(getvariable('src__bad'), columns = {'line': 'VARCHAR'}, delim = e'\x01\x02\x03\x04', quote = '', escape = '', header = false, auto_detect = false, strict_mode = false, store_rejects = true, rejects_limit = 0, rejects_table = 'src__bad__errors', rejects_scan = 'src__bad__scans', filename = '__file', hive_partitioning = true, max_line_size = 16777216)))) as s)) as s
  left join temp.main."src__needles" on __needle_file = case when starts_with(__file, '/project/') then __file[10:] else __file end
  where not s.__valid or s.__behind or not starts_with(s.line, '{') or not (contains(s.line, '"id"') or contains(s.line, '"n"'))
    or list_bool_or(list_transform(__needles, lambda word: contains(s.line, word)));
-- rejects: stage
create or replace temp table "src__bad_lines" as
select * from (select * replace (case when _reason is not null then _line end as _line) from (select try_cast(s.__r['id'] as BIGINT) as "id", try_cast(s.__r['n'] as INTEGER) as "n", s."d", case when starts_with(__file, '/project/') then __file[10:] else __file end as _file, s.__row as _row, cast('2026-11-02 06:00:00.000000' as timestamp) as _loaded_at,
  case
    when s.__r['id'] is not null and try_cast(s.__r['id'] as BIGINT) is null then 'id: ' || to_json(left(cast(s.__r['id'] as varchar), 80)) || ' is not a BIGINT'
    when s.__r['n'] is not null and try_cast(s.__r['n'] as INTEGER) is null then 'n: ' || to_json(left(cast(s.__r['n'] as varchar), 80)) || ' is not a INTEGER'
    when s.__r['id'] is null and s.__r['n'] is null then case when not json_valid(s.line) then 'not JSON'
      when json_type(s.line) <> 'OBJECT' then 'not a JSON object'
      else 'no declared column has a value' end end as _reason, s.line as _line, coalesce(s.__behind, false) as _behind
from (select *, try(case when json_valid(line) then from_json(line, '{"id":"VARCHAR","n":"VARCHAR"}') end) as __r
  from temp.main."src__suspects" as s
  where (starts_with(s.line, '{') or trim(s.line, e' \t\r') <> '')) as s))
where _reason is not null or _behind;
-- rejects: stage
update temp.main."src__bad_lines" as t set _row = t._row + len(list_filter(e.good, lambda g: g < t._row))
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
    from temp.main."src__bad__errors" as e join temp.main."src__bad__scans" as sc using (scan_id, file_id))
  group by all))
  group by _file) as e
where e._file = t._file;
-- rejects: stage
insert into temp.main."src__bad_lines" by name
select _file, _row, _reason, _line from (select case when starts_with(__file, '/project/') then __file[10:] else __file end as _file, cast(line as bigint) as _row, min(reason) as _reason, any_value(csv_line) as _line
  from (select sc.file_path as __file, e.line, e.csv_line, case e.error_type
      when 'CAST' then e.column_name || ': ' || coalesce(nullif(regexp_extract(e.error_message, 'convert string (".*") to', 1, 's'), ''), 'the value') || ' is not a ' || case e.column_name when 'id' then 'BIGINT' when 'n' then 'INTEGER' end
      when 'TOO MANY COLUMNS' then 'more fields than columns'
      when 'MISSING COLUMNS' then 'fewer fields than columns'
      when 'UNQUOTED VALUE' then 'a quote is not closed'
      when 'INVALID ENCODING' then 'not valid UTF-8'
      when 'LINE SIZE OVER MAXIMUM' then 'longer than max_line_size'
      else e.error_message end as reason
    from temp.main."src__bad__errors" as e join temp.main."src__bad__scans" as sc using (scan_id, file_id))
  group by all)
where not coalesce(false, false);
-- rejects: rejects
create or replace temp table "src__bad" as select _file, _row, _line as line, _reason as reason from temp.main."src__bad_lines" where _reason is not null;
-- rejects: rejects
create or replace temp table "src__bad_lost" as
select _file, behind from (select _file, count(_reason) as explained, count(*) filter (_reason is null) as behind,
  count(*) filter (_reason is not null and regexp_matches(_line, '[:\[]\s*$')) as cut from temp.main."src__bad_lines" group by _file)
join (select _file, count(_reason) as refused from temp.main."src__all" group by _file) using (_file) where behind > 0 and refused = explained + behind and cut = behind;
-- rejects: rejects
delete from temp.main."src__all" where rowid in (select row from (
  select a.rowid as row, l.behind, row_number() over (partition by a._file) as nth from temp.main."src__all" as a join temp.main."src__bad_lost" as l using (_file)
  where a._reason = 'no declared column has a value') where nth <= behind);
-- rejects: rejects
insert into temp.main."src__all" by name select * exclude (_row, _behind) from temp.main."src__bad_lines" where _reason is null and _file in (select _file from temp.main."src__bad_lost");
-- rejects: rejects
drop table temp.main."src__bad_lost";
-- rejects: rejects
drop table temp.main."src__bad_lines";
-- build: publish
create or replace table marts.m__build (
  id BIGINT not null,
  n DECIMAL(12,2),
  constraint key primary key (id),
  check (n > 0),
  unique (id, n)
);
-- build: build
insert into marts.m__build (id, n)
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
select *, cast('2026-11-02 06:00:00.000000' as timestamp) from (select _file, _row, line, reason, 'src' as source from temp.main."src__bad") order by all;
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
drop table if exists temp.main."src__bad";
-- cleanup: cleanup
drop table if exists temp.main."src__needles";
-- cleanup: cleanup
drop table if exists temp.main."src__suspects";
-- cleanup: cleanup
drop table if exists temp.main."src__bad__errors";
-- cleanup: cleanup
drop table if exists temp.main."src__bad__scans";
-- cleanup: cleanup
drop table if exists marts.m__build;

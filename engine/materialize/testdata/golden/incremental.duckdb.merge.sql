-- build: build
create or replace temporary table m__build as
select id, n from src -- all of them;
-- build: publish
select error('the query of m gives the unique_key (id) more than once, so merge cannot tell which row to keep') from (select id from temp.main.m__build group by id having count(*) > 1 limit 1);
-- aside: temp.main.m__build
-- describe: publish
describe temp.main.m__build;
-- publish: publish
merge into marts.m as DBT_INTERNAL_DEST
using temp.main.m__build as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id
  and (n > 1)
when matched then update set id = DBT_INTERNAL_SOURCE.id, n = DBT_INTERNAL_SOURCE.n, _file = DBT_INTERNAL_SOURCE._file
when not matched then insert (id, n, _file) values (DBT_INTERNAL_SOURCE.id, DBT_INTERNAL_SOURCE.n, DBT_INTERNAL_SOURCE._file);
-- cleanup: cleanup
drop table if exists temp.main.m__build;

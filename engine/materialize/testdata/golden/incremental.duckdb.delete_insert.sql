-- build: build
create or replace temporary table m__build as
select id, n from src -- all of them;
-- aside: temp.main.m__build
-- describe: publish
describe temp.main.m__build;
-- publish: publish
delete from marts.m as DBT_INTERNAL_DEST using (select distinct id, n from temp.main.m__build) as DBT_INTERNAL_SOURCE
where DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id and DBT_INTERNAL_SOURCE.n = DBT_INTERNAL_DEST.n;
-- publish: publish
insert into marts.m (id, n, _file)
select id, n, _file from temp.main.m__build;
-- cleanup: cleanup
drop table if exists temp.main.m__build;

-- build: build
create or replace table marts.m__build as
select id, n from src -- all of them;
-- aside: marts.m__build
-- publish: publish
drop view if exists marts.m;
-- publish: publish
alter table marts.m__build rename to m;
-- cleanup: cleanup
drop table if exists marts.m__build;

-- build: publish
create or replace view marts.m__build as
select id, n from src -- all of them;
-- aside: marts.m__build
-- publish: publish
create or replace view marts.m as
select id, n from src -- all of them;
-- cleanup: cleanup
drop view if exists marts.m__build;

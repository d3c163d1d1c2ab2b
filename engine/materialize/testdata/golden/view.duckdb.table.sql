-- publish: publish
drop table if exists marts.m;
-- publish: publish
create or replace view marts.m as
select id, n from src -- all of them;

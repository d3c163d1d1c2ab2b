-- prepare: prepare
drop view if exists marts.m__build;
-- prepare: 
-- before;
-- publish: build
create or replace table marts.m as
select id, n from src -- all of them;
-- publish: publish
comment on table marts.m is 'the m';
-- publish: publish
comment on column marts.m.id is 'its key';
-- publish: 
-- after;

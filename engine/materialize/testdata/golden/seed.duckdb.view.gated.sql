-- build: publish
create or replace table marts.m__build (id BIGINT, n INTEGER);
-- build: build
insert into marts.m__build values
('1', '2'),
('3', null);
-- aside: marts.m__build
-- publish: publish
drop view if exists marts.m;
-- publish: publish
alter table marts.m__build rename to m;
-- cleanup: cleanup
drop table if exists marts.m__build;

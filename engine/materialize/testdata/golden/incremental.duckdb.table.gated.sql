-- build: build
create or replace table marts.m__build as
select id, n from src -- all of them;
-- aside: marts.m__build
-- describe: publish
describe marts.m__build;
-- publish: publish
insert into marts.m (id, n, _file)
select id, n, _file from marts.m__build;
-- cleanup: cleanup
drop table if exists marts.m__build;

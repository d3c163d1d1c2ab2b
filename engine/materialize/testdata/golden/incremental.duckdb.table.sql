-- build: build
create or replace temporary table m__build as
select id, n from src -- all of them;
-- aside: temp.main.m__build
-- describe: publish
describe temp.main.m__build;
-- publish: publish
insert into marts.m (id, n, _file)
select id, n, _file from temp.main.m__build;
-- cleanup: cleanup
drop table if exists temp.main.m__build;

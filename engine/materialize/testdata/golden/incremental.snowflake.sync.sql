-- build: build
create or replace temporary table "MARTS"."M__BUILD" as
select id, n from src -- all of them
;
-- aside: marts.m__build
-- describe: publish
describe table "MARTS"."M__BUILD";
-- publish: schema
alter table "MARTS"."M" add column "X" DATE;
-- publish: schema
alter table "MARTS"."M" drop column "N";
-- publish: schema
alter table "MARTS"."M" drop column "_FILE";
-- publish, in a transaction: publish
insert into "MARTS"."M" ("ID", "X")
select "ID", "X" from "MARTS"."M__BUILD";
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD";

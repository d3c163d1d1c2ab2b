-- build: build
create or replace temporary table "MARTS"."M__BUILD" as
select id, n from src -- all of them
;
-- aside: marts.m__build
-- describe: publish
describe table "MARTS"."M__BUILD";
-- publish, in a transaction: publish
delete from "MARTS"."M"
where ("ID", "N") in (select distinct "ID", "N" from "MARTS"."M__BUILD");
-- publish, in a transaction: publish
insert into "MARTS"."M" ("ID", "N", "_FILE")
select "ID", "N", "_FILE" from "MARTS"."M__BUILD";
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD";

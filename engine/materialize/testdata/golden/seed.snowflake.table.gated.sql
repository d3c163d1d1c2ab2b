-- build: publish
create or replace table "MARTS"."M__BUILD" ("ID" BIGINT, "N" INTEGER);
-- build: build
insert into "MARTS"."M__BUILD" values
('1', '2'),
('3', null);
-- aside: marts.m__build
-- publish: replace
create or replace table "MARTS"."M" clone "MARTS"."M__BUILD" copy grants;
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD";

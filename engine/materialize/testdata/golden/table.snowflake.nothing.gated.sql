-- build: build
create or replace table "MARTS"."M__BUILD" as
select id, n from src -- all of them
;
-- aside: marts.m__build
-- publish: replace
create or replace table "MARTS"."M" clone "MARTS"."M__BUILD";
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD";

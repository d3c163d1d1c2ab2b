-- build: publish
create or replace view "MARTS"."M__BUILD" as
select id, n from src -- all of them
;
-- aside: marts.m__build
-- publish: publish
create or replace view "MARTS"."M" as
select id, n from src -- all of them
;
-- cleanup: cleanup
drop view if exists "MARTS"."M__BUILD";

-- publish: publish
drop table if exists "MARTS"."M";
-- publish: publish
create or replace view "MARTS"."M" as
select id, n from src -- all of them
;

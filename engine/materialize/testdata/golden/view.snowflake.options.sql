-- publish: publish
create or replace secure view "MARTS"."M" copy grants as
select id, n from src -- all of them
;

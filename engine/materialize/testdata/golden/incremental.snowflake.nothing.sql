-- publish: build
create or replace table "MARTS"."M" as
select id, n from src -- all of them
;

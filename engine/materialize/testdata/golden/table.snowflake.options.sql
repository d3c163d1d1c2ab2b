-- publish: build
create or replace transient table "MARTS"."M" cluster by (id, to_date(n)) copy grants as
select id, n from src -- all of them
;

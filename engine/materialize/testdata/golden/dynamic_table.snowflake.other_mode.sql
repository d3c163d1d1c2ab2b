-- publish: build
create or replace dynamic table "MARTS"."M"
target_lag = '1 hour'
warehouse = "LARGE"
refresh_mode = FULL
as
select id, n from src -- all of them
;

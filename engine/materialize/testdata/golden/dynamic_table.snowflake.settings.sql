-- publish: build
create or replace dynamic table "MARTS"."M"
target_lag = downstream
warehouse = "REFRESHING"
refresh_mode = INCREMENTAL
initialize = ON_SCHEDULE
cluster by (id)
comment = 'the m'
as
select id, n from src -- all of them
;

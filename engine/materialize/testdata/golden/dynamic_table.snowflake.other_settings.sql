-- publish: publish
alter dynamic table "MARTS"."M" set target_lag = '1 hour';
-- publish: publish
alter dynamic table "MARTS"."M" set warehouse = "LARGE";

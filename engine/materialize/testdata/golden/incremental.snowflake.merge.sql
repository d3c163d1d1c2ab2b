-- build: build
create or replace temporary table "MARTS"."M__BUILD" as
select id, n from src -- all of them
;
-- aside: marts.m__build
-- describe: publish
describe table "MARTS"."M__BUILD";
-- publish, in a transaction: publish
merge into "MARTS"."M" as DBT_INTERNAL_DEST
using "MARTS"."M__BUILD" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."ID" = DBT_INTERNAL_DEST."ID" and DBT_INTERNAL_SOURCE."N" = DBT_INTERNAL_DEST."N"
when matched then update set "ID" = DBT_INTERNAL_SOURCE."ID", "N" = DBT_INTERNAL_SOURCE."N"
when not matched then insert ("ID", "N", "_FILE") values (DBT_INTERNAL_SOURCE."ID", DBT_INTERNAL_SOURCE."N", DBT_INTERNAL_SOURCE."_FILE");
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD";

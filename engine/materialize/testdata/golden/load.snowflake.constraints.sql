-- publish: schema
create table if not exists "MARTS"."M__REJECTS" ("_FILE" varchar, "_ROW" number(38,0), "LINE" varchar, "REASON" varchar, "SOURCE" varchar, "_LOADED_AT" timestamp_ntz);
-- publish, in a transaction: 
delete from the_ledger;
-- publish: publish
create or replace table "MARTS"."M__BUILD_0F1E2D3C" ("ID" number(38,0), "N" number(38,0), "_FILE" varchar);
-- publish: publish
alter table "MARTS"."M__BUILD_0F1E2D3C" alter column "ID" set not null;
-- publish: publish
alter table "MARTS"."M__BUILD_0F1E2D3C" add constraint "KEY" primary key ("ID");
-- publish: publish
alter table "MARTS"."M__BUILD_0F1E2D3C" add foreign key ("N") references "MARTS"."SHOPS" ("SHOP_ID");
-- publish: publish
alter table "MARTS"."M__BUILD_0F1E2D3C" alter column "N" set masking policy hide;
-- publish: publish
alter table "MARTS"."M__BUILD_0F1E2D3C" add unique ("ID", "N");
-- publish, in a transaction: copy
copy into "MARTS"."M__BUILD_0F1E2D3C"
from @"_MART"."PRELOAD"/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0/m/rows/ files = ('aa.parquet', 'bb.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- publish: replace
create or replace table "MARTS"."M" clone "MARTS"."M__BUILD_0F1E2D3C";
-- publish, in a transaction: copy_rejects
copy into "MARTS"."M__REJECTS"
from @"_MART"."PRELOAD"/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0/m/rejects/ files = ('cc.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- publish, in a transaction: 
insert into the_ledger values (1);
-- cleanup: cleanup
remove @"_MART"."PRELOAD"/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0/m;
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD_0F1E2D3C";

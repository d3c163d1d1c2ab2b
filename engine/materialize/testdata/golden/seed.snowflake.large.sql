-- publish: publish
create or replace table "MARTS"."M__BUILD_0F1E2D3C" ("ID" bigint, "N" number(10,2));
-- publish, in a transaction: copy
copy into "MARTS"."M__BUILD_0F1E2D3C"
from @"_MART"."PRELOAD"/0f1e2d3c/m/rows/ files = ('aa.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- publish: replace
create or replace table "MARTS"."M" clone "MARTS"."M__BUILD_0F1E2D3C" copy grants;
-- cleanup: cleanup
remove @"_MART"."PRELOAD"/0f1e2d3c/m;
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD_0F1E2D3C";

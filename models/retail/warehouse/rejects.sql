{{/* Lines of the scrapers that could not be read, kept with their file, line and reason. */}}
{{ config "materialized" "view" }}

select
    {{ retail_day_of_file "_file" }} as crawl_date,
    {{ retail_shop_of_file "_file" }} as shop,
    _file as source_file,
    _row as source_line,
    reason,
    line,
    _loaded_at as loaded_at
from {{ rejects "offers_lake" }}

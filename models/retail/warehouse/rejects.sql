{{/* Lines of the scrapers that could not be read, kept with their file, line and reason. */}}
{{ config "materialized" "view" }}

select
    cast(split_part(split_part(_file, 'crawl_date=', 2), '/', 1) as date) as crawl_date,
    split_part(split_part(split_part(split_part(_file, 'crawl_date=', 2), '/', 2), '.', 1), '-', 1) as shop,
    _file as source_file,
    _row as source_line,
    reason,
    line,
    _loaded_at as loaded_at
from {{ rejects "offers_lake" }}

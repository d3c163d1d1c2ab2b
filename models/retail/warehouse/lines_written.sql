{{/* How many lines the scrapers wrote, file by file: counted as plain text, apart from all
     that reads the lines as records, so that a test can hold both against each other. */}}
{{ config "materialized" "load" "max_rejects" "100%" }}

select
    crawl_date,
    {{ retail_shop_of_file "_file" }} as shop,
    -- an empty line is nothing that a scraper said
    cast(count_if(trim(line) <> '') as bigint) as lines,
    _file,
    max(_loaded_at) as _loaded_at
from {{ source "scrapers" "lines" }}
group by crawl_date, _file

{{/* What each scraper delivered for each day, and what became of every line of it. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" "crawl_date" }}

{{ if is_incremental -}}
with new_days as (
    -- a late or corrected file makes its day new again
    select crawl_date
    from {{ ref "offers" }}
    where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
    union
    select crawl_date
    from {{ ref "rejects" }}
    where loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
),
{{- else -}}
with
{{- end }}

offers as (
    select
        crawl_date,
        shop,
        count(*) as offers,
        sum(duplicates) as duplicates,
        min(scraped_at) as first_scraped_at,
        max(scraped_at) as last_scraped_at,
        max(_loaded_at) as loaded_at
    from {{ ref "offers" }}
    {{ if is_incremental }}where crawl_date in (select crawl_date from new_days){{ end }}
    group by crawl_date, shop
),

rejects as (
    select
        crawl_date,
        shop,
        count(*) as rejects,
        max(loaded_at) as loaded_at
    from {{ ref "rejects" }}
    {{ if is_incremental }}where crawl_date in (select crawl_date from new_days){{ end }}
    group by crawl_date, shop
),

-- a scraper may have delivered nothing but rejects
crawls as (
    select
        coalesce(offers.crawl_date, rejects.crawl_date) as crawl_date,
        coalesce(offers.shop, rejects.shop) as shop,
        coalesce(offers.offers, 0) as offers,
        coalesce(offers.duplicates, 0) as duplicates,
        coalesce(rejects.rejects, 0) as rejects,
        offers.first_scraped_at,
        offers.last_scraped_at,
        {{ greatest_of (list "offers.loaded_at" "rejects.loaded_at") }} as loaded_at
    from offers
    full join rejects
        on rejects.crawl_date = offers.crawl_date
        and rejects.shop = offers.shop
)

select
    crawl_date,
    shop,
    cast(offers + duplicates + rejects as bigint) as lines_read,
    offers,
    cast(duplicates as bigint) as duplicates,
    rejects,
    first_scraped_at,
    last_scraped_at,
    loaded_at
from crawls

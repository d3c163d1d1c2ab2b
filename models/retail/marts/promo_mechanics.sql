{{/* Which kinds of promotion each shop uses on a day, how often and how deep. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" "crawl_date" }}

with promos as (
    select *
    from {{ ref "daily_prices" }}
    where is_on_promo
    {{ if is_incremental }}
        and crawl_date in (
            select distinct crawl_date
            from {{ ref "offers" }}
            where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
        )
    {{ end }}
)

select
    crawl_date,
    shop,
    mechanic,
    is_members_promo,
    count(*) as offers,
    {{ retail_rounded "100.0 * count(*) / sum(count(*)) over (partition by crawl_date, shop)" 5 }} as share_of_promos_percent,
    count(depth_percent) as offers_with_depth,
    {{ retail_rounded "avg(depth_percent)" 5 }} as mean_depth_percent,
    min(depth_percent) as lowest_depth_percent,
    max(depth_percent) as highest_depth_percent,
    {{ retail_rounded "avg(min_quantity)" 8 }} as mean_min_quantity,
    max(loaded_at) as loaded_at
from promos
group by crawl_date, shop, mechanic, is_members_promo

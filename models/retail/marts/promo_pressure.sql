{{/* How much of the assortment is on promotion, and how deep, by day, shop and category.
     "Open" promotions are for everybody; the others need the shop's card. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" "crawl_date" }}

with prices as (
    select
        *,
        is_on_promo and not is_members_promo as is_open_promo,
        case when not is_members_promo then depth_percent end as open_depth_percent
    from {{ ref "daily_prices" }}
    {{ if is_incremental }}
    where crawl_date in (
        select distinct crawl_date
        from {{ ref "offers" }}
        where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
    )
    {{ end }}
)

select
    crawl_date,
    shop,
    category,
    count(*) as offers,
    cast(count_if(is_on_promo) as bigint) as offers_on_promo,
    cast(count_if(is_open_promo) as bigint) as offers_on_open_promo,
    {{ retail_rounded "100.0 * count_if(is_on_promo) / count(*)" 5 }} as promo_share_percent,
    {{ retail_rounded "100.0 * count_if(is_open_promo) / count(*)" 5 }} as open_promo_share_percent,
    count(depth_percent) as offers_with_depth,
    {{ retail_rounded "avg(depth_percent)" 5 }} as mean_depth_percent,
    {{ retail_rounded "avg(open_depth_percent)" 5 }} as mean_open_depth_percent,
    {{ retail_rounded "percentile_cont(0.25) within group (order by cast(depth_percent as decimal(9, 6)))" 5 }} as depth_p25_percent,
    {{ retail_rounded "percentile_cont(0.50) within group (order by cast(depth_percent as decimal(9, 6)))" 5 }} as depth_median_percent,
    {{ retail_rounded "percentile_cont(0.75) within group (order by cast(depth_percent as decimal(9, 6)))" 5 }} as depth_p75_percent,
    cast(count_if(depth_percent < 15) as bigint) as offers_below_15,
    cast(count_if(depth_percent >= 15 and depth_percent < 30) as bigint) as offers_15_to_30,
    cast(count_if(depth_percent >= 30 and depth_percent < 45) as bigint) as offers_30_to_45,
    cast(count_if(depth_percent >= 45) as bigint) as offers_45_and_more,
    cast(count_if(is_on_promo and depth_percent is null) as bigint) as offers_depth_unknown,
    max(loaded_at) as loaded_at
from prices
group by crawl_date, shop, category

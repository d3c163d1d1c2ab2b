{{/* The nine o'clock meeting: what the latest crawl of each shop shows against the one day_before.
     "Yesterday" is the latest day in the data, whatever the clock says. */}}
with days as (
    select
        shop,
        crawl_date,
        lag(crawl_date) over (partition by shop order by crawl_date) as crawl_date_before,
        offers,
        duplicates,
        rejects,
        row_number() over (partition by shop order by crawl_date desc nulls last) as age
    from {{ ref "crawls" }}
),

latest as (
    select *
    from days
    where age = 1
),

today as (
    select prices.*
    from {{ ref "daily_prices" }} as prices
    inner join latest
        on latest.shop = prices.shop
        and latest.crawl_date = prices.crawl_date
    where prices.crawl_date >= (select min(crawl_date) from latest)
),

day_before as (
    select prices.*
    from {{ ref "daily_prices" }} as prices
    inner join latest
        on latest.shop = prices.shop
        and latest.crawl_date_before = prices.crawl_date
    where prices.crawl_date >= (select min(crawl_date_before) from latest)
),

pairs as (
    select
        coalesce(today.shop, day_before.shop) as shop,
        today.sku as sku_today,
        day_before.sku as sku_before,
        today.sku is not null and day_before.sku is not null and today.name <> day_before.name as is_renamed,
        today.price as price_today,
        day_before.price as price_before,
        coalesce(today.is_on_promo, false) as is_on_promo_today,
        coalesce(day_before.is_on_promo, false) as is_on_promo_before,
        today.depth_percent as depth_today
    from today
    full join day_before
        on day_before.shop = today.shop
        and day_before.sku = today.sku
),

summary as (
    select
        shop,
        cast(count_if(sku_before is null) as bigint) as new_products,
        cast(count_if(sku_today is null) as bigint) as gone_products,
        cast(count_if(is_renamed) as bigint) as renamed_products,
        cast(count_if(price_today > price_before) as bigint) as price_increases,
        cast(count_if(price_today < price_before) as bigint) as price_decreases,
        {{ retail_rounded "100 * avg(cast(price_today as double) / nullif(price_before, 0) - 1)" 8 }} as mean_price_change_percent,
        {{ retail_rounded "100.0 * count_if(is_on_promo_today) / nullif(count(sku_today), 0)" 5 }} as promo_share_percent,
        {{ retail_rounded "100.0 * count_if(is_on_promo_before) / nullif(count(sku_before), 0)" 5 }} as promo_share_before_percent,
        {{ retail_rounded "avg(depth_today)" 5 }} as mean_depth_percent
    from pairs
    group by shop
),

deepest as (
    select
        shop,
        product_name,
        promo_text,
        depth_percent
    from today
    where depth_percent is not null
    qualify row_number() over (partition by shop order by depth_percent desc nulls last, price_eur desc nulls last, sku) = 1
)

select
    latest.shop,
    shops.name as shop_name,
    latest.crawl_date as report_date,
    latest.crawl_date_before as compared_with,
    latest.offers,
    summary.new_products,
    summary.gone_products,
    summary.renamed_products,
    summary.price_increases,
    summary.price_decreases,
    summary.mean_price_change_percent,
    summary.promo_share_percent,
    summary.promo_share_before_percent,
    summary.mean_depth_percent,
    deepest.product_name as deepest_promo_product,
    deepest.promo_text as deepest_promo_text,
    deepest.depth_percent as deepest_promo_percent,
    latest.duplicates,
    latest.rejects
from latest
inner join {{ ref "shops" }} as shops
    on shops.shop = latest.shop
left join summary
    on summary.shop = latest.shop
left join deepest
    on deepest.shop = latest.shop

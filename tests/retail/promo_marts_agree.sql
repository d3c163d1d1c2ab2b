-- The two promo marts count the same offers, and the buckets of depth add up.
with pressure as (
    select
        crawl_date,
        shop,
        sum(offers) as offers,
        sum(offers_on_promo) as on_promo,
        sum(offers_with_depth) as with_depth,
        sum(offers_below_15 + offers_15_to_30 + offers_30_to_45 + offers_45_and_more) as in_buckets,
        sum(offers_depth_unknown) as depth_unknown
    from {{ ref "promo_pressure" }}
    group by crawl_date, shop
),

mechanics as (
    select
        crawl_date,
        shop,
        sum(offers) as on_promo,
        sum(offers_with_depth) as with_depth
    from {{ ref "promo_mechanics" }}
    group by crawl_date, shop
)

select
    crawls.crawl_date,
    crawls.shop,
    crawls.offers,
    pressure.offers as offers_in_pressure,
    pressure.on_promo as promos_in_pressure,
    mechanics.on_promo as promos_in_mechanics
from {{ ref "crawls" }} as crawls
left join pressure
    on pressure.crawl_date = crawls.crawl_date
    and pressure.shop = crawls.shop
left join mechanics
    on mechanics.crawl_date = crawls.crawl_date
    and mechanics.shop = crawls.shop
where crawls.crawl_date >= date '{{ var "check_from" }}'
    and (
        crawls.offers <> coalesce(pressure.offers, 0)
        or coalesce(pressure.on_promo, 0) <> coalesce(mechanics.on_promo, 0)
        or coalesce(pressure.with_depth, 0) <> coalesce(mechanics.with_depth, 0)
        or pressure.in_buckets <> pressure.with_depth
        or pressure.on_promo <> pressure.with_depth + pressure.depth_unknown
    )

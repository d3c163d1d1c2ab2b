-- What was loaded is what the lake holds: the same offers, duplicates and sums of prices.
-- offers_in_lake has counted them file by file, apart from what makes the offers.
with lake as (
    select
        crawl_date,
        shop,
        sum(offers) as offers,
        sum(duplicates) as duplicates,
        sum(prices) as prices,
        sum(promos) as promos
    from {{ ref "offers_in_lake" }}
    where crawl_date >= date '{{ var "check_from" }}'
    group by crawl_date, shop
),

warehouse as (
    select
        crawl_date,
        shop,
        count(*) as offers,
        sum(duplicates) as duplicates,
        sum(price) as prices,
        count(promo_text) as promos
    from {{ ref "offers" }}
    where crawl_date >= date '{{ var "check_from" }}'
    group by crawl_date, shop
)

select
    coalesce(lake.crawl_date, warehouse.crawl_date) as crawl_date,
    coalesce(lake.shop, warehouse.shop) as shop,
    lake.offers as offers_in_lake,
    warehouse.offers as offers_in_warehouse
from lake
full join warehouse
    on warehouse.crawl_date = lake.crawl_date
    and warehouse.shop = lake.shop
where lake.offers is distinct from warehouse.offers
    or lake.duplicates is distinct from warehouse.duplicates
    or lake.promos is distinct from warehouse.promos
    -- shops that print prices as text have no number in the lake to compare
    or (lake.prices is not null and lake.prices <> warehouse.prices)

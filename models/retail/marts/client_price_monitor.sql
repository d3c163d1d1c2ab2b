{{/* What one client sees: the latest prices of all shops in the categories that the client
     has taken, and nothing else. Another client: mart build client_price_monitor --vars 'client: solenne' */}}
with latest as (
    select max(crawl_date) as crawl_date
    from {{ ref "crawls" }}
),

client_categories as (
    select
        client_categories.client,
        client_categories.category
    from {{ ref "client_categories" }} as client_categories
    inner join latest
        on client_categories.since <= latest.crawl_date
    where client_categories.client = '{{ var "client" }}'
)

select
    client_categories.client,
    prices.crawl_date,
    prices.category,
    prices.product_id,
    prices.product_name,
    prices.shop,
    prices.sku,
    prices.price_eur,
    prices.price_with_open_promo_eur as price_with_promo_eur,
    case when not prices.is_members_promo then prices.promo_text end as promo_text,
    {{ retail_rounded "avg(prices.price_eur) over (partition by prices.product_id)" 12 }} as market_price_eur,
    rank() over (partition by prices.product_id order by prices.price_eur) as price_rank,
    count(*) over (partition by prices.product_id) as offers_of_product
from {{ ref "daily_prices" }} as prices
inner join latest
    on latest.crawl_date = prices.crawl_date
inner join client_categories
    on client_categories.category = prices.category
where prices.crawl_date = (select max(crawl_date) from {{ ref "crawls" }})
    and prices.price_eur is not null

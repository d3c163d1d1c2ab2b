{{/* How dear each shop is, by day and category, measured on the products that several shops
     sell. 100 is the average of the market; 104 is 4% dearer. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" "crawl_date" }}

with shop_prices as (
    -- a shop that sells a product under two codes asks the lower price
    select
        crawl_date,
        product_id,
        category,
        shop,
        min(price_eur) as price,
        min(price_with_promo_eur) as price_with_promo,
        min(price_with_open_promo_eur) as price_with_open_promo,
        max(loaded_at) as loaded_at
    from {{ ref "daily_prices" }}
    where price_eur > 0
        and price_with_promo_eur > 0
        and price_with_open_promo_eur > 0
    {{ if is_incremental }}
        and crawl_date in (
            select distinct crawl_date
            from {{ ref "offers" }}
            where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
        )
    {{ end }}
    group by crawl_date, product_id, category, shop
),

basket as (
    -- the market's average is geometric, so that twice as dear and half as dear cancel out
    select
        crawl_date,
        product_id,
        avg(ln(price)) as ln_price,
        avg(ln(price_with_promo)) as ln_price_with_promo,
        avg(ln(price_with_open_promo)) as ln_price_with_open_promo
    from shop_prices
    group by crawl_date, product_id
    having count(*) >= {{ var "basket_min_shops" }}
)

select
    shop_prices.crawl_date,
    shop_prices.shop,
    shop_prices.category,
    count(*) as basket_products,
    cast(round(100 * exp(avg(ln(shop_prices.price) - basket.ln_price)), 2) as decimal(8, 2)) as price_index,
    cast(round(100 * exp(avg(ln(shop_prices.price_with_promo) - basket.ln_price_with_promo)), 2) as decimal(8, 2)) as price_index_with_promos,
    cast(round(100 * exp(avg(ln(shop_prices.price_with_open_promo) - basket.ln_price_with_open_promo)), 2) as decimal(8, 2)) as price_index_with_open_promos,
    max(shop_prices.loaded_at) as loaded_at
from shop_prices
inner join basket
    on basket.crawl_date = shop_prices.crawl_date
    and basket.product_id = shop_prices.product_id
group by shop_prices.crawl_date, shop_prices.shop, shop_prices.category

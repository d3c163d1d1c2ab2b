{{/* Where each product is cheapest on the latest day, for the products of several shops. */}}
with latest_prices as (
    select
        crawl_date,
        product_id,
        product_name,
        category,
        shop,
        sku,
        price_eur,
        price_with_promo_eur,
        promo_text,
        min_quantity
    from {{ ref "daily_prices" }}
    where crawl_date = (select max(crawl_date) from {{ ref "crawls" }})
        and price_eur is not null
),

products_of_several_shops as (
    select
        product_id,
        count(distinct shop) as shops
    from latest_prices
    group by product_id
    having min(shop) <> max(shop)
),

ranked as (
    select
        latest_prices.*,
        products_of_several_shops.shops,
        row_number() over (partition by latest_prices.product_id order by price_eur, shop, sku) as price_rank,
        row_number() over (partition by latest_prices.product_id order by price_with_promo_eur, shop, sku) as promo_price_rank
    from latest_prices
    inner join products_of_several_shops
        on products_of_several_shops.product_id = latest_prices.product_id
)

select
    product_id,
    max(crawl_date) as crawl_date,
    max(product_name) as product_name,
    max(category) as category,
    max(shops) as shops,
    max(case when price_rank = 1 then shop end) as cheapest_shop,
    min(price_eur) as lowest_price_eur,
    max(price_eur) as highest_price_eur,
    {{ retail_rounded "100 * (max(price_eur) / nullif(min(price_eur), 0) - 1)" 10 }} as spread_percent,
    max(case when promo_price_rank = 1 then shop end) as cheapest_shop_with_promo,
    min(price_with_promo_eur) as lowest_price_with_promo_eur,
    max(case when promo_price_rank = 1 then promo_text end) as promo_text,
    max(case when promo_price_rank = 1 then min_quantity end) as min_quantity
from ranked
group by product_id

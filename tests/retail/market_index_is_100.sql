-- By construction the products' deviations from the market cancel out over the shops. What
-- is left is the rounding of the published index to two decimals.
select
    crawl_date,
    category,
    sum(basket_products * ln(price_index / 100)) / sum(basket_products) as drift
from {{ ref "price_index_daily" }}
group by crawl_date, category
having abs(sum(basket_products * ln(price_index / 100)) / sum(basket_products)) > 0.0005

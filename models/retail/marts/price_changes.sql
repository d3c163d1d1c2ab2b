{{/* Every change of a price, with before and after. */}}
select
    price_history.valid_from as crawl_date,
    price_history.shop,
    price_history.sku,
    price_history.product_id,
    products.name as product_name,
    products.category,
    price_history.currency,
    price_history.price_before,
    price_history.price as price_after,
    price_history.price - price_history.price_before as price_change,
    {{ retail_rounded "100 * (price_history.price / nullif(price_history.price_before, 0) - 1)" 10 }} as price_change_percent,
    case when price_history.price > price_history.price_before then 'up' else 'down' end as direction,
    -- a price that fell while the regular one stayed is a promotion, not a new price
    price_history.regular_price is not distinct from price_history.regular_price_before as is_promo_only
from {{ ref "price_history" }} as price_history
inner join {{ ref "products" }} as products
    on products.product_id = price_history.product_id
where price_history.price_before is not null
    and price_history.price <> price_history.price_before

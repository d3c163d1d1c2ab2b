{{/* Every price that a shop asked for a product, with the days from and to which it held.
     Changes only: equal prices on following days are one row. */}}
{{ config "materialized" "view" }}

with compared as (
    select
        *,
        lag(price) over (partition by shop, sku order by valid_from) as price_before,
        lag(regular_price) over (partition by shop, sku order by valid_from) as regular_price_before
    from {{ ref "price_points" }}
),

changes as (
    select *
    from compared
    where price is distinct from price_before
        or regular_price is distinct from regular_price_before
)

select
    changes.shop,
    changes.sku,
    shop_products.product_id,
    changes.currency,
    changes.price,
    changes.regular_price,
    changes.price_before,
    changes.regular_price_before,
    changes.valid_from,
    -- a price holds until the day before the next one, or as long as the product was seen
    coalesce(
        {{ dateadd "day" -1 "lead(changes.valid_from) over (partition by changes.shop, changes.sku order by changes.valid_from)" (kw "type" "date") }},
        shop_products.last_seen
    ) as valid_to,
    lead(changes.valid_from) over (partition by changes.shop, changes.sku order by changes.valid_from) is null as is_current
from changes
inner join {{ ref "shop_products" }} as shop_products
    on shop_products.shop = changes.shop
    and shop_products.sku = changes.sku

{{/* Products of the world: what several shops sell under one EAN is one product. */}}
with categorized as (
    select
        shop_products.*,
        coalesce(category_map.category, 'other') as category
    from {{ ref "shop_products" }} as shop_products
    left join {{ ref "category_map" }} as category_map
        on category_map.shop = shop_products.shop
        and category_map.shop_category = shop_products.shop_category
)

select
    product_id,
    -- shops call it differently; the alphabet picks one, so that every run picks the same
    {{ min_by "name" "shop || sku" }} as name,
    {{ min_by "brand" "shop || sku" }} as brand,
    {{ min_by "category" "shop || sku" }} as category,
    {{ min_by "content_amount" "shop || sku" }} as content_amount,
    {{ min_by "content_unit" "shop || sku" }} as content_unit,
    max(case when {{ retail_is_global_ean "ean" }} then ean end) as ean,
    count(distinct shop) as shops,
    count(distinct category) > 1 as is_category_disputed,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
from categorized
group by product_id

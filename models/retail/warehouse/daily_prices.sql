{{/* The offers as analysts ask for them: identified, categorized, in euro, and with the price
     that a shopper pays who takes the promotion. All marts about prices start here. */}}
{{ config "materialized" "view" }}

with identified as (
    select
        offers.*,
        shop_products.product_id,
        products.name as product_name,
        products.category,
        shops.language,
        exchange_rates.euro_rate,
        -- what the text says beats the crossed-out price, which may be that of a group
        coalesce(
            offers.promo_effective_percent,
            {{ retail_rounded "100 * (1 - offers.price / nullif(offers.regular_price, 0))" 5 }}
        ) as price_cut_percent,
        coalesce(offers.promo_mechanic, 'none') <> 'none' or offers.was_price is not null as is_on_promo
    from {{ ref "offers" }} as offers
    inner join {{ ref "shop_products" }} as shop_products
        on shop_products.shop = offers.shop
        and shop_products.sku = offers.sku
    inner join {{ ref "products" }} as products
        on products.product_id = shop_products.product_id
    inner join {{ ref "shops" }} as shops
        on shops.shop = offers.shop
    left join {{ ref "exchange_rates" }} as exchange_rates
        on exchange_rates.currency = offers.currency
        and offers.crawl_date between exchange_rates.valid_from and exchange_rates.valid_to
),

with_depth as (
    select
        *,
        case when price_cut_percent > 0 then price_cut_percent end as depth_percent
    from identified
),

with_promo_price as (
    select
        *,
        -- never above the price on the shelf, which may be lowered already
        {{ least_of (list "price" (retail_rounded "regular_price * (1 - coalesce(depth_percent, 0) / 100)" 12)) }} as promo_unit_price
    from with_depth
)

select
    crawl_date,
    shop,
    sku,
    product_id,
    product_name,
    name,
    category,
    language,
    currency,
    price,
    regular_price,
    promo_unit_price as price_with_promo,
    case when promo_for_members then price else promo_unit_price end as price_with_open_promo,
    cast(round(price * euro_rate, 2) as decimal(12, 2)) as price_eur,
    cast(round(regular_price * euro_rate, 2) as decimal(12, 2)) as regular_price_eur,
    cast(round(promo_unit_price * euro_rate, 2) as decimal(12, 2)) as price_with_promo_eur,
    cast(round(case when promo_for_members then price else promo_unit_price end * euro_rate, 2) as decimal(12, 2)) as price_with_open_promo_eur,
    is_on_promo,
    is_on_promo and promo_for_members as is_members_promo,
    case when is_on_promo then coalesce(promo_mechanic, 'price_cut') end as mechanic,
    case when is_on_promo then depth_percent end as depth_percent,
    promo_min_quantity as min_quantity,
    promo_text,
    _loaded_at as loaded_at
from with_promo_price

{{/* Every offer as scraped, with its promo text understood. Each file of the lake is loaded
     once; a file that changed takes its rows with it. This is where the Go functions run. */}}
{{ config "materialized" "load" }}

with printed as (
    -- some shops give prices as numbers, others as text in their country's spelling
    select
        *,
        coalesce(price, {{ udf "parse_price" "price_text" "currency" }}.amount) as shown_price,
        coalesce(was_price, {{ udf "parse_price" "was_price_text" "currency" }}.amount) as crossed_out_price,
        coalesce(unit_price, {{ udf "parse_price" "unit_price_text" "currency" }}.amount) as measure_price,
        {{ udf "parse_quantity" "size_text" }} as content
    from {{ ref "offers_lake" }}
),

priced as (
    -- a price before that is not higher says nothing
    select
        *,
        case when crossed_out_price > shown_price then crossed_out_price end as price_before,
        case when crossed_out_price > shown_price then crossed_out_price else shown_price end as regular_price
    from printed
),

understood as (
    select
        *,
        {{ udf "parse_promo" "promo_text" "regular_price" "currency" }} as promo
    from priced
)

select
    crawl_date,
    shop,
    sku,
    name,
    {{ udf "normalize_product_name" "name" }} as normalized_name,
    brand,
    size_text,
    cast(content.base_value as decimal(12, 3)) as content_amount,
    content.base_unit as content_unit,
    {{ udf "normalize_ean" "ean_text" }} as ean,
    ean_text,
    shop_category,
    currency,
    cast(shown_price as decimal(12, 2)) as price,
    cast(price_before as decimal(12, 2)) as was_price,
    cast(regular_price as decimal(12, 2)) as regular_price,
    cast(measure_price as decimal(12, 2)) as unit_price,
    {{ retail_unit "unit" }} as unit,
    promo_text,
    promo.mechanic as promo_mechanic,
    promo.min_quantity as promo_min_quantity,
    promo.paid_quantity as promo_paid_quantity,
    promo.free_quantity as promo_free_quantity,
    promo.percent_off as promo_percent_off,
    promo.amount_off as promo_amount_off,
    promo.price as promo_price,
    promo.was_price as promo_was_price,
    promo.currency as promo_currency,
    promo.basis as promo_basis,
    promo.price_unit as promo_price_unit,
    promo.min_spend as promo_min_spend,
    promo.effective_percent as promo_effective_percent,
    promo.effective_source as promo_effective_source,
    coalesce(promo.is_up_to, false) as promo_is_up_to,
    coalesce(promo.is_at_least, false) as promo_is_at_least,
    -- the text may say it, or the shop's record
    promo_text is not null and (promo_for_members or promo.loyalty_required) as promo_for_members,
    array_to_string(promo.conditions, ', ') as promo_conditions,
    case when len(promo.tiers) > 0 then cast(to_json(promo.tiers) as varchar) end as promo_tiers,
    promo.deferred_percent as promo_deferred_percent,
    promo.deferred_amount as promo_deferred_amount,
    promo.secondary as promo_secondary,
    promo.rule as promo_rule,
    promo.confidence as promo_confidence,
    promo.normalized as promo_normalized,
    promo.residue as promo_residue,
    array_to_string(other_promo_texts, chr(10)) as other_promo_texts,
    duplicates,
    scraped_at,
    source_file,
    _file,
    _loaded_at
from understood

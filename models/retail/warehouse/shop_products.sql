{{/* What each shop sells: one row a shop and product code, as last seen, with the identity
     that makes it comparable across shops. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" (list "shop" "sku") }}

with new_offers as (
    select *
    from {{ ref "offers" }}
    {{ if is_incremental }}
    where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
    {{ end }}
),

sightings as (
    select
        shop, sku, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category,
        crawl_date as first_seen,
        crawl_date as last_seen,
        case when ean is not null then crawl_date end as ean_seen,
        _loaded_at as loaded_at
    from new_offers
    {{ if is_incremental }}
    union all
    -- what was known before counts as one more sighting
    select
        shop, sku, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category,
        first_seen,
        last_seen,
        case when ean is not null then last_seen end as ean_seen,
        loaded_at
    from {{ this }}
    where (shop, sku) in (select shop, sku from new_offers)
    {{ end }}
),

as_last_seen as (
    select
        shop,
        sku,
        {{ max_by "name" "last_seen" }} as name,
        {{ max_by "normalized_name" "last_seen" }} as normalized_name,
        {{ max_by "brand" "last_seen" }} as brand,
        {{ max_by "size_text" "last_seen" }} as size_text,
        {{ max_by "content_amount" "last_seen" }} as content_amount,
        {{ max_by "content_unit" "last_seen" }} as content_unit,
        {{ max_by "ean" "ean_seen" }} as ean,
        {{ max_by "shop_category" "last_seen" }} as shop_category,
        min(first_seen) as first_seen,
        max(last_seen) as last_seen,
        max(loaded_at) as loaded_at
    from sightings
    group by shop, sku
)

select
    shop,
    sku,
    -- the code decides; without one a product is known within its shop only
    case when {{ retail_is_global_ean "ean" }} then ean else shop || ':' || sku end as product_id,
    name,
    normalized_name,
    brand,
    size_text,
    content_amount,
    content_unit,
    ean,
    shop_category,
    first_seen,
    last_seen,
    loaded_at
from as_last_seen

{{/* The days on which a price may have changed: the raw material of price_history.
     A day's run looks at the day's offers only, and at the last price known before them. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" (list "shop" "sku" "valid_from") }}

with new_offers as (
    select
        shop,
        sku,
        min(crawl_date) as first_day,
        max(_loaded_at) as loaded_at
    from {{ ref "offers" }}
    {{ if is_incremental }}
    where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
    {{ end }}
    group by shop, sku
),

-- a late file may lie in the past: then all that came after it is looked at again
observed as (
    select
        offers.shop,
        offers.sku,
        offers.crawl_date as valid_from,
        offers.price,
        offers.regular_price,
        offers.currency,
        new_offers.loaded_at,
        true as is_new
    from {{ ref "offers" }} as offers
    inner join new_offers
        on new_offers.shop = offers.shop
        and new_offers.sku = offers.sku
        and new_offers.first_day <= offers.crawl_date
    where offers.price is not null
    {{ if is_incremental }}
        -- the join says the same; this lets the database skip what is older than all of it
        and offers.crawl_date >= (select min(first_day) from new_offers)
    union all
    select
        points.shop,
        points.sku,
        points.valid_from,
        points.price,
        points.regular_price,
        points.currency,
        points.loaded_at,
        false as is_new
    from {{ this }} as points
    inner join new_offers
        on new_offers.shop = points.shop
        and new_offers.sku = points.sku
        and new_offers.first_day > points.valid_from
    qualify row_number() over (partition by points.shop, points.sku order by points.valid_from desc nulls last) = 1
    {{ end }}
),

compared as (
    select
        *,
        lag(price) over (partition by shop, sku order by valid_from) as price_before,
        lag(regular_price) over (partition by shop, sku order by valid_from) as regular_price_before
    from observed
)

select
    compared.shop,
    compared.sku,
    compared.valid_from,
    compared.price,
    compared.regular_price,
    compared.currency,
    compared.loaded_at
from compared
{{ if is_incremental -}}
left join {{ this }} as standing
    on standing.shop = compared.shop
    and standing.sku = compared.sku
    and standing.valid_from = compared.valid_from
{{ end -}}
where compared.is_new
    and (
        compared.price is distinct from compared.price_before
        or compared.regular_price is distinct from compared.regular_price_before
        {{ if is_incremental }}
        -- a point that stands there already is written again: its price may have been corrected
        or standing.shop is not null
        {{ end }}
    )

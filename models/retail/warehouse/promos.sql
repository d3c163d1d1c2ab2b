{{/* The promo texts of each day and shop, what was understood of them, and how many offers
     carried them. */}}
{{ config "materialized" "incremental" "incremental_strategy" "delete+insert" "unique_key" "crawl_date" }}

select
    crawl_date,
    shop,
    promo_text,
    {{ any_value "promo_normalized" }} as normalized,
    {{ any_value "promo_mechanic" }} as mechanic,
    {{ any_value "promo_min_quantity" }} as min_quantity,
    {{ any_value "promo_percent_off" }} as percent_off,
    {{ any_value "promo_rule" }} as rule,
    {{ any_value "promo_confidence" }} as confidence,
    {{ any_value "promo_residue" }} as residue,
    {{ any_value "promo_conditions" }} as conditions,
    count(*) as offers,
    count(promo_effective_percent) as offers_with_depth,
    min(promo_effective_percent) as lowest_depth_percent,
    max(promo_effective_percent) as highest_depth_percent,
    max(_loaded_at) as loaded_at
from {{ ref "offers" }}
where promo_text is not null
{{ if is_incremental }}
    and crawl_date in (
        -- days with offers that came since the last build; a late file makes its day new again
        select distinct crawl_date
        from {{ ref "offers" }}
        where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from {{ this }})
    )
{{ end }}
group by crawl_date, shop, promo_text

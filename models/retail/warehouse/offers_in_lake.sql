{{/* What the lake's files hold: sums to hold the warehouse's offers against. Nothing that
     makes the offers has a part in it. */}}
{{ config "materialized" "load" }}

select
    crawl_date,
    shop,
    count(*) as offers,
    cast(sum(duplicates) as bigint) as duplicates,
    count(promo_text) as promos,
    -- null for a shop that prints its prices as text
    cast(sum(price) as decimal(18, 2)) as prices,
    _file,
    max(_loaded_at) as _loaded_at
from {{ ref "offers_lake" }}
group by crawl_date, shop, _file

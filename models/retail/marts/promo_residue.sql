{{/* Promo texts that were not understood well, most frequent first: where the parser should
     learn next. Looks at the last four weeks of data. */}}
with recent_promos as (
    select
        promos.*,
        shops.language
    from {{ ref "promos" }} as promos
    inner join {{ ref "shops" }} as shops
        on shops.shop = promos.shop
    where promos.crawl_date > (select max(crawl_date) - interval '28 days' from {{ ref "crawls" }})
)

select
    shop,
    language,
    normalized as promo_text,
    max(promo_text) as example,
    max(mechanic) as mechanic,
    cast(min(confidence) as decimal(4, 3)) as confidence,
    max(residue) as residue,
    sum(offers) as offers,
    count(distinct crawl_date) as days,
    max(crawl_date) as last_seen,
    row_number() over (partition by shop, language order by sum(offers) desc, normalized) as place
from recent_promos
where mechanic <> 'none'
    and (confidence < {{ var "sure_confidence" }} or mechanic = 'unknown')
group by shop, language, normalized

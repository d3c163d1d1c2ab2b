{{/* Promo texts that the parser is not sure of or has words left over from, most frequent
     first: where it should learn next. Looks at the last four weeks of data. */}}
with doubtful_promos as (
    select
        promos.*,
        shops.language,
        {{ retail_text_template "promos.normalized" }} as template
    from {{ ref "promos" }} as promos
    inner join {{ ref "shops" }} as shops
        on shops.shop = promos.shop
    where promos.crawl_date > (select max(crawl_date) - interval '28 days' from {{ ref "crawls" }})
        and promos.mechanic <> 'none'
        and (promos.confidence < {{ var "sure_confidence" }} or promos.residue is not null)
)

select
    shop,
    language,
    template as promo_template,
    min(promo_text) as example,
    min(mechanic) as mechanic,
    cast(min(confidence) as decimal(4, 3)) as confidence,
    min(residue) as residue,
    sum(offers) as offers,
    count(distinct crawl_date) as days,
    max(crawl_date) as last_seen,
    row_number() over (partition by shop, language order by sum(offers) desc, template) as place
from doubtful_promos
group by shop, language, template

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
    where promos.crawl_date > (select {{ dateadd "day" -28 "max(crawl_date)" (kw "type" "date") }} from {{ ref "crawls" }})
        and promos.mechanic <> 'none'
        and (promos.confidence < {{ var "sure_confidence" }} or promos.residue is not null)
),

templates as (
    select
        shop,
        language,
        template as promo_template,
        min(promo_text) as example,
        min(mechanic) as mechanic,
        cast(min(confidence) as decimal(4, 3)) as confidence,
        min(residue) as residue,
        cast(sum(offers) as bigint) as offers,
        count(distinct crawl_date) as days,
        max(crawl_date) as last_seen
    from doubtful_promos
    group by shop, language, template
)

select
    *,
    row_number() over (partition by shop, language order by offers desc nulls last, promo_template) as place
from templates

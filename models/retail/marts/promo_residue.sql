{{/* Promo texts that the parser is not sure of or has words left over from, most frequent
     first: where it should learn next. Texts taken for no promotion are among them when
     numbers are left over: a new template or language starts there. Looks at the last four
     weeks of data. */}}
with doubtful_promos as (
    select
        promos.*,
        shops.language,
        {{ retail_text_template "promos.normalized" }} as template
    from {{ ref "promos" }} as promos
    inner join {{ ref "shops" }} as shops
        on shops.shop = promos.shop
    where promos.crawl_date > (select {{ dateadd "day" -28 "max(crawl_date)" (kw "type" "date") }} from {{ ref "crawls" }})
        and (
            promos.confidence < {{ var "sure_confidence" }}
            or (promos.mechanic <> 'none' and promos.residue is not null)
        )
),

least_sure_first as (
    select
        doubtful_promos.*,
        row_number() over (partition by shop, language, template order by confidence, promo_text) as n
    from doubtful_promos
),

templates as (
    select
        shop,
        language,
        template as promo_template,
        max(case when n = 1 then promo_text end) as example,
        max(case when n = 1 then mechanic end) as mechanic,
        cast(min(confidence) as decimal(4, 3)) as confidence,
        max(case when n = 1 then residue end) as residue,
        cast(sum(offers) as bigint) as offers,
        count(distinct crawl_date) as days,
        max(crawl_date) as last_seen
    from least_sure_first
    group by shop, language, template
)

select
    *,
    row_number() over (partition by shop, language order by offers desc nulls last, promo_template) as place
from templates

-- A shop delivers about as many offers as at the crawl before. With less than seven tenths
-- a scraper broke off; a shop of which nothing came, on a day on which others did, is told too.
with deliveries as (
    select
        shop,
        crawl_date,
        count(*) as offers
    from {{ ref "offers" }}
    where crawl_date >= {{ dateadd "day" -7 (printf "date '%s'" (var "check_from")) (kw "type" "date") }}
    group by shop, crawl_date
),

days as (
    select distinct crawl_date
    from deliveries
),

-- a shop is expected from its first day on
expected as (
    select
        first_days.shop,
        days.crawl_date
    from (select shop, min(crawl_date) as first_day from deliveries group by shop) as first_days
    inner join days
        on first_days.first_day <= days.crawl_date
),

compared as (
    select
        expected.shop,
        expected.crawl_date,
        coalesce(deliveries.offers, 0) as offers,
        lag(coalesce(deliveries.offers, 0)) over (partition by expected.shop order by expected.crawl_date) as offers_before
    from expected
    left join deliveries
        on deliveries.shop = expected.shop
        and deliveries.crawl_date = expected.crawl_date
)

select *
from compared
where crawl_date >= date '{{ var "check_from" }}'
    and offers < 0.7 * offers_before

-- A shop delivers about as many offers as at the crawl before. With less than seven tenths
-- a scraper broke off.
with deliveries as (
    select
        shop,
        crawl_date,
        count(*) as offers,
        lag(count(*)) over (partition by shop order by crawl_date) as offers_before
    from {{ ref "offers" }}
    where crawl_date >= {{ dateadd "day" -7 (printf "date '%s'" (var "check_from")) (kw "type" "date") }}
    group by shop, crawl_date
)

select *
from deliveries
where crawl_date >= date '{{ var "check_from" }}'
    and offers < 0.7 * offers_before

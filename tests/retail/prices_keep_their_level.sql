-- A shop's prices do not double or halve from one crawl to the next. When they seem to, the
-- decimals moved, or the currency. Products of both crawls are compared, by the geometric
-- mean of the changes, so that a few wild prices do not count.
with prices as (
    select
        shop,
        sku,
        crawl_date,
        price,
        lag(price) over (partition by shop, sku order by crawl_date) as price_before
    from {{ ref "offers" }}
    -- a week is enough to find the crawl before
    where crawl_date >= {{ dateadd "day" -7 (printf "date '%s'" (var "check_from")) (kw "type" "date") }}
        and price > 0
)

select
    crawl_date,
    shop,
    count(*) as products,
    exp(avg(ln(price / price_before))) as level
from prices
where crawl_date >= date '{{ var "check_from" }}'
    and price_before is not null
group by crawl_date, shop
having exp(avg(ln(price / price_before))) not between 0.5 and 2

-- Every line that a scraper wrote is an offer, a duplicate or a reject. lines_written has
-- counted the files as plain text, apart from everything that reads them as records.
with written as (
    select
        crawl_date,
        shop,
        lines
    from {{ ref "lines_written" }}
    union all
    -- a line that is cut in the middle of a letter is no text, and was rejected there
    select
        {{ retail_day_of_file "_file" }} as crawl_date,
        {{ retail_shop_of_file "_file" }} as shop,
        1 as lines
    from {{ rejects "lines_written" }}
),

written_by_shop as (
    select
        crawl_date,
        shop,
        sum(lines) as lines
    from written
    where crawl_date >= date '{{ var "check_from" }}'
    group by crawl_date, shop
),

crawls as (
    select *
    from {{ ref "crawls" }}
    where crawl_date >= date '{{ var "check_from" }}'
)

select
    coalesce(written_by_shop.crawl_date, crawls.crawl_date) as crawl_date,
    coalesce(written_by_shop.shop, crawls.shop) as shop,
    written_by_shop.lines as lines_written,
    crawls.offers,
    crawls.duplicates,
    crawls.rejects
from written_by_shop
full join crawls
    on crawls.crawl_date = written_by_shop.crawl_date
    and crawls.shop = written_by_shop.shop
where written_by_shop.lines is distinct from crawls.offers + crawls.duplicates + crawls.rejects

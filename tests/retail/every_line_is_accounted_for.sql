-- Every line that a scraper wrote is an offer, a duplicate or a reject. The files are counted as
-- plain text here, apart from everything that reads them as records.
with written as (
    select
        crawl_date,
        split_part(split_part(split_part(_file, '/crawl_date=', 2), '/', 2), '.', 1) as file_name,
        count(*) as lines
    from {{ source "scrapers" "lines" }}
    where crawl_date >= date '{{ var "check_from" }}'
    group by crawl_date, file_name
),

-- A line that is cut in the middle of a letter is no text, so it is missing above.
not_text as (
    select
        crawl_date,
        shop,
        count(*) as lines
    from {{ ref "rejects" }}
    where reason = 'not valid UTF-8'
        and crawl_date >= date '{{ var "check_from" }}'
    group by crawl_date, shop
),

written_by_shop as (
    select
        crawl_date,
        shop,
        sum(lines) as lines
    from (
        select crawl_date, split_part(file_name, '-', 1) as shop, lines from written
        union all
        select crawl_date, shop, lines from not_text
    ) as both_kinds
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

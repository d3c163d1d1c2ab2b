show terse objects in schema MART._mart limit 10000;

show terse objects in schema MART.marts limit 10000;

show terse objects in schema MART.retail limit 10000;

show terse objects in schema MART.warehouse limit 10000;

create schema if not exists _mart;

create table if not exists _mart.loads (model varchar, input varchar, path varchar, size bigint, modified_at timestamp_ntz, hash varchar, row_count bigint, reject_count bigint, run_id varchar, loaded_at timestamp_ntz);

create table if not exists _mart.runs (run_id varchar, command varchar, target varchar, status varchar, started_at timestamp_ntz, ended_at timestamp_ntz, steps bigint, version varchar);

create table if not exists _mart.results (run_id varchar, node varchar, status varchar, started_at timestamp_ntz, ended_at timestamp_ntz, seconds double, row_count bigint, file_count bigint, reject_count bigint, message varchar, skipped_by varchar, query_ids varchar);

create table if not exists _mart.builds (node varchar, relation varchar, fingerprint varchar, compiled varchar, run_id varchar, built_at timestamp_ntz, row_count bigint);

create table if not exists _mart.locks (node varchar, run_id varchar, locked_at timestamp_ntz);

create table if not exists _mart.commits (run_id varchar, node varchar, attempt bigint, committed_at timestamp_ntz);

create schema if not exists warehouse;

create schema if not exists retail;

create schema if not exists marts;

create stage if not exists _mart.preload;

insert into _mart.runs (run_id, command, target, status, started_at, ended_at, steps, version) values
('11111111-2222-3333-4444-555555555555', 'build', 'account', 'running', cast('2026-11-20 00:00:00' as timestamp_ntz), NULL, 1, '0.1.0-dev');

select node, relation, fingerprint, compiled, run_id, built_at, row_count from _mart.builds order by node;

begin;

describe table MART.marts.promo_residue__build;

describe table MART.marts.average_price_two_years__build;

describe table MART.marts.price_changes__build;

describe table MART.marts.cheapest_shop__build;

describe table MART.marts.client_price_monitor__build;

describe table MART.marts.price_index_daily__build;

describe table MART.marts.promo_mechanics__build;

describe table MART.marts.yesterday_report__build;

describe table MART.marts.promo_pressure__build;

delete from _mart.runs where run_id in ('11111111-2222-3333-4444-555555555555');

insert into _mart.runs (run_id, command, target, status, started_at, ended_at, steps, version) values
('11111111-2222-3333-4444-555555555555', 'build', 'account', 'success', cast('2026-11-20 00:00:00' as timestamp_ntz), cast('2026-11-20 00:00:00' as timestamp_ntz), 1, '0.1.0-dev');

insert into _mart.results (run_id, node, status, started_at, ended_at, seconds, row_count, file_count, reject_count, message, skipped_by, query_ids) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.average_price_two_years', 'success', cast('2026-11-20 00:00:00' as timestamp_ntz), cast('2026-11-20 00:00:00' as timestamp_ntz), '0.5'::double, NULL, 1, 1, '', '', '11111111-2222-3333-4444-555555555555 11111111-2222-3333-4444-555555555555 11111111-2222-3333-4444-555555555555');

delete from _mart.builds where node in ('model.retail_analytics.average_price_two_years');

insert into _mart.builds (node, relation, fingerprint, compiled, run_id, built_at, row_count) values
('model.retail_analytics.average_price_two_years', 'marts.average_price_two_years', '', '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz), NULL);

delete from _mart.commits where run_id = '11111111-2222-3333-4444-555555555555';

commit;

describe table MART.warehouse.lines_written;

describe table MART.warehouse.offers;

describe table MART.warehouse.crawls;

describe table MART.warehouse.offers_in_lake;

describe table MART.warehouse.price_points;

describe table MART.warehouse.promos;

describe table MART.warehouse.shop_products;

describe table MART.marts.price_index_daily;

describe table MART.marts.promo_mechanics;

describe table MART.marts.promo_pressure;

create or replace table marts.average_price_two_years__build as
with period as (
    select
        cast(dateadd('year', -2, max(crawl_date)) as date) as first_day,
        max(crawl_date) as last_day
    from warehouse.crawls
),

prices as (
    select
        price_history.product_id,
        price_history.shop,
        price_history.price * exchange_rates.euro_rate as price_eur,
        greatest_ignore_nulls(price_history.valid_from, period.first_day, exchange_rates.valid_from) as held_from,
        least_ignore_nulls(price_history.valid_to, period.last_day, exchange_rates.valid_to) as held_to
    from warehouse.price_history as price_history
    cross join period
    inner join warehouse.exchange_rates as exchange_rates
        on exchange_rates.currency = price_history.currency
        and exchange_rates.valid_from <= price_history.valid_to
        and exchange_rates.valid_to >= price_history.valid_from
    where price_history.valid_to >= period.first_day
),

held as (
    select
        *,
        datediff('day', held_from, held_to) + 1 as days
    from prices
    where held_to >= held_from
)

select
    held.product_id,
    max(products.name) as product_name,
    max(products.category) as category,
    count(distinct held.shop) as shops,
    min(held.held_from) as first_day,
    max(held.held_to) as last_day,
    cast(sum(held.days) as bigint) as shop_days,
    cast(round(cast(sum(held.price_eur * held.days) / sum(held.days) as decimal(18, 6)), 2) as decimal(12, 2)) as average_price_eur,
    cast(round(min(held.price_eur), 2) as decimal(12, 2)) as lowest_price_eur,
    cast(round(max(held.price_eur), 2) as decimal(12, 2)) as highest_price_eur
from held
inner join warehouse.products as products
    on products.product_id = held.product_id
group by held.product_id;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop_days
from marts.average_price_two_years__build
where shop_days < 1
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select lowest_price_eur, average_price_eur
from marts.average_price_two_years__build
where lowest_price_eur > average_price_eur
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select average_price_eur, highest_price_eur
from marts.average_price_two_years__build
where average_price_eur > highest_price_eur
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select average_price_eur
from marts.average_price_two_years__build
where average_price_eur is null
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id
from marts.average_price_two_years__build
where product_id is null
) as dbt_internal_test
) as test_4
union all
select 5 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id as unique_field, count(*) as n_records
from marts.average_price_two_years__build
where product_id is not null
group by product_id
having count(*) > 1
) as dbt_internal_test
) as test_5;

create or replace table marts.average_price_two_years clone marts.average_price_two_years__build;

drop table if exists marts.average_price_two_years__build;

create or replace table marts.average_price_two_years clone marts.average_price_two_years__build copy grants;

create or replace table marts.cheapest_shop__build as
with latest_prices as (
    select
        crawl_date,
        product_id,
        product_name,
        category,
        shop,
        sku,
        price_eur,
        price_with_promo_eur,
        promo_text,
        min_quantity
    from warehouse.daily_prices
    where crawl_date = (select max(crawl_date) from warehouse.crawls)
        and price_eur is not null
),

products_of_several_shops as (
    select
        product_id,
        count(distinct shop) as shops
    from latest_prices
    group by product_id
    having min(shop) <> max(shop)
),

ranked as (
    select
        latest_prices.*,
        products_of_several_shops.shops,
        row_number() over (partition by latest_prices.product_id order by price_eur, shop, sku) as price_rank,
        row_number() over (partition by latest_prices.product_id order by price_with_promo_eur, shop, sku) as promo_price_rank
    from latest_prices
    inner join products_of_several_shops
        on products_of_several_shops.product_id = latest_prices.product_id
)

select
    product_id,
    max(crawl_date) as crawl_date,
    max(product_name) as product_name,
    max(category) as category,
    max(shops) as shops,
    max(case when price_rank = 1 then shop end) as cheapest_shop,
    min(price_eur) as lowest_price_eur,
    max(price_eur) as highest_price_eur,
    cast(round(cast(100 * (max(price_eur) / nullif(min(price_eur), 0) - 1) as decimal(18, 6)), 2) as decimal(10, 2)) as spread_percent,
    max(case when promo_price_rank = 1 then shop end) as cheapest_shop_with_promo,
    min(price_with_promo_eur) as lowest_price_with_promo_eur,
    max(case when promo_price_rank = 1 then promo_text end) as promo_text,
    max(case when promo_price_rank = 1 then min_quantity end) as min_quantity
from ranked
group by product_id;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shops
from marts.cheapest_shop__build
where shops < 2
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select lowest_price_with_promo_eur, lowest_price_eur
from marts.cheapest_shop__build
where lowest_price_with_promo_eur > lowest_price_eur
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select lowest_price_eur, highest_price_eur
from marts.cheapest_shop__build
where lowest_price_eur > highest_price_eur
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select cheapest_shop
from marts.cheapest_shop__build
where cheapest_shop is null
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select cheapest_shop_with_promo
from marts.cheapest_shop__build
where cheapest_shop_with_promo is null
) as dbt_internal_test
) as test_4
union all
select 5 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id
from marts.cheapest_shop__build
where product_id is null
) as dbt_internal_test
) as test_5
union all
select 6 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select product_id as from_field from marts.cheapest_shop__build) as child
left join (select product_id as to_field from warehouse.products) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test
) as test_6
union all
select 7 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id as unique_field, count(*) as n_records
from marts.cheapest_shop__build
where product_id is not null
group by product_id
having count(*) > 1
) as dbt_internal_test
) as test_7;

create or replace table marts.cheapest_shop clone marts.cheapest_shop__build;

drop table if exists marts.cheapest_shop__build;

create or replace table marts.cheapest_shop clone marts.cheapest_shop__build copy grants;

create or replace table marts.client_price_monitor__build as
with latest as (
    select max(crawl_date) as crawl_date
    from warehouse.crawls
),

client_categories as (
    select
        client_categories.client,
        client_categories.category
    from warehouse.client_categories as client_categories
    inner join latest
        on client_categories.since <= latest.crawl_date
    where client_categories.client = 'vandenberg'
)

select
    client_categories.client,
    prices.crawl_date,
    prices.category,
    prices.product_id,
    prices.product_name,
    prices.shop,
    prices.sku,
    prices.price_eur,
    prices.price_with_open_promo_eur as price_with_promo_eur,
    case when not prices.is_members_promo then prices.promo_text end as promo_text,
    cast(round(cast(avg(prices.price_eur) over (partition by prices.product_id) as decimal(18, 6)), 2) as decimal(12, 2)) as market_price_eur,
    rank() over (partition by prices.product_id order by prices.price_eur) as price_rank,
    count(*) over (partition by prices.product_id) as offers_of_product
from warehouse.daily_prices as prices
inner join latest
    on latest.crawl_date = prices.crawl_date
inner join client_categories
    on client_categories.category = prices.category
where prices.crawl_date = (select max(crawl_date) from warehouse.crawls)
    and prices.price_eur is not null;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- The client-facing mart must not show a category that the client has not taken.
select
    monitor.client,
    monitor.category,
    count(*) as offers
from marts.client_price_monitor__build as monitor
left join warehouse.client_categories as taken
    on taken.client = monitor.client
    and taken.category = monitor.category
    and taken.since <= monitor.crawl_date
where taken.client is null
    or monitor.client <> 'vandenberg'
group by monitor.client, monitor.category
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_rank, offers_of_product
from marts.client_price_monitor__build
where price_rank > offers_of_product
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from marts.client_price_monitor__build
having count(*) = 0
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select category
from marts.client_price_monitor__build
where category is null
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select client
from marts.client_price_monitor__build
where client is null
) as dbt_internal_test
) as test_4
union all
select 5 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop, sku, count(*) as rows_of_grain
from marts.client_price_monitor__build
group by shop, sku
having count(*) > 1
) as dbt_internal_test
) as test_5;

create or replace table marts.client_price_monitor clone marts.client_price_monitor__build;

drop table if exists marts.client_price_monitor__build;

create or replace table marts.client_price_monitor clone marts.client_price_monitor__build copy grants;

create or replace table warehouse.crawls__build as
with

offers as (
    select
        crawl_date,
        shop,
        count(*) as offers,
        sum(duplicates) as duplicates,
        min(scraped_at) as first_scraped_at,
        max(scraped_at) as last_scraped_at,
        max(_loaded_at) as loaded_at
    from warehouse.offers
    
    group by crawl_date, shop
),

rejects as (
    select
        crawl_date,
        shop,
        count(*) as rejects,
        max(loaded_at) as loaded_at
    from warehouse.rejects
    
    group by crawl_date, shop
),

-- a scraper may have delivered nothing but rejects
crawls as (
    select
        coalesce(offers.crawl_date, rejects.crawl_date) as crawl_date,
        coalesce(offers.shop, rejects.shop) as shop,
        coalesce(offers.offers, 0) as offers,
        coalesce(offers.duplicates, 0) as duplicates,
        coalesce(rejects.rejects, 0) as rejects,
        offers.first_scraped_at,
        offers.last_scraped_at,
        greatest_ignore_nulls(offers.loaded_at, rejects.loaded_at) as loaded_at
    from offers
    full join rejects
        on rejects.crawl_date = offers.crawl_date
        and rejects.shop = offers.shop
)

select
    crawl_date,
    shop,
    cast(offers + duplicates + rejects as bigint) as lines_read,
    offers,
    cast(duplicates as bigint) as duplicates,
    rejects,
    first_scraped_at,
    last_scraped_at,
    loaded_at
from crawls;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- Every line that a scraper wrote is an offer, a duplicate or a reject. lines_written has
-- counted the files as plain text, apart from everything that reads them as records.
with written as (
    select
        crawl_date,
        shop,
        lines
    from warehouse.lines_written
    union all
    -- a line that is cut in the middle of a letter is no text, and was rejected there
    select
        cast(split_part(split_part(_file, 'crawl_date=', 2), '/', 1) as date) as crawl_date,
        split_part(split_part(split_part(split_part(_file, 'crawl_date=', 2), '/', 2), '.', 1), '-', 1) as shop,
        1 as lines
    from warehouse.lines_written__rejects
),

written_by_shop as (
    select
        crawl_date,
        shop,
        sum(lines) as lines
    from written
    where crawl_date >= date '2000-01-01'
    group by crawl_date, shop
),

crawls as (
    select *
    from warehouse.crawls__build
    where crawl_date >= date '2000-01-01'
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
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.crawls__build
where crawl_date is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select loaded_at
from warehouse.crawls__build
where loaded_at is null
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.crawls__build
where shop is null
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, count(*) as rows_of_grain
from warehouse.crawls__build
group by crawl_date, shop
having count(*) > 1
) as dbt_internal_test
) as test_4;

create or replace table warehouse.crawls clone warehouse.crawls__build;

drop table if exists warehouse.crawls__build;

create or replace temporary table warehouse.crawls__build as
with new_days as (
    -- a late or corrected file makes its day new again
    select crawl_date
    from warehouse.offers
    where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from warehouse.crawls)
    union
    select crawl_date
    from warehouse.rejects
    where loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from warehouse.crawls)
),

offers as (
    select
        crawl_date,
        shop,
        count(*) as offers,
        sum(duplicates) as duplicates,
        min(scraped_at) as first_scraped_at,
        max(scraped_at) as last_scraped_at,
        max(_loaded_at) as loaded_at
    from warehouse.offers
    where crawl_date in (select crawl_date from new_days)
    group by crawl_date, shop
),

rejects as (
    select
        crawl_date,
        shop,
        count(*) as rejects,
        max(loaded_at) as loaded_at
    from warehouse.rejects
    where crawl_date in (select crawl_date from new_days)
    group by crawl_date, shop
),

-- a scraper may have delivered nothing but rejects
crawls as (
    select
        coalesce(offers.crawl_date, rejects.crawl_date) as crawl_date,
        coalesce(offers.shop, rejects.shop) as shop,
        coalesce(offers.offers, 0) as offers,
        coalesce(offers.duplicates, 0) as duplicates,
        coalesce(rejects.rejects, 0) as rejects,
        offers.first_scraped_at,
        offers.last_scraped_at,
        greatest_ignore_nulls(offers.loaded_at, rejects.loaded_at) as loaded_at
    from offers
    full join rejects
        on rejects.crawl_date = offers.crawl_date
        and rejects.shop = offers.shop
)

select
    crawl_date,
    shop,
    cast(offers + duplicates + rejects as bigint) as lines_read,
    offers,
    cast(duplicates as bigint) as duplicates,
    rejects,
    first_scraped_at,
    last_scraped_at,
    loaded_at
from crawls;

describe table warehouse.crawls__build;

delete from warehouse.crawls
where crawl_date in (select distinct crawl_date from warehouse.crawls__build);

insert into warehouse.crawls (crawl_date, shop, lines_read, offers, duplicates, rejects, first_scraped_at, last_scraped_at, loaded_at)
select crawl_date, shop, lines_read, offers, duplicates, rejects, first_scraped_at, last_scraped_at, loaded_at from warehouse.crawls__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- Every line that a scraper wrote is an offer, a duplicate or a reject. lines_written has
-- counted the files as plain text, apart from everything that reads them as records.
with written as (
    select
        crawl_date,
        shop,
        lines
    from warehouse.lines_written
    union all
    -- a line that is cut in the middle of a letter is no text, and was rejected there
    select
        cast(split_part(split_part(_file, 'crawl_date=', 2), '/', 1) as date) as crawl_date,
        split_part(split_part(split_part(split_part(_file, 'crawl_date=', 2), '/', 2), '.', 1), '-', 1) as shop,
        1 as lines
    from warehouse.lines_written__rejects
),

written_by_shop as (
    select
        crawl_date,
        shop,
        sum(lines) as lines
    from written
    where crawl_date >= date '2000-01-01'
    group by crawl_date, shop
),

crawls as (
    select *
    from warehouse.crawls
    where crawl_date >= date '2000-01-01'
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
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.crawls
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select loaded_at
from warehouse.crawls
where loaded_at is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.crawls
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, count(*) as rows_of_grain
from warehouse.crawls
group by crawl_date, shop
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.crawls', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace view warehouse.daily_prices as
with identified as (
    select
        offers.*,
        shop_products.product_id,
        products.name as product_name,
        products.category,
        shops.language,
        exchange_rates.euro_rate,
        -- what the text says beats the crossed-out price, which may be that of a group
        coalesce(
            offers.promo_effective_percent,
            cast(round(cast(100 * (1 - offers.price / nullif(offers.regular_price, 0)) as decimal(18, 6)), 2) as decimal(5, 2))
        ) as price_cut_percent,
        coalesce(offers.promo_mechanic, 'none') <> 'none' or offers.was_price is not null as is_on_promo
    from warehouse.offers as offers
    inner join warehouse.shop_products as shop_products
        on shop_products.shop = offers.shop
        and shop_products.sku = offers.sku
    inner join warehouse.products as products
        on products.product_id = shop_products.product_id
    inner join warehouse.shops as shops
        on shops.shop = offers.shop
    left join warehouse.exchange_rates as exchange_rates
        on exchange_rates.currency = offers.currency
        and offers.crawl_date between exchange_rates.valid_from and exchange_rates.valid_to
),

with_depth as (
    select
        *,
        case when price_cut_percent > 0 then price_cut_percent end as depth_percent
    from identified
),

with_promo_price as (
    select
        *,
        -- never above the price on the shelf, which may be lowered already
        least_ignore_nulls(price, cast(round(cast(regular_price * (1 - coalesce(depth_percent, 0) / 100) as decimal(18, 6)), 2) as decimal(12, 2))) as promo_unit_price
    from with_depth
)

select
    crawl_date,
    shop,
    sku,
    product_id,
    product_name,
    name,
    category,
    language,
    currency,
    price,
    regular_price,
    promo_unit_price as price_with_promo,
    case when promo_for_members then price else promo_unit_price end as price_with_open_promo,
    cast(round(price * euro_rate, 2) as decimal(12, 2)) as price_eur,
    cast(round(regular_price * euro_rate, 2) as decimal(12, 2)) as regular_price_eur,
    cast(round(promo_unit_price * euro_rate, 2) as decimal(12, 2)) as price_with_promo_eur,
    cast(round(case when promo_for_members then price else promo_unit_price end * euro_rate, 2) as decimal(12, 2)) as price_with_open_promo_eur,
    is_on_promo,
    is_on_promo and promo_for_members as is_members_promo,
    case when is_on_promo then coalesce(promo_mechanic, 'price_cut') end as mechanic,
    case when is_on_promo then depth_percent end as depth_percent,
    promo_min_quantity as min_quantity,
    promo_text,
    _loaded_at as loaded_at
from with_promo_price;

select model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at from _mart.loads where model = 'model.retail_analytics.lines_written' order by input, path;

put 'file:///project/target/preload/11111111-2222-3333-4444-555555555555/lines_written/rows/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet' @_mart.preload/11111111-2222-3333-4444-555555555555/lines_written/rows auto_compress = false overwrite = false parallel = 4;

merge into _mart.locks as l using (select 'model.retail_analytics.lines_written' as node) as n on l.node = n.node
when not matched then insert (node) values (n.node);

create table if not exists warehouse.lines_written__rejects (_file varchar, _row number(38,0), line varchar, reason varchar, source varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.lines_written';

delete from _mart.loads where model = 'model.retail_analytics.lines_written';

create or replace table warehouse.lines_written__build_11111111 (crawl_date date, shop varchar, lines number(38,0), _file varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.lines_written' and run_id = '11111111-2222-3333-4444-555555555555';

copy into warehouse.lines_written__build_11111111
from @_mart.preload/11111111-2222-3333-4444-555555555555/lines_written/rows/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.lines_written__build_11111111
where crawl_date is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.lines_written__build_11111111
where shop is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select _file, count(*) as rows_of_grain
from warehouse.lines_written__build_11111111
group by _file
having count(*) > 1
) as dbt_internal_test
) as test_2;

create or replace table warehouse.lines_written clone warehouse.lines_written__build_11111111;

delete from _mart.loads where model = 'model.retail_analytics.lines_written' and input = 'source.retail_analytics.scrapers.lines' and path in ('lake/retail/raw/crawl_date=2026-11-17/alpenkorb.json.gz');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.lines_written', 'source.retail_analytics.scrapers.lines', 'lake/retail/raw/crawl_date=2026-11-17/alpenkorb.json.gz', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.lines_written', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

remove @_mart.preload/11111111-2222-3333-4444-555555555555/lines_written;

drop table if exists warehouse.lines_written__build_11111111;

delete from warehouse.lines_written where _file in ('lake/retail/raw/crawl_date=2026-11-18/polder.json.gz');

copy into warehouse.lines_written
from @_mart.preload/11111111-2222-3333-4444-555555555555/lines_written/rows/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

delete from warehouse.lines_written__rejects where _file in ('lake/retail/raw/crawl_date=2026-11-18/polder.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.lines_written' and input = 'source.retail_analytics.scrapers.lines' and path in ('lake/retail/raw/crawl_date=2026-11-17/kaufgut-late.json.gz');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.lines_written', 'source.retail_analytics.scrapers.lines', 'lake/retail/raw/crawl_date=2026-11-17/kaufgut-late.json.gz', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.lines_written
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.lines_written
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select _file, count(*) as rows_of_grain
from warehouse.lines_written
group by _file
having count(*) > 1
) as dbt_internal_test;

select model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at from _mart.loads where model = 'model.retail_analytics.offers' order by input, path;

put 'file:///project/target/preload/11111111-2222-3333-4444-555555555555/offers/rows/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet' @_mart.preload/11111111-2222-3333-4444-555555555555/offers/rows auto_compress = false overwrite = false parallel = 4;

merge into _mart.locks as l using (select 'model.retail_analytics.offers' as node) as n on l.node = n.node
when not matched then insert (node) values (n.node);

create table if not exists warehouse.offers__rejects (_file varchar, _row number(38,0), line varchar, reason varchar, source varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.offers';

delete from _mart.loads where model = 'model.retail_analytics.offers';

create or replace table warehouse.offers__build_11111111 (crawl_date date, shop varchar, sku varchar, name varchar, normalized_name varchar, brand varchar, size_text varchar, content_amount number(12,3), content_unit varchar, ean varchar, ean_text varchar, shop_category varchar, currency varchar, price number(12,2), was_price number(12,2), regular_price number(12,2), unit_price number(12,2), unit varchar, promo_text varchar, promo_mechanic varchar, promo_min_quantity number(38,0), promo_paid_quantity number(38,0), promo_free_quantity number(38,0), promo_percent_off number(10,4), promo_amount_off number(18,4), promo_price number(18,4), promo_was_price number(18,4), promo_currency varchar, promo_basis varchar, promo_price_unit varchar, promo_min_spend number(18,4), promo_effective_percent number(10,2), promo_effective_source varchar, promo_is_up_to boolean, promo_is_at_least boolean, promo_for_members boolean, promo_conditions varchar, promo_tiers varchar, promo_deferred_percent number(10,4), promo_deferred_amount number(18,4), promo_secondary varchar, promo_rule varchar, promo_confidence number(10,4), promo_normalized varchar, promo_residue varchar, other_promo_texts varchar, duplicates number(38,0), scraped_at timestamp_ntz, source_file varchar, _file varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.offers' and run_id = '11111111-2222-3333-4444-555555555555';

copy into warehouse.offers__build_11111111
from @_mart.preload/11111111-2222-3333-4444-555555555555/offers/rows/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select value_field, n_records
from (
    select promo_mechanic as value_field, count(*) as n_records
    from warehouse.offers__build_11111111
    group by promo_mechanic
) as all_values
where value_field not in ('amount_off')
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select value_field, n_records
from (
    select currency as value_field, count(*) as n_records
    from warehouse.offers__build_11111111
    group by currency
) as all_values
where value_field not in ('EUR')
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price
from warehouse.offers__build_11111111
where price < 0.01
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_effective_percent
from warehouse.offers__build_11111111
where promo_effective_percent < 0
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_effective_percent
from warehouse.offers__build_11111111
where promo_effective_percent > 100
) as dbt_internal_test
) as test_4
union all
select 5 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- A shop delivers about as many offers as at the crawl before. With less than seven tenths
-- a scraper broke off; a shop of which nothing came, on a day on which others did, is told too.
with deliveries as (
    select
        shop,
        crawl_date,
        count(*) as offers
    from warehouse.offers__build_11111111
    where crawl_date >= cast(dateadd('day', -7, date '2000-01-01') as date)
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
where crawl_date >= date '2000-01-01'
    and offers < 0.7 * offers_before
) as dbt_internal_test
) as test_5
union all
select 6 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- A depth where there is none is the most expensive error: it moves every promo index.
select
    crawl_date,
    shop,
    sku,
    promo_text,
    promo_mechanic,
    promo_effective_percent
from warehouse.offers__build_11111111
where crawl_date >= date '2000-01-01'
    and promo_effective_percent is not null
    and (
        promo_text is null
        or promo_mechanic in ('cashback')
        or promo_is_up_to and promo_effective_source <> 'printed_prices' and promo_mechanic <> 'percent_off'
    )
) as dbt_internal_test
) as test_6
union all
select 7 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from warehouse.offers__build_11111111
having count(*) = 0
) as dbt_internal_test
) as test_7
union all
select 8 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.offers__build_11111111
where crawl_date is null
) as dbt_internal_test
) as test_8
union all
select 9 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select duplicates
from warehouse.offers__build_11111111
where duplicates is null
) as dbt_internal_test
) as test_9
union all
select 10 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select name
from warehouse.offers__build_11111111
where name is null
) as dbt_internal_test
) as test_10
union all
select 11 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_for_members
from warehouse.offers__build_11111111
where promo_for_members is null
) as dbt_internal_test
) as test_11
union all
select 12 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.offers__build_11111111
where shop is null
) as dbt_internal_test
) as test_12
union all
select 13 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select sku
from warehouse.offers__build_11111111
where sku is null
) as dbt_internal_test
) as test_13
union all
select 14 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
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
    from warehouse.offers__build_11111111
    -- a week is enough to find the crawl before
    where crawl_date >= cast(dateadd('day', -7, date '2000-01-01') as date)
        and price > 0
)

select
    crawl_date,
    shop,
    count(*) as products,
    exp(avg(ln(price / price_before))) as level
from prices
where crawl_date >= date '2000-01-01'
    and price_before is not null
group by crawl_date, shop
having exp(avg(ln(price / price_before))) not between 0.5 and 2
) as dbt_internal_test
) as test_14
union all
select 15 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select shop as from_field from warehouse.offers__build_11111111) as child
left join (select shop as to_field from warehouse.shops) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test
) as test_15
union all
select 16 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, sku, count(*) as rows_of_grain
from (select * from warehouse.offers__build_11111111 where crawl_date >= date '2000-01-01'
) dbt_subquery
group by crawl_date, shop, sku
having count(*) > 1
) as dbt_internal_test
) as test_16;

create or replace table warehouse.offers clone warehouse.offers__build_11111111;

delete from _mart.loads where model = 'model.retail_analytics.offers' and input = 'model.retail_analytics.offers_lake' and path in ('lake/retail/offers/crawl_date=2026-11-17/shop=alpenkorb/data_0.parquet');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.offers', 'model.retail_analytics.offers_lake', 'lake/retail/offers/crawl_date=2026-11-17/shop=alpenkorb/data_0.parquet', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.offers', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

remove @_mart.preload/11111111-2222-3333-4444-555555555555/offers;

drop table if exists warehouse.offers__build_11111111;

delete from warehouse.offers where _file in ('lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet');

copy into warehouse.offers
from @_mart.preload/11111111-2222-3333-4444-555555555555/offers/rows/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

delete from warehouse.offers__rejects where _file in ('lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet');

delete from _mart.loads where model = 'model.retail_analytics.offers' and input = 'model.retail_analytics.offers_lake' and path in ('lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.offers', 'model.retail_analytics.offers_lake', 'lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select value_field, n_records
from (
    select promo_mechanic as value_field, count(*) as n_records
    from warehouse.offers
    group by promo_mechanic
) as all_values
where value_field not in ('amount_off')
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select value_field, n_records
from (
    select currency as value_field, count(*) as n_records
    from warehouse.offers
    group by currency
) as all_values
where value_field not in ('EUR')
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price
from warehouse.offers
where price < 0.01
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_effective_percent
from warehouse.offers
where promo_effective_percent < 0
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_effective_percent
from warehouse.offers
where promo_effective_percent > 100
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- A shop delivers about as many offers as at the crawl before. With less than seven tenths
-- a scraper broke off; a shop of which nothing came, on a day on which others did, is told too.
with deliveries as (
    select
        shop,
        crawl_date,
        count(*) as offers
    from warehouse.offers
    where crawl_date >= cast(dateadd('day', -7, date '2000-01-01') as date)
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
where crawl_date >= date '2000-01-01'
    and offers < 0.7 * offers_before
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- A depth where there is none is the most expensive error: it moves every promo index.
select
    crawl_date,
    shop,
    sku,
    promo_text,
    promo_mechanic,
    promo_effective_percent
from warehouse.offers
where crawl_date >= date '2000-01-01'
    and promo_effective_percent is not null
    and (
        promo_text is null
        or promo_mechanic in ('cashback')
        or promo_is_up_to and promo_effective_source <> 'printed_prices' and promo_mechanic <> 'percent_off'
    )
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from warehouse.offers
having count(*) = 0
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.offers
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select duplicates
from warehouse.offers
where duplicates is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select name
from warehouse.offers
where name is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_for_members
from warehouse.offers
where promo_for_members is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.offers
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select sku
from warehouse.offers
where sku is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
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
    from warehouse.offers
    -- a week is enough to find the crawl before
    where crawl_date >= cast(dateadd('day', -7, date '2000-01-01') as date)
        and price > 0
)

select
    crawl_date,
    shop,
    count(*) as products,
    exp(avg(ln(price / price_before))) as level
from prices
where crawl_date >= date '2000-01-01'
    and price_before is not null
group by crawl_date, shop
having exp(avg(ln(price / price_before))) not between 0.5 and 2
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select shop as from_field from warehouse.offers) as child
left join (select shop as to_field from warehouse.shops) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, sku, count(*) as rows_of_grain
from (select * from warehouse.offers where crawl_date >= date '2000-01-01'
) dbt_subquery
group by crawl_date, shop, sku
having count(*) > 1
) as dbt_internal_test;

select model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at from _mart.loads where model = 'model.retail_analytics.offers_in_lake' order by input, path;

put 'file:///project/target/preload/11111111-2222-3333-4444-555555555555/offers_in_lake/rows/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet' @_mart.preload/11111111-2222-3333-4444-555555555555/offers_in_lake/rows auto_compress = false overwrite = false parallel = 4;

merge into _mart.locks as l using (select 'model.retail_analytics.offers_in_lake' as node) as n on l.node = n.node
when not matched then insert (node) values (n.node);

create table if not exists warehouse.offers_in_lake__rejects (_file varchar, _row number(38,0), line varchar, reason varchar, source varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.offers_in_lake';

delete from _mart.loads where model = 'model.retail_analytics.offers_in_lake';

create or replace table warehouse.offers_in_lake__build_11111111 (crawl_date date, shop varchar, offers number(38,0), duplicates number(38,0), promos number(38,0), prices number(18,2), _file varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.offers_in_lake' and run_id = '11111111-2222-3333-4444-555555555555';

copy into warehouse.offers_in_lake__build_11111111
from @_mart.preload/11111111-2222-3333-4444-555555555555/offers_in_lake/rows/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.offers_in_lake__build_11111111
where crawl_date is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.offers_in_lake__build_11111111
where shop is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select _file, count(*) as rows_of_grain
from warehouse.offers_in_lake__build_11111111
group by _file
having count(*) > 1
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- What was loaded is what the lake holds: the same offers, duplicates and sums of prices.
-- offers_in_lake has counted them file by file, apart from what makes the offers.
with lake as (
    select
        crawl_date,
        shop,
        sum(offers) as offers,
        sum(duplicates) as duplicates,
        sum(prices) as prices,
        sum(promos) as promos
    from warehouse.offers_in_lake__build_11111111
    where crawl_date >= date '2000-01-01'
    group by crawl_date, shop
),

warehouse as (
    select
        crawl_date,
        shop,
        count(*) as offers,
        sum(duplicates) as duplicates,
        sum(price) as prices,
        count(promo_text) as promos
    from warehouse.offers
    where crawl_date >= date '2000-01-01'
    group by crawl_date, shop
)

select
    coalesce(lake.crawl_date, warehouse.crawl_date) as crawl_date,
    coalesce(lake.shop, warehouse.shop) as shop,
    lake.offers as offers_in_lake,
    warehouse.offers as offers_in_warehouse
from lake
full join warehouse
    on warehouse.crawl_date = lake.crawl_date
    and warehouse.shop = lake.shop
where lake.offers is distinct from warehouse.offers
    or lake.duplicates is distinct from warehouse.duplicates
    or lake.promos is distinct from warehouse.promos
    -- shops that print prices as text have no number in the lake to compare
    or (lake.prices is not null and lake.prices <> warehouse.prices)
) as dbt_internal_test
) as test_3;

create or replace table warehouse.offers_in_lake clone warehouse.offers_in_lake__build_11111111;

delete from _mart.loads where model = 'model.retail_analytics.offers_in_lake' and input = 'model.retail_analytics.offers_lake' and path in ('lake/retail/offers/crawl_date=2026-11-17/shop=alpenkorb/data_0.parquet');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.offers_in_lake', 'model.retail_analytics.offers_lake', 'lake/retail/offers/crawl_date=2026-11-17/shop=alpenkorb/data_0.parquet', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.offers_in_lake', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

remove @_mart.preload/11111111-2222-3333-4444-555555555555/offers_in_lake;

drop table if exists warehouse.offers_in_lake__build_11111111;

delete from warehouse.offers_in_lake where _file in ('lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet');

copy into warehouse.offers_in_lake
from @_mart.preload/11111111-2222-3333-4444-555555555555/offers_in_lake/rows/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

delete from warehouse.offers_in_lake__rejects where _file in ('lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet');

delete from _mart.loads where model = 'model.retail_analytics.offers_in_lake' and input = 'model.retail_analytics.offers_lake' and path in ('lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.offers_in_lake', 'model.retail_analytics.offers_lake', 'lake/retail/offers/crawl_date=2026-11-17/shop=kaufgut/data_0.parquet', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.offers_in_lake
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.offers_in_lake
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select _file, count(*) as rows_of_grain
from warehouse.offers_in_lake
group by _file
having count(*) > 1
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- What was loaded is what the lake holds: the same offers, duplicates and sums of prices.
-- offers_in_lake has counted them file by file, apart from what makes the offers.
with lake as (
    select
        crawl_date,
        shop,
        sum(offers) as offers,
        sum(duplicates) as duplicates,
        sum(prices) as prices,
        sum(promos) as promos
    from warehouse.offers_in_lake
    where crawl_date >= date '2000-01-01'
    group by crawl_date, shop
),

warehouse as (
    select
        crawl_date,
        shop,
        count(*) as offers,
        sum(duplicates) as duplicates,
        sum(price) as prices,
        count(promo_text) as promos
    from warehouse.offers
    where crawl_date >= date '2000-01-01'
    group by crawl_date, shop
)

select
    coalesce(lake.crawl_date, warehouse.crawl_date) as crawl_date,
    coalesce(lake.shop, warehouse.shop) as shop,
    lake.offers as offers_in_lake,
    warehouse.offers as offers_in_warehouse
from lake
full join warehouse
    on warehouse.crawl_date = lake.crawl_date
    and warehouse.shop = lake.shop
where lake.offers is distinct from warehouse.offers
    or lake.duplicates is distinct from warehouse.duplicates
    or lake.promos is distinct from warehouse.promos
    -- shops that print prices as text have no number in the lake to compare
    or (lake.prices is not null and lake.prices <> warehouse.prices)
) as dbt_internal_test;

select model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at from _mart.loads where model = 'model.retail_analytics.offers_lake' order by input, path;

put 'file:///project/target/preload/11111111-2222-3333-4444-555555555555/offers_lake/rejects/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet' @_mart.preload/11111111-2222-3333-4444-555555555555/offers_lake/rejects auto_compress = false overwrite = false parallel = 4;

merge into _mart.locks as l using (select 'model.retail_analytics.offers_lake' as node) as n on l.node = n.node
when not matched then insert (node) values (n.node);

create table if not exists retail.offers_lake__rejects (_file varchar, _row number(38,0), line varchar, reason varchar, source varchar, _loaded_at timestamp_ntz);

update _mart.locks set run_id = '11111111-2222-3333-4444-555555555555', locked_at = cast('2026-11-20 00:00:00' as timestamp_ntz) where node = 'model.retail_analytics.offers_lake';

copy into retail.offers_lake__rejects
from @_mart.preload/11111111-2222-3333-4444-555555555555/offers_lake/rejects/ files = ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.parquet')
file_format = (type = parquet use_vectorized_scanner = true use_logical_type = true binary_as_text = false)
match_by_column_name = case_insensitive
on_error = abort_statement;

delete from _mart.loads where model = 'model.retail_analytics.offers_lake';

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.appelmarkt' and path in ('lake/retail/raw/crawl_date=2026-11-17/appelmarkt.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.quatrevents' and path in ('lake/retail/raw/crawl_date=2026-11-17/quatrevents.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.kaufgut' and path in ('lake/retail/raw/crawl_date=2026-11-17/kaufgut.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.highfield' and path in ('lake/retail/raw/crawl_date=2026-11-17/highfield.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.boerhof' and path in ('lake/retail/raw/crawl_date=2026-11-17/boerhof.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.soleado' and path in ('lake/retail/raw/crawl_date=2026-11-17/soleado.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.polder' and path in ('lake/retail/raw/crawl_date=2026-11-17/polder.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.alpenkorb' and path in ('lake/retail/raw/crawl_date=2026-11-17/alpenkorb.json.gz');

insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.retail_analytics.offers_lake', 'source.retail_analytics.scrapers.alpenkorb', 'lake/retail/raw/crawl_date=2026-11-17/alpenkorb.json.gz', 1, cast('2026-11-20 00:00:00' as timestamp_ntz), '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a', 1, 1, '11111111-2222-3333-4444-555555555555', cast('2026-11-20 00:00:00' as timestamp_ntz));

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.offers_lake', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

remove @_mart.preload/11111111-2222-3333-4444-555555555555/offers_lake;

delete from retail.offers_lake__rejects where _file in ('lake/retail/raw/crawl_date=2026-11-17/alpenkorb.json.gz');

delete from _mart.loads where model = 'model.retail_analytics.offers_lake' and input = 'source.retail_analytics.scrapers.kaufgut' and path in ('lake/retail/raw/crawl_date=2026-11-17/kaufgut-late.json.gz');

create or replace table marts.price_changes__build as
select
    price_history.valid_from as crawl_date,
    price_history.shop,
    price_history.sku,
    price_history.product_id,
    products.name as product_name,
    products.category,
    price_history.currency,
    price_history.price_before,
    price_history.price as price_after,
    price_history.price - price_history.price_before as price_change,
    cast(round(cast(100 * (price_history.price / nullif(price_history.price_before, 0) - 1) as decimal(18, 6)), 2) as decimal(10, 2)) as price_change_percent,
    case when price_history.price > price_history.price_before then 'up' else 'down' end as direction,
    -- a price that fell while the regular one stayed is a promotion, not a new price
    price_history.regular_price is not distinct from price_history.regular_price_before as is_promo_only
from warehouse.price_history as price_history
inner join warehouse.products as products
    on products.product_id = price_history.product_id
where price_history.price_before is not null
    and price_history.price <> price_history.price_before;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select value_field, n_records
from (
    select direction as value_field, count(*) as n_records
    from marts.price_changes__build
    group by direction
) as all_values
where value_field not in ('down')
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_after
from marts.price_changes__build
where price_after is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_before
from marts.price_changes__build
where price_before is null
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, sku, count(*) as rows_of_grain
from marts.price_changes__build
group by crawl_date, shop, sku
having count(*) > 1
) as dbt_internal_test
) as test_3;

create or replace table marts.price_changes clone marts.price_changes__build;

drop table if exists marts.price_changes__build;

create or replace table marts.price_changes clone marts.price_changes__build copy grants;

create or replace view warehouse.price_history__build as
with compared as (
    select
        *,
        lag(price) over (partition by shop, sku order by valid_from) as price_before,
        lag(regular_price) over (partition by shop, sku order by valid_from) as regular_price_before
    from warehouse.price_points
),

changes as (
    select *
    from compared
    where price is distinct from price_before
        or regular_price is distinct from regular_price_before
)

select
    changes.shop,
    changes.sku,
    shop_products.product_id,
    changes.currency,
    changes.price,
    changes.regular_price,
    changes.price_before,
    changes.regular_price_before,
    changes.valid_from,
    -- a price holds until the day before the next one, or as long as the product was seen
    coalesce(
        cast(dateadd('day', -1, lead(changes.valid_from) over (partition by changes.shop, changes.sku order by changes.valid_from)) as date),
        shop_products.last_seen
    ) as valid_to,
    lead(changes.valid_from) over (partition by changes.shop, changes.sku order by changes.valid_from) is null as is_current
from changes
inner join warehouse.shop_products as shop_products
    on shop_products.shop = changes.shop
    and shop_products.sku = changes.sku;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- The history, which holds changes only, gives back the price of every single offer.
select
    offers.crawl_date,
    offers.shop,
    offers.sku,
    offers.price,
    price_history.price as price_in_history
from warehouse.offers as offers
left join warehouse.price_history__build as price_history
    on price_history.shop = offers.shop
    and price_history.sku = offers.sku
    and offers.crawl_date between price_history.valid_from and price_history.valid_to
where offers.crawl_date >= date '2000-01-01'
    and offers.price is not null
    and (
        price_history.price is distinct from offers.price
        or price_history.regular_price is distinct from offers.regular_price
    )
) as dbt_internal_test;

create or replace view warehouse.price_history as
with compared as (
    select
        *,
        lag(price) over (partition by shop, sku order by valid_from) as price_before,
        lag(regular_price) over (partition by shop, sku order by valid_from) as regular_price_before
    from warehouse.price_points
),

changes as (
    select *
    from compared
    where price is distinct from price_before
        or regular_price is distinct from regular_price_before
)

select
    changes.shop,
    changes.sku,
    shop_products.product_id,
    changes.currency,
    changes.price,
    changes.regular_price,
    changes.price_before,
    changes.regular_price_before,
    changes.valid_from,
    -- a price holds until the day before the next one, or as long as the product was seen
    coalesce(
        cast(dateadd('day', -1, lead(changes.valid_from) over (partition by changes.shop, changes.sku order by changes.valid_from)) as date),
        shop_products.last_seen
    ) as valid_to,
    lead(changes.valid_from) over (partition by changes.shop, changes.sku order by changes.valid_from) is null as is_current
from changes
inner join warehouse.shop_products as shop_products
    on shop_products.shop = changes.shop
    and shop_products.sku = changes.sku;

drop view if exists warehouse.price_history__build;

create or replace table marts.price_index_daily__build as
with shop_prices as (
    -- a shop that sells a product under two codes asks the lower price
    select
        crawl_date,
        product_id,
        category,
        shop,
        min(price_eur) as price,
        min(price_with_promo_eur) as price_with_promo,
        min(price_with_open_promo_eur) as price_with_open_promo,
        max(loaded_at) as loaded_at
    from warehouse.daily_prices
    where price_eur > 0
        and price_with_promo_eur > 0
        and price_with_open_promo_eur > 0
    
    group by crawl_date, product_id, category, shop
),

basket as (
    -- the market's average is geometric, so that twice as dear and half as dear cancel out
    select
        crawl_date,
        product_id,
        avg(ln(price)) as ln_price,
        avg(ln(price_with_promo)) as ln_price_with_promo,
        avg(ln(price_with_open_promo)) as ln_price_with_open_promo
    from shop_prices
    group by crawl_date, product_id
    having count(*) >= 3
)

select
    shop_prices.crawl_date,
    shop_prices.shop,
    shop_prices.category,
    count(*) as basket_products,
    cast(round(100 * exp(avg(ln(shop_prices.price) - basket.ln_price)), 2) as decimal(8, 2)) as price_index,
    cast(round(100 * exp(avg(ln(shop_prices.price_with_promo) - basket.ln_price_with_promo)), 2) as decimal(8, 2)) as price_index_with_promos,
    cast(round(100 * exp(avg(ln(shop_prices.price_with_open_promo) - basket.ln_price_with_open_promo)), 2) as decimal(8, 2)) as price_index_with_open_promos,
    max(shop_prices.loaded_at) as loaded_at
from shop_prices
inner join basket
    on basket.crawl_date = shop_prices.crawl_date
    and basket.product_id = shop_prices.product_id
group by shop_prices.crawl_date, shop_prices.shop, shop_prices.category;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select basket_products
from marts.price_index_daily__build
where basket_products < 1
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index
from marts.price_index_daily__build
where price_index < 20
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index
from marts.price_index_daily__build
where price_index > 500
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- By construction the products' deviations from the market cancel out over the shops. What
-- is left is the rounding of the published index to two decimals.
select
    crawl_date,
    category,
    sum(basket_products * ln(price_index / 100)) / sum(basket_products) as drift
from marts.price_index_daily__build
group by crawl_date, category
having abs(sum(basket_products * ln(price_index / 100)) / sum(basket_products)) > 0.0005
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from marts.price_index_daily__build
having count(*) = 0
) as dbt_internal_test
) as test_4
union all
select 5 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from marts.price_index_daily__build
where crawl_date is null
) as dbt_internal_test
) as test_5
union all
select 6 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index
from marts.price_index_daily__build
where price_index is null
) as dbt_internal_test
) as test_6
union all
select 7 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index_with_open_promos
from marts.price_index_daily__build
where price_index_with_open_promos is null
) as dbt_internal_test
) as test_7
union all
select 8 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index_with_promos
from marts.price_index_daily__build
where price_index_with_promos is null
) as dbt_internal_test
) as test_8
union all
select 9 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select shop as from_field from marts.price_index_daily__build) as child
left join (select shop as to_field from warehouse.shops) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test
) as test_9
union all
select 10 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, category, count(*) as rows_of_grain
from marts.price_index_daily__build
group by crawl_date, shop, category
having count(*) > 1
) as dbt_internal_test
) as test_10;

create or replace table marts.price_index_daily clone marts.price_index_daily__build;

drop table if exists marts.price_index_daily__build;

create or replace temporary table marts.price_index_daily__build as
with shop_prices as (
    -- a shop that sells a product under two codes asks the lower price
    select
        crawl_date,
        product_id,
        category,
        shop,
        min(price_eur) as price,
        min(price_with_promo_eur) as price_with_promo,
        min(price_with_open_promo_eur) as price_with_open_promo,
        max(loaded_at) as loaded_at
    from warehouse.daily_prices
    where price_eur > 0
        and price_with_promo_eur > 0
        and price_with_open_promo_eur > 0
    
        and crawl_date in (
            select distinct crawl_date
            from warehouse.offers
            where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from marts.price_index_daily)
        )
    
    group by crawl_date, product_id, category, shop
),

basket as (
    -- the market's average is geometric, so that twice as dear and half as dear cancel out
    select
        crawl_date,
        product_id,
        avg(ln(price)) as ln_price,
        avg(ln(price_with_promo)) as ln_price_with_promo,
        avg(ln(price_with_open_promo)) as ln_price_with_open_promo
    from shop_prices
    group by crawl_date, product_id
    having count(*) >= 3
)

select
    shop_prices.crawl_date,
    shop_prices.shop,
    shop_prices.category,
    count(*) as basket_products,
    cast(round(100 * exp(avg(ln(shop_prices.price) - basket.ln_price)), 2) as decimal(8, 2)) as price_index,
    cast(round(100 * exp(avg(ln(shop_prices.price_with_promo) - basket.ln_price_with_promo)), 2) as decimal(8, 2)) as price_index_with_promos,
    cast(round(100 * exp(avg(ln(shop_prices.price_with_open_promo) - basket.ln_price_with_open_promo)), 2) as decimal(8, 2)) as price_index_with_open_promos,
    max(shop_prices.loaded_at) as loaded_at
from shop_prices
inner join basket
    on basket.crawl_date = shop_prices.crawl_date
    and basket.product_id = shop_prices.product_id
group by shop_prices.crawl_date, shop_prices.shop, shop_prices.category;

describe table marts.price_index_daily__build;

delete from marts.price_index_daily
where crawl_date in (select distinct crawl_date from marts.price_index_daily__build);

insert into marts.price_index_daily (crawl_date, shop, category, basket_products, price_index, price_index_with_promos, price_index_with_open_promos, loaded_at)
select crawl_date, shop, category, basket_products, price_index, price_index_with_promos, price_index_with_open_promos, loaded_at from marts.price_index_daily__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select basket_products
from marts.price_index_daily
where basket_products < 1
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index
from marts.price_index_daily
where price_index < 20
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index
from marts.price_index_daily
where price_index > 500
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- By construction the products' deviations from the market cancel out over the shops. What
-- is left is the rounding of the published index to two decimals.
select
    crawl_date,
    category,
    sum(basket_products * ln(price_index / 100)) / sum(basket_products) as drift
from marts.price_index_daily
group by crawl_date, category
having abs(sum(basket_products * ln(price_index / 100)) / sum(basket_products)) > 0.0005
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from marts.price_index_daily
having count(*) = 0
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from marts.price_index_daily
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index
from marts.price_index_daily
where price_index is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index_with_open_promos
from marts.price_index_daily
where price_index_with_open_promos is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price_index_with_promos
from marts.price_index_daily
where price_index_with_promos is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select shop as from_field from marts.price_index_daily) as child
left join (select shop as to_field from warehouse.shops) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, category, count(*) as rows_of_grain
from marts.price_index_daily
group by crawl_date, shop, category
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.price_index_daily', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace table warehouse.price_points__build as
with new_offers as (
    select
        shop,
        sku,
        min(crawl_date) as first_day,
        max(_loaded_at) as loaded_at
    from warehouse.offers
    
    group by shop, sku
),

-- a late file may lie in the past: then all that came after it is looked at again
observed as (
    select
        offers.shop,
        offers.sku,
        offers.crawl_date as valid_from,
        offers.price,
        offers.regular_price,
        offers.currency,
        new_offers.loaded_at,
        true as is_new
    from warehouse.offers as offers
    inner join new_offers
        on new_offers.shop = offers.shop
        and new_offers.sku = offers.sku
        and new_offers.first_day <= offers.crawl_date
    where offers.price is not null
    
),

compared as (
    select
        *,
        lag(price) over (partition by shop, sku order by valid_from) as price_before,
        lag(regular_price) over (partition by shop, sku order by valid_from) as regular_price_before
    from observed
)

select
    compared.shop,
    compared.sku,
    compared.valid_from,
    compared.price,
    compared.regular_price,
    compared.currency,
    compared.loaded_at
from compared
where compared.is_new
    and (
        compared.price is distinct from compared.price_before
        or compared.regular_price is distinct from compared.regular_price_before
        
    );

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price
from warehouse.price_points__build
where price is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop, sku, valid_from, count(*) as rows_of_grain
from warehouse.price_points__build
group by shop, sku, valid_from
having count(*) > 1
) as dbt_internal_test
) as test_1;

create or replace table warehouse.price_points clone warehouse.price_points__build;

drop table if exists warehouse.price_points__build;

create or replace temporary table warehouse.price_points__build as
with new_offers as (
    select
        shop,
        sku,
        min(crawl_date) as first_day,
        max(_loaded_at) as loaded_at
    from warehouse.offers
    
    where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from warehouse.price_points)
    
    group by shop, sku
),

-- a late file may lie in the past: then all that came after it is looked at again
observed as (
    select
        offers.shop,
        offers.sku,
        offers.crawl_date as valid_from,
        offers.price,
        offers.regular_price,
        offers.currency,
        new_offers.loaded_at,
        true as is_new
    from warehouse.offers as offers
    inner join new_offers
        on new_offers.shop = offers.shop
        and new_offers.sku = offers.sku
        and new_offers.first_day <= offers.crawl_date
    where offers.price is not null
    
        -- the join says the same; this lets the database skip what is older than all of it
        and offers.crawl_date >= (select min(first_day) from new_offers)
    union all
    select
        points.shop,
        points.sku,
        points.valid_from,
        points.price,
        points.regular_price,
        points.currency,
        points.loaded_at,
        false as is_new
    from warehouse.price_points as points
    inner join new_offers
        on new_offers.shop = points.shop
        and new_offers.sku = points.sku
        and new_offers.first_day > points.valid_from
    qualify row_number() over (partition by points.shop, points.sku order by points.valid_from desc nulls last) = 1
    
),

compared as (
    select
        *,
        lag(price) over (partition by shop, sku order by valid_from) as price_before,
        lag(regular_price) over (partition by shop, sku order by valid_from) as regular_price_before
    from observed
)

select
    compared.shop,
    compared.sku,
    compared.valid_from,
    compared.price,
    compared.regular_price,
    compared.currency,
    compared.loaded_at
from compared
left join warehouse.price_points as standing
    on standing.shop = compared.shop
    and standing.sku = compared.sku
    and standing.valid_from = compared.valid_from
where compared.is_new
    and (
        compared.price is distinct from compared.price_before
        or compared.regular_price is distinct from compared.regular_price_before
        
        -- a point that stands there already is written again: its price may have been corrected
        or standing.shop is not null
        
    );

describe table warehouse.price_points__build;

delete from warehouse.price_points
where (shop, sku, valid_from) in (select distinct shop, sku, valid_from from warehouse.price_points__build);

insert into warehouse.price_points (shop, sku, valid_from, price, regular_price, currency, loaded_at)
select shop, sku, valid_from, price, regular_price, currency, loaded_at from warehouse.price_points__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select price
from warehouse.price_points
where price is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop, sku, valid_from, count(*) as rows_of_grain
from warehouse.price_points
group by shop, sku, valid_from
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.price_points', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace table warehouse.products__build as
with categorized as (
    select
        shop_products.*,
        coalesce(category_map.category, 'other') as category
    from warehouse.shop_products as shop_products
    left join warehouse.category_map as category_map
        on category_map.shop = shop_products.shop
        and category_map.shop_category = shop_products.shop_category
)

select
    product_id,
    -- shops call it differently; the alphabet picks one, so that every run picks the same
    min_by(name, case when name is not null then shop || sku end) as name,
    min_by(brand, case when brand is not null then shop || sku end) as brand,
    min_by(category, case when category is not null then shop || sku end) as category,
    min_by(content_amount, case when content_amount is not null then shop || sku end) as content_amount,
    min_by(content_unit, case when content_unit is not null then shop || sku end) as content_unit,
    max(case when (ean is not null
    and substr(ean, 1, 1) <> '2'
    and substr(ean, 1, 2) not in ('02')
    and ean <> '0000000000000') then ean end) as ean,
    count(distinct shop) as shops,
    count(distinct category) > 1 as is_category_disputed,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
from categorized
group by product_id;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select value_field, n_records
from (
    select category as value_field, count(*) as n_records
    from warehouse.products__build
    group by category
) as all_values
where value_field not in ('beer_wine')
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select category
from warehouse.products__build
where category is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id
from warehouse.products__build
where product_id is null
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id as unique_field, count(*) as n_records
from warehouse.products__build
where product_id is not null
group by product_id
having count(*) > 1
) as dbt_internal_test
) as test_3;

create or replace table warehouse.products clone warehouse.products__build;

drop table if exists warehouse.products__build;

create or replace table warehouse.products clone warehouse.products__build copy grants;

create or replace table marts.promo_mechanics__build as
with promos as (
    select *
    from warehouse.daily_prices
    where is_on_promo
    
)

select
    crawl_date,
    shop,
    mechanic,
    is_members_promo,
    count(*) as offers,
    cast(round(cast(100.0 * count(*) / sum(count(*)) over (partition by crawl_date, shop) as decimal(18, 6)), 2) as decimal(5, 2)) as share_of_promos_percent,
    count(depth_percent) as offers_with_depth,
    cast(round(cast(avg(depth_percent) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_depth_percent,
    min(depth_percent) as lowest_depth_percent,
    max(depth_percent) as highest_depth_percent,
    cast(round(cast(avg(min_quantity) as decimal(18, 6)), 2) as decimal(8, 2)) as mean_min_quantity,
    max(loaded_at) as loaded_at
from promos
group by crawl_date, shop, mechanic, is_members_promo;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from marts.promo_mechanics__build
where crawl_date is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select is_members_promo
from marts.promo_mechanics__build
where is_members_promo is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select mechanic
from marts.promo_mechanics__build
where mechanic is null
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from marts.promo_mechanics__build
where shop is null
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, mechanic, is_members_promo, count(*) as rows_of_grain
from marts.promo_mechanics__build
group by crawl_date, shop, mechanic, is_members_promo
having count(*) > 1
) as dbt_internal_test
) as test_4;

create or replace table marts.promo_mechanics clone marts.promo_mechanics__build;

drop table if exists marts.promo_mechanics__build;

create or replace temporary table marts.promo_mechanics__build as
with promos as (
    select *
    from warehouse.daily_prices
    where is_on_promo
    
        and crawl_date in (
            select distinct crawl_date
            from warehouse.offers
            where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from marts.promo_mechanics)
        )
    
)

select
    crawl_date,
    shop,
    mechanic,
    is_members_promo,
    count(*) as offers,
    cast(round(cast(100.0 * count(*) / sum(count(*)) over (partition by crawl_date, shop) as decimal(18, 6)), 2) as decimal(5, 2)) as share_of_promos_percent,
    count(depth_percent) as offers_with_depth,
    cast(round(cast(avg(depth_percent) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_depth_percent,
    min(depth_percent) as lowest_depth_percent,
    max(depth_percent) as highest_depth_percent,
    cast(round(cast(avg(min_quantity) as decimal(18, 6)), 2) as decimal(8, 2)) as mean_min_quantity,
    max(loaded_at) as loaded_at
from promos
group by crawl_date, shop, mechanic, is_members_promo;

describe table marts.promo_mechanics__build;

delete from marts.promo_mechanics
where crawl_date in (select distinct crawl_date from marts.promo_mechanics__build);

insert into marts.promo_mechanics (crawl_date, shop, mechanic, is_members_promo, offers, share_of_promos_percent, offers_with_depth, mean_depth_percent, lowest_depth_percent, highest_depth_percent, mean_min_quantity, loaded_at)
select crawl_date, shop, mechanic, is_members_promo, offers, share_of_promos_percent, offers_with_depth, mean_depth_percent, lowest_depth_percent, highest_depth_percent, mean_min_quantity, loaded_at from marts.promo_mechanics__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from marts.promo_mechanics
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select is_members_promo
from marts.promo_mechanics
where is_members_promo is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select mechanic
from marts.promo_mechanics
where mechanic is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from marts.promo_mechanics
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, mechanic, is_members_promo, count(*) as rows_of_grain
from marts.promo_mechanics
group by crawl_date, shop, mechanic, is_members_promo
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.promo_mechanics', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace table marts.promo_pressure__build as
with prices as (
    select
        *,
        is_on_promo and not is_members_promo as is_open_promo,
        case when not is_members_promo then depth_percent end as open_depth_percent
    from warehouse.daily_prices
    
)

select
    crawl_date,
    shop,
    category,
    count(*) as offers,
    cast(count_if(is_on_promo) as bigint) as offers_on_promo,
    cast(count_if(is_open_promo) as bigint) as offers_on_open_promo,
    cast(round(cast(100.0 * count_if(is_on_promo) / count(*) as decimal(18, 6)), 2) as decimal(5, 2)) as promo_share_percent,
    cast(round(cast(100.0 * count_if(is_open_promo) / count(*) as decimal(18, 6)), 2) as decimal(5, 2)) as open_promo_share_percent,
    count(depth_percent) as offers_with_depth,
    cast(round(cast(avg(depth_percent) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_depth_percent,
    cast(round(cast(avg(open_depth_percent) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_open_depth_percent,
    cast(round(cast(percentile_cont(0.25) within group (order by cast(depth_percent as decimal(9, 6))) as decimal(18, 6)), 2) as decimal(5, 2)) as depth_p25_percent,
    cast(round(cast(percentile_cont(0.50) within group (order by cast(depth_percent as decimal(9, 6))) as decimal(18, 6)), 2) as decimal(5, 2)) as depth_median_percent,
    cast(round(cast(percentile_cont(0.75) within group (order by cast(depth_percent as decimal(9, 6))) as decimal(18, 6)), 2) as decimal(5, 2)) as depth_p75_percent,
    cast(count_if(depth_percent < 15) as bigint) as offers_below_15,
    cast(count_if(depth_percent >= 15 and depth_percent < 30) as bigint) as offers_15_to_30,
    cast(count_if(depth_percent >= 30 and depth_percent < 45) as bigint) as offers_30_to_45,
    cast(count_if(depth_percent >= 45) as bigint) as offers_45_and_more,
    cast(count_if(is_on_promo and depth_percent is null) as bigint) as offers_depth_unknown,
    max(loaded_at) as loaded_at
from prices
group by crawl_date, shop, category;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_share_percent
from marts.promo_pressure__build
where promo_share_percent > 100
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select offers_on_open_promo, offers_on_promo
from marts.promo_pressure__build
where offers_on_open_promo > offers_on_promo
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select offers_on_promo, offers
from marts.promo_pressure__build
where offers_on_promo > offers
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from marts.promo_pressure__build
having count(*) = 0
) as dbt_internal_test
) as test_3
union all
select 4 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select category
from marts.promo_pressure__build
where category is null
) as dbt_internal_test
) as test_4
union all
select 5 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from marts.promo_pressure__build
where crawl_date is null
) as dbt_internal_test
) as test_5
union all
select 6 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from marts.promo_pressure__build
where shop is null
) as dbt_internal_test
) as test_6
union all
select 7 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- The two promo marts count the same offers, and the buckets of depth add up.
with pressure as (
    select
        crawl_date,
        shop,
        sum(offers) as offers,
        sum(offers_on_promo) as on_promo,
        sum(offers_with_depth) as with_depth,
        sum(offers_below_15 + offers_15_to_30 + offers_30_to_45 + offers_45_and_more) as in_buckets,
        sum(offers_depth_unknown) as depth_unknown
    from marts.promo_pressure__build
    group by crawl_date, shop
),

mechanics as (
    select
        crawl_date,
        shop,
        sum(offers) as on_promo,
        sum(offers_with_depth) as with_depth
    from marts.promo_mechanics
    group by crawl_date, shop
)

select
    crawls.crawl_date,
    crawls.shop,
    crawls.offers,
    pressure.offers as offers_in_pressure,
    pressure.on_promo as promos_in_pressure,
    mechanics.on_promo as promos_in_mechanics
from warehouse.crawls as crawls
left join pressure
    on pressure.crawl_date = crawls.crawl_date
    and pressure.shop = crawls.shop
left join mechanics
    on mechanics.crawl_date = crawls.crawl_date
    and mechanics.shop = crawls.shop
where crawls.crawl_date >= date '2000-01-01'
    and (
        crawls.offers <> coalesce(pressure.offers, 0)
        or coalesce(pressure.on_promo, 0) <> coalesce(mechanics.on_promo, 0)
        or coalesce(pressure.with_depth, 0) <> coalesce(mechanics.with_depth, 0)
        or pressure.in_buckets <> pressure.with_depth
        or pressure.on_promo <> pressure.with_depth + pressure.depth_unknown
    )
) as dbt_internal_test
) as test_7
union all
select 8 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, category, count(*) as rows_of_grain
from marts.promo_pressure__build
group by crawl_date, shop, category
having count(*) > 1
) as dbt_internal_test
) as test_8;

create or replace table marts.promo_pressure clone marts.promo_pressure__build;

drop table if exists marts.promo_pressure__build;

create or replace temporary table marts.promo_pressure__build as
with prices as (
    select
        *,
        is_on_promo and not is_members_promo as is_open_promo,
        case when not is_members_promo then depth_percent end as open_depth_percent
    from warehouse.daily_prices
    
    where crawl_date in (
        select distinct crawl_date
        from warehouse.offers
        where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from marts.promo_pressure)
    )
    
)

select
    crawl_date,
    shop,
    category,
    count(*) as offers,
    cast(count_if(is_on_promo) as bigint) as offers_on_promo,
    cast(count_if(is_open_promo) as bigint) as offers_on_open_promo,
    cast(round(cast(100.0 * count_if(is_on_promo) / count(*) as decimal(18, 6)), 2) as decimal(5, 2)) as promo_share_percent,
    cast(round(cast(100.0 * count_if(is_open_promo) / count(*) as decimal(18, 6)), 2) as decimal(5, 2)) as open_promo_share_percent,
    count(depth_percent) as offers_with_depth,
    cast(round(cast(avg(depth_percent) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_depth_percent,
    cast(round(cast(avg(open_depth_percent) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_open_depth_percent,
    cast(round(cast(percentile_cont(0.25) within group (order by cast(depth_percent as decimal(9, 6))) as decimal(18, 6)), 2) as decimal(5, 2)) as depth_p25_percent,
    cast(round(cast(percentile_cont(0.50) within group (order by cast(depth_percent as decimal(9, 6))) as decimal(18, 6)), 2) as decimal(5, 2)) as depth_median_percent,
    cast(round(cast(percentile_cont(0.75) within group (order by cast(depth_percent as decimal(9, 6))) as decimal(18, 6)), 2) as decimal(5, 2)) as depth_p75_percent,
    cast(count_if(depth_percent < 15) as bigint) as offers_below_15,
    cast(count_if(depth_percent >= 15 and depth_percent < 30) as bigint) as offers_15_to_30,
    cast(count_if(depth_percent >= 30 and depth_percent < 45) as bigint) as offers_30_to_45,
    cast(count_if(depth_percent >= 45) as bigint) as offers_45_and_more,
    cast(count_if(is_on_promo and depth_percent is null) as bigint) as offers_depth_unknown,
    max(loaded_at) as loaded_at
from prices
group by crawl_date, shop, category;

describe table marts.promo_pressure__build;

delete from marts.promo_pressure
where crawl_date in (select distinct crawl_date from marts.promo_pressure__build);

insert into marts.promo_pressure (crawl_date, shop, category, offers, offers_on_promo, offers_on_open_promo, promo_share_percent, open_promo_share_percent, offers_with_depth, mean_depth_percent, mean_open_depth_percent, depth_p25_percent, depth_median_percent, depth_p75_percent, offers_below_15, offers_15_to_30, offers_30_to_45, offers_45_and_more, offers_depth_unknown, loaded_at)
select crawl_date, shop, category, offers, offers_on_promo, offers_on_open_promo, promo_share_percent, open_promo_share_percent, offers_with_depth, mean_depth_percent, mean_open_depth_percent, depth_p25_percent, depth_median_percent, depth_p75_percent, offers_below_15, offers_15_to_30, offers_30_to_45, offers_45_and_more, offers_depth_unknown, loaded_at from marts.promo_pressure__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select promo_share_percent
from marts.promo_pressure
where promo_share_percent > 100
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select offers_on_open_promo, offers_on_promo
from marts.promo_pressure
where offers_on_open_promo > offers_on_promo
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select offers_on_promo, offers
from marts.promo_pressure
where offers_on_promo > offers
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from marts.promo_pressure
having count(*) = 0
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select category
from marts.promo_pressure
where category is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from marts.promo_pressure
where crawl_date is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from marts.promo_pressure
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
-- The two promo marts count the same offers, and the buckets of depth add up.
with pressure as (
    select
        crawl_date,
        shop,
        sum(offers) as offers,
        sum(offers_on_promo) as on_promo,
        sum(offers_with_depth) as with_depth,
        sum(offers_below_15 + offers_15_to_30 + offers_30_to_45 + offers_45_and_more) as in_buckets,
        sum(offers_depth_unknown) as depth_unknown
    from marts.promo_pressure
    group by crawl_date, shop
),

mechanics as (
    select
        crawl_date,
        shop,
        sum(offers) as on_promo,
        sum(offers_with_depth) as with_depth
    from marts.promo_mechanics
    group by crawl_date, shop
)

select
    crawls.crawl_date,
    crawls.shop,
    crawls.offers,
    pressure.offers as offers_in_pressure,
    pressure.on_promo as promos_in_pressure,
    mechanics.on_promo as promos_in_mechanics
from warehouse.crawls as crawls
left join pressure
    on pressure.crawl_date = crawls.crawl_date
    and pressure.shop = crawls.shop
left join mechanics
    on mechanics.crawl_date = crawls.crawl_date
    and mechanics.shop = crawls.shop
where crawls.crawl_date >= date '2000-01-01'
    and (
        crawls.offers <> coalesce(pressure.offers, 0)
        or coalesce(pressure.on_promo, 0) <> coalesce(mechanics.on_promo, 0)
        or coalesce(pressure.with_depth, 0) <> coalesce(mechanics.with_depth, 0)
        or pressure.in_buckets <> pressure.with_depth
        or pressure.on_promo <> pressure.with_depth + pressure.depth_unknown
    )
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, category, count(*) as rows_of_grain
from marts.promo_pressure
group by crawl_date, shop, category
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.promo_pressure', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace table marts.promo_residue__build as
with doubtful_promos as (
    select
        promos.*,
        shops.language,
        regexp_replace(promos.normalized, '[0-9]+([.,][0-9]+)?', '#') as template
    from warehouse.promos as promos
    inner join warehouse.shops as shops
        on shops.shop = promos.shop
    where promos.crawl_date > (select cast(dateadd('day', -28, max(crawl_date)) as date) from warehouse.crawls)
        and (
            promos.confidence < 0.85
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
from templates;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select offers
from marts.promo_residue__build
where offers < 1
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select place
from marts.promo_residue__build
where place is null
) as dbt_internal_test
) as test_1;

create or replace table marts.promo_residue clone marts.promo_residue__build;

drop table if exists marts.promo_residue__build;

create or replace table marts.promo_residue clone marts.promo_residue__build copy grants;

create or replace table warehouse.promos__build as
select
    crawl_date,
    shop,
    promo_text,
    max(promo_normalized) as normalized,
    max(promo_mechanic) as mechanic,
    max(promo_min_quantity) as min_quantity,
    max(promo_percent_off) as percent_off,
    max(promo_rule) as rule,
    max(promo_confidence) as confidence,
    max(promo_residue) as residue,
    max(promo_conditions) as conditions,
    count(*) as offers,
    count(promo_effective_percent) as offers_with_depth,
    min(promo_effective_percent) as lowest_depth_percent,
    max(promo_effective_percent) as highest_depth_percent,
    max(_loaded_at) as loaded_at
from warehouse.offers
where promo_text is not null

group by crawl_date, shop, promo_text;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select mechanic
from warehouse.promos__build
where mechanic is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, promo_text, count(*) as rows_of_grain
from warehouse.promos__build
group by crawl_date, shop, promo_text
having count(*) > 1
) as dbt_internal_test
) as test_1;

create or replace table warehouse.promos clone warehouse.promos__build;

drop table if exists warehouse.promos__build;

create or replace temporary table warehouse.promos__build as
select
    crawl_date,
    shop,
    promo_text,
    max(promo_normalized) as normalized,
    max(promo_mechanic) as mechanic,
    max(promo_min_quantity) as min_quantity,
    max(promo_percent_off) as percent_off,
    max(promo_rule) as rule,
    max(promo_confidence) as confidence,
    max(promo_residue) as residue,
    max(promo_conditions) as conditions,
    count(*) as offers,
    count(promo_effective_percent) as offers_with_depth,
    min(promo_effective_percent) as lowest_depth_percent,
    max(promo_effective_percent) as highest_depth_percent,
    max(_loaded_at) as loaded_at
from warehouse.offers
where promo_text is not null

    and crawl_date in (
        -- days with offers that came since the last build; a late file makes its day new again
        select distinct crawl_date
        from warehouse.offers
        where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from warehouse.promos)
    )

group by crawl_date, shop, promo_text;

describe table warehouse.promos__build;

delete from warehouse.promos
where crawl_date in (select distinct crawl_date from warehouse.promos__build);

insert into warehouse.promos (crawl_date, shop, promo_text, normalized, mechanic, min_quantity, percent_off, rule, confidence, residue, conditions, offers, offers_with_depth, lowest_depth_percent, highest_depth_percent, loaded_at)
select crawl_date, shop, promo_text, normalized, mechanic, min_quantity, percent_off, rule, confidence, residue, conditions, offers, offers_with_depth, lowest_depth_percent, highest_depth_percent, loaded_at from warehouse.promos__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select mechanic
from warehouse.promos
where mechanic is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date, shop, promo_text, count(*) as rows_of_grain
from warehouse.promos
group by crawl_date, shop, promo_text
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.promos', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace view warehouse.rejects__build as
select
    cast(split_part(split_part(_file, 'crawl_date=', 2), '/', 1) as date) as crawl_date,
    split_part(split_part(split_part(split_part(_file, 'crawl_date=', 2), '/', 2), '.', 1), '-', 1) as shop,
    _file as source_file,
    _row as source_line,
    reason,
    line,
    _loaded_at as loaded_at
from retail.offers_lake__rejects;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select crawl_date
from warehouse.rejects__build
where crawl_date is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select reason
from warehouse.rejects__build
where reason is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select shop as from_field from warehouse.rejects__build) as child
left join (select shop as to_field from warehouse.shops) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test
) as test_2;

create or replace view warehouse.rejects as
select
    cast(split_part(split_part(_file, 'crawl_date=', 2), '/', 1) as date) as crawl_date,
    split_part(split_part(split_part(split_part(_file, 'crawl_date=', 2), '/', 2), '.', 1), '-', 1) as shop,
    _file as source_file,
    _row as source_line,
    reason,
    line,
    _loaded_at as loaded_at
from retail.offers_lake__rejects;

drop view if exists warehouse.rejects__build;

create or replace table warehouse.shop_products__build as
with new_offers as (
    select *
    from warehouse.offers
    
),

sightings as (
    select
        shop, sku, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category,
        crawl_date as first_seen,
        crawl_date as last_seen,
        case when ean is not null then crawl_date end as ean_seen,
        _loaded_at as loaded_at
    from new_offers
    
),

as_last_seen as (
    select
        shop,
        sku,
        max_by(name, case when name is not null then last_seen end) as name,
        max_by(normalized_name, case when normalized_name is not null then last_seen end) as normalized_name,
        max_by(brand, case when brand is not null then last_seen end) as brand,
        max_by(size_text, case when size_text is not null then last_seen end) as size_text,
        max_by(content_amount, case when content_amount is not null then last_seen end) as content_amount,
        max_by(content_unit, case when content_unit is not null then last_seen end) as content_unit,
        max_by(ean, case when ean is not null then ean_seen end) as ean,
        max_by(shop_category, case when shop_category is not null then last_seen end) as shop_category,
        min(first_seen) as first_seen,
        max(last_seen) as last_seen,
        max(loaded_at) as loaded_at
    from sightings
    group by shop, sku
)

select
    shop,
    sku,
    -- the code decides; without one a product is known within its shop only
    case when (ean is not null
    and substr(ean, 1, 1) <> '2'
    and substr(ean, 1, 2) not in ('02')
    and ean <> '0000000000000') then ean else shop || ':' || sku end as product_id,
    name,
    normalized_name,
    brand,
    size_text,
    content_amount,
    content_unit,
    ean,
    shop_category,
    first_seen,
    last_seen,
    loaded_at
from as_last_seen;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id
from warehouse.shop_products__build
where product_id is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.shop_products__build
where shop is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select sku
from warehouse.shop_products__build
where sku is null
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop, sku, count(*) as rows_of_grain
from warehouse.shop_products__build
group by shop, sku
having count(*) > 1
) as dbt_internal_test
) as test_3;

create or replace table warehouse.shop_products clone warehouse.shop_products__build;

drop table if exists warehouse.shop_products__build;

create or replace temporary table warehouse.shop_products__build as
with new_offers as (
    select *
    from warehouse.offers
    
    where _loaded_at > (select coalesce(max(loaded_at), timestamp '1970-01-01') from warehouse.shop_products)
    
),

sightings as (
    select
        shop, sku, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category,
        crawl_date as first_seen,
        crawl_date as last_seen,
        case when ean is not null then crawl_date end as ean_seen,
        _loaded_at as loaded_at
    from new_offers
    
    union all
    -- what was known before counts as one more sighting
    select
        shop, sku, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category,
        first_seen,
        last_seen,
        case when ean is not null then last_seen end as ean_seen,
        loaded_at
    from warehouse.shop_products
    where (shop, sku) in (select shop, sku from new_offers)
    
),

as_last_seen as (
    select
        shop,
        sku,
        max_by(name, case when name is not null then last_seen end) as name,
        max_by(normalized_name, case when normalized_name is not null then last_seen end) as normalized_name,
        max_by(brand, case when brand is not null then last_seen end) as brand,
        max_by(size_text, case when size_text is not null then last_seen end) as size_text,
        max_by(content_amount, case when content_amount is not null then last_seen end) as content_amount,
        max_by(content_unit, case when content_unit is not null then last_seen end) as content_unit,
        max_by(ean, case when ean is not null then ean_seen end) as ean,
        max_by(shop_category, case when shop_category is not null then last_seen end) as shop_category,
        min(first_seen) as first_seen,
        max(last_seen) as last_seen,
        max(loaded_at) as loaded_at
    from sightings
    group by shop, sku
)

select
    shop,
    sku,
    -- the code decides; without one a product is known within its shop only
    case when (ean is not null
    and substr(ean, 1, 1) <> '2'
    and substr(ean, 1, 2) not in ('02')
    and ean <> '0000000000000') then ean else shop || ':' || sku end as product_id,
    name,
    normalized_name,
    brand,
    size_text,
    content_amount,
    content_unit,
    ean,
    shop_category,
    first_seen,
    last_seen,
    loaded_at
from as_last_seen;

describe table warehouse.shop_products__build;

delete from warehouse.shop_products
where (shop, sku) in (select distinct shop, sku from warehouse.shop_products__build);

insert into warehouse.shop_products (shop, sku, product_id, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category, first_seen, last_seen, loaded_at)
select shop, sku, product_id, name, normalized_name, brand, size_text, content_amount, content_unit, ean, shop_category, first_seen, last_seen, loaded_at from warehouse.shop_products__build;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select product_id
from warehouse.shop_products
where product_id is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.shop_products
where shop is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select sku
from warehouse.shop_products
where sku is null
) as dbt_internal_test;

select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop, sku, count(*) as rows_of_grain
from warehouse.shop_products
group by shop, sku
having count(*) > 1
) as dbt_internal_test;

insert into _mart.commits (run_id, node, attempt, committed_at) values
('11111111-2222-3333-4444-555555555555', 'model.retail_analytics.shop_products', 1, cast('2026-11-20 00:00:00' as timestamp_ntz));

create or replace table marts.yesterday_report__build as
with days as (
    select
        shop,
        crawl_date,
        lag(crawl_date) over (partition by shop order by crawl_date) as crawl_date_before,
        offers,
        duplicates,
        rejects,
        row_number() over (partition by shop order by crawl_date desc nulls last) as age
    from warehouse.crawls
),

latest as (
    select *
    from days
    where age = 1
),

today as (
    select prices.*
    from warehouse.daily_prices as prices
    inner join latest
        on latest.shop = prices.shop
        and latest.crawl_date = prices.crawl_date
    where prices.crawl_date >= (select min(crawl_date) from latest)
),

day_before as (
    select prices.*
    from warehouse.daily_prices as prices
    inner join latest
        on latest.shop = prices.shop
        and latest.crawl_date_before = prices.crawl_date
    where prices.crawl_date >= (select min(crawl_date_before) from latest)
),

pairs as (
    select
        coalesce(today.shop, day_before.shop) as shop,
        today.sku as sku_today,
        day_before.sku as sku_before,
        today.sku is not null and day_before.sku is not null and today.name <> day_before.name as is_renamed,
        today.price as price_today,
        day_before.price as price_before,
        coalesce(today.is_on_promo, false) as is_on_promo_today,
        coalesce(day_before.is_on_promo, false) as is_on_promo_before,
        today.depth_percent as depth_today
    from today
    full join day_before
        on day_before.shop = today.shop
        and day_before.sku = today.sku
),

summary as (
    select
        shop,
        cast(count_if(sku_before is null) as bigint) as new_products,
        cast(count_if(sku_today is null) as bigint) as gone_products,
        cast(count_if(is_renamed) as bigint) as renamed_products,
        cast(count_if(price_today > price_before) as bigint) as price_increases,
        cast(count_if(price_today < price_before) as bigint) as price_decreases,
        cast(round(cast(100 * avg(cast(price_today as double) / nullif(price_before, 0) - 1) as decimal(18, 6)), 2) as decimal(8, 2)) as mean_price_change_percent,
        cast(round(cast(100.0 * count_if(is_on_promo_today) / nullif(count(sku_today), 0) as decimal(18, 6)), 2) as decimal(5, 2)) as promo_share_percent,
        cast(round(cast(100.0 * count_if(is_on_promo_before) / nullif(count(sku_before), 0) as decimal(18, 6)), 2) as decimal(5, 2)) as promo_share_before_percent,
        cast(round(cast(avg(depth_today) as decimal(18, 6)), 2) as decimal(5, 2)) as mean_depth_percent
    from pairs
    group by shop
),

deepest as (
    select
        shop,
        product_name,
        promo_text,
        depth_percent
    from today
    where depth_percent is not null
    qualify row_number() over (partition by shop order by depth_percent desc nulls last, price_eur desc nulls last, sku) = 1
)

select
    latest.shop,
    shops.name as shop_name,
    latest.crawl_date as report_date,
    latest.crawl_date_before as compared_with,
    latest.offers,
    summary.new_products,
    summary.gone_products,
    summary.renamed_products,
    summary.price_increases,
    summary.price_decreases,
    summary.mean_price_change_percent,
    summary.promo_share_percent,
    summary.promo_share_before_percent,
    summary.mean_depth_percent,
    deepest.product_name as deepest_promo_product,
    deepest.promo_text as deepest_promo_text,
    deepest.depth_percent as deepest_promo_percent,
    latest.duplicates,
    latest.rejects
from latest
inner join warehouse.shops as shops
    on shops.shop = latest.shop
left join summary
    on summary.shop = latest.shop
left join deepest
    on deepest.shop = latest.shop;

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select count(*) as n_records
from marts.yesterday_report__build
having count(*) = 0
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select report_date
from marts.yesterday_report__build
where report_date is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from marts.yesterday_report__build
where shop is null
) as dbt_internal_test
) as test_2
union all
select 3 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop as unique_field, count(*) as n_records
from marts.yesterday_report__build
where shop is not null
group by shop
having count(*) > 1
) as dbt_internal_test
) as test_3;

create or replace table marts.yesterday_report clone marts.yesterday_report__build;

drop table if exists marts.yesterday_report__build;

create or replace table marts.yesterday_report clone marts.yesterday_report__build copy grants;

create or replace table warehouse.category_map__build (shop varchar, shop_category varchar, category varchar);

insert into warehouse.category_map__build values
('appelmarkt', 'Vers > Zuivel en eieren', 'dairy'),
('appelmarkt', 'Vers > Kaas', 'cheese'),
('appelmarkt', 'Vers > Brood en gebak', 'bread'),
('appelmarkt', 'Vers > Aardappel, groente, fruit', 'fruit_vegetables'),
('appelmarkt', 'Vers > Vlees, kip, vis', 'meat_fish'),
('appelmarkt', 'Dranken > Frisdrank, sappen, water', 'soft_drinks'),
('appelmarkt', 'Dranken > Koffie en thee', 'coffee_tea'),
('appelmarkt', 'Dranken > Bier, wijn, aperitieven', 'beer_wine'),
('appelmarkt', 'Snoep en snacks > Chips, koek, chocola', 'snacks'),
('appelmarkt', 'Houdbaar > Ontbijt en broodbeleg', 'breakfast'),
('appelmarkt', 'Houdbaar > Pasta, rijst, sauzen', 'pasta_rice_sauces'),
('appelmarkt', 'Diepvries > Alles', 'frozen'),
('appelmarkt', 'Huis > Schoonmaak en papier', 'household'),
('appelmarkt', 'Huis > Drogisterij en baby', 'personal_care'),
('quatrevents', 'Crèmerie > Lait, beurre et yaourts', 'dairy'),
('quatrevents', 'Crèmerie > Fromages', 'cheese'),
('quatrevents', 'Boulangerie > Pains et viennoiseries', 'bread'),
('quatrevents', 'Fruits et légumes > Tout', 'fruit_vegetables'),
('quatrevents', 'Boucherie et poissonnerie > Libre-service', 'meat_fish'),
('quatrevents', 'Boissons > Sans alcool', 'soft_drinks'),
('quatrevents', 'Épicerie sucrée > Cafés et thés', 'coffee_tea'),
('quatrevents', 'Boissons > Bières et vins', 'beer_wine'),
('quatrevents', 'Épicerie sucrée > Chocolats et apéritifs', 'snacks'),
('quatrevents', 'Épicerie sucrée > Petit déjeuner', 'breakfast'),
('quatrevents', 'Épicerie salée > Pâtes, riz et sauces', 'pasta_rice_sauces'),
('quatrevents', 'Surgelés > Tout', 'frozen'),
('quatrevents', 'Entretien > Lessive et papier', 'household'),
('quatrevents', 'Hygiène et beauté > Soins et bébé', 'personal_care'),
('kaufgut', 'Kühlregal > Molkerei', 'dairy'),
('kaufgut', 'Kühlregal > Käse', 'cheese'),
('kaufgut', 'Backwaren > Brot und Brötchen', 'bread'),
('kaufgut', 'Obst und Gemüse > Frisch', 'fruit_vegetables'),
('kaufgut', 'Fleisch und Fisch > Kühlung', 'meat_fish'),
('kaufgut', 'Getränke > Alkoholfrei', 'soft_drinks'),
('kaufgut', 'Vorrat > Kaffee und Tee', 'coffee_tea'),
('kaufgut', 'Getränke > Bier und Wein', 'beer_wine'),
('kaufgut', 'Süßes und Salziges > Alles', 'snacks'),
('kaufgut', 'Vorrat > Frühstück und Aufstrich', 'breakfast'),
('kaufgut', 'Vorrat > Nudeln, Reis, Saucen', 'pasta_rice_sauces'),
('kaufgut', 'Tiefkühl > Alles', 'frozen'),
('kaufgut', 'Haushalt > Wasch- und Putzmittel', 'household'),
('kaufgut', 'Drogerie > Pflege und Baby', 'personal_care'),
('highfield', 'Fresh Food > Milk, Butter & Yogurt', 'dairy'),
('highfield', 'Fresh Food > Cheese', 'cheese'),
('highfield', 'Bakery > Bread & Rolls', 'bread'),
('highfield', 'Fresh Food > Fruit & Vegetables', 'fruit_vegetables'),
('highfield', 'Fresh Food > Meat & Fish', 'meat_fish'),
('highfield', 'Drinks > Soft Drinks & Water', 'soft_drinks'),
('highfield', 'Food Cupboard > Tea & Coffee', 'coffee_tea'),
('highfield', 'Drinks > Beer & Wine', 'beer_wine'),
('highfield', 'Food Cupboard > Crisps, Snacks & Chocolate', 'snacks'),
('highfield', 'Food Cupboard > Breakfast & Spreads', 'breakfast'),
('highfield', 'Food Cupboard > Pasta, Rice & Sauces', 'pasta_rice_sauces'),
('highfield', 'Frozen > All Frozen', 'frozen'),
('highfield', 'Household > Laundry, Cleaning & Paper', 'household'),
('highfield', 'Health & Beauty > Toiletries & Baby', 'personal_care'),
('boerhof', 'Zuivel, boter en eieren', 'dairy'),
('boerhof', 'Kaas en tapas', 'cheese'),
('boerhof', 'Brood en gebak', 'bread'),
('boerhof', 'Groente en fruit', 'fruit_vegetables'),
('boerhof', 'Vlees, kip, vis', 'meat_fish'),
('boerhof', 'Frisdrank en sappen', 'soft_drinks'),
('boerhof', 'Koffie en thee', 'coffee_tea'),
('boerhof', 'Bier en wijn', 'beer_wine'),
('boerhof', 'Chips, noten en chocolade', 'snacks'),
('boerhof', 'Ontbijt en beleg', 'breakfast'),
('boerhof', 'Pasta, rijst en wereldkeuken', 'pasta_rice_sauces'),
('boerhof', 'Diepvries', 'frozen'),
('boerhof', 'Huishouden', 'household'),
('boerhof', 'Drogisterij en baby', 'personal_care'),
('soleado', 'LÁCTEOS', 'dairy'),
('soleado', 'QUESOS', 'cheese'),
('soleado', 'PANADERÍA', 'bread'),
('soleado', 'FRUTAS Y VERDURAS', 'fruit_vegetables'),
('soleado', 'CARNE Y PESCADO', 'meat_fish'),
('soleado', 'REFRESCOS Y AGUA', 'soft_drinks'),
('soleado', 'CAFÉ E INFUSIONES', 'coffee_tea'),
('soleado', 'CERVEZAS Y VINOS', 'beer_wine'),
('soleado', 'APERITIVOS Y DULCES', 'snacks'),
('soleado', 'DESAYUNO', 'breakfast'),
('soleado', 'PASTA, ARROZ Y SALSAS', 'pasta_rice_sauces'),
('soleado', 'CONGELADOS', 'frozen'),
('soleado', 'LIMPIEZA Y HOGAR', 'household'),
('soleado', 'HIGIENE Y BEBÉ', 'personal_care'),
('polder', 'Verse producten > Zuivel', 'dairy'),
('polder', 'Verse producten > Kazen', 'cheese'),
('polder', 'Bakkerij > Brood', 'bread'),
('polder', 'Verse producten > Groenten en fruit', 'fruit_vegetables'),
('polder', 'Verse producten > Vlees en vis', 'meat_fish'),
('polder', 'Dranken > Fris en water', 'soft_drinks'),
('polder', 'Voorraad > Koffie en thee', 'coffee_tea'),
('polder', 'Dranken > Bier en wijn', 'beer_wine'),
('polder', 'Snacks > Zoet en zout', 'snacks'),
('polder', 'Voorraad > Ontbijt', 'breakfast'),
('polder', 'Voorraad > Pasta en rijst', 'pasta_rice_sauces'),
('polder', 'Diepvries > Alles', 'frozen'),
('polder', 'Huishouden > Schoonmaak', 'household'),
('polder', 'Verzorging > Lichaam en baby', 'personal_care'),
('alpenkorb', '1103', 'dairy'),
('alpenkorb', '1104', 'cheese'),
('alpenkorb', '1201', 'bread'),
('alpenkorb', '1001', 'fruit_vegetables'),
('alpenkorb', '1301', 'meat_fish'),
('alpenkorb', '2001', 'soft_drinks'),
('alpenkorb', '3101', 'coffee_tea'),
('alpenkorb', '2002', 'beer_wine'),
('alpenkorb', '3201', 'snacks'),
('alpenkorb', '3102', 'breakfast'),
('alpenkorb', '3103', 'pasta_rice_sauces'),
('alpenkorb', '4001', 'frozen'),
('alpenkorb', '5001', 'household'),
('alpenkorb', '5101', 'personal_care');

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select category
from warehouse.category_map__build
where category is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select child.from_field
from (select shop as from_field from warehouse.category_map__build) as child
left join (select shop as to_field from warehouse.shops) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
) as dbt_internal_test
) as test_1
union all
select 2 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop, shop_category, count(*) as rows_of_grain
from warehouse.category_map__build
group by shop, shop_category
having count(*) > 1
) as dbt_internal_test
) as test_2;

create or replace table warehouse.category_map clone warehouse.category_map__build;

drop table if exists warehouse.category_map__build;

create or replace table warehouse.category_map clone warehouse.category_map__build copy grants;

create or replace table warehouse.client_categories__build (client varchar, category varchar, since date);

insert into warehouse.client_categories__build values
('vandenberg', 'dairy', '2026-01-01'),
('vandenberg', 'cheese', '2026-01-01'),
('vandenberg', 'frozen', '2026-07-01'),
('solenne', 'coffee_tea', '2026-03-01'),
('solenne', 'breakfast', '2026-03-01');

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select category
from warehouse.client_categories__build
where category is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select client
from warehouse.client_categories__build
where client is null
) as dbt_internal_test
) as test_1;

create or replace table warehouse.client_categories clone warehouse.client_categories__build;

drop table if exists warehouse.client_categories__build;

create or replace table warehouse.client_categories clone warehouse.client_categories__build copy grants;

create or replace table warehouse.exchange_rates__build (currency varchar, euro_rate decimal(12,4), valid_from date, valid_to date);

insert into warehouse.exchange_rates__build values
('EUR', '1.0000', '2000-01-01', '2099-12-31'),
('GBP', '1.1700', '2000-01-01', '2025-12-31'),
('GBP', '1.1500', '2026-01-01', '2099-12-31');

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select currency
from warehouse.exchange_rates__build
where currency is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select euro_rate
from warehouse.exchange_rates__build
where euro_rate is null
) as dbt_internal_test
) as test_1;

create or replace table warehouse.exchange_rates clone warehouse.exchange_rates__build;

drop table if exists warehouse.exchange_rates__build;

create or replace table warehouse.exchange_rates clone warehouse.exchange_rates__build copy grants;

create or replace table warehouse.shops__build (shop varchar, name varchar, country varchar, language varchar, currency varchar, has_member_card boolean);

insert into warehouse.shops__build values
('appelmarkt', 'Appelmarkt', 'NL', 'nl', 'EUR', true),
('quatrevents', 'Quatre Vents', 'FR', 'fr', 'EUR', true),
('kaufgut', 'Kaufgut', 'DE', 'de', 'EUR', true),
('highfield', 'Highfield', 'GB', 'en', 'GBP', true),
('boerhof', 'Boerhof', 'NL', 'nl', 'EUR', false),
('soleado', 'Soleado', 'ES', 'es', 'EUR', true),
('polder', 'Polder', 'BE', 'nl', 'EUR', true),
('alpenkorb', 'Alpenkorb', 'AT', 'de', 'EUR', true);

select 0 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop
from warehouse.shops__build
where shop is null
) as dbt_internal_test
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select shop as unique_field, count(*) as n_records
from warehouse.shops__build
where shop is not null
group by shop
having count(*) > 1
) as dbt_internal_test
) as test_1;

create or replace table warehouse.shops clone warehouse.shops__build;

drop table if exists warehouse.shops__build;

create or replace table warehouse.shops clone warehouse.shops__build copy grants;


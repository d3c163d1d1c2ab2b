{{/* What a product cost on average in the two years up to the latest crawl, each price
     weighted by the days that it held. */}}
with period as (
    select
        {{ dateadd "year" -2 "max(crawl_date)" (kw "type" "date") }} as first_day,
        max(crawl_date) as last_day
    from {{ ref "crawls" }}
),

prices as (
    select
        price_history.product_id,
        price_history.shop,
        price_history.price * exchange_rates.euro_rate as price_eur,
        {{ greatest_of (list "price_history.valid_from" "period.first_day" "exchange_rates.valid_from") }} as held_from,
        {{ least_of (list "price_history.valid_to" "period.last_day" "exchange_rates.valid_to") }} as held_to
    from {{ ref "price_history" }} as price_history
    cross join period
    inner join {{ ref "exchange_rates" }} as exchange_rates
        on exchange_rates.currency = price_history.currency
        and exchange_rates.valid_from <= price_history.valid_to
        and exchange_rates.valid_to >= price_history.valid_from
    where price_history.valid_to >= period.first_day
),

held as (
    select
        *,
        {{ datediff "held_from" "held_to" }} + 1 as days
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
    {{ retail_rounded "sum(held.price_eur * held.days) / sum(held.days)" 12 }} as average_price_eur,
    cast(round(min(held.price_eur), 2) as decimal(12, 2)) as lowest_price_eur,
    cast(round(max(held.price_eur), 2) as decimal(12, 2)) as highest_price_eur
from held
inner join {{ ref "products" }} as products
    on products.product_id = held.product_id
group by held.product_id

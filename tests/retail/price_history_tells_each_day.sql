-- The history, which holds changes only, gives back the price of every single offer.
select
    offers.crawl_date,
    offers.shop,
    offers.sku,
    offers.price,
    price_history.price as price_in_history
from {{ ref "offers" }} as offers
left join {{ ref "price_history" }} as price_history
    on price_history.shop = offers.shop
    and price_history.sku = offers.sku
    and offers.crawl_date between price_history.valid_from and price_history.valid_to
where offers.crawl_date >= date '{{ var "check_from" }}'
    and offers.price is not null
    and (
        price_history.price is distinct from offers.price
        or price_history.regular_price is distinct from offers.regular_price
    )

-- A depth where there is none is the most expensive error: it moves every promo index.
select
    crawl_date,
    shop,
    sku,
    promo_text,
    promo_mechanic,
    promo_effective_percent
from {{ ref "offers" }}
where crawl_date >= date '{{ var "check_from" }}'
    and promo_effective_percent is not null
    and (
        promo_text is null
        or promo_mechanic in ('none', 'unknown', 'cashback', 'loyalty_points', 'free_gift', 'free_shipping')
        or promo_is_up_to and promo_effective_source <> 'printed_prices' and promo_mechanic <> 'percent_off'
    )

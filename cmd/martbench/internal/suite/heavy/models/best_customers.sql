with ranked as (
    select customer_key, year(ordered_on) as year, sum(revenue) as revenue
    from {{ ref "sales" }}
    group by customer_key, year(ordered_on)
    qualify row_number() over (partition by year(ordered_on) order by revenue desc) <= 1000
)

select ranked.*, customer.name, customer.segment
from ranked
inner join {{ source "trade" "customer" }} as customer on customer.customer_key = ranked.customer_key

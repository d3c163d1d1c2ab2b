with yearly as (
    select customer_key, year(ordered_on) as year, sum(revenue) as revenue
    from {{ ref "sales" }}
    group by all
),

best as (
    select *
    from yearly
    qualify row_number() over (partition by year order by revenue desc) <= 1000
)

select best.*, customer.name, customer.segment
from best
inner join {{ source "trade" "customer" }} as customer on customer.customer_key = best.customer_key

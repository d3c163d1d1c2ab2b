with large as (
    select order_key, sum(quantity) as quantity
    from {{ source "trade" "line" }}
    group by order_key
    having sum(quantity) > 150
)

select customer.name, orders.order_key, orders.ordered_on, large.quantity
from large
inner join {{ source "trade" "orders" }} as orders on orders.order_key = large.order_key
inner join {{ source "trade" "customer" }} as customer on customer.customer_key = orders.customer_key

select line.order_key, sum(line.price * (1 - line.discount)) as revenue, orders.ordered_on, orders.priority
from {{ source "trade" "customer" }} as customer
inner join {{ source "trade" "orders" }} as orders on orders.customer_key = customer.customer_key
inner join {{ source "trade" "line" }} as line on line.order_key = orders.order_key
where customer.segment = 'BUILDING' and orders.ordered_on < date '1995-03-15' and line.shipped_on > date '1995-03-15'
group by line.order_key, orders.ordered_on, orders.priority

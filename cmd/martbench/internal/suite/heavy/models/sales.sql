{{/* One row an order line with all that is known of it: the widest table, mostly written. */}}
select
    line.order_key, line.line_number, line.quantity, line.price, line.discount, line.tax,
    line.price * (1 - line.discount) as revenue,
    line.return_flag, line.shipped_on, line.promised_on, line.ship_mode,
    orders.ordered_on, orders.priority, orders.customer_key, line.part_key, line.supplier_key,
    customer.segment, customer.nation_key as customer_nation_key, supplier.nation_key as supplier_nation_key
from {{ source "trade" "line" }} as line
inner join {{ source "trade" "orders" }} as orders on orders.order_key = line.order_key
inner join {{ source "trade" "customer" }} as customer on customer.customer_key = orders.customer_key
inner join {{ source "trade" "supplier" }} as supplier on supplier.supplier_key = line.supplier_key

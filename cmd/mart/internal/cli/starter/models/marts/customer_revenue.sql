select
    c.id as customer_id,
    c.name,
    c.country,
    count(*) as orders,
    sum(o.amount) as revenue,
    max(o.ordered_on) as last_order_on
from {{ ref "raw_customers" }} as c
join {{ ref "orders" }} as o on o.customer_id = c.id
where o.status <> 'returned'
group by c.id, c.name, c.country
having count(*) >= {{ var "minimum_orders" }}

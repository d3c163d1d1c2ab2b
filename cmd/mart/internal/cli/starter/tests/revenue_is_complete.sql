-- Every euro that was not returned is in the mart. A row is a failure.
select 'revenue' as what, orders.total, mart.total as in_mart
from (select sum(amount) as total from {{ ref "orders" }} where status <> 'returned') as orders,
     (select sum(revenue) as total from {{ ref "customer_revenue" }}) as mart
where orders.total <> mart.total

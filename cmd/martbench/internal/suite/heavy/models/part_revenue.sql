select part.brand, part.type, part.container, count(distinct sales.customer_key) as customers, sum(sales.revenue) as revenue
from {{ ref "sales" }} as sales
inner join {{ source "trade" "part" }} as part on part.part_key = sales.part_key
group by all

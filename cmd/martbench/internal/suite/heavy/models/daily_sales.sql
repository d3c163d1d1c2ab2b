select ordered_on, segment, sum(revenue) as revenue, count(*) as lines, count(distinct order_key) as orders
from {{ ref "sales" }}
group by all

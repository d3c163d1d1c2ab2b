select customer.customer_key, customer.name, customer.balance, nation.name as nation, sum(sales.revenue) as lost_revenue
from {{ ref "sales" }} as sales
inner join {{ source "trade" "customer" }} as customer on customer.customer_key = sales.customer_key
inner join {{ source "trade" "nation" }} as nation on nation.nation_key = customer.nation_key
where sales.return_flag = 'R'
group by all

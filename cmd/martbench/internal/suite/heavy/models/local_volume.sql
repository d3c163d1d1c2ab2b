select nation.name as nation, year(sales.ordered_on) as year, sum(sales.revenue) as revenue
from {{ ref "sales" }} as sales
inner join {{ source "trade" "nation" }} as nation on nation.nation_key = sales.supplier_nation_key
where sales.customer_nation_key = sales.supplier_nation_key
group by all

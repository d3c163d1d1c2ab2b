-- The month after a customer's last paid one.
with last_months as (

    select customer_id, max(date_month) as last_month
    from {{ ref "customer_revenue_by_month" }}
    where mrr > 0
    group by customer_id

)

select cast(last_month + interval 1 month as date) as date_month, customer_id, cast(0 as decimal(16, 2)) as mrr
from last_months
where last_month + interval 1 month < cast('{{ var "last_month" }}' as date)

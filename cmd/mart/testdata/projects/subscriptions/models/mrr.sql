{{ config "materialized" "table" }}

with revenue as (

    select date_month, customer_id, mrr from {{ ref "customer_revenue_by_month" }}
    union all
    select c.date_month, c.customer_id, c.mrr
    from {{ ref "customer_churn_month" }} as c
    where not exists (
        select 1 from {{ ref "customer_revenue_by_month" }} as r
        where r.customer_id = c.customer_id and r.date_month = c.date_month
    )

),

changes as (

    select
        date_month,
        customer_id,
        mrr,
        coalesce(lag(mrr) over each_customer, 0) as previous_mrr,
        row_number() over each_customer as month_number,
        max(mrr) over (partition by customer_id order by date_month rows between unbounded preceding and 1 preceding) as most_before
    from revenue
    window each_customer as (partition by customer_id order by date_month)

)

select
    date_month,
    customer_id,
    mrr,
    mrr - previous_mrr as mrr_change,
    case
        when mrr > 0 and coalesce(most_before, 0) = 0 then 'new'
        when mrr > 0 and previous_mrr = 0 then 'reactivation'
        when mrr = 0 and previous_mrr > 0 then 'churn'
        when mrr > previous_mrr then 'upgrade'
        when mrr < previous_mrr then 'downgrade'
    end as change_category
from changes

-- One row a customer and month, from the customer's first month to the month after the
-- last one, with what was paid: 0 in a month without a subscription.
with periods as (

    select * from {{ ref "subscription_periods" }}

),

months as (

    select cast(date_month as date) as date_month from {{ ref "util_months" }}

),

customers as (

    select
        customer_id,
        date_trunc('month', min(start_date)) as first_month,
        date_trunc('month', max(end_date)) as last_month
    from periods
    group by customer_id

),

customer_months as (

    select c.customer_id, m.date_month
    from customers as c
    join months as m on m.date_month >= c.first_month and m.date_month < c.last_month

)

select
    cm.date_month,
    cm.customer_id,
    coalesce(sum(p.monthly_amount), 0) as mrr
from customer_months as cm
left join periods as p
    on p.customer_id = cm.customer_id
    -- a period counts for the months that it begins before the end of, and ends after
    and cm.date_month >= p.start_date and (cm.date_month < p.end_date)
group by cm.date_month, cm.customer_id

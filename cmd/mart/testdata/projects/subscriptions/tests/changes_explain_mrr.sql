-- The revenue of a month is that of the month before and what changed. A row is a failure.
select date_month, mrr
from (
    select *, lag(mrr, 1, 0) over (order by date_month) as before
    from {{ ref "mrr_by_month" }}
)
where mrr <> before + new_mrr + reactivation_mrr + upgrade_mrr + downgrade_mrr + churn_mrr

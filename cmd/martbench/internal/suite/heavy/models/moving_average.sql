select ordered_on, segment, revenue,
    avg(revenue) over (partition by segment order by ordered_on rows between 27 preceding and current row) as four_weeks,
    revenue - lag(revenue, 7) over (partition by segment order by ordered_on) as against_last_week
from {{ ref "daily_sales" }}

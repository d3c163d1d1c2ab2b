select ship_mode, year(promised_on) as year,
    count(*) filter (where priority in ('1-URGENT', '2-HIGH')) as urgent_lines,
    count(*) filter (where priority not in ('1-URGENT', '2-HIGH')) as other_lines,
    quantile_cont(shipped_on - promised_on, 0.9) as late_days
from {{ ref "sales" }}
where shipped_on > promised_on
group by all

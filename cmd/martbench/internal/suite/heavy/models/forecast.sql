select month(shipped_on) as month, sum(price * discount) as revenue
from {{ source "trade" "line" }}
where shipped_on >= date '1994-01-01' and shipped_on < date '1995-01-01' and discount between 0.05 and 0.07 and quantity < 24
group by all

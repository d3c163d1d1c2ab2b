-- The points of a purchase add up to one under every model. A row is a failure.
select visitor_id, purchased_at
from {{ ref "touches" }}
group by visitor_id, purchased_at
having sum(first_touch_points) <> 1 or sum(last_touch_points) <> 1
    or abs(sum(linear_points) - 1) > 1e-9 or abs(sum(forty_twenty_forty_points) - 1) > 1e-9

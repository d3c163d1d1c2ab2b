select
    view_id,
    visitor_id,
    cast(viewed_at as timestamp) as viewed_at,
    nullif(lower(trim(source)), '') as source
from {{ ref "raw_page_views" }}

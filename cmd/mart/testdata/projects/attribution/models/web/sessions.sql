{{ config "materialized" "incremental" "unique_key" (list "visitor_id" "session_number") }}

with marked as (

    select
        *,
        case
            when viewed_at - lag(viewed_at) over each_visitor <= interval {{ var "session_gap_minutes" }} minute then 0
            else 1
        end as is_first
    from {{ ref "page_views" }}
    window each_visitor as (partition by visitor_id order by viewed_at, view_id)

),

numbered as (

    select *, sum(is_first) over (partition by visitor_id order by viewed_at, view_id rows unbounded preceding) as session_number
    from marked

)

select
    visitor_id,
    cast(session_number as integer) as session_number,
    min(viewed_at) as started_at,
    max(viewed_at) as ended_at,
    count(*) as views,
    coalesce(arg_min(source, (viewed_at, view_id)) filter (is_first = 1), 'direct') as source
from numbered
group by visitor_id, session_number

-- One row a session that came before a purchase, within the window, with its share of it.
with before_purchase as (

    select
        p.visitor_id,
        p.purchased_at,
        p.revenue,
        s.session_number,
        s.source,
        count(*) over each_purchase as touches,
        row_number() over (each_purchase order by s.started_at) as touch
    from {{ ref "purchases" }} as p
    join {{ ref "sessions" }} as s
        on s.visitor_id = p.visitor_id
        and s.started_at <= p.purchased_at
        and s.started_at > p.purchased_at - interval {{ var "window_days" }} day
    window each_purchase as (partition by p.visitor_id, p.purchased_at)

),

points as (

    select
        *,
        case when touch = 1 then 1.0 else 0.0 end as first_touch,
        case when touch = touches then 1.0 else 0.0 end as last_touch,
        cast(1 as double) / touches as linear,
        {{ forty_twenty_forty "touch" "touches" }} as forty_twenty_forty
    from before_purchase

)

select
    visitor_id,
    purchased_at,
    session_number,
    source,
    touch,
    touches
    {{- range list "first_touch" "last_touch" "linear" "forty_twenty_forty" }},
    {{ . }} as {{ . }}_points,
    cast(revenue as double) * {{ . }} as {{ . }}_revenue
    {{- end }}
from points

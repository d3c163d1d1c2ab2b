{{- $models := list "first_touch" "last_touch" "linear" "forty_twenty_forty" -}}
with earned as (

    select
        date_trunc('month', purchased_at) as month,
        source
        {{- range $models }},
        sum({{ . }}_points) as {{ . }}_purchases,
        sum({{ . }}_revenue) as {{ . }}_revenue
        {{- end }}
    from {{ ref "touches" }}
    group by all

),

spent as (

    select date_trunc('month', spent_on) as month, source, sum(amount) as spend
    from {{ ref "ad_spend" }}
    group by all

)

select
    cast(coalesce(e.month, s.month) as date) as month,
    coalesce(e.source, s.source) as source,
    coalesce(s.spend, 0) as spend
    {{- range $models }},
    coalesce(e.{{ . }}_purchases, 0) as {{ . }}_purchases,
    coalesce(e.{{ . }}_revenue, 0) as {{ . }}_revenue,
    {{ safe_divide "cast(s.spend as double)" (printf "e.%s_purchases" .) }} as {{ . }}_cost_per_purchase
    {{- end }}
from earned as e
full join spent as s on s.month = e.month and s.source = e.source

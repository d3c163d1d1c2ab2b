{{- $methods := var "payment_methods" -}}

with payments as (

    select
        order_id,
        {{- range $methods }}
        sum(case when payment_method = '{{ . }}' then amount else 0 end) as {{ . }}_amount,
        {{- end }}
        sum(amount) as total_amount
    from {{ ref "stg_payments" }}
    group by order_id

)

select
    o.order_id,
    o.customer_id,
    o.order_date,
    o.status,
    {{- range $methods }}
    coalesce(p.{{ . }}_amount, 0) as {{ . }}_amount,
    {{- end }}
    coalesce(p.total_amount, 0) as amount
from {{ ref "stg_orders" }} as o
left join payments as p on p.order_id = o.order_id

{{ config "materialized" "table" }}
select
    date_month,
    sum(mrr) as mrr,
    count(*) filter (mrr > 0) as customers
    {{- range list "new" "reactivation" "upgrade" "downgrade" "churn" }},
    coalesce(sum(mrr_change) filter (change_category = '{{ . }}'), 0) as {{ . }}_mrr
    {{- end }}
from {{ ref "mrr" }}
group by date_month

{{ config "materialized" "ephemeral" }}
{{ date_spine "month" (printf "cast('%s' as date)" (var "first_month")) (printf "cast('%s' as date)" (var "last_month")) }}

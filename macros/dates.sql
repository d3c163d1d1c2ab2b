{{/* The time now, in UTC, as a timestamp without zone. */}}
{{ define "duckdb.current_timestamp()" }}make_timestamp(epoch_us(now())){{ end }}
{{ define "snowflake.current_timestamp()" }}sysdate(){{ end }}

{{/* The beginning of the year, quarter, month, week (Monday), day, hour, minute or second
     that a date or timestamp lies in. */}}
{{ define "date_trunc(datepart, date)" }}date_trunc('{{ .datepart }}', {{ .date }}){{ end }}

{{/* A date or timestamp some days, months ... later; a negative interval goes back. On
     DuckDB a date becomes a timestamp: cast it back where that matters. */}}
{{ define "duckdb.dateadd(datepart, interval, date)" }}({{ .date }} + interval ({{ .interval }}) {{ .datepart }}){{ end }}
{{ define "snowflake.dateadd(datepart, interval, date)" }}dateadd('{{ .datepart }}', {{ .interval }}, {{ .date }}){{ end }}

{{/* How many times a day, month ... begins between two dates; negative when the second
     is the earlier. */}}
{{ define "datediff(first, second, datepart='day')" }}datediff('{{ .datepart }}', {{ .first }}, {{ .second }}){{ end }}

{{/* Days from a to b. */}}
{{ define "days_between(a, b)" }}{{ datediff .a .b "day" }}{{ end }}

{{/* The last day of the month, quarter, year or week of a date. */}}
{{ define "duckdb.last_day(date, datepart='month')" }}
{{- if eq .datepart "month" }}last_day({{ .date }})
{{- else }}cast(date_trunc('{{ .datepart }}', {{ .date }}) + interval 1 {{ .datepart }} - interval 1 day as date)
{{- end }}
{{- end }}
{{ define "snowflake.last_day(date, datepart='month')" }}last_day({{ .date }}, '{{ .datepart }}'){{ end }}

{{/* A query of one column, date_day (date_month, ...): every day from start, which is
     within, to end, which is not. Both are SQL: "date '2026-01-01'". limit bounds the rows
     on Snowflake, where their number must be known beforehand. */}}
{{ define "duckdb.date_spine(datepart, start, end, limit=20000)" }}
select date_{{ .datepart }}
from generate_series(cast({{ .start }} as timestamp), cast({{ .end }} as timestamp), interval 1 {{ .datepart }}) as spine(date_{{ .datepart }})
where date_{{ .datepart }} < cast({{ .end }} as timestamp)
{{ end }}
{{ define "snowflake.date_spine(datepart, start, end, limit=20000)" }}
select date_{{ .datepart }}
from (
    select dateadd('{{ .datepart }}', row_number() over (order by seq4()) - 1, cast({{ .start }} as timestamp_ntz)) as date_{{ .datepart }}
    from table(generator(rowcount => {{ .limit }}))
) as spine
where date_{{ .datepart }} < cast({{ .end }} as timestamp_ntz)
{{ end }}

{{/* A query of one column, generated_number: the whole numbers from first to last. */}}
{{ define "duckdb.generate_series(first, last)" }}
select generated_number from generate_series({{ .first }}, {{ .last }}) as series(generated_number)
{{ end }}
{{ define "snowflake.generate_series(first, last)" }}
select row_number() over (order by seq4()) + {{ sub .first 1 }} as generated_number
from table(generator(rowcount => {{ add1 (sub .last .first) }}))
{{ end }}

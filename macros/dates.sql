{{/* The time now, in UTC, as a timestamp without zone. */}}
{{ define "duckdb.current_timestamp()" }}make_timestamp(epoch_us(now())){{ end }}
{{ define "snowflake.current_timestamp()" }}sysdate(){{ end }}

{{/* The beginning of the year, quarter, month, week (Monday), day, hour, minute or second
     that a date or timestamp lies in. Of a date it is a timestamp on DuckDB and a date on
     Snowflake, unless type says which: "date". */}}
{{ define "date_trunc(datepart, date, type=nil)" }}{{ typed (printf "date_trunc(%s, %s)" (literal .datepart) .date) .type }}{{ end }}
{{ define "snowflake.date_trunc(datepart, date, type=nil)" -}}
{{ if eq .datepart "week" }}{{ typed (printf "dateadd('day', 1 - dayofweekiso(%s), date_trunc('day', %s))" .date .date) .type }}
{{- else }}{{ typed (printf "date_trunc(%s, %s)" (literal .datepart) .date) .type }}{{ end }}
{{- end }}

{{/* An expression, cast to a type when one is given. */}}
{{ define "typed(expression, type=nil)" }}{{ if .type }}cast({{ .expression }} as {{ .type }}){{ else }}{{ .expression }}{{ end }}{{ end }}

{{/* A date or timestamp some days, months ... later; a negative interval goes back. Of a
     date it is a timestamp on DuckDB and for whole days a date on Snowflake, unless type
     says which: "date". */}}
{{ define "duckdb.dateadd(datepart, interval, date, type=nil)" -}}
{{ $sum := printf "%s + interval (%v) %s" .date .interval .datepart -}}
{{ if .type }}{{ typed $sum .type }}{{ else }}({{ $sum }}){{ end }}
{{- end }}
{{ define "snowflake.dateadd(datepart, interval, date, type=nil)" }}{{ typed (printf "dateadd(%s, %v, %s)" (literal .datepart) .interval .date) .type }}{{ end }}

{{/* How many times a day, week (Monday), month ... begins between two dates; negative when
     the second is the earlier. */}}
{{ define "datediff(first, second, datepart='day')" -}}
{{ if eq .datepart "week" }}cast(datediff('day', {{ date_trunc "week" .first }}, {{ date_trunc "week" .second }}) / 7 as bigint)
{{- else }}datediff('{{ .datepart }}', {{ .first }}, {{ .second }}){{ end }}
{{- end }}

{{/* Days from a to b. */}}
{{ define "days_between(a, b)" }}{{ datediff .a .b "day" }}{{ end }}

{{/* The last day of the month, quarter, year or week (Sunday) of a date. */}}
{{ define "duckdb.last_day(date, datepart='month')" }}
{{- if eq .datepart "month" }}last_day({{ .date }})
{{- else }}cast(date_trunc('{{ .datepart }}', {{ .date }}) + interval 1 {{ .datepart }} - interval 1 day as date)
{{- end }}
{{- end }}
{{ define "snowflake.last_day(date, datepart='month')" -}}
{{ if eq .datepart "week" }}{{ dateadd "day" (printf "7 - dayofweekiso(%s)" .date) .date "date" }}
{{- else }}last_day({{ .date }}, '{{ .datepart }}'){{ end }}
{{- end }}

{{/* A date from the numbers of its year, month and day. */}}
{{ define "duckdb.date_of(year, month, day)" }}make_date({{ .year }}, {{ .month }}, {{ .day }}){{ end }}
{{ define "snowflake.date_of(year, month, day)" }}date_from_parts({{ .year }}, {{ .month }}, {{ .day }}){{ end }}

{{/* The day of the week of a date: 1 is Monday, 7 is Sunday. */}}
{{ define "duckdb.day_of_week(date)" }}isodow({{ .date }}){{ end }}
{{ define "snowflake.day_of_week(date)" }}dayofweekiso({{ .date }}){{ end }}

{{/* The week of the year of a date after ISO 8601: week 1 has the first Thursday. */}}
{{ define "duckdb.week_of_year(date)" }}weekofyear({{ .date }}){{ end }}
{{ define "snowflake.week_of_year(date)" }}weekiso({{ .date }}){{ end }}

{{/* The year that the week of a date belongs to after ISO 8601. */}}
{{ define "duckdb.year_of_week(date)" }}isoyear({{ .date }}){{ end }}
{{ define "snowflake.year_of_week(date)" }}yearofweekiso({{ .date }}){{ end }}

{{/* The English name of the month of a date, such as February; short: Feb. */}}
{{ define "duckdb.month_name(date, short=false)" }}strftime({{ .date }}, '{{ if .short }}%b{{ else }}%B{{ end }}'){{ end }}
{{ define "snowflake.month_name(date, short=false)" }}to_char({{ .date }}, '{{ if .short }}MON{{ else }}MMMM{{ end }}'){{ end }}

{{/* The English name of the day of a date, such as Sunday; short: Sun. */}}
{{ define "duckdb.day_name(date, short=false)" }}strftime({{ .date }}, '{{ if .short }}%a{{ else }}%A{{ end }}'){{ end }}
{{ define "snowflake.day_name(date, short=false)" -}}
{{ if .short }}dayname({{ .date }})
{{- else }}decode(dayofweekiso({{ .date }}), 1, 'Monday', 2, 'Tuesday', 3, 'Wednesday', 4, 'Thursday', 5, 'Friday', 6, 'Saturday', 7, 'Sunday'){{ end }}
{{- end }}

{{/* Text as a timestamp without zone, by a format of %Y %m %d %H %M %S %f %y %b %B %I %p;
     NULL when it does not fit. */}}
{{ define "duckdb.parse_timestamp(expression, format)" }}try_strptime({{ .expression }}, {{ time_format .format }}){{ end }}
{{ define "snowflake.parse_timestamp(expression, format)" }}try_to_timestamp_ntz({{ .expression }}, {{ time_format .format }}){{ end }}

{{/* A date or timestamp as text, by a format of the same letters as parse_timestamp's. */}}
{{ define "duckdb.format_timestamp(expression, format)" }}strftime({{ .expression }}, {{ time_format .format }}){{ end }}
{{ define "snowflake.format_timestamp(expression, format)" }}to_char({{ .expression }}, {{ time_format .format }}){{ end }}

{{/* A format of %Y, %m, %d ... as the database spells it. */}}
{{ define "time_format(format)" }}{{ literal .format }}{{ end }}
{{ define "snowflake.time_format(format)" -}}
{{ literal (.format | replace "%Y" "YYYY" | replace "%m" "MM" | replace "%d" "DD" | replace "%H" "HH24" | replace "%M" "MI" | replace "%S" "SS"
    | replace "%f" "FF6" | replace "%y" "YY" | replace "%B" "MMMM" | replace "%b" "MON" | replace "%I" "HH12" | replace "%p" "AM") }}
{{- end }}

{{/* Seconds since 1970-01-01 00:00 UTC of a timestamp, without their fraction. */}}
{{ define "duckdb.unix_seconds(timestamp)" }}cast(floor(epoch({{ .timestamp }})) as bigint){{ end }}
{{ define "snowflake.unix_seconds(timestamp)" }}date_part('epoch_second', {{ .timestamp }}){{ end }}

{{/* The timestamp without zone, in UTC, of whole seconds since 1970-01-01 00:00 UTC. */}}
{{ define "duckdb.from_unix_seconds(seconds)" }}make_timestamp(cast({{ .seconds }} as bigint) * 1000000){{ end }}
{{ define "snowflake.from_unix_seconds(seconds)" }}to_timestamp_ntz(cast({{ .seconds }} as bigint)){{ end }}

{{/* A timestamp without zone, read as the time in one zone and given as that in another:
     "Europe/Amsterdam". */}}
{{ define "duckdb.convert_timezone(from, to, timestamp)" }}timezone({{ literal .to }}, timezone({{ literal .from }}, cast({{ .timestamp }} as timestamp))){{ end }}
{{ define "snowflake.convert_timezone(from, to, timestamp)" }}convert_timezone({{ literal .from }}, {{ literal .to }}, cast({{ .timestamp }} as timestamp_ntz)){{ end }}

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

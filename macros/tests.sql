{{/* Each value stands once; NULL is passed over. */}}
{{ define "test unique(model, column)" }}
select {{ .column }} as unique_field, count(*) as n_records
from {{ .model }}
where {{ .column }} is not null
group by {{ .column }}
having count(*) > 1
{{ end }}

{{/* No value is NULL. */}}
{{ define "test not_null(model, column)" }}
select {{ .column }}
from {{ .model }}
where {{ .column }} is null
{{ end }}

{{/* Every value is one of a list; NULL is passed over. quote: false writes the values as
     they are, for numbers and expressions. */}}
{{ define "test accepted_values(model, column, values, quote=true)" }}
select value_field, n_records
from (
    select {{ .column }} as value_field, count(*) as n_records
    from {{ .model }}
    group by {{ .column }}
) as all_values
where value_field not in ({{ value_list .values .quote }})
{{ end }}

{{/* No value is one of a list. */}}
{{ define "test not_accepted_values(model, column, values, quote=true)" }}
select value_field, n_records
from (
    select {{ .column }} as value_field, count(*) as n_records
    from {{ .model }}
    group by {{ .column }}
) as all_values
where value_field in ({{ value_list .values .quote }})
{{ end }}

{{/* Every value stands in the field of another relation; NULL is passed over. */}}
{{ define "test relationships(model, column, to, field)" }}
select child.from_field
from (select {{ .column }} as from_field from {{ .model }}) as child
left join (select {{ .field }} as to_field from {{ .to }}) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null
{{ end }}

{{/* Values as SQL, between commas. */}}
{{ define "value_list(values, quote=true)" }}
{{- if not .values }}null{{ end }}
{{- range $i, $v := .values }}{{ if $i }}, {{ end }}{{ if $.quote }}{{ literal (toString $v) }}{{ else }}{{ $v }}{{ end }}{{ end }}
{{- end }}

{{/* Every value lies between two bounds, one of which may be left out; NULL is passed
     over. inclusive: false leaves out the bounds themselves. */}}
{{ define "test accepted_range(model, column, min_value=nil, max_value=nil, inclusive=true)" }}
{{- if and (eq .min_value nil) (eq .max_value nil) }}{{ fail "accepted_range needs min_value, max_value or both" }}{{ end }}
select {{ .column }}
from {{ .model }}
where {{ if ne .min_value nil }}{{ .column }} {{ if .inclusive }}<{{ else }}<={{ end }} {{ .min_value }}{{ end }}
{{- if and (ne .min_value nil) (ne .max_value nil) }} or {{ end }}
{{- if ne .max_value nil }}{{ .column }} {{ if .inclusive }}>{{ else }}>={{ end }} {{ .max_value }}{{ end }}
{{ end }}

{{/* No two rows have the same values in all of the columns. */}}
{{ define "test unique_combination(model, columns)" }}
select {{ join ", " .columns }}, count(*) as n_records
from {{ .model }}
group by {{ join ", " .columns }}
having count(*) > 1
{{ end }}

{{/* An SQL condition holds for each row. On a column, the condition is what follows the
     column's name: "> 0". */}}
{{ define "test expression_is_true(model, expression, column=nil)" }}
select *
from {{ .model }}
where not ({{ if ne .column nil }}{{ .column }} {{ end }}{{ .expression }})
{{ end }}

{{/* No text is empty. trim: false lets blanks count as text. */}}
{{ define "test not_empty_string(model, column, trim=true)" }}
select {{ .column }}
from {{ .model }}
where {{ if .trim }}trim({{ .column }}){{ else }}{{ .column }}{{ end }} = ''
{{ end }}

{{/* The column has more than one value. */}}
{{ define "test not_constant(model, column)" }}
select count(distinct {{ .column }}) as n_values
from {{ .model }}
having count(distinct {{ .column }}) = 1
{{ end }}

{{/* The column has a value in at least one row. */}}
{{ define "test at_least_one(model, column)" }}
select count({{ .column }}) as n_values
from {{ .model }}
having count({{ .column }}) = 0
{{ end }}

{{/* The relation has at least min rows and at most max, either of which may be left out. */}}
{{ define "test row_count_between(model, min=nil, max=nil)" }}
{{- if and (eq .min nil) (eq .max nil) }}{{ fail "row_count_between needs min, max or both" }}{{ end }}
select count(*) as n_records
from {{ .model }}
having {{ if ne .min nil }}count(*) < {{ .min }}{{ end }}
{{- if and (ne .min nil) (ne .max nil) }} or {{ end }}
{{- if ne .max nil }}count(*) > {{ .max }}{{ end }}
{{ end }}

{{/* The relation has as many rows as another one. */}}
{{ define "test equal_row_count(model, to)" }}
select here.n_records, there.n_records as n_records_there
from (select count(*) as n_records from {{ .model }}) as here
cross join (select count(*) as n_records from {{ .to }}) as there
where here.n_records <> there.n_records
{{ end }}

{{/* Of all rows, at least this share (0 to 1) has a value. A relation without rows passes. */}}
{{ define "test not_null_proportion(model, column, at_least, at_most=1)" }}
select share
from (
    select count({{ .column }}) * 1.0 / nullif(count(*), 0) as share
    from {{ .model }}
) as shares
where share < {{ .at_least }} or share > {{ .at_most }}
{{ end }}

{{/* In order, each value follows the one before by the interval: a number, or with a
     datepart that many days, months ... group_by lists the columns of separate series. */}}
{{ define "test sequential_values(model, column, interval=1, datepart=nil, group_by=[])" }}
select previous_value, this_value
from (
    select
        lag({{ .column }}) over ({{ if .group_by }}partition by {{ join ", " .group_by }} {{ end }}order by {{ .column }}) as previous_value,
        {{ .column }} as this_value
    from {{ .model }}
) as steps
where previous_value is not null
    and this_value <> {{ if ne .datepart nil }}{{ dateadd .datepart .interval "previous_value" }}{{ else }}previous_value + {{ .interval }}{{ end }}
{{ end }}

{{/* A regular expression is found in each value; NULL is passed over. */}}
{{ define "test matches_regex(model, column, pattern)" }}
select {{ .column }}
from {{ .model }}
where not {{ regexp_matches .column .pattern }}
{{ end }}

{{/* A regular expression is found in no value. */}}
{{ define "test not_matches_regex(model, column, pattern)" }}
select {{ .column }}
from {{ .model }}
where {{ regexp_matches .column .pattern }}
{{ end }}

{{/* The latest value of a date or timestamp, in UTC, is at most so old. A relation without
     values fails. */}}
{{ define "test recency(model, column, datepart, interval)" }}
select max({{ .column }}) as latest
from {{ .model }}
having max({{ .column }}) is null
    or max({{ .column }}) < {{ dateadd .datepart (printf "-%v" .interval) (current_timestamp) }}
{{ end }}

{{/* The ranges from lower to upper do not overlap, and each lower is below its upper; two
     may touch. partition_by lists the columns within which that holds. gaps: allowed, or
     not_allowed for ranges that each begin where the one before ends. */}}
{{ define "test mutually_exclusive_ranges(model, lower, upper, partition_by=[], gaps='allowed')" }}
select *
from (
    select
        {{ if .partition_by }}{{ join ", " .partition_by }},
        {{ end -}}
        {{ .lower }} as range_lower,
        {{ .upper }} as range_upper,
        lead({{ .lower }}) over ({{ if .partition_by }}partition by {{ join ", " .partition_by }} {{ end }}order by {{ .lower }}, {{ .upper }}) as next_lower
    from {{ .model }}
) as ranges
where range_lower >= range_upper
    or range_upper {{ if eq .gaps "not_allowed" }}<>{{ else if eq .gaps "allowed" }}>{{ else }}{{ fail "gaps is allowed or not_allowed" }}{{ end }} next_lower
{{ end }}

{{/* Each value stands as often as in the field of another relation. */}}
{{ define "test cardinality_equality(model, column, to, field)" }}
select here.value_field, here.n_records, there.value_field as value_field_there, there.n_records as n_records_there
from (select {{ .column }} as value_field, count(*) as n_records from {{ .model }} group by {{ .column }}) as here
full outer join (select {{ .field }} as value_field, count(*) as n_records from {{ .to }} group by {{ .field }}) as there
    on here.value_field = there.value_field
where here.n_records is distinct from there.n_records
{{ end }}

{{/* The relation has the same rows as another one, in the columns that are listed: all rows
     that only one of them has. */}}
{{ define "test equal_rows(model, to, columns)" }}
select 'here only' as place, here_only.*
from (select {{ join ", " .columns }} from {{ .model }} except select {{ join ", " .columns }} from {{ .to }}) as here_only
union all
select 'there only' as place, there_only.*
from (select {{ join ", " .columns }} from {{ .to }} except select {{ join ", " .columns }} from {{ .model }}) as there_only
{{ end }}

{{/* The relation has fewer rows than another one. */}}
{{ define "test fewer_rows_than(model, to)" }}
select here.n_records, there.n_records as n_records_there
from (select count(*) as n_records from {{ .model }}) as here
cross join (select count(*) as n_records from {{ .to }}) as there
where here.n_records >= there.n_records
{{ end }}

{{/* An aggregate of the column lies between two bounds: avg, median, sum, stddev, min, max.
     aggregate may be any SQL function of one column. A relation without values passes. */}}
{{ define "test aggregate_between(model, column, aggregate, min_value=nil, max_value=nil)" }}
{{- if and (eq .min_value nil) (eq .max_value nil) }}{{ fail "aggregate_between needs min_value, max_value or both" }}{{ end }}
select aggregated
from (select {{ .aggregate }}({{ .column }}) as aggregated from {{ .model }}) as aggregates
where {{ if ne .min_value nil }}aggregated < {{ .min_value }}{{ end }}
{{- if and (ne .min_value nil) (ne .max_value nil) }} or {{ end }}
{{- if ne .max_value nil }}aggregated > {{ .max_value }}{{ end }}
{{ end }}

{{/* The column has at least min different values and at most max; NULL is none. */}}
{{ define "test distinct_count_between(model, column, min=nil, max=nil)" }}
{{- if and (eq .min nil) (eq .max nil) }}{{ fail "distinct_count_between needs min, max or both" }}{{ end }}
select count(distinct {{ .column }}) as n_values
from {{ .model }}
having {{ if ne .min nil }}count(distinct {{ .column }}) < {{ .min }}{{ end }}
{{- if and (ne .min nil) (ne .max nil) }} or {{ end }}
{{- if ne .max nil }}count(distinct {{ .column }}) > {{ .max }}{{ end }}
{{ end }}

{{/* Each text has at least min letters and at most max; NULL is passed over. */}}
{{ define "test length_between(model, column, min=nil, max=nil)" }}
{{- if and (eq .min nil) (eq .max nil) }}{{ fail "length_between needs min, max or both" }}{{ end }}
select {{ .column }}
from {{ .model }}
where {{ if ne .min nil }}length({{ .column }}) < {{ .min }}{{ end }}
{{- if and (ne .min nil) (ne .max nil) }} or {{ end }}
{{- if ne .max nil }}length({{ .column }}) > {{ .max }}{{ end }}
{{ end }}

{{/* The column is above another one in each row; or_equal: true allows equal values. Rows
     with NULL in one of them are passed over. */}}
{{ define "test greater_than_column(model, column, other, or_equal=false)" }}
select {{ .column }}, {{ .other }}
from {{ .model }}
where {{ .column }} {{ if .or_equal }}<{{ else }}<={{ end }} {{ .other }}
{{ end }}

{{/* Ordered by another column, no value is below the one before; strictly: true allows no
     equal ones either. group_by lists the columns of separate series. */}}
{{ define "test increasing(model, column, order_by, strictly=false, group_by=[])" }}
select previous_value, this_value
from (
    select
        lag({{ .column }}) over ({{ if .group_by }}partition by {{ join ", " .group_by }} {{ end }}order by {{ .order_by }}) as previous_value,
        {{ .column }} as this_value
    from {{ .model }}
) as steps
where this_value {{ if .strictly }}<={{ else }}<{{ end }} previous_value
{{ end }}

{{/* The shares of the column's values are about those of a reference: half of the sum of
     their differences (total variation distance, 0 to 1) is at most max_distance. */}}
{{ define "test distribution_like(model, column, to, field, max_distance=0.1)" }}
select distance
from (
    select sum(abs(coalesce(here.share, 0) - coalesce(there.share, 0))) / 2 as distance
    from (
        select {{ .column }} as value_field, count(*) * 1.0 / sum(count(*)) over () as share
        from {{ .model }} where {{ .column }} is not null group by {{ .column }}
    ) as here
    full outer join (
        select {{ .field }} as value_field, count(*) * 1.0 / sum(count(*)) over () as share
        from {{ .to }} where {{ .field }} is not null group by {{ .field }}
    ) as there
        on here.value_field = there.value_field
) as distances
where distance > {{ .max_distance }}
{{ end }}

{{/* In each row at least one of the columns has a value. */}}
{{ define "test any_not_null(model, columns)" }}
select *
from {{ .model }}
where {{ join " is null and " .columns }} is null
{{ end }}

{{/* Whether the condition holds in any row of a group. */}}
{{ define "duckdb.bool_or(expression)" }}bool_or({{ .expression }}){{ end }}
{{ define "snowflake.bool_or(expression)" }}boolor_agg({{ .expression }}){{ end }}

{{/* Whether the condition holds in all rows of a group. */}}
{{ define "duckdb.bool_and(expression)" }}bool_and({{ .expression }}){{ end }}
{{ define "snowflake.bool_and(expression)" }}booland_agg({{ .expression }}){{ end }}

{{/* Some value of a group; NULL only when it has no other. On Snowflake, whose any_value may
     give a NULL, it is the largest. */}}
{{ define "duckdb.any_value(expression)" }}any_value({{ .expression }}){{ end }}
{{ define "snowflake.any_value(expression)" }}max({{ .expression }}){{ end }}

{{/* The value of the row in which by is largest. Rows where the value is NULL are passed
     over; with nulls "keep" they are not. */}}
{{ define "duckdb.max_by(expression, by, nulls='skip')" }}{{ if eq .nulls "keep" }}arg_max_null{{ else }}max_by{{ end }}({{ .expression }}, {{ .by }}){{ end }}
{{ define "snowflake.max_by(expression, by, nulls='skip')" -}}
max_by({{ .expression }}, {{ if eq .nulls "keep" }}{{ .by }}{{ else }}case when {{ .expression }} is not null then {{ .by }} end{{ end }})
{{- end }}

{{/* The value of the row in which by is smallest. Rows where the value is NULL are passed
     over; with nulls "keep" they are not. */}}
{{ define "duckdb.min_by(expression, by, nulls='skip')" }}{{ if eq .nulls "keep" }}arg_min_null{{ else }}min_by{{ end }}({{ .expression }}, {{ .by }}){{ end }}
{{ define "snowflake.min_by(expression, by, nulls='skip')" -}}
min_by({{ .expression }}, {{ if eq .nulls "keep" }}{{ .by }}{{ else }}case when {{ .expression }} is not null then {{ .by }} end{{ end }})
{{- end }}

{{/* The texts of a group as one, with a separator; NULL when there are none. order_by is SQL. */}}
{{ define "duckdb.list_agg(expression, separator=', ', order_by=nil, distinct=false)" -}}
string_agg({{ if .distinct }}distinct {{ end }}{{ .expression }}, {{ literal .separator }}{{ if ne .order_by nil }} order by {{ .order_by }}{{ end }})
{{- end }}
{{ define "snowflake.list_agg(expression, separator=', ', order_by=nil, distinct=false)" -}}
nullif(listagg({{ if .distinct }}distinct {{ end }}{{ .expression }}, {{ literal .separator }}){{ if ne .order_by nil }} within group (order by {{ .order_by }}){{ end }}, '')
{{- end }}

{{/* The values of a group as an array, without NULLs; empty when there are none. order_by
     is SQL. */}}
{{ define "duckdb.array_agg(expression, order_by=nil, distinct=false)" -}}
coalesce(list({{ if .distinct }}distinct {{ end }}{{ .expression }}{{ if ne .order_by nil }} order by {{ .order_by }}{{ end }}) filter (where {{ .expression }} is not null), [])
{{- end }}
{{ define "snowflake.array_agg(expression, order_by=nil, distinct=false)" -}}
array_agg({{ if .distinct }}distinct {{ end }}{{ .expression }}){{ if ne .order_by nil }} within group (order by {{ .order_by }}){{ end }}
{{- end }}

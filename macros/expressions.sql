{{/* Whether two values are the same; NULL is the same as NULL. */}}
{{ define "equals(a, b)" }}({{ .a }} is not distinct from {{ .b }}){{ end }}

{{/* One value or another. */}}
{{ define "iff(condition, yes, no='null')" }}case when {{ .condition }} then {{ .yes }} else {{ .no }} end{{ end }}

{{/* A division that gives NULL where it would divide by zero. */}}
{{ define "safe_divide(a, b)" }}(({{ .a }}) / nullif({{ .b }}, 0)){{ end }}

{{/* A division without its remainder. */}}
{{ define "duckdb.integer_divide(a, b)" }}(({{ .a }}) // nullif({{ .b }}, 0)){{ end }}
{{ define "snowflake.integer_divide(a, b)" }}trunc(({{ .a }}) / nullif({{ .b }}, 0)){{ end }}

{{/* An item of an order by that says where NULLs go: databases differ in what they do
     when it is not said. */}}
{{ define "ordered(expression, direction='asc', nulls='last')" }}{{ .expression }} {{ .direction }} nulls {{ .nulls }}{{ end }}

{{/* The md5 of a value as text, in hex. */}}
{{ define "md5_of(expression)" }}md5(cast({{ .expression }} as varchar)){{ end }}

{{/* The sha256 of a value as text, in hex. */}}
{{ define "duckdb.sha256_of(expression)" }}sha256(cast({{ .expression }} as varchar)){{ end }}
{{ define "snowflake.sha256_of(expression)" }}sha2(cast({{ .expression }} as varchar), 256){{ end }}

{{/* A key made of several columns: the same as dbt_utils.generate_surrogate_key gives. */}}
{{ define "surrogate_key(columns)" }}md5(
{{- range $i, $c := .columns }}{{ if $i }} || '-' || {{ end }}coalesce(cast({{ $c }} as varchar), '_dbt_utils_surrogate_key_null_'){{ end }})
{{- end }}

{{/* Whether the condition holds in any row of a group. */}}
{{ define "duckdb.bool_or(expression)" }}bool_or({{ .expression }}){{ end }}
{{ define "snowflake.bool_or(expression)" }}boolor_agg({{ .expression }}){{ end }}

{{/* Whether the condition holds in all rows of a group. */}}
{{ define "duckdb.bool_and(expression)" }}bool_and({{ .expression }}){{ end }}
{{ define "snowflake.bool_and(expression)" }}booland_agg({{ .expression }}){{ end }}

{{/* Some value of a group. */}}
{{ define "any_value(expression)" }}any_value({{ .expression }}){{ end }}

{{/* The texts of a group as one, with a separator. order_by is SQL. */}}
{{ define "duckdb.list_agg(expression, separator=', ', order_by=nil, distinct=false)" -}}
string_agg({{ if .distinct }}distinct {{ end }}{{ .expression }}, {{ literal .separator }}{{ if ne .order_by nil }} order by {{ .order_by }}{{ end }})
{{- end }}
{{ define "snowflake.list_agg(expression, separator=', ', order_by=nil, distinct=false)" -}}
listagg({{ if .distinct }}distinct {{ end }}{{ .expression }}, {{ literal .separator }}){{ if ne .order_by nil }} within group (order by {{ .order_by }}){{ end }}
{{- end }}

{{/* Whether a regular expression is found anywhere in a text. */}}
{{ define "duckdb.regexp_matches(expression, pattern)" }}regexp_matches({{ .expression }}, {{ literal .pattern }}){{ end }}
{{ define "snowflake.regexp_matches(expression, pattern)" }}(regexp_instr({{ .expression }}, {{ literal .pattern }}) > 0){{ end }}

{{/* What a regular expression finds first, or its group; NULL when it finds nothing. */}}
{{ define "duckdb.regexp_extract(expression, pattern, group=0)" }}nullif(regexp_extract({{ .expression }}, {{ literal .pattern }}, {{ .group }}), ''){{ end }}
{{ define "snowflake.regexp_extract(expression, pattern, group=0)" -}}
nullif(regexp_substr({{ .expression }}, {{ literal .pattern }}{{ if .group }}, 1, 1, 'e', {{ .group }}{{ end }}), '')
{{- end }}

{{/* A text with everything replaced that a regular expression finds. */}}
{{ define "duckdb.regexp_replace(expression, pattern, replacement='')" }}regexp_replace({{ .expression }}, {{ literal .pattern }}, {{ literal .replacement }}, 'g'){{ end }}
{{ define "snowflake.regexp_replace(expression, pattern, replacement='')" }}regexp_replace({{ .expression }}, {{ literal .pattern }}, {{ literal .replacement }}){{ end }}

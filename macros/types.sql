{{/* The type of text. */}}
{{ define "type_string()" }}varchar{{ end }}
{{/* The type of whole numbers up to 2 billion. */}}
{{ define "type_int()" }}integer{{ end }}
{{/* The type of large whole numbers. */}}
{{ define "type_bigint()" }}bigint{{ end }}
{{/* The type of true and false. */}}
{{ define "type_boolean()" }}boolean{{ end }}
{{/* The type of floating point numbers. */}}
{{ define "type_float()" }}double{{ end }}
{{/* The type of exact decimal numbers. */}}
{{ define "duckdb.type_numeric(precision=28, scale=6)" }}decimal({{ .precision }}, {{ .scale }}){{ end }}
{{ define "snowflake.type_numeric(precision=28, scale=6)" }}number({{ .precision }}, {{ .scale }}){{ end }}
{{/* The type of days. */}}
{{ define "type_date()" }}date{{ end }}
{{/* The type of timestamps without zone. */}}
{{ define "duckdb.type_timestamp()" }}timestamp{{ end }}
{{ define "snowflake.type_timestamp()" }}timestamp_ntz{{ end }}
{{/* The type of timestamps with a zone. */}}
{{ define "duckdb.type_timestamp_tz()" }}timestamptz{{ end }}
{{ define "snowflake.type_timestamp_tz()" }}timestamp_tz{{ end }}
{{/* The type of JSON: VARIANT on Snowflake. */}}
{{ define "duckdb.type_json()" }}json{{ end }}
{{ define "snowflake.type_json()" }}variant{{ end }}
{{/* The type of bytes. */}}
{{ define "duckdb.type_binary()" }}blob{{ end }}
{{ define "snowflake.type_binary()" }}binary{{ end }}

{{/* A value as another type, and NULL when it cannot be. */}}
{{ define "duckdb.safe_cast(expression, type)" }}try_cast({{ .expression }} as {{ .type }}){{ end }}
{{ define "snowflake.safe_cast(expression, type)" }}try_cast(cast({{ .expression }} as varchar) as {{ .type }}){{ end }}

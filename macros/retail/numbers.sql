{{/* DuckDB divides in floating point, where 2.815 may lie just below itself; Snowflake divides
     decimals. Six digits are exact on both, and then there is no doubt about the second. */}}
{{ define "retail_rounded(number, precision)" -}}
cast(round(cast({{ .number }} as decimal(18, 6)), 2) as decimal({{ .precision }}, 2))
{{- end }}

{{/* Text as JSON (VARIANT on Snowflake); NULL when it is none. */}}
{{ define "duckdb.parse_json(expression)" }}try_cast({{ .expression }} as json){{ end }}
{{ define "snowflake.parse_json(expression)" }}try_parse_json({{ .expression }}){{ end }}

{{/* A value out of JSON, by a path such as "price.currency" or "promos[0].text"; NULL when
     it is not there, or not of the type. */}}
{{ define "duckdb.json_get(expression, path, type='varchar')" -}}
{{ $value := printf "json_extract_string(%s, %s)" .expression (literal (printf "$.%s" .path)) -}}
{{ if eq .type "varchar" }}{{ $value }}{{ else }}try_cast({{ $value }} as {{ .type }}){{ end }}
{{- end }}
{{ define "snowflake.json_get(expression, path, type='varchar')" -}}
{{ $value := printf "cast(get_path(%s, %s) as varchar)" .expression (literal .path) -}}
{{ if eq .type "varchar" }}{{ $value }}{{ else }}try_cast({{ $value }} as {{ .type }}){{ end }}
{{- end }}

{{/* A JSON object of names and expressions, in the order of the names: (dict "sku" "sku"
     "price" "price_eur"). A NULL stands in it as null. */}}
{{ define "duckdb.json_object(members)" }}json_object({{ range $i, $name := keys .members }}{{ if $i }}, {{ end }}{{ literal $name }}, {{ index $.members $name }}{{ end }}){{ end }}
{{ define "snowflake.json_object(members)" }}object_construct_keep_null({{ range $i, $name := keys .members }}{{ if $i }}, {{ end }}{{ literal $name }}, {{ index $.members $name }}{{ end }}){{ end }}

{{/* The names in a JSON object, as an array. */}}
{{ define "duckdb.json_names(expression)" }}json_keys({{ .expression }}){{ end }}
{{ define "snowflake.json_names(expression)" }}object_keys({{ .expression }}){{ end }}

{{/* A value of any type as the text of its JSON. */}}
{{ define "duckdb.json_text(expression)" }}cast(to_json({{ .expression }}) as varchar){{ end }}
{{ define "snowflake.json_text(expression)" }}to_json(to_variant({{ .expression }})){{ end }}

{{/* The items of an array in JSON, for flatten. */}}
{{ define "duckdb.json_items(expression, path='')" }}json_extract({{ .expression }}, {{ literal (printf "$%s[*]" (ternary "" (printf ".%s" .path) (empty .path))) }}){{ end }}
{{ define "snowflake.json_items(expression, path='')" }}{{ if .path }}get_path({{ .expression }}, {{ literal .path }}){{ else }}{{ .expression }}{{ end }}{{ end }}

{{/* One row for each item of an array: stands after a relation in the from clause, and
     gives a column value, which on Snowflake is a VARIANT: cast it. outer: true keeps rows
     without items, with a NULL.
     from {{ ref "offers" }} as o {{ flatten "o.promos" "promo" }}, and then promo.value */}}
{{ define "duckdb.flatten(array, alias='item', outer=false)" -}}
, unnest({{ if .outer }}case when len({{ .array }}) > 0 then {{ .array }} else [null] end{{ else }}{{ .array }}{{ end }}) as {{ .alias }}(value)
{{- end }}
{{ define "snowflake.flatten(array, alias='item', outer=false)" -}}
, lateral flatten(input => {{ .array }}{{ if .outer }}, outer => true{{ end }}) as {{ .alias }}
{{- end }}

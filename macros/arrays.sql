{{/* An array of expressions. */}}
{{ define "duckdb.array_of(values)" }}[{{ join ", " .values }}]{{ end }}
{{ define "snowflake.array_of(values)" }}array_construct({{ join ", " .values }}){{ end }}

{{/* How many items an array has. */}}
{{ define "duckdb.array_length(array)" }}len({{ .array }}){{ end }}
{{ define "snowflake.array_length(array)" }}array_size({{ .array }}){{ end }}

{{/* An item of an array; the first is 1. NULL when there are not so many. On Snowflake it is
     a VARIANT unless type says what. */}}
{{ define "duckdb.array_item(array, position, type=nil)" }}{{ typed (printf "list_extract(%s, %v)" .array .position) .type }}{{ end }}
{{ define "snowflake.array_item(array, position, type=nil)" }}{{ typed (printf "get(%s, %v - 1)" .array .position) .type }}{{ end }}

{{/* Whether an array has an item. */}}
{{ define "duckdb.array_has(array, value)" }}list_contains({{ .array }}, {{ .value }}){{ end }}
{{ define "snowflake.array_has(array, value)" }}array_contains(to_variant({{ .value }}), {{ .array }}){{ end }}

{{/* An array with one more item at its end. */}}
{{ define "duckdb.array_append(array, value)" }}list_append({{ .array }}, {{ .value }}){{ end }}
{{ define "snowflake.array_append(array, value)" }}array_append({{ .array }}, {{ .value }}){{ end }}

{{/* The items of two arrays in one. */}}
{{ define "duckdb.array_concat(a, b)" }}list_concat({{ .a }}, {{ .b }}){{ end }}
{{ define "snowflake.array_concat(a, b)" }}array_cat({{ .a }}, {{ .b }}){{ end }}

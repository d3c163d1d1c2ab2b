{{/* Several expressions as one text, with a separator between them; those that are NULL
     are left out. nulls: "null" makes the whole NULL when one is. */}}
{{ define "duckdb.text_concat(values, separator='', nulls='skip')" -}}
{{ if eq .nulls "null" }}({{ join (printf " || %s || " (literal .separator)) .values }}){{ else }}concat_ws({{ literal .separator }}, {{ join ", " .values }}){{ end }}
{{- end }}
{{ define "snowflake.text_concat(values, separator='', nulls='skip')" -}}
{{ if eq .nulls "null" }}({{ join (printf " || %s || " (literal .separator)) .values }}){{ else }}array_to_string(array_construct_compact({{ join ", " .values }}), {{ literal .separator }}){{ end }}
{{- end }}

{{/* Whether a text begins with another. */}}
{{ define "duckdb.text_starts(text, prefix)" }}starts_with({{ .text }}, {{ .prefix }}){{ end }}
{{ define "snowflake.text_starts(text, prefix)" }}startswith({{ .text }}, {{ .prefix }}){{ end }}

{{/* Whether a text ends with another. */}}
{{ define "duckdb.text_ends(text, suffix)" }}ends_with({{ .text }}, {{ .suffix }}){{ end }}
{{ define "snowflake.text_ends(text, suffix)" }}endswith({{ .text }}, {{ .suffix }}){{ end }}

{{/* The parts of a text between separators, as an array. */}}
{{ define "duckdb.text_split(text, separator)" }}string_split({{ .text }}, {{ literal .separator }}){{ end }}
{{ define "snowflake.text_split(text, separator)" }}split({{ .text }}, {{ literal .separator }}){{ end }}

{{/* Whether a regular expression is found anywhere in a text. Both databases know classes
     such as [0-9] and \d, and groups; (?i) and (?:...) only DuckDB: use ignore_case. */}}
{{ define "duckdb.regexp_matches(expression, pattern, ignore_case=false)" }}regexp_matches({{ .expression }}, {{ literal .pattern }}{{ if .ignore_case }}, 'i'{{ end }}){{ end }}
{{ define "snowflake.regexp_matches(expression, pattern, ignore_case=false)" }}(regexp_instr({{ .expression }}, {{ literal .pattern }}{{ if .ignore_case }}, 1, 1, 0, 'i'{{ end }}) > 0){{ end }}

{{/* What a regular expression finds first, or its group; NULL when it finds nothing. */}}
{{ define "duckdb.regexp_extract(expression, pattern, group=0, ignore_case=false)" }}nullif(regexp_extract({{ .expression }}, {{ literal .pattern }}, {{ .group }}{{ if .ignore_case }}, 'i'{{ end }}), ''){{ end }}
{{ define "snowflake.regexp_extract(expression, pattern, group=0, ignore_case=false)" -}}
nullif(regexp_substr({{ .expression }}, {{ literal .pattern }}
{{- if .group }}, 1, 1, '{{ if .ignore_case }}i{{ end }}e', {{ .group }}{{ else if .ignore_case }}, 1, 1, 'i'{{ end }}), '')
{{- end }}

{{/* A text with everything replaced that a regular expression finds. */}}
{{ define "duckdb.regexp_replace(expression, pattern, replacement='', ignore_case=false)" }}regexp_replace({{ .expression }}, {{ literal .pattern }}, {{ literal .replacement }}, 'g{{ if .ignore_case }}i{{ end }}'){{ end }}
{{ define "snowflake.regexp_replace(expression, pattern, replacement='', ignore_case=false)" }}regexp_replace({{ .expression }}, {{ literal .pattern }}, {{ literal .replacement }}{{ if .ignore_case }}, 1, 0, 'i'{{ end }}){{ end }}

{{/* How often a regular expression is found in a text. */}}
{{ define "duckdb.regexp_count(expression, pattern)" }}len(regexp_extract_all({{ .expression }}, {{ literal .pattern }})){{ end }}
{{ define "snowflake.regexp_count(expression, pattern)" }}regexp_count({{ .expression }}, {{ literal .pattern }}){{ end }}

{{/* The md5 of a value as text, in hex. Texts, whole numbers, decimals and dates give the
     same on both databases; timestamps and floating point numbers, which they print
     differently, do not: format them before. */}}
{{ define "md5_of(expression)" }}md5(cast({{ .expression }} as varchar)){{ end }}

{{/* The sha256 of a value as text, in hex. What md5_of says of types holds here, too. */}}
{{ define "duckdb.sha256_of(expression)" }}sha256(cast({{ .expression }} as varchar)){{ end }}
{{ define "snowflake.sha256_of(expression)" }}sha2(cast({{ .expression }} as varchar), 256){{ end }}

{{/* A key made of several columns: the same as dbt_utils.generate_surrogate_key gives. */}}
{{ define "surrogate_key(columns)" }}md5(
{{- range $i, $c := .columns }}{{ if $i }} || '-' || {{ end }}coalesce(cast({{ $c }} as varchar), '_dbt_utils_surrogate_key_null_'){{ end }})
{{- end }}

{{/* Binary from its hex digits. */}}
{{ define "duckdb.from_hex(text)" }}unhex({{ .text }}){{ end }}
{{ define "snowflake.from_hex(text)" }}to_binary({{ .text }}, 'HEX'){{ end }}

{{/* Binary as hex digits, upper case. */}}
{{ define "duckdb.to_hex(binary)" }}hex({{ .binary }}){{ end }}
{{ define "snowflake.to_hex(binary)" }}hex_encode({{ .binary }}){{ end }}

{{/* A new random UUID, as text. */}}
{{ define "duckdb.new_uuid()" }}cast(uuid() as varchar){{ end }}
{{ define "snowflake.new_uuid()" }}uuid_string(){{ end }}

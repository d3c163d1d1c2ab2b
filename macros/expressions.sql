{{/* Whether two values are the same; NULL is the same as NULL. */}}
{{ define "equals(a, b)" }}({{ .a }} is not distinct from {{ .b }}){{ end }}

{{/* One value or another. */}}
{{ define "iff(condition, yes, no='null')" }}case when {{ .condition }} then {{ .yes }} else {{ .no }} end{{ end }}

{{/* A division as floating point numbers, which gives NULL where it would divide by zero. */}}
{{ define "safe_divide(a, b)" }}(cast({{ .a }} as double) / nullif({{ .b }}, 0)){{ end }}

{{/* A division of whole numbers without its remainder; NULL where it would divide by zero. */}}
{{ define "duckdb.integer_divide(a, b)" }}(({{ .a }}) // nullif({{ .b }}, 0)){{ end }}
{{ define "snowflake.integer_divide(a, b)" -}}
cast((({{ .a }}) - mod({{ .a }}, nullif({{ .b }}, 0))) / nullif({{ .b }}, 0) as bigint)
{{- end }}

{{/* The largest of several values; those that are NULL are passed over. nulls: "null" makes
     it NULL when one of them is. */}}
{{ define "duckdb.greatest_of(values, nulls='skip')" -}}
{{ if eq .nulls "null" }}case when {{ join " is not null and " .values }} is not null then greatest({{ join ", " .values }}) end{{ else }}greatest({{ join ", " .values }}){{ end }}
{{- end }}
{{ define "snowflake.greatest_of(values, nulls='skip')" }}greatest{{ if ne .nulls "null" }}_ignore_nulls{{ end }}({{ join ", " .values }}){{ end }}

{{/* The smallest of several values; those that are NULL are passed over. nulls: "null" makes
     it NULL when one of them is. */}}
{{ define "duckdb.least_of(values, nulls='skip')" -}}
{{ if eq .nulls "null" }}case when {{ join " is not null and " .values }} is not null then least({{ join ", " .values }}) end{{ else }}least({{ join ", " .values }}){{ end }}
{{- end }}
{{ define "snowflake.least_of(values, nulls='skip')" }}least{{ if ne .nulls "null" }}_ignore_nulls{{ end }}({{ join ", " .values }}){{ end }}

{{/* An item of an order by that says where NULLs go: databases differ in what they do
     when it is not said. */}}
{{ define "ordered(expression, direction='asc', nulls='last')" }}{{ .expression }} {{ .direction }} nulls {{ .nulls }}{{ end }}

{{/* A random number from 0 up to, but without, 1. */}}
{{ define "duckdb.random_fraction()" }}random(){{ end }}
{{ define "snowflake.random_fraction()" }}uniform(0::float, 1::float, random()){{ end }}

{{/* Some rows of a relation, by chance: stands after it in the from clause. percent of all
     rows, with the same seed the same ones as long as the table does not change; or a
     number of rows. */}}
{{ define "duckdb.sample(percent=nil, rows=nil, seed=nil)" -}}
{{ if and (eq .percent nil) (eq .rows nil) }}{{ fail "sample needs percent or rows" }}{{ end -}}
tablesample {{ if ne .rows nil }}reservoir ({{ .rows }} rows){{ else }}bernoulli ({{ .percent }} percent){{ if ne .seed nil }} repeatable ({{ .seed }}){{ end }}{{ end }}
{{- end }}
{{ define "snowflake.sample(percent=nil, rows=nil, seed=nil)" -}}
{{ if and (eq .percent nil) (eq .rows nil) }}{{ fail "sample needs percent or rows" }}{{ end -}}
tablesample {{ if ne .rows nil }}({{ .rows }} rows){{ else }}bernoulli ({{ .percent }}){{ if ne .seed nil }} seed ({{ .seed }}){{ end }}{{ end }}
{{- end }}
